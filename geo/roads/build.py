"""`roads.geojson` made from extracts: tiles, figures, areas, and where they come from."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import geopandas as gpd

from geo.errors import N_, InputError, file_label
from geo.fields.source import Source
from geo.io.atomic import write_atomically
from geo.measured import FEW
from geo.roads.companion import ATTRIBUTION, write_roads
from geo.roads.engine import Engine, get_engine_version, load_engine
from geo.roads.extracts import Extract, load_osmium, make_extent, read_extract
from geo.roads.model import ExtractNote, ReachArea, RoadFigure, Roads
from geo.roads.network import RoadNetwork
from geo.roads.origins import find_origins
from geo.roads.reach import compute_figures
from geo.roads.tiles import CONFIG_NAME, STAGES, build_tiles
from geo.roads.vehicles import VEHICLES
from geo.zone import Zone

EXTRACTS_NAME = "extracts.json"
Report = Callable[[str], None]


def check_packages() -> None:
    """Raise InputError where the engine, or what reads extracts, is not installed."""
    load_engine()
    load_osmium()


def open_network(
    paths: Sequence[Path], folder: Path, *, country: tuple[str, str], report: Report
) -> tuple[RoadNetwork, list[Extract]]:
    """Return the network of extracts, whose tiles are built where they are not, and the extracts.

    Parameters
    ----------
    paths : sequence of Path
        Of the extracts.
    folder : Path
        The work folder; made where it is not there.
    country : tuple of str
        As `geo.roads.tiles.build_tiles` takes it.
    report : callable
        Is told of each step before it begins.

    Raises
    ------
    InputError
        When an extract can't be used, or a step of the build fails.
    """
    check_packages()
    folder.mkdir(parents=True, exist_ok=True)
    extracts = []
    for path in paths:
        report(path.name)
        extracts.append(read_extract(path, folder))
    extent = make_extent(extracts)
    config = build_tiles(paths, extracts, folder, country=country, report=report)
    kept = json.dumps([asdict(each) for each in extracts])
    write_atomically(config.with_name(EXTRACTS_NAME), kept.encode())
    return RoadNetwork(Engine(config), extent), extracts


def find_build(folder: Path) -> Path:
    """Return the list of extracts of the network that was built last in a work folder.

    Raises
    ------
    InputError
        When nothing was built there, or the engine is not installed.
    """
    load_engine()
    builds = sorted(folder.glob(f"*/{STAGES[-1]}.done"), key=lambda each: each.stat().st_mtime_ns)
    kept = builds[-1].with_name(EXTRACTS_NAME) if builds else None
    if kept is None or not kept.is_file():
        raise InputError(
            N_("%(path)s contains no routing tiles. Run `zonemap roads --work DIR`."),
            path=file_label(folder),
        )
    return kept


def open_built_network(folder: Path) -> tuple[RoadNetwork, list[Extract]]:
    """Return the network that was built last in a work folder, and its extracts.

    Raises
    ------
    InputError
        When nothing was built there, or the engine is not installed.
    """
    kept = find_build(folder)
    extracts = [
        Extract(**{**each, "cells": tuple((x, y) for x, y in each["cells"])})
        for each in json.loads(kept.read_bytes())
    ]
    engine = Engine(kept.with_name(CONFIG_NAME))
    return RoadNetwork(engine, make_extent(extracts)), extracts


def compute_roads(
    zone: Zone,
    gates: gpd.GeoDataFrame,
    network: RoadNetwork,
    extracts: Sequence[Extract],
    *,
    report: Callable[[int], None],
) -> bytes:
    """Return `roads.geojson` of a zone.

    Parameters
    ----------
    zone : Zone
    gates : GeoDataFrame
        OGC:CRS84 in degrees, as `geo.roads.gates.read_gates` returns them.
    network : RoadNetwork
    extracts : sequence of Extract
        That it was built of.
    report : callable
        Is told of each pair of a part and a place that is done.

    Raises
    ------
    InputError
        When the zone has no places to go to, or none of it is within the extracts.
    """
    if zone.places.empty:
        raise InputError(
            N_("The zone has no reference places. Put `places.geojson` beside the boundary file.")
        )
    origins = find_origins(zone.parts, gates)
    if not any(network.covers(point) for origin in origins for point in origin.points):
        raise InputError(N_("The extracts do not cover the zone. Add the one around it."))
    figures, reach = compute_figures(
        network, origins, zone.places, reach_parts=list_reach_parts(zone.parts), report=report
    )
    roads = make_roads(extracts, figures, reach)
    return write_roads(roads, parts=zone.parts, places=zone.places, gates=gates)


def list_reach_parts(parts: gpd.GeoDataFrame) -> list[str]:
    """Return the ids of the parts whose areas are computed: of more than `FEW` parts the core.

    Parameters
    ----------
    parts : GeoDataFrame
        Indexed by `id`, with `kind`; the geometry (WGS 84 degrees) is not used.
    """
    if len(parts) <= FEW:
        return list(map(str, parts.index))
    cores = parts.index[parts["kind"] == "core"]
    return [str((cores if len(cores) else parts.index)[0])]


def make_roads(
    extracts: Sequence[Extract],
    figures: Sequence[RoadFigure] = (),
    reach: Sequence[ReachArea] = (),
) -> Roads:
    """Return figures and areas with the engine, the vehicles and the extracts that they are of."""
    engine = get_engine_version()
    return Roads(
        engine=engine,
        extracts=[
            ExtractNote(each.name, each.sha256, each.date, each.is_date_of_object)
            for each in extracts
        ],
        vehicles={each.id: each.options for each in VEHICLES},
        figures=figures,
        reach=reach,
        attribution=ATTRIBUTION,
        sources={"openstreetmap-roads": _make_source(extracts, engine)},
    )


def _make_source(extracts: Sequence[Extract], engine: str) -> Source:
    dates = sorted({each.date for each in extracts if each.date})
    return Source(
        title="OpenStreetMap: roads",
        publisher="OpenStreetMap contributors",
        url="https://www.openstreetmap.org/copyright",
        date=", ".join(dates) or None,
        licence="ODbL 1.0",
        note=f"Ways by road computed from extracts with {engine}; a derived database.",
        translations={"note_zh": f"公路路程由 {engine} 依据数据提取文件计算；属衍生数据库。"},
    )
