"""The same two invented plots, and the same two points, as files of every format that is read.

The plots are rectangles of 400 m by 300 m in zone 35 of CGCS2000; their areas are of PROJ's own
geodesics (`pyproj.Geod`). Text formats are written by hand, the others by GDAL and pyarrow.
"""

import json
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj import Geod, Transformer

NAMES = ["Plot A", "Plot B"]
EAST, NORTH = 35_540_000.0, 3_193_000.0
CORNERS = [(0, 0), (400, 0), (400, 300), (0, 300), (0, 0)]
_TO_DEGREES = Transformer.from_crs("EPSG:4523", "OGC:CRS84", always_xy=True)
PLANE = [[(EAST + off + x, NORTH + y) for x, y in CORNERS] for off in (0, 600)]
RINGS = [[_TO_DEGREES.transform(*xy) for xy in ring] for ring in PLANE]
PLOTS = [shapely.Polygon(ring) for ring in RINGS]
POINTS = [shapely.Point(*ring[0]) for ring in RINGS]
AREAS_M2 = [abs(Geod(ellps="WGS84").geometry_area_perimeter(plot)[0]) for plot in PLOTS]


def _frame(shapes, crs="OGC:CRS84"):
    return gpd.GeoDataFrame({"name": NAMES}, geometry=list(shapes), crs=crs)


def _plain(shape):
    return json.loads(shapely.to_geojson(shape))


def _features(shapes):
    return [
        {"type": "Feature", "properties": {"name": name}, "geometry": _plain(shape)}
        for name, shape in zip(NAMES, shapes, strict=True)
    ]


def write_geojson(path, shapes):
    path.write_text(json.dumps({"type": "FeatureCollection", "features": _features(shapes)}))


def write_sequence(path, shapes):
    path.write_text("".join(f"{json.dumps(each)}\n" for each in _features(shapes)))


def write_feature(path, shapes):
    path.write_text(json.dumps(_features(shapes)[0]))


def write_geometry(path, shapes):
    path.write_text(json.dumps(_plain(shapes[0])))


def write_esri_json(path, shapes):
    features = [
        {
            "attributes": {"name": name},
            "geometry": {"x": shape.x, "y": shape.y}
            if shape.geom_type == "Point"
            else {"rings": [list(shape.exterior.coords)[::-1]]},
        }
        for name, shape in zip(NAMES, shapes, strict=True)
    ]
    path.write_text(json.dumps({"spatialReference": {"wkid": 4326}, "features": features}))


def write_topojson(path, shapes):
    arcs, geometries = [], []
    for name, shape in zip(NAMES, shapes, strict=True):
        own = {"properties": {"name": name}}
        if shape.geom_type == "Point":
            geometries.append({"type": "Point", "coordinates": [shape.x, shape.y], **own})
        else:
            geometries.append({"type": "Polygon", "arcs": [[len(arcs)]], **own})
            arcs.append(list(shape.exterior.coords))
    objects = {"plots": {"type": "GeometryCollection", "geometries": geometries}}
    path.write_text(json.dumps({"type": "Topology", "objects": objects, "arcs": arcs}))


def write_ogr(path, shapes, **options):
    pyogrio.write_dataframe(_frame(shapes), path, **options)


def write_in_order(path, shapes):
    """Write a FlatGeobuf without an index, which would sort the features."""
    write_ogr(path, shapes, SPATIAL_INDEX="NO")


def write_zip(path, shapes, *, suffix, **options):
    """Write the format of a suffix, with its companions, into a zip."""
    folder = path.with_name(f"{path.stem}-zipped")
    folder.mkdir()
    inner = folder / f"plots{suffix}"
    write_ogr(inner, shapes, **options)
    with zipfile.ZipFile(path, "w") as archive:
        for each in sorted(folder.rglob("*")):
            archive.write(each, each.relative_to(folder))


def kml_text(shapes):
    def show(shape):
        if shape.geom_type == "Point":
            return f"<Point><coordinates>{shape.x!r},{shape.y!r}</coordinates></Point>"
        ring = " ".join(f"{x!r},{y!r}" for x, y in shape.exterior.coords)
        inner = f"<LinearRing><coordinates>{ring}</coordinates></LinearRing>"
        return f"<Polygon><outerBoundaryIs>{inner}</outerBoundaryIs></Polygon>"

    marks = "".join(
        f"<Placemark><name>{name}</name>{show(shape)}</Placemark>"
        for name, shape in zip(NAMES, shapes, strict=True)
    )
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>'


def write_kml(path, shapes):
    path.write_text(kml_text(shapes))


def write_kmz(path, shapes):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("doc.kml", kml_text(shapes))


def write_parquet(path, shapes):
    _frame(shapes).to_parquet(path)


def write_wkt_csv(path, shapes, *, separator=",", encoding="utf-8", show=lambda shape: shape.wkt):
    rows = [("name", "wkt"), *zip(NAMES, map(show, shapes), strict=True)]
    lines = [separator.join(f'"{cell}"' for cell in row) for row in rows]
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))


