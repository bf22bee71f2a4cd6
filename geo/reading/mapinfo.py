"""MapInfo: tables (.tab with .dat, .map, .id) and interchange files (.mif with .mid)."""

import re
from pathlib import Path

from geo.errors import N_, InputError, file_label
from geo.reading.companions import gather_files
from geo.reading.layer import RawLayer, ReadOptions
from geo.reading.ogr import read_ogr_layer
from geo.reading.ring_count import check_mif_rings

_TAB_SUFFIXES = (".tab", ".dat", ".map", ".id", ".ind")
# Tables that lead to other files: linked and seamless ones, views, those on another database.
_LEADS_AWAY = re.compile(
    rb"type\s+(?!native)\w+|isseamless|create\s+view|open\s+table|^\s*file\s", re.I | re.M
)


def read_tab(path: Path, options: ReadOptions) -> RawLayer:
    """Return a MapInfo table.

    Raises
    ------
    InputError
        When its companions are missing, or it leads to other files.
    """
    if _LEADS_AWAY.search(path.read_bytes()):
        raise InputError(
            N_("%(name)s leads to other files. Save a copy of the table as a native one."),
            name=file_label(path.name),
        )
    with gather_files(path, _TAB_SUFFIXES) as tab:
        missing = [each for each in (".dat", ".map", ".id") if not tab.with_suffix(each).exists()]
        if missing:
            raise InputError(
                N_("%(name)s needs its companions %(missing)s. Put all of them into one zip."),
                name=file_label(path.name),
                missing=", ".join(path.stem + suffix for suffix in missing),
            )
        return read_ogr_layer(tab, None, options, name=path.name, encoding=options.encoding)


def read_mif(path: Path, options: ReadOptions) -> RawLayer:
    """Return a MapInfo interchange file; without its .mid the attributes are empty.

    Raises
    ------
    InputError
        When it is damaged, or has a shape of too many rings.
    """
    check_mif_rings(path, name=path.name)
    with gather_files(path, (".mif", ".mid")) as mif:
        return read_ogr_layer(mif, None, options, name=path.name, encoding=options.encoding)
