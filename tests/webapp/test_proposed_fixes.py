"""Each fix that a refusal proposes is carried out, on that very file, and leads to the right value.

A case is a file made here, the options of a first try, a part of the sentence that refuses it, and
the fix as a program would apply it: other options, the choices or the command in the sentence, or
a changed file. The oracle is the plot's geodesic area by PROJ (`pyproj.Geod`).
"""

import ast
import csv
import re
import shlex
from pathlib import Path

import geopandas as gpd
import pyproj
import pytest
from fixable_files import AREA_M2, CASES, WRITTEN_COMMANDS
from shapely import box

from geo.geodesy.area import area_m2
from geo.zone import read_zone

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SPOKEN = (
    *sorted((ROOT / "geo").glob("reading/*.py")),
    *sorted((ROOT / "geo").glob("importing/*.py")),
)
# The sentence names the parameter, and its value as an example or not at all.
NAMED_WITHOUT_VALUE = {"unknown CRS", "survey without a zone", "JSON in GBK"}
FORM_FIELDS = {"--layer": "layer", "--crs": "crs", "--encoding": "encoding", "--datum": "datum"}


@pytest.fixture
def refuse(run, tmp_path):
    """Make a case's file and try to import it; return the file and the sentence."""

    def call(case):
        path = case.make(tmp_path)
        out = tmp_path / "refused.geojson"
        code, _, err = run("import", path, "-o", out, *case.options)
        assert code == 2, err
        assert not out.exists()
        assert err.count("\n") == 1, err
        assert case.said in err
        return path, err.removeprefix("zonemap: ").strip()

    return call


def find_fixes(case, sentence, path):
    """Return the file and options of each way out that the sentence names."""
    if case.change is not None:
        return [(case.change(path), [])]
    if case.fix:
        return [(path, [*case.fix])]
    listed = re.search(r"(?:--layer:|Use one of) (.*?)\.$", sentence)[1].strip("“”")
    return [(path, ["--layer", choice]) for choice in re.split(r", ?", listed)]


@pytest.mark.parametrize("name", CASES)
def test_fix_leads_to_the_right_area(refuse, run, tmp_path, name):
    case = CASES[name]
    path, sentence = refuse(case)
    for n, (file, options) in enumerate(find_fixes(case, sentence, path)):
        out = tmp_path / f"fixed-{n}.geojson"
        code, _, err = run("import", file, "-o", out, *options)
        assert code == 0, err
        areas = area_m2(read_zone(out).parts.geometry).tolist()
        assert areas == pytest.approx([AREA_M2] * case.plots, rel=1e-5)


@pytest.mark.parametrize("name", CASES)
def test_fix_works_for_every_command(refuse, run, tmp_path, name):
    case = CASES[name]
    path, sentence = refuse(case)
    file, options = find_fixes(case, sentence, path)[0]
    code, _, err = run("measure", file, "-o", tmp_path / "measured.csv", *options)
    assert code == 0, err
    code, out, err = run("check", file, "--format", "json", *options)
    assert code in {0, 1}, err
    assert '"unusable-geometry"' not in out
    code, out, err = run("diff", file, file, *options)
    assert code == 0, err


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].is_one_file])
def test_fix_works_on_the_page(refuse, client, name):
    case = CASES[name]
    path, sentence = refuse(case)
    assert _send(client, path, case.options).status_code == 400
    file, options = find_fixes(case, sentence, path)[0]
    assert _send(client, file, options).status_code == 200


def _send(client, path, options):
    with path.open("rb") as file:
        data = {**list_fields(options), "file": (file, path.name)}
        return client.post("/changes?lang=en", data=data)


