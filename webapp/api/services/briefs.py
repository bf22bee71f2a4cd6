"""Site briefs: of a part, of a point, and of a plot that is sent."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Response, request

from geo.errors import N_, InputError
from maps.content.part import localize_part_name
from maps.documents.brief.forms import BRIEF_TYPES, BriefRequest
from maps.web.csp import download_policy
from webapp.api.query import parse_number
from webapp.api.responses import Catalogue, negotiate_form
from webapp.api.services.reading import READING_PARAMETERS, open_sent_file
from webapp.http.download_name import name_download
from webapp.http.language import gettext, lang
from webapp.http.negotiation import with_charset
from webapp.http.query import check_parameters, read_datum
from webapp.state import state
from webapp.work.jobs import write_plot_brief, write_site_brief

POINT_PARAMETERS = ("lon", "lat")
SITE_PARAMETERS = ("part", *POINT_PARAMETERS, "datum")
_IN_PLACE = ("pdf", "html", "json")  # what a browser shows
_ONE_SITE = N_("A brief is of a part or of a point. Send `part`, or `lon` and `lat`.")


def send_site_brief(catalogue: Catalogue) -> Response:
    """Return the brief of the part or the point that the address names.

    Raises
    ------
    InputError
        When a parameter can't be used, or there is none.
    UnknownIdError
        When there is no such part.
    """
    check_parameters(SITE_PARAMETERS)
    brief_request, site = _read_request(), _read_site(catalogue)
    data: bytes = state().work.run(
        write_site_brief,
        catalogue.measured,
        site,
        brief_request,
        key=(tuple(site.items()), brief_request),
    )
    return _make_answer(data, brief_request.form, _name_site(catalogue, site))


def send_plot_brief(catalogue: Catalogue) -> Response:
    """Return the brief of the plot in the request's body, a file of any format.

    Raises
    ------
    InputError
        When a parameter or the file can't be used, or it has no plot or several.
    UnsupportedMediaType
        When the format is of no kind that is read.
    """
    brief_request = _read_request()
    with open_sent_file(READING_PARAMETERS) as (path, options, _):
        data: bytes = state().work.run(
            write_plot_brief, catalogue.measured, path, options, brief_request
        )
    return _make_answer(data, brief_request.form)


def _read_request() -> BriefRequest:
    form = negotiate_form({form: (media_type,) for form, media_type in BRIEF_TYPES.items()})
    return BriefRequest(form, lang(), datetime.now(tz=UTC).date())


def _read_site(catalogue: Catalogue) -> Mapping[str, str | float]:
    """Return the id of a part, or longitude, latitude and datum of a point."""
    has_point = any(name in request.args for name in POINT_PARAMETERS)
    if ("part" in request.args) == has_point:
        raise InputError(_ONE_SITE)
    if not has_point:
        part_id = request.args["part"]
        catalogue.measured.zone.part(part_id)
        return {"part": part_id}
    return {
        **{
            name: parse_number(name, request.args.get(name, ""), low=-limit, high=limit)
            for name, limit in zip(POINT_PARAMETERS, (180, 90), strict=True)
        },
        "datum": read_datum(),
    }


def _name_site(catalogue: Catalogue, site: Mapping[str, str | float]) -> str:
    """Return the name of the part, or the point as latitude and longitude."""
    if "part" in site:
        part = catalogue.measured.zone.part(str(site["part"]))
        return localize_part_name(part, lang()).text
    return f"{site['lat']}, {site['lon']}"


def _make_answer(data: bytes, form: str, site: str = "") -> Response:
    answer = Response(data, content_type=with_charset(BRIEF_TYPES[form]))
    title = gettext("Site brief")
    subject = f"{title} {site}" if site else title
    name_download(answer, f"site-brief.{form}", subject=subject, is_shown=form in _IN_PLACE)
    answer.headers["Content-Security-Policy"] = download_policy(BRIEF_TYPES[form])
    return answer
