"""Names and road numbers of OpenStreetMap objects, as a map writes them."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

MOST_LETTERS, MOST_ACCENTS = 100, 4
_MOST_READ = 2000  # characters of a name; more of it is never shown
MOST_REFS, MOST_REF_LETTERS = 2, 12
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control, format, half, private and no characters
_JOINERS = "\u200c\u200d"  # which Persian, Indian scripts and emoji are written with
_BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters without ink
_AT_NO_END = _JOINERS + " "
# The word that says what a road or a water is; written apart in pinyin.
_GENERIC = re.compile(
    r"(高速公路|快速路|立交桥|大道|大街|公路|大桥|水库|胡同|路|街|巷|桥|江|河|溪|湖|沟|渠)$"
)
_SETTLEMENT = re.compile(r"(市|县|镇)$")
_LATIN = re.compile(r"[^\W\d_]", re.UNICODE)


def clean_name(text: str | None) -> str:
    r"""Return a name as one line of visible characters, at most `MOST_LETTERS` of them.

    Control characters, marks of direction and letters without ink are left out, and accents
    beyond the fourth of a letter. What shows nothing is no name.

    >>> clean_name("Main\x00\u200b Street"), clean_name("\u200b\ufeff\u3164")
    ('Main Street', '')
    """
    shown = "".join(each for each in (text or "")[:_MOST_READ] if each.isspace() or _is_shown(each))
    found = " ".join(_cut_accents(shown).split()).strip(_AT_NO_END)
    if len(found) > MOST_LETTERS:
        found = found[: MOST_LETTERS - 1].rstrip(_AT_NO_END) + "…"
    return found if any(unicodedata.category(each)[0] in "LNPS" for each in found) else ""


def _is_shown(character: str) -> bool:
    if character in _BLANK:
        return False
    return character in _JOINERS or unicodedata.category(character) not in _HIDDEN


def _cut_accents(text: str) -> str:
    """Return a text with at most `MOST_ACCENTS` on each letter; more cover the lines above."""
    kept, accents = [], 0
    for each in text:
        accents = accents + 1 if unicodedata.category(each) in {"Mn", "Me"} else 0
        if accents <= MOST_ACCENTS:
            kept.append(each)
    return "".join(kept)


def name_object(tags: Mapping[str, str], *, is_settlement: bool = False) -> dict[str, str | bool]:
    """Return an object's names as attributes of its label; empty where it has none.

    `name` is the local one, `name_en` and `name_zh` are given where they differ from it, and
    `pinyin` where the English one was transcribed because OpenStreetMap has none.

    >>> name_object({"name": "泸州市"}, is_settlement=True)
    {'name': '泸州', 'name_en': 'Luzhou', 'pinyin': True}
    >>> name_object({"name": "长江", "name:en": "Yangtze"})
    {'name': '长江', 'name_en': 'Yangtze'}
    """
    local = clean_name(tags.get("name"))
    chinese = clean_name(tags.get("name:zh-Hans") or tags.get("name:zh") or local)
    english = clean_name(tags.get("name:en") or tags.get("int_name"))
    local = local or chinese or english
    if not local:
        return {}
    if is_settlement:
        local, chinese = shorten_settlement(local), shorten_settlement(chinese)
    found: dict[str, str | bool] = {"name": local}
    if chinese and chinese != local:
        found["name_zh"] = chinese
    if english and english != local:
        found["name_en"] = english
    elif not english and _HAN.search(local) and not _has_latin(local):
        written = clean_name(transcribe_name(local, is_settlement=is_settlement))
        found |= {"name_en": written, "pinyin": True}
    return found


def shorten_settlement(name: str) -> str:
    """Return a settlement's Chinese name without its rank, unless one character would remain.

    >>> shorten_settlement("泸州市"), shorten_settlement("泸县")
    ('泸州', '泸县')
    """
    short = _SETTLEMENT.sub("", name)
    return short if _HAN.match(name) and len(short) > 1 else name


@lru_cache(maxsize=4096)
def transcribe_name(name: str, *, is_settlement: bool) -> str:
    """Return the pinyin of a Chinese name without tones, as signs in China write it.

    The generic word of a road or a river is written apart, a settlement's name in one word. An
    apostrophe stands before a syllable in a word that begins with a, e or o. 长 is read *chang*,
    as in nearly every name.

    >>> transcribe_name("龙马大道", is_settlement=False)
    'Longma Dadao'
    >>> transcribe_name("西安", is_settlement=True), transcribe_name("重庆", is_settlement=True)
    ("Xi'an", 'Chongqing')
    """
    generic = None if is_settlement else _GENERIC.search(name)
    if generic is None or generic.start() == 0:
        return _join_syllables(name)
    return f"{_join_syllables(name[: generic.start()])} {_join_syllables(generic[0])}"


def _join_syllables(text: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (its dictionary takes time to load)

    joined = ""
    for syllable in lazy_pinyin(text.replace("长", "常"), v_to_u=True):
        is_within = joined and joined[-1].isalpha() and syllable[:1] in "aeo"
        joined += f"'{syllable}" if is_within else syllable
    return joined[:1].upper() + joined[1:]


def _has_latin(text: str) -> bool:
    return any(unicodedata.name(each, "").startswith("LATIN") for each in _LATIN.findall(text))


def split_refs(ref: str | None) -> str:
    """Return the first two of a road's numbers, separated by `;`, each short; empty for none.

    >>> split_refs("G76; G321;G1"), split_refs("x" * 300)
    ('G76;G321', '')
    """
    found = (clean_name(each) for each in (ref or "")[:200].split(";"))
    usable = [each for each in found if 0 < len(each) <= MOST_REF_LETTERS]
    return ";".join(usable[:MOST_REFS])
