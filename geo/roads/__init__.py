"""How far by road: computed once by a routing engine, kept as `roads.geojson`, read anywhere."""
