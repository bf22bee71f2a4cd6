"""A made zone whose tiles carry the names that a test gives, hostile ones too."""

import osmium
from osm_extract import ExtractWriter
from osmium.osm.mutable import Node, Way

from geo.reading.osm.archive import FILE_NAME
from geo.reading.osm.build import build_basemap
from geo.schematic.scaffold import make_evidence, make_square_host, write_folder
from geo.zone import read_zone

NO_TEXT = b"N\xed\xa0\x80\xfftext"  # half of a character, and a byte that UTF-8 never has
_STANDS_FOR_IT = "stands-in"


def write_made_zone(folder, lon, lat):
    """Write a zone with one part of 12 km² there; return the boundary file's path."""
    row = {"id": "core", "name": "Made", "name_zh": "新区", "kind": "core", "lon": lon, "lat": lat,
           "published_area_km2": None, "drawn_area_km2": 12.0}  # fmt: skip
    host = make_square_host(lon, lat, area_km2=12.0)
    write_folder(folder, make_evidence([row], host, name="Made", name_zh="新区"), host)
    return folder / "boundaries.geojson"


def write_named_zone(folder, names, *, lon=105.4, lat=28.9):
    """Write a zone and its tiles: a town, a lake, a station and a road of each name."""
    data, made = write_made_zone(folder, lon, lat), ExtractWriter()
    for n, name in enumerate([*map(_fit_osmium, names), _STANDS_FOR_IT]):
        x, y = lon - 0.06 + n % 6 * 0.024, lat - 0.05 + n // 6 * 0.014
        given = {"name": name, "name__en": name, "name__zh": name}
        made.node(x, y, place="town", **given)
        made.node(x + 0.004, y + 0.004, railway="station", **given)
        made.box(x + 0.01, y, x + 0.014, y + 0.003, natural="water", **given)
        made.way([(x, y + 0.007), (x + 0.02, y + 0.007)], highway="primary", ref=name[:12], **given)
    source = folder / "named.osm.pbf"
    _write_plain(made, source)
    source.write_bytes(source.read_bytes().replace(_STANDS_FOR_IT.encode(), NO_TEXT))
    build_basemap(source, read_zone(data), data.with_name(FILE_NAME))
    return data


def _write_plain(made, path):
    """Write without compression, so that bytes can be put in place of others as long."""
    file = osmium.io.File(str(path), "pbf,pbf_compression=none")
    with osmium.SimpleWriter(file, overwrite=True) as writer:
        for number, place, tags in made.nodes:
            writer.add_node(Node(id=number, location=place, tags=tags))
        for number, refs, tags in made.ways:
            writer.add_way(Way(id=number, nodes=refs, tags=tags))


def _fit_osmium(name):
    """Without what osmium writes no tag of: NUL, and more than 1,024 bytes."""
    return name.replace("\0", "").encode()[:1000].decode(errors="ignore")
