"""Routing tiles built of extracts, in a work folder: each stage is done once, then kept.

Several extracts go into one build, so that ways lead from one into the next.
"""

import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Any

import shapely

from geo.errors import N_, InputError, file_label, quote_value
from geo.io.atomic import write_atomically
from geo.io.reasons import describe_system_fault
from geo.roads.engine import get_engine_version, load_engine
from geo.roads.extracts import Extract, load_osmium, make_extent
from geo.roads.joining import join_extracts

# As the engine's builder names them; what a zone doesn't need (transit, elevation) is left out.
STAGES = (
    *("initialize", "parseways", "parserelations", "parsenodes", "constructedges", "build"),
    *("enhance", "filter", "hierarchy", "shortcuts", "restrictions", "validate", "cleanup"),
)
CONFIG_NAME = "valhalla.json"
_COUNTRY_MARGIN_DEG = 1.0
Report = Callable[[str], None]


def build_tiles(
    paths: Sequence[Path],
    extracts: Sequence[Extract],
    folder: Path,
    *,
    country: tuple[str, str],
    report: Report,
) -> Path:
    """Return the configuration file of the tiles of extracts, which are built where they are not.

    Parameters
    ----------
    paths : sequence of Path
        Of the extracts.
    extracts : sequence of Extract
        The same, as `geo.roads.extracts.read_extract` returns them.
    folder : Path
        The work folder; tiles of other extracts in it stay.
    country : tuple of str
        ISO 3166 code and English name, by whose rules traffic drives where the extracts don't hold
        a country's whole boundary.
    report : callable
        Is told of each stage before it begins.

    Raises
    ------
    InputError
        When a stage fails, with the builder's last words; the stages before it are kept.
    """
    own = folder / _name_build(extracts, country)
    config = own / CONFIG_NAME
    try:
        (own / "tiles").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            N_("%(path)s can't be written: %(reason)s. Choose another location."),
            path=file_label(own),
            reason=describe_system_fault(error),
        ) from None
    write_atomically(config, json.dumps(_make_config(own)).encode())
    if _is_done(own, STAGES[-1]):
        return config
    report(N_("joining extracts"))
    names = list(map(str, join_extracts(paths, own)))
    if not _is_done(own, "admins"):
        report(N_("admins"))
        _build_admins(own, config, names, extracts, country)
    for number, stage in enumerate(STAGES, 1):
        if not _is_done(own, stage):
            report(f"{stage} ({number}/{len(STAGES)})")
            _run("valhalla_build_tiles", "-c", config, "-s", stage, "-e", stage, *names)
            _mark_done(own, stage)
    return config


def _name_build(extracts: Sequence[Extract], country: tuple[str, str]) -> str:
    said = (get_engine_version(), *country, *(each.sha256 for each in extracts))
    return "build-" + hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]


def _is_done(folder: Path, stage: str) -> bool:
    return (folder / f"{stage}.done").exists()


def _mark_done(folder: Path, stage: str) -> None:
    write_atomically(folder / f"{stage}.done", b"")


def _make_config(folder: Path) -> dict[str, Any]:
    config: dict[str, Any] = load_engine().get_config(tile_extract="", tile_dir=folder / "tiles")
    own = config["mjolnir"]
    own |= dict.fromkeys(("timezone", "landmarks", "traffic_extract"), "")
    own |= {"admin": str(folder / "admins.sqlite"), "concurrency": os.cpu_count() or 1}
    return config


def _build_admins(
    folder: Path,
    config: Path,
    names: Sequence[str],
    extracts: Sequence[Extract],
    country: tuple[str, str],
) -> None:
    """Build the areas that say on which side traffic drives: without one it drives on the left."""
    database = folder / "admins.sqlite"
    _run("valhalla_build_admins", "-c", config, *names)
    if not _count_countries(database):
        database.unlink(missing_ok=True)
        made = folder / "country.osm.pbf"
        _write_country(made, shapely.bounds(make_extent(extracts)).tolist(), *country)
        _run("valhalla_build_admins", "-c", config, str(made), *names)
    _mark_done(folder, "admins")


def _count_countries(database: Path) -> int:
    if not database.exists():
        return 0
    with closing(connect(database)) as connection:
        (count,) = connection.execute(
            "SELECT count(*) FROM admins WHERE admin_level = 2"
        ).fetchone()
    return int(count)


def _write_country(path: Path, bounds: Sequence[float], code: str, name: str) -> None:
    """Write an extract that holds nothing but a box, as the boundary of a country."""
    osmium = load_osmium()
    west, south = (each - _COUNTRY_MARGIN_DEG for each in bounds[:2])
    east, north = (each + _COUNTRY_MARGIN_DEG for each in bounds[2:])
    kept = {"version": 1, "timestamp": "2000-01-01T00:00:00Z"}
    tags = {"type": "boundary", "boundary": "administrative", "admin_level": "2"}
    tags |= {"name": name, "ISO3166-1": code, "ISO3166-1:alpha2": code}
    corners = [(west, south), (east, south), (east, north), (west, north)]
    new = osmium.osm.mutable
    path.unlink(missing_ok=True)
    with osmium.SimpleWriter(str(path)) as writer:
        for number, at in enumerate(corners, 1):
            writer.add_node(new.Node(id=number, location=at, **kept))
        writer.add_way(new.Way(id=1, nodes=[1, 2, 3, 4, 1], tags={}, **kept))
        writer.add_relation(new.Relation(id=1, members=[("w", 1, "outer")], tags=tags, **kept))


def _run(program: str, *arguments: str | Path) -> None:
    """Run one of the engine's programs, the one that its package carries."""
    own = Path(load_engine().__file__).parent / "bin" / program
    command = [str(own.with_suffix(".exe") if os.name == "nt" else own), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[-200:]
        raise InputError(
            N_(
                "%(program)s failed with code %(code)s (%(said)s). Check the extracts and the free "
                "memory, then run the command again."
            ),
            program=program,
            code=done.returncode,
            said=quote_value(said, limit=200),
        )
