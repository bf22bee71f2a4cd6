"""What `zonemap locate` and `zonemap measure` share."""

import pytest


@pytest.mark.parametrize("out", ["out.pdf", "missing/out.csv"])
def test_what_cannot_be_written_is_said_before_any_work(call, out):
    result = call("locate", "sites.csv", "-o", out)
    assert result.exit_code != 0
    assert str(result.exception).count("\n") == 0
