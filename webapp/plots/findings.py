"""What is to be warned of in each feature, the same in the page, in answers and in files."""

from collections.abc import Sequence

from geo.errors import N_, Phrase
from geo.io.plain_text import replace_controls
from geo.quality.stated_difference import find_difference
from geo.reading.coordinate_columns import as_text
from maps import formatting
from maps.i18n import get_language, get_translator, translate_phrase
from webapp.plots.measures import PlotMeasures
from webapp.plots.overlaps import NamedPlots, ToldOverlaps, tell_overlaps
from webapp.plots.plot_file import PlotFile

_MOST_WARNINGS, _MOST_CHARACTERS = 8, 1_000  # that are read of one feature
M2_DECIMALS = 4  # of what is compared: pages are sent areas with as many
_DIFFERS = N_("The measured area differs from the stated one by %(percent)s.")


def find_overlaps(
    found: PlotFile,
    measures: PlotMeasures,
    names: Sequence[str | None],
    layers: Sequence[str] | None = None,
) -> ToldOverlaps:
    """Return what is to be said of features that overlap.

    Parameters
    ----------
    found : PlotFile
        All features.
    measures : PlotMeasures
        Of them.
    names : sequence of str or None
    layers : sequence of str, optional
        What the layer of each is called; without it all are of one.
    """
    plots, numbers = measures.plots.tolist(), found.numbers.tolist()
    return tell_overlaps(
        NamedPlots(
            measures.plots,
            found.shapes[measures.plots],
            measures.areas_m2,
            [names[n] for n in plots],
            [numbers[n] for n in plots],
            [layers[n] if layers else "" for n in plots],
        )
    )


def remark_on_stated(measured_m2: float, stated_m2: float, lang: str) -> str | None:
    """Return by how much of a stated area the measured one differs; None for what rounding makes.

    Parameters
    ----------
    measured_m2, stated_m2 : float
        Square metres; NaN for none.
    lang : str
        The language's code.
    """
    share = find_difference(*(round(each, M2_DECIMALS) for each in (measured_m2, stated_m2)))
    if share is None:
        return None
    return translate_phrase(
        Phrase(_DIFFERS, {"percent": formatting.percent(100 * share, lang)}), lang
    )


def is_stated_remark(text: str, lang: str) -> bool:
    """Return whether a text, in the language of a code, is what `remark_on_stated` returns."""
    before, after = get_translator(lang)(_DIFFERS).split("%(percent)s")
    return text.startswith(before) and text.endswith(after)


def add_stated_remark(
    said: str | None, measured_m2: float, stated_m2: float, lang: str
) -> str | None:
    """Return what is found of a plot, with how its measured area differs from the stated one.

    Parameters
    ----------
    said : str or None
        What is found otherwise.
    measured_m2, stated_m2 : float
        Square metres; NaN for none.
    lang : str
        The language's code.
    """
    remark = remark_on_stated(measured_m2, stated_m2, lang)
    return get_language(lang).sentence_separator.join(filter(None, (said, remark))) or None


def read_warnings(sent: object) -> list[str]:
    """Return what a page warns of in a feature, which it sends as lines; nothing for other values.

    Of several added layers only the page knows all: a plot that is sent alone overlaps others.
    """
    lines = as_text(sent).splitlines()[:_MOST_WARNINGS]
    return [replace_controls(each.strip())[:_MOST_CHARACTERS] for each in lines if each.strip()]
