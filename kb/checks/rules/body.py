"""Check the body: its sections, and the form of its citation marks."""

import re
from collections.abc import Iterator

from kb.checks.citation_marks import body_of, citations_in
from kb.checks.scope import Check, Scope
from kb.content.body import headings
from kb.content.case_reader import CaseFile
from kb.content.markdown_blocks import heading_of
from kb.content.problems import problem
from kb.content.validation_messages import nearest
from kb.content.yaml_nodes import Position
from kb.model import BODY_SECTIONS, Problem

#: A line of text, and one below it that makes it a heading.
UNDERLINED = re.compile(
    r"^(?![ ]{0,3}(?:#{1,6}[ \t]|>|(?:[-*+]|\d{1,9}[.)])[ ]))(?=[^\n]*\S)[^\n]*\n"
    r"(?P<line>[ ]{0,3}(?:=+|-+)[ ]*)$",
    re.MULTILINE,
)
#: What is meant as a heading, but begins with a space, has none behind its hashes, or has wide ones.
NO_HEADING = re.compile(r"^[ ]{0,3}(?P<marks>[#＃]{1,6})[ \t\u3000]*(?P<title>[^#＃\s][^\n]*)$", re.MULTILINE)


def check_sections(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find sections that are missing, out of order, empty or not among the five."""
    if file.head is None and not file.body:
        return
    found = headings(file.body, file.body_line)
    present: dict[str, int] = {}
    meant: set[str] = set()
    for level, text, line in found:
        if level == 2 and text in BODY_SECTIONS and text not in present:
            present[text] = line
        elif level <= 2:
            guess = nearest(text, list(BODY_SECTIONS))
            meant |= {guess} if guess else set()
            yield _wrong_heading(file.shown, Position(line, 1), (level, text), guess, present)
    yield from _underlined(file)
    for at, marks, title in _unlike_headings(file):
        meant |= {guess} if (guess := nearest(title, list(BODY_SECTIONS))) else set()
        yield problem("KB403.space", file.shown, at, value=f"{marks} {title}")
    yield from _out_of_order(file, present)
    for heading in BODY_SECTIONS:
        if heading not in present and heading not in meant:
            yield problem("KB401", file.shown, _place_for(heading, present, file), value=heading)
    for section in file.sections:
        if not section.text.strip():
            yield problem("KB404", file.shown, Position(section.line, 1), value=section.heading)


def check_stray_text(file: CaseFile, _scope: Scope) -> Iterator[Problem]:
    """Find text that stands before the first section, where no reader would see it."""
    end = file.sections[0].line - file.body_line if file.sections else 0
    for row, line in enumerate(file.body.split("\n")[:end]):
        if line.strip() and not heading_of(line) and not line.lstrip().startswith(("##", "＃")):
            yield problem("KB405", file.shown, Position(file.body_line + row, 1))
            return


def check_marks(file: CaseFile, scope: Scope) -> Iterator[Problem]:
    """Find citation marks that are not written as 〔source-id，locator〕."""
    for mark in citations_in(file, scope.sources_of(file) or frozenset()):
        if mark.source is None:
            yield problem("KB410", file.shown, mark.position, value=mark.text)


def _wrong_heading(
    shown: str, at: Position, heading: tuple[int, str], guess: str | None, present: dict[str, int]
) -> Problem:
    level, text = heading
    if text in present:
        return problem("KB403.twice", shown, at, value=text, line=present[text])
    if guess:
        return problem("KB403.meant", shown, at, value=text, meant=guess)
    return problem("KB403.first" if level == 1 else "KB403", shown, at, value=text)


def _underlined(file: CaseFile) -> Iterator[Problem]:
    body = body_of(file)
    for match in UNDERLINED.finditer(body.text):
        yield problem("KB403.line", file.shown, body.position(match.start("line")))


def _unlike_headings(file: CaseFile) -> Iterator[tuple[Position, str, str]]:
    """Yield place, hashes and text of lines that no reader would see as the headings they are meant to be."""
    body = body_of(file)
    for match in NO_HEADING.finditer(body.text) if re.search("[#＃]", body.text) else ():
        marks, title = match["marks"].replace("＃", "#"), match["title"].strip().rstrip("#＃").rstrip()
        # One hash may begin a topic, #三个课堂#.
        if not heading_of(match[0]) and (len(marks) > 1 or title in BODY_SECTIONS):
            yield body.position(match.start()), "##" if title in BODY_SECTIONS else marks, title


def _out_of_order(file: CaseFile, present: dict[str, int]) -> Iterator[Problem]:
    latest = -1
    for heading, line in sorted(present.items(), key=lambda item: item[1]):
        place = BODY_SECTIONS.index(heading)
        if place < latest:
            yield problem("KB402", file.shown, Position(line, 1), value=heading, other=BODY_SECTIONS[latest])
        latest = max(latest, place)


def _place_for(heading: str, present: dict[str, int], file: CaseFile) -> Position:
    """Return the line before which a missing section belongs: the next section's, or the last line with text."""
    later = [present[name] for name in BODY_SECTIONS[BODY_SECTIONS.index(heading) :] if name in present]
    end = file.body_line + file.body.rstrip().count("\n")
    return Position(min(later, default=end), 1)


CASE_CHECKS = (check_sections, check_stray_text, check_marks)
CHECKS: tuple[Check, ...] = ()
