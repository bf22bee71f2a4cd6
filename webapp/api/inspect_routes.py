"""The addresses of what people bring to the map; each calls one function, and sends its result."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.api.responses import current_catalogue
from webapp.api.services import boundaries, inspect, page


def add_routes(blueprint: Blueprint) -> None:
    """Add the addresses to those of the API."""
    blueprint.post("/inspect")(inspect_sent)
    blueprint.post("/inspect/export")(export_inspected)
    blueprint.post("/inspect/page")(make_page)
    blueprint.post("/inspect/zone")(make_zone)


def inspect_sent() -> ResponseReturnValue:
    """Read and measure what people bring to the map."""
    return inspect.inspect_files(current_catalogue())


def export_inspected() -> ResponseReturnValue:
    """Send what people brought to the map as a file, measured."""
    return inspect.export_features(current_catalogue())


def make_page() -> ResponseReturnValue:
    """Send the view on the screen as a composed page."""
    return page.compose_page(current_catalogue())


def make_zone() -> ResponseReturnValue:
    """Send a file as the boundaries of a zone, with findings and changes."""
    return boundaries.make_boundaries(current_catalogue())
