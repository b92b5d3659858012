"""``kb new``: begin a case file by answering a few questions."""

import datetime
import re
from pathlib import Path

import click

from kb.checks.case_checks import check_case
from kb.checks.rules.fields import RESERVED
from kb.checks.scope import Scope
from kb.content.case_reader import read_case
from kb.content.case_template import render_case_template
from kb.content.id_registry import ID_REGISTRY
from kb.content.regions import divisions_named, no_division
from kb.content.suggested_id import suggest_id
from kb.content.text_file import without_unseen
from kb.content.vocabulary_fields import Labels
from kb.entrypoints.cli.chosen_cases import read_library
from kb.entrypoints.cli.options import cases_option
from kb.errors import CorpusError
from kb.model import UNKNOWN, Corpus
from kb.model.base import DEVICES, is_slug

_LISTS = {"stage": "stages", "theme": "themes", "problem": "problems", "model": "models"}


@click.command(help="新写一个案例：问几个问题，生成带说明的案例文件。已有的文件不会被覆盖。")
@click.option("--title", help="标题")
@click.option("--id", "case_id", help="编号，也是文件名；不写就按标题的拼音建议一个")
@click.option("--unit", help="单位名称")
@click.option("--unit-type", help="单位类型，词表里的名称")
@click.option("--region", help="地区，名称或六位代码")
@click.option("--source", help="来源编号，要先登记在 sources.yml")
@click.option("--locator", help="在来源中的位置，如“二·2”")
@click.option("--stage", multiple=True, help="学段；可以写多次，不写就是未知")
@click.option("--theme", multiple=True, help="主题；可以写多次，不写就是未知")
@click.option("--problem", multiple=True, help="要解决的问题；可以写多次，不写就是未知")
@click.option("--model", multiple=True, help="做法模式；可以写多次，不写就是未知")
@click.option("--evidence", type=click.IntRange(0, 5), default=0, help="证据等级，默认 0")
@click.option("--no-ask", is_flag=True, help="不提问，只用写明的选项")
@cases_option
def command(
    title: str | None,
    case_id: str | None,
    unit: str | None,
    unit_type: str | None,
    region: str | None,
    source: str | None,
    locator: str | None,
    evidence: int,
    cases: Path,
    *,
    no_ask: bool,
    **lists: tuple[str, ...],
) -> None:
    """Ask for what was not given, then write the file."""
    reading, corpus = read_library(cases, "不能新写案例")
    ask = _Questions(corpus, asks=not no_ask)
    title = ask.text("标题", "--title", title)
    unit = ask.text("单位名称", "--unit", unit)
    unit_type = ask.label("unit_types", "单位类型", unit_type or ask.text("单位类型", "--unit-type", None, "其他单位"))
    region = _region(ask.text("地区（名称或六位代码）", "--region", region))
    source = _source(ask.text("来源编号", "--source", source), corpus)
    locator = ask.text("在来源中的位置", "--locator", locator, UNKNOWN)
    chosen = {name: ask.labels(family, lists[name]) for name, family in _LISTS.items()}
    registered = frozenset(reading.id_registry.lines)
    taken = registered.union(RESERVED, DEVICES, (path.stem for path in cases.glob("*.md")))
    case_id = case_id or ask.text("编号（文件名）", "--id", None, suggest_id(title, taken))
    if not is_slug(case_id) or case_id in RESERVED:
        raise CorpusError(
            f"编号“{case_id[:80]}”不能用。只能用小写英文字母和数字，词与词之间用一个连字符，最多 80 个字符；"
            f"{'、'.join(sorted(RESERVED))} 和 Windows 的设备名（con、nul）不能用。"
        )
    path = cases / f"{case_id}.md"
    if case_id in registered and not path.exists():
        raise CorpusError(f"编号“{case_id}”在 {cases / ID_REGISTRY} 里登记过，用过的不能再用。请用 --id 换一个编号。")
    status = corpus.vocabulary.label_with_id("review_statuses", "draft")
    texts = {
        **{"id": case_id, "title": title, "unit": unit, "unit_type": unit_type, "region": region, "source": source},
        **{"locator": locator, "evidence": str(evidence), "date": datetime.date.today().isoformat(), "status": status},
        "practice": corpus.vocabulary.label_with_id("practice_statuses", "unknown-now"),
    }
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(render_case_template(texts, chosen))
    except FileExistsError:
        raise CorpusError(f"{path} 已经有了，没有改动。请用 --id 换一个编号。") from None
    written = read_case(path, path.name, Labels(corpus.vocabulary))
    problems = (*written.problems, *check_case(written, Scope(reading)))
    if errors := [problem.message for problem in problems if problem.severity == "error"]:
        path.unlink()
        raise CorpusError("\n".join(["这样写的案例通不过检查，所以没有写：", *errors]))
    click.echo(f"写好了 {path}，状态是“{status}”。接着填写内容，再运行 kb check。")


class _Questions:
    """Asks the questions, or refuses where nothing may be asked."""

    def __init__(self, corpus: Corpus, *, asks: bool) -> None:
        self._labels = Labels(corpus.vocabulary)
        self._asks = asks

    def text(self, name: str, option: str, given: str | None, default: str | None = None) -> str:
        """Return an answer of one line."""
        said = given or (click.prompt(name, default=default, type=str) if self._asks else default)
        if not said or not without_unseen(said).strip():
            raise CorpusError(f"还要知道{name}。请加上 {option}。")
        return " ".join(without_unseen(said).split())

    def label(self, family: str, name: str, said: str) -> str:
        """Return the label that a word of one list stands for."""
        label = self._labels.label_of(family, said)
        if label is None:
            known = "、".join(term.label for term in self._labels.vocabulary.terms(family))
            raise CorpusError(f"{name}“{said}”不在词表中。可以写：{known}。")
        return label

    def labels(self, family: str, given: tuple[str, ...]) -> tuple[str, ...]:
        """Return labels, asked for with the whole list in view."""
        title = str(type(self._labels.vocabulary).model_fields[family].title)
        if not given and self._asks:
            click.echo(f"{title}：{'、'.join(term.label for term in self._labels.vocabulary.terms(family))}")
            said = click.prompt(f"{title}（几个用顿号隔开）", default=UNKNOWN, type=str)
            given = tuple(word for word in re.split(r"[、，,;； ]+", said) if word and word != UNKNOWN)
        return tuple(dict.fromkeys(self.label(family, title, word) for word in given))


def _region(said: str) -> str:
    found = divisions_named(said)
    if len(found) == 1:
        return found[0]
    raise CorpusError(no_division(said, found))


def _source(said: str, corpus: Corpus) -> str:
    if said not in corpus.sources:
        raise CorpusError(f"没有登记来源“{said}”。请先写进 sources.yml；现有：{'、'.join(list(corpus.sources)[:8])}。")
    return said
