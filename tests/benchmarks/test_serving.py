"""Pages and API under load: zonemap, pygeoapi, and three servers that only send the same bytes.

One file, one client and as many workers for all, one after the other; each answer is checked before
it is asked for under load. Only the ratios mean something.
"""

import json
import os
import random
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import brotli
import geopandas as gpd
import pytest
import shapely
from load import is_slow, put_load
from servers import NGINX, bare, flask, nginx, pygeoapi, same_bytes, zonemap

from geo.io.companions import DATA_FOLDER
from geo.zone import DEFAULT_PATH

SECONDS, ROUNDS, CONNECTIONS = int(os.environ.get("ZONEMAP_BENCH_SECONDS", "2")), 5, 8
MANY = 2_900
BROWSER = {"Accept": "text/html", "Accept-Encoding": "br", "Accept-Language": "en"}
CLIENT = {"Accept": "application/geo+json, application/json"}


@dataclass(frozen=True)
class Case:
    """What is asked for: of us, and of pygeoapi (None: it has no such thing).

    `paths` and `their_paths` are asked for in turn; `right` says whether an answer is right.
    """

    name: str
    paths: list[str]
    their_paths: list[str] | None
    right: object
    headers: dict[str, str]

    @property
    def is_constant(self):
        return len(self.paths) == 1


def items(name, query, expected):
    """Return a case of features by their ids, `query` being one or many."""
    queries = [query] if isinstance(query, str) else query
    ours = [f"/api/collections/boundaries/{text}" for text in queries]
    theirs = [
        f"/collections/boundaries/{text}{'&' if '?' in text else '?'}f=json" for text in queries
    ]

    def right(body):
        found = json.loads(body)
        features = found.get("features", [found])
        return {each["id"] for each in features} == set(expected)

    return Case(name, ours, theirs, right, CLIENT)


