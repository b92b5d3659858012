"""``kb study``: write one study into studies.yml by answering questions, a key of the study each."""

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from typing import get_args

import click

from kb.checks import check_corpus
from kb.content.corpus_reader import read_corpus
from kb.content.text_file import without_unseen
from kb.content.vocabulary_fields import Labels
from kb.content.yaml_scalar import scalar_of
from kb.entrypoints.cli.chosen_cases import read_library
from kb.entrypoints.cli.options import cases_option
from kb.errors import CorpusError
from kb.model import Effect, Study
from kb.model.study import Direction, Measured, Unit, WhatWasRead, Whose

_FILE = "studies.yml"
#: Where the list of studies ends: the next key at the margin.
_NEXT_KEY = re.compile(r"^(?!studies:)[a-z_]+:", re.MULTILINE)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@click.command(help="写一项研究：一项一项地问，通得过检查才加进 studies.yml。来源要先登记在 sources.yml。")
@cases_option
def command(cases: Path) -> None:
    """Ask, add the study to the file, and take it out again if the check finds an error in it."""
    reading, corpus = read_library(cases, "不能写研究")
    path = cases / _FILE
    before = path.read_text(encoding="utf-8") if path.exists() else "studies:\n"
    known = {str(problem) for problem in check_corpus(reading) if problem.severity == "error"}
    entry = "".join(f"{line}\n" for line in _entry(Labels(corpus.vocabulary), corpus.sources))
    end = _NEXT_KEY.search(before)
    at = end.start() if end else len(before)
    path.write_text(before[:at] + entry + before[at:], encoding="utf-8", newline="\n")
    found = [problem for problem in check_corpus(read_corpus(cases)) if problem.severity == "error"]
    if wrong := [problem.message for problem in found if problem.path.endswith(_FILE) and str(problem) not in known]:
        if before == "studies:\n":
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8", newline="\n")
        raise CorpusError("\n".join(["这样写的研究通不过检查，所以没有加进去：", *wrong]))
    click.echo(f"已加进 {path}。请再读一遍，运行 kb check。")


def _entry(labels: Labels, sources: Collection[str]) -> Iterator[str]:
    """Yield the lines of the study, as the answers come."""
    source = _asked("来源编号，已登记在 sources.yml", lambda said: said if said in sources else None)
    locator = _asked("在来源中的位置，如 摘要、第 3 页")
    yield f"  - id: {_asked(_titled('id'), default=source)}"
    yield f"    title: {scalar_of(_asked(_titled('title')))}"
    yield f"    sources:\n      - {{source: {source}, locator: {scalar_of(locator)}}}"
    design = _asked(
        f"研究设计（{_listed(labels, 'study_designs')}）", lambda said: labels.label_of("study_designs", said)
    )
    most = next(term.level or 0 for term in labels.vocabulary.terms("study_designs") if term.label == design)
    yield f"    design: {design}"
    level = _asked(f"证据等级，这种设计最多 {most}", _within(most), default=str(most))
    yield f"    level: {level}"
    for key in ("population", "place", "country", "year", "outcome"):
        optional = not Study.model_fields[key].is_required()
        if said := _asked(_titled(key), default="" if optional else None):
            yield f"    {key}: {scalar_of(said)}"
    if effects := list(_effects(source, locator)):
        yield "    effects:"
        yield from effects
    if figures := list(_figures(source, locator)):
        yield "    figures:"
        yield from figures
    yield f"    finding: {scalar_of(_asked('发现，一两句话；数字都要在上面的效应和别的数里'))}"
    yield f"    direction: {_chosen('方向', get_args(Direction))}"
    limitation, whose = scalar_of(_asked("局限")), _chosen("局限是谁说的", get_args(Whose))
    yield f"    limitation: {{text: {limitation}, whose: {whose}}}"
    yield f"    carries_over: {scalar_of(_asked('能不能照搬，编者的话'))}"
    for key, family in (("models", "models"), ("problems", "problems")):
        title = f"{Study.model_fields[key].title}（{_listed(labels, family)}；几个用顿号隔开，没有就回车）"
        if said := _asked(title, partial(_labels, labels, family), default=""):
            yield f"    {key}: [{said}]"
    yield f"    read: {_chosen('读到了什么', get_args(WhatWasRead))}"
    if interests := _asked("利害关系：谁出钱、谁做的软件（没有就回车）", default=""):
        yield f"    interests: {scalar_of(interests)}"


def _effects(source: str, locator: str) -> Iterator[str]:
    """Yield a line an effect, until none is named."""
    while outcome := _asked("效应：测的是什么（没有了就回车）", default=""):
        numbers = [f"value: {_asked('  数，不利的写负数', _number)}"]
        for key, words in (("low", "区间下限"), ("high", "区间上限")):
            if said := _asked(f"  {words}（来源没有给就回车）", _number, default=""):
                numbers.append(f"{key}: {said}")
        unit = _chosen("  单位", get_args(Unit))
        after = _asked("  多久以后（没有写就回车）", default="")
        measured = _chosen("  量的是哪一类", get_args(Measured))
        parts = [f"outcome: {scalar_of(outcome)}", *numbers, f'unit: "{unit}"']
        parts += [f"after: {scalar_of(after)}"] if after else []
        parts += [f"measured: {measured}"] if measured != Effect.model_fields["measured"].default else []
        yield f"      - {{{', '.join(parts)}, source: {source}, locator: {scalar_of(locator)}}}"


def _figures(source: str, locator: str) -> Iterator[str]:
    """Yield a line a number that the words below use and that is no effect, until none is named."""
    while what := _asked("下面的话里还要用到的数：是什么数（没有了就回车）", default=""):
        parts = f"what: {scalar_of(what)}, value: {_asked('  数', _number)}"
        yield f"      - {{{parts}, source: {source}, locator: {scalar_of(locator)}}}"


def _asked(title: str, read: Callable[[str], str | None] = str, default: str | None = None) -> str:
    """Ask until the answer can be read; an empty one is the default, where there is one."""
    while True:
        said = click.prompt(title, default=default, show_default=bool(default), type=str)
        text = " ".join(without_unseen(said).split())
        if not text and default == "":
            return ""
        if text and (answer := read(text)):
            return answer
        click.echo("这样写读不懂，请再写一次。")


def _chosen(title: str, values: tuple[str, ...]) -> str:
    return _asked(f"{title}（{'、'.join(values)}）", lambda said: said if said in values else None)


def _titled(key: str) -> str:
    field = Study.model_fields[key]
    return f"{field.title}（{field.description}）" if field.description else str(field.title)


def _listed(labels: Labels, family: str) -> str:
    return "、".join(term.label for term in labels.vocabulary.terms(family))


def _labels(labels: Labels, family: str, text: str) -> str | None:
    found = [labels.label_of(family, word) for word in re.split(r"[、，,]", text) if word.strip()]
    return ", ".join(dict.fromkeys(filter(None, found))) if all(found) else None


def _number(said: str) -> str | None:
    return said if _NUMBER.fullmatch(said) else None


def _within(most: int) -> Callable[[str], str | None]:
    return lambda said: said if said.isdecimal() and int(said) <= most else None
