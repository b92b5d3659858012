"""The frozen library in tests/corpus, which tests of code read: a case added to ``cases/`` can break none of them."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests/corpus"


def copy_cases(target: Path, *ids: str) -> Path:
    """Copy the library, or these of its cases without links to the others, somewhere it may be spoilt."""
    if not ids:
        return Path(shutil.copytree(CORPUS, target))

    def among_these(found: re.Match[str]) -> str:
        linked = [name for name in found[1].split(", ") if name in ids]
        return f"related: [{', '.join(linked)}]\n" if linked else ""

    copy_lists(target)
    for name in ids:
        text = (CORPUS / f"{name}.md").read_text(encoding="utf-8")
        text = re.sub(r"(?m)^related: \[(.*)\]\n", among_these, text)
        (target / f"{name}.md").write_text(text, encoding="utf-8")
    return target


def copy_lists(target: Path) -> Path:
    """Copy the library without its cases and what names them: reading lists, and the cases that studies are about."""
    shutil.copytree(CORPUS, target, ignore=shutil.ignore_patterns("*.md", "collections"))
    studies = target / "studies.yml"
    studies.write_text(re.sub(r"(?m)^ +cases: \[.*\]\n", "", studies.read_text("utf-8")), encoding="utf-8")
    return target


def break_a_case(cases: Path) -> str:
    """Name an unknown theme in one case and return the case's file name."""
    path = cases / "wuhu-online-classroom.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("theme: 优质数字教育资源共建共享", "theme: 没有这个主题"), encoding="utf-8")
    return path.name


def replace_in(path: Path, old: str, new: str) -> None:
    """Write something else where a file says something for the first time."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
