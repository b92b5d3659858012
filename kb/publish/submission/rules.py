"""Give the submission page the patterns, limits and sentences of the checks that it makes itself."""

import re

from kb.checks import citation_marks, link_targets, sentences
from kb.checks.rules import body, evidence, limits, links, style
from kb.content.messages import FORM_MESSAGES, rule_of
from kb.content.validation_messages import COUNT_FORM, FORMS, NUMBER_FORM
from kb.model import BODY_SECTIONS, CITING_FIELDS
from kb.model.base import DATE_FORM, NO_SUCH_DAY, NO_WEB_ADDRESS, ONE_ADDRESS, WEB_FORM


def rule_data() -> dict[str, object]:
    """Return patterns, limits and words of the rules."""
    return {
        "patterns": {
            "foreign": for_browsers(sentences.FOREIGN),
            "number": for_browsers(sentences.NUMBER),
            "item": for_browsers(sentences.ITEM),
            "praise": for_browsers(style.PRAISE_WORDS),
            "mobile": for_browsers(style.MOBILE_NUMBER),
            "identity": for_browsers(style.IDENTITY_NUMBER),
            "mailbox": for_browsers(style.PRIVATE_MAILBOX),
            "quotation": for_browsers(style.QUOTATION),
            "block": for_browsers(style.QUOTED_BLOCK),
            "mark": for_browsers(sentences.MARK),
            "anyMark": for_browsers(citation_marks.ANY_MARK),
            "inside": f"^(?:{for_browsers(citation_marks.INSIDE)})$",
            "nearly": for_browsers(citation_marks.NEARLY),
            "underlined": for_browsers(body.UNDERLINED),
            "noHeading": for_browsers(body.NO_HEADING),
            "footnote": for_browsers(links.FOOTNOTE),
            "definition": for_browsers(link_targets.DEFINITION),
        },
        "citing": CITING_FIELDS,
        "weights": style.IDENTITY_WEIGHTS,
        "tens": sentences.TENS,
        "noAmount": "".join(sorted(sentences.NO_AMOUNT)),
        "measures": sorted(sentences.MEASURES),
        "years": [sentences.EARLIEST, sentences.LATEST],
        "analysis": sorted(sentences.ANALYSIS),
        "copied": style.COPIED_RUN,
        "quoted": style.LONGEST_QUOTATION,
        "ahead": evidence.PRINTED_AHEAD,
        "headings": BODY_SECTIONS,
    }


def layout_data() -> dict[str, object]:
    """Return the limits of a body."""
    return {"body": limits.BODY_LIMITS, "paragraph": limits.PARAGRAPH_LIMITS, "deepest": limits.DEEPEST}


def form_messages() -> dict[str, dict[str, str]]:
    """Return the sentences of the checks that the page makes itself, each with the weight of its rule."""
    return {key: {"severity": rule_of(key).severity, "message": words} for key, words in FORM_MESSAGES.items()}


def form_words() -> dict[str, str]:
    """Return how a value of each kind is written, and what is said of one that looks so and is none."""
    return {
        "date": FORMS[DATE_FORM],
        "address": FORMS[WEB_FORM],
        "number": NUMBER_FORM,
        "count": COUNT_FORM,
        "day": NO_SUCH_DAY,
        "oneAddress": ONE_ADDRESS,
    }


#: How a value of a kind looks; ``noAddress`` is what an address does not hold.
FORM_PATTERNS = {
    "date": DATE_FORM,
    "address": WEB_FORM,
    "noAddress": NO_WEB_ADDRESS,
}


def for_browsers(pattern: re.Pattern[str]) -> str:
    """Return the pattern in JavaScript's writing, to be read with its flags ``u`` and ``m``."""
    text = pattern.pattern.replace(r"[^\W\d_]", r"\p{L}")
    if not pattern.flags & re.ASCII:
        text = text.replace(r"\d", r"\p{Nd}")
    text = text.replace("*+", "*")
    text = re.sub(r"\(\?P=(\w+)\)", r"\\k<\1>", text)
    return text.replace("(?P<", "(?<")
