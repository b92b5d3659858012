"""Sounds: pinyin typed in full or by initials, and characters typed for others that sound the same."""

from itertools import pairwise

import pytest

from kb.content.readings import pinyin_of
from kb.region_table import region_names
from kb.search import Collection, SearchDocument, SearchQuery
from kb.search.answer import answer
from kb.search.index.memory import MemoryIndex
from kb.search.text.analyzer import count_terms
from kb.search.text.exact_names import is_name
from kb.search.text.fold import fold
from kb.search.text.pinyin import (
    count_name_sounds,
    pinyin_of_unseen,
    pinyin_terms,
    sounds_of_pairs,
    with_umlauts,
)
from kb.search.text.tables import PINYIN_TABLE, PLACE_TABLE
from tools.tables import build_place_readings, build_readings, render_readings


def nothing_held(_: str) -> bool:
    return False


def everything_held(_: str) -> bool:
    return True


def test_the_checked_in_readings_are_what_pypinyin_gives() -> None:
    assert PINYIN_TABLE.read_text(encoding="utf-8") == render_readings(build_readings())
    assert PLACE_TABLE.read_text(encoding="utf-8") == render_readings(build_place_readings())


def test_a_name_is_found_by_full_pinyin_and_by_initials_across_punctuation() -> None:
    sounds = count_name_sounds(["芜湖“在线”"])
    assert set(sounds) == {"wu'hu", "hu'zai", "zai'xian", "w'h", "h'z", "z'x"}


def test_a_name_is_read_as_people_read_it() -> None:
    assert {"chong'qing", "zhong'qing"} <= set(count_name_sounds(["重庆市"]))


@pytest.mark.parametrize(
    ("word", "sound"),
    [("音乐", "yin'yue"), ("了解", "liao'jie"), ("行业", "hang'ye"), ("角色", "jue'se"), ("重复", "chong'fu"),
     ("会计", "kuai'ji"), ("长治", "chang'zhi")],
)  # fmt: skip
def test_a_word_in_running_text_is_read_as_people_read_it(word: str, sound: str) -> None:
    assert sound in sounds_of_pairs([count_terms(fold(f"他们用{word}上课"))])


def test_running_text_has_no_initials_and_does_not_sound_across_punctuation() -> None:
    assert set(sounds_of_pairs([count_terms(fold("芜湖。在线"))])) == {"wu'hu", "zai'xian"}


@pytest.mark.parametrize(
    ("typed", "sounds"),
    [
        ("wuhu", ["wu'hu"]),
        ("WuHu zaixian", ["wu'hu", "hu'zai", "zai'xian"]),
        ("wuhuzaixian", ["wu'hu", "hu'zai", "zai'xian"]),
        ("wu hu", ["wu'hu"]),
        ("xi'an", ["xi'an"]),
        ("xian", ["xi'an"]),
        ("fangan", ["fan'gan", "fang'an"]),
        ("wúhú", ["wu'hu"]),
        ("lüeduo", ["lve'duo"]),
        ("LÜLIANG", ["lv'liang"]),
        ("lǜsè", ["lv'se"]),
        ("lu\u0300\u0308se", ["lv'se"]),
        ("lyuliang", ["lv'liang"]),
        ("nyusheng", ["nv'sheng"]),
        ("nusheng", ["nu'sheng", "nv'sheng"]),  # many have no ü
        ("luan", ["lu'an", "lv'an"]),
        ("Zürich", []),
        ("wu2hu2", ["wu'hu"]),
        ("wu2 hu2", ["wu'hu"]),
        ("wu-hu", ["wu'hu"]),
        ("wu   hu", ["wu'hu"]),
        ("nan shan", ["nan'shan"]),
        ("fang an", ["fang'an"]),
        ("wanr", ["wan'er"]),
        ("hu", []),
        ("芜湖", []),
        ("3.14", []),
    ],
)
def test_pinyin_is_cut_into_syllables(typed: str, sounds: list[str]) -> None:
    found = pinyin_terms(fold(with_umlauts(typed)), nothing_held)
    assert [term for term in found if not is_name(term)] == sounds


@pytest.mark.parametrize(
    ("typed", "pair"),
    [("mian zhu", "mian'zhu"), ("mian'zhu", "mian'zhu"), ("jiao zuo", "jiao'zuo"), ("shou guang", "shou'guang")],
)
def test_a_syllable_that_stands_alone_is_that_syllable(typed: str, pair: str) -> None:
    assert [term for term in pinyin_terms(typed, {pair}.__contains__) if not is_name(term)] == [pair]


def test_a_syllable_that_stands_alone_is_cut_where_nothing_is_held_that_way() -> None:
    assert {"xi'an", "an'shi"} <= set(pinyin_terms("xian shi", {"xi'an"}.__contains__))
    assert "mi'an" not in pinyin_terms("mian zhu guangxian", {"mian'zhu"}.__contains__)


