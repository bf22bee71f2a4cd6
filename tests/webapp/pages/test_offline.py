"""Icons, manifest and service worker."""


def test_a_page_that_names_no_icon_has_one(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.content_type) == (200, "image/png")
