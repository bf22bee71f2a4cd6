"""The WSGI middleware in front of Flask.

From the outermost inwards: observer, proxy headers, site address, reloader, response cache,
slow-client limits.
"""

from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.http.logs import log_request, set_up_log
from webapp.http.observer import Listener, ObserverMiddleware
from webapp.http.response_cache import ResponseCache, ResponseCacheMiddleware
from webapp.http.site_address import SiteAddressCheck
from webapp.http.slow_clients import SlowClientLimiter
from webapp.rehearsal import AppMaker
from webapp.reload import Reloader
from webapp.state import State

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def add_middleware(app: Flask, make_app: AppMaker) -> None:
    """Wrap the application in the middleware that the settings ask for.

    `make_app` makes the application of a state, to show new data before they are served.
    """
    state: State = app.extensions["zonemap"]
    settings = state.settings
    listeners = _count_requests(app) if settings.metrics else []
    set_up_log("json" if settings.log == "json" else "text")
    if settings.log != "off":
        listeners.append(log_request)
    # Each wraps the one before it, so that the last one added sees a request first.
    wsgi_app: WSGIApplication = SlowClientLimiter(app.wsgi_app, hsts_seconds=settings.hsts_seconds)
    if settings.prepared_bytes:
        wsgi_app = ResponseCacheMiddleware(
            wsgi_app, ResponseCache(settings.prepared_bytes), lambda: state.generation
        )
    if settings.reload_seconds:
        wsgi_app = _start_reloader_on_request(wsgi_app, Reloader(state, make_app))
    wsgi_app = SiteAddressCheck(
        wsgi_app, settings.trusted_hosts, hsts_seconds=settings.hsts_seconds
    )
    if settings.proxies:
        n = settings.proxies
        wsgi_app = ProxyFix(wsgi_app, x_for=n, x_proto=n, x_host=n, x_prefix=n)
    if listeners:
        wsgi_app = ObserverMiddleware(wsgi_app, listeners)
    app.wsgi_app = wsgi_app  # type: ignore[assignment,method-assign]


def _count_requests(app: Flask) -> list[Listener]:
    """Make the counts that `/metrics` shows, and return what counts."""
    from webapp.http.request_metrics import RequestMetrics  # noqa: PLC0415 (few sites count)

    metrics = app.extensions["zonemap-metrics"] = RequestMetrics()
    return [metrics.count_request]


def _start_reloader_on_request(app: "WSGIApplication", reloader: Reloader) -> "WSGIApplication":
    """Return an application that starts watching the data files at its first request."""

    def call(environ, start):  # type: ignore[no-untyped-def]
        reloader.ensure_running()
        return app(environ, start)

    return call
