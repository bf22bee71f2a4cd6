"""Files in and out: GeoJSON, companions, atomic writes."""
