"""The shipped data are drawn again from the evidence, byte for byte."""

import copy
from pathlib import Path

import pytest
from shipped_data import DATA, DRAWN, INPUTS, read

from geo.errors import InputError
from geo.io.geojson import serialize_collection
from geo.schematic.draw import draw_zone, main

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", DRAWN)
def test_shipped_files_are_made_again_byte_for_byte(name: str, tmp_path: Path) -> None:
    main([str(DATA), str(tmp_path)])
    assert (tmp_path / f"{name}.geojson").read_bytes() == (DATA / f"{name}.geojson").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"{n}.geojson" for n in DRAWN)


def test_inputs_are_not_changed() -> None:
    inputs = [read(name) for name in INPUTS]
    before = copy.deepcopy(inputs)
    draw_zone(*inputs)
    assert inputs == before


def test_main_names_what_is_missing() -> None:
    with pytest.raises(InputError, match="Name the data folder"):
        main([])


def test_text_is_one_line_for_each_feature() -> None:
    places = read("places.geojson")
    written = serialize_collection(places)
    assert written.endswith("]\n}\n")
    lines = [line for line in written.splitlines() if line.startswith('{"type":"Feature"')]
    assert len(lines) == len(places["features"])
    assert "重庆" in written
