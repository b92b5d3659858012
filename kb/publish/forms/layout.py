"""Lay the form out as data, and say how its files are marked: what follows is all that a reader of them needs to know.

A form asks questions, each with a key (``unit.name``, ``body.做法``, ``road``, ``person``), and has tables, whose rows
are many of one kind (``materials``); the keys of a table's columns are those of its rows (``URL``).

Word    A question is a row of a table with two cells. The first says ``6. 标题（必填）``, with a hint and an example in
        grey below; the second is the answer: a drop-down list (w:sdt with w:dropDownList) where one is chosen, a line
        of boxes ☐ ☑ (w14:checkbox) with labels behind them where several are, text otherwise. A list that still shows
        its placeholder is not answered. A table of the form is a table whose head row holds the columns' titles; words
        in it that begin with 例： are an example. Titles find the questions: LibreOffice drops tags of controls, and
        spoils controls that hold text. The version mark stands below the heading.
Excel   Sheet ``案例`` has a case in each row, and each table of the form has a sheet by its title. Row 1 is hidden and
        holds the keys; its first cell holds the version mark, which ends in the table's key, ``cases`` for the cases.
        Row 2 holds titles. In the first column, rows that say 说明 or 例 are not read; the other sheets' first column
        says which case a row belongs to: its number in the first column of ``案例``, or its title.
CSV     A sheet of the Excel form, saved as text; row 1 may be missing.

Where row 1 is lost, titles find the columns. The version mark is ``案例申报表 第 1 版``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, cast

from kb.model import Corpus
from kb.publish.submission.form import Field, case_fields, source_fields
from kb.publish.submission.words import LOCATOR, PERSON, REQUIRED, ROAD, ROADS, SECTIONS

FORM_NAME: Final = "案例申报表"
FORM_VERSION: Final = 1
#: A version mark, however it was retyped.
VERSION_MARK: Final = re.compile(rf"{FORM_NAME} 第 ?([0-9]{{1,4}}) ?版")
MARK: Final = f"{FORM_NAME} 第 {FORM_VERSION} 版"
CASES: Final = "cases"
CASES_TITLE: Final = "案例"
MATERIALS: Final = "materials"
BODY: Final = "body."
#: What the first column of a sheet is called, and what it says of rows that are not answers.
NUMBER, OF_CASE = "序号", "哪个案例"
NOT_READ: Final = ("说明", "例")
#: The column that `kb import --dry-run` adds, which says what is wrong.
REMARKS: Final = "问题"
#: The third kind of form: a case of the library as it stands, every key in it.
EDITED: Final = "edited"
_EDITED_ROAD: Final = "编辑稿，照原样收"
#: What may be written of a road → which it is.
ROAD_VALUES: Final = (
    {said: key for key, (said, _) in ROADS.items()} | {key: key for key in ROADS} | {_EDITED_ROAD: EDITED}
)
CHOOSE: Final = "请选择"

#: Behind 更多 on the site: what every document may have, and few people need.
_BEHIND: Final = ("archived_url", "title_by_editor")

#: How people number questions (5. 五、 （五） ⑤), and what they mark them with.
NUMBERED: Final = re.compile(
    r"^[\s＊*★☆▲△※]*(?:[0-9０-９]{1,3}\s*[.、．:：)）]|[一二三四五六七八九十]{1,3}\s*[、.．]"
    r"|[(（]\s*[0-9０-９一二三四五六七八九十]{1,3}\s*[)）]|[①-⑳])\s*"
)
_MARKS: Final = re.compile(r"[(（]必填[)）]|[\s*＊★☆▲△※:：]")

#: The page offers a list to choose from.
_WRITTEN_REGION: Final = "写到哪一级都行，也可以写六位代码"

_EXAMPLES: Final = {
    "unit.name": "某县某镇中心小学",
    "unit.type": "中小学校",
    "region": "安徽省芜湖市",
    "title": "镇中心小学用一块屏幕，给两个教学点上音乐课",
    "summary": "镇里两个教学点没有音乐老师，课表上有课，开不起来。中心小学的老师每周三下午连线上课，"
    "教学点的老师在教室里照看。一学期上了 16 节，效果没有测过。",
    "practice.status": "仍在进行",
    "practice.since": "2024-09",
    "stage": "小学",
    f"{BODY}背景与问题": "两个教学点共有 31 名学生，没有一位音乐老师。",
    f"{BODY}做法": "每周三下午第一节，中心小学的音乐教室连上两个教学点，三个班一起上。教学点的老师发材料、管纪律。",
    f"{BODY}成效与证据": "一学期上了 16 节，停电停过 2 节。没有测过学得怎样。",
    "setting.pupils_from": "31",
    "cost.amount": "6800",
    "cost.note": "买一台电视和一个摄像头",
}
_MATERIAL_EXAMPLES: Final = {
    "title": "一块屏幕连起三个班",
    "type": "报纸文章",
    "author": "某县日报",
    "issued": "2025-03-12",
    "URL": "https://www.example.com/a.html",
    "locator": "第 2 段",
}


@dataclass(frozen=True)
class Question:
    """One thing that is asked; ``choices`` maps what is shown to what is written."""

    key: str
    title: str
    help: str = ""
    kind: str = "text"
    required: bool = False
    choices: dict[str, str] = field(default_factory=dict)
    example: str = ""
    length: str = ""

    @property
    def label(self) -> str:
        """Return the title, marked where it has to be answered."""
        return f"{self.title}（必填）" if self.required else self.title

    @property
    def hint(self) -> str:
        """Return what helps to answer."""
        many = "可以选几个" if self.kind == "choices" else ""
        return "；".join(filter(None, (self.help, self.length, many)))

    @property
    def placeholder(self) -> str:
        """Return what stands in grey beside an answer, or in its place."""
        if self.choices and self.kind == "choice":
            return f"{CHOOSE}（如“{self.example}”）" if self.example else CHOOSE
        return f"例：{self.example}" if self.example else ""


@dataclass(frozen=True)
class Table:
    """Rows of one kind."""

    key: str
    title: str
    help: str
    columns: tuple[Question, ...]
    #: Columns that the narrow page of Word has room for.
    narrow: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """Questions under one heading."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Form:
    """Everything that a form asks."""

    parts: tuple[Part, ...]
    tables: tuple[Table, ...]

    def questions(self) -> Iterator[Question]:
        """Yield the questions in the order of their numbers."""
        for part in self.parts:
            yield from part.questions


