"""Figures as files: SVG, PDF and PNG, equal bytes for equal zone and options."""

import maps.figure.with_matplotlib  # noqa: F401 (first, as it says)

# isort: split
import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from threading import RLock
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from geo.zone import Zone
from maps.content.credits import Credits, cite_briefly, localize_attributions
from maps.figure.captions import alt_text, join_languages, parts_title
from maps.figure.compose import draw_credited_figure, list_seen_among
from maps.figure.kept_drawings import keep_drawing
from maps.figure.options import (
    DPI_RANGE,
    TEXTS,
    FigureOptions,
    select_drawn_parts,
    select_parts,
)
from maps.figure.roads import describe_roads
from maps.figure.svg_file import finish_svg
from maps.figure.typography import clean_text
from maps.figure.typst_pdf import typeset_pdf
from maps.i18n import get_language

PROGRAM = "luzhou-zone-map"
_LOCK = RLock()  # matplotlib's settings belong to the whole process
_SETTINGS: Mapping[Any, Any] = {
    "svg.hashsalt": PROGRAM,
    "text.parse_math": False,
    "path.simplify": False,
    "text.hinting": "none",
    "axes.unicode_minus": False,
}
_RIGHTS = {"svg": "Rights", "png": "Copyright"}  # the metadata that credits are in
_TEXT_SETTINGS: Mapping[str, Mapping[str, str]] = {
    "text": {"svg.fonttype": "none"},
    "outlines": {"svg.fonttype": "path"},
}


@contextmanager
def drawing_settings(**others: Any) -> Iterator[None]:
    """Draw with matplotlib's defaults, our settings and `others`, whatever the process has set.

    A character without a glyph is an error.
    """
    defaults: dict[Any, Any] = {
        key: value for key, value in mpl.rcParamsDefault.items() if "backend" not in key
    }
    settings: dict[Any, Any] = {**defaults, **_SETTINGS, **others}
    with _LOCK, warnings.catch_warnings(), mpl.rc_context(settings):
        warnings.filterwarnings("error", message="Glyph .* missing from font")
        yield


def figure_alt_text(zone: Zone, options: FigureOptions) -> str:
    """Return the text alternative of the figure, in each of its languages."""
    parts = select_drawn_parts(zone, options)

    def words(lang: str) -> str:
        said = (alt_text(zone, parts, options, lang), describe_roads(zone, parts, options, lang))
        return get_language(lang).sentence_separator.join(filter(None, said))

    return join_languages(options.langs, words, "\n")


def figure_title(zone: Zone, options: FigureOptions) -> str:
    """Return the figure's title as one line."""
    if options.title:
        return clean_text(options.title)
    parts = select_parts(zone, options)
    return clean_text(
        join_languages(options.langs, lambda lang: parts_title(zone, parts, lang), " · ")
    )


def render_plain_svg(zone: Zone, options: FigureOptions) -> bytes:
    """Return the figure as SVG: one path for each polygon, and fonts by name only."""
    return _save_figure(zone, options, "svg", metadata={"Date": None, "Creator": PROGRAM})


def render_svg(zone: Zone, options: FigureOptions) -> bytes:
    """Return the figure as self-contained SVG, with a description and the glyphs it uses."""
    return finish_svg(
        render_plain_svg(zone, options),
        title=figure_title(zone, options),
        description=figure_alt_text(zone, options),
        lang=options.langs[0],
    )


def render_pdf(zone: Zone, options: FigureOptions) -> bytes:
    """Return the figure as a tagged PDF with its text alternative and embedded fonts."""
    data = {
        "title": figure_title(zone, options),
        "description": figure_alt_text(zone, options),
        "keywords": [f"data sha256 {zone.sha256}"],
        "lang": options.langs[0],
        "width_mm": options.width_mm,
        "height_mm": options.height_mm,
    }
    return typeset_pdf("figure.typ", data, figure=render_plain_svg(zone, options))


def render_png(zone: Zone, options: FigureOptions) -> bytes:
    """Return the figure as PNG, `options.dpi` dots per inch, with title and description.

    Raises
    ------
    InputError
        When it would have more pixels than `maps.figure.options.MAX_PIXELS`.
    """
    options.check_pixels()
    about = {
        "Title": figure_title(zone, options),
        "Description": figure_alt_text(zone, options),
        "Source": f"data sha256 {zone.sha256}",
        "Software": PROGRAM,
    }
    return _save_figure(zone, options, "png", metadata=about)


def credit_figure(zone: Zone, options: FigureOptions) -> Credits:
    """Return the credits of what the figure shows that the options ask for.

    Raises
    ------
    UnknownIdError, InputError
        As `maps.figure.compose.draw_credited_figure` does.
    """
    with drawing_settings(**_TEXT_SETTINGS[options.text]):
        return _draw_figure(zone, options)[1]


def find_parts_around(zone: Zone, options: FigureOptions) -> tuple[str, ...]:
    """Return which of `options.around` the figure shows something of.

    What is said above and below the map depends on them, and the frame on that: a part that is
    in the frame only when less is said is among them too, so that none is left out.

    Raises
    ------
    UnknownIdError, InputError
        As `maps.figure.compose.draw_credited_figure` does.
    """
    around = options.around
    if not around:
        return ()
    with drawing_settings(**_TEXT_SETTINGS[options.text]):
        seen = set(list_seen_among(zone, options, around))
        if not options.embedded:
            fewer = replace(options, around=tuple(key for key in around if key in seen))
            seen.update(list_seen_among(zone, fewer, around))
    return tuple(key for key in around if key in seen)


def list_seen_parts(zone: Zone, options: FigureOptions) -> list[str]:
    """Return the parts that the figure shows something of: all, unless it shows a place among them.

    Raises
    ------
    UnknownIdError, InputError
        As `maps.figure.compose.draw_credited_figure` does.
    """
    parts = [str(key) for key in select_drawn_parts(zone, options).index]
    if options.bounds is None and options.overlay.selected is None:
        return parts
    with drawing_settings(**_TEXT_SETTINGS[options.text]):
        return list_seen_among(zone, options, parts)


def _draw_figure(zone: Zone, options: FigureOptions) -> tuple[Figure, Credits]:
    alike = replace(options, dpi=DPI_RANGE[0], text=TEXTS[0])  # of which only the file depends
    return keep_drawing((id(zone), alike), lambda: draw_credited_figure(zone, options))


def _save_figure(
    zone: Zone, options: FigureOptions, form: str, *, metadata: dict[str, Any]
) -> bytes:
    """Return the figure in a format of matplotlib's; its credits are in the metadata too."""
    out, lang = io.BytesIO(), options.langs[0]
    with drawing_settings(**_TEXT_SETTINGS[options.text]):
        figure, shown = _draw_figure(zone, options)
        cited = [cite_briefly(source, lang) for source in shown.list_unnamed()]
        rights = clean_text("; ".join((*localize_attributions(shown.attributions, lang), *cited)))
        about = {**metadata, _RIGHTS[form]: rights}
        figure.savefig(out, format=form, dpi=options.dpi, metadata=about)
    return out.getvalue()
