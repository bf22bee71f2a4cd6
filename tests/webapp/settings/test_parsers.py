"""What each kind of setting takes, and what it refuses."""

from pathlib import Path

import pytest

from webapp.settings.parsers import (
    parse_folder,
    parse_frame_ancestors,
    parse_hosts,
    parse_log_form,
    parse_seconds,
    parse_switch,
    parse_whole_number,
)


@pytest.mark.parametrize(
    ("parse", "raw", "value"),
    [
        (parse_whole_number, "8", 8),
        (parse_seconds, "1.5", 1.5),
        (parse_switch, "Yes", True),
        (parse_switch, "0", False),
        (parse_log_form, "json", "json"),
        (parse_hosts, "Example.org, .example.com", ("example.org", ".example.com")),
        (parse_frame_ancestors, "'self' https://example.org", "'self' https://example.org"),
    ],
)
def test_a_setting_is_read(parse, raw, value):
    assert parse(raw) == value


def test_a_folder_stays_where_it_is_when_the_working_folder_changes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert parse_folder("data") == Path(tmp_path, "data")


@pytest.mark.parametrize(
    ("parse", "raw"),
    [
        (parse_whole_number, "-1"),
        (parse_whole_number, "many"),
        (parse_seconds, "nan"),
        (parse_seconds, "90000"),
        (parse_switch, "perhaps"),
        (parse_log_form, "xml"),
        (parse_hosts, "example.org, a b"),
        (parse_frame_ancestors, "'self'; script-src *"),
    ],
)
def test_what_is_not_meant_is_refused(parse, raw):
    with pytest.raises(ValueError):  # noqa: PT011 - the caller says which setting it is
        parse(raw)
