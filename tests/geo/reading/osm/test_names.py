import unicodedata

import pytest
from corpus import TEXTS

from geo.reading.osm.names import clean_name, name_object, split_refs, transcribe_name


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ({}, {}),
        ({"name": "泸县"}, {"name": "泸县", "name_en": "Luxian", "pinyin": True}),
        ({"name": "长江"}, {"name": "长江", "name_en": "Chang Jiang", "pinyin": True}),
        ({"name": "Rue A"}, {"name": "Rue A"}),
        ({"name": "Rue A", "name:zh": "甲街"}, {"name": "Rue A", "name_zh": "甲街"}),
        ({"name": "瀘州", "name:zh-Hans": "泸州", "name:en": "Luzhou"},
         {"name": "瀘州", "name_zh": "泸州", "name_en": "Luzhou"}),
        ({"name": "شارع"}, {"name": "شارع"}),
        ({"name:en": "Only English"}, {"name": "Only English"}),
        ({"name": "G76 蓉遵高速"}, {"name": "G76 蓉遵高速"}),
    ],
)  # fmt: skip
def test_an_object_has_names_in_both_languages(tags, found):
    assert name_object(tags) == found


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("泸州市", "泸州"),
        ("泸县", "泸县"),
        ("古蔺县", "古蔺"),
        ("兆雅镇", "兆雅"),
        ("York", "York"),
    ],
)
def test_a_settlement_goes_without_its_rank_unless_one_character_would_remain(name, kept):
    assert name_object({"name": name}, is_settlement=True)["name"] == kept


@pytest.mark.parametrize(
    ("name", "is_settlement", "written"),
    [
        ("龙马大道", False, "Longma Dadao"), ("长江", False, "Chang Jiang"),
        ("江安", True, "Jiang'an"), ("重庆", True, "Chongqing"), ("路", False, "Lu"),
    ],
)  # fmt: skip
def test_pinyin_is_written_as_on_signs(name, is_settlement, written):
    assert transcribe_name(name, is_settlement=is_settlement) == written


def test_control_characters_and_length_are_bounded():
    assert clean_name("a\x00\u202eb\n c") == "ab c"
    assert len(clean_name("x" * 10_000)) == 100


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\u200bMain\u2060 Street\ufeff", "Main Street"),
        ("a\ud800b\ufffe\uffff\U000e0001\ue000", "ab"),
        ("\u2028\u2029\u200b\u3164\u2800", ""),
        ("\u200d\u200c", ""),
        ("\u0301" * 9, ""),
        ("a" + "\u0301" * 500 + "b", "a" + "\u0301" * 4 + "b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀🚀", "👩\u200d🚀🚀"),
        ("  \u200b  ", ""),
        (" a \u200b b ", "a b"),
    ],
)
def test_a_name_has_characters_that_are_seen(text, kept):
    assert clean_name(text) == kept


@pytest.mark.parametrize("text", [*TEXTS.values(), "😀" * 5000, "重" * 10_000, "\u200b" * 10**6])
@pytest.mark.parametrize("is_settlement", [True, False])
def test_names_of_any_text_are_short_lines(text, is_settlement):
    for name in name_object({"name": text}, is_settlement=is_settlement).values():
        if isinstance(name, str):
            assert 0 < len(name) <= 100
            assert not {unicodedata.category(each) for each in name} & {
                "Cc",
                "Cs",
                "Co",
                "Cn",
                "Zl",
            }


@pytest.mark.parametrize(
    ("ref", "kept"),
    [("G76;G4215;S1", "G76;G4215"), (None, ""), ("x" * 300, ""), (" G93 ; ;S3", "G93;S3")],
)
def test_a_road_has_two_short_numbers_at_most(ref, kept):
    assert split_refs(ref) == kept
