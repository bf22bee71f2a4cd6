"""Text without what XML and databases refuse."""

from geo.io.plain_text import replace_controls


def test_control_characters_are_replaced_and_line_ends_kept():
    assert replace_controls("a\x00b\ufffe\tc\r\n") == "a\ufffdb\ufffd\tc\r\n"
    assert replace_controls("泸州\U0001f600") == "泸州\U0001f600"
