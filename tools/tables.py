"""Write fold.json from OpenCC, pinyin.json and place_pinyin.json from pypinyin: ``python -m tools.tables``.

OpenCC is a development dependency: neither indexing nor searching needs it.
"""

import json
import unicodedata

import opencc
from pypinyin import Style, lazy_pinyin

from kb.content.readings import pinyin_of
from kb.region_table import region_names, short_names
from kb.search.query.filters import without_place_suffix
from kb.search.text.fold import fold
from kb.search.text.tables import FOLD_TABLE, PINYIN_TABLE, PLACE_TABLE, syllable_of

#: Blocks whose characters are asked of OpenCC. Pairs beyond the Basic Multilingual Plane are left out: they are
#: rare, and the table is downloaded by every reader who searches in a browser.
_HAN = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))

#: Characters that OpenCC keeps because each also has a use of its own in Simplified text, although Traditional
#: text writes it where Simplified writes the other. Searching, one class per pair is what finds both.
_MERGED = {
    "著": "着", "藉": "借", "覆": "复", "瞭": "了", "甦": "苏", "暱": "昵", "甯": "宁", "锺": "钟",
    "迳": "径", "逕": "径", "钜": "巨", "鉅": "巨", "鍾": "钟", "甚": "什", "麽": "么", "麼": "么",
}  # fmt: skip

#: Radicals that text copied out of PDF files carries in place of the character, and NFKC does not map.
_RADICALS = dict(zip(
    "⺁⺉⺟⺠⺫⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂刂母民罒虎西见角贝车長长门青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾齐齐歯齿竜龙龟龟龟",
    strict=True,
))  # fmt: skip

#: Variants of one mark, so that a document number reads the same however its brackets were typed.
_MARKS = {
    **dict.fromkeys("[{〔【〖〘〚", "("),
    **dict.fromkeys("]}〕】〗〙〛", ")"),
    **dict.fromkeys("‐‒–—―−", "-"),
    **dict.fromkeys("‘’＇`´", "'"),
    **dict.fromkeys("“”„«»「」『』〝〞", '"'),
    **dict.fromkeys("○◯", "〇"),
}


#: Characters that pypinyin gives a reading that few people would type for one alone.
_USUAL = {
    **{
        "佛": "fo",
        "似": "si",
        "薄": "bo",
        "勒": "le",
        "泊": "bo",
        "茄": "qie",
        "嚼": "jiao",
        "诘": "jie",
        "掺": "chan",
    },
    **{"豉": "chi", "琢": "zhuo", "肋": "lei", "傀": "kui", "嗲": "dia", "坻": "di", "囤": "tun", "辗": "zhan"},
    **{"曝": "bao", "伽": "jia"},
}


def build_table() -> dict[str, str]:
    """Return every character that folding replaces, with what replaces it."""
    converters = [opencc.OpenCC(name) for name in ("t2s", "tw2s", "hk2s")]
    table: dict[str, str] = {}
    for code in _HAN:
        char = chr(code)
        for converter in converters:
            simplified = converter.convert(char)
            if simplified != char:
                break
        if simplified != char and len(simplified) == 1 and ord(simplified) <= 0xFFFF:
            table[char] = simplified
    del table["么"]  # Taiwan's standard reads it 幺; in Simplified text it is 麼
    table |= _MERGED | _RADICALS | _MARKS
    for char in list(table):
        while table[char] in table:
            table[char] = table[table[char]]
    # What NFKC already maps never reaches the table.
    return {char: table[char] for char in sorted(table) if unicodedata.normalize("NFKC", char) == char}


def render_table(table: dict[str, str]) -> str:
    """Write the table as two parallel strings, the smallest form that both languages read at once."""
    data = {"from": "".join(table), "to": "".join(table.values())}
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


def build_readings() -> dict[str, str]:
    """Return each syllable with the characters usually read so, tones left out, ü written v.

    The characters are those of GB 2312: what people type, in a table small enough for a browser.
    """
    readings: dict[str, list[str]] = {}
    for code in range(0x4E00, 0xA000):
        char = chr(code)
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            continue
        (syllable,) = [_USUAL[char]] if char in _USUAL else lazy_pinyin(char, style=Style.NORMAL)
        # 嗯 and its like have syllables without a vowel, which would make any letters pinyin.
        if syllable.isascii() and set(syllable) & set("aeiouv"):
            readings.setdefault(syllable, []).append(char)
    return {syllable: "".join(readings[syllable]) for syllable in sorted(readings)}


def build_place_readings() -> dict[str, str]:
    """Return the names of divisions, without their kind, that are not read as their characters usually are."""
    names = sorted({short_names().get(code) or without_place_suffix(name) for code, name in region_names().items()})
    read = {name: pinyin_of(name) for name in names}
    return {
        name: "'".join(syllables)
        for name, syllables in read.items()
        if [syllable_of().get(char) for char in fold(name)] != syllables
    }


def render_readings(readings: dict[str, str]) -> str:
    """Write one syllable, or one name, a line."""
    return json.dumps(readings, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    FOLD_TABLE.write_text(render_table(build_table()), encoding="utf-8")
    PINYIN_TABLE.write_text(render_readings(build_readings()), encoding="utf-8")
    PLACE_TABLE.write_text(render_readings(build_place_readings()), encoding="utf-8")
