"""Write the form as a Word file: questions beside their answers, choices as lists to choose from, examples in grey."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import count

import docx
from docx.oxml import parse_xml
from jinja2 import Environment, StrictUndefined

from kb.publish.exports.office.package import saved, xml_text
from kb.publish.forms.layout import CHOOSE, MARK, Form, Question, Table

Answers = Mapping[str, str]


def word_form(form: Form, answers: Answers | None = None, rows: Mapping[str, Sequence[Answers]] | None = None) -> bytes:
    """Return the form, empty or filled in with these answers and rows of tables."""
    folder = files("kb.publish.forms")
    with (folder / "template.docx").open("rb") as template:
        document = docx.Document(template)
    document.core_properties.title = document.core_properties.subject = MARK
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    body = environment.from_string((folder / "word_form.xml").read_text("utf-8")).render(
        form=form,
        answers=_clean(answers or {}),
        tables=list(_tables(form, answers or {}, rows or {})),
        mark=MARK,
        choose=CHOOSE,
        next_number=count(1).__next__,
        next_id=count(1000).__next__,
    )
    for element in list(parse_xml(body.strip())):
        document.element.body.insert_element_before(element, "w:sectPr")
    return saved(document)


def _tables(
    form: Form, answers: Answers, rows: Mapping[str, Sequence[Answers]]
) -> Iterator[tuple[Table, list[Question], list[Answers]]]:
    """Yield the tables with the columns that there is room for, all of them in an empty form, and their rows."""
    for table in form.tables:
        own = rows.get(table.key, ())
        if own or not answers:
            used = {key for row in own for key in row} or set(table.narrow)
            columns = [column for column in table.columns if column.key in used] or list(table.columns)
            yield table, columns, [_clean(row) for row in own]


def _clean(answers: Answers) -> Answers:
    return {key: xml_text(text) for key, text in answers.items()}
