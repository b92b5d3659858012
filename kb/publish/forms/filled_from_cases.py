"""Fill in the form from cases of the library, so that they go out to people and come in again."""

from collections.abc import Sequence

from kb.model import Case, Corpus
from kb.publish.forms.edited import answers_of, edited_form, rows_of


def word_of_case(case: Case, corpus: Corpus) -> bytes:
    """Return one case as a filled-in Word form."""
    from kb.publish.forms.word_form import word_form  # here, because a library is needed for one kind only

    return word_form(edited_form(corpus), answers_of(case), rows_of(case))


def excel_of_cases(cases: Sequence[Case], corpus: Corpus) -> bytes:
    """Return cases as a filled-in Excel form, one a row."""
    from kb.publish.forms.excel_form import excel_form

    rows: dict[str, list[dict[str, str]]] = {}
    for number, case in enumerate(cases, 1):
        for table, listed in rows_of(case).items():
            rows.setdefault(table, []).extend({"case": str(number), **row} for row in listed)
    return excel_form(edited_form(corpus), [answers_of(case) for case in cases], rows)
