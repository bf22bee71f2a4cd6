"""`/` and `/parts/<id>`."""


def test_a_part_alone_for_a_script(client):
    answer = client.get("/parts/big-data-park?fragment=1")
    assert answer.text.count("<article") == 1
    assert "<html" not in answer.text


def test_a_shared_part_is_titled_by_its_name(client):
    page = client.get("/parts/big-data-park?lang=en").text
    assert 'property="og:title" content="Big data industrial park"' in page
