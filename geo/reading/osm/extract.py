"""Reads an OpenStreetMap extract as a stream: what is drawn of it, as lines, areas and points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, inf, radians
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import N_, InputError, file_label
from geo.io.file_bytes import refuse_pipe
from geo.io.reasons import describe_library_fault
from geo.reading.osm.classes import ADMIN_ZOOMS, Drawn, classify_area, classify_line, classify_point
from geo.reading.osm.gaps import split_at_gaps
from geo.reading.osm.pbf_texts import check_texts
from geo.reading.osm.relations import AREA_KEYS, Relations, load_osmium, read_relations
from geo.reading.osm.tags import read_tag, read_tags

if TYPE_CHECKING:
    from osmium.osm.types import Area, Way

COAST = Drawn("water", "coastline", 0, (("kind", "coastline"),))
BANK = Drawn("water", "water_lines", 9, (("kind", "river"),))
LINE_KEYS = ("highway", "railway", "waterway", "aeroway")
POINT_KEYS = ("place", "railway", "aeroway")
FAR_DEG = 1.5  # of latitude: no road, river or building reaches as far from its first node
MOST_LAT_DEG = 85.0  # of Web Mercator
LARGE_BYTES = 50 * 2**20  # from which on the nodes' positions are kept in a file
Found = tuple[Drawn, str]  # and its geometry as WKB in hexadecimal digits, WGS 84 degrees
Box = tuple[float, float, float, float]


@dataclass
class Extract:
    """An extract, and what was noticed while it was read.

    Attributes
    ----------
    path : Path
    date : str or None
        When OpenStreetMap was as the extract has it (`YYYY-MM-DD`), if its header says so.
    box : tuple of float, optional
        West, south, east, north that the header names, WGS 84 degrees.
    split_ways : int
        Ways that were split or shortened, since nodes are missing.
    cut_areas : int
        Areas of relations whose ways are not all in the extract, which are not drawn.
    """

    path: Path
    date: str | None = None
    box: Box | None = None
    split_ways: int = 0
    cut_areas: int = 0

    @classmethod
    def open(cls, path: Path) -> "Extract":
        """Read the header of an extract.

        Raises
        ------
        InputError
            When the file can't be read, or is no extract; when osmium is not installed.
        """
        osmium = load_osmium()
        refuse_pipe(path)
        if not path.exists():
            raise InputError(N_("%(path)s does not exist. Check the path."), path=file_label(path))
        with _Reading(path):
            header = osmium.FileProcessor(str(path)).header
            stamp = header.get("osmosis_replication_timestamp") or header.get("timestamp")
            box = header.box()
            known = None
            if box.valid():
                low, high = box.bottom_left, box.top_right
                known = (low.lon, low.lat, high.lon, high.lat)
        return cls(path, date=_read_date(stamp), box=known)

    def read(self, boxes: Sequence[Box], folder: Path) -> Iterator[Found]:
        """Yield what is drawn of the objects near the boxes; parts of ways where nodes are missing.

        Parameters
        ----------
        boxes : sequence of (west, south, east, north)
            WGS 84 degrees. What is far from all of them is left out; some that is beside is not.
        folder : Path
            For the positions of a large extract's nodes, 16 bytes each.

        Raises
        ------
        InputError
            When the file is cut off or damaged.
        """
        with _Reading(self.path):
            check_texts(self.path)
            relations = read_relations(self.path)
            yield from _Stream(self, relations, boxes).run(folder)


class _Reading:
    """Says in one sentence that a file is no extract, or is damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Begin to read."""

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """Turn what osmium says of a file that it can't read into an InputError."""
        if isinstance(error, RuntimeError | OSError | ValueError):
            raise InputError(
                N_(
                    "%(path)s is damaged, or is not an OpenStreetMap extract (%(reason)s). "
                    "Download it again as .osm.pbf."
                ),
                path=file_label(self._path.name),
                reason=describe_library_fault(error, limit=100),
            ) from None


def _grow(box: Box) -> Box:
    """Return a box that is larger by `FAR_DEG` of latitude on all sides."""
    west, south, east, north = box
    lat = min(max(abs(south), abs(north)) + FAR_DEG, MOST_LAT_DEG)
    by_lon_deg = FAR_DEG / cos(radians(lat))
    return west - by_lon_deg, south - FAR_DEG, east + by_lon_deg, north + FAR_DEG


def _read_date(stamp: str) -> str | None:
    """Return the day of a time (ISO 8601); None for anything else that a header says."""
    try:
        return date.fromisoformat(stamp[:10]).isoformat()
    except ValueError:
        return None


