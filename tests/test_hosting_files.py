"""What runs at the code host never runs a stranger's code with a token, and names nothing that is not there."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.publish.diff.report import quoted

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def steps_of(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


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
    assert used == ["actions/download-artifact@v4"]
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


def test_a_forged_report_makes_no_link_mention_image_or_html(tmp_path: Path) -> None:
    forged = (
        "@all &#64;all &#064;all #1 &#35;1 <img src=x> ![y](https://evil.example/z) [x](javascript:1) `code` **b**\n"
        "https://evil.example www.evil.example a@b.example <!-- kb-report --> | a |\n"
        "|---|\n~~~\n[a]: //x\n\x1b\x01\x03# x\n"
    )
    told = re.sub(r"^#{1,2} ", "", filtered(forged, tmp_path), flags=re.MULTILINE)
    assert not re.search(r"[@\[\]<>`*|~\x00-\x08\x0b-\x1f.:]|#(?!\d+;)|&(?!#\d)|&#(?:0|35;|64;)", told)


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
