# ruff: noqa: PLW0108 - made only when they are asked for
"""Small files that ask for endless work, and large ones: what a reader must refuse or survive.

`LARGE` has a maker for each. `python large_files.py NAME FOLDER` reads
one within bounds of memory and time and prints what came.
"""

import io
import json
import resource
import struct
import sys
import time
import warnings
import zipfile
from pathlib import Path

MEMORY_BYTES = 8 * 2**30  # of addresses; what is used is bounded by the test
CPU_SECONDS = 150
MIB = 2**20
GML = (
    '<a:c xmlns:a="http://a" xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><a:b>{}'
    "</a:b></gml:featureMember></a:c>"
)
GML_RING = (
    "<a:g><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>{}</gml:posList>"
    "</gml:LinearRing></gml:exterior></gml:Polygon></a:g>"
)
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
LAUGHS = '<!DOCTYPE a [<!ENTITY a "{}"><!ENTITY b "{}"><!ENTITY c "{}">]>'.format(
    "a" * 1000, "&a;" * 1000, "&b;" * 1000
)
MIF = 'Version 300\nCharset "Neutral"\nCoordSys Earth Projection 1, 104\nColumns 1\n n Char (9)\nData\n\n'
SQUARE = "105 28\n105.1 28\n105.1 28.1\n105 28\n"
POINTS = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=35\n计量单位=米\n[地块坐标]\n"
DXF = "0\nSECTION\n2\nENTITIES\n{}0\nENDSEC\n0\nEOF\n"
DXF_BLOCK = "0\nSECTION\n2\nBLOCKS\n{}0\nENDSEC\n"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def zip_members(*members):
    """Return a zip of names and contents; a number for that many zero bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            if isinstance(data, int):
                with archive.open(name, "w", force_zip64=True) as file:
                    for _ in range(data // MIB):
                        file.write(bytes(MIB))
            else:
                archive.writestr(name, data)
    return packed.getvalue()


def make_workbook(sheet, texts=""):
    """Return a workbook with a sheet's XML and that of its shared texts."""
    from fuzz import WORKBOOK

    shared = f"<sst {MAIN}><si><t>lon</t></si><si><t>lat</t></si>{texts}</sst>"
    own = {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared}
    return zip_members(*{**WORKBOOK, **own}.items())


def make_sheet(rows):
    """Return the XML of a sheet with a header of longitude and latitude."""
    head = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    return f"<worksheet {MAIN}><sheetData>{head}{rows}</sheetData></worksheet>"


