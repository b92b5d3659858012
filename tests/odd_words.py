"""Word forms as people and programs leave them: tried once, each with a word of what is made of it."""

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell

from tests.office_forms import SELF, empty_form, filled_word, saved
from tests.office_packages import in_encoding, packed_as

W = nsdecls("w")
DOCUMENT = "word/document.xml"
TITLE, PROBLEM = (
    next(number for number, question in enumerate(empty_form().questions(), 1) if question.key == key)
    for key in ("title", "problem")
)


def word(change: Callable[[Document], object]) -> bytes:
    document = docx.Document(io.BytesIO(filled_word(SELF)))
    change(document)
    return saved(document)


def cells(document: Document, number: int) -> tuple[_Cell, _Cell]:
    row = document.tables[0].rows if number <= len(document.tables[0].rows) else document.tables[1].rows
    place = number if number <= len(document.tables[0].rows) else number - len(document.tables[0].rows)
    return row[place - 1].cells[0], row[place - 1].cells[1]


def answer(number: int, *runs: str) -> Callable[[Document], object]:
    """Return a change that writes raw runs in the place of an answer."""

    def change(document: Document) -> None:
        paragraph = cells(document, number)[1].paragraphs[0]._p
        for child in list(paragraph):
            paragraph.remove(child)
        for run in runs:
            paragraph.append(parse_xml(run))

    return change


def asked(words: str) -> Callable[[Document], object]:
    """Return a change of what the title is called."""

    def change(document: Document) -> None:
        cells(document, TITLE)[0].paragraphs[0].runs[0].text = words

    return change


def run(words: str) -> str:
    return f"<w:r {W}><w:t xml:space='preserve'>{words}</w:t></w:r>"


def delete_row(document: Document) -> None:
    row = document.tables[0].rows[TITLE - 1]._tr
    row.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="9" w:author="a"/>'))


def frame(document: Document) -> None:
    form = document.tables[0]._tbl
    grid = '<w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'
    outer = parse_xml(f"<w:tbl {W}><w:tblPr/>{grid}<w:tr><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl>")
    form.addprevious(outer)
    next(outer.iter(qn("w:tc"))).insert(1, form)


def merge_across(document: Document) -> None:
    asked_in, answered = cells(document, TITLE)
    asked_in.merge(answered)


def split_in_two(document: Document) -> None:
    first = document.tables[0]._tbl
    second = deepcopy(first)
    for row in second.tr_lst[:4]:
        second.remove(row)
    for row in first.tr_lst[4:]:
        first.remove(row)
    first.addnext(second)
    first.addnext(parse_xml(f"<w:p {W}/>"))


def add_opinion(document: Document) -> None:
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "学校意见", "同意（盖章）", "教育局意见"


def boxes(words: str) -> bytes:
    return word(answer(PROBLEM, run(words)))


#: What it is, how it is called, what it is made of, a part of what is read (``key=answer``), left out or refused.
ODD_WORDS: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("a row deleted on record", "a.docx", lambda: word(delete_row), "region=安徽省芜湖市\nsummary="),
    (
        "pinyin above words",
        "a.docx",
        lambda: word(
            answer(
                TITLE, f"<w:r {W}><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>"
            )
        ),
        "title=拼\n",
    ),
    ("a frame around the form", "a.docx", lambda: word(frame), f"title={SELF['title']}"),
    ("question and answer merged", "a.docx", lambda: word(merge_across), f"title={SELF['title']}\n"),
    ("a table in two parts", "a.docx", lambda: word(split_in_two), f"title={SELF['title']}"),
    (
        "a question called otherwise",
        "a.docx",
        lambda: word(asked("5. 案例标题")),
        "表里的“5. 案例标题”不是申报表的题目",
    ),
    ("a question that is not of the form", "a.docx", lambda: word(add_opinion), "表里的“学校意见”不是申报表的题目"),
    *(
        (f"numbered {words}", "a.docx", lambda words=words: word(asked(words)), f"title={SELF['title']}\n")
        for words in ("（五）标题（必填）", "五、标题", "⑤ 标题*", "＊标题", "5）标题(必填)")
    ),
    ("typed boxes", "a.docx", lambda: boxes("（√）教学点开不齐课 （ ）优质师资和资源不足"), "problem:教学点开不齐课\n"),
    (
        "typed boxes of another kind",
        "a.docx",
        lambda: boxes("[x]教学点开不齐课 [ ]优质师资和资源不足"),
        "problem:教学点开不齐课\n",
    ),
    ("boxes behind labels", "a.docx", lambda: boxes("教学点开不齐课☑ 优质师资和资源不足□"), "problem:教学点开不齐课\n"),
    ("a document in GB 2312", "a.docx", lambda: in_encoding(filled_word(SELF), DOCUMENT, "GB2312", "gb18030"), "坏了"),
    ("a part packed by LZMA", "a.docx", lambda: packed_as(filled_word(SELF), zipfile.ZIP_LZMA), "坏了"),
    ("a file Word left open", "~$a.docx", lambda: b"\x05user" + bytes(160), "不是 Word 文件"),
    ("capitals at the end of the name", "A.DOCX", lambda: filled_word(SELF), "title=镇"),
]
