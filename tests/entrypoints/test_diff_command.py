"""``kb diff`` tells a reviewer what a branch does for readers."""

import html
import io
import json
import shutil
import tarfile
from pathlib import Path

import pytest

from tests.cases import copy_cases, replace_in
from tests.commands import git, run_kb

QUERIES = (
    "place:\n  - {query: 芜湖, expect: [wuhu-online-classroom]}\n  - {query: 校园气象站, expect: [weather-station]}\n"
)


@pytest.fixture
def unchanged(tmp_path: Path) -> Path:
    """Make a repository whose working tree is what was committed."""
    copy_cases(tmp_path / "cases")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "before")
    return tmp_path


@pytest.fixture
def branch(unchanged: Path) -> Path:
    """Make a repository whose working tree has one new, one changed, one withdrawn and one removed case."""
    cases = unchanged / "cases"
    (unchanged / "queries.yml").write_text(QUERIES, encoding="utf-8")
    changed = cases / "wuhu-online-classroom.md"
    text = changed.read_text(encoding="utf-8")
    new = text.replace("id: wuhu-online-classroom", "id: weather-station").replace(
        "芜湖“在线课堂”：县镇学校帮教学点开齐开足课程", "校园气象站"
    )
    (cases / "weather-station.md").write_text(new, encoding="utf-8")
    changed.write_text(
        text.replace("  pay: 未知", "  pay: 政府").replace("这是主管部门", "这只是主管部门"), encoding="utf-8"
    )
    withdrawn = cases / "gongshu-online-training.md"
    text = withdrawn.read_text(encoding="utf-8")
    withdrawn.write_text(text.replace("review: {status: 已核对来源", "review: {status: 已撤下"), encoding="utf-8")
    removed = "nanshan-service-outsourcing"
    (cases / f"{removed}.md").unlink()
    vocabulary = (cases / "vocabulary.yml").read_text(encoding="utf-8")
    stage = "stages:\n  - {id: evening, label: 夜校, definition: 晚上上课。}\n"
    (cases / "vocabulary.yml").write_text(vocabulary.replace("stages:\n", stage, 1), encoding="utf-8")
    return unchanged


def diff(branch: Path, form: str) -> str:
    outcome = run_kb("diff", "HEAD", "--format", form, "--cases", branch / "cases", "--queries", branch / "queries.yml")
    assert outcome.status == 0, outcome.err
    return outcome.out


def test_a_new_a_changed_a_withdrawn_and_a_removed_case_are_told_apart(branch: Path) -> None:
    found = json.loads(diff(branch, "json"))
    ids = {kind: [case["id"] for case in found[kind]] for kind in ("new", "changed", "withdrawn", "removed")}
    assert ids == {
        "new": ["weather-station"],
        "changed": ["wuhu-online-classroom"],
        "withdrawn": ["gongshu-online-training"],
        "removed": ["nanshan-service-outsourcing"],
    }
    (changed,) = found["changed"]
    assert [field["title"] for field in changed["fields"]] == ["机制", "正文“成效与证据”"]
    assert changed["fields"][0]["before"] == "未知"
    assert "谁付费 政府" in changed["fields"][0]["after"]
    assert changed["after"]["known"] == changed["before"]["known"] + 1
    (word,) = (entry for entry in found["entries"] if entry["kind"] == "词表“学段”")
    assert (word["change"], word["id"], word["title"]) == ("新增", "evening", "夜校")
    assert "cases/weather-station.html" in found["pages_added"]
    assert "cases/nanshan-service-outsourcing.html" in found["pages_removed"]
    hit = {each["query"]: each for each in found["hits"]}["校园气象站"]
    assert hit["after"] == "weather-station"
    assert hit["expected"]


def test_a_cases_own_source_is_shown_once_and_moving_it_changes_nothing(branch: Path) -> None:
    git(branch, "checkout", "-q", ".")
    (branch / "cases" / "weather-station.md").unlink()
    case = branch / "cases" / "wuhu-online-classroom.md"
    own = "\nnew_sources:\n  - {id: own-2026, type: webpage, title: 甲, tier: 媒体报道}\nsources:\n"
    replace_in(case, "\nsources:\n", f"{own}  - {{source: own-2026, locator: 正文}}\n")
    found = json.loads(diff(branch, "json"))
    assert [(entry["kind"], entry["change"], entry["id"]) for entry in found["entries"]] == [
        ("来源", "新增", "own-2026")
    ]
    assert [field["title"] for field in found["changed"][0]["fields"]] == ["来源"]
    git(branch, "add", ".")
    git(branch, "commit", "-q", "-m", "own")
    assert run_kb("check", "--fix", "--cases", branch / "cases").status == 0
    assert "own-2026" in (branch / "cases" / "sources.yml").read_text(encoding="utf-8")
    found = json.loads(diff(branch, "json"))
    assert (found["entries"], found["changed"]) == ([], [])


def test_the_text_is_chinese_and_names_what_was_filled_in(branch: Path) -> None:
    text = diff(branch, "text")
    assert "案例：新增 1 个、修改 1 个、撤下 1 个、删去 1 个。" in text
    assert "补上了谁付费" in text
    assert "校园气象站（weather-station）" in text
    assert "审核：" in text


