"""The view on the screen as a composed page: nothing of what is sent is kept."""

from dataclasses import replace
from urllib.parse import urlsplit

from flask import Response, request

from maps.content.part import localize_zone_name
from maps.figure.overlay.state import is_whole_address
from maps.web.csp import download_policy
from webapp.api.responses import Catalogue, negotiate_form
from webapp.api.services.inspect import bound_body
from webapp.http.download_name import name_download
from webapp.http.language import lang
from webapp.http.query import check_parameters
from webapp.http.security import refuse_foreign_page
from webapp.plots.page import PAGE_TYPES
from webapp.plots.sent_page import SentPage, parse_sent_page
from webapp.state import state
from webapp.work.jobs import make_sent_page


def compose_page(catalogue: Catalogue) -> Response:
    """Return the page that the request's body asks for, as a file.

    Raises
    ------
    InputError
        When the body or a parameter can't be used.
    """
    refuse_foreign_page()
    check_parameters(())
    form = negotiate_form({name: (media_type,) for name, media_type in PAGE_TYPES.items()})
    with bound_body():
        sent = _keep_own_address(parse_sent_page(request.get_data()))
    data: bytes = state().work.run(make_sent_page, catalogue.measured, sent, form, lang=lang())
    answer = Response(data, content_type=PAGE_TYPES[form])
    answer.headers["Cache-Control"] = "no-store"
    title = sent.texts.get("title") or localize_zone_name(catalogue.measured.zone, lang()).text
    name_download(answer, f"page.{form}", subject=title)
    answer.headers["Content-Security-Policy"] = download_policy(PAGE_TYPES[form])
    return answer


def _keep_own_address(sent: SentPage) -> SentPage:
    """Return what was sent with the state without its host, if that is not this site's.

    Then the page has no code: none of this site leads elsewhere.
    """
    text = sent.texts["state"].strip()
    if not is_whole_address(text) or text.startswith(request.host_url):
        return sent
    try:
        split = urlsplit(text)
    except ValueError:
        return sent  # which is refused
    path = split._replace(scheme="", netloc="", path=split.path or "/").geturl()
    return replace(sent, texts={**sent.texts, "state": "/" + path.lstrip("/")})
