"""The page finds in evidence, wording and links what the check finds, in the same words."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from playwright.sync_api import Page

from kb.checks.case_checks import check_case
from kb.checks.scope import Scope
from kb.content.case_reader import read_case
from kb.content.corpus_reader import CorpusReading, SourceList, read_corpus
from kb.content.messages import MESSAGES
from kb.content.problems import Problems
from kb.content.text_file import without_unseen
from kb.content.validation_messages import read_model
from kb.content.vocabulary_fields import Labels
from kb.content.yaml_reader import read_yaml
from kb.model import BODY_SECTIONS
from kb.publish.pages.submit import form_data
from kb.publish.submission.words import ASKED, SOURCE_ASKED
from tests.cases import CORPUS

#: The head of a case and the texts of its sections.
Written: TypeAlias = tuple[dict[str, Any], list[str]]


@cache
def reading() -> CorpusReading:
    return read_corpus(CORPUS)


#: What can be wrong with the fields that the form asks for; of the others it proposes what the check accepts.
RULES = {
    *("KB207", "KB403", "KB407", "KB408", "KB410", "KB412", "KB413", "KB414"),
    *(f"KB5{number:02d}" for number in (1, 5, 8, 9, 10, 11)),
}

NAMES = ASKED | SOURCE_ASKED

SUMMARY = (
    "某县中心校每周两次通过在线课堂给三个教学点上音乐课，县里出设备钱，中心校的音乐教师主讲，教学点的教师在场照看。"
)
HEAD = {
    "id": "xx-classroom",
    "title": "某县在线课堂",
    "summary": SUMMARY,
    "unit": {"name": "某县中心小学", "type": "中小学校"},
    "region": "340200",
    "stage": "未知",
    "theme": "未知",
    "problem": "未知",
    "model": "未知",
    "evidence": "0",
    "review": {"status": "待核对", "date": "2026-11-23"},
    "practice": {"status": "现况未知", "as_of": "2014"},
    "sources": [{"source": "moe-2014-13", "locator": "二·2"}],
    "claims": [
        {"text": "有 312 名教师参加，共 1,500 元。", "value": "25000", "source": "moe-2014-13", "locator": "二·2"}
    ],
}


@cache
def form_with_the_checks_words() -> dict[str, Any]:
    """Return the form's data with the sentences of the check in the place of those for teachers."""
    corpus = reading().corpus
    assert corpus
    data: dict[str, Any] = form_data(corpus)
    messages = {key: said | {"message": MESSAGES.get(key, said["message"])} for key, said in data["messages"].items()}
    return data | {"messages": messages}


def without_keys(message: str) -> str:
    """Return a sentence of the check with the form's names for keys of a file."""
    return re.sub(r"“([^”]+)”（(?:sources\.)?([A-Za-z_.]+)）", lambda key: NAMES.get(key[2], (key[1],))[0], message)


#: Check each case as the page does, and write the file that it makes of it.
_CHECK = """async ([data, cases]) => {
  const { problemsOf } = await import("./kb/web/submission/check.mjs");
  const { caseText } = await import("./kb/web/submission/case_file.mjs");
  return cases.map((written) => [problemsOf(data, written), caseText(written)]);
}"""


def findings(page: Page, cases: Sequence[Written], folder: Path) -> list[tuple[set[str], set[str]]]:
    """Return of each case what the page finds, and what the check finds in the file that the page writes."""
    written = [
        {"head": head, "sections": list(zip(BODY_SECTIONS, texts, strict=True)), "sources": []} for head, texts in cases
    ]
    vocabulary = reading().vocabulary.value
    assert vocabulary
    path, scope, both = folder / "xx-classroom.md", Scope(reading()), []
    for on_the_page, text in page.evaluate(_CHECK, [form_with_the_checks_words(), written]):
        path.write_text(text, encoding="utf-8")
        file = read_case(path, "cases/xx-classroom.md", Labels(vocabulary))
        in_the_file = (*file.problems, *check_case(file, scope))
        both.append(
            (
                {f"{each['code']} {each['message']}" for each in on_the_page if each["code"] in RULES},
                {f"{each.code} {without_keys(each.message)}" for each in in_the_file if each.code in RULES},
            )
        )
    return both


