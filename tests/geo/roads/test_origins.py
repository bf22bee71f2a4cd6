import pytest
from geographiclib.geodesic import Geodesic

from geo.roads.gates import read_gates
from geo.roads.origins import find_origins
from geo.zone import read_zone


def test_a_surveyed_part_begins_at_its_centre_a_sketch_anywhere_within_its_uncertainty(kept_path):
    parts = read_zone(kept_path).parts
    gates = read_gates(kept_path, parts, max_bytes=10**6)
    plot, sketch, _ = find_origins(parts, gates)
    assert (plot.kind, len(plot.points)) == ("centre", 1)
    assert (sketch.kind, len(sketch.points)) == ("uncertainty", 9)
    (lon, lat), *around = sketch.points
    for to_lon, to_lat in around:
        metres = Geodesic.WGS84.Inverse(lat, lon, to_lat, to_lon)["s12"]
        assert metres == pytest.approx(1500, abs=0.01)


def test_a_part_whose_centre_is_outside_begins_inside_it(write_zone_file, collection):
    ring = [[105, 28], [105.3, 28], [105.3, 28.1], [105.1, 28.1], [105.1, 28.3], [105, 28.3],
            [105, 28]]  # fmt: skip
    collection["features"] = collection["features"][:1]
    collection["features"][0]["geometry"]["coordinates"] = [ring]
    zone = read_zone(write_zone_file(collection))
    gates = read_gates(write_zone_file(collection), zone.parts, max_bytes=10**6)
    (origin,) = find_origins(zone.parts, gates)
    from shapely import Point

    assert zone.parts.geometry.iloc[0].covers(Point(origin.points[0]))
