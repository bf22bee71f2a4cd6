"""Give disguised files to every reader, command and address, in a process that is traced.

`python try_disguises.py FOLDER URL [raw | SHARE/SHARES | DRIVER …]` prints a line for each output with the secret. A
marker that is looked for before each file tells in the trace which it was. Each file is tried under
the suffix that GDAL streams, the one of its driver, and one more, which takes turns; with
ZONEMAP_HOSTILE=all in the environment under all, which takes a quarter of an hour.
"""

import contextlib
import io
import itertools
import json
import os
import sys
import traceback
import warnings
from functools import partial
from pathlib import Path

from disguises import PREFIXES, SECRET, make_database, make_disguises, write_secrets
from odd_zones import COMPANIONS, make_small_shipped, read_companion

SUFFIXES = (
    *(".geojson", ".gpkg", ".shp", ".kml", ".fgb", ".parquet", ".csv", ".txt", ".gml", ".tab"),
    *(".mif", ".gdb", ".dxf", ".xlsx", ".zip", ".xml", ".vrt"),
    *(".json", ".kmz"),
)
# Where a driver's own suffix is of the list; others go by their content, under any.
OWN_SUFFIXES = {
    "CSV": ".csv", "DXF": ".dxf", "ESRI Shapefile": ".zip", "FlatGeobuf": ".fgb", "GML": ".gml",
    "GPKG": ".gpkg", "KML": ".kml", "LIBKML": ".kml", "MapInfo File": ".tab", "ODS": ".zip",
    "OGR_VRT": ".vrt", "OpenFileGDB": ".zip", "SQLite": ".gpkg", "XLSX": ".xlsx", "WFS": ".xml",
    "GTFS": ".zip", "PGDUMP": ".txt", "VDV": ".txt", "GPX": ".xml", "PDS4": ".xml",
}  # fmt: skip
SIDES = ("a.gfs", "a.xsd", "a.csvt", "a.aux.xml", "decoy.csv", "decoy.kml", "decoy.xsd", "a.qix")
LARGE = 2**24
IS_WHOLE = os.environ.get("ZONEMAP_HOSTILE") == "all"


def call(*arguments):
    """Run a command in this process; return what it wrote."""
    from webapp.cli.main import main

    said = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    sys.argv = ["zonemap", *map(str, arguments)]
    with (
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
        contextlib.suppress(SystemExit),
    ):
        main()
    return said.buffer.getvalue().decode()


def post(client, address, path):
    """Send a file as a form and as a body; return what came back."""
    data = path.read_bytes()
    form = client.post(
        address, data={"file": (io.BytesIO(data), path.name)}, content_type="multipart/form-data"
    )
    bodies = [
        client.post(address, data=data, content_type=kind)
        for kind in ("application/geo+json", "text/csv", "application/octet-stream")
    ]
    for answer in (form, *bodies):
        assert answer.status_code < 500, (address, path, answer.text[:300])
    return "".join(answer.get_data(as_text=True) for answer in (form, *bodies))


def try_readers(path):
    """Read a file whole and in chunks; return what came."""
    from geo.batch.sources import open_source
    from geo.errors import ZoneError
    from geo.reading.any_format import read_layer
    from geo.reading.layer import ReadOptions

    said = []
    with contextlib.suppress(ZoneError):
        said.append(read_layer(path, ReadOptions(skip_unusable=True)).table.to_json(default=str))
    with contextlib.suppress(ZoneError):
        source = open_source(path, options=ReadOptions(crs="EPSG:4326"))
        said += [str(chunk.table) for chunk in source.chunks()]
    return " ".join(said)


def try_raw(path):
    """Read a file as GDAL does by itself: what the disguises do when nobody is careful."""
    import pyogrio

    try:
        return str(pyogrio.read_arrow(path)[1])
    except Exception as error:  # noqa: BLE001 - a refusal is no finding here
        return str(error)


def list_entries(path, client):
    """Return the commands and addresses that take a file, as functions that return what they say."""
    made = path.parent / "made"
    commands = (
        ("import", path, "-o", made / "a.geojson"),
        ("locate", path, "-o", made / "a.csv"),
        ("measure", path, "-o", made / "a.csv"),
        ("check", path),
        ("diff", path, path),
        ("brief", "--file", path, "-o", made / "a.html"),
        ("page", "--with", path, "-o", made / "a.svg"),
    )
    addresses = (
        *("/quality", "/changes", "/api/measure", "/api/locate", "/api/brief?f=json"),
        *("/api/inspect", "/api/inspect/zone", "/api/inspect/page?f=svg"),
    )
    return [
        *(partial(call, *each) for each in commands),
        *(partial(post, client, each, path) for each in addresses),
    ]


