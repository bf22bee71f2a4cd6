"""What libraries raise as they read a file, told as one sentence."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow
import pyogrio
import shapely
from pyproj.exceptions import CRSError, ProjError

from geo.errors import N_, InputError, file_label

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
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the table itself is checked instead
            yield
    except InputError:
        raise
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError):
        raise InputError(
            N_("%(name)s is damaged, or contains no layer of shapes. Export it again."),
            name=file_label(name),
        ) from None
    except _LIBRARY_FAULTS as error:
        raise InputError(
            N_("%(name)s can't be read: %(reason)s. Export it again."),
            name=file_label(name),
            reason=_summarize_error(error),
        ) from None


def _summarize_error(error: Exception) -> str:
    lines = str(error).strip().splitlines() or ["it is damaged"]
    return lines[0][:200].rstrip(".")
