"""Outlines of a file, repaired or refused one by one; each refusal has a way out that works."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Shapes
from geo.errors import N_, InputError
from geo.fields.part_label import PartLabel
from geo.io.geometry import crosses_antimeridian, describe_invalidity
from geo.quality.dataset import is_in_range, swap_axes
from geo.quality.repair import Repair, repair_shape
from geo.reading.layer import Layer
from geo.zone import DECIMALS

_OUTSIDE = N_(
    "Feature %(n)s (%(part)s) lies outside longitude −180 to 180, latitude −90 to 90. Correct it."
)
_INVALID = N_(
    "Feature %(n)s (%(part)s) is not valid (%(reason)s) and can't be repaired safely. Redraw it."
)
_TOO_WIDE = N_(
    "Feature %(n)s (%(part)s) has an edge that spans 180° of longitude or more. Cut it at the "
    "antimeridian, or add vertices along the edge."
)
# Where other features can be used, this one can be left out; where none can, that is no way out.
_WITH_OTHERS: Mapping[str, str] = MappingProxyType(
    {
        _OUTSIDE: N_(
            "Feature %(n)s (%(part)s) lies outside longitude −180 to 180, latitude −90 to 90. "
            "Correct it, or leave out all such features with --skip-unusable."
        ),
        _INVALID: N_(
            "Feature %(n)s (%(part)s) is not valid (%(reason)s) and can't be repaired safely. "
            "Redraw it, or leave out all such features with --skip-unusable."
        ),
        _TOO_WIDE: N_(
            "Feature %(n)s (%(part)s) has an edge that spans 180° of longitude or more. Cut it "
            "at the antimeridian, add vertices along the edge, or leave out all such features "
            "with --skip-unusable."
        ),
    }
)


def round_moved(layer: Layer) -> Shapes:
    """Return a layer's shapes (WGS 84 degrees), rounded where decimals come of a move alone.

    Those of the file's own coordinates stay, to be judged; a shape that rounding breaks stays too.
    """
    shapes = np.asarray(layer.table.geometry.values)
    if not layer.is_moved:
        return shapes
    rounded = np.asarray(shapely.transform(shapes, lambda xy: xy.round(DECIMALS)))
    return np.where(shapely.is_valid(rounded) | ~shapely.is_valid(shapes), rounded, shapes)


def offer_to_skip(error: InputError) -> InputError:
    """Return the refusal of a feature beside others that can be used."""
    sentence = _WITH_OTHERS.get(error.phrase.text, error.phrase.text)
    return InputError(sentence, **error.phrase.values)


def clean_shape(
    shape: Geometry | None, label: PartLabel, number: int, repairs: list[Repair]
) -> Geometry:
    """Return a shape (WGS 84 degrees) repaired, its coordinates rounded as a zone file has them.

    Parameters
    ----------
    shape : Geometry or None
        In degrees, longitude first.
    label : PartLabel
        What the part is called in messages, by its id where it has no name.
    number : int
        The feature's, as the user counts.
    repairs : list of Repair
        What was repaired is added to it.

    Raises
    ------
    InputError
        When it can't be used.
    """
    where = {"n": number, "part": replace(label, is_quoted=True)}
    if shape is None or shape.is_empty:
        raise InputError(
            N_("Feature %(n)s (%(part)s) has no geometry. Draw it, or remove the feature."), **where
        )
    if not is_in_range(shape) and is_in_range(swap_axes(shape)):
        raise InputError(
            N_(
                "Feature %(n)s (%(part)s) has latitude before longitude. Swap them with "
                "`zonemap check SOURCE --repair -o FILE` and import that file."
            ),
            **where,
        )
    if not is_in_range(shape):
        raise InputError(_OUTSIDE, **where)
    own: list[Repair] = []
    repaired = repair_shape(shape, str(label.key), own)
    repairs += [replace(each, label=label) for each in own]
    if not repaired.is_valid:
        raise InputError(_INVALID, reason=describe_invalidity(repaired), **where)
    if crosses_antimeridian(np.array([repaired], dtype=object))[0]:
        raise InputError(_TOO_WIDE, **where)
    # The repair rounds only what is visibly finer; a projection leaves noise below that.
    rounded = shapely.transform(repaired, lambda xy: xy.round(DECIMALS))
    return rounded if rounded.is_valid else repaired
