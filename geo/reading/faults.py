"""What libraries raise as they read a file, told as one sentence."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow
import pyogrio
import shapely
from pyproj.exceptions import CRSError, ProjError

from geo.errors import N_, InputError, Phrase, file_label
from geo.io.reasons import DAMAGED, describe_library_fault, tells_lack_of_memory

_LIBRARY_FAULTS = (
    *(pyogrio.errors.FeatureError, pyogrio.errors.GeometryError),
    *(pyarrow.ArrowException, shapely.errors.ShapelyError, CRSError, ProjError),
    *(OSError, ValueError, TypeError, KeyError, IndexError, OverflowError, RuntimeError),
)


@contextmanager
def describe_library_faults(name: str) -> Iterator[None]:
    """Turn what a library raises in this context into one sentence about the file `name`.

    Raises
    ------
    InputError
        For whatever it raises, and those that are raised here already as they are.
    MemoryError
        Where it got no memory, whatever it calls that.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the table itself is checked instead
            yield
    except (InputError, MemoryError):
        raise
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError):
        raise InputError(
            N_("%(name)s is damaged, or contains no layer of shapes. Export it again."),
            name=file_label(name),
        ) from None
    except UnicodeEncodeError:  # of its path: pyarrow opens no other
        raise InputError(
            N_("The name of the file %(name)s is not UTF-8 text. Rename the file."),
            name=file_label(name),
        ) from None
    except _LIBRARY_FAULTS as error:
        if tells_lack_of_memory(error):
            raise MemoryError from error
        raise InputError(
            N_("%(name)s can't be read: %(reason)s. Export it again."),
            name=file_label(name),
            reason=summarize_fault(error),
        ) from None


def summarize_fault(error: Exception) -> Phrase:
    """Return what the first line of an error says, without temporary folders and source code."""
    lines = str(error).strip().splitlines()
    if not lines or lines[0].startswith("Error occurred in"):  # a place in GDAL's source
        return Phrase(DAMAGED, {})
    plain = re.sub(r"\S*[/\\]zonemap-\w+[/\\]", "", lines[0])  # the temporary folder
    return describe_library_fault(plain, limit=200)
