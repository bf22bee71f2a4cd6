"""A site brief as values: sections of fields, the same for every format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maps.documents.blocks import NBSP
from maps.i18n import get_language

Value = str | float | None


@dataclass(frozen=True)
class BriefField:
    """One line of a brief.

    Attributes
    ----------
    field : str
        Its stable name, the same in every language.
    label, text : str
        As they are shown; the text has its unit, or says that nothing is stated.
    value : str, float or None
        As data; None where nothing is stated.
    unit : str
        Of the value.
    kind : str
        How it is known, such as measured or stated, in the language of the brief.
    as_of : str
        The date of what is stated; empty where it is that of the data.
    age : str
        How old it is; empty up to a year.
    source : str
        Who states it.
    keys : tuple of str
        The zone's sources that it was taken or measured from.
    numbers : tuple of int
        Of its sources in the list of the brief.
    is_stated : bool
    """

    field: str
    label: str
    text: str
    value: Value = None
    unit: str = ""
    kind: str = ""
    as_of: str = ""
    age: str = ""
    source: str = ""
    keys: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    is_stated: bool = True

    def describe(self, lang: str) -> str:
        """Return the text with its kind, date, age and sources' numbers, as documents show it."""
        return self.text + self.describe_origin(lang)

    def describe_origin(self, lang: str) -> str:
        """Return what follows the text: its kind, its date and age, its sources' numbers."""
        language = get_language(lang)
        kind = language.bracket(self.kind) if self.kind else ""
        dated = self.as_of + (language.bracket(self.age) if self.age else "")
        number = f"[{','.join(map(str, self.numbers))}]" if self.numbers else ""
        origin = NBSP.join(filter(None, (dated.replace(" ", NBSP), number)))
        return f"{kind} · {origin}" if origin else kind


@dataclass(frozen=True)
class BriefSection:
    """Fields under a heading; `section` is its stable name."""

    section: str
    title: str
    fields: Sequence[BriefField]


@dataclass(frozen=True)
class Brief:
    """All that a brief says.

    Attributes
    ----------
    site_id, site_kind : str
        Of a part its id, else empty; `part`, `plot` or `point`.
    heading, title, subtitle : str
        The subtitle is the name in another language and the zone's.
    lang : str
    as_of, made : str
        The date of the data, empty when unknown; the day on which the brief was made.
    warning : str
        How precise the map is.
    sections : sequence of BriefSection
    sources : sequence of str
        In the order of their numbers, from 1.
    full_sources : sequence of str
        The same with titles and addresses.
    credits : sequence of str
        That the data ask for.
    review, data : str
        The line of the map review, and that of the data's date and hash.
    sha256 : str
    left_out : sequence of str
        What had no room on the page.
    """

    site_id: str
    site_kind: str
    heading: str
    title: str
    subtitle: str
    lang: str
    as_of: str
    made: str
    warning: str
    sections: Sequence[BriefSection]
    sources: Sequence[str]
    full_sources: Sequence[str]
    credits: Sequence[str]
    review: str
    data: str
    sha256: str
    left_out: Sequence[str] = ()

    def iter_fields(self) -> Iterator[tuple[BriefSection, BriefField]]:
        """Yield each field with its section."""
        for section in self.sections:
            for each in section.fields:
                yield section, each
