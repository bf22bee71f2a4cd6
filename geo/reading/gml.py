"""GML, read from a copy that leads nowhere else."""

from dataclasses import replace
from pathlib import Path

from lxml import etree

from geo.errors import N_, InputError, file_label
from geo.io.file_bytes import read_bytes
from geo.io.temporary import temporary_folder
from geo.reading.crs_text import leads_to_file
from geo.reading.layer import RawLayer, ReadOptions
from geo.reading.ogr import choose_layer, list_layers, read_ogr_layer
from geo.reading.xml_limits import refuse_xml
from geo.reading.xml_text import decode_xml

MAX_NAMES = 5_000  # GDAL takes ever longer for each column
_DAMAGED = N_("%(name)s is damaged GML: %(reason)s. Export it again.")
_TOO_DEEP = N_("%(name)s has elements nested more than %(n)s deep. Save it as GeoJSON.")
_LEADING_AWAY = ("schemaLocation", "noNamespaceSchemaLocation", "href")
_OPEN_OPTIONS = {"DOWNLOAD_SCHEMA": "NO", "WRITE_GFS": "NO"}


def read_gml(path: Path, options: ReadOptions) -> RawLayer:
    """Return a layer of a GML file; links and schemas are not followed.

    Raises
    ------
    InputError
        When it is damaged, or has several layers and none was named.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    data, steps = decode_xml(read_bytes(path), given=options.encoding, name=path.name)
    try:
        tree = etree.ElementTree(etree.fromstring(data, parser))
    except (etree.XMLSyntaxError, ValueError) as error:
        refuse_xml(error, _DAMAGED, _TOO_DEEP, name=path.name)
    names = set[str]()
    for element in tree.iter(etree.Element):
        names.add(str(element.tag))
        for key in [key for key, value in element.attrib.items() if _leads_away(key, value)]:
            del element.attrib[key]
    if len(names) > MAX_NAMES:
        raise InputError(
            N_("%(name)s has elements of more than %(n)s names. Export only the columns needed."),
            name=file_label(path.name),
            n=f"{MAX_NAMES:,}",
        )
    with temporary_folder() as folder:
        copy = Path(folder).resolve() / "layer.gml"
        tree.write(copy, encoding="utf-8", xml_declaration=True)
        layer = choose_layer(list_layers(copy), options.layer, name=path.name)
        raw = read_ogr_layer(copy, layer, options, name=path.name, open_options=_OPEN_OPTIONS)
    return replace(raw, steps=(*steps, *raw.steps))


def _leads_away(key: str, value: str) -> bool:
    name = key.rpartition("}")[2]
    return name in _LEADING_AWAY or (name == "srsName" and leads_to_file(value))
