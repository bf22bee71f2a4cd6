"""Files for running the server elsewhere: their own programs accept them, and the product too."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from webapp.cli.main import zonemap
from webapp.settings.config import variables

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "docs" / "deploy"
UNIT, NGINX, CONTAINER = (
    (DEPLOY / name).read_text("utf-8")
    for name in ("zonemap.service", "nginx.conf", "Containerfile")
)


def run_where_found(*command):
    """Run a program; skip loudly where it is missing."""
    program = shutil.which(command[0], path="/usr/bin:/usr/sbin:/usr/local/bin:/usr/local/sbin")
    if program is None:
        pytest.skip(f"NO {command[0]} HERE: docs/deploy is not checked by it")
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_systemd_accepts_the_unit(tmp_path):
    path = tmp_path / "zonemap.service"
    path.write_text(UNIT.replace("/opt/zonemap/bin/zonemap", "/bin/true"))
    assert run_where_found("systemd-analyze", "verify", path) == (0, "")


def test_the_unit_may_do_little(tmp_path):
    path = tmp_path / "zonemap.service"
    path.write_text(UNIT)
    code, said = run_where_found("systemd-analyze", "security", "--offline=true", path)
    if "Unknown" in said or "unrecognized option" in said:
        pytest.skip("THIS systemd-analyze IS TOO OLD: the unit's exposure is not checked")
    assert code == 0
    assert float(re.search(r"exposure level for \S+: ([\d.]+)", said)[1]) < 2.5


def test_nginx_accepts_the_site(tmp_path):
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    run_where_found("nginx", "-v")
    run_where_found(
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
        *("-subj", "/CN=zone.example", "-keyout", key, "-out", certificate),
    )
    site = NGINX.replace("/etc/ssl/zone.example.pem", str(certificate))
    site = site.replace("/etc/ssl/private/zone.example.key", str(key))
    (tmp_path / "site.conf").write_text(site)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = " ".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    whole = (
        f"pid {tmp_path}/pid; events {{}} http {{ access_log off; {folders} include site.conf; }}"
    )
    (tmp_path / "nginx.conf").write_text(whole)
    code, said = run_where_found(
        *("nginx", "-t", "-c", tmp_path / "nginx.conf", "-p", tmp_path, "-g", "error_log stderr;")
    )
    assert code == 0, said


def test_the_proxy_takes_as_much_as_the_application():
    limits = {"ZONEMAP_MAX_REQUEST_BYTES", "ZONEMAP_INSPECT_BYTES"}
    defaults = {each.name: each.default for each in variables() if each.name in limits}
    assert set(defaults) == limits
    largest = max(int(default.strip("`")) for default in defaults.values())
    assert f"client_max_body_size {largest // 2**20}m;" in NGINX
    assert "X-Forwarded-Prefix" in NGINX  # which the application takes from its proxy


def test_settings_are_of_the_table():
    known = {each.name for each in variables()}
    named = set(re.findall(r"ZONEMAP_[A-Z_]*[A-Z]", UNIT + NGINX + CONTAINER))
    assert {"ZONEMAP_DATA", "ZONEMAP_PROXIES"} <= named <= known


def commands():
    yield re.search(r"ExecStart=\S+ (.*)", UNIT)[1]
    yield " ".join(re.findall(r'"([^"]+)"', re.search(r"^CMD (.*)", CONTAINER, re.M)[1]))
    yield re.search(r"^#     (serve .*)", CONTAINER, re.M)[1]


@pytest.mark.parametrize("command", list(commands()))
def test_the_command_line_has_these_options(command):
    name, *options = shlex.split(command)
    found = zonemap.get_command(None, name)
    assert found.make_context(name, options).params["host"]


def test_the_container_copies_what_is_there():
    copied = re.findall(r"^COPY (?!--from)(\S+) ", CONTAINER, re.M)
    assert copied == ["constraints.txt", "."]
    assert all((ROOT / name).exists() for name in copied)
    assert re.search(r"^USER \d+:\d+$", CONTAINER, re.M)


def test_no_host_is_named_but_examples():
    hosts = set(
        re.findall(r"\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|cn|example)\b", UNIT + NGINX + CONTAINER)
    )
    assert hosts <= {"zone.example"}
