"""The content of a factsheet as a list of blocks, from which PDF and Word are made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from geo.errors import N_, InputError
from geo.measured import Measured
from geo.zone import Zone
from maps.content import vocabulary
from maps.content.credits import Credits, cite_source, gather_credits, localize_attributions
from maps.content.method import describe_assumed_size
from maps.content.models import PartView
from maps.content.part import get_part_view, localize_zone_name
from maps.documents.blocks import MAX_CHARACTERS, Block, make_heading, shorten_title
from maps.documents.factsheet_plots import make_plot_warnings
from maps.documents.factsheet_roads import make_road_blocks
from maps.documents.factsheet_tables import make_part_blocks, make_zone_blocks
from maps.figure.captions import placement_warning, review_line
from maps.figure.options import FigureOptions, select_drawn_parts, select_parts
from maps.figure.render import credit_figure, figure_alt_text
from maps.figure.typography import clean_text
from maps.i18n import get_language, get_translator, localize_field
from maps.theme import BROUGHT

MOST_COMPARED, MOST_ROWS = 4, 60
PAGE_MM, FIGURE_MM = (210.0, 297.0), (174.0, 128.0)


@dataclass(frozen=True)
class Factsheet:
    """The content of a factsheet.

    Attributes
    ----------
    title, subtitle : str
        The subtitle is the zone's name, and empty where that is the title.
    lang : str
        `en` or `zh`.
    as_of : str
        The date of the data; empty when unknown.
    blocks : sequence of Block
        In order.
    """

    title: str
    subtitle: str
    lang: str
    as_of: str
    blocks: Sequence[Block]


def make_figure_options(options: FigureOptions) -> FigureOptions:
    """Return the options of the figure inside a factsheet."""
    width_mm, height_mm = FIGURE_MM
    return replace(options, width_mm=width_mm, height_mm=height_mm, dpi=300, embedded=True)


def find_refusal(options: FigureOptions) -> InputError | None:
    """Return the error of options that a factsheet can't have; None when it can."""
    if len(options.parts) > MOST_COMPARED:
        said = N_("At most %(count)d parts fit side by side. Choose fewer.")
        return InputError(said, count=MOST_COMPARED)
    return None


def make_factsheets(zone: Zone, options: FigureOptions) -> list[Factsheet]:
    """Return the factsheet in each language that the options ask for, the leading one first.

    Raises
    ------
    InputError, UnknownIdError
        As `make_factsheet` does.
    """
    figure = make_figure_options(options)
    return [make_factsheet(zone, replace(options, lang=lang), figure) for lang in options.langs]


def make_factsheet(
    zone: Zone, options: FigureOptions, figure: FigureOptions | None = None
) -> Factsheet:
    """Return the factsheet of the whole zone, of one part, or of two to four side by side.

    Parameters
    ----------
    options : FigureOptions
        Of one language.
    figure : FigureOptions, optional
        Of the figure inside, whose sources are listed; without them it is in this language.

    Raises
    ------
    InputError
        When the options ask for more parts than fit side by side.
    """
    refused = find_refusal(options)
    if refused:
        raise refused
    parts, drawn = select_parts(zone, options), select_drawn_parts(zone, options)
    lang = options.lang
    measured = Measured(zone)
    views = [get_part_view(measured, str(key), lang) for key in parts.index[:MOST_ROWS]]
    # the figure shows the context, and the tables the distances to all places
    listed = drawn.loc[drawn.index.isin([*(view.id for view in views), *options.around])]
    shown = gather_credits(zone, listed, {"places": zone.places, "context": zone.context})
    if not zone.basemap.empty:  # of which a figure shows what suits its scale
        shown = shown.join(credit_figure(zone, figure or make_figure_options(options)))
    numbers = number_sources(shown)
    body = make_zone_blocks(measured, views, numbers, lang)
    if options.parts:
        body = make_part_blocks(zone, views, numbers, lang)
    title, subtitle = _choose_titles(zone, options, [view.name.text for view in views])
    return Factsheet(
        title=shorten_title(title),
        subtitle=shorten_title(subtitle) if subtitle else "",
        lang=lang,
        as_of=zone.facts["as_of"] or "",
        blocks=[
            Block("warning", placement_warning(drawn, lang)),
            *make_plot_warnings(zone, views, lang),
            Block("text", review_line(zone, drawn, [lang])),
            Block("figure", figure_alt_text(zone, options), caption=shorten_title(title)),
            *body,
            *make_road_blocks(measured, views, lang, is_zone=not options.parts),
            *_make_drawing_blocks(views, lang),
            *_make_industry_blocks(zone, views, lang),
            *_make_note_blocks(measured, views, lang),
            *make_source_blocks(zone, shown, lang),
        ],
    )


