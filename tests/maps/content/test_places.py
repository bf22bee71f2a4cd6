"""What distances to the places start from, and which names of the base map are theirs."""

import geopandas as gpd
import shapely

from maps.content.places import drop_own_places, reference_part


def test_distances_are_measured_from_the_core(zone):
    assert zone.parts.at[reference_part(zone.parts), "kind"] == "core"
    others = zone.parts[zone.parts["kind"] != "core"]
    assert reference_part(others) == others.index[0]


def test_a_name_of_the_base_map_beside_a_place_is_that_places():
    place = gpd.GeoDataFrame(geometry=[shapely.Point(105.4, 28.9)], crs="OGC:CRS84")
    names = gpd.GeoDataFrame(
        {"layer": ["place_labels", "place_labels", "stations"]},
        geometry=shapely.points([[105.44, 28.9], [105.47, 28.9], [105.4, 28.9]]),
        crs="OGC:CRS84",
    )
    assert drop_own_places(names, place).index.tolist() == [1, 2]
