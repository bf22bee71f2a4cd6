"""No CRS of a stranger makes PROJ open a file."""

import pytest
from pyproj import CRS

from geo.errors import InputError
from geo.reading.crs_option import parse_crs
from geo.reading.crs_text import leads_to_file
from geo.reading.raw_layers import parse_declared_crs

GRIDS = "+proj=longlat +ellps=GRS80 +nadgrids={} +type=crs"
EXTENDED = (
    'GEOGCS["a",DATUM["d",SPHEROID["s",6378137,298.25],EXTENSION["PROJ4_GRIDS","{}"]],'
    'PRIMEM["g",0],UNIT["degree",0.0174532925]]'
)


def make_definitions(path):
    bound = CRS(GRIDS.format(path))
    return [
        GRIDS.format(path), GRIDS.format("@null," + path), f"+init={path}:1", f"init = {path}:1",
        f"+proj=longlat +ellps=GRS80 +geoidgrids = {path} +vunits=m +type=crs",
        EXTENDED.format(path), bound.to_wkt(), bound.to_json(), bound.to_json_dict(),
        {"proj": "longlat", "nadgrids": path}, {"init": f"{path}:1"},
        bound.to_json().replace("value", "v\\u0061lue").replace('"name"', '"n\\u0061me"'),
    ]  # fmt: skip


def test_a_definition_that_names_a_file_is_unknown():
    for each in make_definitions("/tmp/a.gsb"):
        assert leads_to_file(each), each
        assert parse_declared_crs(each) is None
        if isinstance(each, str):
            with pytest.raises(InputError, match=r"is unknown\. Use a code"):
                parse_crs(each)


CODES = [4326, 4490, 4523, 4525, 4610, 4214, 2332, 2400, 3857, 32648, 25832, 31467, 27700, 2154]


@pytest.mark.filterwarnings("ignore:You will likely lose")
@pytest.mark.filterwarnings("ignore:.*init=.* syntax is deprecated")
@pytest.mark.parametrize("code", CODES)
def test_a_usual_definition_leads_nowhere(code):
    crs = CRS.from_epsg(code)
    texts = [crs.to_wkt(), crs.to_wkt("WKT1_GDAL"), crs.to_wkt("WKT1_ESRI"), crs.to_json()]
    for each in (*texts, crs.to_proj4(), f"EPSG:{code}", f"+init=epsg:{code}", crs.to_json_dict()):
        assert not leads_to_file(each), each


def test_equal_definitions_are_looked_up_once(monkeypatch):
    """PROJ takes a fifth of a second for a name that it does not know."""
    asked, look_up = [], CRS.from_user_input
    monkeypatch.setattr(CRS, "from_user_input", lambda given: asked.append(given) or look_up(given))
    for name in ("a local plane of nobody", "EPSG:21478"):
        assert parse_declared_crs(name) is parse_declared_crs(name)
    long = f"a local plane {'of nobody ' * 500}"
    assert [parse_declared_crs(long), parse_declared_crs(long)] == [None, None]
    assert asked == ["a local plane of nobody", "EPSG:21478", long, long]


@pytest.mark.parametrize("text", ["²", "9" * 5000, "", "a local plane of nobody"])
def test_what_is_no_code_and_no_name_is_refused(text):
    with pytest.raises(InputError, match=r"is unknown\. Use a code such as EPSG:4490\."):
        parse_crs(text)
