"""A third language is an entry and a `.po`: pages, documents and tables then speak it."""

import re

import pytest

from geo.errors import InputError
from geo.measured import Measured
from maps import formatting, i18n
from maps.content.columns import area_columns
from maps.content.part import get_part_view
from maps.documents.factsheet import make_factsheet
from maps.export.registry import export_zone
from maps.figure.options import FigureOptions
from maps.i18n import Language, get_translator, load_translations
from webapp import create_app

pytestmark = pytest.mark.slow

TEXTS = {
    "Kind": "Type",
    "Park": "Parc",
    "Measured area": "Surface mesurée",
    "Industries": "Secteurs",
    "NE": "nord-est",
    "no more than its uncertainty of ±%(bound)s": "moins que l’incertitude (±%(bound)s)",
    "measured": "mesuré",
    "Parts": "Secteurs de la zone",
    "Licence": "Licence d’utilisation",
}


@pytest.fixture
def french(tmp_path, monkeypatch):
    """French with a few texts of its own, known for the length of a test."""
    path = tmp_path / "fr.po"
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    texts = (f'msgid "{text}"\nmsgstr "{own}"\n' for text, own in TEXTS.items())
    path.write_text("\n".join((head, *texts)), encoding="utf-8")
    language = Language(
        "fr",
        "Français",
        html_lang="fr",
        locale="fr_FR",
        thousands_separator="\N{NARROW NO-BREAK SPACE}",
        decimal_point=",",
        colon="\N{NO-BREAK SPACE}: ",
        catalogue=path,
    )
    monkeypatch.setitem(i18n.LANGUAGES, "fr", language)
    return language


@pytest.fixture
def page(french, made_path, monkeypatch):
    monkeypatch.setenv("ZONEMAP_DATA", str(made_path))
    client = create_app().test_client()

    def read(address):
        answer = client.get(address)
        assert answer.status_code == 200, address
        return answer.text

    return read


def test_numbers_have_the_signs_of_the_language(french):
    assert formatting.area(1_234_567_890, "fr") == "1\u202f234,57 km²"
    assert formatting.published_area(4.62, "fr") == "4,62 km²"
    assert formatting.bearing(45, "fr") == "45° nord-est"
    assert formatting.mu(1e6, "fr") == "1\u202f500 mu"
    assert formatting.uncertainty(4_050, "fr") == "±4,1 km"
    far = formatting.distance(234, "fr", uncertainty_m=5_000)
    assert far == "moins que l’incertitude (±5 km)"


def test_a_table_has_its_words_and_english_for_the_rest(french, made_zone):
    columns = {column.key: column for column in area_columns("fr")}
    assert columns["kind"].label == "Type"
    assert columns["area_m2"].label == "Surface mesurée"
    assert columns["perimeter_m"].label == "Perimeter"
    row = {"kind": "park", "compactness": 0.7849}
    assert columns["kind"].format_cell(row, "fr") == "Parc"
    assert columns["compactness"].format_cell(row, "fr") == "0,78"


def test_names_are_shown_in_the_language_that_there_is(french, made_zone):
    row = {"id": "a", "name": None, "name_zh": "甲", "name_fr": None}
    assert i18n.localize_field(row, "name", "fr") == ("甲", "zh")
    assert i18n.localize_field({**row, "name_fr": "Un"}, "name", "fr") == ("Un", "fr")
    view = get_part_view(Measured(made_zone), "west", "fr")
    assert (view.name.text, view.name.lang) == ("West", "en")
    assert (view.other_name.text, view.other_name.lang) == ("西区", "zh-Hans")


def test_a_factsheet_is_written_in_it(french, zone):
    sheet = make_factsheet(zone, FigureOptions(lang="fr", parts=("big-data-park",)))
    assert sheet.lang == "fr"
    headings = [block.text for block in sheet.blocks if block.kind == "heading"]
    assert "Secteurs" in headings  # translated
    assert "Key figures" in headings  # English, which it falls back to
    [table] = [block for block in sheet.blocks if block.kind == "table"][:1]
    cells = dict(row for row in table.rows)
    assert cells["Type"] == "Parc"
    assert re.fullmatch(r"\d+,\d\d\xa0km² \(.*\)", cells["Surface mesurée"])
    licences = [row[0] for block in sheet.blocks for row in block.rows if "Licence" in row[0]]
    assert licences
    assert all(text.startswith("Licence d’utilisation\N{NO-BREAK SPACE}: ") for text in licences)


def test_files_are_written_in_it(french, zone):
    options = FigureOptions(lang="fr", parts=("big-data-park",))
    assert export_zone(zone, "factsheet.pdf", options).startswith(b"%PDF")
    assert b'xml:lang="fr"' in export_zone(zone, "svg", options)


def test_the_map_page_is_in_it_and_offers_it(page):
    html = page("/?lang=fr")
    assert '<html lang="fr"' in html
    assert '<h2 id="parts-title">Secteurs de la zone ' in html
    assert "Straight-line distances" in html
    assert re.search(r'lang="fr" hreflang="fr" aria-current="true">Français</a>', html)
    assert "Download\N{NO-BREAK SPACE}: " in html
    assert ">Français</a>" in page("/")


@pytest.mark.parametrize("path", ["/areas", "/distances", "/report", "/api/", "/quality"])
def test_every_page_is_served_in_it(page, path):
    assert '<html lang="fr"' in page(f"{path}?lang=fr&f=html")


def test_the_choice_of_a_figure_offers_it(french):
    names = dict(i18n.language_choices())
    assert names["fr"] == "Français"
    assert list(names)[-1] == "both"
    assert FigureOptions(lang="both").langs == ("zh", "en")


def test_it_is_gone_with_its_entry():
    with pytest.raises(InputError, match="Use one of en, zh"):
        load_translations("fr")
    assert get_translator("en")("Park") == "Park"
