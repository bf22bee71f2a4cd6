"""DXF drawings: closed polylines, hatches, circles; all else is left out and told."""

from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import NoReturn

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import N_, InputError, Phrase, file_label
from geo.reading.collector import FeatureCollector
from geo.reading.crs_candidates import Box
from geo.reading.crs_proposals import describe_proposals, list_corners, propose_crs
from geo.reading.dxf_marks import read_marks
from geo.reading.dxf_outlines import build_outlines, is_outline, is_round
from geo.reading.dxf_pairs import Entity, choose_dxf_encoding, read_dxf_entities
from geo.reading.layer import RawLayer, ReadOptions
from geo.reading.shape_tree import ShapeError, ShapeNotes
from geo.reading.units import choose_unit_m

MAX_POINTS = 5_000_000
_POLYLINES = {"LWPOLYLINE", "POLYLINE"}
_NO_NUMBER = Phrase(N_("its coordinates are not two numbers"), {})


def read_dxf(path: Path, options: ReadOptions) -> RawLayer:
    """Return the outlines of a DXF drawing as a raw layer.

    A drawing declares no CRS. The rings of a part that was exported here are one feature with its
    id and names, holes among them; else each closed line is a feature. A hatch that fills a closed
    polyline counts once. Circles and ellipses count only where there is no other outline: beside
    outlines they mostly mark points.

    Raises
    ------
    InputError
        When the options name no CRS (with one that the coordinates may be in), the drawing has no
        outline, or one can't be used and shall not be left out.
    """
    outlines: list[Entity] = []
    rounds: list[Entity] = []
    others = Counter[str]()
    encoding = choose_dxf_encoding(path, given=options.encoding)
    for entity in read_dxf_entities(path, encoding=encoding.name):
        if _is_outline(entity):
            outlines.append(entity)
        elif _is_round(entity):
            rounds.append(entity)
        else:
            kind = f"open {entity.kind}" if entity.kind in _POLYLINES else entity.kind
            others[kind] += 1
    if others and not outlines and not rounds:
        _refuse_open(others, name=path.name)
    collected = FeatureCollector(path.name, options)
    collected.steps += encoding.steps
    unit_m = choose_unit_m(None, options.crs) or 1.0
    _collect_outlines(outlines or rounds, collected, unit_m=unit_m, name=path.name)
    if outlines and rounds:
        collected.steps.append(_describe_rounds(Counter(each.kind for each in rounds)))
    if others:
        collected.steps.append(_describe_others(others))
    raw = collected.make_layer(None)
    if options.crs is None:
        _ask_for_crs(raw, options.near, name=path.name)
    return raw


def _is_outline(entity: Entity) -> bool:
    try:
        return is_outline(entity)
    except (ValueError, ArithmeticError):
        return True  # then it is refused, with the reason


def _is_round(entity: Entity) -> bool:
    try:
        return is_round(entity)
    except ValueError:
        return True


def _collect_outlines(
    outlines: list[Entity], collected: FeatureCollector, *, unit_m: float, name: str
) -> None:
    notes, points = ShapeNotes(unit_m=unit_m), 0
    drawn = set[bytes]()
    # Polylines first: they have the attributes, hatches only fill them.
    numbered = sorted(enumerate(outlines, 1), key=lambda each: each[1].kind == "HATCH")
    for _, rings in groupby(numbered, key=lambda each: read_marks(each[1]) or each[0]):
        group = list(rings)
        number, entity = group[0]
        arc_points = notes.arc_points
        try:
            shape = build_outlines([each for _, each in group], notes)
        except ShapeError as fault:
            collected.leave_out(number, fault.phrase, _show_entity(entity))
            continue
        except (ValueError, ArithmeticError):
            collected.leave_out(number, _NO_NUMBER, _show_entity(entity))
            continue
        points += int(shapely.get_num_coordinates(shape))
        _check_points(points, name=name)
        key = _make_key(shape)
        if entity.kind == "HATCH" and key in drawn:
            reason = Phrase(N_("it fills an outline that is already there"), {})
            collected.leave_out(number, reason, shape.wkt, always=True)
            continue
        drawn.add(key)
        row = {"Layer": entity.get_text(8) or None, "EntityHandle": entity.get_text(5) or None}
        row |= read_marks(entity)
        has_arcs = notes.arc_points > arc_points
        collected.add(number, row, shape, original=_show_entity(entity) if has_arcs else None)
    collected.tell_notes(notes)


def _make_key(shape: Geometry) -> bytes:
    return shapely.to_wkb(shapely.set_precision(shape, 0.001, mode="pointwise").normalize())


def _check_points(count: int, *, name: str) -> None:
    if count > MAX_POINTS:
        raise InputError(
            N_("%(name)s has outlines of more than %(n)s points. Split it."),
            name=file_label(name),
            n=f"{MAX_POINTS:,}",
        )


def _show_entity(entity: Entity) -> str:
    pairs = [*entity.pairs, *(pair for vertex in entity.vertices for pair in vertex)]
    more = " …" if len(pairs) > 200 else ""
    return f"{entity.kind} " + " ".join(f"{code}={value}" for code, value in pairs[:200]) + more


def _list_kinds(counts: Counter[str]) -> str:
    kinds = ", ".join(f"{count} {kind}" for kind, count in counts.most_common(12))
    return kinds + ("…" if len(counts) > 12 else "")


def _describe_others(others: Counter[str]) -> Phrase:
    sentence = N_("Left out, because they enclose no area by themselves: %(kinds)s.")
    return Phrase(sentence, {"kinds": _list_kinds(others)})


def _describe_rounds(rounds: Counter[str]) -> Phrase:
    sentence = N_(
        "Left out, because beside outlines they mostly mark points: %(kinds)s. Draw one that is an "
        "outline as a closed polyline."
    )
    return Phrase(sentence, {"kinds": _list_kinds(rounds)})


def _refuse_open(others: Counter[str], *, name: str) -> NoReturn:
    raise InputError(
        N_(
            "%(name)s has no closed outline, only %(kinds)s. Draw the outlines as closed "
            "polylines, outside blocks."
        ),
        name=file_label(name),
        kinds=_list_kinds(others),
    )


def _ask_for_crs(raw: RawLayer, near: Box | None, *, name: str) -> None:
    found = propose_crs(list_corners(np.asarray(raw.table.geometry.values)), None, near=near)
    raise InputError(
        N_("%(name)s is a drawing, which declares no coordinate reference system. %(proposal)s"),
        name=file_label(name),
        proposal=describe_proposals(found),
    )
