"""Write the form as a Word file: questions beside their answers, choices as lists to choose from, examples in grey."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import count
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document
from docx.oxml import parse_xml

from kb.publish.exports.office.package import saved, xml_text
from kb.publish.forms.layout import CHOOSE, MARK, Form, Question, Table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_SPACES = f'xmlns:w="{_W}" xmlns:w14="{_W14}"'
#: Widths of the two columns, and of the page between its margins, in twentieths of a point.
_ASKED, _ANSWER = 2900, 6500
_GREY = "7F7F7F"
#: WPS and LibreOffice lose the style of a control's words, not their colour.
_PLACEHOLDER = f'<w:rStyle w:val="PlaceholderText"/><w:color w:val="{_GREY}"/>'
#: Lines for documents in an empty form.
_EMPTY_ROWS = 4

_INTRO = (
    "右边一栏填写，灰字是说明和例子。能选的点一下就选；几个都对的，方框里打勾。",
    "不知道的空着，或者写“未知”。图片、附件不用放进来。填完照样存成 .docx，发给编辑。",
)

Answers = Mapping[str, str]


def word_form(form: Form, answers: Answers | None = None, rows: Mapping[str, Sequence[Answers]] | None = None) -> bytes:
    """Return the form, empty or filled in with these answers and rows of tables."""
    with (files("kb.publish.forms") / "template.docx").open("rb") as template:
        document = docx.Document(template)
    document.core_properties.title = document.core_properties.subject = MARK
    writer = _Writer(document, answers or {}, rows or {})
    writer.begin()
    for part in form.parts:
        writer.questions(part.title, part.questions)
    for table in form.tables:
        if not answers or (rows or {}).get(table.key):
            writer.table(table)
    document.add_paragraph()
    return saved(document)


class _Writer:
    """Adds one part of the form after another, and numbers the questions."""

    def __init__(self, document: Document, answers: Answers, rows: Mapping[str, Sequence[Answers]]) -> None:
        self._document = document
        self._answers = answers
        self._rows = rows
        self._numbers = count(1)
        self._ids = count(1000)

    def begin(self) -> None:
        self._document.add_heading("案例申报表", level=0)
        for words in _INTRO:
            self._document.add_paragraph(words)
        self._append(f"<w:p {_SPACES}>{_run(MARK, _colour(_GREY))}</w:p>")

    def questions(self, title: str, questions: Sequence[Question]) -> None:
        self._document.add_heading(title, level=1)
        lines = []
        for question in questions:
            asked = _cell(_ASKED, _asked(question, next(self._numbers)), shade=True)
            said = self._answers.get(question.key, "")
            answer = _cell(_ANSWER, self._answer(question, said))
            whole = "" if question.kind == "body" and said else "<w:trPr><w:cantSplit/></w:trPr>"
            lines.append(f"<w:tr>{whole}{asked}{answer}</w:tr>")
        self._append(_grid((_ASKED, _ANSWER), "".join(lines)))

    def table(self, table: Table) -> None:
        self._document.add_heading(table.title, level=1)
        self._document.add_paragraph(table.help)
        rows = self._rows.get(table.key, ())
        used = {key for row in rows for key in row} or set(table.narrow)
        columns = [column for column in table.columns if column.key in used] or list(table.columns)
        width = (_ASKED + _ANSWER) // len(columns)
        head = "".join(_cell(width, _head(column), shade=True) for column in columns)
        lines = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
        empty: list[Answers] = [{}] * (0 if rows else _EMPTY_ROWS)
        for place, row in enumerate([*rows, *empty]):
            cells = [self._answer(column, row.get(column.key, "")) for column in columns]
            if not rows and not place:
                cells = [self._example(column) for column in columns]
            lines.append(f"<w:tr>{''.join(_cell(width, cell) for cell in cells)}</w:tr>")
        self._append(_grid((width,) * len(columns), "".join(lines)))

    def _example(self, column: Question) -> str:
        if column.choices:
            return self._answer(column, "")
        return f"<w:p>{_run(column.placeholder, _colour(_GREY))}</w:p>"

    def _answer(self, question: Question, answer: str) -> str:
        if question.kind == "choices" and question.choices:
            return self._boxes(question, answer.split("\n"))
        if question.choices and (not answer or answer in question.choices):
            items = "".join(_item(label, label) for label in question.choices)
            form = f"<w:dropDownList>{_item(CHOOSE, '')}{items}</w:dropDownList>"
            said = _run(answer) if answer else _run(question.placeholder, _PLACEHOLDER)
            return f"<w:p>{self._control(question, form, said, empty=not answer)}</w:p>"
        return "".join(f"<w:p>{_run(line)}</w:p>" if line else "<w:p/>" for line in answer.split("\n"))

    def _boxes(self, question: Question, chosen: Sequence[str]) -> str:
        words = []
        for label in dict.fromkeys((*question.choices, *filter(None, chosen))):
            form = (
                f'<w14:checkbox><w14:checked w14:val="{int(label in chosen)}"/>'
                '<w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/>'
                '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox>'
            )
            box = self._control(question, form, _run("☑" if label in chosen else "☐"), empty=False)
            words.append(box + _run(f"\u00a0{label}　"))
        return f"<w:p>{''.join(words)}</w:p>"

    def _control(self, question: Question, form: str, content: str, *, empty: bool) -> str:
        shown = "<w:showingPlcHdr/>" * empty
        return (
            f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(question.title[:60])}/>"
            f'<w:id w:val="{next(self._ids)}"/>{shown}{form}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
        )

    def _append(self, xml: str) -> None:
        self._document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def _asked(question: Question, number: int) -> str:
    example = "" if question.choices else question.placeholder
    said = (f"<w:p>{_run(words, _colour(_GREY) + _size(9))}</w:p>" for words in (question.hint, example) if words)
    return f"<w:p>{_run(f'{number}. {question.label}')}</w:p>{''.join(said)}"


def _head(column: Question) -> str:
    hint = f"<w:p>{_run(column.help, _colour(_GREY) + _size(8))}</w:p>" if column.help else ""
    return f"<w:p>{_run(column.title)}</w:p>{hint}"


def _grid(widths: Sequence[int], rows: str) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = "".join(f'<w:{side} w:w="90" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl {_SPACES}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _cell(width: int, content: str, *, shade: bool = False) -> str:
    fill = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' * shade
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{content}</w:tc>'


def _run(text: str, properties: str = "") -> str:
    made = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{made}<w:t xml:space="preserve">{escape(xml_text(text))}</w:t></w:r>'


def _item(shown: str, value: str) -> str:
    return f"<w:listItem w:displayText={quoteattr(shown)} w:value={quoteattr(value)}/>"


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def _size(points: int) -> str:
    return f'<w:sz w:val="{points * 2}"/>'
