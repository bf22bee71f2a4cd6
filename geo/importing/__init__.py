"""Somebody's own file, of any usual format, CRS and datum, to a zone file that can be trusted."""

from geo.importing.importer import ImportOptions, ImportResult, import_zone

__all__ = ("ImportOptions", "ImportResult", "import_zone")
