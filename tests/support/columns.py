"""The columns that the two tables are promised to have, written out once more by hand."""

AREA_COLUMNS = [
    "id",
    "name",
    "name_zh",
    "kind",
    "parent",
    "area_m2",
    "area_basis",
    "perimeter_m",
    "compactness",
    "published_area_km2",
    "difference_percent",
    "placement",
    "position_uncertainty_m",
]
DISTANCE_COLUMNS = [
    "id",
    "place",
    "distance_m",
    "centre_distance_m",
    "centroid_outside",
    "bearing_deg",
    "bearing_uncertainty_deg",
    "position_uncertainty_m",
]
