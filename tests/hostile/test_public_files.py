"""The sample files of installed packages: no traceback, and no area other than GeoPandas finds."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_sample_files_of_installed_packages():
    script = Path(__file__).with_name("public_files.py")
    done = subprocess.run([sys.executable, script], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "compared: same" in done.stdout
