"""One fact: each value is checked, and refused in a sentence that names it."""

import pytest

from geo.errors import InputError, Phrase
from geo.fields.fact_rows import COLUMNS, read_fact

WHERE = Phrase("facts.csv, line 2", {})
SOUND = {
    "id": "core",
    "field": "water_price",
    "value": "3.45",
    "as_of": "2026-03",
    "source": "Tariff 2026",
}


def test_a_sound_fact_is_read_as_it_is():
    fact = read_fact(SOUND, WHERE)
    assert {name: getattr(fact, name) for name in COLUMNS} == {**SOUND, "value_zh": ""}
    assert read_fact({**SOUND, "value": 3.45}, WHERE) == fact  # as JSON has it


def test_a_number_of_json_loses_no_digit():
    number = 5105020010012345678
    fact = read_fact({**SOUND, "id": number, "field": "use", "value": number}, WHERE)
    assert (fact.id, fact.value) == ("5105020010012345678",) * 2
    assert read_fact({**SOUND, "value": 0.1 + 0.2}, WHERE).value == "0.3"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": ""}, "line 2: id is missing"),
        ({"as_of": None}, "line 2: as_of is missing"),
        ({"source": " "}, "line 2: source is missing"),
        ({"as_of": "March"}, "as_of is “March”, not a date"),
        ({"as_of": "2026-02-30"}, "not a date"),
        ({"field": "watr_price"}, "field is “watr_price”, which is not known"),
        ({"value": "3.45 CNY"}, "water_price is “3.45 CNY”, not a quantity"),
        ({"value": True}, "value is “true”, not text"),
        ({"field": "status", "value": "free"}, "status is “free”. Use one of available"),
        ({"source": "x" * 501}, "source is longer than 500 characters"),
    ],
)
def test_a_faulty_value_is_refused_by_name(change, said):
    with pytest.raises(InputError, match=said):
        read_fact({**SOUND, **change}, WHERE)
