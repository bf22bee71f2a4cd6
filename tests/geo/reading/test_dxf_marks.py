"""Marks of our own drawings are read; those of other programs are not taken for them."""

from geo.reading.dxf_marks import read_marks
from geo.reading.dxf_pairs import Entity


def test_only_our_own_values_are_read():
    pairs = (
        (8, "park"), (1000, "stray=1"), (1001, "OTHER"), (1000, "id=theirs"),
        (1001, "ZONEMAP"), (1000, "id=ours"), (1000, "note=a=b"), (1000, "plain"),
        (1000, "empty="), (1001, "ACAD"), (1000, "id=again"),
    )  # fmt: skip
    marks = read_marks(Entity("LWPOLYLINE", pairs))
    assert marks == {"id": "ours", "note": "a=b", "empty": None}


def test_a_line_of_another_program_has_none():
    assert read_marks(Entity("LWPOLYLINE", ((8, "0"), (70, "1")))) == {}
