"""KML by its structure: placemarks of all folders, or of the one that is named."""

from pathlib import Path
from typing import Any

from lxml import etree
from pyproj import CRS

from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.io.file_bytes import read_bytes
from geo.reading.collector import FeatureCollector, show_record
from geo.reading.kml_elements import iter_named, local_name, read_placemark_fields, read_text
from geo.reading.kml_links import describe_others, refuse_without_placemarks
from geo.reading.kml_shapes import GEOMETRIES, read_kml_shapes
from geo.reading.layer import RawLayer, ReadOptions
from geo.reading.shape_tree import ShapeError, ShapeNotes
from geo.reading.xml_limits import refuse_xml
from geo.reading.xml_text import decode_xml

# Next to plots, these belong to a tour and are left out.
_COMPANIONS = ("Track", "MultiTrack", "Model")
_CONTAINERS = ("Document", "Folder")
_DAMAGED = N_("%(name)s is damaged KML: %(reason)s. Export it again.")
_TOO_DEEP = N_(
    "%(name)s has folders or shapes nested more than %(n)s deep. Move its placemarks to an outer "
    "folder."
)


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
        refuse_without_placemarks(root, path)
    notes = ShapeNotes()
    for number, placemark in enumerate(placemarks, 1):
        _collect(collector, number, placemark, notes)
    collector.tell_notes(notes)
    collector.steps += describe_others(root)
    return collector.make_layer(CRS("OGC:CRS84"), layer_name=options.layer or "")


def parse_kml(data: bytes, *, name: str) -> Any:
    """Return the root element of a KML; no entity is expanded, nothing else is loaded.

    Raises
    ------
    InputError
        When it is no KML.
    """
    try:
        root = etree.fromstring(data, _make_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        if (lenient := _parse_undeclared(data, error)) is not None:
            return lenient
        refuse_xml(error, _DAMAGED, _TOO_DEEP, name=name)
    if local_name(root) not in {"kml", *_CONTAINERS, "Placemark"}:
        raise InputError(N_("%(name)s is not a KML file. Export it again."), name=file_label(name))
    return root


def _make_parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
    )


def _parse_undeclared(data: bytes, error: Exception) -> Any | None:
    """Return the root where the only fault is a prefix, such as gx:, that is not declared."""
    undeclared = etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE
    if getattr(error, "code", None) != undeclared:
        return None
    parser = _make_parser(recover=True)
    root = etree.fromstring(data, parser)
    return root if all(each.type == undeclared for each in parser.error_log) else None


def _find_folders(root: Any, layer: str, name: str) -> list[Any]:
    containers = list(iter_named(root, *_CONTAINERS))
    names = [read_text(each, "name") or "" for each in containers]
    found = [each for each, own in zip(containers, names, strict=True) if own == layer]
    if not found:
        listed = ", ".join(dict.fromkeys(own for own in names if own))
        if not listed:
            raise InputError(
                N_("%(name)s has no folders. Leave out --layer."), name=file_label(name)
            )
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
    geometries = [each for each in placemark if local_name(each) in GEOMETRIES]
    try:
        shape = read_kml_shapes(geometries, notes)
    except ShapeError as fault:
        raw = "".join(etree.tostring(each, encoding="unicode") for each in geometries)
        record = show_record(read_placemark_fields(placemark), raw.strip())
        is_companion = {local_name(each) for each in geometries} <= {*_COMPANIONS}
        collector.leave_out(
            number,
            _name_placemark(placemark, fault.phrase),
            record,
            always=bool(geometries) and is_companion,
        )
        return
    if [local_name(each) for each in geometries] == ["LinearRing"]:
        told = Phrase(N_("Feature %(n)s is a ring and was taken as a polygon."), {"n": number})
        collector.steps.append(told)
    collector.add(number, read_placemark_fields(placemark), shape, is_closed=notes.closed > closed)


def _name_placemark(placemark: Any, reason: Phrase) -> Phrase:
    name = read_text(placemark, "name")
    if name is None:
        return reason
    return Phrase(N_("%(part)s: %(reason)s"), {"part": quote_value(name), "reason": reason})
