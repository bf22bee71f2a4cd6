"""`/api`: OGC API – Features, and what the zone's users ask beyond it."""

from webapp.api.views import blueprint

__all__ = ["blueprint"]
