"""A file and its companions, apart from all others: a library finds nothing else beside them."""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from geo.errors import N_, Phrase
from geo.io.temporary import temporary_folder


@contextmanager
def gather_files(path: Path, suffixes: Sequence[str]) -> Iterator[Path]:
    """Yield the path of a file in a temporary folder, its companions beside it.

    Parameters
    ----------
    path : Path
        Of the main file.
    suffixes : sequence of str
        Of the companions and the file itself, in lower case, which they get in the folder.
    """
    main = path.suffix.lower()
    with temporary_folder() as folder:
        # GDAL takes a name with an exclamation mark for an archive.
        stem = re.sub(r"[^\w.-]+", "_", path.stem)
        target = Path(folder).resolve() / f"{stem}{main}"
        for each in path.parent.iterdir():
            suffix = each.suffix.lower()
            is_own = each.stem.lower() == path.stem.lower() and suffix in suffixes
            if is_own and each.is_file() and (suffix != main or each == path):
                link_file(each, target.with_suffix(suffix))
        yield target


def tell_missing_attributes(main: Path, suffix: str, *, name: str) -> list[Phrase]:
    """Return what to tell where the file of the attributes is not beside that of the shapes.

    Parameters
    ----------
    main : Path
        Of the file of the shapes in its folder apart.
    suffix : str
        Of the file of the attributes, such as ``".dbf"``.
    name : str
        The main file's own name.
    """
    if main.with_suffix(suffix).exists():
        return []
    missing = str(Path(name).with_suffix(suffix))
    said = N_("WARNING: %(missing)s is missing, so no attributes were read.")
    return [Phrase(said, {"missing": missing})]


def link_file(source: Path, target: Path) -> None:
    """Make a file appear under another path: as a link, or as a copy where links can't be made."""
    try:
        target.symlink_to(source.resolve())
    except OSError:  # not everybody may make links on Windows
        shutil.copyfile(source, target)
