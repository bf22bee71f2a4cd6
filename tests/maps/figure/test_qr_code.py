"""Codes of addresses, and which addresses have one."""

import pytest

from maps.figure.overlay.model import fits_code
from maps.figure.qr_code import draw_code_png, list_modules


def test_a_code_has_its_three_corners_and_is_the_same_again():
    pytest.importorskip("segno")
    rows = list_modules("https://example.org/#ask=28.9,105.46")
    assert {len(row) for row in rows} == {len(rows)}
    corner = [[True] * 7, [True, *[False] * 5, True]]
    assert [row[:7] for row in rows[:2]] == [row[-7:] for row in rows[:2]] == corner
    assert [row[:7] for row in rows[-2:]] == corner[::-1]
    assert rows == list_modules("https://example.org/#ask=28.9,105.46")
    assert draw_code_png("https://example.org/") == draw_code_png("https://example.org/")


@pytest.mark.parametrize(
    ("address", "fits"),
    [("", False), ("a" * 400, True), ("a" * 401, False), ("南" * 133, True), ("南" * 134, False)],
)
def test_an_address_of_400_bytes_has_a_code(address, fits):
    assert fits_code(address) == fits
