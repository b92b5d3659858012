"""Blank out code spans, in which nothing is read, so that the places of all else stay."""

import re


def without_spans(paragraph: str) -> str:
    """Return a paragraph with its code spans blanked out; one pass, however many backticks have no partner."""
    if "`" not in paragraph:
        return paragraph
    runs = [match.span() for match in re.finditer(r"(?<!\\)`+", paragraph)]
    waiting: dict[int, list[int]] = {}
    for number, (start, end) in reversed(list(enumerate(runs))):
        waiting.setdefault(end - start, []).append(number)
    out, done, number = [], 0, 0
    while number < len(runs):
        start, end = runs[number]
        same = waiting[end - start]
        while same and same[-1] <= number:
            same.pop()
        if same:
            close = runs[same[-1]][1]
            out.append(paragraph[done:start] + re.sub(r"[^\n]", " ", paragraph[start:close]))
            done, number = close, same[-1]
        number += 1
    return "".join(out) + paragraph[done:]
