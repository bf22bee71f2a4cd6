"""The log: one line for each event on standard error, as text or as JSON."""

import json
import logging
import os
import sys
import textwrap
from datetime import UTC, datetime
from typing import Any, TextIO

from webapp.http.observer import RequestRecord

log = logging.getLogger("zonemap")
flask_log = logging.getLogger("webapp")
MAX_LINE_BYTES = 4_000  # what a pipe takes at once, from several processes (POSIX: 4,096)
MAX_EVENT_CHARACTERS = 300
LOG_FIELDS = ("method", "path", "status", "body_bytes", "duration_ms", "prepared", "sha256")


class LineFormatter(logging.Formatter):
    """Writes a record as one line, so that no value can forge another; as JSON on request."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self._json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: time (UTC), level, event, and the fields that it has."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        values: dict[str, Any] = {
            "time": time,
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **{name: getattr(record, name) for name in LOG_FIELDS if hasattr(record, name)},
        }
        if record.exc_info:
            values["trace"] = self.formatException(record.exc_info)
        line = self._join(dict(values))
        if len(line.encode()) <= MAX_LINE_BYTES:
            return line
        values["event"] = textwrap.shorten(values["event"], MAX_EVENT_CHARACTERS, placeholder="…")
        while len(self._join(dict(values)).encode()) > MAX_LINE_BYTES and values.get("trace"):
            # The end says what failed, and where.
            values["trace"] = values["trace"][len(values["trace"]) // 4 + 1 :]
        return self._join(values)

    def _join(self, values: dict[str, Any]) -> str:
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
            _write_at_once(sys.stderr, f"{self.format(record)}\n")
        except (OSError, ValueError):
            self.handleError(record)


def _write_at_once(stream: TextIO, line: str) -> None:
    """Write a line by one call, so that no other process's line comes in between."""
    try:
        descriptor = stream.fileno()
    except (OSError, AttributeError):  # no file of the system's: one that a test put there
        stream.write(line)
        stream.flush()
        return
    stream.flush()
    os.write(descriptor, line.encode("utf-8", "backslashreplace"))


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