def in_practice(text: str) -> list[str]:
    return ["当时教师不够。", text, "未知。", "先测网络。", "- 上了多少节课？"]


#: Texts of a section with something wrong in them, or with what looks so.
TEXTS = [
    "有 40 所学校、312 名教师，花了 2.5万 元；1500 元另算。",
    "全县有 3,200 名学生。\n\n- 第 1 批 12 所\n- 2014 年 3 月起\n  共 70 万元\n1. 有 9 个\n\n### 有 8 台",
    "有 7 台，引“有 50 台”、《有 60 台》。",
    "编者分析：大约 80 人。\n\n**编者分析**：大约 90 人。\n\n有 41 所〔moe-2014-13，二·2〕。\n\n有 43 所。",
    "照教技函〔2012〕70号，有 44 所，全国领先。\n\n有 45 所〔2012〕〔moe-2014-13，二·2〕。",
    "`有 42 所` 有４３所，第3页，2014—2016年，约 5 亿元，12kW，80%。",
    "主讲，27所参加。\n\n2013—2014学年\n\n2014.3完工\n\n2014春\n\n2014-03完工\n\n2014名\n\n2000学时\n\n_9台_\n\n[8所](wuhu-online-classroom.md)",
    "[a](//a.example/b) [b](javascript:alert(1)) [c](none.md) [d]() [f](https://a.example/1)",
    '[a](<data:text/html,1>) [b](mailto:a@b.example) [c](#做法) [d](./wuhu-online-classroom.md#做法 "题")',
    "全国首创，规模最大。\n\n“全国唯一”是原话。\n\n填补了省内的空白。",
    "电话 13800138000、１３９ ００１３ ９０００，邮箱 a.b@qq.com，证件 11010519491231002X、110105194912310021。",
    f"“{'长' * 101}”\n\n> {'引' * 60}\n> {'文' * 60}\n\n“{'短' * 100}”",
    SUMMARY[5:50],
    "长" * 3_001 + "\n\n" + "`甲` " * 101 + "\n \t\n" + "*甲*_乙_" * 40,
    "- 甲\n\t- 乙\n" + "    " * 6 + "- 丙\n\n> - 1. > - * + 丁\n\n* * * * * * * * *",
    "\n".join("  " * level + "- 甲" for level in range(7)),
    "\n".join("   " * level + f"{level}. 甲" for level in range(7)),
    "\n".join("  " * level + "- 甲" for level in range(6)) + "\n\n甲\n\n- 乙\n\n> > > 丙\n\n> - > - > - > - 丁",
    "```\n- - - - - - - 甲\n```\n\n> - 1. > - * 丁\n>   - 戊\n\n- - - - - - ~~~\n            - 己\n\n有 9 所。",
    "> - 1. > - * + 丁\n\n- 一\n\n  - 二\n\n    > 三\n    > - 四\n    >   - 五\n    >     - 六\n    >       - 七",
    "\n\n".join(["[甲](wuhu-online-classroom.md)" * 20] * 11),
    "甲\n\n" * 500,
    "题\n===\n\n乙\n  -\n\n- 丙\n---\n\n##做法\n\n＃做法\n\n＃＃ 成效\n\n ### 小题\n\n#三个课堂#有 9 所。",
    "网[moe-2014-13,二·2]（moe-2014-13，二）[none-2014,二]〔moe-2014-13,二·\n2〕〔moe-2014-13，二·\n2〕。",
    "见[^1]和[^注]。\n\n[^1]: 文字\n\n[甲]: none.md\n\n[乙]: <javascript:x>\n\n[丙]:\nhttps://a.example/。",
    "[a](https://a.example/。) [b](https://a.example/;http://b.example/) <https://a.example/（失效）> [c](/\\a.b)",
    "[a](&#106;avascript:x) [b](java&Tab;script:x) [c](java\u2003script:x) [d](javascript&colon;x) [e](\\\\a.b)",
]

