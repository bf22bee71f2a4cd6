"""Which of several files belong together: the parts of a Shapefile, MapInfo's pairs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from geo.errors import N_, Phrase, file_label

# The parts of one layer, the main one first.
_FAMILIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        ".shp": (".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qpj", ".qix", ".qmd"),
        ".tab": (".dat", ".map", ".id", ".ind"),
        ".mif": (".mid",),
    }
)
# What is not known without a part of a Shapefile.
_MISSED: Mapping[str, str] = MappingProxyType(
    {
        "dbf": N_("%(name)s came without %(missing)s, so that its columns are missing."),
        "prj": N_(
            "%(name)s came without %(missing)s, so that its coordinate reference system is missing."
        ),
    }
)
_MAIN = {part: main for main, parts in _FAMILIES.items() for part in parts}


@dataclass(frozen=True)
class FileGroup:
    """The files of one layer.

    Attributes
    ----------
    main : Path
        That with the shapes, or the only one that is there.
    names : sequence of str
        Of all of them, as they were sent.
    lacks : str
        The suffix of the main file, where that is missing; else empty.
    is_pasted : bool
        Whether it is text that was pasted, in a file of ours.
    told : sequence of Phrase
        What was done before they were read.
    is_placed : bool
        Whether the text that they were pasted as says its coordinate systems: it is in WGS 84 now.
    is_sequence : bool
        Whether the points of that text may as well be the corners of one plot.
    """

    main: Path
    names: Sequence[str]
    lacks: str = ""
    is_pasted: bool = False
    told: Sequence[Phrase] = ()
    is_placed: bool = False
    is_sequence: bool = False


def group_files(paths: Sequence[Path]) -> list[FileGroup]:
    """Return the files by layer, in the order in which they were sent.

    Parts belong together whose names differ in the suffix alone, whatever the case of the letters.
    """
    groups: dict[tuple[Path, str, str], list[Path]] = {}
    for path in paths:
        groups.setdefault(_find_key(path), []).append(path)
    return [_make_group(family, found) for (_, _, family), found in groups.items()]


def _find_key(path: Path) -> tuple[Path, str, str]:
    """Return what the files of one layer share: the stem and the family of their suffixes."""
    suffix = path.suffix.lower()
    family = _MAIN.get(suffix, suffix)
    if path.name.lower().endswith(".shp.xml"):
        return path.parent, path.name.lower()[: -len(".shp.xml")], ".shp"
    if family not in _FAMILIES:
        return path.parent, path.name, ""
    return path.parent, path.stem.lower(), family


def _make_group(family: str, found: Sequence[Path]) -> FileGroup:
    names = [path.name for path in found]
    main = next((path for path in found if path.suffix.lower() == family), None)
    if not family or main is not None:
        return FileGroup(main or found[0], names)
    return FileGroup(found[0], names, family)


def describe_group(group: FileGroup) -> list[Phrase]:
    """Return what is to be said of the files of a layer: those without which it can't be read."""
    values: dict[str, object] = {"name": file_label(group.main.name), "suffix": group.lacks}
    if group.lacks:
        return [
            Phrase(
                N_(
                    "%(name)s can't be read by itself. Send it together with the %(suffix)s file "
                    "of the same name."
                ),
                values,
            )
        ]
    return [
        Phrase(_MISSED[each], {**values, "missing": f".{each}"}) for each in _list_missing(group)
    ]


def _list_missing(group: FileGroup) -> list[str]:
    """Return the parts of a Shapefile that matter and are not there."""
    if group.main.suffix.lower() != ".shp":
        return []
    there = {name.lower().rpartition(".")[2] for name in group.names}
    return [each for each in _MISSED if each not in there]
