"""The sample files of installed packages through the commands, beside an independent reading.

`python public_files.py [FOLDER …]` tries the files in the folders (of packages that were unpacked,
say) and in the installed packages, prints one that went wrong on a line, and counts outcomes.
"""

import contextlib
import csv
import io
import sys
import sysconfig
import tempfile
import traceback
import warnings
from collections import Counter
from pathlib import Path

SUFFIXES = {
    *(".geojson", ".geojsonl", ".geojsons", ".topojson", ".gpkg", ".shp", ".kml", ".kmz", ".fgb"),
    *(".parquet", ".gml", ".tab", ".mif", ".gdb", ".dxf", ".xlsx", ".zip", ".json", ".csv"),
}
MAX_BYTES = 20 * 2**20
GEO_WORDS = (b'"FeatureCollection"', b'"Topology"', b'"rings"', b'"Feature"')
OWN = ("geo", "maps", "webapp", "node_modules")
# Where the independent reading is of degrees or names its CRS.
COMPARED = {".geojson", ".gpkg", ".shp", ".fgb", ".gml", ".mif"}


def find_files(folders):
    """Yield the files whose suffix the reader knows; JSON and zip only if they may be layers."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            suffix = path.suffix.lower()
            is_own = any(part in OWN for part in path.relative_to(folder).parts[:1])
            if suffix not in SUFFIXES or is_own or path.stat().st_size > MAX_BYTES:
                continue
            if suffix == ".json" and not any(word in path.read_bytes() for word in GEO_WORDS):
                continue
            if suffix == ".tab" and not path.read_bytes()[:20].lower().startswith(b"!table"):
                continue
            yield path


def call(*arguments):
    """Run a command in this process; return its exit code and what it said, or the traceback."""
    from webapp.cli.main import main

    said = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    sys.argv = ["zonemap", *map(str, arguments)]
    code = 0
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        except BaseException:  # noqa: BLE001 - the finding itself, whatever it is
            said.write(traceback.format_exc(limit=-3))
            code = 99
    return code, said.buffer.getvalue().decode("utf-8", "replace")


def measure_apart(path):
    """Return the number and the geodesic area of a file's polygons, as GeoPandas reads them.

    None where it can't, or where there are other shapes: then nothing is compared.
    """
    import geopandas as gpd
    import numpy as np
    import pyogrio
    import shapely
    from pyproj import Geod

    try:
        layers = [name for name, kind in pyogrio.list_layers(path) if kind is not None]
        table = gpd.read_file(path)
        if len(layers) > 1 or table.crs is None or table.crs.is_engineering:
            return None
        table = table.set_geometry(shapely.force_2d(table.geometry.values)).to_crs("OGC:CRS84")
    except Exception:  # noqa: BLE001 - then nothing is compared
        return None
    shapes = table.geometry.values
    if not len(table) or not np.isin(shapely.get_type_id(shapes), (3, 6)).all():
        return None
    if not shapely.is_valid(np.asarray(shapes)).all():
        return None
    geod = Geod(ellps="WGS84")
    flat = shapely.get_parts(np.asarray(shapes))
    return len(table), sum(abs(geod.geometry_area_perimeter(orient(each))[0]) for each in flat)


def orient(polygon):
    """Return a polygon whose outline runs one way and its holes the other."""
    import shapely

    return shapely.geometry.polygon.orient(polygon)


def read_measured(path):
    """Return how many polygons were measured or kept aside, and the area of those measured."""
    rows = list(csv.DictReader(path.open(encoding="utf-8-sig", newline="")))
    aside = path.with_name(path.name + ".rejected.csv")
    rejected = (
        list(csv.DictReader(aside.open(encoding="utf-8-sig", newline=""))) if aside.exists() else []
    )
    return len(rows), len(rejected), sum(float(row["area_m2"]) for row in rows)


def try_file(path, folder, apart):
    """Return the outcome of each command, and what was wrong with the file."""
    made, measured = folder / "made.geojson", folder / "measured.csv"
    outcomes, wrong = {}, []
    for name, *arguments in (
        ("import", path, "-o", made),
        ("measure", path, "-o", measured),
        ("check", path),
    ):
        code, said = call(name, *arguments)
        outcomes[name] = {0: "done", 1: "findings or nothing usable", 2: "refused"}.get(
            code, "CRASH"
        )
        if "Traceback" in said or code not in {0, 1, 2}:
            wrong.append(f"{name}: {said[-600:]}")
        if code == 2 and made.exists() and name == "import":
            wrong.append("import: refused, and yet it wrote a file")
    if apart is not None and measured.exists():
        count, rejected, area_m2 = read_measured(measured)
        if count + rejected != apart[0]:
            wrong.append(f"measure: {count} + {rejected} features, not {apart[0]}")
        if not rejected and abs(area_m2 - apart[1]) > 1e-3 * apart[1]:
            wrong.append(f"measure: {area_m2:.1f} m², not {apart[1]:.1f}")
        outcomes["compared"] = "same" if not wrong else "different"
    for each in folder.iterdir():
        each.unlink()
    return outcomes, wrong


def try_files(folders):
    """Return the counts of outcomes by command, and what was wrong by file."""
    counts, faults = Counter(), []
    files = list(find_files(folders))
    # Before the product is loaded, which leaves GDAL only the drivers that it needs.
    apart = {p: measure_apart(p) for p in files if p.suffix.lower() in COMPARED}
    with tempfile.TemporaryDirectory() as name:
        for path in files:
            counts[f"files {path.suffix.lower()}"] += 1
            outcomes, wrong = try_file(path, Path(name), apart.get(path))
            counts.update(f"{command}: {outcome}" for command, outcome in outcomes.items())
            faults += [f"{path.name}: {each}" for each in wrong]
    return counts, faults


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    given = [Path(each) for each in sys.argv[1:]] or [Path(sysconfig.get_paths()["purelib"])]
    counts, faults = try_files(given)
    for key, count in sorted(counts.items()):
        print(f"{count:5} {key}")
    for each in faults:
        print("WRONG", each)
    sys.exit(1 if faults else 0)
