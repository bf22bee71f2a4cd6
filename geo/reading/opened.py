"""The file with the layers: the one named, or the one within a zip or KMZ."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.io.file_bytes import refuse_pipe
from geo.reading.archive import list_names, unpack_zip
from geo.reading.layer import ReadOptions
from geo.reading.offers import offer_names
from geo.reading.sniff import FORMATS, sniff_format

_MAX_CHOICES = 20
# Formats with one layer at most; GeoJSON is not here, since a TopoJSON has several.
WITHOUT_LAYERS = frozenset(
    ("Boundary points", "CSV", "DXF", "GeoParquet", "MapInfo MIF", "MapInfo TAB", "Shapefile")
)
# All other formats have the same name in every language.
_FORMAT_WORDS = {"Boundary points": Phrase(N_("Boundary points"), {})}


@dataclass(frozen=True)
class OpenedFile:
    """A file ready for its reader.

    Attributes
    ----------
    path : Path
        Of the file or FileGDB folder; for a zip's, in a temporary folder.
    format_name : str
        By its first bytes.
    layer : str or None
        The layer within the file, if one was named.
    label : str
        The name of the file within a zip; empty for a file by itself.
    others : sequence of str
        The names of the other layer files of a KMZ, which are not read.
    """

    path: Path
    format_name: str
    layer: str | None
    label: str = ""
    others: Sequence[str] = ()


@contextmanager
def open_layer_file(source: Path, options: ReadOptions) -> Iterator[OpenedFile]:
    """Yield the file with the layers; a zip or KMZ is unpacked into a temporary folder meanwhile.

    Where a zip has several such files, the option `layer` names one, as `FILE` or `FILE/LAYER`.

    Raises
    ------
    InputError
        When the file is missing, the format unknown, or a zip has not exactly one such file.
    """
    refuse_pipe(source)
    if not source.exists():
        raise InputError(
            N_("There is no file %(path)s. Check the path."), path=quote_value(source, limit=200)
        )
    if not is_zip(source):
        yield OpenedFile(source, sniff_format(source), options.layer)
        return
    with unpack_zip(source, max_bytes=options.max_unpacked_bytes) as folder:
        files = _find_layer_files(folder, list_names(source))
        path, inner = _choose_file(files, folder, options.layer, name=source.name)
        label = "" if path == folder else path.relative_to(folder).as_posix()
        others = [each.relative_to(folder).as_posix() for each in files if each != path]
        unread = others if options.layer is None else ()
        yield OpenedFile(path, sniff_format(path), inner, label, unread)


def name_format(name: str) -> Phrase | str:
    """Return a format's name as people are told it."""
    return _FORMAT_WORDS.get(name, name)


def describe_reading(name: str, opened: OpenedFile, count: int, layer_name: str) -> list[Phrase]:
    """Return how many features were read from what, and what was not, as sentences.

    The count is that of the file: of those, others say which were left out.
    """
    stem = opened.path.stem
    within = ", ".join(each for each in (opened.label, layer_name) if each not in {"", stem})
    values = {
        "n": count,
        "name": file_label(name),
        "format": name_format(opened.format_name),
        "layer": within,
    }
    if not within:
        return [Phrase(N_("Read %(n)s features from %(name)s (%(format)s)."), values)]
    told = [Phrase(N_("Read %(n)s features from %(name)s (%(format)s: %(layer)s)."), values)]
    if opened.others:
        listed = offer_names(opened.others, "layer", most=_MAX_CHOICES)
        told.append(Phrase(N_("Not read: %(names)s. Choose one with --layer."), {"names": listed}))
    return told


def refuse_layer(path: Path, layer: str | None, *, name: str) -> None:
    """Refuse a chosen layer of a file whose format has none to choose from.

    The name of the file itself is taken for its layer, as by other programs.

    Raises
    ------
    InputError
        When another one was chosen.
    """
    if layer is not None and layer not in {path.name, path.stem}:
        raise InputError(
            N_("%(name)s has no layers to choose from. Leave out --layer."), name=file_label(name)
        )


def is_zip(source: Path) -> bool:
    """Return whether a file is a zip of layer files, and not a workbook."""
    suffix = source.suffix.lower()
    if suffix == ".zip":
        return True
    if suffix == ".xlsx" or not source.is_file():
        return suffix == ".kmz"
    with source.open("rb") as file:
        start = file.read(4)
    if suffix == ".kmz":
        return b"<" not in start  # a KML that was only renamed
    return start == b"PK\x03\x04"


def _find_layer_files(folder: Path, names: Sequence[str]) -> list[Path]:
    """Return a zip's layer files and FileGDB folders, in its order; of a KMZ the main one."""
    files: list[Path] = []
    for path in (folder / name for name in names):
        databases = [each for each in path.parents if each.suffix.lower() == ".gdb"]
        if not databases and path.suffix.lower() == ".gdbtable":  # of a folder of another name
            databases = [path.parent]
        found = databases[-1] if databases else path
        if found not in files and _is_layer_file(found) and not _is_side(found, folder):
            files.append(found)
    main = [path for path in files if path.relative_to(folder).as_posix().lower() == "doc.kml"]
    return main + [path for path in files if path not in main]


def _is_layer_file(path: Path) -> bool:
    """Return whether a file may have a layer; a .txt only by its content: it may be a readme."""
    if path.is_dir():
        return any(path.glob("a0000000*.gdbtable"))
    if path.suffix.lower() == ".txt":
        return path.stat().st_size > 0 and sniff_format(path) == "Boundary points"
    return path.suffix.lower() in FORMATS


def _is_side(path: Path, folder: Path) -> bool:
    """Return whether macOS added the file as metadata of another one."""
    parts = path.relative_to(folder).parts
    return "__MACOSX" in parts[:1] or path.name.startswith("._")


def _choose_file(
    files: Sequence[Path], folder: Path, layer: str | None, *, name: str
) -> tuple[Path, str | None]:
    """Return the file to read and the layer within it."""
    if not files:
        raise InputError(
            N_("%(name)s contains no layer file. Add one of %(choices)s."),
            name=file_label(name),
            choices=", ".join(FORMATS),
        )
    labels = [path.relative_to(folder).as_posix() for path in files]
    for path, label in zip(files, labels, strict=True):
        if layer in {label, path.name} and [each.name for each in files].count(path.name) == 1:
            return path, None
        if layer == label:
            return path, None
        if layer is not None and layer.startswith(label + "/"):
            return path, layer.removeprefix(label + "/")
    same = [
        path
        for path, label in zip(files, labels, strict=True)
        if layer is not None and (path.stem == layer or label.endswith("/" + layer))
    ]
    if len(files) > 1 and len(same) == 1:
        return same[0], None
    is_main = labels[0].lower() == "doc.kml" or name.lower().endswith(".kmz")
    if len(files) > 1 and not (is_main and layer is None):
        _refuse_several(labels, name)
    return files[0], layer


def _refuse_several(labels: Sequence[str], name: str) -> None:
    raise InputError(
        N_("%(name)s contains several layer files. Choose one with --layer: %(choices)s."),
        name=file_label(name),
        choices=offer_names(labels, "layer", most=_MAX_CHOICES),
    )
