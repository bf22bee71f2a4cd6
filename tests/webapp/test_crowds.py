"""Crowds that ask for heavy work, and leave: pages and health are answered all the same."""

import http.client
import io
import json
import socket
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from webapp.work import WorkLimits

CROWD = 40
MAX_SERVED = 2 + WorkLimits().most_waiting


@pytest.fixture(scope="module")
def crowded(serving):
    """A server of one worker whose jobs may take eight seconds of processor time."""
    with serving(ZONEMAP_WORK_SECONDS="8", ZONEMAP_RELOAD_SECONDS="0") as server:
        yield server


def ask(port, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST" if body else "GET", path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def ask_health_and_pages(port):
    return [ask(port, path)[0] for _ in range(5) for path in ("/healthz", "/", "/areas?f=json")]


def export_path(text="", dpi=60):
    return f"/export/figure.png?dpi={dpi}&size=120x90&title={text or uuid.uuid4()}"


def test_a_crowd_of_exports_keeps_no_page_waiting(crowded):
    with ThreadPoolExecutor(CROWD) as threads:
        asked = [threads.submit(ask, crowded.port, export_path()) for _ in range(CROWD)]
        pages = ask_health_and_pages(crowded.port)
        still_running = sum(not each.done() for each in asked)
        answers = [each.result() for each in asked]
    assert set(pages) == {200}
    statuses = Counter(status for status, _, _ in answers)
    assert set(statuses) <= {200, 503}, [body for status, _, body in answers if status == 500]
    assert statuses[200] >= 2
    assert all(headers["Retry-After"] for status, headers, _ in answers if status == 503)
    assert still_running or statuses[503]  # the crowd was there while the pages were asked for


def test_a_crowd_that_leaves_is_not_worked_for(crowded):
    request = "GET {} HTTP/1.1\r\nHost: a\r\n\r\n"
    for _ in range(CROWD):
        with socket.create_connection(("127.0.0.1", crowded.port), 20) as client:
            client.sendall(request.format(export_path(dpi=300)).encode())
    assert set(ask_health_and_pages(crowded.port)) == {200}
    # What was let in ends by its own limits, and the next one is drawn.
    status = 503
    while status == 503:
        status, _, _ = ask(crowded.port, export_path())
    assert status == 200


def test_equal_exports_are_drawn_once_and_are_the_same(crowded):
    for n in range(10):  # what the crowds before have left may still have a place in the queue
        path = export_path(f"equal-{n}")
        with ThreadPoolExecutor(MAX_SERVED) as threads:
            asked = [threads.submit(ask, crowded.port, path) for _ in range(MAX_SERVED - 1)]
            answers = [each.result() for each in asked]
        if all(status == 200 for status, _, _ in answers):
            break
    assert {status for status, _, _ in answers} == {200}
    assert len({body for _, _, body in answers}) == 1


def spread(n):
    """Polygons whose overlaps are slow to find, as a small file."""
    comb = [[105 + i / n, 28 + (i % 2) * 0.5] for i in range(n)]
    other = [[105 + (i % 2) * 0.5, 28 + i / n] for i in range(n)]
    rings = [
        [*comb, [106, 27.9], [105, 27.9], comb[0]],
        [*other, [104.9, 29], [104.9, 28], other[0]],
    ]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"id": f"p{k}", "name": "P", "kind": "park"},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for k in range(6)
            for ring in rings
        ],
    }


def tangle(count, vertices):
    """Polygons that cross themselves and each other, as a small file."""
    spots = Random(1)
    features = []
    for n in range(count):
        west, south = 105 + n % 40 / 50, 28 + n // 40 / 50
        ring = [[west + spots.random() / 30, south + spots.random() / 30] for _ in range(vertices)]
        shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        properties = {"id": f"p{n}", "name": "P", "kind": "park"}
        features.append({"type": "Feature", "properties": properties, "geometry": shape})
    return {"type": "FeatureCollection", "features": features}


def ask_quality(port, collection):
    form = io.BytesIO()
    form.write(b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.geojson"\r\n\r\n')
    form.write(json.dumps(collection).encode() + b"\r\n--x--\r\n")
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    status, _, text = ask(port, "/quality?lang=en", form.getvalue(), headers)
    return status, text.decode()


def test_outlines_that_cross_too_often_are_refused_before_they_are_compared(crowded):
    status, text = ask_quality(crowded.port, spread(4000))
    assert (status, "cross each other at more than 200,000 places" in text) == (400, True)


def test_a_small_file_of_long_work_ends(serving):
    with serving(ZONEMAP_WORK_SECONDS="2", ZONEMAP_RELOAD_SECONDS="0") as server:
        status, text = ask_quality(server.port, tangle(400, 60))
        assert status == 400
        # Time or memory, whichever ends first; on a busy machine the time by the clock.
        assert "This takes more " in text or "This was not done within " in text
        assert set(ask_health_and_pages(server.port)) == {200}
