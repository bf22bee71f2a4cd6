"""Reference places: what distances to them start from, and which names of the base map they are."""

import geopandas as gpd
import shapely

SAME_PLACE_DEG = 0.06  # a name of the base map this close to a reference place is that place's


def reference_part(parts: gpd.GeoDataFrame) -> str:
    """Return the id of the part that distances are measured from: the core, or else the first."""
    cores = parts.index[parts["kind"] == "core"]
    return str((cores if len(cores) else parts.index)[0])


def drop_own_places(names: gpd.GeoDataFrame, places: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the names of the base map (points, WGS 84) that no reference place has already."""
    own = shapely.union_all(places.geometry.values).buffer(SAME_PLACE_DEG)
    return names[~((names["layer"] == "place_labels") & names.geometry.intersects(own))]