def show_ewkt(shape):
    return f"SRID=4326;{shape.wkt}"


def show_ewkb(shape):
    return shapely.to_wkb(shapely.set_srid(shape, 4326), hex=True, include_srid=True)


def write_point_csv(path, shapes, *, show=repr, separator=","):
    rows = [
        ("name", "lon", "lat"),
        *((n, show(p.x), show(p.y)) for n, p in zip(NAMES, shapes, strict=True)),
    ]
    path.write_text("".join(f"{separator.join(row)}\n" for row in rows), "utf-8")


def show_dms(degrees):
    minutes = degrees % 1 * 60
    return f"{int(degrees)}°{int(minutes)}′{minutes % 1 * 60:.7f}″"


def write_xlsx(path, shapes):
    if shapes[0].geom_type == "Point":
        xy = np.array([(p.x, p.y) for p in shapes])
        frame = pd.DataFrame({"name": NAMES, "lon": xy[:, 0], "lat": xy[:, 1]})
    else:
        frame = pd.DataFrame({"name": NAMES, "wkt": [shape.wkt for shape in shapes]})
    pyogrio.write_dataframe(frame, path, driver="XLSX")


def write_dxf(path, shapes):
    """Closed polylines on a layer for each, in the metres of zone 35."""
    entities = [
        f"0\nLWPOLYLINE\n8\n{name}\n90\n4\n70\n1\n"
        + "".join(f"10\n{x}\n20\n{y}\n" for x, y in ring[:-1])
        for name, ring in zip(NAMES, PLANE, strict=True)
    ]
    path.write_text(f"0\nSECTION\n2\nENTITIES\n{''.join(entities)}0\nENDSEC\n0\nEOF\n")


def write_boundary_points(path, shapes):
    head = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n计量单位=米\n带号=35\n[地块坐标]\n"
    plots = "".join(
        f"5,12.0,DK,{name},面,,,,@\n"
        + "".join(f"J{n % 4 + 1},1,{y:.3f},{x:.3f}\n" for n, (x, y) in enumerate(ring))
        for name, ring in zip(NAMES, PLANE, strict=True)
    )
    path.write_bytes((head + plots).encode("gb18030"))


def _zipped(suffix, **options):
    return lambda path, shapes: write_zip(path, shapes, suffix=suffix, **options)


def _csv(**options):
    return lambda path, shapes: write_wkt_csv(path, shapes, **options)


def _points(**options):
    return lambda path, shapes: write_point_csv(path, shapes, **options)


# By name: suffix and writer. Those of the first table take plots as well as points.
FORMATS = {
    "geojson": (".geojson", write_geojson),
    "sequence": (".geojsonl", write_sequence),
    "feature": (".geojson", write_feature),
    "geometry": (".json", write_geometry),
    "esri-json": (".json", write_esri_json),
    "topojson": (".topojson", write_topojson),
    "shapefile": (".shp", write_ogr),
    "shapefile-zip": (".zip", _zipped(".shp")),
    "kml": (".kml", write_kml),
    "kmz": (".kmz", write_kmz),
    "geopackage": (".gpkg", write_ogr),
    "flatgeobuf": (".fgb", write_in_order),
    "geoparquet": (".parquet", write_parquet),
    "csv": (".csv", _csv()),
    "csv-semicolon": (".csv", _csv(separator=";")),
    "csv-tab": (".tsv", _csv(separator="\t")),
    "csv-utf16": (".csv", _csv(encoding="utf-16")),
    "csv-ewkt": (".csv", _csv(show=show_ewkt)),
    "csv-ewkb": (".csv", _csv(show=show_ewkb)),
    "gml": (".gml", write_ogr),
    "mapinfo-mif": (".zip", _zipped(".mif", driver="MapInfo File", FORMAT="MIF")),
    "mapinfo-tab": (".zip", _zipped(".tab", driver="MapInfo File", BOUNDS="105,28,106,29")),
    "filegdb": (".gdb.zip", _zipped(".gdb", driver="OpenFileGDB")),
    "xlsx": (".xlsx", write_xlsx),
}
PLOTS_ONLY = {
    "dxf": (".dxf", write_dxf),
    "boundary-points": (".txt", write_boundary_points),
}
POINTS_ONLY = {
    "csv-lon-lat": (".csv", _points()),
    "csv-decimal-comma": (
        ".csv",
        _points(separator=";", show=lambda v: repr(v).replace(".", ",")),
    ),
    "csv-dms": (".csv", _points(show=show_dms)),
}
# What a format does not keep, and what must be said for it.
SINGLE = {"feature", "geometry"}
NAMELESS = {"geometry", "boundary-points", "dxf"}
OPTIONS = {"dxf": {"crs": "EPSG:4523"}}


def write_all(folder, formats, shapes):
    """Write the shapes in each format; return the paths by name."""
    paths = {}
    for name, (suffix, write) in formats.items():
        (folder / name).mkdir(parents=True)
        paths[name] = Path(folder / name / f"plots{suffix}")
        write(paths[name], shapes)
    return paths
