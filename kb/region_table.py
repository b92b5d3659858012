"""Read the vendored table of divisions (GB/T 2260); ``content/data/README.md`` says where it comes from."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

#: Divisions of earlier years come first, so that those in force replace them.
REGION_TABLES = tuple(
    Path(__file__).parent / "content" / "data" / name for name in ("regions-former.tsv", "regions.tsv")
)

#: Provinces that share a border, or face each other over a strait, by the first two digits of their codes; each once.
BORDERS = (
    "11-12 11-13 12-13 13-14 13-15 13-21 13-37 13-41 14-15 14-41 14-61 15-21 15-22 15-23 15-61 15-62 15-64 21-22 22-23"
    " 31-32 31-33 32-33 32-34 32-37 33-34 33-35 33-36 34-36 34-37 34-41 34-42 35-36 35-44 35-71 36-42 36-43 36-44 37-41"
    " 41-42 41-61 42-43 42-50 42-61 43-44 43-45 43-50 43-52 44-45 44-46 44-81 44-82 45-52 45-53 50-51 50-52 50-61 51-52"
    " 51-53 51-54 51-61 51-62 51-63 52-53 53-54 54-63 54-65 61-62 61-64 62-63 62-64 62-65 63-65"
)

#: Peoples that autonomous divisions are named after; short names leave them out.
_PEOPLE = (
    "(?:[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒京]族|"
    "(?:蒙古|维吾尔|布依|朝鲜|土家|哈尼|哈萨克|傈僳|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|"
    "阿昌|普米|塔吉克|鄂温克|德昂|保安|裕固|独龙|鄂伦春|基诺|各)族?)"
)
_AUTONOMOUS = re.compile(rf"(?<=..)(?:{_PEOPLE}*自治[州县旗]|{_PEOPLE}+区)$")


@cache
def region_names() -> Mapping[str, str]:
    """Return every code with its name; codes that have gone since stand beside those in force."""
    names = {}
    for table in REGION_TABLES:
        for line in table.read_text(encoding="utf-8").splitlines():
            code, name, *_ = line.split("\t")
            names[code] = name
    return names


def neighbours_of(province: str) -> list[str]:
    """Return the provinces that border on a province, by code."""
    pairs = (pair.split("-") for pair in BORDERS.split())
    return sorted(f"{other}0000" for pair in pairs if province[:2] in pair for other in pair if other != province[:2])


@cache
def short_names() -> Mapping[str, str]:
    """Return what autonomous divisions are called without their peoples, by code: 延边 of 延边朝鲜族自治州."""
    return {code: short for code, name in region_names().items() if (short := _AUTONOMOUS.sub("", name)) != name}
