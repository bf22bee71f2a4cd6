"""`zonemap serve`: the application behind a production WSGI server."""

import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import click

from geo.errors import InputError, StorageError
from geo.io.temporary import temporary_folder
from geo.zone import read_zone
from maps.figure.drawing_folder import DRAWING_FOLDER, lacks_drawing_folder
from maps.web.basemaps import read_basemaps
from webapp.cli.options import data_option
from webapp.http.slow_clients import MAX_SLOW
from webapp.settings.config import METRICS_FOLDER, PREFIX, Settings
from webapp.settings.parsers import LOG_FORMS
from webapp.work.limits import WorkLimits

# More than may be occupied by slow clients (webapp.http.slow_clients), uploads and downloads
# together, and by requests that run or wait for heavy work, so that pages always find one.
WORK_PROCESSES = 2
THREADS = 2 * MAX_SLOW + WORK_PROCESSES + WorkLimits().most_waiting + 8
HEADER_SECONDS = 30
MAX_CONNECTIONS = 8192  # open at once, each worker; idle ones must not keep others waiting
STOP_SECONDS = 10


@click.command()
@data_option
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Address to listen on.")  # fmt: skip
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True,
              help="Port to listen on.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True,
              help="Processes that answer requests.")  # fmt: skip
@click.option(
    "--log", type=click.Choice(LOG_FORMS), default="off", show_default=True,
    envvar="ZONEMAP_LOG", help="Log one line per request on standard error; also ZONEMAP_LOG.",
)  # fmt: skip
@click.option("--basemap", "basemaps", multiple=True, metavar="NAME",
              help="Offer an online basemap: osm, esri, amap, tianditu, tianditu-imagery, or those"
              " of a .json or .toml file; may be repeated.")  # fmt: skip
def serve(  # noqa: PLR0917 (click passes by name)
    data: Path, host: str, port: int, workers: int, log: str, basemaps: tuple[str, ...]
) -> None:
    """Serve the zone's pages until stopped (Ctrl-C)."""
    given = {"DATA": data, "LOG": log}
    title = _check_start(given)
    settings = Settings.gather(given)
    address = _find_free_address(host, port)
    # Workers are processes of their own that read their settings from the environment.
    os.environ |= {PREFIX + "DATA": str(data.absolute()), PREFIX + "LOG": log}
    os.environ.setdefault(PREFIX + "WORK_PROCESSES", str(WORK_PROCESSES))
    if basemaps:
        os.environ["ZONEMAP_BASEMAPS"] = ",".join(basemaps)
    read_basemaps(os.environ.get("ZONEMAP_BASEMAPS", ""), os.environ)
    check = partial(_check_start, given)
    name = f"[{host}]" if ":" in host else host
    click.echo(f"{title}: http://{name}:{port}/", err=True)
    _allow_connections()
    with _share_metrics_folder(needed=settings.metrics and workers > 1), share_drawing_folder():
        _run_server(check=check, log=settings.log, address=address, port=port, workers=workers)


def _allow_connections() -> None:
    """Raise this process's limit of open files, and its workers', as far as it may be raised."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MAX_CONNECTIONS + 1024
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _check_start(given: Mapping[str, Any]) -> str:
    """Return the zone's name, once all is usable: else it would stop each worker, one by one."""
    title = str(read_zone(given["DATA"]).facts["name"])
    Settings.gather(given).check_roads()
    return title


def _run_server(*, check: Callable[[], str], log: str, **where: Any) -> None:
    # The server is loaded when it is needed.
    from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415
    from granian.http import HTTP1Settings  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    from webapp.cli.patient_server import PatientServer  # noqa: PLC0415

    server = PatientServer(
        # By name, since each worker imports and calls it for itself.
        "webapp.cli.worker:create_worker_app",
        factory=True,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000),
        websockets=False,
        blocking_threads=THREADS,
        backpressure=MAX_CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,
        log_dictconfig=_configure_server_log(log),
        **where,
    )
    server.on_reload(check)
    server.serve()


def _configure_server_log(log: str) -> dict[str, Any]:
    """Return how the server writes its own messages: as the application does, a line each."""
    form = "json" if log == "json" else "text"
    handler = {"class": "webapp.http.logs.StandardErrorHandler", "formatter": "line"}
    return {
        "formatters": {"line": {"()": "webapp.http.logs.LineFormatter", "form": form}},
        "handlers": {"console": handler, "access": handler},
    }


@contextmanager
def _share_metrics_folder(*, needed: bool) -> Iterator[None]:
    """Give several workers one folder to count in (`webapp.http.request_metrics`)."""
    if not needed or METRICS_FOLDER in os.environ:
        yield
        return
    with temporary_folder() as folder:
        os.environ[METRICS_FOLDER] = folder
        yield


@contextmanager
def share_drawing_folder() -> Iterator[None]:
    """Give all processes one folder for matplotlib's caches where it can't write its own.

    It would make one in the folder of the first job, which is removed after that.
    """
    if not lacks_drawing_folder():
        yield
        return
    with ExitStack() as stack:
        with suppress(StorageError):  # what needs one is then refused
            os.environ[DRAWING_FOLDER] = stack.enter_context(temporary_folder())
        yield


def _find_free_address(host: str, port: int) -> str:
    """Return the IP address of a host, the server knows no names, if the port is free there.

    Raises
    ------
    InputError
        When it isn't, or there is no such host; before any worker starts.
    """
    try:
        family, _, _, _, found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(found)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "no such host"
        raise InputError(
            f"The server can't listen on {host}, port {port}: {reason}. Use --host or --port."
        ) from None
    return str(found[0])
