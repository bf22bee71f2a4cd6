"""The WSGI layers in front of Flask: notes, proxies, new data, prepared answers, slow lanes."""

from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.http.logs import log_request, set_up_log
from webapp.http.metrics import RequestMetrics
from webapp.http.observer import Listener, ObserverMiddleware
from webapp.http.response_cache import ResponseCache, ResponseCacheMiddleware
from webapp.http.slow_clients import SlowClientLimiter
from webapp.reload import Reloader
from webapp.state import State

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def add_middleware(app: Flask) -> None:
    """Put the layers that the settings ask for in front of the application."""
    state: State = app.extensions["zonemap"]
    settings = state.settings
    counts = RequestMetrics() if settings.metrics else None
    app.extensions["zonemap-counts"] = counts
    listeners: list[Listener] = [] if counts is None else [counts.count]
    set_up_log("json" if settings.log == "json" else "text")
    if settings.log != "off":
        listeners.append(log_request)
    layer: WSGIApplication = SlowClientLimiter(app.wsgi_app, hsts_seconds=settings.hsts_seconds)
    if settings.prepared_bytes:
        layer = ResponseCacheMiddleware(
            layer, ResponseCache(settings.prepared_bytes), lambda: state.edition
        )
    if settings.reload_seconds:
        layer = _start_reloader_on_request(layer, Reloader(state))
    if settings.proxies:
        n = settings.proxies
        layer = ProxyFix(layer, x_for=n, x_proto=n, x_host=n, x_prefix=n)
    if listeners:
        layer = ObserverMiddleware(layer, listeners)
    app.wsgi_app = layer  # type: ignore[assignment,method-assign]


def _start_reloader_on_request(layer: "WSGIApplication", reloader: Reloader) -> "WSGIApplication":
    """Return the application that starts looking for new data with its first request."""

    def call(environ, start):  # type: ignore[no-untyped-def]
        reloader.ensure_running()
        return layer(environ, start)

    return call
