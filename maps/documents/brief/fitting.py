"""A brief cut to one page: what is left out, in a fixed order, and told at its foot."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from maps.documents.brief.model import Brief, BriefField, BriefSection
from maps.figure.typography import shorten_text, shorten_unbreakable, width_em
from maps.i18n import get_translator

LABEL_EM, VALUE_EM, TITLE_EM, SUBTITLE_EM = 10.0, 20.0, 27.0, 55.0
_LEAST_EM, _LABEL_LINES = 6.0, 2


@dataclass(frozen=True)
class Room:
    """How much of a brief is shown.

    Attributes
    ----------
    lines : int
        That a value may take.
    places, sources : int
        That are listed, besides the sources that a statement cites; roads are of the same places.
    statements : int
        Of one field, the newest first.
    source_em : float
        The width of each source.
    """

    lines: int
    places: int
    sources: int
    statements: int
    source_em: float


# From all to what fits whatever the data say.
ROOMS = (
    Room(lines=6, places=99, sources=99, statements=9, source_em=50),
    Room(lines=4, places=8, sources=24, statements=4, source_em=40),
    Room(lines=3, places=6, sources=16, statements=2, source_em=30),
    Room(lines=2, places=5, sources=12, statements=1, source_em=24),
    Room(lines=2, places=4, sources=8, statements=1, source_em=18),
    Room(lines=1, places=3, sources=6, statements=1, source_em=12),
    Room(lines=1, places=2, sources=3, statements=1, source_em=8),
)


def iter_cuts(brief: Brief) -> Iterator[Brief]:
    """Yield the brief with less and less of it, first with as much as may be."""
    for room in ROOMS:
        yield cut_brief(brief, room)


def cut_brief(brief: Brief, room: Room) -> Brief:
    """Return what there is room for; `left_out` says what isn't shown."""
    _ = get_translator(brief.lang)
    sections = [_cut_section(each, room) for each in brief.sections]
    before, after = _count(brief.sections), _count(sections)
    said = {
        "places": _("%(left)s of %(all)s distances"),
        "statements": _("%(left)s of %(all)s statements"),
    }
    left = [
        words % {"left": before[key] - after[key], "all": before[key]}
        for key, words in said.items()
        if before[key] > after[key]
    ]
    fields = [each for section in sections for each in section.fields]
    cited = max((n for each in fields for n in each.numbers), default=0)
    sources = brief.sources[: max(room.sources, cited)]
    if len(brief.sources) > len(sources):
        values = {"left": len(brief.sources) - len(sources), "all": len(brief.sources)}
        left.append(_("%(left)s of %(all)s sources") % values)
    fitted = [_shorten_section(each, room, brief.lang) for each in sections]
    shown = [shorten_text(each, room.source_em) for each in sources]
    title = shorten_unbreakable(shorten_text(brief.title, 2 * TITLE_EM), TITLE_EM)
    if fitted != sections or shown != list(sources) or title != brief.title:
        left.append(_("ends of long texts (…)"))
    return replace(
        brief,
        title=title,
        subtitle=shorten_text(brief.subtitle, SUBTITLE_EM),
        sections=fitted,
        sources=shown,
        left_out=left,
    )


def _is_place(field: BriefField) -> bool:
    return ":" in field.field


def _count(sections: Sequence[BriefSection]) -> dict[str, int]:
    fields = [each for section in sections for each in section.fields]
    places = sum(map(_is_place, fields))
    return {"places": places, "statements": len(fields) - places}


def _cut_section(section: BriefSection, room: Room) -> BriefSection:
    """Return a section with as many places of each kind and statements as there is room for."""
    counts: dict[str, int] = {}
    kept = []
    for each in section.fields:
        key = each.field.partition(":")[0]
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= (room.places if _is_place(each) else room.statements):
            kept.append(each)
    return replace(section, fields=kept)


def _shorten_section(section: BriefSection, room: Room, lang: str) -> BriefSection:
    return replace(section, fields=[_shorten_field(each, room, lang) for each in section.fields])


def _shorten_field(field: BriefField, room: Room, lang: str) -> BriefField:
    """Return a field whose text leaves room for its date and source, and whose words fit."""
    origin_em = width_em(field.describe_origin(lang))
    text_em = max(room.lines * VALUE_EM - origin_em, _LEAST_EM)
    return replace(
        field,
        text=shorten_unbreakable(shorten_text(field.text, text_em), VALUE_EM),
        label=shorten_unbreakable(shorten_text(field.label, _LABEL_LINES * LABEL_EM), LABEL_EM),
    )


def fit_brief(brief: Brief, fits: Callable[[Brief], bool]) -> Brief:
    """Return as much of a brief as one page has room for.

    Parameters
    ----------
    brief : Brief
    fits : Callable
        Whether a cut brief takes one page at most.
    """
    for cut in iter_cuts(brief):
        if fits(cut):
            break
    return cut
