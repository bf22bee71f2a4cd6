"""A file and its companions, apart from all others: a library finds nothing else beside them."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


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
    with TemporaryDirectory(prefix="zonemap-") as folder:
        target = Path(folder) / f"{path.stem}{main}"
        for each in path.parent.iterdir():
            suffix = each.suffix.lower()
            is_own = each.stem.lower() == path.stem.lower() and suffix in suffixes
            if is_own and each.is_file() and (suffix != main or each == path):
                _link(each, target.with_suffix(suffix))
        yield target


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source.resolve())
    except OSError:  # not everybody may make links on Windows
        shutil.copyfile(source, target)
