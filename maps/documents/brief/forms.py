"""The formats of a site brief by name: what needs no drawing to be known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from geo.errors import N_, InputError, quote_value

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The media type of each format, by the ending of its file.
BRIEF_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "application/pdf",
        "docx": _WORD,
        "html": "text/html",
        "csv": "text/csv",
        "json": "application/json",
    }
)


@dataclass(frozen=True)
class BriefRequest:
    """In which format, in which language, and on which day a brief is made."""

    form: str
    lang: str
    today: date


def check_form(form: str) -> None:
    """Raise InputError for what is no format of a brief."""
    if form not in BRIEF_TYPES:
        raise InputError(
            N_("A brief can't be written as %(form)s. Use one of %(choices)s."),
            form=quote_value(form),
            choices=tuple(BRIEF_TYPES),
        )
