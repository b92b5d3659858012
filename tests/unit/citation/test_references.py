"""Names are read as written, the library's parts become references, and lists stand in order."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.citation.case_references import CaseVersion, Library, reference_of_case, reference_of_library, reference_of_part
from kb.citation.citable_parts import claim_words
from kb.citation.name import Name, read_name
from kb.citation.reference import Reference, reference_of_source
from kb.citation.style import LIST_STYLES, Style, reference_list, render_references
from kb.model import Case, Claim, Source
from tests.unit.citation.citation_strategies import render_entries

LIBRARY = Library("教育信息化典型案例库", "教育信息化典型案例库编辑部", "https://kb.example.cn/")
VERSION = CaseVersion(hashlib.sha256(b"case").hexdigest(), "2026-11-20")
CASE = Case.model_construct(id="wuhu-online-classroom", title="安徽省芜湖市：“在线课堂”")
SCHEMA = json.loads((Path(__file__).parent / "csl.schema.json").read_text("utf-8"))
TYPES = SCHEMA["items"]["properties"]["type"]["enum"]
NOTICE = Source(id="moe-2014-13", type="regulation", title="通报", tier="政策文件")


def test_a_case_is_cited_with_its_version() -> None:
    reference = reference_of_case(CASE, VERSION, LIBRARY, accessed="2026-11-23")
    hashed = hashlib.sha256(b"case").hexdigest()[:7]
    address = "https://kb.example.cn/cases/wuhu-online-classroom.html"
    editor = "教育信息化典型案例库编辑部"
    assert render_entries([reference]) == [
        f"{editor}. 安徽省芜湖市：“在线课堂”：版本{hashed}[EB/OL]. （2026-11-20）[2026-11-23]. {address}."
    ]
    assert render_entries([reference], Style.GB_2015) == [
        f"{editor}. 安徽省芜湖市: “在线课堂”: 版本{hashed}[EB/OL]. (2026-11-20)[2026-11-23]. {address}."
    ]
    assert render_entries([reference], Style.APA) == [
        "教育信息化典型案例库编辑部. (2026, November 20). "
        f"安徽省芜湖市：“在线课堂” (版本{hashed}). 教育信息化典型案例库. {address}"
    ]


def test_a_claim_and_a_paragraph_are_cited_by_their_place() -> None:
    case = reference_of_case(CASE, VERSION, LIBRARY, accessed="2026-11-23")
    words = claim_words(2, Claim(text="县镇学校帮教学点。", source="moe-2014-13", locator="二·2"), NOTICE)
    claim = reference_of_part(case, "claim-2", words)
    assert claim.id == "wuhu-online-classroom-claim-2"
    assert render_entries([claim])[0].endswith("https://kb.example.cn/cases/wuhu-online-classroom.html#claim-2.")
    assert "，“来源怎么说”第 2 条（据《通报》，二·2）。https://" in render_references([claim], Style.PLAIN)
    part = reference_of_part(case, "practice-p2", "“做法”第 2 段")
    assert part.url.endswith("#practice-p2")
    assert "note = {“做法”第 2 段}" in render_references([part], Style.BIBTEX)


def test_the_library_is_cited_as_a_site_and_does_not_answer_for_itself_twice() -> None:
    whole = reference_of_library(LIBRARY, date="2026-11-20", accessed="2026-11-23")
    said = "教育信息化典型案例库[EB/OL]. （2026-11-20）[2026-11-23]. https://kb.example.cn/."
    assert render_entries([whole]) == [f"教育信息化典型案例库编辑部. {said}"]
    own = reference_of_library(
        Library(LIBRARY.name, LIBRARY.name, LIBRARY.url), date="2026-11-20", accessed="2026-11-23"
    )
    assert render_entries([own]) == [said]
    assert render_entries([own], Style.GB_2025_AUTHOR_DATE) == [f"教育信息化典型案例库，2026. {said}"]


def test_without_a_published_address_a_case_has_none() -> None:
    reference = reference_of_case(CASE, VERSION, Library("库", "库"), accessed="2026-11-23")
    assert render_entries([reference])[0].endswith("[EB/OL]. （2026-11-20）[2026-11-23].")
    assert reference_of_part(reference, "claim-1", "陈述").url == ""


def test_a_publisher_that_is_the_author_of_a_document_is_no_imprint() -> None:
    source = Source(id="a", type="report", title="T", author="某馆", publisher="某馆", tier="官方发布")
    assert reference_of_source(source).publisher == ""
    assert reference_of_source(source.model_copy(update={"type": "book"})).publisher == "某馆"


def test_author_date_lists_stand_by_script_then_pinyin() -> None:
    """Families are read as families, names of bodies as words."""
    authors = ["Smith, J.", "赵一", "长沙某学院", "重庆某校", "曾二", "单三", "阿四", "Baker, A.", "厦门某校", "张五"]
    authors += [
        "解放日报",
        "乐山市",
        "单位食堂",
        "区教育局",
        "卜六",
        "薄七",
        "种八",
        "员九",
        "长治一中",
        "山西省长治市",
    ]
    references = [Reference(str(n), "book", "题", (read_name(a),), issued="2020") for n, a in enumerate(authors)]
    entries = render_entries(references, Style.GB_2025_AUTHOR_DATE)
    assert [entry.split("，")[0] for entry in entries] == [
        *(
            "阿四",
            "薄七",
            "卜六",
            "长沙某学院",
            "长治一中",
            "种八",
            "重庆某校",
            "单位食堂",
            "解放日报",
            "乐山市",
            "区教育局",
        ),
        *("单三", "山西省长治市", "厦门某校", "员九", "曾二", "张五", "赵一"),
        *("Baker A", "Smith J"),
    ]


def test_numeric_lists_keep_the_order_and_are_numbered_when_there_are_several() -> None:
    references = [
        Reference(title, "book", title, issued="2020", publisher_place="京", publisher="社") for title in "乙甲"
    ]
    assert render_references(references) == "[1] 乙[M]. 京：社，2020.\n[2] 甲[M]. 京：社，2020.\n"
    assert render_references(references[:1]) == "乙[M]. 京：社，2020.\n"


def test_works_of_one_author_and_year_get_letters() -> None:
    author = (Name("王一"),)
    references = [
        Reference("b", "webpage", "乙", author, issued="2000-05"),
        Reference("a", "webpage", "甲", author, issued="2000-01"),
        Reference("c", "webpage", "丙", author, issued="2001"),
    ]
    starts = ["王一，2000a. 甲", "王一，2000b. 乙", "王一，2001. 丙"]
    for entry, start in zip(render_entries(references, Style.GB_2025_AUTHOR_DATE), starts, strict=True):
        assert entry.startswith(start)
    assert render_entries(references, Style.APA)[0].startswith("王一. (2000a, January). 甲")


def test_works_of_one_date_are_lettered_by_their_titles() -> None:
    author = (Name("王一"),)
    references = [
        Reference("a", "book", "张", author, issued="2000"),
        Reference("b", "book", "李", author, issued="2000"),
        Reference("d", "book", "The apple", author, issued="2000"),
    ]
    entries = render_entries(references, Style.APA)
    assert [entry[:19].strip() for entry in entries] == [
        "王一. (2000a). The ap",
        "王一. (2000b). 李.",
        "王一. (2000c). 张.",
    ]


@pytest.mark.parametrize(
    ("style", "language", "starts"),
    [
        (Style.GB_2025_AUTHOR_DATE, "zh-CN", ("王一，无日期-a. ", "王一，无日期-b. ")),
        (Style.GB_2015_AUTHOR_DATE, "en", ("王一, n.d.-a. ", "王一, n.d.-b. ")),
        (Style.APA, "zh-CN", ("王一. (n.d.-a). ", "王一. (n.d.-b). ")),
    ],
)
def test_undated_works_of_one_author_get_letters(style: Style, language: str, starts: tuple[str, ...]) -> None:
    references = [Reference(title, "book", title, (Name("王一"),), language=language) for title in ("甲", "乙")]
    for entry, start in zip(render_entries(references, style), starts, strict=True):
        assert entry.startswith(start)
    assert "无日期." in render_entries(references[:1], Style.GB_2025_AUTHOR_DATE)[0] or language == "en"


ALIKE = st.builds(
    Reference,
    id=st.just("x"),
    type=st.sampled_from(["book", "webpage", "standard", "periodical"]),
    title=st.sampled_from(["甲", "乙"]),
    authors=st.sampled_from([(), (Name("王一"),), (Name("王一"), Name("李二")), (Name("王一"), Name("张三"))]),
    issued=st.sampled_from(["", "2001", "2001-02"]),
    issued_until=st.sampled_from(["", "2003"]),
    year_kind=st.sampled_from(["", "估计年", "印刷年"]),
    url=st.sampled_from(["", "https://example.cn/a"]),
    accessed=st.sampled_from(["", "2001-03-04"]),
    language=st.sampled_from(["zh-CN", "en"]),
)


@pytest.mark.parametrize("style", [Style.GB_2025_AUTHOR_DATE, Style.GB_2015_AUTHOR_DATE, Style.APA])
@given(alike=st.lists(ALIKE, max_size=8))
def test_no_two_works_of_a_list_share_a_mark(style: Style, alike: list[Reference]) -> None:
    marks = [entry.mark for entry in reference_list(dict(enumerate(alike)), style).values()]
    assert len(set(marks)) == len(alike)


def test_a_paragraph_keeps_its_place_without_an_address() -> None:
    case = reference_of_case(CASE, VERSION, Library("库", "库"), accessed="2026-11-23")
    part = reference_of_part(case, "practice-p2", "“做法”第 2 段（文字指纹 0123456）")
    for style in Style:
        assert "第 2 段（文字指纹 0123456）" in render_references([part], style), style


def test_more_works_than_letters_still_differ() -> None:
    references = [Reference(f"{n:02}", "book", "题", (Name("王一"),), issued="2000") for n in range(28)]
    entries = render_entries(references, Style.GB_2025_AUTHOR_DATE)
    assert entries[25].startswith("王一，2000z.")
    assert entries[26].startswith("王一，2000aa.")
    assert len(set(entries)) == 28


@pytest.mark.parametrize(
    ("authors", "language", "style", "mark"),
    [
        (["张伯一"], "zh-CN", Style.GB_2025_AUTHOR_DATE, "（张伯一，2002）"),
        (["于一", "刘二"], "zh-CN", Style.GB_2025_AUTHOR_DATE, "（于一 等，2002）"),
        (["于一", "刘二"], "zh-CN", Style.GB_2015_AUTHOR_DATE, "(于一 等, 2002)"),
        (["Fordham, E.", "Ali, A."], "en-US", Style.GB_2025_AUTHOR_DATE, "（Fordham et al.，2002）"),
        ([], "zh-CN", Style.GB_2025_AUTHOR_DATE, "（佚名，2002）"),
        (["Fordham, E.", "Ali, A."], "en-US", Style.APA, "(Fordham & Ali, 2002)"),
        (["于一", "刘二", "张三"], "zh-CN", Style.APA, "(于一 et al., 2002)"),
        (["于一"], "zh-CN", Style.GB_2025, "[1]"),
    ],
)
def test_the_mark_in_the_text_follows_the_style(authors: list[str], language: str, style: Style, mark: str) -> None:
    names = tuple(read_name(author) for author in authors)
    reference = Reference("a", "book", "题", names, issued="2002", language=language)
    assert reference_list({"a": reference}, style)["a"].mark == mark


def test_the_same_input_gives_the_same_bytes_in_every_style() -> None:
    references = [reference_of_source(NOTICE), reference_of_case(CASE, VERSION, LIBRARY, accessed="2026-11-23")]
    for style in Style:
        assert render_references(references, style) == render_references(references, style)
        assert render_references(references, style).endswith("\n")


@pytest.mark.parametrize("kind", sorted({*TYPES} - {"article-newspaper", "periodical"}))
def test_the_volume_of_a_work_is_said_whatever_the_work_is(kind: str) -> None:
    """Newspapers have none, and of a periodical it is what it began with."""
    for host in ("", "某丛刊"):
        reference = Reference("a", kind, "甲", (Name("王一"),), issued="2010", volume="第9册", container_title=host)
        for style in LIST_STYLES:
            assert "第9册" in render_references([reference], style), (style, host)
