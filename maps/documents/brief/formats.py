"""The formats of a site brief, and a renderer for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from geo.errors import N_, InputError, quote_value
from maps.documents.brief.fitting import fit_brief
from maps.documents.brief.layout import BriefPage, lay_out_page
from maps.documents.brief.make import describe_map, make_brief
from maps.documents.brief.site import Site
from maps.documents.brief.twins import render_csv, render_json
from maps.figure.kept_drawings import draw_once

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
class BriefOrder:
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


@draw_once()
def render_brief(site: Site, order: BriefOrder) -> bytes:
    """Return the brief of a site as a file; equal inputs give equal bytes.

    Raises
    ------
    InputError
        For what is no format of a brief.
    """
    check_form(order.form)
    if order.form in {"csv", "json"}:
        brief = make_brief(site, order.lang, today=order.today)
        return render_csv(brief) if order.form == "csv" else render_json(brief)
    page = _make_page(site, order)
    if order.form == "pdf":
        from maps.documents.brief.brief_pdf import render_pdf  # noqa: PLC0415

        return render_pdf(site, page)
    if order.form == "docx":
        from maps.documents.brief.brief_docx import render_docx  # noqa: PLC0415

        return render_docx(site, page)
    from maps.documents.brief.brief_html import render_html  # noqa: PLC0415

    return render_html(site, page)


def _make_page(site: Site, order: BriefOrder) -> BriefPage:
    """Return the page, the same in every format: what fits is found by the PDF."""
    from maps.documents.brief.brief_pdf import count_pages  # noqa: PLC0415

    alt = describe_map(site, order.lang)
    whole = make_brief(site, order.lang, today=order.today)
    fitted = fit_brief(whole, lambda cut: count_pages(lay_out_page(cut, alt)))
    return lay_out_page(fitted, alt)
