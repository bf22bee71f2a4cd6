"""Sites of every kind, facts about them, and the text of a brief in each format."""

import csv
import io
import json
import re
from html import unescape

import shapely
from document_text import pdf_text
from docx import Document

from geo.fields.fact_rows import SiteFact
from geo.fields.facts import FACT_FIELDS
from geo.io.facts_file import FactsFile
from geo.measured import Measured
from maps.documents.brief.site import make_part_site, make_plot_site, make_point_site

LONG_NAME = "泸州高新技术产业开发区江阳片区二期 Jiangyang Phase II Precision-Manufacturing Plot No. 2026-117"
PLOT = shapely.box(105.43, 28.86, 105.46, 28.885)


def state_all(*keys, words="stated in words of some length, as notices of land are"):
    """Return facts of every field for each key, old and new, by several sources."""
    facts = []
    for n, (name, about) in enumerate(FACT_FIELDS.items()):
        value = f"≥{10 + n}" if about.is_quantity else words
        value = "reserved" if name == "status" else value
        date = ("2026-03", "2021-06-30", "2025")[n % 3]
        facts += [SiteFact(key, name, value, "", date, f"Notice {n % 4}") for key in keys]
    return FactsFile(tuple(facts), "facts.csv")


def make_sites(zone, *, plot=LONG_NAME):
    """Return a part, a point outside all parts, and a plot of a long name."""
    measured = Measured(zone)
    return {
        "part": make_part_site(measured, "big-data-park"),
        "point": make_point_site(measured, 105.2, 28.6),
        "plot": make_plot_site(measured, PLOT, plot),
    }


def squeeze(text):
    """Return text without white space, and with its dots and dashes alike."""
    return re.sub(r"\s", "", text)


def read_docx(data):
    document = Document(io.BytesIO(data))
    return "".join(each.text or "" for each in document.element.iter() if each.tag.endswith("}t"))


def read_html(data):
    body = data.decode("utf-8").partition("<body>")[2]
    return unescape(re.sub(r"<[^>]+>", " ", body))


def read_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def read_json(data):
    return json.loads(data)


READERS = {"pdf": pdf_text, "docx": read_docx, "html": read_html}
