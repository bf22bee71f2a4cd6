"""What a command says of the datum of a table: the option is named where it may be needed."""

import pytest

ROWS = "105.535151,29.150915\n105.433967,28.889897\n"


@pytest.fixture
def locate(run, tmp_path):
    def call(headings="经度,纬度", *options, lang="en", name="点位.csv"):
        path = tmp_path / name
        path.write_text(f"{headings}\n{ROWS}", "utf-8")
        out = tmp_path / "o.csv"
        out.unlink(missing_ok=True)
        code, _, err = run("locate", path, "-o", out, "--lang", lang, *options)
        return code, err, out.read_text("utf-8-sig") if out.exists() else ""

    return call


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_note_names_the_option_of_each_datum(locate, lang):
    code, said, _ = locate(lang=lang)
    assert code == 0
    assert "--datum gcj02" in said
    assert "--datum bd09" in said


@pytest.mark.parametrize("datum", ["wgs84", "gcj02", "bd09"])
def test_a_datum_that_was_said_is_not_proposed_again(locate, datum):
    _, said, _ = locate("经度,纬度", "--datum", datum)
    assert "--datum" not in said
    assert "taken as degrees" in said


def test_a_datum_given_as_crs_leads_to_its_option(locate):
    code, said, _ = locate("经度,纬度", "--crs", "gcj02", lang="zh")
    assert code == 2
    assert "请使用 --datum gcj02" in said


def test_a_service_names_the_parameter(client):
    answer = client.post("/api/locate?f=json", data=f"lon,lat\n{ROWS}", content_type="text/csv")
    (step,) = (each for each in answer.get_json()["steps"] if "datum" in each)
    assert "datum=gcj02" in step
    assert "datum=bd09" in step
