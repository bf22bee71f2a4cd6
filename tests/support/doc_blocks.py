"""Blocks of code in documents: found, and run as a reader would run them.

`sh` has commands, `console` has commands after `$` with what they print (`…` matches anything),
`python` is run; of others only the addresses of the application are asked for. Commands of
`zonemap` and `curl` are run in this process: the first by its own entry, the other by a client of
the application.
"""

import io
import re
import shlex
import tomllib
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from webapp.cli.main import zonemap

ROOT = Path(__file__).parents[2]
BASE = "http://127.0.0.1:8000"
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.M | re.S)
ADDRESS = re.compile(rf"{re.escape(BASE)}(/[^\s\"'<>`]*)?")
# Programs of a machine that is being set up; what they are handed is tested by test_deploy.py.
FOREIGN = {"podman", "systemctl", "sudo", "git", "ogrinfo", "source", "cd"}


EXPORTED = {}  # what each export printed, and the files that it made


@dataclass(frozen=True)
class Block:
    """A block of code, with the line it starts at."""

    line: int
    language: str
    text: str


def find_blocks(markdown):
    """Return the blocks of a document, those in lists without their indentation."""
    blocks = []
    for found in FENCE.finditer(markdown):
        line = markdown.count("\n", 0, found.start()) + 1
        text = re.sub(rf"^{found[1]}", "", found[3], flags=re.M)
        blocks.append(Block(line, found[2], text))
    return blocks


def split_commands(text):
    """Return the commands of a shell block: one a line, `\\` continues, `#` starts a remark."""
    lines = text.replace("\\\n", " ").splitlines()
    return [line for line in lines if shlex.split(line, comments=True)]


def split_console(text):
    """Return the commands of a console block, each with what it prints."""
    found = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return [(command, "\n".join(lines)) for command, lines in found]


def matches(wanted, printed):
    """Return whether what was printed is what a document shows, where `…` matches anything."""
    pattern = ".*".join(map(re.escape, wanted.strip("\n").split("…")))
    return re.fullmatch(pattern, printed.strip("\n"), re.S) is not None


class Runner:
    """Runs the commands of one document in one folder."""

    def __init__(self, folder, client, targets):
        self.folder, self.client, self.targets = folder, client, targets
        self.names = {"__name__": "__main__"}

    def run(self, command):
        """Run one command; return what it prints on both streams."""
        words = shlex.split(command, comments=True)
        settings = {}
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            settings.update([words.pop(0).split("=", 1)])
        target = None
        if ">" in words:
            at = words.index(">")
            target, words = self.folder / words[at + 1], words[:at]
        program = Path(words[0]).name
        if program in FOREIGN:
            return ""
        printed, data = getattr(self, f"run_{program}")(words[1:], settings)
        if target is not None:
            target.write_bytes(data)
        return printed

    def run_zonemap(self, words, settings):
        """Run a command of the product; what needs a server, a cluster or an engine is parsed."""
        if words[0] in {"serve", "roads"} or "--scheduler" in words:
            command = zonemap.get_command(None, words[0])
            command.make_context(words[0], words[1:])
            return "", b""
        if words[0] == "export":  # from the shipped data: equal commands make equal files
            return self.run_export_once(words), b""
        with chdir(self.folder):
            done = CliRunner().invoke(zonemap, words, env=settings, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output, done.stdout_bytes

    def run_export_once(self, words):
        """Write files; those of a command that another document has had too are copied."""
        key = tuple(words)
        if key not in EXPORTED:
            before = set(self.folder.iterdir())
            with chdir(self.folder):
                done = CliRunner().invoke(zonemap, words, catch_exceptions=False)
            assert done.exit_code == 0, done.output
            made = set(self.folder.iterdir()) - before
            EXPORTED[key] = done.output, {path.name: path.read_bytes() for path in made}
        printed, made = EXPORTED[key]
        for name, data in made.items():
            (self.folder / name).write_bytes(data)
        return printed

    def run_curl(self, words, _settings):
        """Ask the application for an address, with the files of a form."""
        address = next(word for word in words if word.startswith(BASE))
        names = [words[n + 1] for n, word in enumerate(words) if word == "-F"]
        form = {}
        for name, file in (each.split("=@") for each in names):
            form[name] = (io.BytesIO((self.folder / file).read_bytes()), file)
        path = address.removeprefix(BASE)
        answer = self.client.post(path, data=form) if form else self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text, answer.data

    def run_make(self, words, _settings):
        """Look whether the target is one of the Makefile's."""
        for word in words:
            assert "=" in word or word in self.targets, word
        return "", b""

    def run_pip(self, words, _settings):
        """Look whether it installs the product, with an extra that it has."""
        name, _, extra = words[-1].rstrip("]").partition("[")
        assert (words[0], name) == ("install", "luzhou-zone-map")
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        assert not extra or extra in project["optional-dependencies"]
        return "", b""

    def run_export(self, words, settings):
        """Set nothing; look whether it is a setting."""
        assert words[0].startswith("ZONEMAP_")
        return "", b""

    def run_python(self, words, _settings):
        """Run a module of the product."""
        assert words[0] == "-m"
        module = __import__(words[1], fromlist=["main"])
        with chdir(self.folder):
            module.main(words[2:])
        return "", b""

    def run_code(self, text):
        """Run Python, with the names of the blocks before it; return what it prints."""
        with chdir(self.folder), redirect_stdout(io.StringIO()) as printed:
            exec(compile(text, "block", "exec"), self.names)
        return printed.getvalue()


def find_addresses(text):
    """Return the paths of the application that a text names."""
    return [(found[1] or "/").replace("&amp;", "&") for found in ADDRESS.finditer(text)]


def read_targets(makefile):
    """Return the targets of a Makefile."""
    return set(re.findall(r"^([a-z-]+):", makefile, re.M))
