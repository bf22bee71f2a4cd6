"""Import boundaries of any common format, CRS and datum as a zone file."""

from geo.importing.importer import ImportOptions, ImportResult, import_zone

__all__ = ("ImportOptions", "ImportResult", "import_zone")
