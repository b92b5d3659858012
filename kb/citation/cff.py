"""Say in CITATION.cff how the library is cited, in the format that code hosts and Zenodo read.

Run ``python -m kb.citation.cff > CITATION.cff`` after changing anything here.
"""

import sys
from importlib.metadata import version

import yaml

from kb.citation.case_references import LIBRARY_NAME, Library

_MESSAGE = "引用整个案例库，请用下面的信息；引用一个案例或其中一段，请用案例页的“引用”或 kb cite，它们带着版本和网址。"
_ABSTRACT = (
    "从教育部办公厅 2014 年关于教育信息化试点工作进展情况的通报（教技厅函〔2014〕13 号）出发的典型案例库："
    "每条陈述带来源和定位，未知的写明未知。案例按 CC BY 4.0 许可，程序按 Apache-2.0 许可。"
)


def render_cff(library: Library, *, version: str) -> str:
    """Return the file (Citation File Format 1.2.0); where the address is not known, none is given."""
    data = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "title": library.name,
        "type": "dataset",
        "authors": [{"name": library.editor}],
        "version": version,
        "license": "CC-BY-4.0",
        "abstract": _ABSTRACT,
        "keywords": ["教育信息化", "典型案例", "ICT in education", "case studies"],
        **({"url": library.url} if library.url else {}),
    }
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


if __name__ == "__main__":
    text = render_cff(Library(LIBRARY_NAME, LIBRARY_NAME), version=version("kb"))
    sys.stdout.buffer.write(text.encode("utf-8"))
