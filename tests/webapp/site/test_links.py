"""Links and navigation."""


def test_links_keep_the_language(client):
    page = client.get("/?lang=zh").text
    assert 'href="/areas?lang=zh"' in page
    assert "/parts/big-data-park?lang=zh" in page
    assert 'href="/areas"' in client.get("/").text
