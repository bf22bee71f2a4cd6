"""What a KML has beside its placemarks: links to other files, and images."""

from pathlib import Path, PurePosixPath
from typing import Any, NoReturn
from urllib.parse import unquote

from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.reading.collector import raise_empty
from geo.reading.kml_elements import iter_named, read_text

OVERLAYS = ("GroundOverlay", "ScreenOverlay", "PhotoOverlay")
_MAX_LINKS = 5
_MAX_LINK_CHARACTERS = 200


def describe_others(root: Any) -> list[Phrase]:
    """Return how many links and images were left out, as sentences."""
    told = []
    for name in ("NetworkLink", *OVERLAYS):
        count = len(list(iter_named(root, name)))
        if count:
            values = {"count": count, "kind": name}
            told.append(Phrase(N_("%(count)s %(kind)s were left out."), values))
    return told


def refuse_without_placemarks(root: Any, path: Path) -> NoReturn:
    """Refuse a KML without placemarks: for its links, its images, or as empty."""
    network_links = list(iter_named(root, "NetworkLink"))
    if network_links:
        _refuse_links(network_links, path)
    if any(True for _ in iter_named(root, *OVERLAYS)):
        raise InputError(
            N_("%(name)s contains only an image and no outline. Draw the outline as a polygon."),
            name=file_label(path.name),
        )
    raise_empty(path.name)


def _refuse_links(network_links: list[Any], path: Path) -> NoReturn:
    """Refuse a KML with links alone; those to files at hand are named as they can be read."""
    links = [
        read_text(link, "href") or ""
        for each in network_links
        for link in iter_named(each, "Link", "Url")
    ]
    local = [found for link in links if (found := _find_local(link, path)) is not None]
    if local:
        sentence = N_(
            "%(name)s only has NetworkLinks to other files: %(links)s. Read one of them, in a "
            "KMZ with --layer."
        )
    else:
        sentence = N_(
            "%(name)s only has NetworkLinks to other files: %(links)s. Save it with its content in "
            "Google Earth."
        )
    raise InputError(sentence, name=file_label(path.name), links=_list_links(local or links))


def _list_links(links: list[str]) -> str:
    shown = [quote_value(link, limit=_MAX_LINK_CHARACTERS) for link in links[:_MAX_LINKS]]
    return ", ".join(shown) + ("…" if len(links) > _MAX_LINKS else "")


def _find_local(link: str, path: Path) -> str | None:
    """Return the path of a KML beside the one that links to it; None for any other link."""
    plain = PurePosixPath(unquote(link.partition("#")[0]))
    is_inside = not plain.is_absolute() and not {"..", ""} & {*plain.parts}
    if "\\" in link or ":" in link or not is_inside or len(link) > _MAX_LINK_CHARACTERS:
        return None
    is_file = plain.suffix.lower() == ".kml" and (path.parent / plain).is_file()
    return plain.as_posix() if is_file else None
