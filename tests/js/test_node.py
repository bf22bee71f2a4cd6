"""The scripts' own unit tests, run by Node; and how much script there is."""

import subprocess
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def test_node_is_content(node):
    tests = sorted(map(str, HERE.rglob("*.test.mjs")))
    done = subprocess.run(
        [node, "--test", *tests], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout
    assert f"# pass {done.stdout.split('# tests ')[1].split()[0]}" in done.stdout
