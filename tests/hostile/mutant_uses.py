"""What a mutant is sent through: each use takes it, or refuses it in one sentence.

A new page, format or command is in one of the lists below, or is found by the application.
"""

import io
import json
from contextlib import contextmanager
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from urllib.parse import quote
from xml.etree import ElementTree

from click import ClickException
from click.testing import CliRunner
from odd_zones import make_small_shipped
from readers import read_import, read_places, read_sites

from geo.batch.sources import open_source
from geo.diff import compare_zones, to_collection, to_rows
from geo.errors import ZoneError
from geo.metadata import make_data_package, make_dcat
from geo.quality import make_dataset, read_dataset_with_context, run_checks, to_row
from geo.quality.repair import repair_dataset
from geo.zone import read_zone
from maps.export.registry import FORMATS
from maps.figure.options import FigureOptions
from webapp import create_app
from webapp.cli.main import zonemap

TODAY = date(2026, 11, 26)
MOST_SENTENCE = 1500  # characters
GRID = "http://www.opengis.net/def/crs/EPSG/0/4544"
ITEMS = "/api/collections/boundaries/items"
PAGES = (
    "/", "/?lang=zh&view=region", "/embed", "/embed?lang=zh", "/areas", "/areas?f=csv&lang=zh",
    "/areas?f=json", "/distances", "/distances?f=csv", "/distances?f=geojson", "/quality",
    "/quality?f=json&lang=zh", "/quality?f=csv", "/changes", "/changes?f=json", "/changes?f=csv",
    "/report", "/report?lang=zh", "/report/pages.svg", "/locate?lon=105.44&lat=28.9", "/locate?lon=180&lat=-90",
    "/datapackage.json", "/dcat.json", "/sw.js", "/manifest.webmanifest", "/healthz",
    "/oembed?url=http://localhost/", "/api/", "/api/?f=html", "/api/collections",
    "/api/collections?f=html", "/api/collections/boundaries", "/api/openapi.json", "/api/docs",
    "/docs/",
    "/api/collections/boundaries/queryables", "/api/areas", "/api/areas?f=csv", "/api/distances",
    "/api/brief?lon=105.44&lat=28.9&f=csv", "/api/brief?lon=105.44&lat=28.9&f=html&lang=zh",
    "/api/locate?lon=105.44&lat=28.9", ITEMS, f"{ITEMS}?f=html", f"{ITEMS}?f=csv",
    f"{ITEMS}?limit=2&crs={GRID}", f"{ITEMS}?bbox=170,-20,-170,20", f"{ITEMS}?kind=district",
    f"{ITEMS}?datetime=2020-01-01/..", "/api/collections/places/items",
)  # fmt: skip
PART_PAGES = (
    "/parts/{0}", "/parts/{0}?fragment=1&lang=zh", f"{ITEMS}/{{0}}", f"{ITEMS}/{{0}}?f=html",
    "/compare?part={0}&part={1}", "/compare?part={0}&part={1}&f=csv&lang=zh",
    "/compare?part={0}&part={1}&f=json", "/oembed?url=http://localhost/parts/{0}",
    "/export/figure.svg?part={0}", "/export/boundaries.kml?part={1}",
    "/api/brief?part={0}&f=pdf", "/api/brief?part={1}&f=docx&lang=zh", "/api/brief?part={0}&f=json",
)  # fmt: skip
POSTS = ("/quality", "/changes", "/quality?f=json&lang=zh", "/changes?f=csv")
API_POSTS = ("/api/measure", "/api/measure?f=csv", "/api/locate", "/api/locate?f=geojson",
    "/api/inspect", "/api/inspect/zone", "/api/inspect/export?f=csv",
    "/api/inspect/overlaps", "/api/inspect/page?f=svg", "/api/brief?f=json",
)  # fmt: skip
COMMANDS = (
    "check", "check --format html --lang zh", "areas --data", "areas --format csv --data",
    "distances --format json --data", "sources --data", "sources --format dcat --data",
    "diff --format html {old}", "diff {old}", "import --output {out}.geojson",
    "locate --output {out}.csv", "measure --output {out}.parquet", "measure --output {out}.csv",
    "export {out}.csv --data", "export {out}.xlsx --data", "check --repair --output {out}.geojson",
    "page --output {out}.svg --with", "page --output {out}.docx --data",
    "brief --at 105.44,28.9 --output {out}.html --data", "brief --output {out}.csv --file",
)  # fmt: skip


class Specimen:
    """A mutant in a folder, with what is made of it once."""

    def __init__(self, mutant, folder):
        self.folder, self.name = Path(folder), mutant.changed
        for name, data in mutant.files.items():
            (self.folder / name).write_bytes(data)
        self.path, self.changed = self.folder / "boundaries.geojson", self.folder / mutant.changed

    @cached_property
    def _read(self):
        try:
            return read_zone(self.path)
        except Exception as error:  # noqa: BLE001 (raised where the zone is used)
            return error

    @property
    def is_readable(self):
        return not isinstance(self._read, Exception)

    @property
    def zone(self):
        if isinstance(self._read, Exception):
            raise self._read
        return self._read

    @cached_property
    def client(self):
        return make_client(self.path)

    @cached_property
    def ids(self):
        keys = list(self.zone.parts.index)
        return quote(keys[0], safe=""), quote(keys[-1], safe="")


