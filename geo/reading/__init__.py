"""Files of other people, read as shapes and columns: one way in for everything."""

from typing import TYPE_CHECKING, Any

from geo.reading.layer import Layer, ReadOptions

if TYPE_CHECKING:
    from geo.reading.any_format import read_layer

__all__ = ("Layer", "ReadOptions", "read_layer")


def __getattr__(name: str) -> Any:
    """Load the readers, and GDAL with them, only when a file is read."""
    if name != "read_layer":
        raise AttributeError(name)
    from geo.reading.any_format import read_layer  # noqa: PLC0415

    return read_layer
