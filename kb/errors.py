"""Name everything that can go wrong outside a case's content.

Faults in content are not errors: they are collected as ``Problem`` objects (``kb.model.problem``).
"""


class KbError(Exception):
    """Base of every error this project raises; its text is Chinese and meant for the person at the keyboard."""


class CorpusError(KbError):
    """The corpus cannot be used."""


class CasesNotFound(CorpusError):
    """The cases folder does not exist or is not a folder."""


class CaseNotFound(CorpusError):
    """No case has the id."""


class CorpusHasProblems(CorpusError):
    """Checks found problems, so nothing was written; the text lists them one a line."""


class NothingToCite(CorpusError):
    """What is to be cited does not exist, or is too faulty to be cited."""


class SearchError(KbError):
    """Search cannot answer."""


class IndexMissing(SearchError):
    """There is no index at the given place."""


class IndexDamaged(SearchError):
    """The index is not ours, is incomplete, was altered, or has another format version."""


class IndexLocked(SearchError):
    """Another process is writing this index."""


class EngineUnreachable(SearchError):
    """The cluster that holds the index does not answer, or only in part; it may do so later."""


class PublishError(KbError):
    """The site cannot be made."""


class FormUnreadable(KbError):
    """An office file cannot be read as a form, or may not be."""
