"""Give disguised files to every reader, command and address, in a process that is traced.

`python try_disguises.py FOLDER URL [DRIVER …]` prints a line for each output with the secret. A
marker that is looked for before each file tells in the trace which it was. Each file is tried under
three of the suffixes, which take turns; with ZONEMAP_DISGUISES=all in the environment under all,
which takes a quarter of an hour.
"""

import contextlib
import io
import itertools
import os
import sys
import traceback
import warnings
from pathlib import Path

from disguises import PREFIXES, SECRET, make_database, make_disguises, write_secrets

SUFFIXES = (
    *(".geojson", ".gpkg", ".shp", ".kml", ".fgb", ".parquet", ".csv", ".txt", ".gml", ".tab"),
    *(".mif", ".gdb", ".dxf", ".xlsx", ".zip", ".xml", ".vrt"),
)
SIDES = ("a.gfs", "a.xsd", "a.csvt", "a.aux.xml", "decoy.csv", "decoy.kml", "decoy.xsd", "a.qix")
LARGE = 2**24
IS_WHOLE = os.environ.get("ZONEMAP_DISGUISES") == "all"


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
    from geo.reading.door import read_layer
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


def try_commands(path, client):
    """Give a file to every command and address that takes one; return what they wrote."""
    made = path.parent / "made"
    said = [
        call("import", path, "-o", made / "a.geojson"),
        call("locate", path, "-o", made / "a.csv"),
        call("measure", path, "-o", made / "a.csv"),
        call("check", path),
        call("diff", path, path),
    ]
    for each in made.iterdir():
        said.append(each.read_text("utf-8", "replace"))
        each.unlink()
    if path.stat().st_size < LARGE:
        addresses = ("/quality", "/changes", "/api/measure", "/api/locate")
        said += [post(client, address, path) for address in addresses]
    return "\n".join(said)


def choose_suffixes(number, *, large):
    """Return the suffixes under which a file is tried."""
    if large:
        return (".geojson",)
    if IS_WHOLE:
        return SUFFIXES
    turns = (SUFFIXES[(number + step) % len(SUFFIXES)] for step in (0, 6))
    return tuple(dict.fromkeys((".geojson", *turns)))


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

        client = create_app({"RELOAD_SECONDS": 0}).test_client()
    made = make_disguises(url=url, file=secret, folder=secret.parent)
    for number, (driver, data) in enumerate(made):
        if drivers and driver not in drivers and not is_raw:
            continue
        large = len(data) > LARGE
        if large and number % 4 and not IS_WHOLE:
            continue
        for place, suffix in enumerate(choose_suffixes(number, large=large)):
            path = inputs / f"a{suffix}"
            path.write_bytes(data)
            mark(folder, f"{driver}-{number}{suffix}")
            try:
                said = try_raw(path) if is_raw else try_readers(path)
                # The commands take turns with the suffixes: together they are all tried.
                turn = place % 9 == number % 9 if IS_WHOLE else place == number % 6
                if client and (large or turn):
                    said += try_commands(path, client)
            except Exception:  # noqa: BLE001 - the finding itself
                said = traceback.format_exc(limit=-4)
                print(f"CRASH {driver}-{number}{suffix}")
                print(said, file=sys.stderr)
            if SECRET in said:
                print(f"SECRET {driver}-{number}{suffix}")
            path.unlink()
    if not drivers:
        try_names(inputs, url)


def try_names(inputs, url):
    """Try files whose names would be addresses, by relative paths."""
    host = url.split("/")[2]
    os.chdir(inputs)
    plain = make_database()()
    for prefix, suffix in itertools.product(PREFIXES, ("", ".gpkg", ".geojson")):
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