#: What of a head is changed for the worse.
CHANGES: list[dict[str, Any]] = [
    {"title": "全国首创的在线课堂", "summary": SUMMARY[:-1] + "，国内领先。"},
    {"unit": {"name": "某县中心小学 13800138000", "type": "中小学校"}},
    {"cost": {"amount": "一万", "note": "见 a.b@qq.com", "source": "moe-2014-13"}},
    {"setting": {"kind": ["教学点"], "pupils_from": "43.5", "pupils_to": "50"}},
    {"practice": {"status": "现况未知", "since": "2014-02-30", "as_of": "2014-03"}},
    {"practice": {"status": "现况未知", "since": "0000-01", "as_of": "2014-03"}},
    {"practice": {"status": "现况未知", "since": "2962", "as_of": "2014"}},
]


def test_a_case_gets_the_same_findings(client_page: Page, tmp_path: Path) -> None:
    wrong: list[Written] = [(HEAD, in_practice(text)) for text in TEXTS]
    wrong += [(HEAD | change, in_practice("老师主讲。")) for change in CHANGES]
    real = [(HEAD, [section.text.strip() for section in file.sections]) for file in reading().case_files]
    found = findings(client_page, [*wrong, *real], tmp_path)
    for written, (on_the_page, in_the_file) in zip([*wrong, *real], found, strict=True):
        assert on_the_page == in_the_file, written
    assert all(in_the_file for _, in_the_file in found[: len(wrong)])


def test_an_address_is_refused_on_the_page_where_the_check_refuses_it(client_page: Page) -> None:
    addresses = (
        "https://a.example/x。",
        "https://a.example/x；https://b.example/",
        "https://a.example/x;https://b.example/",
        "https://a.example/x（已失效）",
        "https://a.example/x(已失效)",
        "https://a.example/x.",
        "ftp://a.example",
        "https://",
        "http://a.example/芜湖(城市)?q=1#a",
        "https://a.example/2014/https://b.example/",
    )
    one = {"id": "new-2030", "title": "题", "type": "webpage", "tier": "媒体报道"}
    written = [{"head": HEAD, "sections": [], "sources": [one | {"URL": address}]} for address in addresses]
    checked = client_page.evaluate(_CHECK, [form_with_the_checks_words(), written])
    for address, (found, _) in zip(addresses, checked, strict=True):
        problems = Problems("")
        node = read_yaml(yaml.safe_dump({"sources": [one | {"URL": address}]}, allow_unicode=True), Problems(""))
        assert node
        read_model(SourceList, node, problems)
        said = {without_keys(each.message) for each in problems.found}
        assert {each["message"] for each in found if each["code"] == "KB207"} == said, address


def test_the_page_drops_just_the_characters_that_the_check_refuses(call: Callable[..., Any]) -> None:
    text = "字".join(map(chr, (*range(0x20, 0xD800), *range(0xE000, 0x10000), 0x1D173, 0x1F468, 0xE0041)))
    text += "👨‍👩‍👧 ❤️‍🔥 网‍络"
    assert call("submission/clean_text.mjs", "block", text) == without_unseen(text).strip()


def test_a_date_of_access_that_has_not_come_is_pointed_out(call: Callable[..., Any]) -> None:
    assert reading().corpus
    source = {"id": "new-2030", "title": "题", "type": "webpage", "tier": "媒体报道", "accessed": "2999-01-01"}
    written = {"head": HEAD, "sections": [], "sources": [source]}
    found = call("submission/check.mjs", "problemsOf", form_data(reading().corpus), written)
    (late,) = [each for each in found if each["code"] == "KB505"]
    assert late["message"].startswith("“访问日期”写的 2999-01-01 还没有到。请核对年份；")
    assert late["path"] == "materials.0.accessed"
