"""Files that are refused with a way out, made as other people's software makes them."""

import json
import shutil
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyogrio
import pyproj
import shapely
from pyarrow import parquet

PLOT = shapely.box(105.40993, 28.85258, 105.41107, 28.85342)
TURNED = shapely.transform(PLOT, lambda xy: xy[:, ::-1])
AREA_M2 = abs(pyproj.Geod(ellps="WGS84").geometry_area_perimeter(PLOT)[0])
ZONE_35 = gpd.GeoSeries([PLOT], crs=4490).to_crs(4523).iloc[0]
UNNUMBERED = shapely.transform(ZONE_35, lambda xy: xy - [35_000_000, 0])
GIVEN = Path(__file__).parents[1] / "geo/reading/files"


@dataclass(frozen=True)
class Case:
    """How to make the file, the options of the first try, a part of the refusal, and the fix.

    The fix is other options, a change of the file, or (with neither) the choices that are named.
    """

    make: Callable[[Path], Path]
    said: str
    fix: tuple[str, ...] = ()
    change: Callable[[Path], Path] | None = None
    options: tuple[str, ...] = ()
    plots: int = 1
    fix_words: str = ""
    is_one_file: bool = True


def make_table(shapes: Any = (PLOT,), crs: Any = 4326, **columns: Any) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs=crs)


def write_layers(name: str, **layers: gpd.GeoDataFrame) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        for layer, table in layers.items():
            options = {"SPATIAL_INDEX": "NO"} if path.suffix == ".fgb" else {}
            pyogrio.write_dataframe(
                table,
                path,
                layer=layer,
                append=path.exists(),
                geometry_type="Polygon",
                layer_options=options,
            )
        return path

    return make


def write_bytes(name: str, content: bytes | str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def make_json(*shapes: Any, **members: Any) -> str:
    features = [
        {"type": "Feature", "properties": {}, "geometry": shape and shapely.geometry.mapping(shape)}
        for shape in shapes
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **members})


def make_kml(*placemarks: str) -> str:
    inside = "".join(placemarks)
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inside}</Document></kml>'


def mark(shape: Any = PLOT) -> str:
    if shape is None:
        return "<Placemark><name>a</name></Placemark>"
    text = " ".join(f"{x},{y}" for x, y in shape.exterior.coords)
    ring = f"<LinearRing><coordinates>{text}</coordinates></LinearRing>"
    return f"<Placemark><Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon></Placemark>"


def folder_of(name: str, inside: str) -> str:
    return f"<Folder><name>{name}</name>{inside}</Folder>"


def link_to(*targets: str) -> str:
    return "".join(f"<NetworkLink><Link><href>{t}</href></Link></NetworkLink>" for t in targets)


def zip_texts(name: str, members: dict[str, str]) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w") as archive:
            for member, text in members.items():
                archive.writestr(member, text)
        return folder / name

    return make


def zip_shapefile(table: gpd.GeoDataFrame, *, without: str = "") -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        pyogrio.write_dataframe(table, folder / "dk.shp", geometry_type="Polygon")
        with zipfile.ZipFile(folder / "dk.zip", "w") as archive:
            for path in sorted(folder.glob("dk.*")):
                if path.suffix not in {".zip", without}:
                    archive.write(path, path.name)
        return folder / "dk.zip"

    return make


def zip_shapefile_of_rows(count: int) -> Callable[[Path], Path]:
    """Return how to zip a Shapefile of two plots with the .dbf of `count` rows of another."""

    def make(folder: Path) -> Path:
        other = make_table([PLOT] * count, n=range(count))
        pyogrio.write_dataframe(other, folder / "other.shp", geometry_type="Polygon")
        path = zip_shapefile(make_table([PLOT, PLOT]), without=".dbf")(folder)
        with zipfile.ZipFile(path, "a") as archive:
            archive.write(folder / "other.dbf", "dk.dbf")
        return path

    return make


