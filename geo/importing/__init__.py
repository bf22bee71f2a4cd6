"""Import boundaries of any common format, CRS and datum as a zone file."""

from geo.importing.any_file import read_any_dataset, read_any_zone, refuse_other_formats
from geo.importing.importer import ImportOptions, ImportResult, import_zone

__all__ = (
    "ImportOptions",
    "ImportResult",
    "import_zone",
    "read_any_dataset",
    "read_any_zone",
    "refuse_other_formats",
)
