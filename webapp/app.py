"""The Flask application, put together."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader

from webapp.api import routes
from webapp.http import conditional, errors, health, metrics, security, stack
from webapp.http.language import set_up_language
from webapp.pages import (
    assets,
    compare,
    docs,
    downloads,
    embed,
    locate,
    map,
    oembed,
    offline,
    report,
    review,
    roads,
    tables,
    tiles,
)
from webapp.pages import (
    backgrounds as background_files,
)
from webapp.settings.config import Settings
from webapp.site import backgrounds
from webapp.state import State

BLUEPRINTS = (
    routes.blueprint,
    assets.blueprint,
    background_files.blueprint,
    compare.blueprint,
    docs.blueprint,
    downloads.blueprint,
    embed.blueprint,
    health.blueprint,
    locate.blueprint,
    map.blueprint,
    metrics.blueprint,
    oembed.blueprint,
    offline.blueprint,
    report.blueprint,
    review.blueprint,
    roads.blueprint,
    tables.blueprint,
    tiles.blueprint,
)


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Return the application for one zone file.

    Parameters
    ----------
    config : mapping, optional
        Values of `webapp.settings.config.Settings` by name (upper case); what is not given is taken
        from the environment (`ZONEMAP_…`), then from the defaults.

    Raises
    ------
    InputError
        When the zone file or a setting can't be used.
    """
    return make_app(State.load(Settings.gather(config or {})))


def make_app(state: State) -> Flask:
    """Return the application for settings and data that were read already."""
    # Static files are served by webapp.pages.assets, at addresses with their version.
    app = Flask(__package__, static_folder=None)
    settings = state.settings
    # An id may contain two slashes; merging them would redirect to another part.
    app.url_map.merge_slashes = False
    app.extensions["zonemap"] = state
    app.jinja_loader = ChoiceLoader([PackageLoader("webapp"), PackageLoader("maps")])
    set_up_language(app)
    backgrounds.register_basemaps(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    errors.register_error_handlers(app)
    security.register_security(app, settings)
    conditional.register_conditional_requests(app)
    stack.add_middleware(app, make_app)
    return app
