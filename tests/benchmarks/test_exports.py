"""Each export beside what a user would do otherwise, in one run: time here, size in extra_info."""

import io
import warnings

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from maps.export.registry import FORMATS, export_zone
from maps.figure.options import FigureOptions


@pytest.mark.parametrize("form", FORMATS)
def test_export(benchmark, zone, form):
    export_zone(zone, form)  # imports and fonts are loaded once in a process
    data = benchmark.pedantic(export_zone, (zone, form, FigureOptions()), rounds=3)
    benchmark.extra_info["bytes"] = len(data)


def plot(zone, form):
    """Plot the parts as geopandas does: axes in degrees, no furniture, no Chinese."""
    figure = Figure(figsize=(11.69, 8.27))
    FigureCanvasAgg(figure)
    zone.parts.plot(ax=figure.add_subplot(), column="kind", legend=True)
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure.savefig(out, format=form, dpi=200)
    return out.getvalue()


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_geopandas_plot(benchmark, zone, form):
    plot(zone, form)
    data = benchmark.pedantic(plot, (zone, form), rounds=3)
    benchmark.extra_info["bytes"] = len(data)
