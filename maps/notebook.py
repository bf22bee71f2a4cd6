"""The zone in a notebook: the interactive map, or a figure where scripts don't run."""

import base64
from dataclasses import dataclass
from typing import Any

from geo.zone import Zone
from maps.export.renderers import render_html
from maps.figure.options import FigureOptions, select_parts
from maps.figure.render import figure_alt_text, render_png
from maps.templating import get_environment

HEIGHT_PX = 560
SLIDE_MM, DPI = (254.0, 142.875), 144  # 16:9, 1440 px across


@dataclass(frozen=True, eq=False)
class ZoneDisplay:
    """A zone as HTML, PNG and text, of which a notebook shows the best that it can.

    The HTML contains the figure too, for readers with scripts off.
    """

    zone: Zone
    options: FigureOptions

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        png = base64.b64encode(render_png(self.zone, self.options)).decode("ascii")
        alt = figure_alt_text(self.zone, self.options)
        page = get_environment(self.options.langs[0]).get_template("notebook.html")
        document = render_html(self.zone, self.options).decode("utf-8")
        return {
            "text/html": page.render(document=document, png=png, alt=alt, height=HEIGHT_PX),
            "image/png": png,
            "text/plain": alt,
        }


def show_zone(zone: Zone, **options: Any) -> ZoneDisplay:
    """Return the zone for display in a notebook; `zone.map()` calls this.

    Parameters
    ----------
    zone : Zone
        The zone to show.
    **options
        Those of `maps.figure.options.FigureOptions`: parts, view, lang, width_mm, height_mm, dpi,
        title.

    Raises
    ------
    InputError
        When an option is out of bounds.
    UnknownIdError
        When the zone has no part of one of the ids in `parts`.
    """
    width_mm, height_mm = SLIDE_MM
    given = {"width_mm": width_mm, "height_mm": height_mm, "dpi": DPI, **options}
    given["parts"] = tuple(given.get("parts", ()))
    wanted = FigureOptions(**given)
    wanted.check_pixels()
    select_parts(zone, wanted)
    return ZoneDisplay(zone, wanted)
