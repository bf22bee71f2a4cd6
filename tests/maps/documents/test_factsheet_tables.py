"""The tables of a factsheet have the numbers of the measured tables."""

import math
import re
from itertools import pairwise

import pytest
from document_text import READERS

from geo.geodesy.tables import make_area_table, make_distance_table
from geo.measured import measure_once
from geo.zone import read_zone
from maps import formatting
from maps.content.distance_matrix import make_distance_matrix
from maps.documents.factsheet import make_factsheet
from maps.documents.factsheet_tables import cite_sources
from maps.export.registry import export_zone
from maps.figure.options import FigureOptions

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=READERS)
def form(request):
    return request.param


def shown_distance(row, key, lang):
    """A distance as its uncertainty lets it be shown."""
    return formatting.distance(row[key], lang, uncertainty_m=row["position_uncertainty_m"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_holds_the_numbers_of_the_tables(zone, rendered, form, lang):
    text = READERS[form](rendered(form, lang=lang)).replace(" （", "（")
    text = re.sub("(?<=[一-鿿，]) (?=[一-鿿])", "", text)  # where a line ends
    for row in make_area_table(zone.parts).to_dict("records"):
        is_assumed = math.isnan(row["published_area_km2"])
        shown = formatting.assumed_area if is_assumed else formatting.area
        assert shown(row["area_m2"], lang) in text
        assert formatting.published_area(row["published_area_km2"], lang) in text
    for row in make_distance_table(zone.parts, zone.places).to_dict("records"):
        assert shown_distance(row, "distance_m", lang) in text


def test_one_part_has_all_its_distances(zone, rendered, form):
    text = READERS[form](rendered(form, lang="en", parts=("big-data-park",)))
    table = make_distance_table(zone.parts.loc[["big-data-park"]], zone.places)
    for row in table.to_dict("records"):
        assert shown_distance(row, "distance_m", "en") in text
        if not math.isnan(row["bearing_uncertainty_deg"]):
            uncertainty_deg = row["bearing_uncertainty_deg"]
            shown = formatting.bearing(row["bearing_deg"], "en", uncertainty_deg=uncertainty_deg)
            assert shown in text
        assert formatting.uncertainty(row["position_uncertainty_m"], "en") in text


def test_where_nothing_is_published_there_is_no_difference(rendered, form):
    text = READERS[form](rendered(form, lang="en", parts=("machinery-park",)))
    assert "Difference – " in text
    assert "– (measured" not in text


def test_a_value_is_followed_by_the_numbers_of_its_sources():
    assert cite_sources("202 km²", ("b", "gone", "a"), {"a": 1, "b": 2}) == "202 km²\xa0[1, 2]"
    assert cite_sources("202 km²", ("gone",), {"a": 1}) == "202 km²"
    assert cite_sources("–", ("a",), {"a": 1}) == "–"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_one_part_has_its_other_fields(write_zone_file, collection, form, lang):
    other = {"用地性质": "二类工业用地", **{f"c{n}": f"value {n}" for n in range(30)}}
    collection["features"][0]["properties"]["other"] = other
    zone = read_zone(write_zone_file(collection))
    for parts, is_shown in ((("west",), True), (("west", "east"), False)):
        options = FigureOptions(lang=lang, parts=parts)
        text = READERS[form](export_zone(zone, form, options))
        assert ("二类工业用地" in text) is is_shown
        assert ("value 23" in text) is is_shown
        assert "value 24" not in text
        assert ({"en": "6 more in the data", "zh": "数据中另有 6 项"}[lang] in text) is is_shown


def test_an_area_is_followed_by_what_states_it(zone):
    """Not by the sources of the county lines and rivers that the outline runs along."""
    factsheet = make_factsheet(zone, FigureOptions(lang="en"))
    (table,) = (block for block in factsheet.blocks if block.text.startswith("Areas: published"))
    sources = next(b for a, b in pairwise(factsheet.blocks) if a.text == "Sources").rows
    row = next(each for each in table.rows if each[0].startswith("Big data industrial park"))
    cited = [sources[int(n) - 1][0] for n in re.findall(r"\d+", row[1].partition("[")[2])]
    assert any("智慧城市网" in each for each in cited)
    assert not any("天地图" in each or "GSHHG" in each for each in cited)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_table_of_a_zone_gives_the_distances_that_pages_give(zone, lang):
    sheet = make_factsheet(zone, FigureOptions(lang=lang))
    table = [block for block in sheet.blocks if block.kind == "table"][-1]
    row = next(each for each in table.rows if "Longmatan Core" in each[0] or "龙马潭" in each[0])
    matrix = make_distance_matrix(measure_once(zone), lang)
    first = next(each for each in matrix if each.part.name.text == row[0])
    for cell, shown in zip(row[1:], first.cells, strict=True):
        assert cell.replace("\xa0", " ").startswith(shown.distance)
    assert {"en": "nearest edge", "zh": "最近边界"}[lang] in table.head[0].lower() + table.text
