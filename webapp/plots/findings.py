"""What is to be warned of in each feature, the same in the page, in answers and in files."""

from collections.abc import Sequence

from geo.arrays import Shapes
from geo.errors import N_, Phrase
from geo.quality.plot_overlaps import find_plot_overlaps, name_plots
from geo.quality.stated_areas import find_difference
from maps import formatting
from maps.i18n import translate_phrase
from webapp.plots.measures import PlotMeasures

_DIFFERS = N_("The measured area differs from the stated one by %(percent)s.")


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


def remark_on_stated(measured_m2: float, stated_m2: float, lang: str) -> str | None:
    """Return by how much of a stated area the measured one differs; None for what rounding makes.

    Parameters
    ----------
    measured_m2, stated_m2 : float
        Square metres; NaN for none.
    lang : str
        The language's code.
    """
    share = find_difference(measured_m2, stated_m2)
    if share is None:
        return None
    return translate_phrase(
        Phrase(_DIFFERS, {"percent": formatting.percent(100 * share, lang)}), lang
    )
