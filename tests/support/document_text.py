"""The text of documents, as other programs read it: white space normalised."""

import io
import re
from functools import lru_cache

from docx import Document
from pypdf import PdfReader


def normalise(text: str) -> str:
    """Return text with single spaces."""
    return re.sub(r"\s+", " ", text.replace("\xa0", " "))


def pdf_pages(data: bytes) -> list[str]:
    """Return the text of each page of a PDF."""
    return list(_extract_pages(data))


@lru_cache(maxsize=32)  # a page takes longer to read than to make, and several tests read the same
def _extract_pages(data: bytes) -> tuple[str, ...]:
    return tuple(normalise(page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages)


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF."""
    return normalise(" ".join(pdf_pages(data)))


def docx_text(data: bytes) -> str:
    """Return the text of a Word document: paragraphs first, then table cells."""
    document = Document(io.BytesIO(data))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return normalise(" ".join([*(p.text for p in document.paragraphs), *cells]))


READERS = {"factsheet.pdf": pdf_text, "docx": docx_text}
