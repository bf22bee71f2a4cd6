"""`make fuzz`: invented files for every reader, for a bounded time; what breaks one is kept.

A reader may use what it is given or raise `InputError`; anything else is a finding, whose
bytes are written to `regressions/`, where `test_regressions.py` tries them ever after.
"""

import hashlib
import io
import json
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path

import geopandas as gpd
import shapely
from corpus import JUNK, TEXTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers import READERS

from geo.errors import ZoneError
from geo.zone import DEFAULT_PATH

REGRESSIONS = Path(__file__).parent / "regressions"
SECONDS = 60.0
KML = b"""<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark><name>One</name><Polygon><outerBoundaryIs><LinearRing><coordinates>
105,28 106,28 106,29 105,28</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
</Document></kml>"""
BOUNDARY_POINTS = """[属性描述]
坐标系=2000国家大地坐标系
几度分带=3
计量单位=米
带号=35
[地块坐标]
9,11.0,DK-01,地块一,面,,工业用地,,@
J1,1,3193000.0,35540000.0
J2,1,3193000.0,35540400.0
J3,1,3193300.0,35540400.0
J4,1,3193300.0,35540000.0
J1,1,3193000.0,35540000.0
J5,2,3193100.0,35540100.0
J6,2,3193200.0,35540100.0
J7,2,3193200.0,35540200.0
J5,2,3193100.0,35540100.0
"""
DXF = (
    "0 SECTION 2 HEADER 9 $ACADVER 1 AC1015 0 ENDSEC 0 SECTION 2 ENTITIES "
    "0 LWPOLYLINE 5 2A 8 0 90 3 70 1 10 35540000 20 3193000 42 0.5 10 35540400 20 3193000 "
    "10 35540400 20 3193300 0 POLYLINE 8 0 66 1 70 1 0 VERTEX 8 0 10 35540000 20 3193000 "
    "0 VERTEX 8 0 10 35540009 20 3193000 0 VERTEX 8 0 10 35540009 20 3193009 0 SEQEND 8 0 "
    "0 HATCH 8 0 210 0 220 0 230 1 91 1 92 1 93 2 72 1 10 35540000 20 3193000 11 35540100 "
    "21 3193000 72 2 10 35540050 20 3193000 40 50 50 0 51 180 73 1 97 0 "
    "0 TEXT 8 0 10 1 20 1 1 text 0 ENDSEC 0 EOF "
)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_DOC = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
WORKBOOK = {
    "xl/workbook.xml": f'<workbook {_MAIN} {_DOC}><workbookPr date1904="0"/><sheets>'
    '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="r1" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
    "xl/styles.xml": f'<styleSheet {_MAIN}><numFmts><numFmt numFmtId="170" formatCode="yyyy"/>'
    '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
    "xl/sharedStrings.xml": f"<sst {_MAIN}><si><t>lon</t></si><si><t>lat</t></si></sst>",
    "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}><sheetData>"
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>d</t></is></c></row>'
    '<row r="2"><c r="A2"><v>105.4</v></c><c r="B2"><v>28.9</v></c><c r="C2" s="1"><v>45823</v></c>'
    "</row></sheetData></worksheet>",
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(sorted(TEXTS.values(), key=len)[:30]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


def mutated(data, rng):
    """Return bytes with a few pieces cut, doubled, swapped or replaced by junk."""
    found = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at, length = rng.randrange(len(found) + 1), rng.choice((1, 2, 8, 64))
        piece = rng.choice(
            (
                b"",
                bytes(found[at : at + length]) * 2,
                rng.choice([*JUNK.values()]).encode(),
                rng.choice([*TEXTS.values()]).encode("utf-8", "surrogatepass")[:200],
                rng.randbytes(length),
            )
        )
        found[at : at + length] = piece
    return bytes(found)


def pack(members, rng=None):
    """Return members as a zip, one of them with a few pieces changed if `rng` is given."""
    packed = io.BytesIO()
    chosen = rng.choice(list(members)) if rng else None
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, mutated(data, rng) if name == chosen else data)
    return packed.getvalue()


def write_seeds():
    """Return two plots as other software writes them: bytes, or the members of a zip."""
    rings = [[[105.0, 28], [105.1, 28], [105.1, 28.1], [105, 28]]]
    boxes = [shapely.Polygon(rings[0]), shapely.box(105.2, 28, 105.3, 28.1)]
    table = gpd.GeoDataFrame({"name": ["一", "b"], "n": [1, 2]}, geometry=boxes, crs="EPSG:4490")
    seeds = {
        "import-topojson": b'{"type": "Topology", "transform": {"scale": [0.1, 0.1], "translate": '
        b'[105, 28]}, "arcs": [[[0, 0], [1, 0], [0, 1]], [[1, 1], [-1, -1]]], "objects": {"a": '
        b'{"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0, 1]], '
        b'"properties": {"name": "a"}}]}}}',
        "import-esri": b'{"spatialReference": {"wkid": 4490, "latestWkid": 4490}, "features": '
        b'[{"attributes": {"name": "a"}, "geometry": {"rings": [[[105, 28], [105, 29], [106, 29], '
        b'[105, 28]]]}}, {"attributes": {}, "geometry": {"curveRings": [[[105, 28], '
        b'{"c": [[106, 29], [105.2, 28.9]]}, [106, 28]]]}}]}',
        "import-ewkb": b"name,wkt\n"
        + "".join(
            f"{n},{shapely.to_wkb(shapely.set_srid(each, 4490), hex=True, include_srid=True)}\n"
            for n, each in enumerate(
                [*boxes, shapely.MultiPolygon(boxes), shapely.GeometryCollection(boxes)]
            )
        ).encode()
        + b'c,"SRID=4490;CURVEPOLYGON(COMPOUNDCURVE(CIRCULARSTRING(105 28, 106 29, 107 28), '
        b'(107 28, 105 28)))"\n',
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for reader, file, driver in (
            ("import-gml", "a.gml", "GML"), ("import-mif", "a.mif", "MapInfo File"),
            ("import-tab", "tab/a.tab", "MapInfo File"), ("import-gdb", "gdb/a.gdb", "OpenFileGDB"),
            ("import-shapefile", "shp/a.shp", "ESRI Shapefile"), ("import-fgb", "a.fgb", "FlatGeobuf"),
            ("import-gpkg", "a.gpkg", "GPKG"),
        ):  # fmt: skip
            path = folder / file
            path.parent.mkdir(exist_ok=True)
            table.to_file(
                path, driver=driver, **({"SPATIAL_INDEX": "NO"} if driver == "GPKG" else {})
            )
            if path.parent == folder:
                seeds[reader] = path.read_bytes()
            else:
                files = (each for each in path.parent.rglob("*") if each.is_file())
                seeds[reader] = {str(f.relative_to(path.parent)): f.read_bytes() for f in files}
        table.to_parquet(folder / "a.parquet")
        seeds["import-parquet"] = seeds["sites-parquet"] = (folder / "a.parquet").read_bytes()
    return {**seeds, "sites-gpkg": seeds["import-gpkg"]}


def spliced(tree, value, rng):
    """Return a JSON value with one random member replaced."""
    if not isinstance(tree, dict | list) or not tree or rng.random() < 0.15:
        return value
    chosen = rng.choice(list(tree)) if isinstance(tree, dict) else rng.randrange(len(tree))
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[chosen] = spliced(tree[chosen], value, rng)
    return copy


class Trial:
    """Counts what was tried, and keeps what broke a reader."""

    def __init__(self, folder):
        self.folder, self.tried, self.found = Path(folder), Counter(), []

    def run(self, name, data):
        """Give the bytes to a reader."""
        self.tried[name] += 1
        suffix, read = READERS[name]
        path = self.folder / f"input{suffix}"
        path.write_bytes(data)
        try:
            read(path)
        except ZoneError:
            self.tried["refused"] += 1
        except BaseException as error:  # the finding itself, whatever it is
            if isinstance(error, KeyboardInterrupt):
                raise
            self.keep(name, suffix, data)

    def keep(self, name, suffix, data):
        """Write the input that broke a reader to the regressions."""
        digest = hashlib.sha256(data).hexdigest()[:12]
        path = REGRESSIONS / f"{name}-{digest}{suffix}"
        path.write_bytes(data)
        self.found.append(path.name)
        traceback.print_exc(limit=-3)


def small_zone():
    """Return the shipped zone with its outlines cut short, so that a trial is quick."""
    zone = json.loads(DEFAULT_PATH.read_bytes())
    ring = [[105.0, 28.0], [105.1, 28.0], [105.1, 28.1], [105.0, 28.0]]
    for feature in zone["features"]:
        feature["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    return zone


def fuzz(seconds, seed, only=None):
    """Try inputs until the time is over, of one reader if `only` names it; return the trial."""
    rng, until, zone = random.Random(seed), time.monotonic() + seconds, small_zone()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(folder)

        @settings(
            max_examples=40, database=None, deadline=None, suppress_health_check=[*HealthCheck]
        )
        @given(JSON)
        def values(value):
            if time.monotonic() < until:
                text = json.dumps(spliced(zone, value, rng), default=str)
                for name in READERS if only is None else (only,):
                    trial.run(name, text.encode("utf-8", "surrogatepass"))

        seeds = {
            ".geojson": json.dumps(zone, ensure_ascii=False).encode(),
            ".csv": b'lon,lat,name,wkt\r\n105.4,28.9,"one","POLYGON ((105 28, 106 28, 106 29, 105 28))"\r\n'
            * 3,
            ".kml": KML,
            ".txt": BOUNDARY_POINTS.encode("gb18030"),
            ".dxf": DXF.replace(" ", "\n").encode(),
            "sites-xlsx": {name: text.encode() for name, text in WORKBOOK.items()},
            **write_seeds(),
        }
        while time.monotonic() < until:
            values()
            for name in READERS if only is None else (only,):
                seed = seeds.get(name) or seeds[READERS[name][0]]
                for _ in range(20):
                    if isinstance(seed, bytes):
                        trial.run(name, mutated(seed, rng))
                    else:
                        is_inner = rng.random() < 0.8
                        trial.run(name, pack(seed, rng) if is_inner else mutated(pack(seed), rng))
        return trial


def main():
    """Print how many inputs each reader was given, and what broke one."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()
    only = sys.argv[3] if len(sys.argv) > 3 else None
    trial = fuzz(seconds, seed, only)
    refused = trial.tried.pop("refused", 0)
    for name, count in trial.tried.items():
        print(f"{name}: {count} inputs")
    print(f"{trial.tried.total()} inputs in {seconds:.0f} s, {refused} refused, seed {seed}")
    for name in trial.found:
        print(f"FOUND: tests/hostile/regressions/{name}")
    return 1 if trial.found else 0


if __name__ == "__main__":
    sys.exit(main())
