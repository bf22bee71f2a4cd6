"""What people answered about a layer, told among the steps of its reading."""

from collections.abc import Iterator, Sequence

from geo.errors import N_, Phrase
from geo.reading.crs import CRS_READ
from geo.reading.offers import find_offers, strip_offers
from webapp.plots.layer_request import LayerRequest

_DATUMS = {
    "wgs84": N_("WGS 84 or CGCS2000"),
    "gcj02": N_("GCJ-02 (Amap, Tencent)"),
    "bd09": N_("BD-09 (Baidu)"),
}


def tell_answers(steps: Sequence[Phrase], request: LayerRequest) -> list[Phrase]:
    """Return the steps, those that a person decided told as such.

    Systems that a step proposes are left out: the question lists them.

    Parameters
    ----------
    steps : sequence of Phrase
    request : LayerRequest
        Whose options are the answers.
    """
    told = [_tell_step(each, request) for each in steps]
    return [*told, *_list_answers(request)]


def _tell_step(step: Phrase, request: LayerRequest) -> Phrase:
    if step.text == CRS_READ and "crs" in request.said:
        return Phrase(N_("coordinate reference system, as you chose: %(crs)s"), step.values)
    offered = find_offers(step)
    return strip_offers(step) if offered is not None and offered.option == "crs" else step


def _list_answers(request: LayerRequest) -> Iterator[Phrase]:
    """Yield the answers that no step tells."""
    options, said = request.options, request.said
    if "datum" in said:
        datum = {"datum": Phrase(_DATUMS[options.datum], {})}
        yield Phrase(N_("coordinate system, as you chose: %(datum)s"), datum)
    if "layer" in said:
        yield Phrase(N_("layer, as you chose: %(name)s"), {"name": options.layer})
    if "lon" in said and "lat" in said:
        columns = {"lon": options.lon, "lat": options.lat}
        yield Phrase(N_("columns of the coordinates, as you chose: %(lon)s, %(lat)s"), columns)
    if request.is_wrapped:
        yield Phrase(N_("longitudes beyond 180° reduced by 360°, as you chose"), {})
