"""Areas, distances, bearings and datums on the WGS 84 ellipsoid, and local projections."""
