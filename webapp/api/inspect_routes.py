"""The addresses of what people bring to the map; each calls one function, and sends its result.

The readers of all formats, which these load, would be a fifth of what a worker loads before its
first page.
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.api.responses import current_catalogue


def add_routes(blueprint: Blueprint) -> None:
    """Add the addresses to those of the API."""
    blueprint.post("/inspect")(inspect_sent)
    blueprint.post("/inspect/export")(export_inspected)
    blueprint.post("/inspect/overlaps")(compare_inspected)
    blueprint.post("/inspect/page")(make_page)
    blueprint.post("/inspect/zone")(make_zone)


def inspect_sent() -> ResponseReturnValue:
    """Read and measure what people bring to the map."""
    from webapp.api.services import inspect  # noqa: PLC0415 (see above)

    return inspect.inspect_files(current_catalogue())


def export_inspected() -> ResponseReturnValue:
    """Send what people brought to the map as a file, measured."""
    from webapp.api.services import inspect  # noqa: PLC0415 (see above)

    return inspect.export_features(current_catalogue())


def compare_inspected() -> ResponseReturnValue:
    """Say which plots of several layers overlap."""
    from webapp.api.services import inspect  # noqa: PLC0415 (see above)

    return inspect.compare_layers(current_catalogue())


def make_page() -> ResponseReturnValue:
    """Send the view on the screen as a composed page."""
    from webapp.api.services import composed_page  # noqa: PLC0415 (see above)

    return composed_page.compose_page(current_catalogue())


def make_zone() -> ResponseReturnValue:
    """Send a file as the boundaries of a zone, with findings and changes."""
    from webapp.api.services import boundaries  # noqa: PLC0415 (see above)

    return boundaries.make_boundaries(current_catalogue())