def page(name, path, their_path, says):
    return Case(
        name, [path], [their_path] if their_path else None, lambda body: says in body, BROWSER
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The shipped parts, and 2,900 shapes of counties moved over the country, as two files."""
    raw = gpd.read_file(DATA_FOLDER / "raw" / "counties.geojson").geometry
    shapes = raw.to_numpy()
    many = tmp_path_factory.mktemp("zones") / "many.geojson"
    features = []
    for n in range(MANY):
        step, shape = n // len(shapes), shapes[n % len(shapes)]
        moved = shapely.affinity.translate(shape, 3 * (step % 9) - 13, 2.5 * (step // 9) - 6)
        features.append({
            "type": "Feature", "id": f"c{n}", "geometry": shapely.geometry.mapping(moved),
            "properties": {
                "id": f"c{n}", "name": f"County {n}", "name_zh": f"区县{n}", "kind": "park"
            },
        })  # fmt: skip
    many.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), "utf-8"
    )
    return {8: DEFAULT_PATH, MANY: many}


def boxes(count):
    """Return boxes of two degrees, no two alike, so that none was asked for before."""
    chance = random.Random(1)
    corners = ((chance.uniform(92, 115), chance.uniform(22, 38)) for _ in range(count))
    return [(x, y, x + 2, y + 2) for x, y in corners]


def cases_of(size, path):
    """Return the cases of one file."""
    features = json.loads(path.read_text("utf-8"))["features"]
    ids = [each["properties"]["id"] for each in features]
    if size == 8:
        name = features[0]["properties"]["name"].encode()
        return [
            items("items", "items", ids),
            items("single item", f"items/{ids[0]}", ids[:1]),
            page("items as a page", "/api/collections/boundaries/items",
                 "/collections/boundaries/items?f=html", name),
            page("map page", "/", None, name),
            page("embed", "/embed", None, name),
        ]  # fmt: skip
    asked = boxes(20_000)
    shapes = [shapely.geometry.shape(each["geometry"]) for each in features]
    met = sorted(shapely.STRtree(shapes).query(shapely.box(*asked[0]), predicate="intersects"))
    queries = [f"items?bbox={','.join(f'{x:.6f}' for x in box)}" for box in asked]
    return [
        items("items, first page", "items", ids[:10]),
        items("items, all", f"items?limit={size}", ids),
        items("single item", f"items/{ids[0]}", ids[:1]),
        items("bbox, never alike", queries, [ids[n] for n in met[:10]]),
    ]


def plain(body, headers):
    return brotli.decompress(body) if headers.get("Content-Encoding") == "br" else body


def measure(servers, case, paths, folder):
    """Put load on each server in turn, some rounds; return the fastest round of each.

    What else a machine does can only slow a round down. A slow server has one long round only.
    """
    rounds = {name: [] for name in servers}
    slow = {
        name for name, server in servers.items()
        if is_slow(server.address, paths[name][0], case.headers)
    }  # fmt: skip
    for n in range(ROUNDS):
        for name, found in rounds.items():
            if n == 0 or name not in slow:
                found.append(put_load(
                    servers[name].address, paths[name], headers=case.headers, seconds=SECONDS,
                    connections=CONNECTIONS, folder=folder,
                ))  # fmt: skip
    return {name: max(found, key=lambda row: row["per_second"]) for name, found in rounds.items()}


@contextmanager
def all_servers(data, bodies, *, rivals, workers, folder):
    """Start every server; the first answers of ours are what the plain ones send."""
    with ExitStack() as stack:
        own = stack.enter_context(zonemap(data, workers=workers, folder=folder))
        same = same_bytes(bodies(own), folder / "same")
        theirs = pygeoapi(rivals, data, workers=workers, folder=folder)
        yield {
            "zonemap": own,
            "pygeoapi": stack.enter_context(theirs),
            **{
                name: stack.enter_context(serve(same, workers=workers))
                for name, serve in SENDERS.items()
            },
        }


def paths_of(case, n):
    """Return what each server is asked for in the case, the n-th."""
    found = {"zonemap": case.paths} | ({"pygeoapi": case.their_paths} if case.their_paths else {})
    return found | ({name: [f"/{n}"] for name in SENDERS} if case.is_constant else {})


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("size", [8, MANY])
def test_servers(benchmark, goals, rivals, files, tmp_path, size, workers):  # noqa: PLR0917
    cases, found = cases_of(size, files[size]), {}

    def bodies(server):
        return [server.ask(case.paths[0], case.headers)[1:] for case in cases]

    def run_all():
        with all_servers(
            files[size], bodies, rivals=rivals, workers=workers, folder=tmp_path
        ) as servers:
            for n, case in enumerate(cases):
                paths = paths_of(case, n)
                asked = {name: servers[name] for name in paths}
                for name, server in asked.items():
                    status, headers, body = server.ask(paths[name][0], case.headers)
                    assert status == 200, f"{name}, {case.name}: {status}"
                    assert case.right(plain(body, headers)), f"{name}, {case.name}: a wrong answer"
                found[case.name] = measure(asked, case, paths, tmp_path)
            found["memory_mb"] = {name: server.memory_mb() for name, server in servers.items()}

    benchmark.pedantic(run_all, rounds=1)
    benchmark.extra_info.update(found)
    show(found, f"{size} features, {workers} worker(s), {CONNECTIONS} connections")
    for case in cases:
        compare(goals, found[case.name], f"{case.name} of {size}, {workers} worker(s)", case)


SENDERS = {"bare WSGI": bare, "Flask": flask} | ({"nginx": nginx} if NGINX else {})


def compare(goals, rows, what, case):
    """Note the goals that a case has."""
    own = rows["zonemap"]
    ratio = {name: own["per_second"] / row["per_second"] for name, row in rows.items()}
    if "pygeoapi" in rows:
        times = 30 if " of 8," in what else 2_000
        goals(f"{what}: requests/s, pygeoapi", ratio["pygeoapi"], at_least=times)
        goals(f"{what}: p99, pygeoapi", own["p99_ms"] / rows["pygeoapi"]["p99_ms"], at_most=0.15)
    least = {"Flask": 3, "nginx": 0.35} | ({"bare WSGI": 0.95} if case.headers is CLIENT else {})
    for name in [name for name in least if name in ratio]:
        goals(f"{what}: requests/s, {name} with the same bytes", ratio[name], at_least=least[name])


def show(found, title):
    print(f"\n{title}")
    for case, rows in found.items():
        print(f"  {case}")
        for server, row in rows.items():
            if case == "memory_mb":
                print(f"    {server:10} {row:10.0f} MB")
            else:
                print(
                    f"    {server:10} {row['per_second']:10.1f}/s  p50 {row['p50_ms']:9.2f} ms"
                    f"  p99 {row['p99_ms']:9.2f} ms"
                )


def test_a_log_line_a_request(benchmark, tmp_path):
    """State what the log costs: the same page with and without."""
    case, rates = page("map page", "/", None, b"<title>"), {}

    def run_both():
        for log in ("off", "json"):
            with zonemap(DEFAULT_PATH, workers=2, folder=tmp_path, log=log) as server:
                rows = measure({log: server}, case, {log: case.paths}, tmp_path)
                rates[log] = rows[log]["per_second"]

    benchmark.pedantic(run_both, rounds=1)
    benchmark.extra_info.update(rates)
    print(f"\nmap page, log off {rates['off']:.0f}/s, json {rates['json']:.0f}/s")
