"""Write a manuscript as Markdown in which every word stays a word: no HTML, no markup of a contributor's."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, zip_longest

from kb.publish.exports.documents.blocks import Block, Heading, Item, Paragraph, Run, Runs, Table
from kb.publish.exports.documents.case_blocks import Manuscript

#: Signs that not every reader of Markdown lets a backslash stand before: they make mathematics, raised and lowered
#: letters, mentions, other quotation marks, dashes and dots.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {sign: f"&#{ord(sign)};" for sign in "|~^$@\"'=:-."}
_INDENT = "    "
#: Within <>, an address needs no signs before its own: nothing in it can end the link, the cell or the line.
_AUTOLINK = r"https?://[!#-%'-;=?-\[\]^_a-z~]+"


def render_markdown(manuscript: Manuscript) -> str:
    """Return the whole file."""
    parts = [f"# {escaped(manuscript.title)}", *_blocks(manuscript.blocks), "## 参考文献"]
    entries = "\n\n".join(_at_start(escaped(entry)) for entry in manuscript.references)
    return "\n\n".join([*parts, entries]) + "\n"


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for is_list, some in groupby(blocks, lambda block: isinstance(block, Item)):
        written = map(_block, some)
        yield from ["\n".join(written)] if is_list else written


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * min(level + 1, 6)} {escaped(text)}"
        case Paragraph(runs, quoted):
            return ("> " if quoted else "") + _at_start(_runs(runs))
        case Item(runs, depth, number):
            sign = "-" if number is None else f"{number}."
            return f"{_INDENT * depth}{sign} {_at_start(_runs(runs))}"
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    rows = [[_runs(cell) for cell in row] for row in table.rows]
    if table.named_by_column:
        rows.insert(0, ["项目", "内容"])
    width = max((len(row) for row in rows), default=0)
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _runs(runs: Runs) -> str:
    text = ""
    for run, following in zip_longest(runs, runs[1:], fillvalue=Run("")):
        if run.is_address and re.fullmatch(_AUTOLINK, run.text):
            text += f"<{run.text}>"
            continue
        sign = _emphasis(run, text, following.text)
        inner = run.text.strip() if sign else run.text
        before, after = run.text.split(inner, 1) if sign else ("", "")
        text += before + sign + escaped(inner) + sign + after
    return text


def _emphasis(run: Run, text: str, following: str) -> str:
    """Return the stars around a run: none where they would be read as stars, at a sign that a letter stands beside."""
    inner = run.text.strip()
    if not inner:
        return ""
    before = (text + run.text.removesuffix(run.text.lstrip()))[-1:]
    after = (run.text.removeprefix(run.text.rstrip()) + following)[:1]
    for outside, within in ((before, inner[0]), (after, inner[-1])):
        if outside and _is_sign(within) and not (outside.isspace() or _is_sign(outside)):
            return ""
    return "**" if run.strong else "*" if run.emphasis else ""


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def escaped(text: str) -> str:
    """Return text on one line without anything that Markdown or HTML obeys."""
    line = " ".join(re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text).split())
    line = re.sub(r"[&<>|~^$@\"']|^[=:]|-(?=-)|\.(?=\.)", lambda sign: _ENTITIES[sign[0]], line)
    line = re.sub(r"[\\`*_{}\[\]()!]|(?<!&)#", r"\\\g<0>", line)
    # GitHub makes a link of a bare address, and then shows what was put before its signs.
    line = re.sub(r"(?i)(https?|ftp):(?=//\S*[\\&])", r"\1&#58;", line)
    line = re.sub(r"(?i)(www)\.(?=\S*[\\&])", r"\1&#46;", line)
    if text[:1].isspace():
        line = f" {line}"
    return f"{line} " if text[-1:].isspace() and line.strip() else line


def _at_start(text: str) -> str:
    """Keep the first sign of a line from making it a list, a rule, a heading or the caption of a table."""
    return re.sub(r"^(\s*)(?:([-+])|(\d+|[A-Za-z]{1,9})(?=\.)|([Tt]able):)", _harmless, text)


def _harmless(opening: re.Match[str]) -> str:
    space, sign, number, caption = opening.groups("")
    return f"{space}{caption}&#58;" if caption else f"{space}\\{sign}" if sign else f"{space}{number}\\"