def make_client(path):
    settings = {"DATA": path, "PREVIOUS": get_sound_path(), "RELOAD_SECONDS": 0}
    app = create_app({**settings, "PREPARED_BYTES": 0})
    app.testing = True  # an unexpected exception comes through
    return app.test_client()


_folder = TemporaryDirectory(prefix="sound-")


@cache
def get_sound_path():
    """The path of a small, sound zone, which mutants are compared with."""
    path = Path(_folder.name) / "boundaries.geojson"
    path.write_text(json.dumps(make_small_shipped()), encoding="utf-8")
    return path


@cache
def get_sound_client():
    return make_client(get_sound_path())


def check_answer(answer, path):
    assert answer.status_code < 500, f"{answer.status_code} {path}"
    assert gettempdir().encode() not in answer.data, path
    if "json" in answer.mimetype:
        json.loads(answer.data, parse_constant=fail_constant)
    elif answer.mimetype == "image/svg+xml":
        ElementTree.fromstring(answer.data)
    elif answer.mimetype == "text/html" and "fragment" not in path and not answer.location:
        assert answer.text.rstrip().endswith("</html>"), path


def fail_constant(word):
    raise AssertionError(f"{word} is no JSON")


def ask(path, it):
    path = path.format(*it.ids)
    check_answer(it.client.get(path), path)


def send_form(path, it):
    form = {"file": (io.BytesIO(it.changed.read_bytes()), "sent.geojson")}
    check_answer(get_sound_client().post(path, data=form), path)


def send_body(path, it):
    answer = get_sound_client().post(
        path, data=it.changed.read_bytes(), content_type="application/geo+json"
    )
    check_answer(answer, path)


def run_command(words, it):
    first, *more = words.format(old=get_sound_path(), out=it.folder / "made").split()
    result = CliRunner().invoke(zonemap, [first, *more, str(it.path)], standalone_mode=False)
    for each in it.folder.glob("made*"):
        each.unlink() if each.is_file() else None
    if result.exception is not None:
        raise result.exception


def make_export(name, options, it):
    data = FORMATS[name].make(it.zone, options)
    assert data
    if name == "svg":
        ElementTree.fromstring(data)


def check_zone(it):
    for each in run_checks(read_dataset_with_context(it.path, today=TODAY)):
        to_row(each)
        assert str(each.sentence)


def check_repair(it):
    found, _ = repair_dataset(read_dataset_with_context(it.path, today=TODAY))
    again = make_dataset(json.loads(json.dumps(found)), name="a", today=TODAY)
    run_checks(again)


def compare(it):
    old = read_zone(get_sound_path())
    to_rows(compare_zones(old, it.zone))
    json.dumps(to_collection(compare_zones(it.zone, old)), allow_nan=False)


def describe(it):
    for make in (make_data_package, make_dcat):
        json.dumps(make(it.zone, path="a.geojson"), allow_nan=False)


def read_polygons(it):
    for _ in open_source(it.changed, rows=100).chunks():
        pass


def read_again(it):
    """What is written as GeoJSON is read, as the same zone."""
    path = it.folder / "again.geojson"
    path.write_bytes(FORMATS["geojson"].make(it.zone, FigureOptions()))
    assert list(read_zone(path).parts.index) == list(it.zone.parts.index)


FIGURES = {
    "": FigureOptions(dpi=50),
    " zh region": FigureOptions(dpi=50, lang="zh", view="region"),
    " both": FigureOptions(dpi=50, lang="both", width_mm=90, height_mm=90),
}
ALWAYS = {
    "read": lambda it: it.zone,
    "check": check_zone,
    "repair": check_repair,
    "import": lambda it: read_import(it.changed),
    "places": lambda it: read_places(it.changed),
    "sites": lambda it: read_sites(it.changed),
    "polygons": read_polygons,
    **{f"POST {path}": partial(send_form, path) for path in POSTS},
    **{f"POST {path}": partial(send_body, path) for path in API_POSTS},
    **{f"zonemap {words}": partial(run_command, words) for words in COMMANDS},
}
OF_READABLE = {
    "compare": compare,
    "describe": describe,
    "read again": read_again,
    **{f"GET {path}": partial(ask, path) for path in (*PAGES, *PART_PAGES)},
    **{
        f"export {name}{word}": partial(make_export, name, options)
        for name in FORMATS
        for word, options in FIGURES.items()
        if not word or name in {"svg", "docx"}
    },
}
CHEAP = ("read", "check")  # which every mutant meets


def choose_uses(it, rng, most):
    """Return uses by name: reading and checks, and `most` others by lot."""
    chosen = {name: ALWAYS[name] for name in CHEAP}
    for _ in range(most):
        among = OF_READABLE if it.is_readable and rng.random() < 0.75 else ALWAYS
        name = rng.choice(list(among))
        chosen[name] = among[name]
    return chosen


@contextmanager
def expect_sentence():
    """Let a refusal pass that is one sentence to show; anything else comes through."""
    try:
        yield
    except (ZoneError, ClickException) as error:
        sentence = str(error)
        assert sentence.isprintable(), repr(sentence[:200])
        assert 0 < len(sentence) < MOST_SENTENCE, sentence[:200]
    except SystemExit:
        pass  # click's, for a wrong word of the command line