def find_parameters(sentence):
    """Return the parameters of each fix that a sentence at the API names, as they are written."""
    listed = re.search(r"(?:layer=…|to other files): (.*?)\.(?:$| Read one of them)", sentence)
    if listed:
        return [{"layer": choice.strip("“”")} for choice in re.split(r", ?", listed[1])]
    named = re.findall(r"(crs|encoding|skip_unusable)=([\w:,.-]*\w)", sentence)
    return [{name: value} for name, value in named]


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].is_one_file])
def test_a_refusal_at_the_api_names_parameters_that_work(client, tmp_path, name):
    case = CASES[name]
    path = case.make(tmp_path)
    first = list_fields(case.options)
    said = measure(client, path, **first)
    assert said.status_code == 400
    sentence = said.get_json(force=True)["detail"]
    assert "--" not in re.sub("`[^`]*`", "", sentence)
    right = [fix for fix in find_parameters(sentence) if "anywhere" not in str(fix)]
    if case.fix and name not in NAMED_WITHOUT_VALUE:
        assert list_fields(case.fix) in right
    for fix in right:
        answer = measure(client, path, **{**first, **fix})
        assert answer.status_code == 200, answer.text


def list_fields(options):
    fields, words = {}, iter(options)
    for word in words:
        if word == "--skip-unusable":
            fields["skip_unusable"] = "1"
        else:
            fields[FORM_FIELDS[word]] = next(words)
    return fields


def measure(client, path, **fields):
    with path.open("rb") as file:
        return client.post("/api/measure?lang=en", data={**fields, "file": (file, path.name)})


@pytest.mark.parametrize("name", WRITTEN_COMMANDS)
def test_command_in_a_sentence_runs_as_it_is(run, tmp_path, monkeypatch, name):
    make, first, expected = WRITTEN_COMMANDS[name]
    monkeypatch.chdir(tmp_path)
    path = make(tmp_path)
    code, _, err = run(*(path if word is None else word for word in first))
    assert code == 2
    command = re.search("`zonemap (.*?)`", err)[1]
    words = {"SOURCE": str(path), "FILE": str(tmp_path / "made.geojson")}
    arguments = [words.get(word, word) for word in shlex.split(command)]
    code, _, err = run(*arguments)
    assert code in {0, 1}, err
    made = arguments[arguments.index("-o") + 1]
    areas = area_m2(read_zone(Path(made)).parts.geometry).tolist()
    assert areas == pytest.approx([AREA_M2] * expected, rel=1e-5)


SITES = {
    "ambiguous numbers": (
        'name,x,y\na,"540,123","319,345"\n',
        ("--crs", "EPSG:4544"),
        "Write it with a decimal point and no other separator.",
        ('"540,123","319,345"', "540123.0,3193456.0"),
        (),
    ),
    "no such column": (
        "name,degrees,lat\na,105.4112,28.8567\n",
        ("--lon", "lon"),
        "There is no column “lon”. Use one of “name, degrees, lat”.",
        ("", ""),
        ("--lon", "degrees"),
    ),
    "columns of other names": (
        "name,e,n\na,105.4112,28.8567\n",
        (),
        "Rename them to longitude and latitude",
        ("e,n", "longitude,latitude"),
        (),
    ),
}


@pytest.mark.parametrize("name", SITES)
def test_fix_of_sites_leads_to_the_right_place(run, tmp_path, name):
    text, first, said, (old, new), fix = SITES[name]
    path, out = tmp_path / "sites.csv", tmp_path / "out.csv"
    path.write_text(text, "utf-8")
    code, _, err = run("locate", path, "-o", out, *first)
    assert code == 2
    assert said in err
    path.write_text(text.replace(old, new), "utf-8")
    options = fix or first
    code, _, err = run("locate", path, "-o", out, *options)
    assert code == 0, err
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    found = [float(row["longitude"]), float(row["latitude"])]
    to_degrees = pyproj.Transformer.from_crs(4544, 4490, always_xy=True)
    expected = to_degrees.transform(540123, 3193456)
    assert found == pytest.approx(expected, abs=1e-4)


