"""The address that a request came by: its scheme, host and prefix become those of every link.

A client or a proxy states them, so that they are checked before anything is made of them.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from werkzeug.sansio.utils import host_is_trusted

from geo.errors import N_
from webapp.http.refusals import send_refusal

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOST_MESSAGE = N_("This host name is not accepted here. Use the address of the site.")
PROXY_MESSAGE = N_(
    "The proxy states a scheme or a prefix that can't be part of a link. Correct its "
    "`X-Forwarded-Proto` (`http` or `https`) or `X-Forwarded-Prefix` (a path such as `/maps`)."
)
_SCHEMES = ("http", "https")
_SEGMENT = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9._~!$&'()*+,;=:@%-]+"
_PREFIX = re.compile(rf"(?:/{_SEGMENT})*/?")
MAX_PREFIX_CHARACTERS = 200


class SiteAddressCheck:
    """WSGI middleware that refuses (400) a host, scheme or prefix that no link should have.

    Host names are compared and passed on in lower case.

    Parameters
    ----------
    trusted_hosts : sequence of str
        In lower case; a leading dot includes all subdomains. Empty for all.
    """

    def __init__(
        self, app: "WSGIApplication", trusted_hosts: Sequence[str] = (), *, hsts_seconds: int = 0
    ):
        self._app, self._trusted = app, tuple(trusted_hosts)
        self._hsts_seconds = hsts_seconds

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Pass a request on by a plain address."""
        host = environ.get("HTTP_HOST")
        if host is None:
            is_accepted = environ["SERVER_PROTOCOL"] == "HTTP/1.0" and not self._trusted
        else:
            environ["HTTP_HOST"] = host = host.lower()
            is_accepted = is_accepted_host(host, self._trusted)
        if not is_accepted:
            return self._refuse(environ, start, HOST_MESSAGE)
        if not is_link_base(environ["wsgi.url_scheme"], environ.get("SCRIPT_NAME", "")):
            return self._refuse(environ, start, PROXY_MESSAGE)
        return self._app(environ, start)

    def _refuse(
        self, environ: "WSGIEnvironment", start: "StartResponse", message: str
    ) -> list[bytes]:
        status = HTTPStatus.BAD_REQUEST
        return send_refusal(environ, start, status, message, hsts_seconds=self._hsts_seconds)


@lru_cache(maxsize=256)
def is_accepted_host(host: str, trusted: Sequence[str]) -> bool:
    """Return whether a `Host`, in lower case, can be part of a link and is among those trusted."""
    name = host if host.startswith("[") else host.partition(":")[0]
    return _is_domain_name(name) and host_is_trusted(host, trusted)


def _is_domain_name(name: str) -> bool:
    """Return whether IDNA takes a name both ways, as whoever makes links with it must."""
    try:
        name.encode("idna").decode("idna")
    except UnicodeError:
        return False
    return True


@lru_cache(maxsize=256)
def is_link_base(scheme: str, prefix: str) -> bool:
    """Return whether links can start with this scheme and this path."""
    is_short = len(prefix) <= MAX_PREFIX_CHARACTERS
    return scheme in _SCHEMES and is_short and bool(_PREFIX.fullmatch(prefix))
