"""Take in the forms of some files: which are new, which changed, which have to stay out, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from kb.checks.rules.fields import RESERVED
from kb.content.case_reader import CaseFile
from kb.content.corpus_reader import CorpusReading
from kb.content.suggested_id import suggest_id
from kb.model import Corpus
from kb.model.base import DEVICES, is_slug
from kb.publish.forms.answers import narrow
from kb.publish.forms.drafts_folder import DraftsFolder, StoredDraft, answers_digest
from kb.publish.forms.edited import is_edited
from kb.publish.forms.filled_form import FilledForm, ReadFile
from kb.publish.forms.judge import Judge, Judged
from kb.publish.forms.layout import Form

#: What becomes of a form: a new draft; a draft that follows it; nothing, as it says what it said; nothing, as
#: something in it is wrong, or as somebody edited the case, or wrote another under that name.
Fate: TypeAlias = Literal["new", "updated", "same", "wrong", "stopped"]


@dataclass(frozen=True)
class TakenIn:
    """One form, its case, and what became of it; ``why`` says why it was stopped."""

    judged: Judged
    fate: Fate
    why: str = ""
    path: Path | None = None


@dataclass
class _Plan:
    form: FilledForm
    title: str
    unit: str
    draft: StoredDraft | None = None
    case_id: str = ""
    repeats: FilledForm | None = None


class Importing:
    """Takes in forms against one library; with ``dry`` nothing is written."""

    def __init__(
        self, reading: CorpusReading, corpus: Corpus, form: Form, folder: Path, kept: Sequence[CaseFile], today: str
    ) -> None:
        self._judge = Judge(reading, corpus, form, folder, today)
        self._drafts = DraftsFolder(folder, kept)
        registered = frozenset(reading.id_registry.lines) if reading.id_registry else frozenset()
        self._given: set[str] = set()
        self._taken = {*registered, *RESERVED, *DEVICES, *(file.id for file in (*reading.case_files, *kept))}

    def take_in(self, files: Sequence[ReadFile], *, dry: bool) -> tuple[TakenIn, ...]:
        """Return what became of each form, in the order of the files."""
        plans = self._planned([form for file in files for form in file.forms])
        judged = [
            self._judge.judge(plan.form, plan.case_id, plan.draft.sources if plan.draft else ()) for plan in plans
        ]
        across = self._judge.across()
        whole = (
            replace(case, findings=(*case.findings, *across.get(plan.case_id, ())))
            for plan, case in zip(plans, judged, strict=True)
        )
        return tuple(self._settled(plan, case, dry=dry) for plan, case in zip(plans, whole, strict=True))

    def _planned(self, forms: Sequence[FilledForm]) -> list[_Plan]:
        plans = [_Plan(form, _plain(form.text("title")), _plain(form.text("unit.name"))) for form in forms]
        seen: dict[tuple[str, str], FilledForm] = {}
        for plan in plans:
            first = seen.setdefault((plan.title, plan.unit), plan.form) if plan.title else plan.form
            if first is not plan.form:
                plan.repeats = first
            else:
                plan.draft = self._drafts.called(_own_id(plan.form)) or self._drafts.named(plan.title, plan.unit)
        for plan in plans:
            if not plan.draft and not plan.repeats:
                plan.draft = self._drafts.from_place(plan.form, plan.unit)
            plan.case_id = self._id_of(plan)
            self._taken.add(plan.case_id)
            self._given.add(plan.case_id)
        return plans

    def _id_of(self, plan: _Plan) -> str:
        if plan.draft:
            return plan.draft.path.stem
        given = _own_id(plan.form)
        return given if is_slug(given) and given not in self._given else suggest_id(plan.title, self._taken)

    def _settled(self, plan: _Plan, case: Judged, *, dry: bool) -> TakenIn:
        if plan.repeats:
            return self._repeated(plan, plan.repeats, case)
        if plan.draft and (plan.draft.is_of(plan.form) or plan.draft.says(case.case)):
            return TakenIn(case, "same", path=plan.draft.path)
        if not case.is_valid:
            return TakenIn(case, "wrong")
        if plan.draft:
            why = _why_it_stays(plan.draft)
            if why:
                return TakenIn(case, "stopped", why, plan.draft.path)
            path = plan.draft.path if dry else self._drafts.update(plan.draft, case.text, plan.form)
            return TakenIn(case, "updated", path=path)
        added = None if dry else self._drafts.add(plan.case_id, case.text, plan.form)
        return TakenIn(case, "new", path=added)

    def _repeated(self, plan: _Plan, first: FilledForm, case: Judged) -> TakenIn:
        if answers_digest(plan.form) == answers_digest(first):
            return TakenIn(case, "same")
        where = f"{first.file} {first.place}".strip()
        return TakenIn(case, "stopped", f"与 {where} 是同一个单位、同一个标题，内容却不同，只收了那一个。")


def _why_it_stays(draft: StoredDraft) -> str:
    if not draft.answers:
        return f"{draft.path} 已经有了，不是从表导入的，没有改动。"
    if not draft.is_unchanged:
        return f"表改了，可是 {draft.path} 导入以后也有人改过，没有更新。请编辑对照表改，或者移走它再导入。"
    return ""


def _own_id(form: FilledForm) -> str:
    """Return the id that a case of the library went out with."""
    return form.text("id").strip() if is_edited(form) else ""


def _plain(text: str) -> str:
    return " ".join(narrow(text).split())


def lines_of(taken: TakenIn) -> Iterator[str]:
    """Yield what there is to say of one form, each with the place where people can mend it."""
    form = taken.judged.form
    if taken.fate == "same":
        return
    for finding in taken.judged.findings:
        place = " ".join(filter(None, (form.file, finding.place)))
        yield f"{place} {finding.code} {finding.message}"
    if taken.why:
        yield " ".join(filter(None, (form.file, form.place, taken.why)))
