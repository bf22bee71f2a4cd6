"""Beyond the standard: areas, distances, locate, measure."""
