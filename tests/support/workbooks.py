"""Workbooks read and written by the standard library alone."""

import io
import zipfile
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

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


_MAIN = M.strip("{}")
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def write_workbook(path, sheets, *, formats=()):
    """Write rows by the name of their sheet: texts, numbers, or `(number, format)`; None is blank.

    `formats` are number formats such as `00000`; a cell names one by its position.
    """
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}"><sheets>'
        + "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>'
            for n, name in enumerate(sheets, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        + "".join(
            f'<Relationship Id="r{n}" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts>'
        + "".join(
            f'<numFmt numFmtId="{170 + n}" formatCode="{escape(each, {chr(34): "&quot;"})}"/>'
            for n, each in enumerate(formats)
        )
        + '</numFmts><cellXfs><xf numFmtId="0"/>'
        + "".join(f'<xf numFmtId="{170 + n}"/>' for n in range(len(formats)))
        + "</cellXfs></styleSheet>",
    }
    for n, rows in enumerate(sheets.values(), 1):
        body = "".join(f"<row>{''.join(map(_write_cell, row))}</row>" for row in rows)
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def _write_cell(value):
    if value is None:
        return "<c/>"
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    number, style = value if isinstance(value, tuple) else (value, -1)
    return f'<c s="{style + 1}"><v>{number!r}</v></c>'
