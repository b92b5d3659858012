"""Read a filled-in Word form: the titles of its questions say what stands beside them."""

import io
from collections.abc import Iterable, Iterator, Sequence

import docx
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from kb.publish.forms.file_kinds import LIMITS
from kb.publish.forms.filled_form import (
    Answer,
    FilledForm,
    ReadFile,
    Row,
    Titles,
    clean,
    is_unanswered,
    refuse_later_version,
    without_hints,
)
from kb.publish.forms.layout import Form, Question, plain_title
from kb.publish.forms.messages import say, unreadable
from kb.publish.forms.vetting import vet
from kb.publish.forms.word_text import WordText, content_of, lists_of

#: So much is said of a title that is no question's.
_LONGEST_TITLE = 30


def read_word(data: bytes, name: str, form: Form) -> ReadFile:
    """Return the one case that the file holds."""
    package = vet(data, ".docx")
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        parts = (part for part in document.part.package.iter_parts() if isinstance(part, XmlPart))
        numbering = next((part.element for part in parts if part.partname.endswith("/numbering.xml")), None)
    except Exception as error:  # what a library raises on a file that is damaged within is anybody's guess
        raise unreadable("damaged.inside", program="Word", kind=".docx") from error
    refuse_later_version("".join(_text_of(paragraph) for paragraph in body.iterchildren(qn("w:p"), qn("w:sdt"))))
    reader = _Reader(form, WordText(lists_of(numbering)))
    for table in body.iter(qn("w:tbl")):
        if not any(above.tag == qn("w:tc") for above in table.iterancestors()):
            reader.read(table)
    if len(reader.answers) < LIMITS.least:
        raise unreadable("form.word")
    rows = {key: tuple(rows) for key, rows in reader.rows.items()}
    left_out = (*package.left_out, *reader.left_out)
    return ReadFile(name, (FilledForm(name, "", reader.answers, rows),), left_out)


class _Reader:
    """Reads one table after another."""

    def __init__(self, form: Form, text: WordText) -> None:
        self._titles = Titles(form)
        self._text = text
        self._numbers = {question.key: number for number, question in enumerate(form.questions(), 1)}
        self._names = {table.key: table.title for table in form.tables}
        self.answers: dict[str, Answer] = {}
        self.rows: dict[str, list[Row]] = {}
        self.left_out: list[str] = []
        self._last = ""

    def read(self, table: Element) -> None:
        """Read the rows of a table, of questions or of a table of the form."""
        rows = [list(_within(row, "w:tc")) for row in _within(table, "w:tr")]
        for place, cells in enumerate(rows):
            if framed := self._form_within(cells):
                for each in framed:
                    self.read(each)
                continue
            if columns := self._columns(cells):
                self._read_rows(columns, rows[place + 1 :])
                return
            self._read_question(cells)

    def _read_question(self, cells: Sequence[Element]) -> None:
        texts = [clean(self._text.of(cell)) for cell in cells]
        for place, text in enumerate(texts):
            if asked := self._titles.asked_in(text):
                question, rest = asked
                behind = "\n".join(texts[place + 1 :])
                self._note(question, behind if place + 1 < len(texts) else without_hints(rest, question), cells[-1])
                return
        *heads, more = (text.strip() for text in texts or [""])
        if more and any(heads):
            title = next(filter(None, heads)).split("\n")[0][:_LONGEST_TITLE]
            self.left_out.append(say("left.question", title=title))
        elif self._last and more:
            # A cell that WPS merged with the one above: its words go on with the answer there.
            answer = self.answers[self._last]
            self.answers[self._last] = Answer(f"{answer.text}\n{more}".strip("\n"), answer.place)

    def _form_within(self, cells: Sequence[Element]) -> Sequence[Element]:
        """Return the tables of a row that does nothing but hold them; somebody put a frame around the form."""
        if len(cells) != 1:
            return ()
        own = "".join(self._text.of(paragraph) for paragraph in cells[0].iterchildren(qn("w:p")))
        return () if own.strip() else list(cells[0].iterchildren(qn("w:tbl")))

    def _note(self, question: Question, text: str, cell: Element) -> None:
        text = text.rstrip()
        place = say("place.question", number=self._numbers[question.key])
        if question.key in self.answers and self.answers[question.key].text:
            self.left_out.append(say("left.twice", place=place))
            return
        self.answers[question.key] = Answer("" if is_unanswered(text, question) else text, place)
        self._last = question.key
        if next(cell.iter(qn("w:tbl")), None) is not None:
            self.left_out.append(say("left.table", place=place))

    def _columns(self, cells: Sequence[Element]) -> tuple[str, list[Question | None]] | None:
        """Return the table whose head this row is, and its columns."""
        heads = [self._text.of(cell) for cell in cells]
        name = self._titles.table_with(heads)
        if name is None:
            return None
        by_title = self._titles.tables[name]
        return name, [by_title.get(plain_title(head)) for head in heads]

    def _read_rows(self, columns: tuple[str, list[Question | None]], rows: Sequence[Sequence[Element]]) -> None:
        name, questions = columns
        read = self.rows.setdefault(name, [])
        for cells in rows:
            place = say("place.table", table=self._names[name], number=len(read) + 1)
            answers = {}
            for question, cell in zip(questions, cells, strict=False):
                if question is not None:
                    text = clean(self._text.of(cell)).strip()
                    text = "" if is_unanswered(text, question) else text
                    answers[question.key] = Answer(text, f"{place}“{question.title}”")
            if any(answer.text for answer in answers.values()):
                read.append(Row(answers, place))


def _within(element: Iterable[Element], tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row; a control may stand around one."""
    for child in element:
        if child.tag == qn(tag):
            if child.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:  # a row that was deleted, on record
                yield child
        elif child.tag == qn("w:sdt"):
            yield from _within(content_of(child), tag)


def _text_of(element: Element) -> str:
    return "".join(str(text.text or "") for text in element.iter(qn("w:t")))
