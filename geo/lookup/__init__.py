"""Where points and polygons lie: parts, counties, nearest edges, overlaps."""
