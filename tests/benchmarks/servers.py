"""Servers to be compared, each on loopback in processes of its own, stopped when done with."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[2]
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
ZONEMAP = "from webapp.cli.main import main; main()"
GRANIAN = """
import sys
from granian import Granian
from granian.log import LogLevels
target, factory, port, workers = sys.argv[1:]
Granian(target, factory=factory == "1", interface="wsgi", port=int(port), workers=int(workers),
        blocking_threads=20, log_level=LogLevels.error).serve()
"""
SAME_BYTES = """
import json
from pathlib import Path
from flask import Flask, Response
folder = Path(__file__).parent
answers = {f"/{name}": ((folder / name).read_bytes(), headers)
           for name, headers in json.loads((folder / "headers").read_text()).items()}
prepared = {path: ([body], [*headers.items(), ("Content-Length", str(len(body)))])
            for path, (body, headers) in answers.items()}
prepared["/"] = [b"ready"], [("Content-Length", "5")]

def bare(environ, start):
    body, headers = prepared[environ["PATH_INFO"]]
    start("200 OK", headers)
    return body

def by_flask():
    app = Flask("constant")
    app.add_url_rule("/", view_func=lambda: "ready", endpoint="root")
    app.add_url_rule("/<name>", view_func=lambda name: Response(
        answers["/" + name][0], headers=answers["/" + name][1]))
    return app
"""
NGINX_CONF = """
daemon off; worker_processes {workers}; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{ access_log off; sendfile on; keepalive_requests 100000000;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}; location = / {{ return 200; }}
    {locations} }} }}
"""


@dataclass(frozen=True)
class Server:
    """A running server: where it is, and its first process."""

    address: str
    process: subprocess.Popen

    def ask(self, path, headers):
        """Return status, headers and body of an answer."""
        try:
            with urlopen(Request(self.address + path, headers=headers), timeout=120) as answer:
                return answer.status, answer.headers, answer.read()
        except HTTPError as error:
            return error.code, error.headers, error.read()

    def memory_mb(self):
        """Return the proportional memory of the process and its children."""
        pids, total_kb = [self.process.pid], 0
        while pids:
            base = Path(f"/proc/{pids.pop()}")
            total_kb += int((base / "smaps_rollup").read_text().split("Pss:")[1].split()[0])
            for task in (base / "task").iterdir():
                pids += map(int, (task / "children").read_text().split())
        return total_kb / 1024


@contextmanager
def _running(command, *, port, probe="/", cwd, environment=None):
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(f"http://127.0.0.1:{port}", process)
    try:
        for _ in range(600):
            assert process.poll() is None, "the server stopped by itself"
            try:
                server.ask(probe, {})
                break
            except (URLError, ConnectionError):
                time.sleep(0.1)
        else:
            raise AssertionError(f"no answer from {command}")
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def _granian(python, target, *, factory, workers, cwd, probe="/", environment):
    port = free_port()
    command = [python, "-c", GRANIAN, target, str(int(factory)), str(port), str(workers)]
    return _running(command, port=port, probe=probe, cwd=cwd, environment=environment)


def zonemap(data, *, workers, folder, log="off"):
    """`zonemap serve`, as anybody would start it."""
    port = free_port()
    words = ["serve", "--data", str(data), "--workers", str(workers), "--port", str(port)]
    command = [sys.executable, "-c", ZONEMAP, *words, "--log", log]
    return _running(command, port=port, cwd=folder, environment={"PYTHONPATH": str(ROOT)})


def pygeoapi(python, data, *, workers, folder):
    """pygeoapi's GeoJSON provider and its Flask application, behind granian."""
    config, openapi = folder / "config.yml", folder / "openapi.yml"
    config.write_text(json.dumps(_pygeoapi_config(data)))
    environment = {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(openapi)}
    tool = str(Path(python).with_name("pygeoapi"))
    subprocess.run(
        [tool, "openapi", "generate", str(config), "--output-file", str(openapi)],
        env={**os.environ, **environment}, check=True, capture_output=True,
    )  # fmt: skip
    return _granian(
        python, "pygeoapi.flask_app:APP", factory=False, workers=workers, cwd=folder,
        probe="/collections?f=json", environment=environment,
    )  # fmt: skip


def same_bytes(answers, folder):
    """Put (headers, body) pairs into a folder, for the three servers that only send them.

    The first is at `/0`, the second at `/1`, and so on. nginx sends the body as a file, with its
    type and encoding; the other two send all headers as well.
    """
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    for n, (_headers, body) in enumerate(answers):
        (folder / str(n)).write_bytes(body)
    written_by_server = {"connection", "content-length", "date"}
    said = {
        str(n): {
            name.title(): text for name, text in headers.items() if name not in written_by_server
        }
        for n, (headers, _body) in enumerate(answers)
    }
    (folder / "headers").write_text(json.dumps(said))
    (folder / "same.py").write_text(SAME_BYTES)
    return folder


def bare(folder, *, workers):
    """A WSGI function that sends bytes from memory, behind granian."""
    return _granian(
        sys.executable, "same:bare", factory=False, workers=workers, cwd=folder,
        environment={"PYTHONPATH": str(folder)},
    )  # fmt: skip


def flask(folder, *, workers):
    """A Flask application that sends bytes from memory, behind granian."""
    return _granian(
        sys.executable, "same:by_flask", factory=True, workers=workers, cwd=folder,
        environment={"PYTHONPATH": str(folder)},
    )  # fmt: skip


def nginx(folder, *, workers):
    """Let nginx send the files."""
    port, conf = free_port(), folder / "nginx.conf"
    encoding = "Content-Encoding"
    locations = "".join(
        f"location = /{name} {{ default_type {headers['Content-Type'].split(';')[0]};"
        + (f" add_header {encoding} {headers[encoding]};" if encoding in headers else "")
        + " }\n"
        for name, headers in json.loads((folder / "headers").read_text()).items()
    )
    text = NGINX_CONF.format(folder=folder, port=port, workers=workers, locations=locations)
    conf.write_text("user root;" * (os.getuid() == 0) + text)
    return _running([NGINX, "-c", str(conf), "-p", str(folder)], port=port, cwd=folder)


def _pygeoapi_config(path):
    said = {"title": "t", "description": "d", "keywords": ["k"], "keywords_type": "theme",
            "terms_of_service": "-", "url": "http://localhost"}  # fmt: skip
    provider = {"type": "feature", "name": "GeoJSON", "data": str(path), "id_field": "id"}
    item = {
        "type": "collection", "title": "b", "description": "b", "keywords": ["k"], "links": [],
        "extents": {"spatial": {"bbox": [-180, -90, 180, 90],
                    "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}},
        "providers": [provider],
    }  # fmt: skip
    return {
        "server": {"bind": {"host": "127.0.0.1", "port": 5000}, "url": "http://localhost",
                   "mimetype": "application/json; charset=UTF-8", "encoding": "utf-8",
                   "languages": ["en-US"], "gzip": False, "pretty_print": False,
                   "limits": {"default_items": 10, "max_items": 10_000},
                   "map": {"url": "http://localhost/{z}/{x}/{y}.png", "attribution": "-"}},
        "logging": {"level": "ERROR"},
        "metadata": {"identification": said, "license": {"name": "-", "url": "http://localhost"},
                     "provider": {"name": "-"}, "contact": {"name": "-"}},
        "resources": {"boundaries": item},
    }  # fmt: skip
