import pytest
from kept_roads import copy_zone, move_place

from webapp import create_app


@pytest.fixture
def path(tmp_path):
    return copy_zone(tmp_path)


def find_address(client):
    text = client.get("/?lang=en").get_data(as_text=True)
    start = text.find("/roads/")
    return text[start : text.index('"', start)] if start >= 0 else None


def test_the_shapes_of_a_part_are_sent_for_good_at_the_address_of_the_data(path):
    client = create_app({"DATA": str(path)}).test_client()
    address = find_address(client)
    answer = client.get(address.replace("PART", "plot"))
    assert set(answer.get_json()) == {"routes", "areas", "title", "notes", "credit"}
    assert "immutable" in answer.headers["Cache-Control"]
    other = client.get("/roads/0123/en/plot.json")
    assert "immutable" not in other.headers.get("Cache-Control", "")
    assert client.get(address.replace("PART", "nowhere")).status_code == 404
    assert client.get("/roads/0123/xx/plot.json").status_code == 404


def test_without_figures_that_may_be_shown_the_page_names_no_address(path):
    move_place(path)
    client = create_app({"DATA": str(path)}).test_client()
    assert find_address(client) is None
    assert client.get("/roads/0123/en/plot.json").get_json()["routes"] == {}
    assert find_address(create_app({}).test_client()) is None
