"""Do coordinates lie where their CRS is used? If not: refused or warned of, with a question."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS

from geo.arrays import Bools, Shapes
from geo.errors import N_, InputError, Phrase, file_label
from geo.reading.area_of_use import AreaOfUse, find_area, to_degrees
from geo.reading.crs_candidates import Box, find_code
from geo.reading.crs_doubts import find_doubts
from geo.reading.crs_names import label_crs
from geo.reading.crs_option import CrsOption, parse_crs_option
from geo.reading.crs_proposals import (
    SMALL_M,
    STRICT_DEG,
    Proposal,
    describe_proposals,
    is_near,
    propose_crs,
)
from geo.reading.layer import ReadOptions
from geo.reading.misfit import Corners, Misfit, list_numbers
from geo.reading.offers import Offer, OfferText

# People use a zone well beyond its edge, less so beyond its south and north.
WIDE_LON_DEG, WIDE_LAT_DEG = 12.0, 3.0
_REFUSED = N_(
    "%(count)s of %(total)s features of %(name)s lie outside the area of use of %(crs)s "
    "(%(area)s). %(question)s"
)
OUTLIERS = N_(
    "WARNING: %(count)s of %(total)s features of %(name)s lie outside the area of use of "
    "%(crs)s (%(area)s): %(numbers)s. Check their coordinates."
)
SOFTENED = N_("WARNING: %(sentence)s")
_OVERRIDE = N_("%(question)s If the file is right as it is, set %(option)s.")


def find_misfits(
    shapes: Shapes,
    option: CrsOption,
    *,
    numbers: Sequence[int],
    name: str,
    near: Box | None = None,
) -> list[Misfit]:
    """Return what is to be said of shapes whose coordinates don't fit their CRS.

    Parameters
    ----------
    shapes : array of Geometry, shape (n,)
        As they are in the file, none missing or empty.
    option : CrsOption
        Their CRS, declared or given.
    numbers : sequence of int
        The features' numbers as the user counts.
    name : str
        The file's, for sentences.
    near : tuple of float, optional
        West, south, east, north in WGS 84 degrees, where the file is expected.
    """
    area = find_area(option.crs)
    if option.anywhere or area is None or not len(shapes):
        return []
    corners = _find_corners(shapes, option, numbers)
    outside = ~_find_inside(corners, option.crs, area)
    if outside.mean() <= 0.5 or (near is not None and is_near(corners.lonlat, near)):
        found = _warn_of_outliers(corners, outside, area, option.crs, name=name)
        doubts = find_doubts(corners, outside, option, near, name=name)
        return [*found, *doubts]
    return [_judge_whole(corners, outside, area, option, near=near, name=name)]


def find_layer_misfits(
    table: gpd.GeoDataFrame, crs: CRS, options: ReadOptions, *, name: str
) -> list[Misfit]:
    """Return what is to be said of a table whose shapes don't fit a CRS.

    Parameters
    ----------
    table : GeoDataFrame
        As it is in the file, degrees or metres; no shape is missing or empty.
    crs : CRS
        What the file declares; the options may name another.
    options : ReadOptions
        Of which `crs` and `near` count.
    name : str
        The file's.
    """
    given = CrsOption(CRS.from_user_input(crs))
    option = given if options.crs is None else parse_crs_option(options.crs)
    shapes, numbers = np.asarray(table.geometry.values), table.index.tolist()
    return find_misfits(shapes, option, numbers=numbers, name=name, near=options.near)


def raise_misfit(misfits: Sequence[Misfit]) -> list[Phrase]:
    """Return the warnings; refuse a file whose coordinates don't fit.

    Raises
    ------
    InputError
        With the question what would fit.
    """
    for each in misfits:
        if each.is_refused:
            sentence = each.phrase.text
            raise InputError(sentence, **each.phrase.values)
    return [each.phrase for each in misfits]


def raise_softened(told: Sequence[Phrase]) -> None:
    """Refuse a file of which nothing can be used, if that its CRS doesn't fit was a warning.

    Raises
    ------
    InputError
        With the question what would fit.
    """
    for each in told:
        question = each.values.get("sentence")
        if each.text == SOFTENED and isinstance(question, Phrase):
            sentence = question.text
            raise InputError(sentence, **question.values)


def _find_corners(shapes: Shapes, option: CrsOption, numbers: Sequence[int]) -> Corners:
    bounds = shapely.bounds(shapes)
    xy = option.convert_numbers(bounds[:, :2])
    lonlat = to_degrees(xy, option.crs, both_ways=option.crs.is_projected)
    return Corners(numbers, bounds[:, :2], bounds[:, 2:], xy, lonlat)


def _find_inside(corners: Corners, crs: CRS, area: AreaOfUse) -> Bools:
    """Return which corners lie in the area of use; small numbers of metres lie nowhere."""
    inside = area.contains(corners.lonlat, lon_deg=STRICT_DEG, lat_deg=STRICT_DEG)
    if crs.is_geographic:
        # Longitudes beyond 180 and axes that are swapped are judged feature by feature.
        return inside
    inside &= np.abs(corners.lonlat[:, 0]) <= 180
    limit = (SMALL_M, SMALL_M) if area.is_world else (180, 90)
    return np.asarray(inside & ~(np.abs(corners.xy) <= limit).all(axis=1))


def _judge_whole(
    corners: Corners,
    outside: Bools,
    area: AreaOfUse,
    option: CrsOption,
    *,
    near: Box | None,
    name: str,
) -> Misfit:
    """Return why a file that lies outside is refused; a warning where nothing fits better."""
    found = propose_crs(corners.list_raw(outside), option.crs, near=near)
    found = [each for each in found if each.text != find_code(option.crs)]
    if option.crs.is_geographic and found and found[0].is_swapped and _is_turned(corners, outside):
        return _warn_of_swapped(found, name=name)
    wide = area.contains(corners.lonlat, lon_deg=WIDE_LON_DEG, lat_deg=WIDE_LAT_DEG)
    is_usable = corners.are_degrees & (wide if not option.crs.is_geographic else True)
    if not found and is_usable[outside].mean() > 0.5:
        return _warn_of_outliers(corners, outside, area, option.crs, name=name)[0]
    values = {
        "count": int(outside.sum()),
        "total": len(outside),
        "name": file_label(name),
        "crs": label_crs(option.crs),
        "area": str(area),
        "question": _ask(found, corners, option.crs),
    }
    is_certain = not corners.are_degrees.any()
    return Misfit(Phrase(_REFUSED, values), is_refused=True, is_certain=is_certain)


def _ask(found: Sequence[Proposal], corners: Corners, crs: CRS) -> Phrase:
    question = describe_proposals(found)
    code = find_code(crs)
    if code is None or not corners.are_degrees.all():
        return question
    option = f"{code},anywhere"
    offered = OfferText(f"--crs {option}", "crs", [Offer(option, option)])
    return Phrase(_OVERRIDE, {"question": question, "option": offered})


def _warn_of_outliers(
    corners: Corners, outside: Bools, area: AreaOfUse, crs: CRS, *, name: str
) -> list[Misfit]:
    numbers = [int(corners.numbers[n]) for n in np.flatnonzero(outside).tolist()]
    if not numbers:
        return []
    counts = len(numbers), len(outside)
    said = describe_outliers(numbers, counts, area=area, crs=crs, name=name)
    return [Misfit(said, is_refused=False)]


def describe_outliers(
    numbers: Sequence[int], counts: tuple[int, int], *, area: AreaOfUse, crs: CRS, name: str
) -> Phrase:
    """Return the warning of features outside the area of use, some of whose numbers are given.

    `counts` are those of the features outside and of all.
    """
    values = {
        "count": counts[0],
        "total": counts[1],
        "name": file_label(name),
        "crs": label_crs(crs),
        "area": str(area),
        "numbers": list_numbers(numbers),
    }
    return Phrase(OUTLIERS, values)


def _is_turned(corners: Corners, outside: Bools) -> bool:
    """Return whether latitudes are beyond 90: import and check say so of each feature."""
    beyond = np.abs(corners.xy[outside])
    return bool(((beyond[:, 1] > 90) & (beyond <= (90, 360)).all(axis=1)).mean() > 0.5)


def _warn_of_swapped(found: Sequence[Proposal], *, name: str) -> Misfit:
    values = {"name": file_label(name), "question": describe_proposals(found)}
    sentence = N_(
        "%(name)s has latitude before longitude, against its coordinate reference system. "
        "%(question)s"
    )
    said = Phrase(SOFTENED, {"sentence": Phrase(sentence, values)})
    return Misfit(said, is_refused=False)
