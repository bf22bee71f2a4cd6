"""`/embed`: the bare map."""

from web_client import Pictures


def test_the_picture_without_scripts_shows_what_the_map_shows(client):
    page = Pictures(client.get("/embed?parts=big-data-park&view=region&lang=en").text)
    assert "part=big-data-park" in page.picture
    assert "view=region" in page.picture
    assert client.get(page.picture).status_code == 200
    assert "with one part: Big data industrial park." in page.alt
    assert "and its reference cities" in page.alt
