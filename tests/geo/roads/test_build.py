import json
from dataclasses import replace

import pytest

from geo.errors import InputError
from geo.measured import FEW
from geo.roads.build import compute_roads, list_reach_parts
from geo.roads.gates import read_gates
from geo.zone import read_zone

pytestmark = pytest.mark.slow


def drop_hashes(content):
    """Other versions of what writes extracts write other bytes."""
    found = json.loads(content)
    for extract in found["roads"]["extracts"]:
        extract.pop("sha256")
    return found


def test_the_kept_figures_are_what_the_engine_answers_today(built, kept_path):
    kept = kept_path.with_name("roads.geojson").read_bytes()
    assert drop_hashes(built.content) == drop_hashes(kept)


def test_the_same_network_gives_the_same_bytes(built):
    again = compute_roads(
        built.zone, built.gates, built.network, built.read, report=lambda count: None
    )
    assert again == built.content


def test_where_the_figures_come_from_is_said(built):
    about = json.loads(built.content)["roads"]
    assert about["engine"].startswith("Valhalla 3.")
    assert [each["date"] for each in about["extracts"]] == ["2026-05-01", "2026-04-30"]
    assert about["vehicles"]["truck"]["weight"] == 49
    assert about["licence"] == "ODbL-1.0"


def test_a_part_with_gates_begins_at_them(built, tmp_path):
    for path in built.folder.glob("*.geojson"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    gates = [
        {"type": "Feature", "properties": {"id": key, "part": "sketch"},
         "geometry": {"type": "Point", "coordinates": built.at(*xy)}}
        for key, xy in {"north": (6, -0.2), "south": (6, -1.25)}.items()
    ]  # fmt: skip
    (tmp_path / "gates.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": gates})
    )
    zone = read_zone(tmp_path / built.path.name)
    read = read_gates(tmp_path / built.path.name, zone.parts, max_bytes=10**6)
    content = compute_roads(zone, read, built.network, built.read, report=lambda count: None)
    (tmp_path / "roads.geojson").write_bytes(content)
    figure = next(
        each for each in read_zone(tmp_path / built.path.name).roads.of_part("sketch")
        if (each.place, each.direction, each.vehicle) == ("mill", "from", "car")
    )  # fmt: skip
    assert (figure.origin, figure.points_asked) == ("gates", 2)
    assert figure.most_m - figure.least_m == pytest.approx(1133, rel=0.1)


def test_a_zone_without_places_or_outside_is_refused(built):
    bare = replace(built.zone, places=built.zone.places[:0])
    moved = built.zone.parts.set_geometry(built.zone.parts.translate(10, 0))
    for zone, said in (
        (bare, "no reference places"),
        (replace(built.zone, parts=moved), "do not cover the zone"),
    ):
        with pytest.raises(InputError, match=said):
            compute_roads(zone, built.gates, built.network, built.read, report=lambda count: None)


def test_of_many_parts_the_core_alone_has_areas(kept_path):
    parts = read_zone(kept_path).parts
    assert list_reach_parts(parts) == ["plot", "sketch", "isle"]
    many = parts.iloc[[0] * (FEW + 1)].assign(kind="park")
    many.index = [f"p{n}" for n in range(len(many))]
    assert list_reach_parts(many) == ["p0"]
    many.loc["p5", "kind"] = "core"
    assert list_reach_parts(many) == ["p5"]
