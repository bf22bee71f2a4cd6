"""Workbooks read by the standard library alone."""

import io
import zipfile
from typing import Any
from xml.etree import ElementTree

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_workbook(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each sheet: a list of values by column letter, numbers as floats."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        names = [each.get("name") for each in root.iter(f"{M}sheet")]
        return {
            name: read_rows(archive.read(f"xl/worksheets/sheet{n}.xml"))
            for n, name in enumerate(names, 1)
        }


def read_rows(text: bytes) -> list[dict[str, Any]]:
    """Return the rows of a sheet's XML."""
    rows = []
    for row in ElementTree.fromstring(text).iter(f"{M}row"):
        cells = {}
        for cell in row.iter(f"{M}c"):
            value = "".join(cell.itertext())
            if value:
                letters = cell.get("r").rstrip("0123456789")
                cells[letters] = float(value) if cell.get("t", "n") == "n" else value
        rows.append(cells)
    return rows


def read_table(data: bytes) -> list[dict[str, Any]]:
    """Return the rows of the first sheet by heading; empty cells are None."""
    head, *rows = next(iter(read_workbook(data).values()))
    return [{name: row.get(place) for place, name in head.items()} for row in rows]
