"""Areas and perimeters of the polygons that a request sends, and their overlap with each part."""

from typing import TYPE_CHECKING

from geo.arrays import Json
from webapp.api.documents import build_provenance
from webapp.api.responses import Catalogue
from webapp.api.services.reading import (
    READING_PARAMETERS,
    describe_left_out,
    open_sent_file,
    translate_steps,
)
from webapp.state import state
from webapp.work.jobs import measure_sent_polygons

if TYPE_CHECKING:
    from webapp.api.services.polygon_file import MeasuredFile


def measure_polygons(catalogue: Catalogue) -> Json:
    """Return area, perimeter and overlaps of each polygon in the request's body, of any format.

    The measures of a single one are members of the answer too.

    Raises
    ------
    InputError
        When a parameter or the file can't be used, or it has too many polygons or vertices.
    UnsupportedMediaType
        When the format is of no kind that is read.
    """
    with open_sent_file(READING_PARAMETERS) as (path, options, told):
        found: MeasuredFile = state().work.run(
            measure_sent_polygons, catalogue.measured, path, options
        )
    single = found.polygons[0] if len(found.polygons) == 1 else {}
    return {
        "provenance": build_provenance(catalogue),
        **{key: value for key, value in single.items() if key not in {"number", "properties"}},
        "polygons": found.polygons,
        "steps": translate_steps([*told, *found.steps]),
        "left_out": describe_left_out(found.left_out),
    }
