"""What a factsheet says, as a list of blocks: the PDF and the Word document show the same ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geo.errors import N_, InputError
from geo.measured import Measured
from geo.rows import row_of
from geo.zone import Zone
from maps.content import vocabulary
from maps.content.models import PartView
from maps.content.part import part_view, zone_words
from maps.documents.blocks import LONGEST, Block, heading, title_line
from maps.documents.factsheet_tables import part_numbers, zone_numbers
from maps.figure.captions import warning
from maps.figure.options import FigureOptions, chosen
from maps.figure.render import figure_alt_text
from maps.figure.typography import cleaned
from maps.i18n import gettext

MOST_COMPARED, MOST_ROWS = 4, 60
FIGURE_MM = (174.0, 112.0)


@dataclass(frozen=True)
class Factsheet:
    """A document: its title, language, date of the data, and blocks."""

    title: str
    subtitle: str
    lang: str
    as_of: str
    blocks: Sequence[Block]


def figure_options(options: FigureOptions) -> FigureOptions:
    """Return the options of the picture inside a factsheet."""
    width_mm, height_mm = FIGURE_MM
    return replace(options, width_mm=width_mm, height_mm=height_mm, dpi=300, embedded=True)


def refusal(options: FigureOptions) -> InputError | None:
    """Return why a factsheet can't show these options; None when it can."""
    if options.lang == "both":
        return InputError(N_("a factsheet is in one language; use en or zh"))
    if len(options.parts) > MOST_COMPARED:
        said = N_("at most %(count)d parts fit side by side; name fewer")
        return InputError(said, count=MOST_COMPARED)
    return None


def factsheet(zone: Zone, options: FigureOptions) -> Factsheet:
    """Return the factsheet of the whole zone, of one part, or of two to four side by side.

    Raises
    ------
    InputError
        When the options ask for both languages or for more parts than fit side by side.
    """
    refused = refusal(options)
    if refused:
        raise refused
    parts, lang = chosen(zone, options), options.lang
    measured = Measured(zone)
    views = [part_view(measured, str(key), lang) for key in parts.index[:MOST_ROWS]]
    numbers = _source_numbers(zone, views)
    body = zone_numbers(measured, views, numbers, lang)
    if options.parts:
        body = part_numbers(zone, views, numbers, lang)
    name = zone_words(zone, lang).text
    names = ("、" if lang == "zh" else ", ").join(view.name.text for view in views)
    return Factsheet(
        title=title_line(options.title or (names if options.parts else name)),
        subtitle=title_line(name) if options.parts or options.title else "",
        lang=lang,
        as_of=zone.facts["as_of"] or "",
        blocks=[
            Block("warning", warning(parts, lang)),
            Block("figure", figure_alt_text(zone, options)),
            *body,
            *_industries(zone, views, lang),
            *_notes(zone, views, lang),
            *_sources(zone, numbers, lang),
        ],
    )


def _source_numbers(zone: Zone, views: Sequence[PartView]) -> Mapping[str, int]:
    """Return the number in the list of sources of each one that is used, by its key."""
    keys = list(zone.facts["sources"])
    for view in views:
        keys += row_of(zone.parts, view.id)["sources"]
    known = dict.fromkeys(key for key in keys if key in zone.sources)
    return {key: n for n, key in enumerate(known, 1)}


def _industries(zone: Zone, views: Sequence[PartView], lang: str) -> list[Block]:
    _, comma = gettext(lang), "、" if lang == "zh" else ", "
    colon = "：" if lang == "zh" else ": "
    items = [
        [cleaned(view.name.text + colon + comma.join(i.text for i in view.industries))[:LONGEST]]
        for view in views
        if view.industries
    ]
    return [heading(_("Industries")), Block("bullets", rows=items)] if items else []


def _notes(zone: Zone, views: Sequence[PartView], lang: str) -> list[Block]:
    _, colon = gettext(lang), "：" if lang == "zh" else ": "
    kinds = dict.fromkeys(view.placement for view in views)
    items = [vocabulary.placement_note(kind, lang) for kind in kinds]
    items += dict.fromkeys(view.method for view in views)
    items.append(
        _(
            "Distances are straight-line (geodesic) on the WGS 84 ellipsoid, not by road or "
            "rail; the position uncertainties of both ends are added."
        )
    )
    items.append(_("Data: sha256 %(digest)s") % {"digest": zone.sha256})
    notes = [view.name.text + colon + view.note.text for view in views if view.note]
    return [
        *_bullets(_("Method"), items),
        *(_bullets(_("Notes on the parts"), notes) if notes else ()),
    ]


def _bullets(title: str, items: Sequence[str]) -> list[Block]:
    return [heading(title), Block("bullets", rows=[[cleaned(item)[:LONGEST]] for item in items])]


def _sources(zone: Zone, numbers: Mapping[str, int], lang: str) -> list[Block]:
    _ = gettext(lang)
    found = [(n, zone.sources[key]) for key, n in numbers.items()]
    items = [
        [
            f"[{n}] "
            + cleaned(". ".join(filter(None, (s.title, s.publisher, s.date, s.href, s.licence))))[
                :LONGEST
            ]
        ]
        for n, s in found
    ]
    licence = zone.facts["licence"]
    items += (
        [[_("Licence") + (("：" if lang == "zh" else ": ") + cleaned(licence))]] if licence else []
    )
    return [heading(_("Sources")), Block("bullets", rows=items)] if items else []
