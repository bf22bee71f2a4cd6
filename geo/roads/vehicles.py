"""The vehicles that routes are computed for, with every option that the engine is given.

The truck is an articulated vehicle of the greatest size and mass that GB 1589 allows. All of it is
stated, since the engine's own truck is another one, of 21.77 t and 4.11 m.

References
----------
GB 1589-2016. Limits of dimensions, axle load and masses for motor vehicles, trailers and
combination vehicles.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.errors import N_, InputError, quote_value

# What the engine knows is taken from here: it accepts any other word silently.
OPTION_RANGES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "height": (0.1, 10.0),
        "width": (0.1, 10.0),
        "length": (0.1, 50.0),
        "weight": (0.1, 150.0),
        "axle_load": (0.1, 40.0),
        "axle_count": (2, 20),
        "top_speed": (10, 252),
        "use_tolls": (0.0, 1.0),
    }
)
SIZE_LIMITS = ("height", "width", "length", "weight", "axle_load")


def check_options(options: Mapping[str, float]) -> None:
    """Refuse an option that the engine would pass over, and a number that it can't use.

    Raises
    ------
    InputError
        When an option is not in `OPTION_RANGES`, or out of its range.
    """
    for name, value in options.items():
        if name not in OPTION_RANGES:
            raise InputError(
                N_("contains the option %(name)s. Use numbers for %(choices)s."),
                name=quote_value(name),
                choices=tuple(OPTION_RANGES),
            )
        least, most = OPTION_RANGES[name]
        if not least <= value <= most:
            raise InputError(
                N_("contains %(name)s %(value)s. Use a number from %(least)s to %(most)s."),
                name=name,
                value=quote_value(value),
                least=f"{least:g}",
                most=f"{most:g}",
            )


@dataclass(frozen=True)
class Vehicle:
    """A vehicle: its id, the engine's name of its kind, and its options.

    Lengths are in metres, masses in tonnes, speeds in kilometres an hour.

    Raises
    ------
    InputError
        When an option is not in `OPTION_RANGES`, or out of its range.
    """

    id: str
    costing: str
    options: Mapping[str, float]

    def __post_init__(self) -> None:
        """Refuse what the engine would pass over in silence."""
        if self.costing not in {"auto", "truck"}:
            raise InputError(
                N_("Unknown kind of vehicle %(value)s. Use auto or truck."),
                value=quote_value(self.costing),
            )
        check_options(self.options)

    def change(self, **options: float) -> "Vehicle":
        """Return the vehicle with some options in place of its own, checked alike."""
        return Vehicle(self.id, self.costing, {**self.options, **options})


CAR = Vehicle("car", "auto", MappingProxyType({"top_speed": 120}))
TRUCK = Vehicle(
    "truck",
    "truck",
    MappingProxyType(
        {
            "height": 4.0,
            "width": 2.55,
            "length": 17.1,
            "weight": 49.0,
            "axle_load": 11.5,
            "axle_count": 6,
            "top_speed": 90,
        }
    ),
)
VEHICLES = (CAR, TRUCK)
