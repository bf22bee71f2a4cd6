"""A factsheet in LibreOffice Writer, printed by it, and read as a reader of PDF does."""

import io
import zipfile

import pytest
from document_text import pdf_pages
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader


@pytest.fixture
def print_word(rendered, convert_office, tmp_path):
    """Return the PDF that Writer prints of a Word document that we make."""

    def start(**options):
        path = tmp_path / "factsheet.docx"
        path.write_bytes(rendered("docx", **options))
        return convert_office(path, "pdf", by="writer").read_bytes()

    return start


@pytest.mark.parametrize("lang", ["en", "both"])
def test_writer_computes_the_fields(print_word, lang):
    pages = pdf_pages(print_word(lang=lang))
    assert len(pages) > 1
    assert [f"{n} / {len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)
    whole = " ".join(pages)
    for words in ("Figure 1: Luzhou", "Table 1: Zone overview", "Table 3: Straight-line"):
        assert words in whole
    assert "Error" not in whole


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_factsheet_of_a_part_is_one_leaf(print_word, zone, lang):
    """Two pages, one sheet of paper, even with a fallback that is wider than Word's own fonts."""
    counts = {
        part: len(pdf_pages(print_word(parts=(part,), lang=lang))) for part in zone.parts.index
    }
    assert set(counts.values()) == {2}, counts


def test_links_can_be_followed(print_word, zone):
    reader = PdfReader(io.BytesIO(print_word(lang="en")))
    found = [each.get_object() for page in reader.pages for each in page.get("/Annots", ())]
    targets = {each["/A"]["/URI"] for each in found}
    assert targets == {source.href for source in zone.sources.values() if source.href} & targets
    assert len(targets) > 5


def test_no_row_is_torn_apart(print_word, zone):
    """A name of several lines and its numbers are on one page."""
    pages = pdf_pages(print_word(lang="en"))
    for name in zone.parts["name"]:
        assert any(name in page for page in pages), name


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_poppler_draws_every_page(rendered, run_program, tmp_path, lang):
    path = tmp_path / "factsheet.pdf"
    path.write_bytes(rendered("factsheet.pdf", lang=lang))
    run_program("pdftoppm", "-r", "40", "-png", path, tmp_path / "page", package="poppler-utils")
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == len(pdf_pages(path.read_bytes()))
    said = run_program("pdftotext", path, "-", package="poppler-utils").stdout
    assert {"en": "Table 1: Zone overview", "zh": "表 1"}[lang] in said


def test_no_word_is_broken_in_a_table(print_word, zone):
    """Writer breaks a word where its column is too narrow."""
    words = {word for page in pdf_pages(print_word(lang="en")) for word in page.split()}
    for name in zone.parts["name"]:
        assert set(name.split()) <= words


def test_the_vector_figure_looks_like_the_picture(rendered, run_program, tmp_path):
    """Writer 7.4 shows the picture; Word shows the SVG, which rsvg draws here."""
    with zipfile.ZipFile(io.BytesIO(rendered("docx", lang="zh"))) as packed:
        for name in ("figure.svg", "image1.png"):
            (tmp_path / name).write_bytes(packed.read(f"word/media/{name}"))
    run_program("rsvg-convert", "-w", "600", tmp_path / "figure.svg", "-o", tmp_path / "a.png", package="librsvg2-bin")  # fmt: skip
    with Image.open(tmp_path / "a.png") as one, Image.open(tmp_path / "image1.png") as other:
        smaller = other.convert("RGB").resize(one.size)
        paper = Image.new("RGB", one.size, "white")
        paper.paste(one, mask=one.getchannel("A") if "A" in one.getbands() else None)
        far = ImageStat.Stat(ImageChops.difference(paper, smaller)).mean
    assert max(far) < 6  # of 255: edges only
