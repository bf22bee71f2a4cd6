"""Area, distance, bearing and datum on the ellipsoid; local projections."""
