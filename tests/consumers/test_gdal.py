"""Our files of data, in GDAL's own programs."""

import pytest


@pytest.fixture(scope="session")
def describe(run_program, rendered, tmp_path_factory):
    """Return what ogrinfo says of a file that we make: `describe("gpkg", "zone.gpkg")`."""

    def start(form, name, *arguments, **options):
        path = tmp_path_factory.mktemp("ogr") / name
        path.write_bytes(rendered(form, **options))
        return run_program("ogrinfo", "-ro", *arguments, path, package="gdal-bin")

    return start


@pytest.mark.parametrize(("form", "name"), [("geojson", "zone.geojson"), ("kml", "zone.kml")])
def test_a_file_opens_without_a_warning(describe, form, name):
    said = describe(form, name, "-so", "-al")
    assert "Warning" not in said.stderr
    assert "Feature Count: 8" in said.stdout


@pytest.mark.parametrize("form", ["gpkg", "dxf"])
def test_metres_are_metres_of_the_zone(describe, form):
    said = describe(form, f"zone.{form}", "-al", crs="EPSG:4523").stdout
    assert "大数据产业园" in said
    assert form == "dxf" or "CGCS2000 / 3-degree Gauss-Kruger zone 35" in said
