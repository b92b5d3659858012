"""What is written from a draft is the same whether the page or an office file held it."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from kb.model import BODY_SECTIONS, Corpus
from kb.publish.pages.submit import form_data
from kb.publish.submission.draft import Draft
from kb.publish.submission.written_case import CaseWriter, paragraphs, with_ids
from tests.cases import ROOT

TODAY = "2026-11-27"
#: The page proposes another id, from the place and the practice, where an office file's title is read in pinyin.
IN_THE_PAGE = """
const { writtenCase } = await import(process.argv[1] + "/to_case.mjs");
const { caseText } = await import(process.argv[1] + "/case_file.mjs");
let input = "";
for await (const part of process.stdin) input += part;
const { data, drafts, today } = JSON.parse(input);
const texts = drafts.map((draft) => {
  const written = writtenCase(data, draft, today);
  written.head.id = "some-id";
  const keys = data.order.filter((key) => written.head[key] !== undefined);
  const head = Object.fromEntries(keys.map((key) => [key, written.head[key]]));
  return caseText({ head, sections: written.sections });
});
console.log(JSON.stringify(texts));
"""

SELF = Draft(
    road="self",
    person="张老师",
    head={
        "unit": {"name": "某县某镇中心小学", "type": "学校"},
        "region": "340200",
        "title": "用一块屏幕：给两个“教学点”上 #音乐课",
        "summary": "两个教学点没有音乐老师，中心小学的老师每周连线上课。" * 2,
        "practice": {"status": "仍在进行", "since": "2024-09"},
        "stage": "小学",
        "problem": ["教学点开不齐课"],
        "model": ["在线课堂", "同步课堂"],
        "setting": {"kind": ["教学点"], "pupils_from": "31"},
        "mechanism": {"invest": ["政府"], "build": [], "operate": ["学校"], "own": [], "pay": []},
        "cost": {"amount": "6800", "note": "电视: 一台"},
        "contributors": ["张老师", "O'Neil"],
    },
    sections={
        "背景与问题": "没有老师。\n也没有课？\n\n1. 一年级\n2. 二年级\n后来才有",
        "做法": "- 每周三\n- 每周五\n\n### 小题\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
        "成效与证据": "没有测过",
        "想学，先想好这几件事（编者的话）": "",
        "还想知道": "未知。",
    },
)
MATERIAL = Draft(
    road="material",
    head={
        "unit": {"name": "某县教育局", "type": "教育行政部门"},
        "region": "",
        "title": "某县同步课堂",
        "summary": "一句话。",
        "practice": {"status": "", "since": ""},
        "setting": {"kind": [], "pupils_from": ""},
        "mechanism": {"invest": ["政府"], "build": [], "operate": [], "own": [], "pay": []},
        "cost": {"amount": "", "note": ""},
    },
    sections={
        "背景与问题": "原来没有课〔材料1，第 2 段〕。",
        "做法": "这样做〔材料2，二·2〕，又这样〔材料9，x〕。",
        "成效与证据": "见〔edu-wuhu-2005，正文〕。",
    },
    materials=[
        {
            "title": "通知",
            "type": "webpage",
            "author": ["某县"],
            "issued": "2019-05",
            "URL": "https://www.wuhu.gov.cn/a",
            "locator": "第 2 段",
        },
        {"source": "moe-2014-13", "locator": "二·2"},
        {
            "title": "报道",
            "type": "article-newspaper",
            "container-title": "某报",
            "volume": "9",
            "page": "3",
            "accessed": "2020-01-01",
            "URL": "https://www.wuhu.gov.cn/b",
            "issued": "2019",
            "locator": "",
        },
    ],
)


@pytest.fixture(scope="module")
def node() -> str:
    found = shutil.which("node")
    assert found, "node 没有装；make test-web 也要用它"
    return found


def blank(field: dict[str, Any]) -> Any:
    if field["kind"] == "group":
        return {part["key"]: blank(part) for part in field["fields"]}
    return [] if field["kind"] in ("choices", "texts") else ""


def test_the_page_and_python_write_the_same_file(corpus: Corpus, node: str) -> None:
    data = form_data(corpus)
    fields: Any = data["fields"]
    sources: Any = data["sourceFields"]
    whole = {field["key"]: blank(field) for field in fields}
    material = {field["key"]: blank(field) for field in sources} | {"source": "", "locator": ""}
    drafts = [
        {**vars(draft), "head": whole | draft.head, "materials": [material | one for one in draft.materials]}
        for draft in (SELF, MATERIAL)
    ]
    for draft in drafts:
        draft["sections"] = dict.fromkeys(BODY_SECTIONS, "") | draft["sections"]
    result = subprocess.run(
        [node, "--input-type=module", "-e", IN_THE_PAGE, str(ROOT / "kb/web/submission")],
        input=json.dumps({"data": data, "drafts": drafts, "today": TODAY}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    writer = CaseWriter(corpus)
    assert [writer.write(draft, "some-id", TODAY).text for draft in (SELF, MATERIAL)] == json.loads(result.stdout)


def test_an_account_says_who_speaks_and_is_marked_line_by_line(corpus: Corpus) -> None:
    written = CaseWriter(corpus).write(SELF, "some-id", TODAY)
    assert written.head["new_sources"][0]["author"] == ["张老师", "某县某镇中心小学"]  # type: ignore[index,call-overload]
    assert written.sections[0][1].startswith(
        "没有老师〔wuhu-account-2026，自述〕。\n\n也没有课〔wuhu-account-2026，自述〕？"
    )
    assert written.head["setting"]["pupils_to"] == "31"  # type: ignore[index,call-overload]
    assert "theme" in written.head["proposed"]


def test_sources_of_one_run_get_ids_of_their_own(corpus: Corpus) -> None:
    written = CaseWriter(corpus).write(SELF, "some-id", TODAY, {"wuhu-account-2026"})
    assert written.head["new_sources"][0]["id"] == "wuhu-account-2026-2"  # type: ignore[index,call-overload]


def test_marks_written_with_other_brackets_are_marks_too() -> None:
    assert with_ids("有课【材料1,第 2 段】。", ["moe-2014"]) == "有课〔moe-2014，第 2 段〕。"
    assert paragraphs("甲\n乙\n- 丙\n- 丁") == "甲\n\n乙\n\n- 丙\n- 丁"