def give(name: str) -> Callable[[Path], Path]:
    return lambda folder: Path(shutil.copy(GIVEN / name, folder / name))


def rewrite(old: str, new: str) -> Callable[[Path], Path]:
    def change(path: Path) -> Path:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        return path

    return change


def make_damaged_geopackage(folder: Path) -> Path:
    path = write_layers("a.gpkg", dk=make_table([PLOT, PLOT]))(folder)
    with sqlite3.connect(path) as base:
        triggers = base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (trigger,) in triggers:
            base.execute(f'DROP TRIGGER "{trigger}"')
        blob = b"GP\x00\x01" + struct.pack("<i", 4326) + b"\x01\x03\x00"
        base.execute("UPDATE dk SET geom = ? WHERE fid = 1", (blob,))
    base.close()
    return path


def write_parquet(encoding: str | None, *shapes: Any) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "a.parquet"
        if encoding is None:
            parquet.write_table(pa.table({"plot": ["a"], "outline": ["?"]}), path)
        else:
            make_table(shapes).to_parquet(path, geometry_encoding=encoding)
        return path

    return make


def write_wkb(path: Path) -> Path:
    make_table().to_parquet(path)
    return path


def rename_to_wkt(path: Path) -> Path:
    parquet.write_table(pa.table({"plot": ["a"], "WKT": [PLOT.wkt]}), path)
    return path


def make_crowded_zip(folder: Path) -> Path:
    members = {f"{n}.png": "" for n in range(1001)}
    return zip_texts("a.zip", {"a.geojson": make_json(PLOT), **members})(folder)


def make_escaping_zip(folder: Path) -> Path:
    return zip_texts("a.zip", {"../a.geojson": make_json(PLOT)})(folder)


def make_locked_zip(folder: Path) -> Path:
    """Return a zip of which the headers say that it is encrypted."""
    path = zip_again(folder / "a.zip")
    data = bytearray(path.read_bytes())
    for start, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(start) + at] |= 1
    path.write_bytes(data)
    return path


def zip_again(path: Path) -> Path:
    return zip_texts(path.name, {"a.geojson": make_json(PLOT)})(path.parent)


def zip_companions(path: Path) -> Path:
    """Return the MapInfo table as another program writes it, with all of its files."""
    pyogrio.write_dataframe(make_table(name=["a"]), path.parent / "b.tab", driver="MapInfo File")
    with zipfile.ZipFile(path.parent / "b.zip", "w") as archive:
        for each in path.parent.glob("b.*"):
            if each.suffix != ".zip":
                archive.write(each, each.name)
    return path.parent / "b.zip"


def make_boundary_points(*head: str, shape: Any = ZONE_35) -> str:
    points = [f"J{n},1,{y},{x}" for n, (x, y) in enumerate(shape.exterior.coords, 1)]
    plot = f"{len(points)},0,1,甲,面,,,,@"
    return "\n".join(["[属性描述]", *head, "[地块坐标]", plot, *points, ""])


def make_dxf(shape: Any) -> str:
    points = "".join(f"10\n{x}\n20\n{y}\n" for x, y in [*shape.exterior.coords][:-1])
    line = f"0\nLWPOLYLINE\n8\n0\n90\n4\n70\n1\n{points}"
    return f"0\nSECTION\n2\nENTITIES\n{line}0\nENDSEC\n0\nEOF\n"


