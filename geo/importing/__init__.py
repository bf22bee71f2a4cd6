"""Somebody's own file, of any usual format, CRS and datum, to a zone file that can be trusted."""

from geo.importing.importer import Order, Result, import_zone

__all__ = ("Order", "Result", "import_zone")