LINK = "https://uri.amap.com/marker?position=105.463565,28.896947"
# What is asked for at `/locate`, the sentence that refuses it, and its fix; north of Luzhou.
PLACES = {
    "a name": ("at=Luzhou", "for example 28.9, 105.46.", "at=28.9, 105.46"),
    "a link without a place": (
        *("at=https://uri.amap.com/marker?position=105.46", "paste the coordinates instead."),
        "at=28.9, 105.46",
    ),
    "a short link": (
        *("at=https://surl.amap.com/1aBcD", "paste the coordinates instead."),
        "at=28.9, 105.46",
    ),
    "a short link, opened": (
        *("at=https://surl.amap.com/1aBcD", "paste the full address that is shown then."),
        f"at={LINK}",
    ),
    "a plane": (
        *("at=https://map.baidu.com/@11737000,3372000,15z", "paste longitude and latitude instead"),
        "at=105.46, 28.9",
    ),
    "two places": (
        *(f"at=28.9, 105.46 {LINK}", "Paste the link or the coordinates of one of them."),
        f"at={LINK}",
    ),
    "two pairs": ("at=28.9,105.46;28.8,105.3", "the coordinates of one of them.", "at=28.9,105.46"),
    "twice": ("at=1,2&lon=105.46&lat=28.9", "Send at, or lon and lat.", "lon=105.46&lat=28.9"),
    "no number": ("lon=x&lat=28.9", "Use numbers, as in /locate?lon=105.4", "lon=105.46&lat=28.9"),
}


@pytest.mark.parametrize("form", ["html", "json"])
@pytest.mark.parametrize("name", PLACES)
def test_fix_of_a_place_leads_there(client, name, form):
    asked, said, fix = PLACES[name]
    refused = client.get(f"/locate?{asked}&f={form}&lang=en")
    assert refused.status_code == 400
    assert said in re.sub("</?code>|`", "", refused.text)
    answer = client.get(f"/locate?{fix}&f=json").json
    assert (answer["latitude"], answer["longitude"]) == pytest.approx((28.9, 105.46), abs=1e-5)


def test_each_refusal_of_a_place_has_its_fix_tried():
    said = {
        text
        for name in ("coordinate_text", "map_links")
        for text in list_sentences([ROOT / f"geo/lookup/{name}.py"])
    }
    assert len(said) == 5
    for text in said:
        assert any(fix in text for _, fix, _ in PLACES.values()), text