def test_markdown_of_a_contributor_stays_text(branch: Path) -> None:
    case = branch / "cases" / "weather-station.md"
    text = case.read_text(encoding="utf-8").replace(
        "title: 校园气象站", 'title: "@all [点](https://e.example) <img src=x> `x` | https://e.example"'
    )
    case.write_text(text, encoding="utf-8")
    report = diff(branch, "markdown")
    for active in ("@all", "](", "<img", "`x`", "https://"):
        assert active not in report
    assert "＠all &#91;" in report


def test_a_draft_is_a_new_case_without_a_page(branch: Path) -> None:
    case = branch / "cases" / "weather-station.md"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("review: {status: 已核对来源", "review: {status: 草稿"), encoding="utf-8")
    found = json.loads(diff(branch, "json"))
    assert [each["id"] for each in found["new"]] == ["weather-station"]
    assert "cases/weather-station.html" not in found["pages_added"]
    assert "weather-station" not in [hit["after"] for hit in found["hits"]]


def test_no_difference_is_said_in_so_many_words(branch: Path) -> None:
    git(branch, "add", ".")
    git(branch, "commit", "-q", "-m", "after")
    assert "案例、来源、词表、合集、讨论题、研究、2014 年文件和编号登记都没有变化。" in diff(branch, "text")


def test_links_in_the_old_version_lead_nowhere(branch: Path) -> None:
    outside = branch / "outside.md"
    shutil.copy(branch / "cases" / "wuhu-online-classroom.md", outside)
    (branch / "cases" / "linked.md").symlink_to(outside)
    git(branch, "add", ".")
    git(branch, "commit", "-q", "-m", "a link")
    (branch / "cases" / "linked.md").unlink()
    assert "linked" not in diff(branch, "json")


def test_a_name_that_leads_out_of_the_folder_is_left_out(branch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = io.BytesIO()
    outside = branch / "outside.md"
    with tarfile.open(fileobj=packed, mode="w") as archive:
        archive.add(branch / "cases", "")
        for name in ("../" * 9 + str(outside).lstrip("/"), str(outside)):
            entry = tarfile.TarInfo(name)
            entry.size = 1
            archive.addfile(entry, io.BytesIO(b"x"))
    monkeypatch.setattr("kb.entrypoints.cli.diff.archive_of", lambda *_: packed.getvalue())
    assert "编号登记都没有变化" in diff(branch, "text")
    assert not outside.exists()


@pytest.mark.parametrize("revision", ["no-such", "--output=x", "HEAD:cases"])
def test_what_is_no_revision_is_refused(branch: Path, revision: str) -> None:
    outcome = run_kb("diff", "--cases", branch / "cases", "--", revision)
    assert outcome.status == 2
    assert "版本" in outcome.err
    assert not (branch / "cases" / "x").exists()


#: A change in each file: what it said, what it says, and what a reviewer reads of both; nothing where there was none.
CHANGES = (
    (
        "sources.yml",
        "id: moe-2014-13\n",
        "id: moe-2014-13\n    URL: https://evil.example/x\n",
        "",
        "https://evil.example/x",
    ),
    ("vocabulary.yml", "level: 3", "level: 4", "3", "4"),
    ("collections/networks-and-mechanisms.yml", "先看目标：全市", "先看合同：全市", "先看目标", "先看合同"),
    ("studies.yml", "value: 0.42", "value: 0.24", "0.42", "0.24"),
    ("questions.yml", "哪几门课没有开", "哪几门课停了", "哪几门课没有开", "哪几门课停了"),
    ("data/notice-2014-13.yml", "fund: 2000000", "fund: 328741600", "2000000", "328741600"),
    (
        "ids.txt",
        "gongshu-online-training\n",
        "gongshu-online-training\nold -> gongshu-online-training\n",
        "",
        "gongshu-online-training",
    ),
    ("wuhu-online-classroom.md", "region: 340200", "region: 340100", "芜湖市（340200）", "合肥市（340100）"),
    ("wuhu-online-classroom.md", "这是主管部门", "这正是主管部门", "这是主管部门", "这正是主管部门"),
)


def test_of_every_file_a_reviewer_sees_the_old_and_the_new_value(unchanged: Path) -> None:
    for name, old, new, *_ in CHANGES:
        replace_in(unchanged / "cases" / name, old, new)
    found = json.loads(diff(unchanged, "json"))
    fields = [field for change in (*found["changed"], *found["entries"]) for field in change["fields"]]
    told = [html.unescape(diff(unchanged, form)).splitlines() for form in ("text", "markdown")]
    for name, *_, before, after in CHANGES:
        assert any(before in field["before"] and after in field["after"] for field in fields), name
        assert all(any(before in line and after in line for line in lines) for lines in told), name


def test_files_that_are_gone_are_named(unchanged: Path) -> None:
    kinds = {}
    for name, *_ in CHANGES[2:-2]:
        (unchanged / "cases" / name).unlink()
    for entry in json.loads(diff(unchanged, "json"))["entries"]:
        kinds.setdefault(entry["change"], set()).add(entry["kind"])
    assert list(kinds) == ["删去"]
    assert {"合集", "研究", "讨论题“按问题”", "通报", "编号登记"} <= kinds["删去"]
    assert "没有变化。" not in diff(unchanged, "text").splitlines()[-1]


def test_a_case_that_cannot_be_read_is_not_said_to_be_removed(unchanged: Path) -> None:
    replace_in(unchanged / "cases/wuhu-online-classroom.md", "region: 340200", "region: 芜湖")
    found = json.loads(diff(unchanged, "json"))
    assert (found["removed"], found["unreadable"]) == ([], ["wuhu-online-classroom"])
    assert "个错误" in diff(unchanged, "markdown")
