"""Check how a case is worded: copied summaries, private data, praise without a source, long quotations."""

import re
from collections.abc import Iterator

from kb.checks.citation_marks import body_of
from kb.checks.scope import Scope
from kb.checks.sentences import passages_of
from kb.content.case_reader import CaseFile
from kb.content.problems import problem
from kb.content.yaml_nodes import Entries, Items, Node, Position, Scalar, scalars
from kb.model import Problem

#: So many characters in a row are no coincidence.
COPIED_RUN = 30
_SUMMARY = 400
LONGEST_QUOTATION = 100
PRAISE_WORDS = re.compile(
    r"(?:全国|国内|世界|国际|亚洲|全省|全市|全球)(?:首创|首个|首家|首例|唯一|领先|一流|第一[^批届轮次]|最[^近初后终早晚])"
    r"|首创|最先进|规模最大|史无前例|独一无二|遥遥领先|首屈一指|填补[^，。；\n]{0,6}空白"
)
#: Advice and guesses, which in a summary only editors give; who else says it is named in the same sentence.
EDITORS_WORDS = re.compile(
    r"应该|应当|建议|值得|不妨|最好|最该|务必|切勿|千万|可以借鉴|想清楚|可见|看来|由此|也许|大概|多半|恐怕"
)
SAID_BY_SOMEBODY = re.compile(
    r"编者|(?:文件|报道|通报|文章|论文|综述|作者|研究者|学校|来源|自述|局|院长)[^，。；]{0,12}[说写称认建提]"
)
MOBILE_NUMBER = re.compile(r"(?<![\w./=-])(?:\+?86[- ]?)?1[3-9]\d(?P<gap>[- ]?)\d{4}(?P=gap)\d{4}(?![\w/-])", re.ASCII)
IDENTITY_NUMBER = re.compile(
    r"(?<!\w)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\w)", re.ASCII
)
PRIVATE_MAILBOX = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:(?:vip\.)?(?:qq|163|126|139|sina|sohu|gmail|hotmail|outlook|foxmail|icloud|live|aliyun)"
    r"\.com|yeah\.net|189\.cn|yahoo\.[a-z.]+)(?![\w-])",
    re.ASCII | re.IGNORECASE,
)
#: So many digits every one of the numbers above has; looking for these first saves most of the time.
_SEVEN_DIGITS = re.compile(r"[0-9][0-9]{2}[- ]?[0-9]{4}")
_PLAIN_DIGITS = str.maketrans("０１２３４５６７８９＠", "0123456789@")
_WIDE_DIGIT = re.compile("[０-９＠]")
QUOTATION = re.compile(rf"“[^“”\n]{{{LONGEST_QUOTATION + 1},}}”")
QUOTED_BLOCK = re.compile(r"(?:^[ ]{0,3}>[^\n]*(?:\n|$))+", re.MULTILINE)
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def check_summary(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find a summary that repeats a long run of the body."""
    for value in scalars(file.head, "summary"):
        # A longer one is another finding; every run of it would be looked for.
        text = value.text[:_SUMMARY]
        summary, body = (re.sub(r"〔[^〔〕\n]*〕|\s", "", part) for part in (text, file.body))
        for start in range(len(summary) - COPIED_RUN + 1):
            if (run := summary[start : start + COPIED_RUN]) in body:
                yield problem("KB508", file.shown, value.position, value=run[:12])
                return


def check_editors_words(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find advice and guesses in a summary that do not say that they are the editors'."""
    for value in scalars(file.head, "summary"):
        for sentence in re.findall(r"[^。；！？]+", re.sub(r"“[^”]*”", "", value.text[:_SUMMARY])):
            if (match := EDITORS_WORDS.search(sentence)) and not SAID_BY_SOMEBODY.search(sentence):
                yield problem("KB516", file.shown, value.position, value=match[0])


def check_privacy(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find personal telephone numbers, identity numbers and mailboxes anywhere in a case."""
    values = list(_texts(file.head))
    for value in values if _private_in("\n".join(value.text for value in values)) else ():
        for name in _private_in(value.text):
            yield problem("KB509", file.shown, value.position, value=name)
    # Addresses in code spans are read by people, too.
    for row, line in enumerate(file.body.split("\n")) if _private_in(file.body) else ():
        for name in _private_in(line):
            yield problem("KB509", file.shown, Position(file.body_line + row, 1), value=name)


def check_lists_for_privacy(scope: Scope) -> Iterator[Problem]:
    """Find the same in the bibliography, the vocabulary and the notice's data."""
    for listed in (scope.reading.sources, scope.reading.vocabulary, scope.reading.notice):
        for value in _texts(listed.root):
            for name in _private_in(value.text):
                yield problem("KB509", listed.shown, value.position, value=name)


def _private_in(text: str) -> list[str]:
    if _WIDE_DIGIT.search(text):
        text = text.translate(_PLAIN_DIGITS)
    found = []
    has_number = _SEVEN_DIGITS.search(text)
    if has_number and MOBILE_NUMBER.search(text):
        found.append("手机号")
    if has_number and any(_is_identity(match[0]) for match in IDENTITY_NUMBER.finditer(text)):
        found.append("身份证号")
    if "@" in text and PRIVATE_MAILBOX.search(text):
        found.append("私人邮箱")
    return found


def _is_identity(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], IDENTITY_WEIGHTS, strict=True))
    return number[17].upper() == "10X98765432"[total % 11]


def _texts(node: Node | None) -> Iterator[Scalar]:
    """Yield every value but plain amounts, which may look like anything."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, Entries):
        for key, value in node.entries:
            if key.text not in ("value", "amount", "fund", "URL", "archived_url", "DOI", "ISBN"):
                yield from _texts(value)


def check_praise(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find superlatives that no source stands behind."""
    body = body_of(file)
    for passage in passages_of(file):
        if not (passage.is_analysis or passage.has_source) and (match := PRAISE_WORDS.search(passage.text)):
            at = body.position(passage.offset + match.start())
            yield problem("KB510", file.shown, at, value=match[0])
    said = "".join(claim.text for claim in file.case.claims) if file.case else ""
    for key in ("title", "summary"):
        for value in scalars(file.head, key):
            match = PRAISE_WORDS.search(re.sub(r"“[^”]*”", "", value.text))
            if match and match[0] not in said:
                yield problem("KB510.head", file.shown, value.position, value=match[0])


def check_quotations(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find quotations longer than a reader needs."""
    body = body_of(file)
    found = [(match.start(), len(match[0]) - 2) for match in QUOTATION.finditer(body.text)]
    for match in QUOTED_BLOCK.finditer(body.text) if ">" in body.text else ():
        found.append((match.start(), len(re.sub(r"[>\s]", "", match[0]))))
    for offset, length in found:
        if length > LONGEST_QUOTATION:
            yield problem("KB511", file.shown, body.position(offset), count=length, most=LONGEST_QUOTATION)


CASE_CHECKS = (check_summary, check_editors_words, check_privacy, check_praise, check_quotations)
CHECKS = (check_lists_for_privacy,)
