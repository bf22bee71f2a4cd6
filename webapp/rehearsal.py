"""Data are shown once before anybody sees them: a fault in drawing them must not reach a reader.

Fields are bounded where they are read; what nobody foresaw shows when the pages are made.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

import pandas as pd
from flask import Flask

from geo.errors import N_, InputError, file_label
from geo.measured import Measured
from geo.zone import Zone
from webapp.settings.config import Settings
from webapp.state import Edition, Stamp, State
from webapp.work import WorkPool

PATHS = (
    "/?lang=en", "/?lang=zh", "/?view=region", "/embed", "/areas", "/distances", "/quality",
    "/locate?lon=105.44&lat=28.9", "/api/collections/boundaries/items?limit=100", "/api/areas",
    "/export/figure.svg",
)  # fmt: skip


AppMaker = Callable[[State], Flask]


def rehearse_pages(
    measured: Measured,
    previous: Zone | None,
    files: Stamp,
    modified: datetime,
    *,
    settings: Settings,
    make_app: AppMaker,
) -> None:
    """Make a page of every kind from the data of an edition, and throw them away.

    Raises
    ------
    InputError
        When one can't be made; the log says why.
    """
    alone = replace(settings, reload_seconds=0, prepared_bytes=0, work_processes=0, log="off")
    edition = Edition(measured, previous, files, modified)
    client = make_app(State(alone, edition, WorkPool())).test_client()
    parts = (quote(part_id, safe="") for part_id in _choose_parts(measured))
    for path in (*PATHS, *(f"/parts/{part}" for part in parts)):
        if client.get(path).status_code >= 500:
            raise InputError(
                N_("%(name)s can't be shown at %(path)s: the log says why. Correct the data."),
                name=file_label(settings.data.name),
                path=path,
            )


def _choose_parts(measured: Measured) -> list[str]:
    """Return the first part, the smallest and the largest."""
    areas: pd.Series = measured.sizes["area_m2"]
    return list(dict.fromkeys(map(str, (areas.index[0], areas.idxmin(), areas.idxmax()))))
