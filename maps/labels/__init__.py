"""Placing labels on a map: no overlaps, and those without room are named."""
