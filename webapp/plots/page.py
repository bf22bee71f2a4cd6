"""A page of the view on the screen: its state, the layers on it, and what the reader says of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import shapely

from geo.arrays import Json
from geo.errors import N_, InputError, quote_value
from geo.geodesy.area import shape_areas_m2
from geo.importing.feature_names import find_name_columns, name_records
from geo.io.plain_text import replace_controls
from geo.lookup.overlap import TO_REDRAW
from geo.measured import Measured
from geo.quality.stated_areas import find_stated_area
from geo.reading.coordinate_columns import as_text
from geo.reading.layer import ReadOptions
from maps.figure.options import FigureOptions, parse_options
from maps.figure.overlay.made_names import retell_names
from maps.figure.overlay.model import AddedShape, Overlay, fits_code
from maps.figure.overlay.state import MapState, parse_state
from webapp.plots.budget import PlotBudget
from webapp.plots.plot_file import PlotFile, read_plot_file
from webapp.plots.stated_words import tell_stated

_MARK = "@"  # begins the properties by which a page says what its rows are
NAME = "@name"  # the property that a page sends a feature's name in
PAGE_BUDGET = PlotBudget(features=500, vertices=100_000)
MAX_LAYERS = 20
_AREAL = 2  # dimensions
PAGE_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "application/pdf",
        "png": "image/png",
        "svg": "image/svg+xml",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)


@dataclass(frozen=True, kw_only=True)
class PageRequest:
    """What a page is to show, as texts.

    Attributes
    ----------
    state : str
        An address of the map, or its fragment.
    layers : tuple of Path
        Files of plots, lines and sites to draw over the zone.
    title : str or None
        In place of the zone's name.
    note : str
    size, dpi : str
    lang : str
        Of a state that names none.
    """

    state: str = ""
    layers: tuple[Path, ...] = ()
    title: str | None = None
    note: str = ""
    size: str = "a4"
    dpi: str = "200"
    lang: str | None = None


def make_page(measured: Measured, request: PageRequest, form: str) -> bytes:
    """Return a page in one of `PAGE_TYPES`; equal requests give equal bytes.

    Raises
    ------
    InputError
        When the state, a layer or an option can't be used.
    UnknownIdError
        When the state names a part that there is not.
    """
    options = make_page_options(measured, request)
    return render_page(measured, options, form)


def render_page(measured: Measured, options: FigureOptions, form: str) -> bytes:
    """Return the page of these options in one of `PAGE_TYPES`."""
    # Imported late: they load matplotlib, Typst and python-docx.
    if form == "docx":
        from maps.documents.page_docx import render_page_docx  # noqa: PLC0415

        return render_page_docx(measured.zone, options)
    if form == "pdf":
        from maps.documents.page_pdf import render_page_pdf  # noqa: PLC0415

        return render_page_pdf(measured.zone, options)
    from maps.figure import render  # noqa: PLC0415

    renderers = {"png": render.render_png, "svg": render.render_svg}
    return renderers[form](measured.zone, options)


def make_page_options(measured: Measured, request: PageRequest) -> FigureOptions:
    """Return the options of a figure that shows what a page is to show.

    Raises
    ------
    InputError, UnknownIdError
        As `make_page` does.
    """
    state = parse_state(request.state, measured.zone) if request.state else MapState()
    lang = request.lang or state.lang or "en"
    options = parse_options(
        parts=state.parts, view=state.view, lang=lang, size=request.size, dpi=request.dpi,
        title=None if request.title is None else replace_controls(request.title),
    )  # fmt: skip
    added = _read_layers(measured, request.layers, options.langs)
    overlay = Overlay(
        marks=state.marks,
        selected=state.selected,
        shapes=_join_shapes(retell_names(state.shapes, options.langs[0]), added),
        is_partly_addressed=bool(added),
        note=replace_controls(request.note),
        address=state.address if fits_code(state.address) else "",
    )
    return replace(options, bounds=state.bounds, overlay=overlay)


def _join_shapes(sent: Sequence[AddedShape], added: Sequence[AddedShape]) -> tuple[AddedShape, ...]:
    """Return the shapes of the address and those of files, whose layers are counted on."""
    start = max((each.layer + 1 for each in sent), default=0)
    _check_count(len(sent) + len(added))
    return (*sent, *(replace(each, layer=each.layer + start) for each in added))


def _check_count(count: int) -> None:
    if count > PAGE_BUDGET.features:
        raise InputError(
            N_("A page has at most %(most)s added shapes. Choose fewer."),
            most=PAGE_BUDGET.features,
        )


def _read_layers(
    measured: Measured, layers: Sequence[Path], langs: Sequence[str]
) -> tuple[AddedShape, ...]:
    """Return the shapes of all layers, each with the number of its layer."""
    if len(layers) > MAX_LAYERS:
        raise InputError(
            N_("A page has at most %(most)s layers of added shapes. Choose fewer."), most=MAX_LAYERS
        )
    found: list[AddedShape] = []
    for n, path in enumerate(layers):
        file = read_plot_file(path, ReadOptions(near=measured.extent), PAGE_BUDGET)
        _check_usable(path, file)
        names = _name_features(file, langs[0])
        each = zip(names, file.shapes.tolist(), _list_stated(file, langs), strict=True)
        found += [AddedShape(name, shape, n, stated=stated) for name, shape, stated in each]
        _check_count(len(found))
    return tuple(found)


def _list_stated(file: PlotFile, langs: Sequence[str]) -> list[tuple[tuple[str, str, str], ...]]:
    """Return what the file states of the area of each feature, as `AddedShape.stated` is."""
    are_plots = shapely.get_dimensions(file.shapes) == _AREAL
    measured_m2 = np.full(len(file.shapes), np.nan)
    measured_m2[are_plots] = shape_areas_m2(file.shapes[are_plots])
    own = [name for name in file.columns if not name.startswith(_MARK)]
    stated = find_stated_area(own, file.records, measured_m2)
    if stated is None:
        return [()] * len(file.shapes)
    told = [tell_stated(file.records, stated, measured_m2, lang) for lang in langs]
    return [
        tuple((lang, *words) for lang, words in zip(langs, each, strict=True) if any(words))
        for each in zip(*told, strict=True)
    ]


def _check_usable(path: Path, file: PlotFile) -> None:
    if file.left_out:
        first = file.left_out[0]
        has_fix = first.fault.has_any(TO_REDRAW)
        raise InputError(
            N_("Feature %(n)s of %(name)s can't be drawn: %(reason)s, or leave it out.")
            if has_fix
            else N_("Feature %(n)s of %(name)s can't be drawn: %(reason)s. Leave it out."),
            n=first.row,
            name=quote_value(path.name),
            reason=first.fault,
        )


def _name_features(file: PlotFile, lang: str) -> list[str]:
    """Return what each feature is called, by the page that sent it or by its own columns."""
    own = [name for name in file.columns if not name.startswith(_MARK)]
    names = name_records(file.records, find_name_columns(own, lang))
    said = (_read_name(row) for row in file.records)
    pairs = zip(said, names, strict=True)
    return [replace_controls(first or name or "") for first, name in pairs]


def _read_name(row: Json) -> str:
    return as_text(row.get(NAME))