def make_parquet(rows, *, groups=1, text=None):
    """Return a Parquet file of points, all alike: many rows in few bytes."""
    import pyarrow as pa
    from pyarrow import parquet

    packed = io.BytesIO()
    columns = {"lon": pa.array([105.4]), "lat": pa.array([28.9])}
    if text:
        columns["text"] = pa.array([text])
    one = pa.table({name: pa.chunked_array([column]) for name, column in columns.items()})
    block = one.take(pa.array([0] * (rows // groups)))
    with parquet.ParquetWriter(packed, one.schema, compression="zstd") as writer:
        for _ in range(groups):
            writer.write_table(block, row_group_size=len(block))
    return packed.getvalue()


def make_topology(arc_points, uses):
    """Return a topology in which one long arc is used again and again."""
    arc = [[105 + n * 1e-6, 28 + n % 2] for n in range(arc_points)]
    ring = {"type": "Polygon", "arcs": [[0] * uses], "properties": {}}
    found = {"type": "Topology", "arcs": [arc], "objects": {"a": ring}}
    return json.dumps(found).encode()


def make_esri(rings):
    """Return Esri JSON of a polygon of rings."""
    feature = {"attributes": {"a": 1}, "geometry": {"rings": rings}}
    return json.dumps({"spatialReference": {"wkid": 4490}, "features": [feature]}).encode()


def make_esri_arcs(count):
    """Return Esri JSON of a ring of arcs, each of thousands of pieces."""
    arcs = [{"c": [[1e6 * (n % 2), n], [5e5, n + 5e5]]} for n in range(1, count)]
    found = {"curveRings": [[[0, 0], *arcs]]}
    feature = {"attributes": {"a": 1}, "geometry": found}
    return json.dumps({"spatialReference": {"wkid": 4523}, "features": [feature]}).encode()


def nest(count, *, turned=False):
    """Return rings within rings."""
    rings = []
    for n in range(count):
        r = 1 + n * 1e-4
        ring = [[-r, -r], [-r, r], [r, r], [r, -r], [-r, -r]]
        rings.append(ring if n % 2 == 0 or not turned else ring[::-1])
    return rings


def csv_of(value):
    """Return a table with one geometry."""
    return f'name,wkt\na,"{value}"\n'.encode()


def arcs(count):
    """Return a string of arcs as WKT."""
    return ", ".join(f"{n * 1e5} {(n % 2) * 1e5}" for n in range(2 * count + 1))


def nested_wkb(levels):
    """Return collections within collections as hexadecimal WKB."""
    head = b"\x01" + struct.pack("<II", 7, 1)
    return (head * levels + b"\x01" + struct.pack("<Idd", 1, 105.0, 28.0)).hex()


def dxf(text):
    """Return DXF lines from words."""
    return text.replace(" ", "\n") + "\n"


LARGE = {
    "gdb.zip expansion": ("a.gdb.zip", lambda: zip_members(("a.gdb/a00000001.gdbtable", 600 * MIB))),
    "gdb.zip entries": ("a.gdb.zip", lambda: zip_members(
        *((f"a.gdb/a{n:08x}.gdbtable", b"") for n in range(1, 3000)))),
    "gdb.zip depth": ("a.gdb.zip", lambda: zip_members(("a/" * 2000 + "a.gdb/a00000001.gdbtable", b""))),
    "gdb.zip rows": ("a.gdb.zip", lambda: zip_members(*(
        (f"a.gdb/a{n:08x}.{end}", struct.pack("<10I", 3, 2**31 - 1, 2**31, 5, 0, 0, 2**30, 0, 40, 0)
         + bytes(4096)) for n in range(1, 9) for end in ("gdbtable", "gdbtablx")))),
    "gml laughs": ("a.gml", lambda: (LAUGHS + GML.format("<a:n>&c;</a:n>")).encode()),
    "gml depth": ("a.gml", lambda: GML.format("<a:x>" * 200_000 + "</a:x>" * 200_000).encode()),
    "gml depth in geometry": ("a.gml", lambda: GML.format(
        "<a:g>" + "<gml:MultiGeometry><gml:geometryMember>" * 5000 + "</gml:geometryMember></gml:MultiGeometry>"
        * 5000 + "</a:g>").encode()),
    "gml elements": ("a.gml", lambda: GML.format("<a:x/>" * (60 * MIB // 6)).encode()),
    "gml list": ("a.gml", lambda: GML.format(GML_RING.format("105.1 28.1 " * (60 * MIB // 11))).encode()),
    "gml features": ("a.gml", lambda: (
        GML.format("<a:n>1</a:n>").replace("</a:c>", "")
        + "<gml:featureMember><a:b/></gml:featureMember>" * (40 * MIB // 45) + "</a:c>").encode()),
    "gml columns": ("a.gml", lambda: GML.format(
        "".join(f"<a:x{n}>1</a:x{n}>" for n in range(100_000))).encode()),
    "kml depth": ("a.kml", lambda: KML.format("<Folder>" * 200_000 + "</Folder>" * 200_000).encode()),
    "kml elements": ("a.kml", lambda: KML.format("<Folder/>" * (60 * MIB // 9)).encode()),
    "kml laughs": ("a.kml", lambda: (LAUGHS + KML.format("<name>&c;</name>")).encode()),
    "kmz expansion": ("a.kmz", lambda: zip_members(("doc.kml", 600 * MIB))),
    "mif counts": ("a.mif", lambda: (MIF + "Region 2000000000\n 2000000000\n" + SQUARE).encode()),
    "mif rings": ("a.mif", lambda: (MIF + "Region 20000\n" + f"4\n{SQUARE}" * 20_000).encode()),
    "mif columns": ("a.mif", lambda: (MIF.replace("Columns 1", "Columns 2000000000")).encode()),
    "mif lines": ("a.mif", lambda: (MIF + "Point 105 28\n" * 100_000).encode()),
    "tab without end": ("a.zip", lambda: zip_members(
        ("a.tab", '!table\n!version 300\n!charset Neutral\n\nDefinition Table\n  Type NATIVE Charset '
         '"Neutral"\n  Fields 1\n    n Char (9) ;\n'), ("a.dat", b"\x03" + b"\xff" * 31 + b"\x0d"),
        ("a.map", b"\xff" * 4096), ("a.id", b"\xff" * 400))),
    "topojson arcs": ("a.topojson", lambda: make_topology(10_000, 100_000)),
    "topojson depth": ("a.topojson", lambda: b'{"type": "Topology", "arcs": [], "objects": {"a": {"type": '
                       b'"Polygon", "arcs": ' + b"[" * 900 + b"]" * 900 + b"}}}"),
    "esri arcs": ("a.json", lambda: make_esri_arcs(100_000)),
    "esri rings": ("a.json", lambda: make_esri(nest(4000, turned=True))),
    "ewkt depth": ("a.csv", lambda: csv_of("SRID=4490;" + "GEOMETRYCOLLECTION(" * 400_000)),
    "ewkb depth": ("a.csv", lambda: csv_of(nested_wkb(400_000))),
    "ewkb count": ("a.csv", lambda: csv_of("0106000000FFFFFFFF" + "0103000000FFFFFFFF" * 1000)),
    "wkt arcs": ("a.csv", lambda: csv_of(f"CIRCULARSTRING({arcs(100_000)})")),
    "wkt surfaces": ("a.csv", lambda: csv_of(
        "TIN(" + ",".join("((105 28, 106 28, 106 29, 105 28))" for _ in range(50_000)) + ")")),
    "dxf blocks": ("a.dxf", lambda: (DXF_BLOCK.format(
        "".join(f"0\nBLOCK\n2\nb{n}\n0\nINSERT\n2\nb{(n + 1) % 1000}\n70\n10000\n71\n10000\n0\nENDBLK\n"
                for n in range(1000))) + DXF.format("0\nINSERT\n2\nb0\n")).encode()),
    "dxf bulges": ("a.dxf", lambda: DXF.format("".join(
        dxf("0 LWPOLYLINE 70 1" + "".join(f" 10 {n * 9e6 % 9e7} 20 {n * 7e6 % 9e7} 42 0.9"
                                          for n in range(1, 1900))) for _ in range(200))).encode()),
    "dxf entities": ("a.dxf", lambda: DXF.format("0\nPOINT\n" * 1_100_000).encode()),
    "dxf vertices": ("a.dxf", lambda: DXF.format(
        "0\nLWPOLYLINE\n70\n1\n" + "10\n1\n20\n2\n" * 2_000_000).encode()),
    "xlsx expansion": ("a.xlsx", lambda: zip_members(("xl/workbook.xml", 600 * MIB))),
    "xlsx cells": ("a.xlsx", lambda: make_workbook(make_sheet("<row><c><v>1</v></c></row>" * 2_100_000))),
    "xlsx empty rows": ("a.xlsx", lambda: make_workbook(make_sheet("<row/>" * (100 * MIB // 6)))),
    "xlsx texts": ("a.xlsx", lambda: make_workbook(make_sheet(""), "<si/>" * (100 * MIB // 5))),
    "xlsx one text in many cells": ("a.xlsx", lambda: make_workbook(
        make_sheet('<row><c><v>105</v></c><c><v>28</v></c><c t="s"><v>2</v></c></row>' * 100_000),
        "<si><t>" + "a" * 1_000_000 + "</t></si>")),
    "boundary points": ("a.txt", lambda: (POINTS + "9,1,a,b,面,,,,@\n" + "J1,1,3193000.0,35540000.0\n"
                                          * (50 * MIB // 27)).encode()),
    "boundary point rings": ("a.txt", lambda: (POINTS + "9,1,a,b,面,,,,@\n" + "".join(
        f"J1,{n},{3193000 + n}.0,35540000.0\nJ2,{n},{3193000 + n}.5,35540001.0\n"
        f"J3,{n},{3193000 + n}.0,35540002.0\n" for n in range(1, 30_000))).encode()),
    "boundary point plots": ("a.txt", lambda: (POINTS + "9,1,a,b,面,,,,@\n" * (30 * MIB // 19)).encode()),
    "parquet rows": ("a.parquet", lambda: make_parquet(6_000_000, groups=6)),
    "parquet text": ("a.parquet", lambda: make_parquet(300, text="a" * 1_000_000)),
}  # fmt: skip


def main(name, folder):
    """Read one of them; print the outcome, the processor seconds and the MiB that it took."""
    file_name, make = LARGE[name]
    path = folder / file_name
    path.write_bytes(make())
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    warnings.simplefilter("ignore")
    from geo.batch.sources import open_source
    from geo.errors import ZoneError
    from geo.reading.door import read_layer
    from geo.reading.layer import ReadOptions

    for read in (
        lambda: f"{len(read_layer(path, ReadOptions(crs='EPSG:4523', skip_unusable=True)).table)} features",
        lambda: f"{sum(len(c.rows) for c in open_source(path, options=ReadOptions(crs='EPSG:4523')).chunks())} rows",
    ):  # fmt: skip
        started = time.process_time()
        try:
            outcome = read()
        except ZoneError as error:
            outcome = f"refused: {error}"
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps([outcome[:300], round(time.process_time() - started, 1), used]))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