def contributors_form(corpus: Corpus) -> Form:
    """Return what the site asks of contributors, what has to be answered first."""
    asked = {question.key: question for question in _asked(corpus)}
    first = [
        _road(ROADS),
        *(question for question in asked.values() if question.required and not question.key.startswith(BODY)),
        *(question for question in asked.values() if question.required and question.key.startswith(BODY)),
        replace(asked["practice.status"], help="写自己单位的事，这一项必填"),
    ]
    person = Question("person", *PERSON)
    done = {question.key for question in first}
    rest = [question for question in asked.values() if question.key not in done]
    parts = (Part("一、要填的", tuple(first)), Part("二、可以不填的", (person, *rest)))
    return Form(parts, (materials_table(),))


def edited_road() -> Question:
    """Return the road of a case that goes out as it stands."""
    return _road({EDITED: (_EDITED_ROAD, "")})


def materials_table() -> Table:
    """Return the table of documents: what every document has, then what few need, then what some kinds have."""
    fields = sorted(source_fields(), key=lambda each: (each["key"] in _BEHIND or "types" in each, "types" in each))
    columns = [
        *(_question(each, each["key"], _MATERIAL_EXAMPLES) for each in fields),
        Question("source", "编号", "材料本库已经登记过才写，别的都不用填", example=""),
    ]
    locator = Question("locator", *LOCATOR, example=_MATERIAL_EXAMPLES["locator"])
    columns.insert(5, locator)
    main = tuple(question.key for question in columns[:6])
    return Table(
        MATERIALS,
        "材料",
        "选了“我手里有材料”才填，一份材料一行。"
        "正文里说到事实的句子，句号前写明出自哪一份、哪里，如〔材料1，第 2 段〕。",
        tuple(columns),
        (*main, "note"),
    )


def _road(roads: dict[str, tuple[str, str]]) -> Question:
    meaning = "；".join(f"“{said}”：{meaning.rstrip('。')}" for said, meaning in roads.values() if meaning)
    choices = {said: key for key, (said, _) in roads.items()}
    example = ROADS["self"][0] if "self" in roads else ""
    return Question("road", ROAD, meaning, "choice", required=True, choices=choices, example=example)


def _asked(corpus: Corpus) -> Iterator[Question]:
    for each in case_fields(corpus):
        for part in cast("list[Field]", each.get("fields", [each])):
            key = str(each["key"]) if part is each else f"{each['key']}.{part['key']}"
            question = _question(part, key, _EXAMPLES)
            yield replace(question, help=_WRITTEN_REGION) if question.kind == "region" else question
    for heading, label, words, otherwise in SECTIONS:
        key = BODY + heading
        yield Question(
            key, label, words, "body", required=not otherwise, example=_EXAMPLES.get(key, ""), length="可以写几段"
        )


def _question(asked: Field, key: object, examples: dict[str, str]) -> Question:
    choices = cast("list[tuple[str, str]]", asked.get("choices", []))
    length = f"{asked['min']} 至 {asked['max']} 字" if asked.get("max") else ""
    return Question(
        str(key),
        str(asked["title"]),
        str(asked["help"]),
        str(asked["kind"]),
        required=bool(asked["required"]) or key in REQUIRED,
        choices={label: value for value, label in choices},
        example=examples.get(str(key), ""),
        length=length,
    )


def version_in(mark: str) -> int | None:
    """Return the version that a mark names; None where it is no mark of ours."""
    found = VERSION_MARK.search(mark)
    return int(found[1]) if found else None


def plain_title(text: str) -> str:
    """Return what of a label tells questions apart: no number, no mark, no space."""
    return _MARKS.sub("", NUMBERED.sub("", text.split("\n")[0]))
