"""The Flask application, put together."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader

from webapp import backgrounds, delivery, errors, layers, security
from webapp.config import Settings
from webapp.language import set_up_language
from webapp.state import State

BLUEPRINTS = (
    "api", "assets", "compare", "embed", "exports", "health", "locate", "metrics", "oembed",
    "offline", "pages", "report", "trust",
)  # fmt: skip


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Return the application for one zone file.

    Parameters
    ----------
    config : mapping, optional
        Values of `webapp.config.Settings` by name (upper case); what is not given is taken
        from the environment (`ZONEMAP_…`), then from the defaults.

    Raises
    ------
    InputError
        When the zone file or a setting can't be used.
    """
    app = Flask(__package__, static_folder=None)
    settings = Settings.gather(config or {})
    app.url_map.merge_slashes = False
    app.extensions["zonemap"] = State.load(settings)
    app.jinja_loader = ChoiceLoader([PackageLoader("webapp"), PackageLoader("maps")])
    set_up_language(app)
    backgrounds.register(app, settings)
    for name in BLUEPRINTS:
        module = __import__(f"webapp.{name}", fromlist=["blueprint"])
        app.register_blueprint(module.blueprint)
    errors.register(app)
    security.register(app, settings)
    delivery.register(app)
    layers.put_in_front(app)
    return app
