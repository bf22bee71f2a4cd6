"""The scripts' own unit tests, run by Node; and how much script there is."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NODE = shutil.which("node")


def test_node_is_content():
    if NODE is None:
        if os.environ.get("ZONEMAP_REQUIRE_NODE"):
            pytest.fail("there is no node on this machine, and the scripts' tests are required")
        pytest.skip("NO NODE HERE: install Node 20 or later to run the scripts' tests")
    tests = sorted(map(str, HERE.rglob("*.test.mjs")))
    done = subprocess.run(
        [NODE, "--test", *tests], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout
    assert f"# pass {done.stdout.split('# tests ')[1].split()[0]}" in done.stdout
