"""The gallery of notebooks: each is run, cell by cell, in a folder of its own."""

import json
import re
import xml.etree.ElementTree as ET
from contextlib import chdir
from importlib.util import find_spec
from pathlib import Path

import pytest

from geo.zone import read_zone

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))


def read_cells(path):
    return json.loads(path.read_text("utf-8"))["cells"]


def run_notebook(name, folder):
    """Run the cells without a kernel, which would take seconds to start; return the last result."""
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell(user_ns={})
    shell.colors = "nocolor"
    result = None
    with chdir(folder):
        for cell in read_cells(EXAMPLES / f"{name}.ipynb"):
            if cell["cell_type"] == "code":
                with capture_output():
                    done = shell.run_cell("".join(cell["source"]))
                done.raise_error()
                result = done.result
    return result


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.slow
def test_a_notebook_is_valid_and_carries_no_results(path):
    from jsonschema import validate

    (folder,) = find_spec("nbformat").submodule_search_locations  # importing it takes seconds
    schema = Path(folder, "v4", "nbformat.v4.5.schema.json").read_text("utf-8")
    validate(json.loads(path.read_text("utf-8")), json.loads(schema))
    for cell in read_cells(path):
        text = "".join(cell["source"])
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)
        else:
            assert re.search("[\u3400-\u9fff]", text)
            assert re.search("[A-Za-z]{3}", text)


def test_the_documentation_lists_each():
    for lang in ("en", "zh"):
        text = (EXAMPLES.parent / "manual" / lang / "how-to" / "notebooks.md").read_text("utf-8")
        assert set(re.findall(r"\[([\w-]+\.ipynb)\]", text)) == {path.name for path in NOTEBOOKS}


@pytest.mark.slow
def test_explore(tmp_path):
    found = run_notebook("explore", tmp_path)
    assert len(found) == 5
    assert found["distance_m"].is_monotonic_increasing


@pytest.mark.slow
def test_own_parcels(tmp_path):
    found = run_notebook("own-parcels", tmp_path)
    # 488.0 m by 443.4 m at 28.86° N, by the lengths of a degree there, to a percent
    assert found["area_m2"][0] == pytest.approx(488.0 * 443.4, rel=0.01)
    assert found["mu"].tolist() == (found["area_m2"] / 666.6667).round(2).tolist()


@pytest.mark.slow
def test_sites(tmp_path):
    found = run_notebook("sites", tmp_path)
    assert found["county_name"].tolist()[0] == "Longmatan District"
    assert set(found["verdict"]) <= {"certain", "possible", "not known"}


@pytest.mark.slow
def test_figure(tmp_path):
    run_notebook("figure", tmp_path)
    assert ET.parse(tmp_path / "figure.svg").getroot().tag.endswith("svg")
    assert (tmp_path / "parks.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
def test_versions(tmp_path):
    found = run_notebook("versions", tmp_path)
    assert found["id"].tolist() == ["big-data-park"]
    assert found["movement_old_to_new_m"].iloc[0] == pytest.approx(200, abs=1)
    assert len(read_zone(tmp_path / "new.geojson").parts) == len(read_zone().parts)


def test_every_notebook_is_run():
    run = set(re.findall(r'run_notebook\("([\w-]+)", ', Path(__file__).read_text("utf-8")))
    assert run == {path.stem for path in NOTEBOOKS}
