"""The form of an answer."""


def test_accept_chooses_the_form(client):
    assert client.get("/areas", headers={"Accept": "application/json"}).is_json
    assert client.get("/areas", headers={"Accept": "text/csv"}).content_type.startswith("text/csv")
    assert client.get("/areas", headers={"Accept": "*/*"}).content_type.startswith("text/html")
