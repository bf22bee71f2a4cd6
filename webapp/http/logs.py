"""The log: one line for each event on standard error, as text or as JSON."""

import json
import logging
import sys
from datetime import UTC, datetime

from webapp.http.observer import RequestRecord

log = logging.getLogger("zonemap")
flask_log = logging.getLogger("webapp")
LOG_FIELDS = ("method", "path", "status", "body_bytes", "duration_ms", "prepared", "sha256")


class LineFormatter(logging.Formatter):
    """Writes a record as one line, so that no value can forge another; as JSON on request."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self._json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: time (UTC), level, event, and the fields that it has."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        values = {
            "time": time,
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **{name: getattr(record, name) for name in LOG_FIELDS if hasattr(record, name)},
        }
        if record.exc_info:
            values["trace"] = self.formatException(record.exc_info)
        if self._json:
            return json.dumps(values)
        first = [str(values.pop(name)) for name in ("time", "level", "event")]
        rest = [f"{name}={json.dumps(value)}" for name, value in values.items()]
        return " ".join([*(_one_line(text) for text in first), *rest])


def _one_line(text: str) -> str:
    return text if text.isprintable() else json.dumps(text)[1:-1]


class StandardErrorHandler(logging.Handler):
    """Writes each line to the current `sys.stderr`, which tests and servers replace."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        try:
            print(self.format(record), file=sys.stderr, flush=True)  # noqa: T201
        except (OSError, ValueError):
            self.handleError(record)


def set_up_log(form: str) -> None:
    """Write the application's log to standard error in this process; once, however often asked.

    Flask's own log, which reports unexpected failures, is written in the same form.
    """
    handler = StandardErrorHandler()
    handler.setFormatter(LineFormatter(form))
    # Replaces the handlers, since every application of a process calls this.
    for each in (log, flask_log):
        each.handlers[:] = [handler]
        each.propagate = False
        each.setLevel(logging.INFO)


def log_request(record: RequestRecord) -> None:
    """Write one line for one request."""
    log.info(
        "request",
        extra={
            "method": record.method,
            "path": record.path,
            "status": record.status,
            "body_bytes": record.body_bytes,
            "duration_ms": round(record.duration_s * 1000, 3),
            "prepared": record.from_cache,
        },
    )
