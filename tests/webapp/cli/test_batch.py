"""What `zonemap locate` and `zonemap measure` share."""

import pytest

from webapp.cli.batch import spreadsheet_text


@pytest.mark.parametrize("out", ["out.pdf", "missing/out.csv"])
def test_what_cannot_be_written_is_said_before_any_work(call, out):
    result = call("locate", "sites.csv", "-o", out)
    assert result.exit_code != 0
    assert str(result.exception).count("\n") == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [("-5.2", "-5.2"), ("+1e5", "+1e5"), ("-1+2", "'-1+2"), ("=A1", "'=A1"), ("a", "a")],
)
def test_numbers_stay_and_formulas_do_not_run(text, shown):
    assert spreadsheet_text(text) == shown
