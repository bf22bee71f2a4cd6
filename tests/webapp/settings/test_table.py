"""The table of settings in the documents is the one of the code."""

import re
from pathlib import Path

import pytest

from geo.errors import InputError
from webapp.settings import table
from webapp.settings.config import variables
from webapp.settings.table import with_table

ROOT = Path(table.__file__).parents[2]
NAMES = {each.name for each in variables()}
NAME = re.compile(r"\bZONEMAP_[A-Z_]+[A-Z]\b")


@pytest.mark.parametrize("name", table.DOCUMENTS)
def test_the_documents_are_as_the_table_has_them(name):
    text = (ROOT / name).read_text("utf-8")
    assert with_table(text, table.DOCUMENTS[name]()) == text, "run `make docs`"


@pytest.mark.parametrize("name", table.DOCUMENTS)
def test_each_document_names_every_variable_and_no_other(name):
    text = (ROOT / name).read_text("utf-8")
    rows = set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.M))
    assert rows == NAMES
    assert set(NAME.findall(text)) <= NAMES


def test_a_document_without_markers_is_refused():
    with pytest.raises(InputError, match=r"The document lacks .*\. Add both"):
        with_table("# Settings\n", "| a |")