def try_entries(path, client, *, turn):
    """Give a file to commands and addresses, which take turns; return what they wrote."""
    entries = list_entries(path, client)
    if path.stat().st_size >= LARGE:
        entries = entries[:5]  # commands that read in chunks
    elif not IS_WHOLE:
        entries = entries[turn % 3 :: 3]
    said = [entry() for entry in entries]
    for each in (path.parent / "made").iterdir():
        said.append(each.read_text("utf-8", "replace"))
        each.unlink()
    return "\n".join(said)


def choose_suffixes(number, driver, *, large):
    """Return the suffixes under which a file is tried."""
    if large:
        return (".geojson",)
    if IS_WHOLE:
        return SUFFIXES
    turn = SUFFIXES[number % len(SUFFIXES)]
    return tuple(dict.fromkeys((OWN_SUFFIXES.get(driver, turn), ".geojson", turn)))


def is_chosen(number, driver, chosen):
    """Return whether a file is tried: one of the drivers, or of a share such as `0/2`."""
    if not chosen or chosen == ("raw",):
        return True
    turn, slash, count = chosen[0].partition("/")
    return number % int(count) == int(turn) if slash else driver in chosen


def write_zone(folder):
    """Write the zone that commands and addresses use: a small one, which each reads anew."""
    folder.mkdir()
    trees = {name: read_companion(name) for name in COMPANIONS}
    for name, tree in {**trees, "boundaries": make_small_shipped()}.items():
        (folder / f"{name}.geojson").write_text(json.dumps(tree), encoding="utf-8")
    return folder / "boundaries.geojson"


def mark(folder, name):
    """Leave a line in the trace."""
    with contextlib.suppress(OSError):
        os.close(os.open(folder / "marker" / name, os.O_RDONLY))


def main(folder, url, *drivers):  # noqa: C901 - one trial after the other
    """Try all of them in `folder`, which is empty."""
    secret = write_secrets(folder / "canaries")
    inputs = folder / "inputs"
    (inputs / "made").mkdir(parents=True)
    for side in SIDES:
        (inputs / side).write_text(f"lon,lat,name\n105.4,28.9,{SECRET}\n")
    is_raw = drivers == ("raw",)
    client = None
    if not is_raw:
        from webapp import create_app

        zone = write_zone(folder / "zone")
        os.environ["ZONEMAP_DATA"] = str(zone)
        client = create_app({"DATA": zone, "RELOAD_SECONDS": 0}).test_client()
    made = make_disguises(url=url, file=secret, folder=secret.parent)
    for number, (driver, data) in enumerate(made):
        if not is_chosen(number, driver, drivers):
            continue
        large = len(data) > LARGE
        if large and number % 4 and not IS_WHOLE:
            continue
        for place, suffix in enumerate(choose_suffixes(number, driver, large=large)):
            path = inputs / f"a{suffix}"
            path.write_bytes(data)
            mark(folder, f"{driver}-{number}{suffix}")
            try:
                said = try_raw(path) if is_raw else try_readers(path)
                if client and (place == number % 9 if IS_WHOLE else place == 0):
                    said += try_entries(path, client, turn=number)
            except Exception:  # noqa: BLE001 - the finding itself
                said = traceback.format_exc(limit=-4)
                print(f"CRASH {driver}-{number}{suffix}")
                print(said, file=sys.stderr)
            if SECRET in said:
                print(f"SECRET {driver}-{number}{suffix}")
            path.unlink()
            left = {each.name for each in inputs.iterdir()} - {*SIDES, "made"}
            if left:
                print(f"LEFT {driver}-{number}{suffix}: {left}")
    if not drivers or drivers[0].startswith("0/"):
        try_names(inputs, url)


def try_names(inputs, url):
    """Try files whose names would be addresses, by relative paths."""
    host = url.split("/")[2]
    os.chdir(inputs)
    plain = make_database()()
    names = [*itertools.product(PREFIXES, ("", ".gpkg", ".geojson"))]
    for prefix, suffix in names if IS_WHOLE else names[::2]:
        path = Path(f"{prefix}{host}{suffix}")
        path.write_bytes(plain)
        mark(inputs.parent, path.name)
        try_readers(path)
        call("locate", path, "-o", "made/a.csv")
        path.unlink()
    for name in ("a!b.gpkg", "a.zip!b.gpkg", "a?b.gpkg", "a#b.gpkg", "a%20b.gpkg"):
        path = Path(name)
        path.write_bytes(plain)
        assert "'x'" in try_readers(path) or '"x"' in try_readers(path), name
        path.unlink()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(Path(sys.argv[1]), *sys.argv[2:])
    print("DONE")
