"""A base map made of an extract: whole or not at all, and the same bytes each time."""

import json
import subprocess
import sys
import time

import mapbox_vector_tile
import pytest
import shapely
from osm_extract import ExtractWriter, write_region
from pmtiles.reader import MemorySource, Reader, all_tiles

from geo.errors import InputError
from geo.reading.osm.archive import TileArchive, unpack_tile
from geo.reading.osm.build import build_basemap, choose_groups
from geo.reading.osm.region import make_region
from geo.reading.osm.tiles import MOST_BYTES
from geo.schematic.scaffold import make_evidence, make_square_host, write_folder
from geo.zone import read_zone


@pytest.fixture(scope="module")
def zone():
    return read_zone()


@pytest.fixture(scope="module")
def region_map(tmp_path_factory, zone):
    folder = tmp_path_factory.mktemp("region")
    source = write_region(folder / "region.osm.pbf")
    made = build_basemap(source, zone, folder / "basemap.pmtiles")
    return source, folder / "basemap.pmtiles", made


def read_tiles(path):
    """Every tile, decoded by others' packages."""
    source = MemorySource(path.read_bytes())
    return {
        place: mapbox_vector_tile.decode(unpack_tile(data), default_options={"y_coord_down": True})
        for place, data in all_tiles(source)
    }


def zone_at(folder, lon, lat):
    row = {"id": "core", "name": "Made", "name_zh": None, "kind": "core", "lon": lon, "lat": lat,
           "published_area_km2": None, "drawn_area_km2": 0.4}  # fmt: skip
    host = make_square_host(lon, lat, area_km2=0.4)
    write_folder(folder, make_evidence([row], host, name="Made", name_zh=None), host)
    return read_zone(folder / "boundaries.geojson")


@pytest.mark.slow
def test_the_tiles_are_those_of_the_public_schema(region_map):
    tiles = read_tiles(region_map[1])
    layers = {name for tile in tiles.values() for name in tile}
    assert layers == {
        "streets", "street_labels", "water_lines", "water_lines_labels", "water_polygons",
        "water_polygons_labels", "land", "buildings", "place_labels", "public_transport",
    }  # fmt: skip
    assert {zoom for zoom, _, _ in tiles} == set(range(4, 16))


def test_each_tile_is_small_enough_to_be_sent(region_map):
    source = MemorySource(region_map[1].read_bytes())
    assert max(len(data) for _, data in all_tiles(source)) <= MOST_BYTES


@pytest.mark.slow
def test_equal_inputs_give_equal_bytes(region_map, zone, tmp_path):
    source, path, _ = region_map
    time.sleep(1.1)  # a time of day in the file would differ
    build_basemap(source, zone, tmp_path / "again.pmtiles")
    assert (tmp_path / "again.pmtiles").read_bytes() == path.read_bytes()


def test_the_metadata_say_where_it_is_from(region_map, zone):
    metadata = Reader(MemorySource(region_map[1].read_bytes())).metadata()
    about = metadata["zonemap"]
    assert "OpenStreetMap contributors" in metadata["attribution"]
    assert (about["extract_date"], about["licence"]) == ("2026-05-01", "ODbL 1.0")
    assert about["boundaries_sha256"] == zone.sha256
    assert about["counts"]["buildings/building"] == 640
    assert about["has_pinyin"]
    assert {each["id"] for each in metadata["vector_layers"]} >= {"streets", "buildings"}
    assert json.dumps(metadata)


def test_the_counties_of_china_are_left_to_the_zone(zone, tmp_path):
    assert "boundaries" not in choose_groups(zone)
    assert "boundaries" in choose_groups(zone_at(tmp_path / "far", 24.94, 60.17))
    assert choose_groups(zone, ["boundaries"]) == {"boundaries"}
    with pytest.raises(InputError, match=r"There is no layer streets\. Use some of roads"):
        choose_groups(zone, ["streets"])


def test_a_way_with_missing_nodes_and_cut_areas_are_counted(region_map):
    assert region_map[2].extract.split_ways >= 1
    assert region_map[2].extract.cut_areas == 1


def test_buildings_are_drawn_near_the_zone_only(extract, zone, tmp_path):
    near, far = zone.parts.geometry.iloc[0].centroid, (105.05, 28.6)
    for lon, lat in ((near.x, near.y), far):
        extract.box(lon, lat, lon + 0.001, lat + 0.001, building="yes")
        extract.way([(lon, lat), (lon + 0.01, lat)], highway="residential")
    source = extract.write(tmp_path / "a.osm.pbf")
    made = build_basemap(source, zone, tmp_path / "a.pmtiles", extent=(104, 27, 107, 30))
    assert made.collected.counts["buildings", "building"] == 1


def test_only_the_chosen_layers_are_drawn(region_map, zone, tmp_path):
    build_basemap(region_map[0], zone, tmp_path / "a.pmtiles", layers=["water"])
    layers = {name for tile in read_tiles(tmp_path / "a.pmtiles").values() for name in tile}
    assert layers
    assert all("water" in name for name in layers)


@pytest.mark.parametrize(
    ("extent", "said"),
    [
        ((0, 0, 1, 1), "The extent does not contain the zone"),
        ((100, 20, 140, 30), "The extent is not a box of at most 30 degrees"),
        ((106, 29, 105, 28), "The extent is not a box"),
        ((float("nan"), 28, 106, 30), "The extent is not a box"),
    ],
)
def test_an_extent_that_is_no_box_around_the_zone_is_refused(zone, extent, said):
    with pytest.raises(InputError, match=said):
        make_region(zone, extent)


