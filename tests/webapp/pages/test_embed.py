"""`/embed`: the bare map."""

import pytest
from web_client import Pictures


def test_the_picture_without_scripts_shows_what_the_map_shows(client):
    page = Pictures(client.get("/embed?parts=big-data-park&view=region&lang=en").text)
    assert "part=big-data-park" in page.picture
    assert "view=region" in page.picture
    assert client.get(page.picture).status_code == 200
    assert "with one part: Big data industrial park." in page.alt
    assert "and its reference cities" in page.alt


@pytest.mark.parametrize(
    ("bounds", "status"),
    [
        ("28.8,105.3,29,105.6", 200),
        ("-18,178,-16,-179", 200),
        ("-90,-180,90,180", 200),
        ("29,105.3,28.8,105.6", 400),
        ("28.8,105.3,29,105.3", 400),
        ("28.8,105.3,91,105.6", 400),
        ("28.8,105.3,29,181", 400),
        ("28.8,105.3,29", 400),
        ("28.8,105.3,29,105.6,7", 400),
        ("nan,105.3,29,105.6", 400),
        ("28.8, 105.3, 29, 105.6", 400),
        ("", 400),
        ("1e1,105.3,29,105.6", 400),
    ],
)
@pytest.mark.parametrize("path", ["/", "/parts/big-data-park", "/embed"])
def test_bounds_that_show_nothing_are_refused(client, path, bounds, status):
    answer = client.get(path, query_string={"bounds": bounds, "lang": "en"})
    assert answer.status_code == status
    address = f"http://localhost{path}?bounds={bounds}"
    described = client.get("/oembed", query_string={"url": address})
    assert described.status_code == {200: 200, 400: 404}[status]
    if status == 400:
        assert "Use south, west, north and east in degrees, such as 28.7," in answer.text
