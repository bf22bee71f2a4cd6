# ruff: noqa: PLW0108 - made only when they are asked for
"""Small files that ask for endless work, and large ones: what a reader must refuse or survive.

`LARGE` has for each the name of the file, words of what is to be said of it, and a maker.
`python large_files.py FOLDER` reads those whose names come in on lines, each in a process within
bounds of memory and time, and prints what came. Where a bound is a constant that only large files
reach, it is lowered as the file is; with ZONEMAP_HOSTILE=all in the environment both stay large.
"""

import importlib
import io
import json
import os
import resource
import struct
import sys
import time
import warnings
import zipfile
from pathlib import Path

IS_WHOLE = os.environ.get("ZONEMAP_HOSTILE") == "all"
SHARE = 1 if IS_WHOLE else 16
# By how the constants of `geo.reading` are called.
LOWERED = {
    "gdb.zip expansion": ("archive.MAX_UNPACKED_BYTES",),
    "gml elements": ("sniff.MAX_TAGS",),
    "kml elements": ("sniff.MAX_TAGS",),
    "kmz expansion": ("archive.MAX_UNPACKED_BYTES",),
    "xlsx expansion": ("xlsx_sheets.MAX_UNPACKED_BYTES",),
    "xlsx cells": ("xlsx_sheets.MAX_CELLS",),
    "xlsx empty rows": ("xlsx_sheets.MAX_TAGS",),
    "xlsx texts": ("xlsx_sheets.MAX_TAGS",),
    "xlsx one text in many cells": ("xlsx_sheets.MAX_TEXT_CHARACTERS",),
    "dxf entities": ("dxf_pairs.MAX_ENTITIES",),
    "dxf vertices": ("dxf_pairs.MAX_PAIRS",),
    "esri arcs": ("shape_tree.MAX_ARC_POINTS",),
    "esri rings": ("esri_json.MAX_PAIRS",),
    "wkt arcs": ("shape_tree.MAX_ARC_POINTS",),
    "boundary points": ("boundary_lines.MAX_POINTS",),
    "boundary point plots": ("boundary_lines.MAX_PLOTS",),
    "parquet rows": ("parquet.MAX_ROWS",),
}
DEGREES = {"mif lines", "wkt surfaces", "parquet rows", "parquet text"}
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


def few(count):
    """Return a count that is as large as the bounds are."""
    return count // SHARE


