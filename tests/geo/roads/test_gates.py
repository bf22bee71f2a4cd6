import json

import pytest

from geo.errors import InputError
from geo.roads.gates import read_gates
from geo.zone import read_zone


def write_gates(path, **properties):
    gate = {"type": "Feature", "properties": {"id": "g", **properties},
            "geometry": {"type": "Point", "coordinates": [105.4, 28.87]}}  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": [gate]})
    path.with_name("gates.geojson").write_text(text)


def test_there_are_none_without_the_file(kept_path):
    parts = read_zone(kept_path).parts
    assert read_gates(kept_path, parts, max_bytes=10**6).empty


def test_a_gate_belongs_to_a_part(kept_path):
    parts = read_zone(kept_path).parts
    write_gates(kept_path, part="plot", name="North gate")
    gates = read_gates(kept_path, parts, max_bytes=10**6)
    assert gates["part"].to_dict() == {"g": "plot"}


@pytest.mark.parametrize(
    ("part", "said"), [("nowhere", "which is not there"), (None, "is missing")]
)
def test_a_gate_of_no_part_is_refused(kept_path, part, said):
    parts = read_zone(kept_path).parts
    write_gates(kept_path, part=part)
    with pytest.raises(InputError, match=said):
        read_gates(kept_path, parts, max_bytes=10**6)
