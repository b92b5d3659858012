"""What a case, a claim, a source, the vocabulary and a problem are: frozen values without I/O."""

from kb.model.base import UNKNOWN
from kb.model.case import (
    BODY_SECTIONS,
    CITING_FIELDS,
    ROLES,
    STATEMENT_FIELDS,
    Case,
    CaseHead,
    Cost,
    Mechanism,
    Practice,
    Review,
    Role,
    Section,
    Unit,
)
from kb.model.claim import Citation, Claim, Flow, FollowUp, Statement
from kb.model.collection import Collection, CollectionCase
from kb.model.corpus import Corpus
from kb.model.notice import Deadline, Notice, Principle, ProvinceMeasures, Rectification
from kb.model.problem import Problem, Severity
from kb.model.question import Questions, TermQuestions
from kb.model.region import Region
from kb.model.source import Source
from kb.model.study import Effect, Studies, Study
from kb.model.vocabulary import Vocabulary, VocabularyTerm

__all__ = [
    "BODY_SECTIONS",
    "CITING_FIELDS",
    "ROLES",
    "STATEMENT_FIELDS",
    "UNKNOWN",
    "Case",
    "CaseHead",
    "Citation",
    "Claim",
    "Collection",
    "CollectionCase",
    "Corpus",
    "Cost",
    "Deadline",
    "Effect",
    "Flow",
    "FollowUp",
    "Mechanism",
    "Notice",
    "Practice",
    "Principle",
    "Problem",
    "ProvinceMeasures",
    "Questions",
    "Rectification",
    "Region",
    "Review",
    "Role",
    "Section",
    "Severity",
    "Source",
    "Statement",
    "Studies",
    "Study",
    "TermQuestions",
    "Unit",
    "Vocabulary",
    "VocabularyTerm",
]
