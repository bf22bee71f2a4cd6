"""The tools of a saved map: scripts, styles, markup and data, for every language."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, PackageLoader

from geo.measured import Measured
from geo.rows import get_rows, none_if_nan
from geo.zone import Zone
from maps.assets import SCRIPTS, minify_script, minify_style, read_asset, strip_comments
from maps.content.comparison import compare_areas, compare_distances
from maps.content.method import describe_assumed_size
from maps.content.part_list import has_many_parts
from maps.content.point import DATUM_NAMES
from maps.content.search_index import make_search_index
from maps.figure.options import FigureOptions
from maps.i18n import LANGUAGES, SOURCE_LANGUAGE, get_language
from maps.templating import get_environment
from maps.web.chrome import Chrome, SavedTools
from maps.web.lean_library import drop_bare
from maps.web.renaming import shorten_names
from maps.web.saved import render_saved_map
from maps.web.squeeze import squeeze_script
from webapp.saved.modules import join_modules
from webapp.saved.styles import find_words, select_rules
from webapp.saved.texts import saved_messages
from webapp.site.static_files import STATIC_FOLDER
from webapp.site.tools import RINGS_KM, list_names

ENTRY = "saved/main.js"
STYLE_SHEETS = (
    "site.css",
    "tools.css",
    "marks.css",
    "plots.css",
    "plots/drawing/draw.css",
    "side_by_side.css",
    "saved/saved.css",
)
# Classes of the site's other pages that are words of scripts too.
OTHER_PAGES = frozenset((
    "ask", "brief-links", "copy", "foot", "measure", "of-place", "purpose", "rank",
    "share", "text", "thumbnail",
))  # fmt: skip
TOOLS, SEARCH = "_tools.html", "_search.html"
# What a module does that needs the server, or the address of its own file, or is too much.
STAND_INS = {
    "lib/map_links.js": "saved/map_links.js",
    "plots/drawing/styles.js": "saved/styles.js",
    "plots/panel/brief.js": "saved/brief.js",
    "plots/panel/roads.js": "saved/roads.js",
    "plots/settings.js": "saved/settings.js",
}


def render_map_with_tools(zone: Zone, options: FigureOptions) -> str:
    """Return the interactive map as one HTML file with its tools; a single chosen part is open.

    Raises
    ------
    UnknownIdError
        When the zone has no part that the options name.
    """
    measured, selected = Measured(zone), options.parts[0] if len(options.parts) == 1 else None
    return render_saved_map(
        measured,
        options.langs[0],
        tools=SavedTools(_join_scripts(), _join_styles()),
        chromes={code: _make_chrome(measured, code) for code in LANGUAGES},
        selected=selected,
    )


@cache
def _join_scripts() -> str:
    """Return the modules as one script that can't close the `<script>` around it."""
    joined = join_modules(ENTRY, lambda name: strip_comments(_read(STAND_INS.get(name, name))))
    return shorten_names(squeeze_script(minify_script(joined))).replace("</", "<\\/")


@cache
def _list_script_words() -> frozenset[str]:
    return frozenset(re.findall(r"\w+", _join_scripts()))


def _read(name: str) -> str:
    return (STATIC_FOLDER / name).read_text("utf-8")


@cache
def _join_styles() -> str:
    """Return the rules for what the tools and the page around them have, as one style sheet."""
    templates = (files("maps") / "templates").iterdir()
    markup = [each.read_text("utf-8") for each in templates if each.name.endswith(".html")]
    markup += [_render(name, SOURCE_LANGUAGE, {}) for name in (TOOLS, SEARCH)]
    scripts = [_join_scripts(), *(read_asset(name).decode() for name in SCRIPTS[1:])]
    words = find_words("\n".join([*markup, *scripts]))
    sheet = "\n".join(map(_read, STYLE_SHEETS))
    chosen = select_rules(sheet, words, prefixes=("leaflet-",), unused=OTHER_PAGES)
    return drop_bare(minify_style(chosen))


def _make_chrome(measured: Measured, code: str) -> Chrome:
    """Return the markup of the tools in a language, and what they are given."""
    zone = measured.zone
    values = {
        "parts": [] if has_many_parts(measured.zone) else list_names(zone.parts, code),
        "cities": list_names(zone.places[zone.places["kind"] == "city"], code),
        "has_compare": measured.are_few,  # it reads the panels, which else are not in the file
    }
    return Chrome(
        tools=_render(TOOLS, code, values),
        search=_render(SEARCH, code, {}),
        data=_make_data(measured, code),
    )


def _render(template: str, code: str, values: dict[str, Any]) -> str:
    loader = ChoiceLoader([PackageLoader("webapp"), PackageLoader("maps")])
    environment = get_environment(code).overlay(loader=loader)
    return environment.get_template(template).render(
        {
            "lang": code,
            "datums": DATUM_NAMES,
            "rings_km": RINGS_KM,
            "parts": [],
            "cities": [],
            "compare_url": "#",
            "has_compare": True,
            "is_saved": True,
            "documentation_url": lambda _page: None,
            **values,
        }
    )


def _make_data(measured: Measured, code: str) -> dict[str, Any]:
    zone, words = measured.zone, _list_script_words()
    said = {key: text for key, text in saved_messages(code).items() if key in words}
    counties = zone.context[zone.context["kind"] == "county"]
    sizes = measured.sizes
    shifts = {
        str(key): describe_assumed_size(sizes.loc[[key]], code)
        for key in (sizes.index if measured.are_few else ())
    }
    return {
        "messages": said,
        "lang": get_language(code).html_lang,
        "names": _list_names(measured, code),
        "counties": [_describe_county(row) for row in get_rows(counties, without="geometry")],
        "shifts": {key: text for key, text in shifts.items() if text},
        "alike": _list_alike(measured, code) if measured.are_few else [],
        "digest": zone.sha256[:12],
    }


def _list_alike(measured: Measured, code: str) -> list[list[list[int]]]:
    """Return of each part the later ones that it differs from within the uncertainty alone.

    Of its area first, then of its distance to each place, in their order.
    """
    ids = list(map(str, measured.zone.parts.index))
    areas = compare_areas(measured, ids, code)["area_m2"]
    rows = [areas, *compare_distances(measured, ids, code)]
    return [[[at for at in bar.like if at > n] for n, bar in enumerate(bars)] for bars in rows]


def _list_names(measured: Measured, code: str) -> list[dict[str, Any]]:
    """Return what the search finds; what has a box is at its centre (static/saved/main.js)."""
    names = make_search_index(measured, code)
    return [{k: v for k, v in each.items() if k != "at" or "box" not in each} for each in names]


def _describe_county(row: dict[str, Any]) -> dict[str, Any]:
    """Return what the map's data lack of a county."""
    uncertainty_m = none_if_nan(row["position_uncertainty_m"])
    return {"id": row["id"], "code": row["county"], "doubt_m": uncertainty_m}
