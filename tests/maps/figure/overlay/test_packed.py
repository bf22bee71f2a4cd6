"""Added shapes in an address: read back, and refused when they are anything else."""

import base64
import gzip

import pytest
from packed_shapes import LAYERS, RING, pack

from geo.errors import InputError
from maps.figure.overlay.made_names import FORMS, retell_names
from maps.figure.overlay.packed import unpack_shapes
from maps.figure.overlay.state import parse_state
from webapp.site.draw_texts import draw_messages


def test_shapes_are_read_with_their_names_and_layers(made_zone):
    found = parse_state(f"part=west&plots={pack(LAYERS)}", made_zone).shapes
    assert [(each.name, each.layer, each.shape.geom_type) for each in found] == [
        ("Plot 甲", 0, "Polygon"),
        ("Gate", 1, "Point"),
        ("", 1, "LineString"),
    ]
    assert found[0].shape.bounds == (105.41, 28.9, 105.43, 28.92)


def test_a_shape_that_was_drawn_has_the_name_that_the_map_gives_in_the_language(made_zone):
    names = ["Plot 2", "地块 3", "Line 1", "点位 4", "Plot 甲", "Plot 02", ""]
    shapes = [[name, "Polygon", RING] for name in names]
    drawn, sent = (unpack_shapes(pack([["x", is_drawn, shapes]])) for is_drawn in (1, 0))
    assert [each.name for each in retell_names(drawn, "zh")] == [
        *("地块 2", "地块 3", "线 1", "点位 4", "Plot 甲", "Plot 02", ""),
    ]
    assert [each.name for each in retell_names(drawn, "en")][:4] == [
        *("Plot 2", "Plot 3", "Line 1", "Point 4"),
    ]
    assert [each.name for each in retell_names(sent, "zh")] == names


def test_the_names_are_those_that_the_map_gives():
    texts = draw_messages(str)
    assert set(FORMS) == {texts[each] for each in ("drawnSite", "drawnLine", "drawnArea")}


def layer(*shape):
    return [["x", 0, [list(shape)]]]


@pytest.mark.parametrize(
    "letters",
    [
        "x",
        "!",
        pack(LAYERS)[:-9],
        pack(LAYERS) + "AAAA",
        pack(LAYERS, version=2),
        pack([]),
        pack(LAYERS * 20),
        pack([["x", 0, [["", "Point", [1, 2]]] * 501]]),
        pack([["x", 0, [["", "LineString", [[1, 2]] * 2001]]]]),
        pack(layer("", "Point", [200, 2])),
        pack(layer("", "Point", [1, 2, 3])),
        pack(layer("", "Point", ["1", 2])),
        pack(layer("", "Circle", [1, 2])),
        pack(layer(7, "Point", [1, 2])),
        pack(layer("", "LineString", [[1, 2]])),
        pack(layer("", "Polygon", [RING[0][:2]])),
        pack({"a": 1}),
        base64.urlsafe_b64encode(gzip.compress(b" " * 2_000_000)).decode().rstrip("="),
        base64.urlsafe_b64encode(gzip.compress(b"[" * 100_000)).decode().rstrip("="),
    ],
)
def test_what_is_no_such_text_is_refused_in_one_sentence(letters):
    with pytest.raises(InputError, match="can't be read"):
        unpack_shapes(letters)
