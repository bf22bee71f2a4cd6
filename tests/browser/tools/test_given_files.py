"""Files as people hand them over, dropped on one page one after the other: rows, or one sentence."""

import base64
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.browser.tools.test_add_data import DROP

pytestmark = pytest.mark.browser

FILES = Path(__file__).parents[2] / "geo/reading/files"
MOST_QUESTIONS = 4
# Rows are windowed: the table says how many there are, its head among them.
COUNT = (
    "() => (Number(document.querySelector('.plot-table')?.getAttribute('aria-rowcount')) || 1) - 1"
)
# What a drop ends with: a question, more rows than there were, or a sentence.
ENDED = """(before) => {
  const seen = (selector) => document.querySelector(selector)?.checkVisibility();
  if (seen('#add-card [role=progressbar], #add-card progress')) return '';
  if (seen('.plot-question')) return 'question';
  if (Number(document.querySelector('.plot-table')?.getAttribute('aria-rowcount')) - 1 > before) return 'rows';
  return seen('#add-card .warning') ? 'sentence' : '';
}"""


# How many rows each file adds, once its questions are answered by the first choice.
ROWS = {
    1: """
        area_comma.geojson bare_geometry.geojson crs4544_prefixed.geojson crs_ed50.geojson
        curve.gpkg ewkb.csv ewkt.csv gcpoly.geojson gk_km.csv gk_pref.csv html.kml
        latlon_swapped.kml linearring.kml onefeature.geojson p_wkb_geometry.geojson
        s_crlf_bom_gbk.csv s_head.xlsx topo.topojson two.kmz unclosed.geojson unclosed.kml
        utf16.csv xyzm.geojson
    """,
    2: """
        big5_78.zip cpg_gbk_data_utf8.zip cpg_latin1_data_gbk.zip cpg_oem.zip
        cpg_utf8_data_gbk.zip cyr_c9.zip dk.dxf dk.gdb.zip dk.mif folders.kml gbk.geojson
        jzd.txt latin_57.zip layers.gpkg local.gpkg multiformat.zip noshx.zip nullgeom.zip
        s_dec.csv semi.csv seq.geojson styles.gpkg upper_gbk.zip wrongzone.gpkg xian80.gpkg
    """,
    3: """
        mixed.kml
    """,
}
GIVEN = {name: count for count, names in ROWS.items() for name in names.split()}
REFUSED = {
    "am_pacific.geojson": "cut it at the antimeridian",
    "dk.tab": "needs its companions",
    "local.csv": "no recognised coordinate reference system",
    "netlink.kmz": "only has NetworkLinks",
    "overlay.kmz": "contains only an image",
}


@pytest.fixture(scope="module")
def dropped(pages, site):
    """Drop a file on the page, which stays; return how it ended, and how many rows that added."""
    watched = pages.take((1440, 900), locale="en-GB")
    page, said = watched.page, watched.said
    page.goto(f"{site}/?lang=en")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))

    def drop(name, data):
        said.clear()
        page.evaluate(
            "() => document.querySelectorAll('#add-card .warning').forEach((e) => e.remove())"
        )
        before = page.evaluate(COUNT)
        kinds = ["dragenter", "dragover", "drop"]
        page.evaluate(DROP, [[[name, base64.b64encode(data).decode()]], kinds])
        for _ in range(MOST_QUESTIONS):
            ended = page.wait_for_function(ENDED, arg=before, timeout=30_000).json_value()
            if ended != "question":
                break
            page.locator(".plot-question .all-layers, .plot-question .plot-choice").first.click()
            page.wait_for_timeout(50)
        if ended == "sentence" and is_followed_by_rows(page, before):
            ended = "rows"
        sentences = (
            page.locator("#add-card .warning").all_inner_texts() if ended == "sentence" else []
        )
        assert [each for each in said if "status of 4" not in each] == []
        return ended, page.evaluate(COUNT) - before, sentences

    yield drop
    pages.give_back(watched)


def is_followed_by_rows(page, before):
    """Return whether rows come after a sentence: what was left out is told before they are drawn."""
    for _ in range(10):
        if page.evaluate(COUNT) > before:
            return True
        page.wait_for_timeout(100)
    return False


def box(name, **properties):
    ring = [[105.46, 28.87], [105.47, 28.87], [105.47, 28.88], [105.46, 28.88], [105.46, 28.87]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"name": name, **properties}, "geometry": shape}


def collect(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def bomb():
    """Return a quarter of a gigabyte, packed: a second's work, for the one test that drops it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.geojson", bytes(2**28))
    return data.getvalue()


MARKUP = '</script><img src=x onerror="alert(1)">'
HOSTILE = {
    "markup in names": ("a.geojson", collect(box(MARKUP, **{MARKUP: MARKUP})), 1),
    "formulas": (
        "a.csv",
        b"name,lon,lat\n=cmd|' /C calc'!A0,105.46,28.87\n@SUM(1),105.47,28.88\n",
        2,
    ),
    "a thousand columns": ("a.geojson", collect(box("A", **{f"c{n}": n for n in range(1000)})), 1),
    "a zip bomb": ("a.zip", bomb, 0),
    "a file name": (f"{MARKUP.replace('/', '')}.geojson", b'{"type": ', 0),
}


@pytest.mark.parametrize(("name", "data", "rows"), HOSTILE.values(), ids=HOSTILE)
def test_nothing_of_a_hostile_file_runs_and_the_page_stays(dropped, name, data, rows):
    ended, added, sentences = dropped(name, data() if callable(data) else data)
    assert (ended, added) == ("rows" if rows else "sentence", rows)
    assert len(sentences) == (not rows)
    assert not any(sentence.count("\n") for sentence in sentences)


@pytest.mark.parametrize("name", GIVEN)
def test_what_is_right_is_read(dropped, name):
    assert dropped(name, (FILES / name).read_bytes())[:2] == ("rows", GIVEN[name])


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_gets_one_sentence_with_the_reason(dropped, name):
    ended, added, sentences = dropped(name, (FILES / name).read_bytes())
    assert (ended, added, len(sentences)) == ("sentence", 0, 1)
    assert REFUSED[name] in sentences[0]
