"""The ways to do a job, each in a process of its own: its time, its peak memory, its answer.

`python ways.py WAY FOLDER ROUNDS` reads what it needs from the folder, prepares it as the way
likes it, does the job some rounds, writes the answer into the folder and prints JSON: the seconds
of each round, and megabytes before and at the peak. Ways of the rivals run in their own
environment, so this file imports nothing at the top that both do not have.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

ALBERS = "+proj=aea +lat_1=28.3 +lat_2=29.3 +lat_0=28.8 +lon_0=105.4 +datum=WGS84"


def shapes_in(folder):
    import shapely

    return shapely.from_wkb(pq.read_table(folder / "shapes.parquet")["wkb"].to_numpy())


def points_in(folder):
    table = pq.read_table(folder / "points.parquet")
    return table["lon"].to_numpy(), table["lat"].to_numpy()


def area_by_zonemap(folder):
    import geopandas as gpd

    from geo.geodesy.area import area_m2

    shapes = shapes_in(folder)
    return lambda: area_m2(gpd.GeoSeries(shapes, crs="OGC:CRS84")).to_numpy()


def area_by_geod(folder):
    import shapely

    from geo.geodesy.geodesic import WGS84

    shapes = shapes_in(folder)
    return lambda: np.array(
        [WGS84.geometry_area_perimeter(shape)[0] for shape in shapely.orient_polygons(shapes)]
    )


def area_by_projection(folder):
    import geopandas as gpd

    shapes = shapes_in(folder)
    return lambda: gpd.GeoSeries(shapes, crs="OGC:CRS84").to_crs(ALBERS).area.to_numpy()  # noqa: PLW0108


def area_by_duckdb(folder):
    table = duckdb_with(folder, "shapes", "ST_FlipCoordinates(ST_GeomFromWKB(wkb)) AS shape")
    query = "SELECT ST_Area_Spheroid(shape) AS area FROM shapes ORDER BY n"
    return lambda: table.execute(query).fetchnumpy()["area"]


def locate_by_zonemap(folder):
    from geo.lookup.polygon_grid import find_pairs_within, make_grid

    shapes, (lon, lat) = shapes_in(folder), points_in(folder)
    return lambda: find_pairs_within(make_grid(shapes), lon, lat)


def locate_by_sjoin(folder):
    """Join; making points of the columns is a part of it."""
    import geopandas as gpd

    areas, (lon, lat) = gpd.GeoDataFrame(geometry=shapes_in(folder)), points_in(folder)

    def join():
        points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat))
        joined = gpd.sjoin(points, areas, predicate="intersects")
        return joined.index.to_numpy(), joined["index_right"].to_numpy()

    return join


def locate_by_sjoin_points_ready(folder):
    import geopandas as gpd

    areas, (lon, lat) = gpd.GeoDataFrame(geometry=shapes_in(folder)), points_in(folder)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat))

    def join():
        joined = gpd.sjoin(points, areas, predicate="intersects")
        return joined.index.to_numpy(), joined["index_right"].to_numpy()

    return join


def locate_by_duckdb(folder):
    """Join by DuckDB's spatial join, on all cores."""
    table = duckdb_with(folder, "shapes", "ST_GeomFromWKB(wkb) AS shape")
    table.execute(
        "CREATE TABLE points AS SELECT * FROM read_parquet(?)", [f"{folder}/points.parquet"]
    )
    query = (
        "SELECT points.n AS point, shapes.n AS polygon FROM points"
        " JOIN shapes ON ST_Intersects(shapes.shape, ST_Point(points.lon, points.lat))"
    )

    def join():
        found = table.execute(query).fetchnumpy()
        return found["point"], found["polygon"]

    return join


def duckdb_with(folder, name, column):
    """Return a database with the spatial extension and one table of the folder's."""
    import duckdb
    import duckdb_extension_spatial

    home = Path(duckdb_extension_spatial.__file__).parent
    database = duckdb.connect()
    database.load_extension(str(next(home.glob("extensions/*/spatial.duckdb_extension"))))
    database.execute(
        f"CREATE TABLE {name} AS SELECT n, {column} FROM read_parquet(?)",
        [f"{folder}/{name}.parquet"],
    )
    return database


def document_by_zonemap(folder):
    from geo.zone import read_zone
    from maps.web.document import render_standalone_html

    zone = read_zone(folder / "zone.geojson")
    return lambda: render_standalone_html(zone)


def parts_in(folder):
    import geopandas as gpd

    parts = gpd.read_file(folder / "zone.geojson", engine="pyogrio")
    return parts[["name", "kind", "geometry"]].set_crs("EPSG:4326", allow_override=True)


def document_by_folium(folder):
    import folium

    parts = parts_in(folder)

    def make():
        drawn = folium.Map(tiles=None)
        tooltip = folium.GeoJsonTooltip(["name"])
        folium.GeoJson(json.loads(parts.to_json()), tooltip=tooltip).add_to(drawn)
        return drawn.get_root().render()

    return make


def document_by_explore(folder):
    parts = parts_in(folder)
    return lambda: parts.explore(tiles=None).get_root().render()


WAYS = {
    "area, zonemap": area_by_zonemap,
    "area, Geod loop": area_by_geod,
    "area, to_crs": area_by_projection,
    "area, DuckDB": area_by_duckdb,
    "locate, zonemap": locate_by_zonemap,
    "locate, sjoin": locate_by_sjoin,
    "locate, sjoin with points ready": locate_by_sjoin_points_ready,
    "locate, DuckDB": locate_by_duckdb,
    "document, zonemap": document_by_zonemap,
    "document, folium.GeoJson": document_by_folium,
    "document, explore()": document_by_explore,
}
OF_RIVALS = {"area, DuckDB", "locate, DuckDB", "document, explore()"}


def resident_mb(which):
    """Return the memory held now (`VmRSS`), or the most held since the last reset (`VmHWM`)."""
    return int(Path("/proc/self/status").read_text().split(which + ":")[1].split()[0]) / 1024


def main():
    way, folder, rounds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    work = WAYS[way](folder)
    before_mb, seconds = resident_mb("VmRSS"), []
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
    answer = work()  # once, so that nothing is loaded within a round
    for _ in range(rounds):
        begun = time.perf_counter()
        answer = work()
        seconds.append(time.perf_counter() - begun)
    found = {"seconds": seconds, "before_mb": before_mb, "peak_mb": resident_mb("VmHWM")}
    if isinstance(answer, str):
        (folder / f"{way}.html").write_text(answer, "utf-8")
    else:
        np.save(folder / f"{way}.npy", np.asarray(answer))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
