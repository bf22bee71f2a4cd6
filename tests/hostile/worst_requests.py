"""The worst request of each address: CPU seconds, answer bytes and peak memory, on a real server.

    python tests/hostile/worst_requests.py [WORD...]

Prints the table of docs/operations.md; of the requests that contain a WORD (`GET /areas`) if any
is given. Each address meets the largest inputs that it takes, of every kind below; a row has the
most of each column. It ends with 1 where one is beyond the bounds that are stated there.
"""

import http.client
import io
import json
import math
import os
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from socket import create_server

MOST_CPU_S, MOST_MEMORY, MOST_ANSWER = 30 + 5, 2**30 * 7 // 4, 64 * 2**20
BODY = 8 * 2**20 - 2000  # what is left to a file in a form of the largest size
MEASURE_S = 0.02
SERVE = "from webapp.cli.main import main; main()"


def collect(*geometries, said=None):
    features = ",".join(
        f'{{"type":"Feature","properties":{said or "{}"},"geometry":{json.dumps(each)}}}'
        for each in geometries
    )
    return f'{{"type":"FeatureCollection","features":[{features}]}}'.encode()


def polygon(*rings):
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]] for ring in rings]}


def fill(piece):
    """How often a piece goes into the largest body."""
    return BODY // (len(json.dumps(piece)) + 60)


def make_overlaps(count=None):
    one = polygon([[105, 28], [106, 28], [106, 29]])
    return collect(*[one] * (count or fill(one)))


def make_comb(count, *, turn=False):
    """A valid outline of `count` teeth, up and down or to the side."""
    teeth = [
        point
        for n in range(count)
        for point in ([105 + n / count, 28.1], [105 + (n + 0.5) / count, 29])
    ]
    ring = [*teeth, [106, 28], [105, 28]]
    return [[y + 77, x - 77] for x, y in ring] if turn else ring


def make_combs(count):
    return collect(polygon(make_comb(count)), polygon(make_comb(count, turn=True)))


def make_nested_rings(count=10_000):
    rings = []
    for n in range(count):
        d = 1e-5 * n
        ring = [[105 + d, 28 + d], [107 - d, 28 + d], [107 - d, 30 - d], [105 + d, 30 - d]]
        rings.append(ring if n == 0 else ring[::-1])
    return collect(polygon(*rings))


