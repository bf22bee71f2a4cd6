"""MapInfo: tables (.tab with .dat, .map, .id) and interchange files (.mif with .mid)."""

import re
from dataclasses import replace
from pathlib import Path

from geo.errors import N_, InputError, file_label
from geo.reading.companions import gather_files, tell_missing_attributes
from geo.reading.ellipses import redraw_ellipses
from geo.reading.encoding_names import find_mapinfo_encoding
from geo.reading.encoding_readings import Witness
from geo.reading.layer import RawLayer, ReadOptions
from geo.reading.ogr import read_ogr_layer
from geo.reading.ring_count import check_mif_rings

_TAB_SUFFIXES = (".tab", ".dat", ".map", ".id", ".ind")
# Tables that lead to other files: linked and seamless ones, views, those on another database.
_LEADS_AWAY = re.compile(
    rb"type\s+(?!native)\w+|isseamless|create\s+view|open\s+table|^\s*file\s", re.I | re.M
)
_CHARSET = re.compile(rb'((?:^|\s)!?charset\s+"?)([\w-]+)', re.I)
_HEAD_BYTES = 4096
_CHARSET_WEIGHT = 8.0


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
        return _read_bytewise(tab, options, name=path.name)


def read_mif(path: Path, options: ReadOptions) -> RawLayer:
    """Return a MapInfo interchange file; a missing .mid, which has the attributes, is told.

    Raises
    ------
    InputError
        When it is damaged, or has a shape of too many rings.
    """
    check_mif_rings(path, name=path.name)
    with gather_files(path, (".mif", ".mid")) as mif:
        steps = tell_missing_attributes(mif, ".mid", name=path.name)
        raw = _read_bytewise(mif, options, name=path.name)
    return replace(raw, steps=(*steps, *raw.steps))


def _read_bytewise(path: Path, options: ReadOptions, *, name: str) -> RawLayer:
    """Return the layer of a file that stands alone; its text is decoded here, not by GDAL."""
    data = path.read_bytes()
    head = data[:_HEAD_BYTES]
    found = _CHARSET.search(head)
    word = found[2].decode("ascii", "replace") if found else ""
    path.unlink()
    path.write_bytes(_CHARSET.sub(rb"\1ISO8859_1", head) + data[_HEAD_BYTES:])
    encoding = find_mapinfo_encoding(word)
    witnesses = [Witness("charset", word, encoding, _CHARSET_WEIGHT)] if encoding else []
    raw = read_ogr_layer(path, None, options, name=name, witnesses=witnesses)
    return redraw_ellipses(raw, options)
