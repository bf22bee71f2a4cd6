"""A wheel contains the documentation where it was built; an editable installation needs none."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def hook_class():
    spec = spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.DocumentationHook


@pytest.mark.parametrize(
    ("version", "is_built", "is_packed"),
    [("standard", True, True), ("standard", False, False), ("editable", True, False)],
)
def test_what_is_packed(hook_class, tmp_path, version, is_built, is_packed):
    if is_built:
        (tmp_path / "site").mkdir()
        (tmp_path / "site" / "index.html").touch()
    data = {"force_include": {}}
    hook_class(str(tmp_path), {}, None, None, str(tmp_path), "wheel").initialize(version, data)
    assert data["force_include"] == ({str(tmp_path / "site"): "webapp/docs"} if is_packed else {})
