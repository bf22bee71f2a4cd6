"""What holds for all tests."""

import subprocess
import sys


def test_compiled_modules_are_kept_here_and_in_commands_that_tests_start():
    code = "import sys; print(sys.dont_write_bytecode)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (sys.dont_write_bytecode, done.stdout) == (False, "False\n")
