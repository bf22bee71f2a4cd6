"""Files with nothing to read in them: empty ones, and those that only go with another one."""

from pathlib import Path
from typing import NoReturn

from geo.errors import N_, InputError, file_label

# What belongs to a Shapefile or a MapInfo file, by its suffix.
_MAIN_SUFFIXES = {
    **dict.fromkeys((".dbf", ".prj", ".shx", ".cpg", ".qpj", ".sbn", ".sbx", ".qix"), ".shp"),
    **dict.fromkeys((".dat", ".map", ".id", ".ind"), ".tab"),
    ".mid": ".mif",
}


def refuse_empty(path: Path) -> NoReturn:
    """Refuse a file of no bytes.

    Raises
    ------
    InputError
        Always.
    """
    check_side_file(path)
    raise InputError(N_("%(name)s is empty. Get it again."), name=file_label(path.name))


def check_side_file(path: Path) -> None:
    """Refuse a file that only goes with another one, whatever it contains.

    Raises
    ------
    InputError
        With the name of the main file, and whether it is there.
    """
    suffix = _MAIN_SUFFIXES.get(path.suffix.lower())
    if suffix is None:
        return
    beside = (each for each in path.parent.iterdir() if each.suffix.lower() == suffix)
    main = next((each for each in beside if each.stem.lower() == path.stem.lower()), None)
    raise InputError(
        N_("%(name)s is only a part of %(main)s. Use %(main)s, which is beside it.")
        if main is not None
        else N_("%(name)s is only a part of %(main)s, which is missing. Add %(main)s and use it."),
        name=file_label(path.name),
        main=file_label((main or path.with_suffix(suffix)).name),
    )
