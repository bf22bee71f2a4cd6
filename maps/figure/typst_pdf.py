"""Typst: a template with data typeset as a tagged PDF (PDF/UA-1) with embedded fonts."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

import maps
from geo.errors import ZoneError
from maps.figure.typography import font_paths

TEMPLATES = Path(maps.__file__).parent / "templates"
STANDARDS: list[Any] = ["ua-1"]


@cache
def _load_fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(path.parent) for path in font_paths()],
    )


def typeset_pdf(template: str, data: Mapping[str, Any], *, figure: bytes) -> bytes:
    """Return the PDF of a template with its data and its figure (SVG); equal inputs, equal bytes.

    It conforms to PDF/UA-1, unless the text can't (dozens of accents on one letter, say): then it
    is tagged without claiming the standard.

    Parameters
    ----------
    template : str
        The name of a file in `maps/templates`.
    data : mapping
        What the template reads, as JSON, from `sys.inputs.data`.
    figure : bytes
        SVG, read from `sys.inputs.figure`.

    Raises
    ------
    ZoneError
        When Typst fails, or warns, for example of a missing font.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False), "figure": figure.decode("utf-8")}
    try:
        return _compile_pdf(template, inputs, STANDARDS)
    except typst.TypstError:
        pass
    try:
        return _compile_pdf(template, inputs, [])
    except typst.TypstError as error:
        raise ZoneError(
            f"The PDF could not be typeset: {error.message}. Report this fault."
        ) from error


def typeset_pages(template: str, data: Mapping[str, Any], *, figure: bytes) -> list[bytes]:
    """Return the pages of the same PDF as SVG, letters as outlines.

    Raises
    ------
    ZoneError
        When Typst fails.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False), "figure": figure.decode("utf-8")}
    try:
        pages: Any = typst.compile(
            (TEMPLATES / template).read_bytes(),
            format="svg",
            font_paths=_load_fonts(),
            sys_inputs=inputs,
            timestamp=0,
        )
    except typst.TypstError as error:
        raise ZoneError(
            f"The pages could not be typeset: {error.message}. Report this fault."
        ) from error
    return [bytes(each) for each in (pages if isinstance(pages, list) else [pages])]


def _compile_pdf(template: str, inputs: dict[str, str], standards: list[Any]) -> bytes:
    pdf, complaints = typst.compile_with_warnings(
        (TEMPLATES / template).read_bytes(),
        font_paths=_load_fonts(),
        sys_inputs=inputs,
        pdf_standards=standards,
        timestamp=0,
    )
    if complaints:
        raise ZoneError(f"The PDF could not be typeset: {complaints[0]}. Report this fault.")
    return bytes(pdf)
