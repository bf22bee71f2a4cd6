"""How a sent file is to be read, as the query or the form says; the same options as commands."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Response, request

from geo.arrays import Json
from geo.errors import N_, Phrase, quote_value
from geo.geodesy.datum import DATUMS
from geo.io.json_text import to_json
from geo.reading.encoding_names import find_encoding
from geo.reading.layer import ReadOptions
from maps.i18n import translate_phrase
from webapp.http.language import lang
from webapp.http.option_rewording import reword_options
from webapp.http.query import check_form_fields, check_parameters, read_choice
from webapp.http.sent_file import MAX_UNPACKED_BYTES, SentFile, save_sent_file

READING_PARAMETERS = ("layer", "crs", "encoding", "datum", "skip_unusable")
MAX_SITES = 10_000
STEPS_HEADER = "Reading-Steps"
_HEADER = 4_000  # characters, of the 8,000 that proxies allow for all headers
COLUMN_PARAMETERS = ("lon", "lat")
SWITCH = {"true": True, "1": True, "false": False, "0": False}


@contextmanager
def open_sent_file(names: Sequence[str]) -> Iterator[tuple[Path, ReadOptions, list[Phrase]]]:
    """Yield the request's file, how to read it, and what there is to tell of that already.

    Parameters
    ----------
    names : sequence of str
        The parameters that are known here.

    Raises
    ------
    InputError
        When a parameter is unknown, or a value can't be used, or there is no file.
    UnsupportedMediaType
        When the format is of no kind that is read.
    """
    check_parameters(names)
    with save_sent_file() as sent:
        options = read_options(names)
        if options.encoding:
            yield sent.path, options, []
            return
        charset, told = _weigh_charset(sent)
        yield sent.path, replace(options, encoding=charset), told


def read_options(names: Sequence[str]) -> ReadOptions:
    """Return how a file is to be read, as the query and the form's fields say.

    Raises
    ------
    InputError
        When a field is none of `names`, or a value can't be used.
    """
    said = _gather_parameters(names)
    return ReadOptions(
        layer=said.get("layer"),
        crs=said.get("crs"),
        encoding=said.get("encoding") or None,
        datum=read_choice("datum", DATUMS, default="wgs84", values=said),
        skip_unusable=SWITCH[read_choice("skip_unusable", SWITCH, default="0", values=said)],
        lon=said.get("lon"),
        lat=said.get("lat"),
        max_unpacked_bytes=MAX_UNPACKED_BYTES,
        is_datum_said="datum" in said,
    )


def _gather_parameters(names: Sequence[str]) -> Mapping[str, str]:
    """Return the parameters of the query and the form's fields; an empty one is refused."""
    check_form_fields(names)
    return {**request.form, **request.args}


def _weigh_charset(sent: SentFile) -> tuple[str | None, list[Phrase]]:
    """Return the charset of the content type if the bytes can be in it, else say that they can't.

    Formats that are not text have an encoding of their own. A charset that no file is in, though
    Python has it, is not tried: `punycode` takes minutes.
    """
    if sent.charset is None:
        return None, []
    found = find_encoding(sent.charset)
    try:
        if found is not None:
            sent.path.read_bytes().decode(found)
    except UnicodeError:
        found = None
    if found is None:
        said = N_("The content type says charset %(charset)s, but the text is not.")
        return None, [Phrase(said, {"charset": quote_value(sent.charset)})]
    return sent.charset, []


def translate_sentence(phrase: Phrase) -> str:
    """Return a sentence in the language of the request, with its parameters for options."""
    return reword_options(translate_phrase(phrase, lang()))


def translate_steps(steps: Sequence[Phrase]) -> list[str]:
    """Return sentences in the language of the request."""
    return [translate_sentence(step) for step in steps]


def describe_left_out(left_out: Sequence[tuple[int, Phrase]]) -> list[Json]:
    """Return what was left out as JSON has it: the number in the file, from 1, and why."""
    return [{"number": n, "reason": translate_sentence(why)} for n, why in left_out]


def list_notes(told: Json) -> list[tuple[int | None, str]]:
    """Return the steps, and what was left out with its number, of an answer that tells both."""
    left_out = ((each["number"], each["reason"]) for each in told["left_out"])
    return [*((None, step) for step in told["steps"]), *left_out]


def tell_steps(answer: Response, told: Json) -> Response:
    """Say in a header how a file was read, for an answer that has no place for it.

    It is JSON in ASCII: `steps`, and how many features were `left_out`. What doesn't fit into a
    header is cut; `f=json` tells it all.
    """
    steps = list(told["steps"])
    while len(text := _write_ascii({"steps": steps, "left_out": len(told["left_out"])})) > _HEADER:
        steps.pop()
    answer.headers[STEPS_HEADER] = text
    return answer


def _write_ascii(value: Json) -> str:
    return json.dumps(value, separators=(",", ":"))


def make_plain(values: Mapping[str, Any]) -> Json:
    """Return a row's values as JSON has them: numbers that are not finite are None."""
    text = to_json(values).encode("utf-8", "replace")  # no lone surrogates
    return dict(json.loads(text))