def _choose_titles(zone: Zone, options: FigureOptions, names: Sequence[str]) -> tuple[str, str]:
    """Return title and subtitle; the zone's name is the subtitle where it isn't the title."""
    zone_name = localize_zone_name(zone, options.lang).text
    if not options.parts and not options.title:
        return zone_name, ""
    separator = get_language(options.lang).list_separator
    return options.title or separator.join(names), zone_name


def number_sources(shown: Credits) -> Mapping[str, int]:
    """Return the number of each source, counted from 1, by its key."""
    return {key: n for n, key in enumerate(shown.sources, 1)}


def _make_drawing_blocks(views: Sequence[PartView], lang: str) -> list[Block]:
    """Return the sentence on what the numbers of schematic outlines describe."""
    _ = get_translator(lang)
    if all(view.placement != "schematic" for view in views):
        return []
    return [Block("text", _("Figures describe the drawing, not the ground."))]


def _make_industry_blocks(zone: Zone, views: Sequence[PartView], lang: str) -> list[Block]:
    _, language = get_translator(lang), get_language(lang)
    comma, colon = language.list_separator, language.colon
    items = [
        [
            clean_text(view.name.text + colon + comma.join(i.text for i in view.industries))[
                :MAX_CHARACTERS
            ]
        ]
        for view in views
        if view.industries
    ]
    return [make_heading(_("Industries")), Block("bullets", rows=items)] if items else []


def _make_note_blocks(measured: Measured, views: Sequence[PartView], lang: str) -> list[Block]:
    _, colon = get_translator(lang), get_language(lang).colon
    items = _name_parts(views, lambda view: vocabulary.placement_note(view.placement, lang), lang)
    items += _name_parts(views, lambda view: view.method, lang)
    items += _describe_distances(views, lang)
    items += _describe_limits(measured, views, lang)
    items.append(_("Data SHA-256: %(digest)s") % {"digest": measured.zone.sha256})
    notes = [view.name.text + colon + view.note.text for view in views if view.note]
    return [
        *_make_bullet_blocks(_("Method"), items),
        *(_make_bullet_blocks(_("Notes on the parts"), notes) if notes else ()),
    ]


def _describe_distances(views: Sequence[PartView], lang: str) -> list[str]:
    """Return from where distances are and how sure: of parts, and of plots, which state nothing."""
    _ = get_translator(lang)
    of_parts = _(
        "Distances are straight lines (geodesics on the WGS 84 ellipsoid), not "
        "road or rail distances. Their uncertainty is the sum of the position "
        "uncertainties of both ends."
    )
    of_plots = _(
        "Distances of plots are straight lines from a point inside each, not road or rail "
        "distances. Their uncertainty is that of the place."
    )
    are_plots = {view.placement == BROUGHT for view in views}
    return [of_parts] * (False in are_plots) + [of_plots] * (True in are_plots)


def _name_parts(
    views: Sequence[PartView], describe: Callable[[PartView], str], lang: str
) -> list[str]:
    """Return what is said of the parts, each sentence once; with their names where it differs."""
    named: dict[str, list[str]] = {}
    for view in views:
        named.setdefault(describe(view), []).append(view.name.text)
    if len(named) == 1:
        return list(named)
    language = get_language(lang)
    return [
        language.list_separator.join(names) + language.colon + said for said, names in named.items()
    ]


def _describe_limits(measured: Measured, views: Sequence[PartView], lang: str) -> list[str]:
    """Return what distances leave out, and from which parts their centroid lies apart."""
    _, shown = get_translator(lang), [view.id for view in views]
    outside = [view.name.text for view in views if view.outside_centroid]
    names = get_language(lang).list_separator.join(outside)
    apart = _("Parts whose centroid lies outside them: %(names)s.") % {"names": names}
    sentences = (describe_assumed_size(measured.sizes.loc[shown], lang), apart if outside else "")
    return [each for each in sentences if each]


def _make_bullet_blocks(title: str, items: Sequence[str]) -> list[Block]:
    return [
        make_heading(title),
        Block("bullets", rows=[[clean_text(item)[:MAX_CHARACTERS]] for item in items]),
    ]


def make_source_blocks(zone: Zone, shown: Credits, lang: str) -> list[Block]:
    """Return the sources of what is shown as a numbered list, with the licence of the data."""
    _ = get_translator(lang)
    items = [
        f"[{n}] " + clean_text(cite_source(source, lang))[:MAX_CHARACTERS]
        for n, source in enumerate(shown.sources.values(), 1)
    ]
    unlisted = localize_attributions(shown.list_unlisted(), lang)
    items += [clean_text(each)[:MAX_CHARACTERS] for each in unlisted]
    licence = localize_field(zone.facts, "licence", lang)[0]
    items += [_("Licence") + get_language(lang).colon + clean_text(licence)] if licence else []
    rows = [[item] for item in items]
    links = [source.href or "" for source in shown.sources.values()]
    return [make_heading(_("Sources")), Block("bullets", rows=rows, links=links)] if rows else []