WKT = f'"{PLOT.wkt}"'
TWO = {"a": make_table(), "b": make_table()}
FOLDERS = make_kml(folder_of("N", mark()), folder_of("S", mark()))
ESRI = {
    "spatialReference": {"wkid": 4326},
    "features": [
        {"attributes": {}, "geometry": {"rings": [[*map(list, PLOT.exterior.coords)][::-1]]}},
        {"attributes": {}},
    ],
}
TOPOLOGY = {
    "type": "Topology",
    "objects": {
        name: {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0]]}]}
        for name in ("a", "b")
    },
    "arcs": [[*map(list, PLOT.exterior.coords)]],
}
ONE_TOPOLOGY = {
    **TOPOLOGY,
    "objects": {
        "a": {
            "type": "GeometryCollection",
            "geometries": [{"type": "Polygon", "arcs": [[0]]}, {"type": None}],
        }
    },
}
SKIP = ("--skip-unusable",)
_RENAME = (
    "Rename them to longitude and latitude, or to X and Y of metres, or the one with geometry to "
    "WKT."
)
_AGAINST = "has latitude before longitude, against its coordinate reference system."


def _wrap_at_180(xy):
    """Move the plot onto the 180th meridian, the eastern half at −180."""
    lon = xy[:, 0] - PLOT.centroid.x + 180
    return np.column_stack([np.where(lon > 180, lon - 360, lon), xy[:, 1]])


def _cut_at_180(path: Path) -> Path:
    west, south, east, north = PLOT.bounds
    half = (east - west) / 2
    halves = shapely.box(180 - half, south, 180, north), shapely.box(-180, south, half - 180, north)
    path.write_text(f'wkt\n"{shapely.MultiPolygon(halves).wkt}"\n', "utf-8")
    return path


_NONE = "Correct it, or leave out all such features with --skip-unusable."
_NO_CRS = "no recognised coordinate reference system"

