"""`/metrics`."""

from web_client import make_client


def test_metrics_are_there_when_asked_for(client):
    assert client.get("/metrics").status_code == 404
    counting = make_client(METRICS="1")
    for _ in range(3):
        counting.get("/areas")
    text = counting.get("/metrics").text
    assert 'zonemap_requests_total{method="GET",prepared="no",status="200"} 1.0' in text
    assert 'zonemap_requests_total{method="GET",prepared="yes",status="200"} 2.0' in text
