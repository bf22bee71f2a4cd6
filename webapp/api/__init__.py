"""`/api`: OGC API – Features, and what the zone's users ask beyond it."""

from webapp.api.routes import blueprint

__all__ = ["blueprint"]
