"""MBTiles files of made pictures."""

import io
import sqlite3

from PIL import Image


def picture(colour="#204060", size=256, form="PNG"):
    data = io.BytesIO()
    Image.new("RGB", (size, size), colour).save(data, form)
    return data.getvalue()


def write_mbtiles(path, *, tiles=None, **metadata):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        connection.execute(
            "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)"
        )
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
        rows = tiles or {(1, 0, 0): picture("#ff0000"), (1, 0, 1): picture("#00ff00")}
        connection.executemany(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)",
            [(*place, data) for place, data in rows.items()],
        )
    connection.close()
    return path
