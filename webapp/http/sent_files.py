"""Several files in the body of a request, or pasted text, saved until they are read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from flask import request

from geo.errors import N_, InputError
from geo.geodesy.datum import DATUMS
from geo.io.temporary import temporary_folder
from webapp.http.language import gettext as _
from webapp.http.sent_file import clean_file_name, is_form, save_body
from webapp.plots.groups import FileGroup, describe_group, group_files
from webapp.state import current_measured

_PLAIN = "text/plain"
_PASTED = N_("Pasted text")


@contextmanager
def save_sent_files() -> Iterator[Sequence[FileGroup]]:
    """Yield the files in the request's body, by layer, saved; they are deleted afterwards.

    Raises
    ------
    InputError
        When a form has no file, or a text is in no format that is known.
    UnsupportedMediaType
        When neither the content type, nor a file name, nor the first bytes tell a format.
    """
    with temporary_folder() as name:
        folder = Path(name)
        if is_form():
            yield group_files(_save_form_files(folder))
        elif request.mimetype == _PLAIN:
            yield [_save_text(folder)]
        else:
            yield group_files([save_body(folder).path])


def take_boundary_file(groups: Sequence[FileGroup]) -> Path:
    """Return the file with the shapes of the one layer that boundaries are.

    Raises
    ------
    InputError
        When there are several layers, or the layer lacks the file with its shapes.
    """
    if len(groups) != 1:
        raise InputError(N_("Boundaries are one layer. Send the files of one layer."))
    [group] = groups
    if group.lacks:
        [phrase] = describe_group(group)
        said, values = phrase.text, phrase.values
        raise InputError(said, **values)
    return group.main


def _save_form_files(folder: Path) -> list[Path]:
    paths = []
    for sent in request.files.getlist("file"):
        if not sent.filename:
            continue
        path = _find_free_path(folder, clean_file_name(sent.filename))
        path.parent.mkdir(exist_ok=True)
        sent.save(path)
        sent.close()
        paths.append(path)
    if not paths:
        raise InputError(N_("No file was uploaded. Choose a file first."))
    return paths


def _find_free_path(folder: Path, name: str) -> Path:
    """Return where a file is saved: beside those of other names, so that companions are found."""
    return next(path for path in (folder / str(n) / name for n in count()) if not path.exists())


def _save_text(folder: Path) -> FileGroup:
    """Return pasted text as a file of its format, called as `name=` says."""
    # No page waits for them.
    from geo.lookup.coordinate_text import find_middle  # noqa: PLC0415
    from webapp.plots.pasted import read_pasted_text  # noqa: PLC0415

    asked = request.args.get("datum")
    pasted = read_pasted_text(
        request.get_data().decode("utf-8", "replace"),
        find_middle(current_measured().zone),
        asked if asked in DATUMS else DATUMS[0],
        is_outline=request.args.get("outline") == "1",
    )
    stem = clean_file_name(f"{request.args.get('name') or _(_PASTED)}{pasted.suffix}")
    path = folder / stem
    path.write_text(pasted.text, "utf-8", newline="")
    return FileGroup(
        path,
        (),
        is_pasted=True,
        told=pasted.told,
        is_placed=pasted.is_placed,
        is_sequence=pasted.is_sequence,
    )
