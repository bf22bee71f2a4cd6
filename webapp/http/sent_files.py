"""Several files in the body of a request, saved under their own names until they are read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import request

from geo.errors import N_, InputError
from webapp.http.sent_file import clean_file_name, is_form, save_body


@contextmanager
def save_sent_files() -> Iterator[Sequence[Path]]:
    """Yield the files in the request's body, saved; they are deleted afterwards.

    Raises
    ------
    InputError
        When a form has no file.
    UnsupportedMediaType
        When neither the content type, nor a file name, nor the first bytes tell a format.
    """
    with TemporaryDirectory(prefix="zonemap-") as folder:
        yield _save_form_files(Path(folder)) if is_form() else [save_body(Path(folder)).path]


def _save_form_files(folder: Path) -> list[Path]:
    paths = []
    for sent in request.files.getlist("file"):
        if not sent.filename:
            continue
        path = _find_free_path(folder, clean_file_name(sent.filename))
        path.parent.mkdir(exist_ok=True)
        sent.save(path)
        paths.append(path)
    if not paths:
        raise InputError(N_("No file was uploaded. Choose a file first."))
    return paths


def _find_free_path(folder: Path, name: str) -> Path:
    """Return where a file is saved: beside those of other names, so that companions are found."""
    return next(path for path in (folder / str(n) / name for n in count()) if not path.exists())
