"""A name is a person or a body, and people are written as their language writes them."""

import re

import pytest

from kb.citation.name import Name, read_name
from kb.citation.reference import Reference
from kb.citation.style import Style, render_references
from tests.unit.citation.citation_strategies import render_entries

FAMILIES = """Ran Cong Ou Chai Rao Mou Nong Che Mai Dang Gui Gou Luan Sui Diao Kou Sang Lang Ao Ming She Zha Kuang
Zeng Qiu Shan Xie Bu"""


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("刘洪宇", Name("刘洪宇")),
        ("刘, 洪宇", Name("刘洪宇")),
        ("教育部办公厅", Name("教育部办公厅")),
        ("某校, Some School", Name("某校, Some School")),
        ("Fordham, E. W.", Name("", "Fordham", "E. W.")),
        ("Peebles, Peyton Z., Jr.", Name("", "Peebles", "Peyton Z.", "Jr.")),
        ("UNESCO", Name("UNESCO")),
        ("Edmund Fordham", Name("Edmund Fordham")),
        ("{Some Center, Inc.}", Name("Some Center, Inc.")),
        ("A, B, C, D", Name("A, B, C, D")),
        ("Fordham,", Name("Fordham,")),
        ("{教育信息化, 某馆}", Name("教育信息化, 某馆")),
    ],
)
def test_a_name_is_a_person_only_when_a_comma_says_so(written: str, name: Name) -> None:
    assert read_name(written) == name


@pytest.mark.parametrize(
    ("family", "given_name"),
    [
        *(("Wang", given_name) for given_name in ("Shanshan", "Jiang-Ning", "Jiang Ning", "Xi'an", "Wei")),
        *(("Lü", "Heping"), ("Lyu", "Heping"), ("Lv", "Heping"), ("Lǚ", "Hépíng"), ("Lu\u0308", "Heping")),
        *(("Zheng-Zhang", "Shangfang"), ("Ouyang", "Xiu")),
        # One family each that was once taken for a western one.
        *((family, "Ming") for family in re.findall(r"\w+", FAMILIES)),
    ],
)
def test_a_pinyin_name_stays_whole_in_2025(family: str, given_name: str) -> None:
    reference = Reference("a", "webpage", "T", (Name("", family, given_name),), language="en-US")
    assert render_entries([reference])[0].startswith(f"{family} {given_name}. T")


@pytest.mark.parametrize(
    ("given_name", "gb", "apa", "bibtex"),
    [
        ("P. H. van der", "Veen P H van der", "Veen, P. H. van der", "van der Veen, P. H."),
        ("Maria de la", "Veen M de la", "Veen, M. de la", "de la Veen, Maria"),
        ("Van", "Veen V", "Veen, V.", "Veen, Van"),
    ],
)
def test_small_words_of_a_name_are_no_initials(given_name: str, gb: str, apa: str, bibtex: str) -> None:
    reference = Reference("a", "book", "T", (Name("", "Veen", given_name),), issued="2010", language="en-US")
    assert render_entries([reference])[0].startswith(f"{gb}. T")
    assert render_entries([reference], Style.APA)[0].startswith(apa)
    assert f"author = {{{bibtex}}}" in render_references([reference], Style.BIBTEX)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *((name, "person") for name in ("刘洪宇", "王一", "欧阳修", "马克·吐温", "史密斯", "Fordham, E. W.", "李会")),
        *((name, "body") for name in ("教育部", "教育部办公厅", "中国互联网络信息中心", "UNESCO", "{Center, Inc.}")),
        *((name, "body") for name in ("解放日报", "乐山市", "乐平一中", "区教育局", "单位", "郑州二中", "课题组")),
        *((name, "unknown") for name in ("博伯尔", "扬奎斯特")),
    ],
)
def test_people_are_told_from_bodies(name: str, kind: str) -> None:
    assert read_name(name).kind == kind


@pytest.mark.parametrize(("family", "given_name"), [("Fordham", "Wei"), ("Wang", "Peter"), ("Li", "J.")])
def test_other_names_are_cut_to_initials(family: str, given_name: str) -> None:
    reference = Reference("a", "webpage", "T", (Name("", family, given_name),), language="en-US")
    assert render_entries([reference])[0].startswith(f"{family} {given_name[0]}. T")
