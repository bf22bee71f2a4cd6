"""The columns of a table that contain coordinates or geometry."""

from collections.abc import Sequence

from geo.errors import N_, InputError, quote_value

LON_NAMES = ("longitude", "lon", "lng", "long", "x", "经度")
LAT_NAMES = ("latitude", "lat", "y", "纬度")
WKT_NAMES = ("wkt", "geometry", "geom", "the_geom", "shape")


def guess_column(names: Sequence[str], known: Sequence[str], *, chosen: str | None = None) -> str:
    """Return the column that was chosen, else the first with a known name ("" if there is none).

    Raises
    ------
    InputError
        When the chosen column is not there.
    """
    if chosen is not None:
        if chosen not in names:
            raise InputError(
                N_("there is no column %(name)s; use one of %(choices)s"),
                name=quote_value(chosen),
                choices=quote_value(", ".join(names)),
            )
        return chosen
    plain = {name.strip().casefold(): name for name in reversed(names)}
    return next((plain[word] for word in known if word in plain), "")
