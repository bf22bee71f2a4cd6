"""The zone file of `--data`: where it is of another format, which command makes one of it."""

from pathlib import Path

import click

from geo.errors import InputError, ZoneError, file_label

_DATA = "zonemap.data"  # in the meta data of click's context


def keep_data(ctx: click.Context, _option: click.Parameter, data: Path) -> Path:
    """Keep the value of `--data` for `explain_data`, and return it."""
    ctx.meta[_DATA] = data
    return data


def explain_data(ctx: click.Context, error: ZoneError) -> ZoneError:
    """Return what to say of a command's failure: how to import its zone file, where that is why.

    A zipped Shapefile was called no UTF-8 text, to be saved as such.
    """
    data = ctx.meta.get(_DATA)
    if data is None or not str(error).startswith(str(file_label(data.name))):
        return error
    # The readers of all formats are loaded only where they have something to say.
    from geo.importing import refuse_other_formats  # noqa: PLC0415

    try:
        refuse_other_formats(data)
    except InputError as found:
        return found
    return error
