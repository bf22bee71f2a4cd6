"""Whether positions were taken from a Chinese online map, where nothing in the file says so."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from geo.arrays import Shapes
from geo.errors import N_, Phrase
from geo.geodesy.datum import DatumEvidence, detect_datum, is_in_china, shift_m
from geo.measured import Measured
from geo.reading.assumed_degrees import DEGREES_ASSUMED
from geo.reading.datum_names import find_datum_value, find_named_datum
from webapp.plots.plot_file import PlotFile
from webapp.plots.questions.model import Choice, Question, make_question
from webapp.plots.questions.previews import preview_datum

_LABELS = {
    "wgs84": N_("No: WGS 84 or CGCS2000 (survey, GPS)"),
    "gcj02": N_("Yes: GCJ-02 (Amap, Tencent)"),
    "bd09": N_("Yes: BD-09 (Baidu)"),
}
_UNDECLARED = N_(
    "Nothing in the file says which coordinate system it is in. GCJ-02 would move it by "
    "%(gcj02)s m, BD-09 by %(bd09)s m."
)
_UNDECLARED_TEXT = N_(
    "Nothing in the text says which coordinate system it is in. GCJ-02 would move it by "
    "%(gcj02)s m, BD-09 by %(bd09)s m."
)
_NAMED = N_("The name %(name)s suggests %(datum)s.")
_MATCHED = N_(
    "%(count)s of %(total)s vertices lie on outlines of the zone if the file is in %(datum)s."
)
_MATCHED_TEXT = N_(
    "%(count)s of %(total)s vertices lie on outlines of the zone if the text is in %(datum)s."
)
_SAMPLE_RECORDS = 50
_SAMPLE_VERTICES = 5_000


def ask_about_datum(
    measured: Measured,
    found: PlotFile,
    path: Path,
    *,
    is_pasted: bool = False,
    taken: str = "wgs84",
) -> Question | None:
    """Return the question whether a layer is on a datum of an online map; None without a doubt.

    It is asked where the file declares no coordinate reference system, where the name of a column
    or of the file is that of such a map, and where the shapes lie on the zone's outlines only
    when they are moved.

    Parameters
    ----------
    measured : Measured
        The zone.
    found : PlotFile
        Read as WGS 84.
    path : Path
        Of the file.
    is_pasted : bool
        Whether it is text that was pasted.
    taken : str
        The datum that the headings name, on which it is shown meanwhile.
    """
    if not _is_in_degrees(found) or not _are_in_china(found.shapes):
        return None
    named = find_named_datum((path.stem, *found.columns)) or find_datum_value(
        [[*each.values()] for each in found.records[:_SAMPLE_RECORDS]]
    )
    matched = _find_matched(measured, found.shapes)
    if DEGREES_ASSUMED not in found.steps and named is None and matched is None:
        return None
    likely = named[0] if named else matched.found.partition(" ")[0] if matched else "wgs84"
    choices = [
        Choice(
            Phrase(label, {}), {"datum": datum}, preview_datum(found.shapes, datum),
            is_likely=datum == likely,
        )
        for datum, label in _LABELS.items()
    ]  # fmt: skip
    return make_question(
        "datum",
        path,
        _list_evidence(found, named, matched, is_pasted=is_pasted),
        choices,
        is_blocking=False,
        answered=Phrase(_LABELS[taken], {}),
    )


def _is_in_degrees(found: PlotFile) -> bool:
    return found.crs is not None and found.crs.is_geographic


def _are_in_china(shapes: Shapes) -> bool:
    corners = shapely.bounds(shapes[:1000]).reshape(-1, 2)
    return bool(len(corners)) and bool(is_in_china(corners).any())


def _find_matched(measured: Measured, shapes: Shapes) -> DatumEvidence | None:
    areal = shapes[shapely.get_dimensions(shapes) > 0]
    counts = np.cumsum(shapely.get_num_coordinates(areal))
    some = gpd.GeoSeries(areal[counts <= _SAMPLE_VERTICES])
    evidence = detect_datum(some, measured.zone.parts.geometry) if len(some) else None
    return evidence if evidence is not None and evidence.found.endswith("to wgs84") else None


def _list_evidence(
    found: PlotFile,
    named: tuple[str, str] | None,
    matched: DatumEvidence | None,
    *,
    is_pasted: bool,
) -> list[Phrase]:
    evidence: list[Phrase] = []
    corners = shapely.bounds(found.shapes[:1000])[:, :2]
    moved = {d: f"{shift_m(corners, datum=d).mean():.0f}" for d in ("gcj02", "bd09")}
    if DEGREES_ASSUMED in found.steps:
        evidence.append(Phrase(_UNDECLARED_TEXT if is_pasted else _UNDECLARED, moved))
    if named:
        evidence.append(Phrase(_NAMED, {"name": named[1], "datum": _name_datum(named[0])}))
    if matched:
        datum = matched.found.partition(" ")[0]
        count = matched.matches[matched.found]
        total = matched.vertices
        values = {"count": count, "total": total, "datum": _name_datum(datum)}
        evidence.append(Phrase(_MATCHED_TEXT if is_pasted else _MATCHED, values))
    return evidence


def _name_datum(datum: str) -> str:
    return {"gcj02": "GCJ-02", "bd09": "BD-09"}[datum]
