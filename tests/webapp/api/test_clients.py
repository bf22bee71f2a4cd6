"""Programs that people use, against the running server: GDAL, OWSLib."""

import pickle
import subprocess
import sys

import numpy as np
import pytest
from owslib.ogcapi.features import Features


@pytest.fixture(params=["/api", "/api/"])
def source(request, server):
    return f"OAPIF:{server}{request.param}"


def test_gdal_lists_the_collections(ogrinfo, source):
    listed = ogrinfo("-ro", source)
    for name in ("boundaries", "places", "counties"):
        assert f": {name} (title:" in listed


def test_gdal_reads_count_extent_and_fields(ogrinfo, source):
    said = ogrinfo("-ro", "-so", source, "boundaries")
    assert "Feature Count: 8" in said
    assert "Extent: (105.311893, 28.799182) - (105.569235, 29.202286)" in said
    for field in ("area_m2: Real", "published_area_km2: Real", "placement: String"):
        assert field in said


def test_gdal_reads_small_pages_to_the_end(ogrinfo, source):
    said = ogrinfo("-ro", "-al", "-q", "-oo", "PAGE_SIZE=7", source, "counties")
    assert said.count("OGRFeature(counties)") == 55
    assert said.count("county-510504") > 0


def test_gdal_finds_one_feature_by_its_number(ogrinfo, source):
    assert "longmatan-core" in ogrinfo("-ro", source, "boundaries", "-fid", "1")


def test_gdal_filters_by_box_and_by_value(ogrinfo, source):
    near = ogrinfo("-ro", "-q", source, "boundaries", "-spat", "105.3", "29", "105.5", "29.3")
    assert near.count("OGRFeature") == 2
    parks = ogrinfo("-ro", "-q", source, "boundaries", "-where", "kind = 'park'")
    assert parks.count("OGRFeature") == 5


def test_gdal_reads_text_exactly(ogrinfo, source):
    assert "龙马潭核心区" in ogrinfo("-ro", "-q", source, "boundaries")


READ = """
import pickle, sys
import pyogrio
while True:
    try:
        address, options = pickle.load(sys.stdin.buffer)
    except EOFError:
        break
    pickle.dump(pyogrio.read_dataframe(address, **options), sys.stdout.buffer)
    sys.stdout.flush()
"""


@pytest.fixture(scope="module")
def read_by_pyogrio():
    """Let a process of somebody else's read: this one has no drivers for servers."""
    command = [sys.executable, "-c", READ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:

        def read(address, **options):
            pickle.dump((address, options), process.stdin)
            process.stdin.flush()
            return pickle.load(process.stdout)

        yield read
        process.stdin.close()


@pytest.mark.parametrize("name", ["boundaries", "places"])
def test_pyogrio_reads_what_the_file_holds(read_by_pyogrio, server, zone, name):
    found = read_by_pyogrio(f"OAPIF:{server}/api", layer=name)
    frame = zone.parts if name == "boundaries" else zone.places
    assert list(found["id"]) == list(frame.index)
    assert list(found["name_zh"]) == list(frame["name_zh"])
    assert np.abs(found.total_bounds - frame.total_bounds).max() < 1e-7


@pytest.mark.parametrize("code", [3857, 4544])
def test_pyogrio_reads_other_crs_in_their_axis_order(read_by_pyogrio, server, zone, code):
    found = read_by_pyogrio(f"OAPIF:{server}/api", layer="places", CRS=f"EPSG:{code}")
    assert found.crs.to_epsg() == code
    expected = zone.places.to_crs(code)
    assert np.abs(found.geometry.x.to_numpy() - expected.geometry.x.to_numpy()).max() < 0.01
    assert np.abs(found.geometry.y.to_numpy() - expected.geometry.y.to_numpy()).max() < 0.01


@pytest.fixture
def features(server):
    return Features(f"{server}/api/")


def test_owslib_reads_the_description(features):
    assert features.links
    assert features.conformance()["conformsTo"]
    assert features.api()["openapi"] == "3.0.3"


def test_owslib_reads_the_collections(features):
    assert features.feature_collections() == ["boundaries", "places", "counties"]
    assert features.collection("boundaries")["title"] == "Parts of the zone"
    assert "kind" in features.collection_queryables("boundaries")["properties"]


def test_owslib_reads_features(features):
    page = features.collection_items("boundaries", limit=3, bbox=[105, 28, 106, 30])
    assert (page["numberReturned"], page["numberMatched"]) == (3, 8)
    one = features.collection_item("boundaries", "pharmaceutical-park")
    assert one["properties"]["published_area_km2"] == 21.3


def test_owslib_filters_by_property(features):
    parks = features.collection_items("boundaries", kind="park")
    assert parks["numberMatched"] == 5
