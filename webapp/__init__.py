"""Zones served: a small Flask application and the `zonemap` command, thin over geo and maps."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(config: Mapping[str, Any] | None = None) -> "Flask":
    """Return the application for one zone file; see `webapp.app.create_app`.

    Flask is imported here and not before, so that the commands that need none start faster.
    """
    from webapp.app import create_app as create  # noqa: PLC0415

    return create(config)
