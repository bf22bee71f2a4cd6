"""The zone in a notebook or a dashboard: the interactive map, or a figure where there is none."""

import base64
import os
from pathlib import Path
from typing import Any

from geo.errors import N_, InputError, quote_value
from geo.io.atomic import write_atomically
from geo.zone import Zone
from maps.export.registry import FORMATS, format_by_suffix
from maps.export.renderers import render_html
from maps.figure.options import FigureOptions, select_parts
from maps.figure.render import figure_alt_text, figure_title, render_png
from maps.templating import get_environment

HEIGHT_PX = 560
SLIDE_MM, DPI = (254.0, 142.875), 144  # 16:9, 1440 px across


class ZoneDisplay:
    """A zone as HTML, PNG and text, of which a notebook shows the best that it can.

    The HTML is the map in an `<iframe>` that covers the figure: a host that removes the frame, as
    Streamlit and Jupyter in a notebook that isn't trusted do, and a reader without scripts see
    the figure.
    """

    # No dataclass: of one, Streamlit's `st.write` shows the help instead of the HTML.
    def __init__(self, zone: Zone, options: FigureOptions) -> None:
        self.zone, self.options = zone, options

    def __repr__(self) -> str:
        return f"<map of {self.zone!r}>"

    def _repr_html_(self) -> str:
        return self._render_html(self._encode_png())

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        png = self._encode_png()
        alt = figure_alt_text(self.zone, self.options)
        return {"text/html": self._render_html(png), "image/png": png, "text/plain": alt}

    def _encode_png(self) -> str:
        return base64.b64encode(render_png(self.zone, self.options)).decode("ascii")

    def _render_html(self, png: str) -> str:
        page = get_environment(self.options.langs[0]).get_template("notebook.html")
        return page.render(
            document=render_html(self.zone, self.options).decode("utf-8"),
            png=png,
            alt=figure_alt_text(self.zone, self.options),
            name=figure_title(self.zone, self.options),
            height=HEIGHT_PX,
        )

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the map (`.html`), its figure (`.svg`, `.png`, `.pdf`), or any other export.

        The map has its list, panels and table in one language; `zonemap export map.html` adds the
        tools of the site and every language.

        Raises
        ------
        InputError
            When the suffix is of no format, or the file can't be written.
        """
        target = Path(path)
        found = format_by_suffix(target.suffix)
        if found is None:
            raise InputError(
                N_("There is no format %(name)s. Use one of %(choices)s."),
                name=quote_value(target.suffix),
                choices=tuple(dict.fromkeys(each.suffix for each in FORMATS.values())),
            )
        write_atomically(target, found.make(self.zone, self.options))


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
