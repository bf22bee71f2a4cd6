"""OpenStreetMap extracts made into vector tiles of the Shortbread schema, and tiles read back."""
