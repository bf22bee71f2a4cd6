"""`facts.csv` and `facts.json` beside a boundary file."""

import json

import pytest

from geo.errors import InputError
from geo.fields.fact_rows import COLUMNS
from geo.io.facts_file import FactsFile, read_facts

HEAD = ",".join(COLUMNS)
ROW = "core,flood,above the level,高于洪水位,2026-03,Water bureau"


def read(folder, **options):
    return read_facts(folder / "boundaries.geojson", **{"max_bytes": 10**6, **options})


def write_csv(folder, *rows, head=HEAD, encoding="utf-8"):
    (folder / "facts.csv").write_bytes("\r\n".join([head, *rows]).encode(encoding))


def test_without_a_file_there_are_none(tmp_path):
    assert read(tmp_path) == (FactsFile(), b"")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_spreadsheet_is_read_in_its_usual_encodings(tmp_path, encoding):
    write_csv(tmp_path, ROW, "", ",,,,,", encoding=encoding)
    ((fact,), name) = read(tmp_path)[0].facts, read(tmp_path)[0].name
    assert (fact.id, fact.field, fact.value_zh, name) == (
        "core",
        "flood",
        "高于洪水位",
        "facts.csv",
    )


def test_columns_may_be_in_any_order_and_quoted(tmp_path):
    write_csv(
        tmp_path,
        '"Bureau, the",2025,"a ""b""\nc",use,core',
        head="source,as_of,value,field,id",
    )
    (fact,) = read(tmp_path)[0].facts
    assert (fact.source, fact.value, fact.value_zh) == ("Bureau, the", 'a "b"\nc', "")


def test_json_has_the_same_members(tmp_path):
    row = dict(zip(COLUMNS, ROW.split(","), strict=True))
    (tmp_path / "facts.json").write_text(json.dumps({"facts": [row]}), "utf-8")
    found = read(tmp_path)[0]
    (tmp_path / "facts.json").unlink()
    write_csv(tmp_path, ROW)
    assert found.facts == read(tmp_path)[0].facts


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("facts.csv", "", "facts.csv is empty. Write the facts"),
        ("facts.csv", " \n\n", "facts.csv is empty. Write the facts"),
        ("facts.csv", "\ufeff", "facts.csv is empty. Write the facts"),
        ("facts.json", " \n", "facts.json is empty. Write the facts"),
        ("facts.csv", f"{HEAD}\ncore,flood,{'a' * 140_000},,2026,b\n", "Shorten it"),
        ("facts.csv", f"{HEAD}\ncore,plot_ratio,2.5-1.0,,2026,b\n", "a range from more to less"),
        ("facts.json", '{"facts": [], "facts": []}', "has “facts” twice in one object"),
        ("facts.json", '{"facts": [{"id": "a", "id": "b"}]}', "has “id” twice in one object"),
        ("facts.csv", "id,field\n", "Name them id, field, value"),
        ("facts.csv", f"{HEAD},note\n", "Name them id, field, value"),
        ("facts.csv", f"{HEAD}\n{ROW},more\n", "line 2 has more cells"),
        ("facts.csv", f'{HEAD}\n"{ROW}\n', "can't be read as CSV"),
        ("facts.csv", f"{HEAD}\n{ROW}\n{ROW}\n", "line 3 repeats an earlier id"),
        ("facts.csv", f"{HEAD}\ncore,flood,a,,2026,\n", "line 2: source is missing"),
        ("facts.json", "[]", "has no list of facts"),
        ("facts.json", '{"facts": [1]}', "fact 1 is not an object"),
        ("facts.json", '{"facts": [{"note": 1}]}', "fact 1 is not an object"),
        ("facts.json", "{", "not valid JSON"),
    ],
)
def test_a_faulty_file_is_refused_in_a_sentence(tmp_path, name, text, said):
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(InputError, match=said) as refusal:
        read(tmp_path)
    assert str(refusal.value).count("\n") == 0


def test_bytes_that_are_no_text_and_files_that_are_too_large_are_refused(tmp_path):
    (tmp_path / "facts.csv").write_bytes(b"\xff\xff\xff")
    with pytest.raises(InputError, match="is not UTF-8 text"):
        read(tmp_path)
    write_csv(tmp_path, ROW)
    with pytest.raises(InputError, match="larger than"):
        read(tmp_path, max_bytes=10)


def test_two_files_are_refused(tmp_path):
    write_csv(tmp_path, ROW)
    (tmp_path / "facts.json").write_text('{"facts": []}')
    with pytest.raises(InputError, match="Keep one of them"):
        read(tmp_path)


def test_facts_of_a_site_come_before_those_of_the_zone_the_newest_first(tmp_path):
    write_csv(
        tmp_path,
        "*,water_price,3,,2026,a",
        "*,gas_price,2,,2026,a",
        "core,water_price,4,,2024,b",
        "core,water_price,5,,2025-06,c",
        "other,water_price,9,,2026,d",
    )
    stated = read(tmp_path)[0]
    values = {
        field: [each.value for each in found] for field, found in stated.of_site(["core"]).items()
    }
    assert values == {"water_price": ["5", "4"], "gas_price": ["2"]}
    assert [each.value for each in stated.of_site([])["water_price"]] == ["3"]
