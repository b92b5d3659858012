"""Give the submission page the patterns, limits and sentences of the checks that it makes itself."""

import re

from kb.checks.citation_marks import ANY_MARK, INSIDE, NEARLY
from kb.checks.link_targets import DEFINITION
from kb.checks.rules.body import NO_HEADING, UNDERLINED
from kb.checks.rules.evidence import PRINTED_AHEAD
from kb.checks.rules.limits import BODY_LIMITS, DEEPEST, PARAGRAPH_LIMITS
from kb.checks.rules.links import FOOTNOTE
from kb.checks.rules.style import (
    COPIED_RUN,
    IDENTITY_NUMBER,
    IDENTITY_WEIGHTS,
    LONGEST_QUOTATION,
    MOBILE_NUMBER,
    PRAISE_WORDS,
    PRIVATE_MAILBOX,
    QUOTATION,
    QUOTED_BLOCK,
)
from kb.checks.sentences import (
    ANALYSIS,
    EARLIEST,
    FOREIGN,
    ITEM,
    LATEST,
    MARK,
    MEASURES,
    NO_AMOUNT,
    NUMBER,
    TENS,
)
from kb.content.messages import FORM_MESSAGES, rule_of
from kb.content.validation_messages import COUNT_FORM, FORMS, NUMBER_FORM
from kb.model import BODY_SECTIONS, CITING_FIELDS
from kb.model.base import (
    DATE_FORM,
    NO_SUCH_DAY,
    NO_WEB_ADDRESS,
    ONE_ADDRESS,
    WEB_FORM,
)


def rule_data() -> dict[str, object]:
    """Return patterns, limits and words of the rules."""
    return {
        "patterns": {
            "foreign": for_browsers(FOREIGN),
            "number": for_browsers(NUMBER),
            "item": for_browsers(ITEM),
            "praise": for_browsers(PRAISE_WORDS),
            "mobile": for_browsers(MOBILE_NUMBER),
            "identity": for_browsers(IDENTITY_NUMBER),
            "mailbox": for_browsers(PRIVATE_MAILBOX),
            "quotation": for_browsers(QUOTATION),
            "block": for_browsers(QUOTED_BLOCK),
            "mark": for_browsers(MARK),
            "anyMark": for_browsers(ANY_MARK),
            "inside": f"^(?:{for_browsers(INSIDE)})$",
            "nearly": for_browsers(NEARLY),
            "underlined": for_browsers(UNDERLINED),
            "noHeading": for_browsers(NO_HEADING),
            "footnote": for_browsers(FOOTNOTE),
            "definition": for_browsers(DEFINITION),
        },
        "citing": CITING_FIELDS,
        "weights": IDENTITY_WEIGHTS,
        "tens": TENS,
        "noAmount": "".join(sorted(NO_AMOUNT)),
        "measures": sorted(MEASURES),
        "years": [EARLIEST, LATEST],
        "analysis": sorted(ANALYSIS),
        "copied": COPIED_RUN,
        "quoted": LONGEST_QUOTATION,
        "ahead": PRINTED_AHEAD,
        "headings": BODY_SECTIONS,
    }


def layout_data() -> dict[str, object]:
    """Return the limits of a body."""
    return {"body": BODY_LIMITS, "paragraph": PARAGRAPH_LIMITS, "deepest": DEEPEST}


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