# The last sentence of those that no program can carry out, and why.
BY_HAND = {
    "Write its numbers as “%(fixed)s”.": "see tests/webapp/plots/test_pasted.py",
    "Add a line with the names of the columns above it, such as name,longitude,latitude.": (
        "see tests/webapp/plots/test_line_file.py"
    ),
    "Use %(main)s, which is beside it.": "see tests/geo/reading/test_unfit_files.py",
    "Add %(main)s and use it.": "its maker has the file",
    "%(choices)s.": "which of the parts is meant only its maker knows",
    "Use %(field)s: a column whose heading has its unit, such as 面积_亩, is converted to km².": (
        "see tests/geo/importing/test_importer.py"
    ),
    "Any other EPSG code can be set with --crs.": "see tests/geo/reading/test_crs.py",
    "Remove that column.": "see tests/geo/reading/test_arrow_values.py",
    "Export the layer to a new GeoPackage.": "its maker has the software that filled the table",
    "Export it again.": "the file is damaged; only its maker has the content",
    "Get it again.": "the file is damaged; only its sender has the content",
    "Create the zip again.": "its maker has the files",
    "Save it again.": "the file is damaged; only its maker has the content",
    "Save it again as .xlsx.": "the workbook is damaged",
    "Save it again in a spreadsheet program.": "no spreadsheet program writes such a file",
    "Include only the files of the layer.": "a limit of size",
    "Include only the layer of the zone.": "a limit of size",
    "Split it.": "a limit of size",
    "Draw the outlines as closed polylines, outside blocks.": "needs a drawing program",
    "Draw one that is an outline as a closed polyline.": "needs a drawing program",
    "Save the outlines alone.": "a limit of size",
    "Save the sites alone.": "a limit of size",
    "Simplify the outlines, or split the file.": "a limit of size",
    "Remove them.": "an attack, or done by hand",
    "Draw the outline as a polygon.": "needs a person to draw",
    "Draw it, or remove the feature.": "needs a person to draw",
    "Redraw it.": "needs a person to draw",
    "Save those of each in a file of its own.": "two plots in two places: which is right?",
    "Use polygons.": "needs a person to draw",
    "Check the path.": "there is no file",
    "Name an existing file.": "there is no file",
    "Choose a readable file.": "there is no file",
    "Choose another location.": "of the output",
    "Choose another layer or file.": "there is nothing in this one",
    "Use a GeoJSON FeatureCollection.": "another kind of content",
    "Save it as a GeoJSON FeatureCollection.": "another kind of content",
    "Move its placemarks to an outer folder.": "see tests/geo/reading/test_kml.py",
    "Save it as GeoJSON.": "another kind of content",
    "Save it with its content in Google Earth.": "the content is elsewhere",
    "Save a copy of the table as a native one.": "the content is elsewhere",
    "Save it as DXF in the drawing program, and read that.": "needs that program",
    "Save it as a DXF in text (ASCII).": "needs a drawing program",
    "Name a file, or a FileGDB (.gdb).": "a folder",
    "Correct it, or export it again as GeoJSON.": "the file is damaged",
    "Save it as UTF-8.": "the file is damaged, or in an encoding that no program can tell",
    "Write it with a decimal point and no other separator.": "of sites: see the test of them",
    "Write all its numbers with a decimal point and no other separator.": "see test_numbers.py",
    "Write the number alone, in the unit of the field.": "which number only its maker knows",
    "Name the right one with %(option)s.": "see the tests of encodings",
    "Name its encoding with %(option)s.": "see the tests of encodings",
    "Name it with %(option)s.": "see the tests of encodings",
    "Export only the columns needed.": "a limit of size",
    "Request its coordinate reference system from the surveyor, or its central meridian, "
    "false easting and false northing.": "a local grid; only the surveyor knows it",
    "Check their coordinates.": "a warning; which values are right only their maker knows",
    "Check them.": "a warning; which values are right only their maker knows",
    "Correct it.": "which value is right only its maker knows",
    "Correct it: no feature of the file can be used.": "which value is right only its maker knows",
    "Correct that line.": "the file is damaged",
    "Rename the file.": "see below",
    "Correct the coordinates.": "which value is right only its maker knows",
    "Set its type to Feature.": "said of zone files, which people write by hand",
    "Use a unique id for each feature.": "said of zone files, which people write by hand",
    "Write each source under its key.": "said of zone files, which people write by hand",
    "Download the file again.": "the content is elsewhere",
    "Use degrees.": "said of zone files, which people write by hand",
    "Use a name such as gb18030.": "an option with a wrong value",
    "Use a code such as EPSG:4490.": "an option with a wrong value",
    "FIELD is one of %(choices)s.": "an option with a wrong value",
}


# What is told beside the result, with an option for those who know better.
TOLD = {
    "%(columns)s are taken as %(datum)s, which their headings name. Set another coordinate system "
    "with --datum.",
    "WARNING: %(value)s suggests GCJ-02, but the coordinates are taken as WGS 84. If they are of "
    "an Amap or Tencent map, use --datum gcj02.",
    "WARNING: %(value)s suggests BD-09, but the coordinates are taken as WGS 84. If they are of a "
    "Baidu map, use --datum bd09.",
    "Text is %(encoding)s by its characters. Another encoding is declared (%(witnesses)s).",
    "Text is %(encoding)s by its characters. No encoding is declared.",
    "No coordinate reference system is declared. The coordinates are taken as WGS 84 degrees, "
    "longitude first. Set another with --crs, or the system of Amap or Tencent maps with "
    "--datum gcj02, that of Baidu maps with --datum bd09.",
    "No coordinate reference system is declared. The coordinates are taken as degrees, longitude "
    "first.",
    "Not read: %(names)s. Choose one with --layer.",
    "WARNING: No coordinate system (坐标系) is named. CGCS2000 is assumed. Set another with --crs.",
}
ELSEWHERE = {
    "%(columns)s are taken as %(datum)s, which their headings name. Set another coordinate system "
    "with --datum.": "told beside the result, see tests/webapp/cli/test_told_datum.py",
    "%(crs)s is the coordinate system of an online map. Use --datum gcj02.": (
        "see tests/geo/reading/test_datum_names.py"
    ),
    "%(crs)s is the coordinate system of an online map. Use --datum bd09.": (
        "see tests/geo/reading/test_datum_names.py"
    ),
    "%(name)s has no header: its first line contains metres. Add a line with the names of the "
    "columns above it, such as name,northing,easting, and set --crs.": (
        "see tests/webapp/plots/test_line_file.py"
    ),
    "The option --field names %(field)s twice. Name it once.": "no fault of a file",
    "The coordinates of %(name)s lie outside the area of use of %(crs)s. Set another CRS with "
    "--crs.": "see the tests of coordinates that don't fit",
    "%(field)s: not known for %(count)s parts, so it is “not known” in which part a point is (set "
    "it with --uncertainty, in metres)": "told beside the result",
    "%(field)s: %(metres)s m, as set with --uncertainty": "told beside the result",
    "The coordinates are read as --crs %(crs)s says.": "told beside the result",
    "%(field)s from column %(column)s, taken as km², because its name doesn't say the unit (where "
    "it is mu, use `--field published_area_km2=%(column)s,mu`; ha, m2 and km2 likewise)": (
        "told beside the result, see tests/geo/importing/test_mapping.py"
    ),
    "%(field)s: %(value)s, because of the name %(name)s (set another with --kind)": (
        "told beside the result"
    ),
    "%(field)s: %(value)s, because the format is one of plots (set another with --kind)": (
        "told beside the result"
    ),
    "%(name)s can't be transformed to WGS 84: %(reason)s. Set another CRS with --crs.": "by PROJ",
    "%(name)s names the unknown encoding %(encoding)s. Name the right one with --encoding.": (
        "see the tests of encodings"
    ),
    "The option --field %(pair)s is not FIELD=COLUMN. FIELD is one of %(choices)s.": (
        "an option with a wrong value"
    ),
}


