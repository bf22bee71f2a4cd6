"""What the page says of a shape that it can't measure is what the server says."""

import pytest
import shapely

from geo.lookup.overlap import find_polygon_faults
from maps.i18n import get_translator, translate_phrase
from webapp.site.draw_texts import local_messages

SHELL = "(105.44 28.9, 105.45 28.9, 105.45 28.91, 105.44 28.91, 105.44 28.9)"
SHAPES = {
    "shapeCrosses": "POLYGON ((105.44 28.9, 105.45 28.91, 105.45 28.9, 105.44 28.91, 105.44 28.9))",
    "shapeHoleOutside": f"POLYGON ({SHELL}, (105.47 28.9, 105.475 28.9, 105.475 28.905, 105.47 28.9))",
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("key", SHAPES)
def test_page_and_server_say_the_same(key, lang):
    [fault] = find_polygon_faults(shapely.from_wkt([SHAPES[key]]))
    said = local_messages(get_translator(lang), ", ")[key]
    x, y = fault.values["reason"].values["x"], fault.values["reason"].values["y"]
    assert said % {"x": x, "y": y} == translate_phrase(fault, lang)
