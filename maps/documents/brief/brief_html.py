"""A site brief as one HTML file: the same page, for screens and for printing."""

import base64

from maps.documents.brief.layout import BriefPage
from maps.documents.brief.make import make_map_options
from maps.documents.brief.site import Site
from maps.figure.render import render_svg
from maps.i18n import get_language
from maps.templating import get_environment
from maps.web.csp import saved_document_policy


def render_html(site: Site, page: BriefPage) -> bytes:
    """Return the page as a self-contained HTML file in UTF-8."""
    figure = base64.b64encode(
        render_svg(site.drawn, make_map_options(site, page.brief.lang, page.map_mm))
    )
    template = get_environment(page.brief.lang).get_template("brief.html")
    return template.render(
        page=page,
        brief=page.brief,
        figure=figure.decode("ascii"),
        html_lang=get_language(page.brief.lang).html_lang,
        policy=saved_document_policy(),
    ).encode("utf-8")
