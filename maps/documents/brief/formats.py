"""A site brief as a file of each format."""

from maps.documents.brief.data_files import render_csv, render_json
from maps.documents.brief.fitting import fit_brief
from maps.documents.brief.forms import BriefRequest, check_form
from maps.documents.brief.layout import BriefPage, lay_out_page
from maps.documents.brief.make import LEAST_MAP_MM, MAP_HEIGHTS_MM, describe_map, make_brief
from maps.documents.brief.model import Brief
from maps.documents.brief.site import Site
from maps.figure.kept_drawings import draw_once

_SPARE_MM = 15.0  # for the credits of the map; Word and browsers also break lines elsewhere


@draw_once()
def render_brief(site: Site, request: BriefRequest) -> bytes:
    """Return the brief of a site as a file; equal inputs give equal bytes.

    Raises
    ------
    InputError
        For what is no format of a brief.
    """
    check_form(request.form)
    if request.form in {"csv", "json"}:
        brief = make_brief(site, request.lang, today=request.today)
        return render_csv(brief) if request.form == "csv" else render_json(brief)
    page = _make_page(site, request)
    if request.form == "pdf":
        from maps.documents.brief.brief_pdf import render_pdf  # noqa: PLC0415

        return render_pdf(site, page)
    if request.form == "docx":
        from maps.documents.brief.brief_docx import render_docx  # noqa: PLC0415

        return render_docx(site, page)
    from maps.documents.brief.brief_html import render_html  # noqa: PLC0415

    return render_html(site, page)


def _make_page(site: Site, request: BriefRequest) -> BriefPage:
    """Return the page, the same in every format: what fits is found by the PDF."""
    from maps.documents.brief.brief_pdf import count_pages  # noqa: PLC0415

    alt = describe_map(site, request.lang)

    def fits(brief: Brief, map_mm: float) -> bool:
        return count_pages(lay_out_page(brief, alt, map_mm=map_mm)) <= 1

    text = make_brief(site, request.lang, today=request.today, map_mm=None)
    heights = (each for each in MAP_HEIGHTS_MM if fits(text, each + _SPARE_MM))
    map_mm = next(heights, LEAST_MAP_MM)
    whole = make_brief(site, request.lang, today=request.today, map_mm=map_mm)
    return lay_out_page(fit_brief(whole, lambda cut: fits(cut, map_mm)), alt, map_mm=map_mm)
