"""KML by its structure: placemarks of all folders, or of the one that is named."""

from pathlib import Path
from typing import Any, NoReturn

from lxml import etree
from pyproj import CRS

from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.io.file_bytes import read_bytes
from geo.reading.collector import FeatureCollector, show_record
from geo.reading.kml_elements import iter_named, local_name, read_placemark_fields, read_text
from geo.reading.kml_shapes import GEOMETRIES, read_kml_shape
from geo.reading.layer import RawLayer, ReadOptions
from geo.reading.shape_tree import ShapeError, ShapeNotes
from geo.reading.xml_text import decode_xml

_OVERLAYS = ("GroundOverlay", "ScreenOverlay", "PhotoOverlay")
_CONTAINERS = ("Document", "Folder")
MAX_DEPTH = 100


def read_kml(path: Path, options: ReadOptions) -> RawLayer:
    """Return the placemarks of a KML file, in WGS 84 degrees.

    Overlays and links are told, not read.

    Raises
    ------
    InputError
        When it is no KML, has no folder of the name that was chosen, or no placemark.
    """
    data, steps = decode_xml(read_bytes(path), given=options.encoding, name=path.name)
    root = parse_kml(data, name=path.name)
    scope = [root] if options.layer is None else _find_folders(root, options.layer, path.name)
    collector = FeatureCollector(path.name, options)
    collector.steps += steps
    placemarks = [each for part in scope for each in iter_named(part, "Placemark")]
    if not placemarks:
        _refuse_without_placemarks(root, path)
    notes = ShapeNotes()
    for number, placemark in enumerate(placemarks, 1):
        _collect(collector, number, placemark, notes)
    collector.tell_notes(notes)
    collector.steps += _describe_others(root)
    return collector.make_layer(CRS("OGC:CRS84"), layer_name=options.layer or "")


def parse_kml(data: bytes, *, name: str) -> Any:
    """Return the root element of a KML; no entity is expanded, nothing else is loaded.

    Raises
    ------
    InputError
        When it is no KML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            N_("%(name)s is damaged KML: %(reason)s. Export it again."),
            name=file_label(name),
            reason=str(error)[:150],
        ) from None
    if local_name(root) not in {"kml", *_CONTAINERS, "Placemark"}:
        raise InputError(N_("%(name)s is not a KML file. Export it again."), name=file_label(name))
    return root


def _find_folders(root: Any, layer: str, name: str) -> list[Any]:
    containers = list(iter_named(root, *_CONTAINERS))
    names = [read_text(each, "name") or "" for each in containers]
    found = [each for each, own in zip(containers, names, strict=True) if own == layer]
    if not found:
        listed = ", ".join(dict.fromkeys(own for own in names if own)) or "–"
        raise InputError(
            N_("%(name)s has no folder %(layer)s. Use one of %(choices)s."),
            name=file_label(name),
            layer=quote_value(layer),
            choices=quote_value(listed, limit=300),
        )
    inner = {id(each) for folder in found for each in iter_named(folder, *_CONTAINERS)}
    outer = [each for each in found if not any(_is_within(each, other) for other in found)]
    return outer if inner else found


def _is_within(element: Any, other: Any) -> bool:
    return any(ancestor is other for ancestor in element.iterancestors())


def _collect(collector: FeatureCollector, number: int, placemark: Any, notes: ShapeNotes) -> None:
    closed = notes.closed
    geometry = next((each for each in placemark if local_name(each) in GEOMETRIES), None)
    try:
        if geometry is None:
            raise ShapeError(N_("it has no geometry"))
        shape = read_kml_shape(geometry, notes)
    except ShapeError as fault:
        raw = "" if geometry is None else etree.tostring(geometry, encoding="unicode")
        record = show_record(read_placemark_fields(placemark), raw.strip())
        collector.leave_out(number, _name_placemark(placemark, fault.phrase), record)
        return
    if local_name(geometry) == "LinearRing":
        told = Phrase(N_("Feature %(n)s is a ring and was taken as a polygon."), {"n": number})
        collector.steps.append(told)
    collector.add(number, read_placemark_fields(placemark), shape, is_closed=notes.closed > closed)


def _name_placemark(placemark: Any, reason: Phrase) -> Phrase:
    name = read_text(placemark, "name")
    if name is None:
        return reason
    return Phrase(N_("%(part)s: %(reason)s"), {"part": quote_value(name), "reason": reason})


def _describe_others(root: Any) -> list[Phrase]:
    told = []
    for name in ("NetworkLink", *_OVERLAYS):
        count = len(list(iter_named(root, name)))
        if count:
            values = {"count": count, "kind": name}
            told.append(Phrase(N_("%(count)s %(kind)s were left out."), values))
    return told


def _find_link_sentence(path: Path, links: list[str]) -> str:
    if all((path.parent / link).is_file() for link in links if "://" not in link):
        return N_(
            "%(name)s only has NetworkLinks to other files: %(links)s. Read one of them, in a "
            "KMZ with --layer."
        )
    return N_(
        "%(name)s only has NetworkLinks to other files: %(links)s. Save it with its content in "
        "Google Earth."
    )


def _refuse_without_placemarks(root: Any, path: Path) -> NoReturn:
    links = [read_text(link, "href") or "" for link in iter_named(root, "Link", "Url")]
    if any(True for _ in iter_named(root, "NetworkLink")):
        listed = ", ".join(quote_value(link) for link in links[:5])
        raise InputError(_find_link_sentence(path, links), name=file_label(path.name), links=listed)
    if any(True for _ in iter_named(root, *_OVERLAYS)):
        raise InputError(
            N_("%(name)s contains only an image and no outline. Draw the outline as a polygon."),
            name=file_label(path.name),
        )
    raise InputError(
        N_("%(name)s has no features. Choose another layer or file."), name=file_label(path.name)
    )
