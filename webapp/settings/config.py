"""Settings: from the caller, then the environment, then defaults; each checked once.

The fields of `Settings` and `OTHER_VARIABLES` are the one table of what the product reads from
the environment. `make docs` writes it into docs/operations.md (`webapp.settings.table`).
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from geo.errors import InputError, quote_value
from geo.zone import DEFAULT_PATH
from webapp.settings.parsers import (
    parse_folder,
    parse_frame_ancestors,
    parse_hosts,
    parse_log_form,
    parse_seconds,
    parse_switch,
    parse_whole_number,
)
from webapp.work.limits import WorkLimits

PREFIX = "ZONEMAP_"
# Read by prometheus_client itself too, once, when it is imported.
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
T = TypeVar("T")


@dataclass(frozen=True)
class Variable:
    """An environment variable, as the documents describe it (`meaning` is one sentence)."""

    name: str
    accepts: str
    default: str
    meaning: str


def _setting(
    default: T, parse: Callable[[Any], T], *, accepts: str, meaning: str, default_text: str = ""
) -> T:
    """Declare a field of `Settings`; `default_text` is shown instead of the default."""
    metadata = {
        "parse": parse, "accepts": accepts, "meaning": meaning,
        "default": default_text or f"`{default}`",
    }  # fmt: skip
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Settings:
    """The settings of the application; each field states its meaning."""

    data: Path = _setting(  # noqa: RUF009 (makes a field)
        DEFAULT_PATH, Path, accepts="path", default_text="the shipped zone",
        meaning="The zone's boundary file.",
    )  # fmt: skip
    previous: Path | None = _setting(  # noqa: RUF009
        None, Path, accepts="path", default_text="none",
        meaning="An earlier version of the boundary file, for `/changes`.",
    )  # fmt: skip
    roads: Path | None = _setting(  # noqa: RUF009
        None, parse_folder, accepts="path", default_text="none",
        meaning="The work folder of `zonemap roads`, for the ways by road of plots that people "
        "add to the map; needs the routing engine.",
    )  # fmt: skip
    embed_ancestors: str = _setting(
        "*", parse_frame_ancestors, accepts="list of CSP sources, without semicolons and commas",
        meaning="Who may frame `/embed`, in the syntax of CSP's `frame-ancestors`, where `*` "
        "includes pages opened from disk; no other page can be framed.",
    )  # fmt: skip
    basemaps: str = _setting(
        "", str, accepts="comma-separated list of names",
        default_text="none",
        meaning="Basemaps to choose from: `osm`, `esri`, `amap`, `tianditu`, `tianditu-imagery`, "
        "a `.mbtiles` file of pictures, or a `.json` or `.toml` file; no request leaves the "
        "machine without an online one.",
    )  # fmt: skip
    trusted_hosts: tuple[str, ...] = _setting(
        (), parse_hosts, accepts="comma-separated list of host names", default_text="all",
        meaning="Host names that are accepted; a leading dot includes all subdomains.",
    )  # fmt: skip
    proxies: int = _setting(
        0, parse_whole_number, accepts="whole number",
        meaning="Number of trusted reverse proxies, whose `X-Forwarded-…` headers are used.",
    )  # fmt: skip
    hsts_seconds: int = _setting(
        0, parse_whole_number, accepts="whole number",
        meaning="Duration of `Strict-Transport-Security`, on https only; 0 sends none.",
    )  # fmt: skip
    max_request_bytes: int = _setting(
        8 * 2**20, parse_whole_number,
        accepts="whole number", meaning="The largest request body, in bytes.",
    )  # fmt: skip
    inspect_bytes: int = _setting(
        16 * 2**20, parse_whole_number, accepts="whole number",
        meaning="The largest request body of `/api/inspect`, in bytes.",
    )  # fmt: skip
    inspect_features: int = _setting(
        20_000, parse_whole_number, accepts="whole number",
        meaning="How many features of one layer `/api/inspect` measures.",
    )  # fmt: skip
    inspect_vertices: int = _setting(
        2_000_000, parse_whole_number, accepts="whole number",
        meaning="How many vertices of one layer `/api/inspect` measures.",
    )  # fmt: skip
    reload_seconds: float = _setting(
        1.0, parse_seconds, accepts="number of seconds, at most a day",
        meaning="How often the data files are checked for changes; 0 is never "
        "(while a new file is faulty, the old data are served).",
    )  # fmt: skip
    prepared_bytes: int = _setting(
        32 * 2**20, parse_whole_number, accepts="whole number",
        meaning="Memory for cached answers in each worker, in bytes; 0 turns the cache off.",
    )  # fmt: skip
    work_processes: int = _setting(
        0, parse_whole_number, accepts="whole number", default_text="`2` with `zonemap serve`",
        meaning="Processes of each worker for exports and uploads, where a job that takes too "
        "long is ended; 0 does them in the worker's own threads, without that limit.",
    )  # fmt: skip
    work_seconds: float = _setting(
        30.0, parse_seconds, accepts="number of seconds, at most a day",
        meaning="Processor time that one export or upload may take; 0 is no limit.",
    )  # fmt: skip
    log: str = _setting(
        "off", parse_log_form, accepts="word: off, text or json",
        meaning="One line per request on standard error, without personal data; "
        "`off`: failures and new data only.",
    )  # fmt: skip
    metrics: bool = _setting(
        False, parse_switch, accepts="0 or 1", default_text="`0`",
        meaning="1 opens `/metrics`, for Prometheus.",
    )  # fmt: skip

    def check_roads(self) -> None:
        """Raise InputError where the routing tiles that are named, or the engine, can't be used."""
        if self.roads is not None:
            from geo.roads.build import find_build  # noqa: PLC0415 (few servers have tiles)

            find_build(self.roads)

    @property
    def work_limits(self) -> WorkLimits:
        """The bounds of heavy work."""
        return WorkLimits(processes=self.work_processes, cpu_s=self.work_seconds)

    @classmethod
    def gather(cls, given: Mapping[str, Any]) -> "Settings":
        """Return the settings from `given` (upper-case names), the environment, the defaults.

        Raises
        ------
        InputError
            When a value can't be read.
        """
        values = {}
        for each in fields(cls):
            name = each.name.upper()
            raw = given.get(name, os.environ.get(PREFIX + name))
            if raw is not None and raw != "":
                values[each.name] = _parse_setting(each.metadata, raw, name)
        return cls(**values)


def _parse_setting(how: Mapping[str, Any], raw: Any, name: str) -> Any:
    try:
        return how["parse"](raw)
    except (TypeError, ValueError, OverflowError):
        raise InputError(f"{PREFIX}{name} is {quote_value(raw)}. Use a {how['accepts']}.") from None


OTHER_VARIABLES = (
    Variable(
        "ZONEMAP_TIANDITU_KEY", "text", "none",
        "Your own key for the basemaps `tianditu` and `tianditu-imagery`.",
    ),
    Variable(
        METRICS_FOLDER, "path", "a temporary folder where there are several workers",
        "The folder that all workers share for `/metrics`.",
    ),
)  # fmt: skip


def variables() -> tuple[Variable, ...]:
    """Return every environment variable that the product reads."""
    own = (
        Variable(
            PREFIX + each.name.upper(), each.metadata["accepts"], each.metadata["default"],
            each.metadata["meaning"],
        )
        for each in fields(Settings)
    )  # fmt: skip
    return (*own, *OTHER_VARIABLES)
