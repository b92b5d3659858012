"""What runs at the code host never runs a stranger's code with a token, and names nothing that is not there."""

import html
import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kb.publish.diff.report import quoted
from tests.examples import examples

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def steps_of(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_named_by_commit_since_tags_can_be_moved(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert [line for line in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_gives_a_strangers_code_a_token(path: Path) -> None:
    workflow = read(path)
    assert "pull_request_target" not in workflow["on"]
    # Nothing that others wrote is pasted into a script; it comes through the environment.
    assert not [step for step in steps_of(workflow) if "${{" in step.get("run", "")]
    for step in steps_of(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
    if "pull_request" in workflow["on"]:
        assert workflow["permissions"] == {"contents": "read"}
        assert not [job for job in workflow["jobs"].values() if "permissions" in job]
        assert "secrets." not in path.read_text(encoding="utf-8")


def test_the_commenting_workflow_runs_nothing_of_the_contributors() -> None:
    workflow = read(ROOT / ".github/workflows/comment.yml")
    assert list(workflow["on"]) == ["workflow_run"]
    assert workflow["on"]["workflow_run"]["workflows"] == [read(ROOT / ".github/workflows/check.yml")["name"]]
    used = [step["uses"] for step in steps_of(workflow) if "uses" in step]
    assert [name.partition("@")[0] for name in used] == ["actions/download-artifact"]
    script = "".join(step.get("run", "") for step in steps_of(workflow))
    for runner in ("make ", "python", "kb ", "npm", "bash ", "source ", "eval"):
        assert runner not in script


def filtered(report: str, folder: Path) -> str:
    """Put a report through the commands by which the commenting workflow makes it harmless."""
    script = "".join(step.get("run", "") for step in steps_of(read(ROOT / ".github/workflows/comment.yml")))
    command = re.search(r"head -c 60000 .*?(?=\n *\} > comment\.md)", script, re.DOTALL)
    assert command
    (folder / "report").mkdir(exist_ok=True)
    (folder / "report/report.md").write_text(report, encoding="utf-8")
    done = subprocess.run(["sh", "-c", command[0]], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def test_the_comment_is_the_markdown_report_as_it_stands(tmp_path: Path) -> None:
    title = quoted("某县<b>“在线课堂”</b> @all #12 [x](https://evil.example) ![y](z)")
    report = f"# 这次改动\n\n案例：新增 1 个。\n\n## 新增的案例\n- {title}，信息完整度 9 / 17\n  - 标题：甲 → 乙\n"
    assert filtered(report, tmp_path) == report
    assert not re.search(r"[@\[\]<>`]|&#(?:35|64);", report)


#: What Markdown, or a host after it, could act upon; headings may stand at the start of a line.
ACTIVE = re.compile(r"[@\[\]<>`*|~\x00-\x08\x0b-\x1f\x7f.:]|#(?!\d+;)|&(?!#\d)|&#(?:0|35;|64;)")
UNSEEN = "\u200b\u200e\u202e\u2060\u2066\u2069\u061c\u00ad\u2028\u180e\u3164\ufeff\x7f\x1b\x85\U000e0041"
UNSEEN += "\u17b4\u2800\U0001d173"
FORGED = (
    "@all &#64;all &#064;all &#x40;all #1 &#35;1 <img src=x> ![y](https://evil.example/z) [x](javascript:1) `code` *b*",
    "https://evil.example www.evil.example a@b.example <!-- kb-report --> | a |",
    "|---|\n~~~\n[a]: //x\n\x1b\x01\x03# x",
    "&&#64;#64;octocat &&&#64;#64;#64;octocat &#&#35;64;octocat &#6&#64;4;octocat &am&#64;p;#64;octocat &&#35;#35;1",
    "&#38;#64;octocat &commat;octocat &#8238;abc &#x202e;abc &#127; &#0; &#1; &#8294; &#173;",
    f"a{UNSEEN}b GH-12 g@h-12 ＠octocat",
)


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_report_makes_no_link_mention_image_or_html(forged: str, tmp_path: Path) -> None:
    once = filtered(forged + "\n", tmp_path)
    said = re.sub(r"^#{1,2} ", "", once, flags=re.MULTILINE)
    assert not ACTIVE.search(said)
    assert not re.search(r"[@\x00-\x08\x0b-\x1f\x7f-\x9f]|#\d|GH-\d", html.unescape(said), re.IGNORECASE)
    assert not set(UNSEEN) & set(html.unescape(said))
    assert filtered(once, tmp_path) == once


@examples(30)
@given(
    st.lists(
        st.sampled_from(["&", "#", "&#", ";", "64", "35", "38", "8238", "x40", "@", "a", "\u202e", " "]), max_size=24
    )
)
def test_no_mixture_of_entities_becomes_a_mention(parts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        said = filtered("甲" + "".join(parts), Path(folder))
    assert not re.search(r"[@#\u202e]", html.unescape(said))


def test_every_sign_that_the_report_writes_as_an_entity_comes_through(tmp_path: Path) -> None:
    report = "".join(quoted(chr(code)) for code in range(33, 127)) + "\n"
    assert filtered(report, tmp_path) == report


#: Answers what the workflows ask the host.
GH = """#!/bin/sh
case "$*" in
  *pulls/7/files*) printf "$FILES" ;;
  *"/pulls -f"*) echo 7 ;;
  */pages*) printf "$PAGES" ;;
esac
"""


def run_step(workflow: str, step: str, folder: Path, **settings: str) -> None:
    """Run a step as the host does, with a host that answers what the settings say."""
    (script,) = (one["run"] for one in steps_of(read(ROOT / ".github/workflows" / workflow)) if one.get("name") == step)
    gh = folder / "bin/gh"
    gh.parent.mkdir()
    gh.write_text(GH, encoding="utf-8")
    gh.chmod(0o755)
    environment = {"PATH": f"{gh.parent}:{os.environ['PATH']}", "REPOSITORY": "a/b", **settings}
    subprocess.run(["bash", "-e", "-c", script], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.mark.parametrize(
    ("files", "warned"), [("cases/a.md\\n", False), ("cases/a.md\\n.github/workflows/check.yml\\n", True)]
)
def test_the_comment_says_when_the_program_that_wrote_it_was_changed(files: str, warned: bool, tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report/report.md").write_text("# 这次改动\n" + "甲" * 30_000, encoding="utf-8")
    asked = {
        "HEAD_OWNER": "x",
        "HEAD_BRANCH": "y",
        "HEAD_SHA": "z",
        "RUN_URL": "https://h.example",
        "RESULT": "success",
    }
    run_step("comment.yml", "写回复", tmp_path, FILES=files, **asked)
    comment = (tmp_path / "comment.md").read_text(encoding="utf-8")
    assert ("`cases/` 以外的文件" in comment) is warned
    assert "检查通过" not in comment
    assert "报告太长" in comment


@pytest.mark.parametrize(
    ("pages", "setting", "address"),
    [
        ("https://a.github.io/b/", "", "https://a.github.io/b/"),
        ("https://a.github.io/b/", "https://kb.example.cn/", "https://kb.example.cn/"),
        ('{"message": "Not Found"}', "", None),
    ],
)
def test_the_published_site_knows_its_address(pages: str, setting: str, address: str | None, tmp_path: Path) -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(settings.replace('_URL, ""]', f'_URL, "{setting}"]'), encoding="utf-8")
    (tmp_path / "env").touch()
    run_step("pages.yml", "网站地址", tmp_path, PAGES=pages, GITHUB_ENV=str(tmp_path / "env"))
    assert (tmp_path / "env").read_text(encoding="utf-8") == (f"KB_SITE_URL={address}\n" if address else "")
    steps = [step.get("name") or step.get("run") for step in steps_of(read(ROOT / ".github/workflows/pages.yml"))]
    assert steps.index("网站地址") < steps.index("make site")
    assert read(ROOT / ".gitlab-ci.yml")["pages"]["variables"] == {"KB_SITE_URL": "$CI_PAGES_URL"}


def test_issue_forms_have_what_the_host_asks_of_them() -> None:
    forms = [read(path) for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"]
    assert len(forms) == 2
    for form in forms:
        assert form["name"]
        assert form["description"]
        inputs = [part for part in form["body"] if part["type"] != "markdown"]
        assert all(part["attributes"]["label"] for part in inputs)
        ids = [part["id"] for part in inputs]
        assert len(ids) == len(set(ids))


def test_gitlab_runs_the_same_commands() -> None:
    pipeline = read(ROOT / ".gitlab-ci.yml")
    scripts = "\n".join(line for job in pipeline.values() if "script" in job for line in job["script"])
    for command in ("kb check --format gitlab", "kb diff", "kb build", "make site"):
        assert command in scripts
    assert "public" in pipeline["pages"]["artifacts"]["paths"]
