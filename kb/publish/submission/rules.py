"""Give the submission page what the checks on evidence, wording and links go by, and their words for each finding."""

import re
from collections.abc import Callable

from kb.checks.rules.evidence import MEASURED_LEVEL
from kb.checks.rules.limits import BODY_LIMITS, DEEPEST, INDENT, LEAD, LEVEL, LINE_ACROSS, PARAGRAPH_LIMITS
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
from kb.checks.sentences import ANALYSIS, FOREIGN, ITEM, NO_AMOUNT, NUMBER, TENS
from kb.content.case_reader import CaseFile
from kb.model import Citation, Claim, Corpus

Template = dict[str, str]
Said = Callable[..., Template]

#: A mobile number that nobody has.
_NUMBER_OF_NOBODY = "13000000000"
_FUTURE = "2999-01-01"
_COPY = "甲乙丙丁戊己庚辛壬癸子丑" + "寅" * COPIED_RUN
_QUOTED = "引" * 7919
_LONG = "长" * (PARAGRAPH_LIMITS[r"[\s\S]"][1] + 1)
_MANY_LINES = "\n" * (BODY_LIMITS[r"\n"][1] + 1)


def rule_data(corpus: Corpus) -> dict[str, object]:
    """Return patterns, limits and the words of the vocabulary that carry a meaning for the rules."""
    effects = corpus.vocabulary.effects
    return {
        "patterns": {
            "foreign": _for_browsers(FOREIGN),
            "number": _for_browsers(NUMBER),
            "item": _for_browsers(ITEM),
            "praise": _for_browsers(PRAISE_WORDS),
            "mobile": _for_browsers(MOBILE_NUMBER),
            "identity": _for_browsers(IDENTITY_NUMBER),
            "mailbox": _for_browsers(PRIVATE_MAILBOX),
            "quotation": _for_browsers(QUOTATION),
            "block": _for_browsers(QUOTED_BLOCK),
        },
        "weights": IDENTITY_WEIGHTS,
        "tens": TENS,
        "noAmount": "".join(sorted(NO_AMOUNT)),
        "analysis": sorted(ANALYSIS),
        "copied": COPIED_RUN,
        "quoted": LONGEST_QUOTATION,
        "measuredLevel": MEASURED_LEVEL,
        "measured": [term.label for term in effects if term.id.startswith("measured-")],
        "notStated": [term.label for term in effects if term.id == "not-stated"],
        "ceilings": {term.label: term.level for term in corpus.vocabulary.source_tiers},
    }


def layout_data() -> dict[str, object]:
    """Return the limits of a body and how depth is counted."""
    return {
        "body": BODY_LIMITS,
        "paragraph": PARAGRAPH_LIMITS,
        "deepest": DEEPEST,
        "indent": INDENT,
        "lead": LEAD.pattern,
        "level": LEVEL.pattern,
        "lineAcross": LINE_ACROSS.pattern,
    }


def rule_messages(corpus: Corpus, said: Said, file: Callable[..., CaseFile], probe: str) -> dict[str, Template]:
    """Return what the rules say; ``said`` puts files to the checks, ``probe`` stands for what was written."""

    def in_body(code: str, text: str, value: str, **more: str) -> Template:
        return _swap(said(corpus, code, file(body=f"## 做法\n\n{text}\n")), value, **more)

    found = {
        "linkStart": in_body("KB407", f"[a](//{probe})", probe),
        "linkScheme": in_body("KB407", "[a](javascript:x)", "javascript"),
        "deadLink": in_body("KB408", f"[a]({probe})", probe),
        "emptyLink": in_body("KB408", "[a]()", probe),
        "number": in_body("KB501", "有 9175 所", "9175 所"),
        "praise": in_body("KB510", "这是史无前例的。", "史无前例"),
        "quotation": in_body("KB511", f"“{_QUOTED}”", probe, count=f" {len(_QUOTED)} "),
        "private": in_body("KB509", _NUMBER_OF_NOBODY, "手机号"),
        "longParagraph": _swap(said(corpus, "KB412", file(body=_LONG)), "3001 字，最多 3000 字"),
        "longBody": _swap(said(corpus, "KB412", file(body=_MANY_LINES)), "1001 次换行，最多 1000 次换行"),
        "deep": in_body("KB413", "> " * 7919 + "a", probe, count=" 7919 "),
        "headPraise": _swap(said(corpus, "KB510", file({"title": "史无前例"})), "史无前例"),
        "copied": _swap(said(corpus, "KB508", file({"summary": _COPY}, body=_COPY)), _COPY[:12]),
        "accessed": _swap(said(corpus, "KB505", accessed=_FUTURE), _FUTURE),
    }
    return found | (_of_whole_cases(corpus, said, file) if corpus.cases else {})


def _of_whole_cases(corpus: Corpus, said: Said, file: Callable[..., CaseFile]) -> dict[str, Template]:
    """What looks at a whole case is tried on a real one."""
    found = {}
    model = corpus.cases[0]
    levels = {term.label: term.level for term in corpus.vocabulary.source_tiers}
    weak = next((s for s in corpus.sources.values() if (level := levels.get(s.tier)) is not None and level < 5), None)
    if weak:
        case = model.model_copy(update={"evidence": 5, "sources": (Citation(source=weak.id),)})
        template = said(corpus, "KB503", file(case=case))
        message = template["message"].replace("写了 5", "写了 {value}").replace(f" {levels[weak.tier]}", " {count}")
        found["level"] = template | {"message": message}
    for term in corpus.vocabulary.effects:
        if term.id.startswith("measured-"):
            case = model.model_copy(update={"effect": term.label, "evidence": 1})
            template = _swap(said(corpus, "KB506", file(case=case)), term.label)
            message = template["message"].replace("却是 1", "却是 {count}")
            found["measured"] = template | {"message": message}
        elif term.id != "not-stated":
            none: tuple[Claim, ...] = ()
            case = model.model_copy(update={"effect": term.label, "claims": none})
            found["effect"] = _swap(said(corpus, "KB507", file(case=case)), term.label)
    return found


def _swap(template: Template, value: str, *, count: str | None = None) -> Template:
    message = template["message"].replace(value, "{value}")
    return template | {"message": message.replace(count, " {count} ") if count else message}


def _for_browsers(pattern: re.Pattern[str]) -> str:
    """Return the pattern in JavaScript's writing, to be read with its flags ``u`` and ``m``."""
    text = pattern.pattern.replace(r"[^\W\d_]", r"\p{L}")
    if not pattern.flags & re.ASCII:
        text = text.replace(r"\d", r"\p{Nd}")
    text = re.sub(r"\(\?P=(\w+)\)", r"\\k<\1>", text)
    return text.replace("(?P<", "(?<")
