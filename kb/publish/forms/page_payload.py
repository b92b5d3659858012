"""Tell the submission page how to read a filled-in form: its questions, patterns, limits, and all that is said of it.

kb/web/forms reads files as the modules beside this one do; a browser test holds the two together.
"""

from collections.abc import Iterable
from typing import Final

from kb.content.regions import BETWEEN_PLACES, KIND_OF_PLACE
from kb.content.vocabulary_fields import CONTROLLED, Labels
from kb.model import Corpus
from kb.publish.core.asset_urls import url_with_digest
from kb.publish.core.script import to_script
from kb.publish.forms import answers, file_kinds, layout
from kb.publish.forms.messages import MESSAGES
from kb.publish.submission.rules import for_browsers

NAME: Final = "kb/form_questions.js"
#: A phone has less room than the computer of an editor.
_UNPACKED: Final = 32 << 20


def payload_script(corpus: Corpus) -> str:
    """Return the script that hands the form to the page."""
    return to_script("kbForm", "form", page_payload(corpus))


def payload_address(corpus: Corpus) -> str:
    """Return the script's address, which changes with it."""
    return url_with_digest(NAME, payload_script(corpus).encode("utf-8"))


def page_payload(corpus: Corpus) -> dict[str, object]:
    """Return all that the page has to know."""
    form = layout.contributors_form(corpus)
    labels = Labels(corpus.vocabulary)
    return {
        "version": layout.FORM_VERSION,
        "questions": _questions(form.questions()),
        "tables": [
            {"key": table.key, "title": table.title, "columns": _questions(table.columns)} for table in form.tables
        ],
        "roads": layout.ROAD_VALUES,
        "labels": {".".join(path): labels.meant_by(family) for path, family in CONTROLLED.items()},
        "messages": MESSAGES,
        "patterns": {
            "version": for_browsers(layout.VERSION_MARK),
            "box": for_browsers(answers.BOX),
            "typedBox": for_browsers(answers.TYPED_BOX),
            "between": for_browsers(answers.BETWEEN),
            "midnight": for_browsers(answers.MIDNIGHT),
            "date": f"^(?:{for_browsers(answers.DATE)})$",
            "amount": f"^(?:{for_browsers(answers.AMOUNT)})$",
            "kindOfPlace": for_browsers(KIND_OF_PLACE),
            "betweenPlaces": for_browsers(BETWEEN_PLACES),
        },
        "sheets": [layout.CASES_TITLE, *(table.title for table in form.tables)],
        "notRead": layout.NOT_READ,
        "remarks": layout.REMARKS,
        "nothing": sorted(answers.NOTHING),
        "choose": layout.CHOOSE,
        "ticked": answers.TICKED,
        "boxes": [[font, code, box] for (font, code), box in file_kinds.BOXES.items()],
        "fetched": file_kinds.FETCHED,
        "kinds": file_kinds.KINDS,
        "names": file_kinds.NAMES,
        "macros": file_kinds.MACROS,
        "old": file_kinds.OLD,
        "xmlEndings": file_kinds.XML_ENDINGS,
        "errors": sorted(file_kinds.ERRORS),
        "limits": file_kinds.LIMITS._replace(unpacked=_UNPACKED)._asdict(),
    }


def _questions(questions: Iterable[layout.Question]) -> list[dict[str, object]]:
    names = ("key", "title", "kind", "choices", "placeholder", "hint")
    return [{name: getattr(question, name) for name in names} for question in questions]