def fewer(count):
    """Return a count that is far beyond a bound which stays as it is."""
    return count if IS_WHOLE else count // 4


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
    "gdb.zip expansion": ("a.gdb.zip", "unpacks to more than", lambda: zip_members(("a.gdb/a00000001.gdbtable", few(600 * MIB)))),
    "gdb.zip entries": ("a.gdb.zip", "more than 1000 files", lambda: zip_members(
        *((f"a.gdb/a{n:08x}.gdbtable", b"") for n in range(1, 3000)))),
    "gdb.zip depth": ("a.gdb.zip", "more than 32 folders", lambda: zip_members(("a/" * 2000 + "a.gdb/a00000001.gdbtable", b""))),
    "gdb.zip rows": ("a.gdb.zip", "is damaged", lambda: zip_members(*(
        (f"a.gdb/a{n:08x}.{end}", struct.pack("<10I", 3, 2**31 - 1, 2**31, 5, 0, 0, 2**30, 0, 40, 0)
         + bytes(4096)) for n in range(1, 9) for end in ("gdbtable", "gdbtablx")))),
    "gml laughs": ("a.gml", "declares XML entities", lambda: (LAUGHS + GML.format("<a:n>&c;</a:n>")).encode()),
    "gml depth": ("a.gml", "nested more than 256 deep", lambda: GML.format("<a:x>" * 200_000 + "</a:x>" * 200_000).encode()),
    "gml depth in geometry": ("a.gml", "nested more than 256 deep", lambda: GML.format(
        "<a:g>" + "<gml:MultiGeometry><gml:geometryMember>" * 5000 + "</gml:geometryMember></gml:MultiGeometry>"
        * 5000 + "</a:g>").encode()),
    "gml elements": ("a.gml", "elements. Include", lambda: GML.format("<a:x/>" * few(60 * MIB // 6)).encode()),
    "gml list": ("a.gml", "more than 10,000,000 characters", lambda: GML.format(GML_RING.format("105.1 28.1 " * (60 * MIB // 11))).encode()),
    "gml features": ("a.gml", "has no geometry", lambda: (
        GML.format("<a:n>1</a:n>").replace("</a:c>", "")
        + "<gml:featureMember><a:b/></gml:featureMember>" * few(40 * MIB // 45) + "</a:c>").encode()),
    "gml columns": ("a.gml", "more than 5,000 names", lambda: GML.format(
        "".join(f"<a:x{n}>1</a:x{n}>" for n in range(100_000))).encode()),
    "kml depth": ("a.kml", "nested more than 256 deep", lambda: KML.format("<Folder>" * 200_000 + "</Folder>" * 200_000).encode()),
    "kml elements": ("a.kml", "elements. Include", lambda: KML.format("<Folder/>" * few(60 * MIB // 9)).encode()),
    "kml laughs": ("a.kml", "declares XML entities", lambda: (LAUGHS + KML.format("<name>&c;</name>")).encode()),
    "kmz expansion": ("a.kmz", "unpacks to more than", lambda: zip_members(("doc.kml", few(600 * MIB)))),
    "mif counts": ("a.mif", "more than 5,000 rings", lambda: (MIF + "Region 2000000000\n 2000000000\n" + SQUARE).encode()),
    "mif rings": ("a.mif", "more than 5,000 rings", lambda: (MIF + "Region 20000\n" + f"4\n{SQUARE}" * 20_000).encode()),
    "mif columns": ("a.mif", "is damaged", lambda: (MIF.replace("Columns 1", "Columns 2000000000")).encode()),
    "mif lines": ("a.mif", f"{few(100_000)} features", lambda: (MIF + "Point 105 28\n" * few(100_000)).encode()),
    "tab without end": ("a.zip", "is damaged", lambda: zip_members(
        ("a.tab", '!table\n!version 300\n!charset Neutral\n\nDefinition Table\n  Type NATIVE Charset '
         '"Neutral"\n  Fields 1\n    n Char (9) ;\n'), ("a.dat", b"\x03" + b"\xff" * 31 + b"\x0d"),
        ("a.map", b"\xff" * 4096), ("a.id", b"\xff" * 400))),
    "topojson arcs": ("a.topojson", "until its shapes have more than", lambda: make_topology(10_000, 100_000)),
    "topojson depth": ("a.topojson", "is damaged TopoJSON", lambda: b'{"type": "Topology", "arcs": [], "objects": {"a": {"type": '
                       b'"Polygon", "arcs": ' + b"[" * 900 + b"]" * 900 + b"}}}"),
    "esri arcs": ("a.json", f"more than {few(5_000_000):,} points", lambda: make_esri_arcs(few(100_000))),
    "esri rings": ("a.json", "rings within rings", lambda: make_esri(nest(fewer(4000), turned=True))),
    "ewkt depth": ("a.csv", "not well-known text", lambda: csv_of("SRID=4490;" + "GEOMETRYCOLLECTION(" * fewer(400_000))),
    "ewkb depth": ("a.csv", "binary geometry is damaged", lambda: csv_of(nested_wkb(fewer(400_000)))),
    "ewkb count": ("a.csv", "binary geometry is damaged", lambda: csv_of("0106000000FFFFFFFF" + "0103000000FFFFFFFF" * 1000)),
    "wkt arcs": ("a.csv", f"more than {few(5_000_000):,} points", lambda: csv_of(f"CIRCULARSTRING({arcs(few(100_000))})")),
    "wkt surfaces": ("a.csv", "1 features", lambda: csv_of(
        "TIN(" + ",".join("((105 28, 106 28, 106 29, 105 28))" for _ in range(few(50_000))) + ")")),
    "dxf blocks": ("a.dxf", "has no closed outline", lambda: (DXF_BLOCK.format(
        "".join(f"0\nBLOCK\n2\nb{n}\n0\nINSERT\n2\nb{(n + 1) % 1000}\n70\n10000\n71\n10000\n0\nENDBLK\n"
                for n in range(1000))) + DXF.format("0\nINSERT\n2\nb0\n")).encode()),
    "dxf bulges": ("a.dxf", "more than 500,000 points", lambda: DXF.format("".join(
        dxf("0 LWPOLYLINE 70 1" + "".join(f" 10 {n * 9e6 % 9e7} 20 {n * 7e6 % 9e7} 42 0.9"
                                          for n in range(1, 1900))) for _ in range(few(200)))).encode()),
    "dxf entities": ("a.dxf", "entities or points", lambda: DXF.format("0\nPOINT\n" * few(1_100_000)).encode()),
    "dxf vertices": ("a.dxf", "entities or points", lambda: DXF.format(
        "0\nLWPOLYLINE\n70\n1\n" + "10\n1\n20\n2\n" * few(2_000_000)).encode()),
    "xlsx expansion": ("a.xlsx", "unpacks to more than", lambda: zip_members(("xl/workbook.xml", few(600 * MIB)))),
    "xlsx cells": ("a.xlsx", "cells. Save", lambda: make_workbook(make_sheet("<row><c><v>1</v></c></row>" * few(2_100_000)))),
    "xlsx empty rows": ("a.xlsx", "XML tags", lambda: make_workbook(make_sheet("<row/>" * few(100 * MIB // 6)))),
    "xlsx texts": ("a.xlsx", "XML tags", lambda: make_workbook(make_sheet(""), "<si/>" * few(100 * MIB // 5))),
    "xlsx one text in many cells": ("a.xlsx", "characters. Save", lambda: make_workbook(
        make_sheet('<row><c><v>105</v></c><c><v>28</v></c><c t="s"><v>2</v></c></row>' * few(100_000)),
        "<si><t>" + "a" * 1_000_000 + "</t></si>")),
    "boundary points": ("a.txt", "points. Split it", lambda: (POINTS + "9,1,a,b,面,,,,@\n" + "".join(
        f"J1,1,{3193000 + n % 977},{35540000 + n}\n" for n in range(few(2_100_000)))).encode()),
    "boundary point rings": ("a.txt", "rings in one plot", lambda: (POINTS + "9,1,a,b,面,,,,@\n" + "".join(
        f"J1,{n},{3193000 + n}.0,35540000.0\nJ2,{n},{3193000 + n}.5,35540001.0\n"
        f"J3,{n},{3193000 + n}.0,35540002.0\n" for n in range(1, 30_000))).encode()),
    "boundary point plots": ("a.txt", "plots. Split it", lambda: (POINTS + "9,1,a,b,面,,,,@\n" * few(30 * MIB // 19)).encode()),
    "parquet rows": ("a.parquet", "rows. Split it", lambda: make_parquet(few(6_000_000), groups=6)),
    "parquet text": ("a.parquet", "300 features", lambda: make_parquet(300, text="a" * 1_000_000)),
}  # fmt: skip


def lower_bounds(name):
    """Lower the constants that the file shall reach, in this process."""
    for place in LOWERED.get(name, ()):
        module, constant = place.split(".")
        found = importlib.import_module(f"geo.reading.{module}")
        setattr(found, constant, few(getattr(found, constant)))


def read_file(name, path):
    """Yield the outcomes of both ways to read: in words, processor seconds, and MiB used so far."""
    from geo.batch.sources import open_source
    from geo.errors import ZoneError
    from geo.reading import archive
    from geo.reading.any_format import read_layer
    from geo.reading.layer import ReadOptions

    options = ReadOptions(
        crs="EPSG:4490" if name in DEGREES else "EPSG:4523",
        skip_unusable=True,
        max_unpacked_bytes=archive.MAX_UNPACKED_BYTES,
    )
    for read in (
        lambda: f"{len(read_layer(path, options).table)} features",
        lambda: f"{sum(len(c.rows) for c in open_source(path, options=options).chunks())} rows",
    ):
        started = time.process_time()
        try:
            outcome = read()
        except ZoneError as error:
            outcome = f"refused: {error}"
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        yield outcome[:300], round(time.process_time() - started, 1), used


def run_apart(name, folder):
    """Read one of them in a process of its own; print the outcomes, or how the process ended."""
    child = os.fork()
    if child:
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status:
            print(json.dumps({"ended": status}), flush=True)
        return
    try:
        file_name, _, make = LARGE[name]
        path = folder / file_name
        path.write_bytes(make())
        lower_bounds(name)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        print(json.dumps([*read_file(name, path)]), flush=True)
    except BaseException as error:  # noqa: BLE001 - the finding itself
        print(json.dumps({"raised": repr(error)}), flush=True)
    os._exit(0)


def main(folder):
    """Read what is named on the standard input, one after the other."""
    warnings.simplefilter("ignore")
    for module in ("geo.batch.sources", "geo.reading.any_format", "pyarrow.parquet"):
        importlib.import_module(module)  # once, for all
    for line in sys.stdin:
        run_apart(line.strip(), folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
