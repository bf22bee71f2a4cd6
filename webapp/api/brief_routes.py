"""The address of site briefs: of a part or a point, and of a plot that is sent."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.api.responses import current_catalogue


def add_routes(blueprint: Blueprint) -> None:
    """Add the address to those of the API."""
    blueprint.get("/brief")(brief)
    blueprint.post("/brief")(brief_of_plot)


def brief() -> ResponseReturnValue:
    """Send the site brief of a part or of a point."""
    from webapp.api.services import briefs  # noqa: PLC0415 (not before the first page)

    return briefs.send_site_brief(current_catalogue())


def brief_of_plot() -> ResponseReturnValue:
    """Send the site brief of a plot that is sent."""
    from webapp.api.services import briefs  # noqa: PLC0415 (not before the first page)

    return briefs.send_plot_brief(current_catalogue())