class _Stream:
    """One reading of an extract, after its relations are known."""

    def __init__(self, extract: Extract, relations: Relations, boxes: Sequence[Box]) -> None:
        self.extract, self.relations = extract, relations
        self.boxes = [_grow(box) for box in boxes]
        self.osmium = load_osmium()
        self.factory = self.osmium.geom.WKBFactory()
        self.assembled: set[int] = set()
        self.banks: dict[int, list[str]] = {}
        self.bank_ways = {way for each in relations.water for way in relations.areas[each]}

    def run(self, folder: Path) -> Iterator[Found]:
        """Yield nodes, ways and areas in the order of the file; last the banks of cut waters."""
        osmium, path = self.osmium, self.extract.path
        is_large = path.stat().st_size > LARGE_BYTES
        store = f"sparse_file_array,{folder / 'nodes'}" if is_large else "flex_mem"
        areas = osmium.filter.KeyFilter(*AREA_KEYS)
        named = osmium.filter.KeyFilter(*POINT_KEYS).enable_for(osmium.osm.NODE)
        # Relations are read before; here they would wait in memory until the ways are done.
        wanted = osmium.osm.NODE | osmium.osm.WAY | osmium.osm.AREA
        processor = osmium.FileProcessor(str(path), wanted).with_locations(store)
        for each in processor.with_areas(areas).with_filter(named):
            if each.is_node():
                yield from self._read_node(each)
            elif each.is_way():
                yield from self._read_way(each)
            elif each.is_area():
                yield from self._read_area(each)
        yield from self._list_banks()

    def _is_far(self, location: Any) -> bool:
        lon, lat = location.lon_without_check(), location.lat_without_check()
        return not any(w <= lon <= e and s <= lat <= n for w, s, e, n in self.boxes)

    def _read_node(self, node: Any) -> Iterator[Found]:
        if self._is_far(node.location):
            return
        for drawn in classify_point(read_tags(node.tags), self.relations.seats, node_id=node.id):
            yield drawn, self.factory.create_point(node)

    def _read_way(self, way: "Way") -> Iterator[Found]:
        if len(way.nodes) < 2:
            return
        known = next((node.location for node in way.nodes if node.location.valid()), None)
        if known is None or self._is_far(known):
            return
        wanted = self._classify_way(way)
        is_bank = way.id in self.bank_ways
        if not wanted and not is_bank:
            return
        lines = self._make_lines(way)
        for drawn in wanted:
            yield from ((drawn, line) for line in lines)
        if is_bank:
            self.banks[way.id] = lines

    def _classify_way(self, way: "Way") -> list[Drawn]:
        wanted: list[Drawn] = []
        if any(key in way.tags for key in LINE_KEYS):  # most ways are buildings
            wanted += classify_line(read_tags(way.tags), is_closed=way.is_closed())
        level = self.relations.way_levels.get(way.id, 0)
        if level in ADMIN_ZOOMS and read_tag(way.tags, "maritime") != "yes":
            kind = (("admin_level", level),)
            wanted.append(Drawn("boundaries", "boundaries", ADMIN_ZOOMS[level], kind))
        if read_tag(way.tags, "natural") == "coastline":
            wanted.append(COAST)
        return wanted

    def _make_lines(self, way: "Way") -> list[str]:
        """Return a way as WKB: several lines where nodes are missing within it."""
        try:
            return [self.factory.create_linestring(way)]
        except RuntimeError:  # all nodes at one place
            return []
        except self.osmium.InvalidLocationError:
            self.extract.split_ways += 1
        return list(split_at_gaps(way))

    def _read_area(self, area: "Area") -> Iterator[Found]:
        if not area.from_way():
            self.assembled.add(area.orig_id())
        if self._is_area_far(area):
            return
        wanted = list(classify_area(read_tags(area.tags)))
        if wanted:
            shape = self.factory.create_multipolygon(area)
            yield from ((drawn, shape) for drawn in wanted)

    def _is_area_far(self, area: "Area") -> bool:
        """Return whether an area is far from all boxes; a lake may begin far off and reach them."""
        rings = list(area.outer_rings())
        if not rings or not self._is_far(rings[0][0].location):
            return not rings
        if area.from_way():  # too small for that, and most areas are buildings
            return True
        low = [inf, inf]
        high = [-inf, -inf]
        for node in (node for ring in rings for node in ring):
            low = [min(low[0], node.lon), min(low[1], node.lat)]
            high = [max(high[0], node.lon), max(high[1], node.lat)]
        return not any(
            low[0] <= e and w <= high[0] and low[1] <= n and s <= high[1]
            for w, s, e, n in self.boxes
        )

    def _list_banks(self) -> Iterator[Found]:
        """Yield the banks of the waters that could not be assembled, and count what could not."""
        cut = self.relations.areas.keys() - self.assembled
        self.extract.cut_areas = len(cut)
        for relation in sorted(cut & self.relations.water):
            for way in self.relations.areas[relation]:
                yield from ((BANK, line) for line in self.banks.pop(way, ()))
