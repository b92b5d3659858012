"""Write a case of a filled-in form and let the checks judge it; what they find is put where people can mend it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.checks.case_checks import check_across, check_case
from kb.checks.case_digest import digest_of
from kb.checks.scope import Scope
from kb.content.case_reader import CaseFile, case_of
from kb.content.corpus_reader import CorpusReading, without_collection
from kb.content.problems import Problems
from kb.content.vocabulary_fields import Labels
from kb.content.yaml_nodes import Entries, Items, Node
from kb.content.yaml_nodes import Path as KeyPath
from kb.model import Case, Corpus, Problem
from kb.publish.forms.draft_of import Finding, draft_of, missing_in, place_of
from kb.publish.forms.edited import edited_case, is_edited
from kb.publish.forms.filled_form import FilledForm
from kb.publish.forms.layout import BODY, MATERIALS, Form
from kb.publish.submission.written_case import CaseWriter, WrittenCase

#: Said of every draft: an editor has still to settle what was proposed.
_EXPECTED = frozenset({"KB216"})


@dataclass(frozen=True)
class Judged:
    """The case that a form makes, and what is wrong with it."""

    form: FilledForm
    text: str
    findings: tuple[Finding, ...]
    case: Case | None = None

    @property
    def is_valid(self) -> bool:
        """Tell whether it may become a draft."""
        return all(finding.severity != "error" for finding in self.findings)


class Judge:
    """Judges the forms of one import against one library."""

    def __init__(self, reading: CorpusReading, corpus: Corpus, form: Form, folder: Path, today: str) -> None:
        self._form = form
        self._folder = folder
        self._today = today
        self._scope = Scope(reading)
        self._labels = Labels(corpus.vocabulary)
        self._writer = CaseWriter(corpus)
        self._sources: set[str] = set()
        self._files: dict[str, tuple[CaseFile, FilledForm, WrittenCase]] = {}

    def judge(self, filled: FilledForm, case_id: str, own: Collection[str] = ()) -> Judged:
        """Return the case of a form under an id, and what is wrong with it by itself.

        ``own`` are ids of sources that the case defined when it was last written.
        """
        findings: list[Finding] = []
        if is_edited(filled):
            written = edited_case(filled)
        else:
            draft = draft_of(filled, self._form, self._labels)
            findings += missing_in(draft, filled, self._form)
            written = self._writer.write(draft, case_id, self._today, self._sources, own)
        path = self._folder / f"{case_id}.md"
        file = case_of(written.text, path, self._labels, Problems(path.as_posix()))
        self._files[case_id] = (file, filled, written)
        new_sources = written.head.get("new_sources", ())
        self._sources.update(str(one.get("id", "")) for one in new_sources if isinstance(one, dict))
        found = self._placed((*file.problems, *check_case(file, self._scope)), file, filled, written)
        missing = {finding.place for finding in findings}
        # The check finds once more what is missing, and cannot say where.
        findings += [one for one in found if not missing or (one.code != "KB201" and one.place not in missing)]
        return Judged(filled, written.text, tuple(dict.fromkeys(findings)), file.case)

    def across(self) -> Mapping[str, tuple[Finding, ...]]:
        """Return what is wrong between these cases and all others, by id."""
        with without_collection():
            others = (file for file in self._scope.reading.case_files if file.id not in self._files)
            digests = [digest_of(file) for file in others]
            digests += [digest_of(file) for file, *_ in self._files.values()]
        scope = Scope(self._scope.reading, tuple(digests))
        found: dict[str, list[Finding]] = {}
        for problem in check_across(scope):
            name = Path(problem.path).stem
            if name in self._files and problem.path == self._files[name][0].shown:
                found.setdefault(name, []).extend(self._placed([problem], *self._files[name]))
        return {name: tuple(findings) for name, findings in found.items()}

    def _placed(
        self, problems: Collection[Problem], file: CaseFile, filled: FilledForm, written: WrittenCase
    ) -> Iterator[Finding]:
        for problem in problems:
            if problem.code not in _EXPECTED:
                place = _place(problem, file, filled, written)
                yield Finding(place, problem.code, problem.severity, problem.message)


def _place(problem: Problem, file: CaseFile, filled: FilledForm, written: WrittenCase) -> str:
    if file.head is None or problem.line >= file.body_line:
        above = [section for section in file.sections if section.line <= problem.line]
        return place_of(BODY + above[-1].heading, filled) if above else filled.place
    at = (problem.line, problem.column)
    path = max((found for found in _paths(file.head) if found[0] <= at), default=(at, ()))[1]
    return _place_of_path(path, filled, written)


def _place_of_path(path: KeyPath, filled: FilledForm, written: WrittenCase) -> str:
    """Return where a value of the file was asked for; what was proposed belongs to the whole case."""
    first, *rest = path or ("",)
    if rest and isinstance(rest[0], int):
        rows, index = filled.rows.get(str(first), ()), rest[0]
        if not rows and first in ("sources", "new_sources"):
            rows = filled.rows.get(MATERIALS, ())
            index = written.places[index] if first == "new_sources" and index < len(written.places) else index
        if index < len(rows):
            answer = rows[index].answers.get(str(rest[1])) if len(rest) > 1 else None
            return answer.place if answer else rows[index].place
    keys = [str(step) for step in path if isinstance(step, str)]
    if keys == ["setting", "pupils_to"] and "setting.pupils_to" not in filled.answers:
        keys = ["setting", "pupils_from"]
    whole, group = ".".join(keys[:2]), keys[0] if keys else ""
    if whole in filled.answers:
        return filled.answers[whole].place
    parts = [answer for key, answer in filled.answers.items() if key.startswith(f"{group}.") and answer.text]
    return filled.answers[group].place if group in filled.answers else parts[0].place if parts else filled.place


def _paths(node: Node, path: KeyPath = ()) -> Iterator[tuple[tuple[int, int], KeyPath]]:
    """Yield the place of every key and value with the way to it."""
    yield (node.position.line, node.position.column), path
    if isinstance(node, Entries):
        for key, value in node.entries:
            yield (key.position.line, key.position.column), (*path, key.text)
            yield from _paths(value, (*path, key.text))
    elif isinstance(node, Items):
        for index, item in enumerate(node.items):
            yield from _paths(item, (*path, index))
