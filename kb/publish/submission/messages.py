"""Give the submission page the words of ``kb check``: put faults to the checks themselves and keep what they say."""

from collections.abc import Sequence
from pathlib import Path

from kb.checks import check_corpus
from kb.content.body import sections_of
from kb.content.case_reader import CaseFile
from kb.content.corpus_reader import CorpusReading, SourceList
from kb.content.problems import Problems
from kb.content.validation_messages import read_model
from kb.content.yaml_file import DataFile
from kb.content.yaml_nodes import Data, Entries, Items, Node, Position, Scalar
from kb.errors import PublishError
from kb.model import BODY_SECTIONS, Case, CaseHead, Claim, Corpus, Problem
from kb.model.base import Model
from kb.publish.submission.rules import rule_messages

#: Stands where the checks repeat what was written; no case holds it.
PROBE = "\u2042"

#: A length that no message mentions by itself.
_PROBE_LENGTH = 7919

Template = dict[str, str]
_AT = Position(1, 1)


def field_messages(
    path: tuple[str, ...], *, many: Sequence[str] = (), model: type[Model] = CaseHead
) -> dict[str, Template]:
    """Return what the reader says of one field: left out, empty, too long, of a wrong form.

    ``many`` are the steps of ``path`` under which a list stands. Placeholders are ``{value}`` and ``{count}``.
    """
    faults = {
        "missing": _reading(model, _put(path, None, many)),
        "empty": _reading(model, _put(path, "", many)),
        "form": _reading(model, _put(path, PROBE, many)),
        "day": _reading(model, _put(path, "2011-02-30", many)),
        "length": _reading(model, _put(path, "x" * _PROBE_LENGTH, many)),
    }
    wanted = {"missing": "KB201", "empty": "KB210", "form": "KB207", "day": "KB207", "length": "KB206"}
    key = "（" + ".".join(path) + "）"
    found = {}
    for kind, problems in faults.items():
        own = [problem for problem in problems if problem.code == wanted[kind] and key in problem.message]
        if own:
            found[kind] = _template(own[0])
    if found.get("day") == found.get("form"):
        found.pop("day", None)
    return found


def list_messages(corpus: Corpus) -> dict[str, Template]:
    """Return what the checks say of ids, sources, citation marks and sections."""
    known = next(iter(corpus.sources), PROBE)
    listed = _file({"sources": [{"source": PROBE}]})
    unlisted = _file({"sources": [{"source": "other"}], "claims": [{"source": known}]})
    first = _file({"id": PROBE}, name=PROBE)
    found = {
        "unknownSource": _said(corpus, "KB303", listed),
        "unlistedSource": _swap(_said(corpus, "KB304", unlisted), known),
        "usedId": _said(corpus, "KB301", first, _file({"id": PROBE})),
        "mark": _swap(_said(corpus, "KB410", _file(body="〔x-y z〕")), "〔x-y z〕"),
        "html": _swap(_said(corpus, "KB406", _file(body="a <b>c")), "<b>"),
        "image": _said(corpus, "KB409", _file(body="![a](https://example.org/a.png)")),
        "heading": _said(corpus, "KB403", _file(body=f"## {PROBE}")),
        "bigHeading": _said(corpus, "KB403", _file(body=f"# {PROBE}")),
    }
    # What looks at a whole case is tried on a real one; without cases there is nothing to try it on.
    if corpus.cases:
        claim = Claim(source=known, text="x")
        case = corpus.cases[0].model_copy(update={"claims": (claim,)})
        file = _file({"claims": [{"source": known, "text": "x"}]}, case=case)
        found["claimLocator"] = _said(corpus, "KB502", file)
    found |= rule_messages(corpus, _said, _file, PROBE)
    for heading in BODY_SECTIONS:
        found[f"empty {heading}"] = _said(corpus, "KB404", _file(body=f"## {heading}\n"))
    return found


def _template(problem: Problem) -> Template:
    message = problem.message
    # A length is told at the place where the probe's own stands.
    message = message.replace(f" {_PROBE_LENGTH} ", " {count} ").replace("现在是 1 字", "现在是 {count} 字")
    message = message.replace(PROBE, "{value}").replace("2011-02-30」", "{value}」")
    return {"code": problem.code, "severity": problem.severity, "message": message}


def _swap(template: Template, said: str) -> Template:
    return template | {"message": template["message"].replace(said, "{value}")}


def _said(corpus: Corpus, code: str, *files: CaseFile, accessed: str | None = None) -> Template:
    """Return what the checks say under one code when these files join the vocabulary and sources of a corpus."""
    dates = _node({"sources": [{"accessed": accessed}]}) if accessed else None
    root = dates if isinstance(dates, Entries) else None
    reading = CorpusReading(
        corpus=corpus,
        problems=(),
        files={},
        case_files=files,
        vocabulary=DataFile("cases/vocabulary.yml", (), corpus.vocabulary),
        sources=DataFile("cases/sources.yml", (), SourceList(sources=tuple(corpus.sources.values())), root),
        notice=None,
    )
    found = next((problem for problem in check_corpus(reading) if problem.code == code), None)
    if found is None:
        raise PublishError(f"投稿页要用 {code} 的说法，检查却没有给出。请核对 kb/publish/submission/messages.py。")
    return _template(found)


def _reading(model: type[Model], data: Data) -> list[Problem]:
    problems = Problems("")
    read_model(model, _node(data), problems)
    return problems.found


def _put(path: Sequence[str], value: str | None, many: Sequence[str]) -> Data:
    """Return front matter that holds one value, or all but the last step of its path."""
    first, *rest = path
    if not rest:
        return {} if value is None else {first: value}
    below = _put(rest, value, many)
    return {first: [below] if first in many else below}


def _node(data: object) -> Node:
    if isinstance(data, dict):
        return Entries(tuple((_scalar(str(key)), _node(value)) for key, value in data.items()), _AT)
    if isinstance(data, list):
        return Items(tuple(map(_node, data)), _AT)
    return _scalar(str(data))


def _scalar(text: str) -> Scalar:
    return Scalar(text, _AT)


def _file(head: object = None, body: str = "", *, name: str = "new", case: Case | None = None) -> CaseFile:
    node = _node(head or {})
    sections = sections_of(body, 1)
    entries = node if isinstance(node, Entries) else None
    return CaseFile(Path(f"{name}.md"), f"cases/{name}.md", "", case=case, head=entries, body=body, sections=sections)
