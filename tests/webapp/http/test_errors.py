"""Errors as pages and as problem details."""

import json

import pytest
from web_client import fail_with_secret

from webapp import create_app


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/parts/nowhere", 404, "No part has the id"),
        ("/nothing", 404, "Page not found."),
        ("/areas?f=xml", 400, "Use one of html, json, csv"),
        ("/areas?sort=beauty", 400, "sort is"),
        ("/?lang=de", 400, "Use one of en, zh"),
        ("/?view=moon", 400, "Use one of zone, region"),
        ("/embed?part=moon", 400, "Use an id from the table"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(client, path, status, said):
    answer = client.get(path)
    assert answer.status_code == status
    assert said in answer.text
    assert "Traceback" not in answer.text


def test_a_script_gets_problem_details(client):
    answer = client.get("/areas?f=json&sort=beauty")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == 400


def test_a_wrong_method_is_refused(client):
    answer = client.post("/areas")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_an_error_page_is_headed_in_the_readers_language(client):
    page = client.get("/parts/nope?lang=zh").text
    assert "<h1>未找到" in page
    assert '<p class="lead">没有标识符为' in page


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_failure_of_ours_says_nothing_of_the_inside(capsys, form):
    app = create_app({"RELOAD_SECONDS": 0, "LOG": form})
    app.add_url_rule("/broken", view_func=fail_with_secret)
    answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    failure, request = capsys.readouterr().err.splitlines()
    assert "secret in /srv/secret" in failure
    assert "status" in request
    if form == "json":
        assert json.loads(failure)["event"] == "Exception on /broken [GET]"


def test_a_refused_request_says_its_method_and_the_limit(client, app):
    assert "does not accept “POST” requests" in client.post("/areas").text
    assert "此地址不接受“POST”请求；请改用其他方法。" in client.post("/areas?lang=zh").text
    most = app.config["MAX_CONTENT_LENGTH"]
    answer = client.post(
        "/api/measure", data=b"x" * (most + 1), content_type="application/geo+json"
    )
    assert answer.status_code == 413
    assert answer.get_json()["detail"] == (
        f"The request is larger than {most // 2**20} MiB, or has too many fields. "
        "Send less at a time."
    )
