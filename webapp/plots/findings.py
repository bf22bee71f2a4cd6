"""What is to be warned of in each feature, the same in the page, in answers and in files."""

from collections.abc import Sequence

from geo.arrays import Shapes
from geo.errors import Phrase
from geo.quality.plot_overlaps import find_plot_overlaps, name_plots
from webapp.plots.measures import PlotMeasures


def find_overlaps(
    shapes: Shapes,
    measures: PlotMeasures,
    names: Sequence[str | None],
    numbers: Sequence[int],
) -> tuple[dict[int, Phrase], list[Phrase]]:
    """Return by position what is to be said of plots that overlap, and of all together.

    Parameters
    ----------
    shapes : array of Geometry, shape (n,)
        All features, WGS 84 longitude and latitude in degrees.
    measures : PlotMeasures
        Of them.
    names : sequence of str or None
    numbers : sequence of int
        Of the features in their file, for those without a name.
    """
    plots = measures.plots.tolist()
    named = name_plots([names[n] for n in plots], [numbers[n] for n in plots])
    overlaps = find_plot_overlaps(shapes[measures.plots], measures.areas_m2)
    remarks = {plots[n]: remark for n, remark in overlaps.remark(named).items()}
    return remarks, overlaps.describe(named)
