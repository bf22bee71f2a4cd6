"""The jobs of site briefs, apart from what draws them, which is imported when it is needed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.measured import Measured
from geo.reading.layer import ReadOptions
from maps.documents.brief.forms import BriefOrder


def write_site_brief(measured: Measured, site: Mapping[str, Any], order: BriefOrder) -> bytes:
    """Return the brief of a part (`part`) or of a point (`lon`, `lat`, `datum`) as a file.

    Raises
    ------
    InputError
        When the point is not on Earth.
    UnknownIdError
        When there is no such part.
    """
    from maps.documents.brief.formats import render_brief  # noqa: PLC0415
    from maps.documents.brief.site import make_part_site, make_point_site  # noqa: PLC0415

    if "part" in site:
        return render_brief(make_part_site(measured, site["part"]), order)
    point = make_point_site(measured, site["lon"], site["lat"], datum=site["datum"])
    return render_brief(point, order)


def write_plot_brief(
    measured: Measured, path: Path, options: ReadOptions, order: BriefOrder
) -> bytes:
    """Return the brief of the plot in a file.

    Raises
    ------
    InputError
        When the file can't be read, or has no plot or several.
    """
    from maps.documents.brief.formats import render_brief  # noqa: PLC0415
    from webapp.plots.plot_site import read_plot_site  # noqa: PLC0415

    return render_brief(read_plot_site(measured, path, options, order.lang), order)
