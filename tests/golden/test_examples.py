"""Run the examples of docs/problems.md: put into a sound corpus, the wrong one is found and the right one is not."""

import re
from pathlib import Path

import pytest
import yaml

from kb.checks import RULES, Rule
from tests.golden.test_problems import break_corpus, found_in

PLACES: dict[str, dict] = yaml.safe_load((Path(__file__).parent / "examples.yml").read_text(encoding="utf-8"))

#: What stands in an example for signs nobody can see, or for text too long to print.
STANDS_FOR = {
    "<零宽空格>": "\u200b",
    "<Tab>": "\t",
    "（正文里有一段很长的 base64 文字）": "iVBORw0KGgo" * 100_000,
    "（只留文字）": "教室里有一块屏幕，面向学生。",
    "（一段三千多字，中间没有空行）": "先测网络，再排课表。" * 310,
    "（在意思换的地方空一行，分成几段）": "\n\n".join(["先测网络，再排课表。" * 155] * 2),
}
#: How a file is saved, in the words of an editor's menu: its encoding and its line ends.
SAVED = {
    "另存为 → 编码：带有 BOM 的 UTF-8": ("utf-8-sig", "\n"),
    "另存为 → 编码：UTF-8": ("utf-8", "\n"),
    "另存为 → 编码：ANSI": ("gbk", "\n"),
    "行尾：CRLF": ("utf-8", "\r\n"),
    "行尾：LF": ("utf-8", "\n"),
}


def put_in_place(example: str, place: dict, folder: Path) -> None:
    """Write the example into the text at its place."""
    path = folder / "cases" / place["in"]
    at, template = place.get("at"), place.get("as", "‹例›")
    indent = re.search(r"^( *)‹例›", template, re.MULTILINE)
    text = template.replace("‹例›", example.replace("\n", "\n" + (indent[1] if indent else "")))
    if at is not None:
        whole = path.read_text(encoding="utf-8")
        assert whole.count(at) == 1, f"{at!r} must occur once"
        text = whole.replace(at, text)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def save_as(example: str, place: dict, folder: Path) -> None:
    """Save a file in the way the example names."""
    encoding, line_end = SAVED[example]
    path = folder / "cases" / place["in"]
    path.write_bytes(path.read_text(encoding="utf-8").replace("\n", line_end).encode(encoding))


def move_to_paths(example: str, place: dict, folder: Path) -> None:
    """Give a file every name that the example lists, and its id with it."""
    original = folder / "cases" / place["in"]
    text = original.read_text(encoding="utf-8")
    original.unlink()
    for name in example.splitlines():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace(original.stem, path.name.split(".")[0]), encoding="utf-8")


def link_away(example: str, _place: dict, folder: Path) -> None:
    """Keep a case elsewhere and link to it where the example has an arrow, or else keep the case itself."""
    case = (
        (folder / "cases/yy-flipped-classroom.md")
        .read_text(encoding="utf-8")
        .replace("id: yy-flipped-classroom", "id: x")
    )
    shown, _, target = example.removesuffix("（文件本身）").partition(" → ")
    path = folder / shown
    if target:
        stored = folder / target.lstrip("/")  # on no account a file of the machine that runs the tests
        stored.parent.mkdir(parents=True)
        path.symlink_to(stored)
        path = stored
    path.write_text(case.replace("id: yy-flipped-classroom", "id: x"), encoding="utf-8")


def take_away(example: str, _place: dict, folder: Path) -> None:
    """Remove the file that the example says is missing."""
    path, _, state = example.partition(" ")
    assert state in ("不存在", "在案例旁边")
    if state == "不存在":
        (folder / path).unlink()


KINDS = {None: put_in_place, "saved": save_as, "paths": move_to_paths, "link": link_away, "missing": take_away}


def rename(folder: Path, names: dict[str, str]) -> None:
    """Write other names into every text of the corpus, and give them to the files so called."""
    for path in [path for path in (folder / "cases").rglob("*") if path.is_file()]:
        text = path.read_text(encoding="utf-8")
        for old, new in names.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8", newline="\n")
        path.rename(path.with_name(names.get(path.stem, path.stem) + path.suffix))


def codes_with(example: str, code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[set[str], set[str]]:
    """Return all codes and the codes of errors that the corpus has with the example in it."""
    place = PLACES[code]
    break_corpus(folder, place.get("edits", []))
    for shown, meant in STANDS_FOR.items():
        example = example.replace(shown, meant)
    KINDS[place.get("kind")](example, place, folder)
    names = dict(place.get("rename", {}))
    if "by_id" in place:
        names[place["by_id"]] = example.removeprefix("id: ").split()[0]
    if names:
        rename(folder, names)
    found = found_in(folder, monkeypatch)
    return {problem.code for problem in found}, {problem.code for problem in found if problem.severity == "error"}


def test_every_rule_has_a_place_for_its_examples() -> None:
    assert set(PLACES) == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_the_wrong_example_is_found_and_brings_no_other_error(
    rule: Rule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, errors = codes_with(rule.wrong, rule.code, tmp_path, monkeypatch)
    assert rule.code in found
    assert errors - {rule.code} == set(PLACES[rule.code].get("also", []))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_the_right_example_is_not_found_and_leaves_the_corpus_sound(
    rule: Rule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, errors = codes_with(rule.right, rule.code, tmp_path, monkeypatch)
    assert rule.code not in found
    assert errors == set()
