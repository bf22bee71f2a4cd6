"""What only a real server on a socket shows: bodies in chunks, and all workers' counts."""

import re
import socket

import pytest

MOST_BYTES = 50_000
HEAD = "lon,lat,name\n105.4,28.9,"


def ask(server, head, body=b""):
    """Send a request as it stands; return the status line and the rest of the answer."""
    words = f"{head}\r\nConnection: close\r\n\r\n".encode() + body
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
        client.sendall(words)
        with client.makefile("rb") as answer:
            return answer.readline().decode().split()[1], answer.read()


def in_chunks(body, size=16_384):
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(each), each) for each in [*pieces, b""])


@pytest.fixture(scope="module")
def server(serving):
    with serving(
        "--workers", 2, ZONEMAP_MAX_REQUEST_BYTES=str(MOST_BYTES), ZONEMAP_METRICS="1"
    ) as running:
        yield running


@pytest.mark.parametrize(("more", "status"), [(0, "200"), (1, "413"), (40_000, "413")])
def test_a_body_in_chunks_is_read_whole_or_refused(server, more, status):
    body = HEAD.ljust(MOST_BYTES + more, "x").encode()
    head = (
        "POST /api/locate HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
        "Transfer-Encoding: chunked"
    )
    said, answer = ask(server, head, in_chunks(body))
    assert said == status
    assert (b"x" * (MOST_BYTES - len(HEAD)) in answer) == (status == "200")


def test_every_worker_shows_the_counts_of_all(server, get):
    for _ in range(40):
        assert get(f"{server.address}/embed")[0] == 200
    text = get(f"{server.address}/metrics")[2].decode()
    counts = re.findall(r'requests_total{method="GET".*?status="200"} (\S+)', text)
    assert sum(map(float, counts)) >= 40
