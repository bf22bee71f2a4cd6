"""The OpenAPI document."""

from geo.arrays import Json
from webapp.api.responses import Catalogue


def build_definition(catalogue: Catalogue) -> Json:
    """Return the definition of the API as JSON."""
    # It names what the readers of all formats take, which no first page needs.
    from webapp.api.openapi import document  # noqa: PLC0415

    return document.build_definition(catalogue)
