"""`/api`: OGC API – Features, and services beyond it: areas, distances, locations, measures."""

from webapp.api.routes import blueprint

__all__ = ["blueprint"]