def list_sentences(paths=SPOKEN):
    """Return the translatable texts of modules, of those that read files unless told."""
    calls = (
        node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_"
    )  # fmt: skip
    return sorted({call.args[0].value for call in calls})


def make_pattern(msgid):
    return re.compile(re.sub(r"%\\\(\w+\\\)s", ".*", re.escape(msgid)), re.DOTALL)


def has_program(msgid):
    return bool(re.search(r"--[a-z]|`zonemap", msgid)) and msgid.startswith(
        ("%(", "The ", "Feature")
    )


def test_each_way_out_is_a_case(run, tmp_path):
    seen = []
    for n, case in enumerate(CASES.values()):
        folder = tmp_path / str(n)
        folder.mkdir()
        path = case.make(folder)
        seen.append(run("import", path, "-o", folder / "x.geojson", *case.options)[2])
    for n, (make, first, _) in enumerate(WRITTEN_COMMANDS.values()):
        folder = tmp_path / f"command-{n}"
        folder.mkdir()
        path = make(folder)
        seen.append(run(*(path if word is None else word for word in first))[2])
    left = [
        msgid for msgid in list_sentences()
        if has_program(msgid) and not any(make_pattern(msgid).search(text) for text in seen)
    ]  # fmt: skip
    assert set(left) <= set(ELSEWHERE)


def test_each_other_fix_is_on_the_list():
    sentences = [text for text in list_sentences() if ". " in text and text.endswith(".")]
    refusals = [text for text in sentences if not has_program(text) and text not in TOLD]
    last = {text: re.split(r"(?<=[.:)])\s+(?=[A-Z%])", text)[-1] for text in refusals}
    shown = {CASES[name].fix_words for name in CASES}
    assert {text for text in last if last[text] not in {*BY_HAND, *shown}} == set()


def test_a_file_that_is_renamed_is_read(run, tmp_path):
    sent = tmp_path / "地块.parquet".encode("gbk").decode("utf-8", "surrogateescape")
    plot = gpd.GeoDataFrame({"name": ["a"]}, geometry=[box(105.4, 28.9, 105.41, 28.91)], crs=4326)
    plot.to_parquet(tmp_path / "plots.parquet")
    (tmp_path / "plots.parquet").rename(sent)
    out = tmp_path / "out.geojson"
    code, _, err = run("import", sent, "-o", out)
    assert (code, "地块.parquet is not UTF-8 text. Rename the file." in err) == (2, True)
    sent.rename(tmp_path / "plots.parquet")
    assert run("import", tmp_path / "plots.parquet", "-o", out)[0] == 0
