import json

import pytest
import shapely

from geo.metadata import make_data_package, make_dcat, make_source_rows, summarize_placements
from geo.zone import DEFAULT_PATH


def test_every_source_says_what_rests_on_it(zone):
    rows = {row["key"]: row for row in make_source_rows(zone, zone.sources)}
    assert rows.keys() == zone.sources.keys()
    assert [key for key, row in rows.items() if not row["used_by"]] == []
    assert "pharmaceutical-park" in rows["yaofuhua-2018"]["used_by"]
    assert rows["geonames"]["used_by"] == ["places", "basemap"]


def test_package_names_the_file_and_its_hash(zone):
    package = make_data_package(zone, path="boundaries.geojson")
    (resource,) = package["resources"]
    assert resource["path"] == DEFAULT_PATH.name
    assert resource["hash"] == f"sha256:{zone.sha256}"
    assert [field["name"] for field in resource["schema"]["fields"]] == [
        name for name in zone.parts.columns if name not in {"geometry", "other"}
    ]
    assert package["version"] == zone.facts["as_of"]
    assert package["placement"][0]["placement"] == "schematic"


def test_a_package_states_the_range_of_each_number(zone):
    (resource,) = make_data_package(zone, path="boundaries.geojson")["resources"]
    found = {each["name"]: each.get("constraints") for each in resource["schema"]["fields"]}
    assert found["published_area_km2"] == {"minimum": 1e-7, "maximum": 510_065_622.0}
    assert found["position_uncertainty_m"] == {"minimum": 0, "maximum": 10_000_000.0}


def test_package_names_are_as_frictionless_wants_them(made_zone):
    assert make_data_package(made_zone, path="Zone 2 (泸州).geojson")["name"] == "zone-2-----"


def test_dcat_agrees_with_the_zone(zone):
    found = make_dcat(zone, path="boundaries.geojson")
    titles = {text["@language"]: text["@value"] for text in found["dct:title"]}
    assert titles == {"en": zone.facts["name"], "zh-Hans": zone.facts["name_zh"]}
    assert found["dcat:distribution"]["spdx:checksum"]["spdx:checksumValue"] == zone.sha256
    box = shapely.from_wkt(found["dct:spatial"]["dcat:bbox"]["@value"])
    assert box.bounds == pytest.approx(zone.parts.total_bounds)
    assert len(found["dct:source"]) == len(zone.data_sources)


@pytest.mark.parametrize("describe", [make_data_package, make_dcat])
def test_absent_facts_are_left_out(made_zone, describe):
    text = json.dumps(describe(made_zone, path="made.geojson"), allow_nan=False)
    assert "null" not in text.replace('"position_uncertainty_m": null', "")


def test_placement_is_summed_up(made_zone):
    assert summarize_placements(made_zone) == [
        {"placement": "schematic", "parts": 2, "position_uncertainty_m": None},
        {"placement": "surveyed", "parts": 1, "position_uncertainty_m": 5.0},
    ]