@pytest.mark.slow  # three thousand of them
def test_every_division_of_the_country_is_found_by_its_pinyin() -> None:
    names = set(region_names().values())
    held = count_name_sounds(names).__contains__
    for name in names:
        reading = pinyin_of(name)
        sounds = [f"{one}'{other}" for one, other in pairwise(reading)]
        assert set(sounds) <= set(count_name_sounds([name])), name
        for typed in (" ".join(reading), "'".join(reading), "".join(reading)):
            assert set(sounds) <= set(pinyin_terms(typed, held)), typed
        assert set(sounds[:-1]) <= set(pinyin_terms(" ".join(reading[:-1]), held)), name


@pytest.mark.parametrize(
    ("typed", "sounds"),
    [
        ("无hu", {"wu'hu"}), ("无 hu", {"wu'hu"}), ("wu湖市", {"wu'hu"}), ("班班tong", {"ban'tong"}),
        ("翻zhuan课堂", {"fan'zhuan", "zhuan'ke"}), ("hu2市", {"hu'shi"}), ("lü色", {"lv'se"}), ("nu生", {"nv'sheng"}),
        ("西xian", {"xi'xian", "xi'xi"}), ("郑zhou班ban通", {"zheng'zhou", "zhou'ban", "ban'tong"}),
        ("iPad教学", set()), ("AI教育", set()), ("k12教育", set()), ("wuhu 学校", {"wu'hu"}),
    ],
)  # fmt: skip
def test_a_syllable_is_read_with_the_characters_it_is_typed_beside(typed: str, sounds: set[str]) -> None:
    found = set(pinyin_terms(fold(with_umlauts(typed)), nothing_held))
    assert sounds <= found if sounds else not found


def test_a_word_that_documents_hold_is_read_with_no_characters() -> None:
    assert pinyin_terms("an徽", {"an"}.__contains__) == []


def test_a_syllable_that_is_also_an_english_word_here_is_read_beside_one_that_is_not() -> None:
    assert "xi'an" in pinyin_terms("xi an", {"an"}.__contains__)
    assert pinyin_terms("can you", {"can", "you"}.__contains__) == []


def test_initials_may_be_typed_apart() -> None:
    assert pinyin_terms("w h z x", lambda term: "'" in term) == ["w'h", "h'z", "z'x"]


def test_what_is_typed_may_be_a_whole_name_by_sound() -> None:
    assert "=wu'hu'zai'xian" in pinyin_terms("wuhu zaixian", nothing_held)
    assert "=mian'zhu" in pinyin_terms("mian zhu", nothing_held)
    assert not any(map(is_name, pinyin_terms("hu", nothing_held)))


def test_letters_that_are_no_syllables_are_initials_when_such_initials_occur() -> None:
    assert pinyin_terms("whzx", lambda term: "'" in term) == ["w'h", "h'z", "z'x"]
    assert pinyin_terms("whzx", nothing_held) == []


def test_a_word_that_documents_hold_is_no_pinyin() -> None:
    assert pinyin_terms("ipad wuhu", everything_held) == []


def test_a_pair_nobody_wrote_is_looked_up_by_sound() -> None:
    assert pinyin_of_unseen(["无湖", "无", "湖"], nothing_held) == ["wu'hu"]
    assert pinyin_of_unseen(["芜湖"], everything_held) == []


def test_the_seam_between_two_known_words_is_not_a_mistake() -> None:
    assert pinyin_of_unseen(["芜湖", "湖课", "课堂"], {"芜湖", "课堂"}.__contains__) == []


@pytest.mark.parametrize(
    "typed",
    [
        "wuhu",
        "wuhu zaixian",
        "wuhuzaixianketang",
        "whzxkt",
        "无湖",
        "wuhu 在线",
        "芜胡在线客堂",
        "无hu",
        "wu湖",
        "芜hu在线ke堂",
    ],
)
def test_a_case_is_found_by_sound(typed: str) -> None:
    documents = [
        SearchDocument("wuhu", "芜湖在线课堂", fields={"title": ("芜湖在线课堂",), "body": ("教学点",)}),
        SearchDocument("xihu", "西湖翻转课堂", fields={"title": ("西湖翻转课堂",), "body": ("在线学习",)}),
        SearchDocument("wuhan", "武汉班班通", fields={"title": ("武汉班班通",), "body": ("直播系统",)}),
    ]
    hits = answer(MemoryIndex(Collection(tuple(documents))), SearchQuery(typed)).hits
    assert hits[0].id == "wuhu"


def test_what_is_written_right_wins_over_what_sounds_right() -> None:
    documents = [
        SearchDocument("sound", "芜湖", fields={"title": ("芜湖",)}),
        SearchDocument("letter", "无湖", fields={"body": ("这里无湖可游",)}),
    ]
    assert answer(MemoryIndex(Collection(tuple(documents))), SearchQuery("无湖")).hits[0].id == "letter"
