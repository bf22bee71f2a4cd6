"""Files of other people, read as shapes and columns: one way in for everything."""

from geo.reading.door import read_layer
from geo.reading.layer import Layer, ReadOptions

__all__ = ("Layer", "ReadOptions", "read_layer")
