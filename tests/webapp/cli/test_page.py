"""`zonemap page`: what an address shows, as a file."""

import json
import re

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.slow

PLOTS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "North plot"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[105.41, 28.95], [105.43, 28.95], [105.43, 28.97], [105.41, 28.95]]
                ],
            },
        }
    ],
}
STATE = "#bounds=28.9,105.4,29,105.5&part=inner&ask=28.93,105.43&line=28.92,105.42;28.96,105.46"


@pytest.fixture
def plots_path(tmp_path):
    path = tmp_path / "plots.geojson"
    path.write_text(json.dumps(PLOTS))
    return path


def test_a_page_shows_the_state_and_the_layers(run, made_path, plots_path, tmp_path):
    made = tmp_path / "page.pdf"
    call = ("page", "--data", made_path, "-o", made, "--state", STATE, "--with", plots_path)
    code, _, said = run(*call, "--note", "For the visit.", "--title", "Options")
    assert code == 0, said
    assert "no QR code, as the state is not a whole address" in said
    page, *numbers = PdfReader(made).pages
    assert numbers
    words = re.sub(r"\s+", " ", page.extract_text())
    for each in ("Options", "For the visit.", "Selected part: Inner", "5.90 km", "North plot: 2.16 km²",
                 "28.930000, 105.430000", "not reviewed for publication"):  # fmt: skip
        assert each in words


def test_the_language_is_that_of_the_state_unless_it_is_said(run, made_path, tmp_path):
    made = tmp_path / "page.svg"
    for more, word in (((), "查询点位"), (("--lang", "en"), "Queried point")):
        call = ("page", "--data", made_path, "-o", made, "--state", "lang=zh&ask=28.93,105.43")
        assert run(*call, *more)[0] == 0
        assert word in made.read_text("utf-8")


@pytest.mark.parametrize(
    "refused",
    [
        (("--state", "hello"), "can't be read"),
        (("--state", "part=nowhere"), "nowhere"),
        (("--state", "bounds=-50,0,50,100"), "Choose a smaller area"),
        (("--with", "nowhere.geojson"), "nowhere.geojson"),
        (("--with", "bad.geojson"), "can't be drawn"),
        (("--note", "x" * 1001), "Shorten it"),
        (("--size", "9x9"), "60 to 1200 mm"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_nothing_is_written(
    run, made_path, tmp_path, monkeypatch, refused
):
    options, said = refused
    monkeypatch.chdir(tmp_path)
    far = {"type": "Point", "coordinates": [500, 28]}
    bad = {"type": "FeatureCollection", "features": [
        *PLOTS["features"], {"type": "Feature", "properties": {}, "geometry": far}]}  # fmt: skip
    (tmp_path / "bad.geojson").write_text(json.dumps(bad))
    code, _, words = run("page", "--data", made_path, "-o", "page.svg", *options)
    assert code == 2
    assert said in words
    assert not (tmp_path / "page.svg").exists()


def test_what_is_left_out_is_told(run, made_path, tmp_path):
    address = "https://example.org/#background=osm&note=" + "x" * 400
    code, _, words = run(
        "page", "--data", made_path, "-o", tmp_path / "page.svg", "--state", address
    )
    assert code == 0
    assert "more than 400 bytes" in words
    assert "leaves out the map tiles that the state has" in words


def test_another_suffix_is_refused(run, tmp_path):
    code, _, words = run("page", "-o", tmp_path / "page.txt")
    assert code == 2
    assert "Use one of .pdf, .png, .svg, .docx" in words


def test_notices_and_sizes_are_in_the_language(run, made_path, tmp_path):
    made = tmp_path / "page.svg"
    _, _, said = run("page", "--data", made_path, "-o", made, "--lang", "zh")
    assert "页面没有二维码：给出的状态不是完整的网址。" in said
    assert "No QR" not in said
    assert re.search(r"page\.svg：\d+ kB", said)
