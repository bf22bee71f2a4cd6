"""The glossary holds over the whole catalogue: one word for one thing, in both languages."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from glossary import (
    BANNED_EN,
    BANNED_ZH,
    LABELS,
    LABELS_LIKE_SENTENCES,
    REFUSALS_IN,
    TERMS,
    find_latin_words,
    read_table,
)

from maps.i18n import CATALOGUE_FOLDER

ROOT = Path(__file__).parents[2]
NAME = "\ue000"  # stands for a name, which may be of either script
NAMES = ("name", "names", "zone", "part", "parts", "edge_part", "middle", "place")
HAN = r"[\u3400-\u9fff]"
FULL = "，。；：？！（）“”、《》…"
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract", ".js": "jinja2.ext:babel_extract"}
_SLOT = re.compile(r"%\((\w+)\)[sd]|%%")
_VERB = re.compile(
    r"\b(is|are|was|were|has|have|can|could|must|does|do|lies|needs|show|shows|use|describe)\b"
)


def fill_slots(text):
    """Return a text as it is shown: a name for names, a number for all else."""
    return _SLOT.sub(lambda found: NAME if found[1] in NAMES else "9", text)


def without_code(text):
    return re.sub(r"`[^`]*`|\?f=", "x", text)


def iter_places():
    """Yield each text in the code with the file that has it."""
    for package in ("geo", "maps", "webapp"):
        for path in sorted((ROOT / package).rglob("*")):
            method = METHODS.get(path.suffix)
            if method and (path.suffix == ".py" or "templates" in path.parts):
                found = extract_from_file(method, path, keywords={"_": None, "N_": None})
                yield from ((each[1], path.relative_to(ROOT).as_posix()) for each in found)


def find_refusals(places):
    """Return the texts that only modules with refusals have."""
    checked = {text for text, path in places if not path.startswith(REFUSALS_IN)}
    return {text for text, _ in places} - checked


@pytest.fixture(scope="module")
def whole_catalogue():
    """The Chinese text of each English one."""
    with (CATALOGUE_FOLDER / "zh.po").open("rb") as file:
        return {each.id: each.string for each in read_po(file, locale="zh") if each.id}


@pytest.fixture(scope="module")
def catalogue(whole_catalogue):
    """The same without refusals and findings."""
    refusals = find_refusals(list(iter_places()))
    kept = {text: said for text, said in whole_catalogue.items() if text not in refusals}
    assert len(kept) > 300
    return kept


def find_banned_chinese(text):
    for banned, wanted, *fine in read_table(BANNED_ZH):
        rest = text
        for word in " ".join(fine).split():
            rest = rest.replace(word, "")
        if banned in rest:
            yield banned, wanted


def find_banned_english(text):
    for banned, wanted, *fine in read_table(BANNED_EN):
        rest = _SLOT.sub("x", without_code(text)).lower()
        for phrase in fine:
            rest = rest.replace(phrase, "")
        if re.search(rf"(?<![\w-]){banned}(?![\w-])", rest):
            yield banned, wanted


def find_missing_terms(english, chinese):
    for term, wanted in read_table(TERMS):
        has_term = re.search(rf"(?<![\w-]){term}(?![\w-])", english.lower())
        if has_term and not any(word in chinese for word in wanted.split("/")):
            yield term, wanted


def find_faulty_marks(text):
    """Return what is wrong with the marks and the spaces of a Chinese text."""
    shown = fill_slots(without_code(text))
    rules = {
        "half-width mark beside Chinese": rf"{HAN}\s*[,;:!?()'\"]|[,;!?()'\"]\s*{HAN}|{HAN}\.(?!\w)",
        "space beside a full-width mark": rf"\s[{FULL}]|[{FULL}]\s",
        "no space between Chinese and Latin": rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9]{HAN}",
        "space after ±": r"±\s+\d",
        "space between Chinese words": rf"{HAN}\s+{HAN}",
    }
    return [name for name, rule in rules.items() if re.search(rule, shown)]


def is_sentence(text):
    return bool(text.endswith((".", "?")) or _VERB.search(text) or re.search(r"[.;] ", text))


def find_faults(catalogue, find):
    """Return the texts in which `find` finds something, with what it finds."""
    found = {text: list(find(text, said)) for text, said in catalogue.items()}
    return {text: faults for text, faults in found.items() if faults}


def test_no_chinese_text_has_a_banned_word(whole_catalogue):
    assert find_faults(whole_catalogue, lambda _, said: find_banned_chinese(said)) == {}


def test_no_english_text_has_a_banned_word(whole_catalogue):
    assert find_faults(whole_catalogue, lambda text, _: find_banned_english(text)) == {}


def test_a_term_is_translated_in_one_way(catalogue):
    assert find_faults(catalogue, find_missing_terms) == {}


@pytest.mark.parametrize("line", LABELS.strip().splitlines())
def test_a_label_has_its_word(catalogue, line):
    english, chinese = line.split(" = ")
    assert catalogue[english] == chinese


def test_chinese_marks_are_full_width_and_spaces_where_they_belong(catalogue):
    assert find_faults(catalogue, lambda _, said: find_faulty_marks(said)) == {}


def test_nothing_stands_between_the_sign_and_its_number(catalogue):
    for text, said in catalogue.items():
        assert not re.search(r"± [\d%]", text + said), text


def test_a_sentence_has_its_stop_in_both_languages_and_a_label_in_none(catalogue):
    labels = {line for (line,) in read_table(LABELS_LIKE_SENTENCES)}
    assert [text for text in labels if text not in catalogue] == []
    assert [
        text
        for text, said in catalogue.items()
        if (text.endswith((".", "?")), said.endswith(("。", "？")))
        != (is_sentence(text) and text not in labels,) * 2
    ] == []


def test_no_english_word_is_left_in_chinese(catalogue):
    assert find_faults(catalogue, lambda _, said: find_latin_words(fill_slots(said))) == {}


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("位于分区内，距边界 %(distance)s。", []),
        ("至%(part)s几何中心", []),
        ("面积:公布", ["half-width mark beside Chinese"]),
        ("分区(示意)", ["half-width mark beside Chinese"]),
        ("量算值。 此轮廓", ["space beside a full-width mark"]),
        ("共%(count)d 条", ["no space between Chinese and Latin"]),
        ("保留7位", ["no space between Chinese and Latin"]),
        ("± 5 km", ["space after ±"]),
        ("分区 面积", ["space between Chinese words"]),
        ("请用 `zonemap import` 转换", []),
    ],
)
def test_faulty_marks_are_found(text, faults):
    assert find_faulty_marks(text) == faults


@pytest.mark.parametrize(
    ("text", "banned"),
    [("方位", ["方位"]), ("方位角", []), ("自中心起", ["中心"]), ("自几何中心", []), ("各部分", ["部分"]),
     ("部分地区", []), ("非测绘成果", []), ("经测绘", ["测绘"])],
)  # fmt: skip
def test_banned_words_are_whole_terms(text, banned):
    assert [word for word, _ in find_banned_chinese(text)] == banned


@pytest.mark.parametrize(
    ("text", "banned"),
    [("From the centre", ["centre"]), ("centred on", []), ("It is no evidence.", []),
     ("It is no part.", ["is no"]), ("Data sha256", ["sha256"]), ("Data SHA-256", [])],
)  # fmt: skip
def test_banned_english_words_are_whole_words(text, banned):
    assert [word for word, _ in find_banned_english(text)] == banned


def test_latin_words_are_found():
    assert find_latin_words("GeoJSON 文件 published，`zonemap`，area_m2") == ["published"]