def make_star(count):
    """A ring that crosses itself some count² / 2 times."""
    turns = [2 * math.pi * n * (count // 2 - 1) / count for n in range(count)]
    return collect(polygon([[105.5 + math.cos(a) / 2, 28.5 + math.sin(a) / 2] for a in turns]))


def make_wave(count):
    """An outline as surveys draw them, but with very many corners."""
    turns = [2 * math.pi * n / count for n in range(count)]
    reaches = [0.01 * (1 + 0.2 * math.sin(37 * a) + 0.01 * math.sin(9000 * a)) for a in turns]
    pairs = zip(turns, reaches, strict=True)
    return collect(
        polygon(
            [
                [round(105.44 + r * math.cos(a), 7), round(28.9 + r * math.sin(a), 7)]
                for a, r in pairs
            ]
        )
    )


def make_columns(count, rows):
    said = json.dumps({f"c{n}": n for n in range(count)})
    return collect(*[polygon([[105, 28], [105.1, 28], [105.1, 28.1]])] * rows, said=said)


def make_squares():
    """As many small squares beside each other as fit."""
    return collect(
        *(
            polygon([[x, y], [x + 0.001, y], [x + 0.001, y + 0.001], [x, y + 0.001]])
            for n in range(36_000)
            for x, y in [(105 + n % 200 / 500, 28 + n // 200 / 500)]
        )
    )


def make_csv(rows, columns):
    head = ",".join(["lon", "lat", *(f"c{n}" for n in range(columns))])
    row = ",".join(["105.44", "28.9", *["=1"] * columns])
    return "\n".join([head, *[row] * rows]).encode()


def make_zipped(name, data):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return packed.getvalue()


def make_kml(bytes_):
    place = "<Placemark><Point><coordinates>105.4,28.9</coordinates></Point></Placemark>"
    return f"<kml><Document>{place * (bytes_ // len(place))}</Document></kml>".encode()


FILES = {
    "70,000 equal triangles": ("a.geojson", make_overlaps),
    "200 equal triangles": ("a.geojson", lambda: make_overlaps(200)),
    "2 combs of 40,000 teeth": ("a.geojson", lambda: make_combs(40_000)),
    "2 combs of 1,500 teeth": ("a.geojson", lambda: make_combs(1_500)),
    "10,000 nested rings": ("a.geojson", make_nested_rings),
    "100,000 corners that cross": ("a.geojson", lambda: make_star(100_000)),
    "2,000 corners that cross": ("a.geojson", lambda: make_star(2_000)),
    "1,000 columns, 500 shapes": ("a.geojson", lambda: make_columns(1_000, 500)),
    "36,000 squares": ("a.geojson", make_squares),
    "a wave of 180,000 corners": ("a.geojson", lambda: make_wave(180_000)),
    "4,000,000 non-features": ("a.geojson", lambda: collect()[:-2] + b"1," * 4_000_000 + b"1]}"),
    "one text of 8 MB": ("a.geojson", lambda: collect(said='{"id":"' + "a" * BODY + '"}')),
    "4,000,000 brackets": ("a.geojson", lambda: b"[" * 4_000_000),
    "10,000 rows, 100 columns": ("a.csv", lambda: make_csv(9_000, 280)),
    "100,000 columns": ("a.csv", lambda: make_csv(6, 300_000)),
    "KMZ of 60 MB": ("a.kmz", lambda: make_zipped("doc.kml", make_kml(60 * 2**20))),
    "CSV of 60 MB in a zip": ("a.zip", lambda: make_zipped("a.csv", make_csv(10_000, 2_000))),
}  # fmt: skip
TYPES = {
    ".geojson": "application/geo+json", ".csv": "text/csv", ".kmz": "application/vnd.google-earth.kmz",
    ".zip": "application/zip",
}  # fmt: skip
FORMS = ("/quality", "/changes", "/api/inspect", "/api/inspect/zone")
BODIES = ("/api/measure", "/api/locate", "/api/brief")
ORDERS = {
    "/api/inspect/export?f=xlsx": lambda made: b'{"features":' + made + b"}",
    "/api/inspect/overlaps": lambda made: made,
    "/api/inspect/page?f=svg": lambda made: b'{"state":"/","layers":[' + made + b"]}",
}  # JSON with features in it
GETS = (
    "/", "/?view=region&lang=zh", "/embed", "/areas", "/distances?f=csv", "/report",
    "/parts/longmatan-core", "/compare?part=longmatan-core&part=jiangyang-district",
    "/quality", "/changes", "/locate?lon=105.44&lat=28.9&accuracy_m=10000000",
    "/oembed?url=http://127.0.0.1:{port}/", "/api/openapi.json", "/api/docs", "/api/areas", "/sw.js",
    "/api/locate?lon=105.44&lat=28.9", "/api/collections/boundaries/items?limit=10000",
    "/api/collections/boundaries/items?f=html", "/datapackage.json",
    "/export/figure.svg?size=1200x1200", "/export/figure.pdf?size=1200x1200",
    "/export/figure.png?size=400x400&dpi=300", "/export/factsheet.pdf?lang=zh",
    "/export/factsheet.docx?lang=zh", "/export/map.html", "/export/boundaries.geojson",
    "/export/boundaries.gpkg", "/export/boundaries.kml", "/export/boundaries-shapefile.zip",
    "/export/boundaries.parquet", "/export/boundaries.dxf", "/export/boundaries.csv",
    "/export/tables.xlsx", "/export/boundaries.txt",
    "/api/brief?part=longmatan-core&f=pdf&lang=zh", "/api/brief?lon=105.44&lat=28.9&f=docx",
    "/api/", "/api/conformance", "/api/collections", "/api/collections/boundaries",
    "/api/collections/boundaries/queryables",
    "/api/collections/boundaries/items/longmatan-core?f=html", "/api/distances?f=xlsx", "/dcat.json",
    "/report/pages.svg?state=/", "/report/pages.svg?size=a0&state=/",
    "/manifest.webmanifest", "/healthz",
)  # fmt: skip


@dataclass
class Cost:
    """What one request took."""

    address: str
    name: str
    status: int
    cpu_s: float
    answer: int
    memory: int


class Meter:
    """The processes of a server, and what they take."""

    def __init__(self, pid):
        self.pid, self.most = pid, 0

    def list_pids(self):
        pids = [self.pid]
        for pid in pids:
            with suppress(OSError):
                for task in Path(f"/proc/{pid}/task").iterdir():
                    pids += map(int, (task / "children").read_text().split())
        return pids

    def read_cpu_s(self):
        """User and system time of all, ended children too."""
        ticks = 0
        for pid in self.list_pids():
            with suppress(OSError):
                said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += sum(map(int, said[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def read_memory(self):
        """Resident memory of the largest process, at its peak."""
        found = [0]
        for pid in self.list_pids():
            with suppress(OSError, IndexError):
                said = Path(f"/proc/{pid}/status").read_text().split("VmHWM:")[1]
                found.append(int(said.split()[0]) * 1024)
        return max(found)

    def forget(self):
        """Begin peaks anew."""
        for pid in self.list_pids():
            with suppress(OSError):
                Path(f"/proc/{pid}/clear_refs").write_text("5")

    def measure(self, send):
        """Return what `send` returns, CPU seconds, and bytes of peak memory."""
        self.forget()
        before, most = self.read_cpu_s(), 0
        with ThreadPoolExecutor(1) as thread:
            job = thread.submit(send)
            while not job.done():
                most = max(most, self.read_memory())
                time.sleep(MEASURE_S)
        return job.result(), self.read_cpu_s() - before, max(most, self.read_memory())


@contextmanager
def serving(**environment):
    """A server of one worker on the shipped data, without prepared answers."""
    with create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    settings = {**os.environ, "ZONEMAP_PREPARED_BYTES": "0", **environment}
    words = [sys.executable, "-W", "ignore", "-c", SERVE, "serve", "--port", str(port)]
    process = subprocess.Popen(words, env=settings, stderr=subprocess.PIPE)
    try:
        process.stderr.readline()
        for _ in range(600):
            with suppress(OSError):
                ask(port, "GET", "/healthz")
                break
            time.sleep(0.1)
        yield process.pid, port
    finally:
        process.terminate()
        process.communicate(timeout=30)


def ask(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    length = sum(map(len, iter(lambda: answer.read(2**20), b"")))
    connection.close()
    return answer.status, length


def wrap(name, data):
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + data + b"\r\n--x--\r\n"


def list_requests():
    """Yield address, name of the input, method, body and headers of each request."""
    for path in GETS:
        yield path, "", "GET", None, {}
    for name, (file, make) in FILES.items():
        data = make()
        assert len(data) < BODY + 2000, name
        for path in FORMS:
            headers = {"Content-Type": "multipart/form-data; boundary=x"}
            yield path, name, "POST", wrap(file, data), headers
        for path in BODIES:
            headers = {"Content-Type": TYPES[Path(file).suffix]}
            yield path, name, "POST", data, headers
        for path, write in ORDERS.items() if file.endswith(".geojson") else ():
            yield path, name, "POST", write(data), {"Content-Type": "application/json"}


def measure_all(words):
    """Yield the cost of each request."""
    with serving() as (pid, port):
        meter = Meter(pid)
        for path in ("/export/figure.svg", "/quality"):
            ask(port, "GET", path)  # what is imported once is no request's cost
        for path, name, method, body, headers in list_requests():
            if words and not any(word in f"{method} {path}" for word in words):
                continue
            sent = partial(ask, port, method, path.format(port=port), body, headers)
            (status, length), cpu_s, memory = meter.measure(sent)
            cost = Cost(f"{method} {path}", name, status, cpu_s, length, memory)
            print(cost, file=sys.stderr, flush=True)
            yield cost


def print_table(costs):
    print("| address | costliest input | CPU s | answer | peak memory |\n|---|---|---|---|---|")
    for address in dict.fromkeys(each.address.partition("?")[0] for each in costs):
        own = [each for each in costs if each.address.partition("?")[0] == address]
        worst = max(own, key=lambda each: each.cpu_s)
        answer, memory = max(each.answer for each in own), max(each.memory for each in own)
        print(
            f"| `{address}` | {worst.name or 'as it is'} ({worst.status}) | {worst.cpu_s:.1f} "
            f"| {answer / 1000:,.0f} kB | {memory / 2**20:,.0f} MiB |"
        )


def main():
    """Print the table; return 1 where a request is beyond the bounds."""
    costs = list(measure_all(sys.argv[1:]))
    print_table(costs)
    beyond = [
        each
        for each in costs
        if (each.status >= 500 and each.status != 503)
        or each.cpu_s > MOST_CPU_S or each.memory > MOST_MEMORY or each.answer > MOST_ANSWER
    ]  # fmt: skip
    for each in beyond:
        print(f"BEYOND THE BOUNDS: {each}")
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
