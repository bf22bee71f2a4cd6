"""`/healthz`."""


def test_health(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json["status"] == "ok"
    assert answer.json["parts"] == 8
