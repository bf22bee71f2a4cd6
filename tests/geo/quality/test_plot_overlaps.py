"""Plots of one file that overlap, measured independently."""

import time

import numpy as np
import pytest
import shapely
from comb_shapes import make_combs
from pyproj import Geod

from geo.errors import Phrase
from geo.geodesy.area import shape_areas_m2
from geo.quality import plot_overlaps
from geo.quality.plot_overlaps import find_plot_overlaps, name_plots

METRE = 1e-5  # of longitude, about


def find(*shapes):
    found = np.array(shapes, dtype=object)
    return find_plot_overlaps(found, shape_areas_m2(found))


def square(n, *, by=0.0):
    return shapely.box(105.4 + n * 0.01 - by, 28.9, 105.41 + n * 0.01, 28.91)


def test_an_overlap_has_the_area_that_both_cover():
    one, other = square(0), square(1, by=0.002)
    found = find(one, other, square(4))
    shared = one & other
    expected = abs(Geod(ellps="WGS84").geometry_area_perimeter(shared)[0])
    assert (found.one.tolist(), found.other.tolist()) == ([0], [1])
    assert found.shared_m2[0] == pytest.approx(expected, rel=1e-6)
    assert found.is_complete


@pytest.mark.parametrize("by", [0.0, 1e-9, 5e-9])
def test_plots_that_share_an_edge_within_rounding_do_not_overlap(by):
    assert not len(find(square(0), square(1, by=by)).one)


def test_what_is_said_names_both_and_counts_the_rest():
    found = find(*(square(0, by=n * 1e-5) for n in range(4)))
    (sentence,) = map(str, found.describe(["A", "B", "C", "D"]))
    assert sentence.startswith("WARNING: 4 plots overlap: C and D by 1,08")
    assert sentence.endswith("and 3 more pairs. The total counts this twice.")
    assert str(found.remark(["A", "B", "C", "D"])[3]).startswith("It overlaps C by 1,08")


def test_the_same_outline_twice_is_told_as_such():
    found = find(square(0), square(0, by=1e-9), square(0, by=0.001))
    (sentence,) = map(str, found.describe(["A", "B", "C"]))
    assert "A and B, which have the same outline, by 1,08" in sentence
    assert "A and C by 1,08" in sentence
    said = str(found.remark(["A", "B", "C"])[0])
    assert said.startswith("It overlaps B, which has the same outline, by 1,08")


def test_plots_without_a_name_are_told_by_their_number():
    assert name_plots(["A", None, ""], [1, 7, 9])[0] == "A"
    assert [str(each) for each in name_plots([None, ""], [7, 9])] == ["plot 7", "plot 9"]


@pytest.mark.parametrize("bound", ["MAX_COMPARED", "MAX_VERTICES", "MAX_MEASURED"])
def test_work_is_bounded_and_what_is_left_is_said(monkeypatch, bound):
    monkeypatch.setattr(plot_overlaps, bound, 40)
    found = find(*(square(0) for _ in range(300)))
    assert 0 < len(found.one) <= 40
    assert not found.is_complete
    assert "Not all plots were compared" in str(found.describe(["A"] * 300)[-1])


def test_nothing_is_said_of_no_plots():
    found = find()
    assert (found.describe([]), found.remark([])) == ([], {})
    assert isinstance(name_plots([None], [1])[0], Phrase)


def test_combs_across_each_other_are_not_compared_and_that_is_said():
    started = time.process_time()
    found = find(*make_combs(520), square(0))
    assert time.process_time() - started < 3
    assert found.is_tangled
    assert "cross each other at too many places" in str(found.describe(["A", "B", "C"])[-1])
