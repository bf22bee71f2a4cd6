"""Zones written to a file and checked."""

import pytest
import shapely
from quality_zones import ROUND, TODAY, feature

from geo.quality import check_file


@pytest.fixture
def check(write_zone_file):
    """Write a zone and its counties, and check it; information about a zone is left in."""
    round_one = feature({"id": "c2", "kind": "county"}, shapely.to_geojson(ROUND))
    square = shapely.to_geojson(shapely.box(105.3, 28.8, 105.7, 29.1))
    county = feature({"id": "c1", "kind": "county", "county": "510502"}, square)
    around = {"type": "FeatureCollection", "features": [county, round_one]}
    write_zone_file(around, "context.geojson")

    def run(zone):
        return check_file(write_zone_file(zone), today=TODAY)

    return run
