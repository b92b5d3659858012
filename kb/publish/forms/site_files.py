"""Write the empty forms, which the site offers beside the page on which a case is written."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from kb.model import Corpus
from kb.publish.core.artifact import Artifact
from kb.publish.core.fingerprints import Fingerprints
from kb.publish.forms.layout import FORM_NAME, contributors_form

#: Address → name under which a browser keeps the file.
FORM_FILES: Final = {f"forms/case-form.{kind}": f"{FORM_NAME}.{kind}" for kind in ("docx", "xlsx")}


def form_files(corpus: Corpus, fingerprints: Fingerprints) -> Iterator[Artifact]:
    """Yield the files; what they hold comes from the vocabulary and our code alone."""
    for name in FORM_FILES:
        yield Artifact(name, fingerprints.of(name), partial(empty_form, Path(name).suffix, corpus))


def empty_form(kind: str, corpus: Corpus) -> bytes:
    """Return the form for contributors; a kind is how the file's name ends, ``.docx`` or ``.xlsx``."""
    form = contributors_form(corpus)
    if kind == ".docx":
        from kb.publish.forms.word_form import word_form  # here, because a build that changes nothing needs no library

        return word_form(form)
    from kb.publish.forms.excel_form import excel_form

    return excel_form(form)
