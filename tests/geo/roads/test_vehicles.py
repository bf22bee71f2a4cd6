import pytest

from geo.errors import InputError
from geo.roads.vehicles import CAR, SIZE_LIMITS, TRUCK, Vehicle


def test_the_truck_is_the_largest_articulated_one_of_gb_1589():
    assert TRUCK.options == {
        "height": 4.0, "width": 2.55, "length": 17.1, "weight": 49.0, "axle_load": 11.5,
        "axle_count": 6, "top_speed": 90,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["exclude_motorway", "Height", "height_m", ""])
def test_an_option_that_the_engine_would_pass_over_is_refused(name):
    with pytest.raises(InputError, match="contains the option"):
        Vehicle("car", "auto", {name: 1})
    with pytest.raises(InputError, match="contains the option"):
        CAR.change(**{name: 1})


@pytest.mark.parametrize(("name", "value"), [("height", 0), ("weight", -1), ("top_speed", 1e9),
                                             ("use_tolls", 1.5), ("length", float("nan"))])  # fmt: skip
def test_an_option_out_of_range_is_refused(name, value):
    with pytest.raises(InputError, match=f"contains {name}"):
        TRUCK.change(**{name: value})


def test_a_kind_that_is_not_known_is_refused():
    with pytest.raises(InputError, match="Unknown kind of vehicle"):
        Vehicle("boat", "motor_boat", {})


def test_a_change_leaves_the_vehicle_as_it_is():
    low = TRUCK.change(height=0.1)
    assert (low.options["height"], TRUCK.options["height"]) == (0.1, 4.0)
    assert set(SIZE_LIMITS) <= set(TRUCK.options)
