"""Zones served: a small Flask application and the `zonemap` command, thin over geo and maps."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(config: Mapping[str, Any] | None = None) -> "Flask":
    """Return the application for one zone file; see `webapp.factory.create_app`.

    Flask is imported here and not before, so that the commands that need none start faster.
    """
    app: Flask = import_module("webapp.factory").create_app(config)
    return app