def test_a_region_across_the_antimeridian_is_two_boxes(extract, tmp_path):
    zone = zone_at(tmp_path / "fiji", 179.95, -16.8)
    region = make_region(zone)
    assert len(region.whole.boxes) == 2
    for lon in (179.9, -179.95):
        extract.way([(lon, -16.8), (lon + 0.01, -16.8)], highway="primary", name="Queens Road")
    build_basemap(extract.write(tmp_path / "a.osm.pbf"), zone, tmp_path / "a.pmtiles")
    columns = {x for zoom, x, _ in read_tiles(tmp_path / "a.pmtiles") if zoom == 8}
    assert columns == {0, 255}


@pytest.mark.parametrize("layer", ["streets", "water_polygons", "land"])
@pytest.mark.slow
def test_lines_and_areas_meet_at_the_edges_of_tiles(region_map, layer):
    """What a tile has in the margin around it is what its neighbour has inside."""
    tiles = read_tiles(region_map[1])
    compared = 0
    for (zoom, x, y), tile in tiles.items():
        beside = tiles.get((zoom, x + 1, y), {})
        if zoom != 13 or layer not in tile or layer not in beside:
            continue
        strip, own = shapely.box(4096, 0, 4150, 4096), shapely.box(0, 0, 54, 4096)
        here, there = (
            shapely.union_all([shapely.make_valid(shapely.geometry.shape(each["geometry"]))
                               for each in which[layer]["features"]])
            for which in (tile, beside)
        )  # fmt: skip
        here = shapely.transform(here.intersection(strip), lambda xy: xy - [4096, 0])
        gap = here.buffer(3).symmetric_difference(there.intersection(own).buffer(3)).area
        assert gap < 0.1 * max(here.buffer(3).area, 1) + 200
        compared += 1
    assert compared


def test_an_extract_of_elsewhere_gets_one_sentence_and_leaves_no_file(extract, zone, tmp_path):
    extract.way([(0, 50), (0.1, 50)], highway="primary")
    source = extract.write(tmp_path / "a.osm.pbf")
    with pytest.raises(InputError, match=r"a\.osm\.pbf has nothing to draw around the zone"):
        build_basemap(source, zone, tmp_path / "a.pmtiles")
    assert [each.name for each in tmp_path.iterdir()] == ["a.osm.pbf"]


def test_a_damaged_extract_leaves_what_was_there(region_map, zone, tmp_path):
    source = tmp_path / "cut.osm.pbf"
    source.write_bytes(region_map[0].read_bytes()[:-900])
    old = tmp_path / "basemap.pmtiles"
    old.write_bytes(b"old")
    with pytest.raises(InputError, match=r"cut\.osm\.pbf is damaged"):
        build_basemap(source, zone, old)
    assert old.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2


PEAK = """import sys
from pathlib import Path
from geo.reading.osm.build import build_basemap
from geo.zone import read_zone
build_basemap(Path(sys.argv[1]), read_zone(), Path(sys.argv[2]))
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_more_buildings_take_little_more_memory(tmp_path):
    counts, peaks = (10_000, 90_000), []
    for count in counts:
        made = ExtractWriter()
        for n in range(count):
            x, y = 105.36 + n % 300 * 0.0003, 28.85 + n // 300 * 0.0003
            made.box(x, y, x + 0.0002, y + 0.0002, building="yes")
        source = made.write(tmp_path / f"{count}.osm.pbf")
        command = [sys.executable, "-c", PEAK, str(source), str(tmp_path / "a.pmtiles")]
        peaks.append(int(subprocess.run(command, check=True, capture_output=True).stdout))
    assert (peaks[1] - peaks[0]) / (counts[1] - counts[0]) < 0.8  # kB; 1.6 as objects


def test_an_extract_of_buildings_alone_has_no_coarser_tiles(extract, zone, tmp_path):
    at = zone.parts.geometry.iloc[0].centroid
    extract.box(at.x, at.y, at.x + 0.001, at.y + 0.001, building="yes")
    made = build_basemap(extract.write(tmp_path / "a.osm.pbf"), zone, tmp_path / "a.pmtiles")
    assert made.tiles >= 1
    assert {zoom for zoom, _, _ in read_tiles(tmp_path / "a.pmtiles")} == {15}


def test_the_extract_is_not_overwritten(region_map, zone):
    with pytest.raises(InputError, match="would overwrite the input"):
        build_basemap(region_map[0], zone, region_map[0])


def test_hostile_tags_stay_text(extract, zone, tmp_path):
    at = zone.parts.geometry.iloc[0].centroid
    names = ["<script>alert(1)</script>", "{{7*7}}", "x" * 300, "\u202eabc", "שלום", "a\x01b"]
    for n, name in enumerate(names):
        extract.node(at.x + n / 100, at.y, place="town", name=name)
        extract.way([(at.x, at.y + n / 100), (at.x + 0.1, at.y + n / 100)],
                    highway="primary", name=name, ref="R" * 300, layer=name[:9])  # fmt: skip
    build_basemap(extract.write(tmp_path / "a.osm.pbf"), zone, tmp_path / "a.pmtiles")
    labels = {
        each["properties"]["name"]
        for tile in read_tiles(tmp_path / "a.pmtiles").values()
        for each in tile.get("place_labels", {"features": []})["features"]
    }
    assert {"<script>alert(1)</script>", "{{7*7}}", "abc", "שלום", "ab"} < labels
    assert max(map(len, labels)) == 100


def test_the_archive_reads_what_was_written(region_map):
    _, path, made = region_map
    archive = TileArchive.open(path)
    stored = dict(all_tiles(MemorySource(path.read_bytes())))
    assert len(stored) == made.tiles
    assert all(archive.read_tile(*place) == data for place, data in stored.items())
    assert archive.read_tile(9, 0, 0) == b""
    assert (archive.extract_date, archive.min_zoom, archive.max_zoom) == ("2026-05-01", 4, 15)
