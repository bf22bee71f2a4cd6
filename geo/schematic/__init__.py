"""Schematic outlines drawn to their areas from evidence, and new data folders to draw in."""
