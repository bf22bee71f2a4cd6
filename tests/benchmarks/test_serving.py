"""How fast pages are served: prepared, by Flask, and by nginx; and how map documents are made.

All servers are on loopback with two workers and answer the same client, one after the other;
each is asked for the bytes first. Only the ratios mean something.
"""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
SECONDS, CLIENTS = int(os.environ.get("ZONEMAP_BENCH_SECONDS", "3")), 16
HEADERS = {"Accept-Encoding": "br", "Host": "zone.example"}
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
WRK = shutil.which("wrk")
CONSTANT = """
import sys
from pathlib import Path
from flask import Flask, Response
def create_app():
    app, body = Flask("constant"), Path("body").read_bytes()
    app.add_url_rule("/<path:_>", view_func=lambda _: constant())
    def constant():
        return Response(body, headers={"Content-Encoding": "br"}, content_type="text/html")
    app.add_url_rule("/", view_func=constant, endpoint="root")
    return app
"""
SERVE = """
import sys
from granian import Granian
from granian.log import LogLevels
from webapp.commands.serve import THREADS
Granian("constant:create_app", factory=True, interface="wsgi", port=int(sys.argv[1]), workers=2,
        blocking_threads=THREADS, log_level=LogLevels.error).serve()
"""
NGINX_CONF = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{ access_log off; default_type text/html; sendfile on; keepalive_requests 1000000;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder};
    location / {{ add_header Content-Encoding br; try_files /body =404; }} }} }}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers=HEADERS)
    with connection.getresponse() as answer:
        return answer.status, answer.read()


@contextmanager
def running(command, port, **options):
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, **options)
    try:
        for _ in range(300):
            assert process.poll() is None, "the server stopped by itself"
            try:
                ask(port, "/")
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def zonemap(_folder, **environment):
    port = free_port()
    call = "from webapp.cli import main; main()"
    command = [sys.executable, "-c", call, "serve", "--workers", "2", "--port", str(port)]
    with running(command, port, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}):
        yield port


@contextmanager
def constant(folder):
    port = free_port()
    (folder / "constant.py").write_text(CONSTANT)
    path = {**os.environ, "PYTHONPATH": f"{ROOT}:{folder}"}
    with running([sys.executable, "-c", SERVE, str(port)], port, cwd=folder, env=path):
        yield port


@contextmanager
def nginx(folder):
    port, conf = free_port(), folder / "nginx.conf"
    folder.chmod(0o755)
    conf.write_text("user root;" * (os.getuid() == 0) + NGINX_CONF.format(folder=folder, port=port))
    with running([NGINX, "-c", str(conf), "-p", str(folder)], port):
        yield port


def rate(port, path):
    """Return requests a second; wrk if it is there, else plain threads of Python."""
    for _ in range(20):
        ask(port, path)
    if WRK:
        command = [WRK, "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s"]
        command += [word for pair in HEADERS.items() for word in ("-H", ": ".join(pair))]
        said = subprocess.run(
            [*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
        ).stdout
        assert "Non-2xx" not in said
        return float(said.split("Requests/sec:")[1].split()[0])
    counts, until = [0] * CLIENTS, time.monotonic() + SECONDS

    def loop(n):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < until:
            connection.request("GET", path, headers=HEADERS)
            connection.getresponse().read()
            counts[n] += 1

    threads = [threading.Thread(target=loop, args=(n,)) for n in range(CLIENTS)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return sum(counts) / SECONDS


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_pages_beside_flask_and_nginx(benchmark, tmp_path, path):
    servers = {"zonemap": zonemap, "zonemap, log on": logging, "Flask constant": constant}
    if NGINX:
        servers["nginx"] = nginx
    with zonemap(tmp_path) as port:
        body = ask(port, path)[1]
    (tmp_path / "body").write_bytes(body)
    rates = {}

    def measure():
        for name, serve in servers.items():
            with serve(tmp_path) as port:
                assert ask(port, path) == (200, body)
                rates[name] = rate(port, path)

    benchmark.pedantic(measure, rounds=1, iterations=1)
    benchmark.extra_info.update({name: round(value) for name, value in rates.items()})
    benchmark.extra_info["bytes"] = len(body)
    ratios = {name: rates["zonemap"] / value for name, value in rates.items()}
    print(f"\n{path}, {len(body)} bytes, 2 workers, {CLIENTS} connections")
    for name, value in rates.items():
        print(f"  {name:16} {value:9.0f}/s   zonemap is {ratios[name]:.2f} times")


def logging(folder):
    return zonemap(folder, ZONEMAP_LOG="json")


def grid(count):
    """Return a zone of `count` districts, each an outline of 100 corners."""
    turn = np.linspace(0, 2 * np.pi, 101)
    features = []
    for n in range(count):
        middle = np.array([100 + (n % 150) * 0.07, 20 + (n // 150) * 0.07])
        reach = 0.03 + 0.003 * np.sin(np.arange(100) * 7.1 + n)
        ring = middle + np.append(reach, reach[0])[:, None] * np.c_[np.cos(turn), np.sin(turn)]
        ring[-1] = ring[0]
        geometry = {"type": "Polygon", "coordinates": [ring.round(6).tolist()]}
        properties = {"id": f"part-{n}", "name": f"Part {n}", "kind": "district"}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def timed(work):
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


def explored(parts):
    return parts.explore().get_root().render()


def by_folium(parts):
    import folium

    map_ = folium.Map(tiles=None)
    folium.GeoJson(json.loads(parts.to_json()), tooltip=folium.GeoJsonTooltip(["name"])).add_to(
        map_
    )
    return map_.get_root().render()


@pytest.mark.parametrize("count", [8, 2_900, 20_000])
def test_map_documents_beside_folium_and_explore(benchmark, tmp_path, count):
    from geo.zone import read_zone
    from maps.explain import Measured
    from maps.interactive import standalone_html

    path = tmp_path / "grid.geojson"
    path.write_text(json.dumps(grid(count)))
    zone = read_zone(path)
    standalone_html(zone)  # templates and assets are read once
    parts = zone.parts[["name", "kind", "placement", "geometry"]]
    makers = {
        "standalone_html": lambda: standalone_html(zone),
        "folium.GeoJson": lambda: by_folium(parts),
    }
    try:
        explored(parts.head(1))
        makers["explore()"] = lambda: explored(parts)
    except ImportError:
        print("explore() needs mapclassify, which is not here")
    results = {}

    def measure():
        results.update({name: timed(make) for name, make in makers.items()})

    benchmark.pedantic(measure, rounds=1, iterations=1)
    assert all(text.count("Part ") >= count for _, text in results.values())
    own_s, own = results["standalone_html"]
    assert Measured(zone).zone is zone
    print(f"\n{count} polygons")
    for name, (seconds, text) in results.items():
        print(f"  {name:16} {seconds:8.3f} s {len(text.encode()) / 1000:9.0f} kB   "
              f"ours: {own_s / seconds:.2f} of the time, {len(own) / len(text):.2f} of the bytes")  # fmt: skip
        benchmark.extra_info[name] = [round(seconds, 4), len(text.encode())]
