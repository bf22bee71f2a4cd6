"""The state in an address: what it shows, and which ones are refused."""

import pytest

from geo.errors import InputError, UnknownIdError
from maps.figure.overlay.marks import Marks
from maps.figure.overlay.state import MapState, parse_state

BOUNDS = (28.8, 105.3, 29, 105.6)
ASKED = Marks(point=(28.9, 105.46))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("bounds=28.8,105.3,29,105.6", MapState(bounds=BOUNDS)),
        ("#ask=28.9,105.46&bounds=28.8,105.3,29,105.6", MapState(bounds=BOUNDS, marks=ASKED)),
        ("?part=inner&lang=zh", MapState(selected="inner", lang="zh")),
        (
            "/maps/parts/west?lang=en&utm_source=x#view=region",
            MapState(selected="west", lang="en", view="region"),
        ),
        (
            "https://example.org/embed?parts=west,inner&ask=1,2#ask=28.9,105.46&secret=1",
            MapState(parts=("west", "inner"), marks=ASKED),
        ),
        (
            "compare=west,inner&background=osm",
            MapState(marks=Marks(compared=("west", "inner")), left_out=("background",)),
        ),
        (
            "part=west&rings=10,50&lines=0&line=28.9,105.4;29,105",
            MapState(
                selected="west",
                marks=Marks(
                    origin="west",
                    rings_km=(10, 50),
                    has_lines=False,
                    path_kind="line",
                    path=((28.9, 105.4), (29, 105)),
                ),
            ),
        ),
    ],
)
def test_a_state_is_what_its_address_shows(made_zone, text, state):
    found = parse_state(text, made_zone)
    is_whole = text.startswith("https:")
    assert found == MapState(**{**vars(state), "address": text if is_whole else ""})


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "hello",
        "bound=1,2,3,4",
        "ask=28.9",
        "ask=a,b",
        "bounds=29,105.3,28.8,105.6",
        "view=moon",
        "lang=de",
        "rings=10",
        "rings=-1&from=west",
        "line=1,2;;3,4",
        "https://[/#ask=1,2",
        "https://example.org/#bounds=1",
        "part=west&" + "x" * 9000,
        "\x00",
    ],
)
def test_a_state_that_cannot_be_read_is_refused_in_one_sentence(made_zone, text):
    with pytest.raises(InputError) as refused:
        parse_state(text, made_zone)
    sentence = str(refused.value)
    assert sentence.isprintable()
    assert len(sentence) < 400


def test_the_end_of_a_line_is_left_out(made_zone):
    assert parse_state("ask=1,2\n", made_zone).marks.point == (1, 2)


@pytest.mark.parametrize("text", ["part=nowhere", "/parts/nowhere", "parts=west,nowhere"])
def test_a_part_that_is_not_in_the_zone_is_refused(made_zone, text):
    with pytest.raises(UnknownIdError, match="nowhere"):
        parse_state(text, made_zone)
