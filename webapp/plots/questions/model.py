"""What is open about a layer: a question with the evidence, and where each answer would lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geo.errors import N_, Phrase, file_label
from geo.reading.crs_fit import SOFTENED
from geo.reading.crs_names import label_crs
from geo.reading.crs_option import parse_crs_option
from geo.reading.offers import Offer, find_offers, strip_offers
from maps.i18n import get_translator, translate_value
from webapp.plots.layer_request import LayerRequest
from webapp.plots.questions.column_pairs import find_column_pairs
from webapp.plots.questions.previews import CrsPreviewer, list_first_texts, preview_layer

_MAX_CHOICES = 12
_MAX_READ = 6  # layers that are read for their preview
_MAX_READ_BYTES = 4 * 2**20
_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "layer": N_("Which layer of %(name)s should be read?"),
        "crs": N_("Which coordinate reference system is %(name)s in?"),
        "encoding": N_("In which encoding can the text of %(name)s be read?"),
        "lon": N_("Which columns of %(name)s contain the longitude and the latitude?"),
        "datum": N_("Were the positions in %(name)s taken from a Chinese online map?"),
        "outline": N_("Are the points of %(name)s the corners of one plot?"),
        "wrap": N_("Should longitudes beyond 180° in %(name)s be reduced by 360°?"),
    }
)
_NAMES = {"lon": "lonlat"}


@dataclass(frozen=True)
class Choice:
    """An answer: what people see, the parameters that it means, and what it would lead to."""

    label: Phrase | str
    options: Mapping[str, str]
    preview: Any = None
    sample: Sequence[str] | None = None
    is_likely: bool = False


@dataclass(frozen=True)
class Question:
    """What is open about a layer.

    Attributes
    ----------
    name : str
        Of what is asked: `layer`, `crs`, `encoding`, `lonlat`, `datum`, `outline` or `wrap`.
    sentence : Phrase
    evidence : sequence of Phrase
    choices : sequence of Choice
    is_blocking : bool
        Whether there is nothing to see before it is answered.
    answered : Phrase, str or None
        What is taken meanwhile.
    """

    name: str
    sentence: Phrase
    evidence: Sequence[Phrase]
    choices: Sequence[Choice]
    is_blocking: bool
    answered: Phrase | str | None = None


def ask_about_sentence(
    said: Phrase, request: LayerRequest, *, is_blocking: bool
) -> Question | None:
    """Return the question behind a refusal or a warning; None where no answer would help.

    Parameters
    ----------
    said : Phrase
    request : LayerRequest
        How the file was read.
    is_blocking : bool
        Whether nothing could be read.
    """
    offered = find_offers(said)
    if offered is None or not offered.offers:
        return None
    evidence: Sequence[Phrase] = ()
    if offered.option == "crs":
        choices, evidence = _offer_crs(offered.offers, said, request)
    elif offered.option == "lon":
        choices = _offer_columns(offered.offers, request)
    elif offered.option == "encoding":
        choices = [_offer_encoding(each) for each in offered.offers]
    else:
        choices = _offer_layers(offered.offers, request)
    if not choices:
        return None
    return make_question(
        offered.option, request.path, evidence, _mark_first(choices), is_blocking=is_blocking
    )


def ask_crs(said: Phrase, lang: str) -> dict[str, Any] | None:
    """Return the question behind a refusal as a page without a map asks it: sentence and choices.

    None where the refusal offers no coordinate reference system.

    Parameters
    ----------
    said : Phrase
        What the refusal says.
    lang : str
        The language's code.
    """
    offered = find_offers(said)
    if offered is None or offered.option != "crs" or not offered.offers:
        return None
    _ = get_translator(lang)
    labels = [_label_offer(each) for each in offered.offers[:_MAX_CHOICES]]
    return {
        "sentence": _("Which coordinate reference system is the file in?"),
        "choices": [
            {"value": each.value, "label": translate_value(label, lang)}
            for each, label in zip(offered.offers, labels, strict=False)
        ],
    }


def _offer_crs(
    offers: Sequence[Offer], said: Phrase, request: LayerRequest
) -> tuple[list[Choice], list[Phrase]]:
    """Return the systems with previews, and the evidence: the fault, and the first numbers."""
    previewer = CrsPreviewer(request.path, request.options, offers[0].value)
    choices = [
        Choice(_label_offer(each), {"crs": each.value}, previewer.draw(each.value))
        for each in offers[:_MAX_CHOICES]
    ]
    first = previewer.describe_first()
    return choices, [strip_offers(_unwrap(said)), *([first] if first else [])]


def _label_offer(offer: Offer) -> Phrase | str:
    """Return the name of a system with the option: short, as the map shows where it leads."""
    return label_crs(parse_crs_option(offer.value).crs, offer.value)


def _unwrap(said: Phrase) -> Phrase:
    """Return the sentence that a warning was made of."""
    inner = said.values.get("sentence")
    return inner if said.text == SOFTENED and isinstance(inner, Phrase) else said


def _offer_encoding(offer: Offer) -> Choice:
    sample = list_first_texts(offer.texts)
    return Choice(offer.label, {"encoding": offer.value}, sample=sample)


def _offer_layers(offers: Sequence[Offer], request: LayerRequest) -> list[Choice]:
    """Return the layers; the first ones with a preview, where the file is quickly read."""
    is_small = request.path.is_file() and request.path.stat().st_size <= _MAX_READ_BYTES
    choices = []
    for n, each in enumerate(offers[:_MAX_CHOICES]):
        own = replace(request.options, layer=each.value)
        is_shown = is_small and n < _MAX_READ
        preview = preview_layer(request.path, own, request.budget) if is_shown else None
        choices.append(Choice(each.label, {"layer": each.value}, preview))
    return choices


def _offer_columns(offers: Sequence[Offer], request: LayerRequest) -> list[Choice]:
    names = [each.value for each in offers]
    found = find_column_pairs(request.path, names, request.options, request.budget)
    return [
        Choice(f"{lon}, {lat}", {"lon": lon, "lat": lat}, preview)
        for lon, lat, preview in found[:_MAX_CHOICES]
    ]


def _mark_first(choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices with the first one that leads anywhere marked as the likely one."""
    first = next((n for n, each in enumerate(choices) if each.preview or each.sample), 0)
    return [replace(each, is_likely=n == first) for n, each in enumerate(choices)]


def make_question(
    option: str,
    path: Path,
    evidence: Sequence[Phrase],
    choices: Sequence[Choice],
    *,
    is_blocking: bool,
    answered: Phrase | str | None = None,
) -> Question:
    """Return a question about a file, by the option that answers it."""
    sentence = Phrase(_SENTENCES[option], {"name": file_label(path.name)})
    name = _NAMES.get(option, option)
    return Question(name, sentence, evidence, choices, is_blocking, answered)
