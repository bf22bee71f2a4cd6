"""Imports that succeed, and imports that are refused."""

import zipfile

import pytest

from geo.errors import InputError
from geo.fields.languages import field_names
from geo.importing import ImportOptions, import_zone
from geo.zone import read_zone

LISTS = (*field_names("industries"), "sources")


@pytest.fixture
def table(zone):
    """The parts as anybody's GIS would hold them: lists as text."""
    found = zone.parts.reset_index(drop=True)
    for name in LISTS:
        found[name] = ["; ".join(values) or None for values in found[name]]
    return found.set_crs("EPSG:4326", allow_override=True)


@pytest.fixture
def back(tmp_path):
    """Import a file and read the result as the application does."""

    def run(path, **options):
        result = import_zone(path, ImportOptions(**options))
        out = tmp_path / "boundaries.geojson"
        out.write_bytes(result.data)
        return read_zone(out), result

    return run


@pytest.fixture
def refused(tmp_path):
    """Return the one sentence with which an import is refused."""

    def read(name, data=None, **options):
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(InputError) as caught:
            import_zone(path, ImportOptions(**options))
        sentence = str(caught.value)
        assert sentence.isprintable()
        assert len(sentence) < 400
        return sentence

    return read


@pytest.fixture
def make_zip(tmp_path):
    def make(members, name="a.zip"):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, data in members.items():
                archive.writestr(member, data)
        return tmp_path / name

    return make
