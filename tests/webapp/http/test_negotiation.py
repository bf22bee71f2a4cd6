"""The form of an answer: by `?f=`, by Accept, and the table that is sent in it."""

import csv
import io

import pytest

from geo.errors import InputError
from webapp.http.negotiation import negotiate_format, rows_response

ROWS = [{"id": "a", "area_m2": 1.5}, {"id": "=b", "area_m2": None}]


def test_accept_chooses_the_form(client):
    assert client.get("/areas", headers={"Accept": "application/json"}).is_json
    assert client.get("/areas", headers={"Accept": "text/csv"}).content_type.startswith("text/csv")
    assert client.get("/areas", headers={"Accept": "*/*"}).content_type.startswith("text/html")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "html"),
        ("image/png", "html"),
        ("text/csv;q=0.5, application/json;q=0.4", "csv"),
        ("application/*", "json"),
    ],
)
def test_a_form_that_there_is_not_leads_to_the_page(app, accept, expected):
    with app.test_request_context("/", headers={"Accept": accept}):
        assert negotiate_format() == expected


def test_f_outweighs_accept_and_is_one_of_the_forms(app):
    with app.test_request_context("/?f=csv", headers={"Accept": "application/json"}):
        assert negotiate_format() == "csv"
        with pytest.raises(InputError, match=r"f is “csv”\. Use one of html, json"):
            negotiate_format(("html", "json"))


def test_rows_are_sent_as_json_or_as_csv_for_a_spreadsheet(app):
    found = rows_response(ROWS, ["id", "area_m2"], "json", name="a")
    assert (found.json, found.content_type) == (ROWS, "application/json; charset=utf-8")
    assert "Content-Disposition" not in found.headers
    with app.test_request_context("/"):
        found, unnamed = (
            rows_response(ROWS, ["id", "area_m2"], "csv", name=n) for n in ("a", None)
        )
    assert found.headers["Content-Disposition"] == 'attachment; filename="a.csv"'
    read = list(csv.reader(io.StringIO(found.data.decode("utf-8-sig"))))
    assert read == [["id", "area_m2"], ["a", "1.5"], ["'=b", ""]]
    assert "Content-Disposition" not in unnamed.headers
