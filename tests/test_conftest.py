"""What holds for all tests."""

import gc
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent


def test_compiled_modules_are_kept_here_and_in_commands_that_tests_start():
    code = "import sys; print(sys.dont_write_bytecode)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (sys.dont_write_bytecode, done.stdout) == (False, "False\n")


@pytest.mark.parametrize("required", ["", "1"])
@pytest.mark.slow
def test_without_node_the_tests_of_scripts_are_skipped_or_fail_where_they_are_required(
    tmp_path, required
):
    file = tmp_path / "test_it.py"
    file.write_text("def test_it(node):\n    assert node\n")
    pytest_alone = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rs", str(file)]
    done = subprocess.run(
        [*pytest_alone, "-c", str(ROOT / "pyproject.toml"), "--confcutdir", str(ROOT), "-p", "tests.conftest"],
        env={"PATH": str(tmp_path), "PYTHONPATH": str(ROOT), "ZONEMAP_REQUIRE_NODE": required},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == (1 if required else 0), done.stdout + done.stderr
    assert "NO NODE HERE" in done.stdout


def test_each_test_that_starts_node_asks_for_it():
    """A machine with Python alone has none of it."""
    texts = {path: path.read_text("utf-8") for path in HERE.rglob("test_*.py")}
    del texts[Path(__file__)]
    assert [path for path, text in texts.items() if 'which("node")' in text] == []
    bare = {path for path, text in texts.items() if re.search(r'\["(node|\S*/tsc)"', text)}
    assert {path for path in bare if 'usefixtures("node")' not in texts[path]} == set()


def test_what_was_collected_is_not_searched_for_garbage_with_each_test():
    assert gc.isenabled()
    assert gc.get_freeze_count() > 10_000