CASES = {
    # Several layers: every choice that is named is one.
    "layers of a GeoPackage": Case(write_layers("a.gpkg", **TWO), "has several layers"),
    "layers, one of them empty": Case(
        write_layers("a.gpkg", **TWO, c=make_table()[:0]), "Choose one with --layer: a, b."
    ),
    "no such layer": Case(
        write_layers("a.gpkg", **TWO), "has no layer “c”", options=("--layer", "c")
    ),
    "objects of a topology": Case(
        write_bytes("a.topojson", json.dumps(TOPOLOGY)), "has several layers"
    ),
    "files of a zip": Case(
        zip_texts(
            "a.zip",
            {"dk.kml": make_kml(mark()), "dk.geojson": make_json(PLOT), "x/dk.kml": FOLDERS},
        ),
        "contains several layer files",
        fix=("--layer", "dk.geojson"),
    ),
    "files of one name": Case(
        zip_texts("a.zip", {f"{n}/dk.kml": make_kml(mark()) for n in "abc"}),
        "contains several layer files",
    ),
    "no such folder": Case(
        write_bytes("a.kml", FOLDERS), "has no folder “X”", options=("--layer", "X")
    ),
    "no folders": Case(
        write_bytes("a.kml", make_kml(mark())),
        "has no folders. Leave out --layer.",
        change=lambda path: path,
        options=("--layer", "X"),
    ),
    "no layers in JSON": Case(
        write_bytes("a.geojson", make_json(PLOT)),
        "has no layers to choose from. Leave out --layer.",
        change=lambda path: path,
        options=("--layer", "X"),
    ),
    "no layers in a table": Case(
        write_bytes("a.csv", f'id,wkt\n1,"{PLOT.wkt}"\n'),
        "has no layers to choose from. Leave out --layer.",
        change=lambda path: path,
        options=("--layer", "X"),
    ),
    "links of a KMZ": Case(
        zip_texts(
            "a.kmz",
            {"doc.kml": make_kml(link_to("./f/a%20b.kml")), "f/a b.kml": make_kml(mark())},
        ),
        "NetworkLinks to other files: “f/a b.kml”. Read one of them, in a KMZ with --layer.",
        fix=("--layer", "f/a b.kml"),
    ),
    "links of a KMZ in a folder": Case(
        zip_texts(
            "a.kmz", {"x/doc.kml": make_kml(link_to("f/a.kml")), "x/f/a.kml": make_kml(mark())}
        ),
        "NetworkLinks to other files: “f/a.kml”. Read one of them",
        fix=("--layer", "f/a.kml"),
    ),
    # A CRS that is missing or local.
    "Shapefile without its .prj": Case(
        zip_shapefile(make_table(), without=".prj"), _NO_CRS, fix=("--crs", "EPSG:4490")
    ),
    "Shapefile in metres": Case(
        zip_shapefile(make_table([ZONE_35], 4523), without=".prj"),
        _NO_CRS,
        fix=("--crs", "EPSG:4523"),
    ),
    "CSV in metres": Case(
        write_bytes("a.csv", f'wkt\n"{ZONE_35.wkt}"\n'), _NO_CRS, fix=("--crs", "EPSG:4523")
    ),
    "JSON of an unknown CRS": Case(
        write_bytes("a.geojson", make_json(PLOT, crs={"properties": {"name": "foo:bar"}})),
        _NO_CRS,
        fix=("--crs", "EPSG:4490"),
    ),
    "local CRS": Case(
        write_layers("a.gpkg", dk=make_table([ZONE_35], 'LOCAL_CS["Own",UNIT["metre",1]]')),
        "If one of these is right, set it: --crs EPSG:4523 (",
        fix=("--crs", "EPSG:4523"),
    ),
    "eastings with the number of a zone": Case(
        write_layers("a.gpkg", dk=make_table([ZONE_35], 4544)), "--crs", fix=("--crs", "EPSG:4523")
    ),
    "JSON in metres": Case(
        write_bytes("a.geojson", make_json(ZONE_35)), "--crs", fix=("--crs", "EPSG:4523")
    ),
    "unknown CRS": Case(
        write_bytes("a.geojson", make_json(PLOT)),
        "The CRS “EPSG:1” is unknown. Use a code such as EPSG:4490.",
        options=("--crs", "EPSG:1"),
        fix=("--crs", "EPSG:4490"),
    ),
    "drawing with the zone's number": Case(
        write_bytes("a.dxf", make_dxf(ZONE_35)),
        "set it: --crs EPSG:4523 (",
        fix=("--crs", "EPSG:4523"),
    ),
    "drawing without it": Case(
        write_bytes("a.dxf", make_dxf(UNNUMBERED)), "Gauss-Kruger CM ", fix=("--crs", "EPSG:4544")
    ),
    "drawing in millimetres": Case(
        write_bytes("a.dxf", make_dxf(shapely.transform(UNNUMBERED, lambda xy: xy * 1000))),
        "set it: --crs EPSG:4544,mm (",
        fix=("--crs", "EPSG:4544,mm"),
    ),
    "survey without a zone": Case(
        write_bytes("a.txt", make_boundary_points("坐标系=2000国家大地坐标系", shape=UNNUMBERED)),
        "set it: --crs EPSG:4544 (",
        fix=("--crs", "EPSG:4544"),
    ),
    "survey of two zones": Case(
        write_bytes("a.txt", make_boundary_points("坐标系=2000国家大地坐标系", "带号=36")),
        "states zone 36",
        fix=("--crs", "EPSG:4523"),
    ),
    "survey in another unit": Case(
        write_bytes("a.txt", make_boundary_points("坐标系=2000国家大地坐标系", "计量单位=千米")),
        "Export it in metres",
        change=rewrite("千米", "米"),
        fix_words="Export it in metres (计量单位=米).",
    ),
    # Text.
    "JSON in GBK": Case(
        write_bytes(
            "a.geojson", make_json(PLOT).replace("{}", '{"name": "地块甲乙丙"}').encode("gbk")
        ),
        "with --encoding",
        fix=("--encoding", "gb18030"),
    ),
    # One unusable feature, in each kind of reader.
    "JSON null": Case(write_bytes("a.geojson", make_json(None, PLOT)), _NONE, SKIP),
    "JSON point": Case(
        write_bytes("a.geojson", make_json(PLOT, shapely.Point(105, 28))), _NONE, SKIP
    ),
    "JSON sequence with a broken line": Case(
        write_bytes("a.geojsonl", f"{make_json(PLOT)}\n{{oops\n{make_json(PLOT)}"),
        _NONE,
        SKIP,
        plots=2,
    ),
    "Esri JSON": Case(write_bytes("a.json", json.dumps(ESRI)), _NONE, SKIP),
    "TopoJSON": Case(write_bytes("a.topojson", json.dumps(ONE_TOPOLOGY)), _NONE, SKIP),
    "KML": Case(write_bytes("a.kml", make_kml(mark(), mark(None))), _NONE, SKIP),
    "CSV geometry": Case(write_bytes("a.csv", f"wkt\n{WKT}\nPOLYGON((1 2\n"), _NONE, SKIP),
    "beyond 180": Case(
        write_bytes("a.csv", f'wkt\n{WKT}\n"{shapely.box(179, 0, 181, 1).wkt}"\n'), _NONE, SKIP
    ),
    "across 180": Case(
        write_bytes("a.csv", f'wkt\n{WKT}\n"{shapely.box(-170, 0, 170, 1).wkt}"\n'),
        "or leave out all such features with --skip-unusable.",
        SKIP,
    ),
    "across 180, with no other": Case(
        write_bytes("a.csv", f'wkt\n"{shapely.transform(PLOT, _wrap_at_180).wkt}"\n'),
        "Cut it at the antimeridian, or add vertices along the edge.",
        change=_cut_at_180,
        fix_words="Cut it at the antimeridian, or add vertices along the edge.",
    ),
    "CSV self-intersection": Case(
        write_bytes(
            "a.csv",
            f'wkt\n{WKT}\n"POLYGON((105 28,105.01 28.01,105.01 28,105 28.01,105 28))"\n',
        ),
        "Redraw it, or leave out all such features with --skip-unusable.",
        SKIP,
    ),
    "CSV NUL": Case(
        write_bytes("a.csv", f"name,wkt\na\0b,{WKT}\n"),
        "has the character NUL in line 2",
        change=rewrite("\0", ""),
        fix_words="Remove it, or save the table again as CSV.",
    ),
    "CSV decimal commas": Case(
        write_bytes("a.csv", f"mu,wkt\n4,62,{WKT}\n"),
        "put those with a comma, such as 4,62, in quotation marks",
        change=rewrite("4,62", '"4,62"'),
    ),
    "CSV decimal commas by semicolons": Case(
        write_bytes("a.csv", f"mu,wkt\n4,62,{WKT}\n"),
        "or separate all by semicolons",
        change=rewrite(f"mu,wkt\n4,62,{WKT}\n", f"mu;wkt\n4,62;{WKT}\n"),
    ),
    "CSV row": Case(write_bytes("a.csv", f"a,wkt\nx,{WKT}\nx\n"), _NONE, SKIP),
    "CSV not finite": Case(
        write_bytes("a.csv", f'wkt\n{WKT}\n"POLYGON((nan 28,105 28,105 29,nan 28))"\n'),
        _NONE,
        SKIP,
    ),
    "Shapefile": Case(zip_shapefile(make_table([PLOT, None])), _NONE, SKIP),
    "Shapefile with fewer rows": Case(zip_shapefile_of_rows(1), "(1 in the .dbf)", SKIP),
    "Shapefile with more rows": Case(zip_shapefile_of_rows(3), "(3 in the .dbf)", SKIP, plots=2),
    "GeoPackage": Case(make_damaged_geopackage, _NONE, SKIP),
    "GeoParquet": Case(write_parquet("WKB", PLOT, None), _NONE, SKIP),
    "FlatGeobuf": Case(write_layers("a.fgb", a=make_table([PLOT, shapely.Polygon()])), _NONE, SKIP),
    "swapped KML": Case(
        write_bytes("a.kml", make_kml(mark(TURNED))), _AGAINST, ("--crs", "OGC:CRS84,swapped")
    ),
    "swapped CSV": Case(
        write_bytes("a.csv", f'wkt\n"{TURNED.wkt}"\n'), _AGAINST, ("--crs", "OGC:CRS84,swapped")
    ),
    "swapped Shapefile": Case(
        zip_shapefile(make_table([TURNED], 4490)), _AGAINST, ("--crs", "EPSG:4490,swapped")
    ),
    # Changes of the file.
    "columns of other names": Case(
        write_bytes("a.csv", "plot,outline\na,?\n"),
        _RENAME,
        change=rewrite("outline\na,?", f"WKT\na,{WKT}"),
        fix_words=_RENAME,
    ),
    "columns of other names in Parquet": Case(
        write_parquet(None), "or the one with geometry to WKT.", change=rename_to_wkt
    ),
    "no header": Case(
        write_bytes("a.csv", f"a,{WKT}\n"),
        "Add a line with the names of the columns above it.",
        change=rewrite("a,", "plot,outline\na,"),
        fix_words="Add a line with the names of the columns above it.",
    ),
    "open quotation mark": Case(
        write_bytes("a.csv", f'plot,wkt\n"a,x\nb,{WKT[1:-1]}\n'),
        "Close it, or double each quotation mark within quotation marks.",
        change=rewrite(f'"a,x\nb,{WKT[1:-1]}', f'"a",{WKT}'),
        fix_words="Close it, or double each quotation mark within quotation marks.",
    ),
    "GeoParquet of another encoding": Case(
        write_parquet("geoarrow", PLOT),
        "Write it as WKB.",
        change=write_wkb,
        fix_words="Write it as WKB.",
    ),
    "zip of many files": Case(
        make_crowded_zip, "Include only the files of the layer.", change=zip_again
    ),
    "zip with a path outside": Case(make_escaping_zip, "Create the zip again.", change=zip_again),
    "zip with a password": Case(
        make_locked_zip,
        "Use an archive without a password.",
        change=zip_again,
        fix_words="Use an archive without a password.",
    ),
    "zip without a layer": Case(
        zip_texts("a.zip", {"a.png": ""}),
        "contains no layer file. Add one of .geojson",
        change=zip_again,
        fix_words="Add one of %(choices)s.",
    ),
    "MapInfo table by itself": Case(
        give("dk.tab"),
        "Put all of them into one zip.",
        change=zip_companions,
        fix_words="Put all of them into one zip.",
    ),
    "unknown format": Case(
        write_bytes("a.xyz", "?"),
        "Use one of .geojson",
        change=lambda path: write_bytes("a.geojson", make_json(PLOT))(path.parent),
        fix_words="Use one of %(choices)s.",
    ),
}

# The file, the command that is refused (None for the file), and how many plots come out.
WRITTEN_COMMANDS: dict[str, tuple[Callable[[Path], Path], tuple[Any, ...], int]] = {
    "swapped KML": (
        write_bytes("a b.kml", make_kml(mark(), mark(TURNED))),
        ("import", None, "-o", "x.geojson"),
        2,
    ),
    "swapped CSV": (
        write_bytes("a.csv", f'wkt\n"{PLOT.wkt}"\n"{TURNED.wkt}"\n'),
        ("import", None, "-o", "x.geojson"),
        2,
    ),
    "swapped GeoPackage": (
        write_layers("a.gpkg", dk=make_table([PLOT, TURNED])),
        ("import", None, "-o", "x.geojson"),
        2,
    ),
    "served KML": (write_bytes("a b&c.kml", make_kml(mark())), ("serve", "--data", None), 1),
    "served beside a zone": (
        lambda folder: (
            write_bytes("boundaries.geojson", "mine")(folder),
            write_bytes("a.kml", make_kml(mark()))(folder),
        )[1],
        ("serve", "--data", None),
        1,
    ),
}  # fmt: skip
