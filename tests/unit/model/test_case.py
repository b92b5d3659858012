"""A case says which sources it cites and who plays which role; the corpus says what is published."""

from typing import get_args

import pytest

from kb.model import CITING_FIELDS, ROLES, Case, CaseHead, Citation, Cost, Mechanism, Section, Statement
from kb.model.base import Model
from kb.model.claim import Claim
from kb.model.corpus import Corpus
from kb.model.vocabulary import Vocabulary, VocabularyTerm


def _has_source(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return "source" in annotation.model_fields
    return any(map(_has_source, get_args(annotation)))


def test_every_field_that_names_a_source_is_among_those_that_cite() -> None:
    found = {
        name
        for name, field in CaseHead.model_fields.items()
        if any(map(_has_source, [field.annotation, *field.metadata]))
    }
    assert found == {*CITING_FIELDS}


def test_a_case_cites_in_the_order_of_its_parts_and_the_body_last() -> None:
    case = Case.model_construct(
        sources=(Citation(source="a", locator="一"),),
        claims=(Claim(text="甲", source="b"),),
        prerequisites=(Statement(text="自己想的"), Statement(text="乙", source="c", locator="第 2 页")),
        steps=(Statement(text="丙", source="d"),),
        enabling=(Statement(text="丁", source="e"),),
        constraints=(Statement(text="戊", source="a"),),
        cost=Cost(amount=1, source="f"),
        sections=(Section(heading="做法", text="", line=1, marks=(Citation(source="g", locator="图 1"),)),),
    )
    assert [(one.source, one.locator) for one in case.citations()] == [
        *(
            ("a", "一"),
            ("b", None),
            ("c", "第 2 页"),
            ("d", None),
            ("e", None),
            ("a", None),
            ("f", None),
            ("g", "图 1"),
        ),
    ]
    assert case.cited_sources() == ("a", "b", "c", "d", "e", "f", "g")


def test_a_mechanism_has_five_roles_with_what_readers_call_them() -> None:
    roles = Mechanism(invest=("政府",), pay=("学校", "家庭"), term="三年").roles()
    assert [(role.name, role.label, role.actors) for role in roles] == [
        ("invest", "谁投资", ("政府",)),
        ("build", "谁建设", ()),
        ("operate", "谁运营", ()),
        ("own", "归谁所有", ()),
        ("pay", "谁付费", ("学校", "家庭")),
    ]
    assert list(ROLES) == [role.name for role in roles]


@pytest.mark.parametrize(
    ("drafts", "shown"), [(False, {"checked", "pending", "odd"}), (True, {"checked", "pending", "odd", "draft"})]
)
def test_drafts_are_published_only_when_asked_for_and_withdrawn_cases_never(drafts: bool, shown: set[str]) -> None:
    labels = {"checked": "已核对来源", "pending": "待审核", "draft": "草稿", "withdrawn": "已撤下"}
    terms = tuple(VocabularyTerm(id=name, label=label, definition=label) for name, label in labels.items())
    corpus = Corpus.model_construct(cases=(), vocabulary=Vocabulary.model_construct(review_statuses=terms), sources={})
    assert corpus.published_ids(labels | {"odd": "没有这个词"}, drafts=drafts) == (shown, {"withdrawn"})
