"""What PDF, Word and HTML show of a brief: two columns of sections, sources, lines at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from maps.documents.brief.fitting import LABEL_EM, VALUE_EM
from maps.documents.brief.model import Brief, BriefSection
from maps.figure.typography import wrap_text
from maps.i18n import get_language, get_translator

_HEADING_LINES = 2


@dataclass(frozen=True)
class BriefPage:
    """A brief as a page shows it.

    Attributes
    ----------
    brief : Brief
        As much as there is room for.
    alt : str
        The text alternative of the map.
    map_mm : float
        The height of the map, in millimetres.
    sources_title : str
    sources, foot : sequence of str
        Paragraphs.
    """

    brief: Brief
    alt: str
    map_mm: float
    sources_title: str
    sources: Sequence[str]
    foot: Sequence[str]

    @property
    def columns(self) -> tuple[Sequence[BriefSection], Sequence[BriefSection]]:
        """The sections of the left and of the right column, which are about as high."""
        sections, lang = self.brief.sections, self.brief.lang
        lines = [_count_lines(each, lang) for each in sections]
        first = min(range(1, len(sections)), key=lambda n: max(sum(lines[:n]), sum(lines[n:])))
        return sections[:first], sections[first:]


def _count_lines(section: BriefSection, lang: str) -> int:
    """Return how many lines a section takes, about."""
    return _HEADING_LINES + sum(
        max(
            len(wrap_text(each.label, LABEL_EM)),
            len(wrap_text(each.describe(lang), VALUE_EM)),
        )
        for each in section.fields
    )


def describe_values(section: BriefSection, lang: str) -> str:
    """Return the heading of a section's values: what follows them; empty where nothing does."""
    _ = get_translator(lang)
    if not any(each.numbers for each in section.fields) or section.section == "open":
        return ""
    has_dates = any(each.as_of for each in section.fields)
    return _("value · as of [source]") if has_dates else _("value [source]")


def _gather_missing(sections: Sequence[BriefSection], lang: str) -> Sequence[BriefSection]:
    """Return the sections without rows that say "not stated", which the last section lists."""
    *others, last = sections
    if last.section != "open":
        return sections
    listed = {name for each in last.fields for name in str(each.value).split("; ")}
    _, colon = get_translator(lang), get_language(lang).colon
    kept = [
        replace(each, fields=[f for f in each.fields if f.is_stated or f.field not in listed])
        for each in others
    ]
    lacking = {"settled_by_survey": _("Not surveyed")}  # no statement is
    told = [
        each
        if each.field == "settled_by"
        else replace(each, text=lacking.get(each.field, _("Not stated")) + colon + each.text)
        for each in last.fields
    ]
    return [*(each for each in kept if each.fields), replace(last, fields=told)]


def lay_out_page(brief: Brief, alt: str, *, map_mm: float) -> BriefPage:
    """Return a brief, cut or not, as a page with a map of that height shows it."""
    _, language = get_translator(brief.lang), get_language(brief.lang)
    left_out = language.list_separator.join(brief.left_out)
    said = [
        brief.review,
        brief.data,
        _("Made on %(date)s") % {"date": brief.made},
    ]
    told = (
        _("Left out to stay on one page: %(what)s. CSV and JSON have all.") % {"what": left_out}
        if left_out
        else ""
    )
    return BriefPage(
        replace(brief, sections=_gather_missing(brief.sections, brief.lang)),
        alt,
        map_mm,
        _("Sources"),
        [
            each
            for each in (
                *_list_sources(brief),
                language.clause_separator.join(brief.credits),
            )
            if each
        ],
        [" | ".join(said), *([told] if told else [])],
    )


def _list_sources(brief: Brief) -> list[str]:
    """Return the sources that lines refer to by number, and apart those that none refers to."""
    _, language = get_translator(brief.lang), get_language(brief.lang)
    cited = {n for section in brief.sections for each in section.fields for n in each.numbers}
    numbered = {w: f"[{n}] {w}" for n, w in enumerate(brief.sources, 1) if n in cited}
    others = dict.fromkeys(each for each in brief.sources if each not in numbered)
    separator = language.clause_separator
    told = _("Also used, for the map: %(sources)s") % {"sources": separator.join(others)}
    return [separator.join(numbered.values()), told if others else ""]
