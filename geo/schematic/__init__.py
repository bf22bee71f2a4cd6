"""Outlines drawn to an area from evidence; a data folder for another zone."""
