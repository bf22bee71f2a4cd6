"""Files to import, written as other people's software would write them."""

import zipfile

import numpy as np

from geo.geodesy.area import area_m2
from geo.schema import PART_FIELDS

SIDE_FILES = ("shp", "shx", "dbf", "prj")


def write_shapefile(table, folder, name="gk", **options):
    path = folder / f"{name}.shp"
    table.rename(columns=lambda column: column[:10]).to_file(path, **options)
    return path


def zip_files(path, *members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, name in members:
            archive.write(member, name)
    return path


def assert_same(found, zone, *, fields=tuple(PART_FIELDS)):
    parts = found.parts.loc[zone.parts.index]
    left, right = area_m2(parts.geometry), area_m2(zone.parts.geometry)
    np.testing.assert_allclose(left, right, rtol=1e-6)
    for field in fields:
        given, came = (table[field].astype(object) for table in (zone.parts, parts))
        assert came.where(came.notna(), None).tolist() == given.where(given.notna(), None).tolist()
