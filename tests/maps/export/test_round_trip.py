"""What is exported is imported again with its fields, as far as the format can carry them."""

import pandas as pd
import pytest

from geo.geodesy.area import area_m2
from geo.importing.importer import ImportOptions, import_zone
from geo.zone import read_zone
from maps.export.registry import file_names
from maps.figure.options import FigureOptions

FIELDS = (
    *("name", "name_zh", "kind", "parent", "county", "published_area_km2", "placement"),
    *("position_uncertainty_m", "note", "note_zh", "as_of", "sources", "industries"),
)
CARRIED = {
    "boundaries.geojson": FIELDS,
    "boundaries.kml": FIELDS,
    "boundaries.gpkg": FIELDS,
    "boundaries.csv": FIELDS,
    "boundaries.parquet": FIELDS,
    # A column of a Shapefile has 254 bytes, and notes are longer.
    "boundaries-shapefile.zip": tuple(each for each in FIELDS if not each.startswith("note")),
    "boundaries.dxf": ("name", "name_zh", "kind"),
    "boundaries.txt": ("name_zh",),
}
OPTIONS = {
    "boundaries.gpkg": {"layer": "parts"},
    "boundaries.dxf": {"crs": "EPSG:4523"},
}


@pytest.fixture
def take_back(zone, tmp_path):
    """Export the shipped zone, import the file, and return the parts of the result."""

    def call(name):
        path, out = tmp_path / name, tmp_path / "back.geojson"
        path.write_bytes(file_names()[name].make(zone, FigureOptions()))
        result = import_zone(path, ImportOptions(**OPTIONS.get(name, {})))
        out.write_bytes(result.data)
        return read_zone(out).parts

    return call


@pytest.mark.parametrize("name", CARRIED)
def test_fields_come_back(take_back, zone, name):
    back = take_back(name)
    assert list(back.index) == list(zone.parts.index)
    for field in CARRIED[name]:
        pd.testing.assert_series_equal(back[field], zone.parts[field], check_dtype=False)
    assert area_m2(back.geometry).tolist() == pytest.approx(
        area_m2(zone.parts.geometry).tolist(), rel=1e-5
    )


def test_a_note_in_a_shapefile_is_cut_not_lost(take_back, zone):
    back = take_back("boundaries-shapefile.zip")
    for ours, theirs in zip(back["note_zh"], zone.parts["note_zh"], strict=True):
        assert len(ours) > 60
        assert theirs.startswith(ours.rstrip("…"))


def test_nothing_of_our_own_columns_is_kept_twice(take_back):
    for name in ("boundaries-shapefile.zip", "boundaries.kml", "boundaries.csv"):
        assert not [each for each in take_back(name)["other"] if each]
