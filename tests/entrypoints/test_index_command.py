"""``kb index``: incremental, in one step, and safe against whatever happens on the way."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kb.search import SearchQuery
from kb.search.answer import answer
from kb.search.index.manifest import MANIFEST, read_manifest
from kb.search.index.whoosh import NAME, open_index
from kb.search.index.whoosh_writer import LOCK
from tests.cases import CORPUS, copy_cases
from tests.commands import Outcome, run_kb

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    copy_cases(folder / "cases", "wuhu-online-classroom", "jiaozuo-purchase-of-service")
    assert run_kb("index", "--cases", folder / "cases", "--index", folder / "index").status == 0
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """Return a folder with cases and a fresh index of them."""
    shutil.copytree(made, tmp_path / "project")
    assert index(tmp_path / "project").out.startswith("索引已是最新")
    return tmp_path / "project"


def index(project: Path) -> Outcome:
    return run_kb("index", "--cases", project / "cases", "--index", project / "index")


def first(project: Path, text: str) -> str | None:
    hits = answer(open_index(project / "index"), SearchQuery(text)).hits
    return hits[0].id if hits else None


def change_a_case(project: Path, text: str = "用过 VSAT 天线。") -> None:
    path = project / "cases" / "jiaozuo-purchase-of-service.md"
    path.write_text(path.read_text(encoding="utf-8").replace("## 做法\n", f"## 做法\n\n{text}\n"), encoding="utf-8")


def generation(project: Path) -> int:
    return read_manifest(project / "index").generation


def test_only_what_changed_is_analysed_again(project: Path) -> None:
    change_a_case(project)
    count = len(list((project / "cases").glob("*.md")))
    assert index(project).out == (f"索引已更新：{count} 个案例（新增 0，改动 1，删除 0，未变 {count - 1}）。\n")
    assert first(project, "vsat") == "jiaozuo-purchase-of-service"


def test_touched_but_equal_files_do_not_rebuild(project: Path) -> None:
    before = generation(project)
    os.utime(project / "cases" / "wuhu-online-classroom.md")
    assert index(project).out.startswith("索引已是最新")
    assert generation(project) == before


def test_a_broken_case_changes_nothing(project: Path) -> None:
    before = (project / "index" / MANIFEST).read_bytes()
    (project / "cases" / "wuhu-online-classroom.md").write_text("没有元数据", encoding="utf-8")
    outcome = index(project)
    assert outcome.status == 2
    assert "wuhu-online-classroom.md:1" in outcome.err
    assert (project / "index" / MANIFEST).read_bytes() == before


@pytest.mark.parametrize(
    "phase", ["counted_documents", "_Writer", "record_of", "file_entry", "write_manifest", "_remove_other_files"]
)
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_killed_writer_leaves_the_old_index_serving_and_the_next_one_recovers(
    project: Path, phase: str, *, before: bool
) -> None:
    change_a_case(project)
    module = "whoosh_backend" if phase == "counted_documents" else "whoosh_writer"
    code = f"""
import time
from kb.search.index import {module} as module
real = module.{phase}
def stop(*args, **kwargs):
    if {before}: print("here", flush=True); time.sleep(600)
    result = real(*args, **kwargs)
    print("here", flush=True); time.sleep(600)
    return result
from kb.entrypoints.cli import main
module.{phase} = stop
main(["index", "--cases", {str(project / "cases")!r}, "--index", {str(project / "index")!r}])
"""
    writer = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"here\n"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    replaced = phase == "_remove_other_files" or (phase == "write_manifest" and not before)
    assert first(project, "芜湖") == "wuhu-online-classroom"
    assert (first(project, "vsat") == "jiaozuo-purchase-of-service") is replaced
    assert index(project).status == 0
    assert first(project, "vsat") == "jiaozuo-purchase-of-service"
    kept = {*read_manifest(project / "index").files, MANIFEST, f"{NAME}_{LOCK}"}
    change_a_case(project, "还用过 KVM。")
    assert index(project).status == 0
    assert {path.name for path in (project / "index").iterdir()} == kept | set(read_manifest(project / "index").files)


def test_a_full_disk_leaves_the_old_index_serving(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change_a_case(project)
    before = generation(project)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("kb.search.index.whoosh_writer._Writer.add", full)
        outcome = index(project)
        assert outcome.status == 2
        assert "No space left on device" in outcome.err
        assert generation(project) == before
        searched = run_kb("search", "--cases", project / "cases", "--index", project / "index", "--json", "芜湖")
        assert json.loads(searched.out)["hits"][0]["id"] == "wuhu-online-classroom"
        assert "仍用改动之前的索引" in searched.err
    assert index(project).status == 0
    assert first(project, "vsat") == "jiaozuo-purchase-of-service"


@pytest.mark.parametrize("kilobytes", [1, 16, 64])
def test_a_system_that_refuses_to_write_on_leaves_the_old_index_serving(project: Path, kilobytes: int) -> None:
    change_a_case(project)
    before = generation(project)
    code = f"""
import resource
from kb.entrypoints.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes} * 1024,) * 2)
main(["index", "--cases", {str(project / "cases")!r}, "--index", {str(project / "index")!r}])
"""
    writer = subprocess.run([sys.executable, "-X", "utf8", "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert writer.returncode == 2, writer.stderr.decode()
    assert "原有索引没有改动" in writer.stderr.decode()
    assert generation(project) == before
    assert first(project, "芜湖") == "wuhu-online-classroom"
    assert index(project).status == 0
    assert first(project, "vsat") == "jiaozuo-purchase-of-service"


def test_a_second_writer_waits_and_says_so(project: Path) -> None:
    change_a_case(project)
    code = (
        "import sys; from whoosh.util.filelock import FileLock; lock = FileLock(sys.argv[1])\n"
        "assert lock.acquire(); print('held', flush=True); sys.stdin.read()"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", code, str(project / "index" / f"{NAME}_{LOCK}")], cwd=ROOT, stdin=pipe, stdout=pipe
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        run = "from kb.entrypoints.cli import main; main()"
        places = ["--cases", str(project / "cases"), "--index", str(project / "index")]
        with subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", run, "index", *places], cwd=ROOT, stdout=pipe, stderr=pipe
        ) as second:
            assert second.stderr is not None
            assert "另一个进程正在更新索引" in second.stderr.readline().decode("utf-8")
            assert first(project, "vsat") != "jiaozuo-purchase-of-service"
            holder.communicate(b"")
            second.communicate()
    assert (holder.returncode, second.returncode) == (0, 0)
    assert first(project, "vsat") == "jiaozuo-purchase-of-service"


def test_readers_during_rebuilds_see_old_or_new_and_never_a_mixture(project: Path) -> None:
    code = f"""
from itertools import count
from pathlib import Path
from kb.search import Collection, SearchDocument
from kb.search.index.whoosh_backend import WhooshBackend
backend = WhooshBackend(Path({str(project / "mixed")!r}))
for turn in count():
    word = f"turn{{turn}}"
    fields = {{"title": (word,), "summary": (word,)}}
    backend.rebuild(Collection(tuple(SearchDocument(f"d{{n}}", word, fields=fields) for n in range(20))))
    print(turn, flush=True)
"""
    writer = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    writer.stdout.readline()
    seen: set[str] = set()
    while len(seen) < 6:
        assert writer.poll() is None
        results = answer(open_index(project / "mixed"), SearchQuery("", limit=50))
        words = {hit.title for hit in results.hits} | {hit.snippet for hit in results.hits}
        assert results.total == 20
        assert len(words) == 1
        seen |= words
    writer.kill()
    writer.communicate()


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes(
        {
            "emptied": b"",
            "truncated": data[:middle],
            "altered": data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :],
            "foreign": b"PK\x03\x04" + b"not ours" * 50,
        }[how]
    )


@pytest.mark.parametrize("how", ["emptied", "truncated", "altered", "foreign"])
@pytest.mark.parametrize("name", ["kb-manifest.json", "_kb_*.toc", "kb_*.trm", "kb_*.pst", "kb_*.record.col"])
def test_a_damaged_file_that_searches_read_is_named_and_the_index_rebuilt(project: Path, name: str, how: str) -> None:
    (path,) = (project / "index").glob(name)
    damage(path, how)
    outcome = run_kb("search", "--cases", project / "cases", "--index", project / "index", "--json", "芜湖")
    assert outcome.status == 0
    assert json.loads(outcome.out)["hits"][0]["id"] == "wuhu-online-classroom"
    assert path.name in outcome.err
    assert "重新建立" in outcome.err
    assert run_kb("search", "--cases", project / "cases", "--index", project / "index", "芜湖").err == ""


@pytest.mark.parametrize("how", ["emptied", "truncated", "altered", "foreign"])
@pytest.mark.parametrize("name", ["kb-manifest.json", "kb_*.pst", "_kb_*.toc"])
def test_a_damaged_store_is_never_opened_but_made_anew(project: Path, name: str, how: str) -> None:
    (path,) = (project / "index").glob(name)
    damage(path, how)
    change_a_case(project)
    count = len(list((project / "cases").glob("*.md")))
    assert f"新增 {count}，改动 0" in index(project).out
    assert first(project, "vsat") == "jiaozuo-purchase-of-service"


def test_an_index_of_another_version_is_rebuilt(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("kb.search.index.manifest.EDITION", "0-0-0")
        change_a_case(project)
        assert index(project).status == 0
    outcome = run_kb("search", "--cases", project / "cases", "--index", project / "index", "芜湖")
    assert outcome.status == 0
    assert "另一个版本" in outcome.err
    assert "芜湖" in outcome.out


@pytest.mark.parametrize("name", ["_kb_*.toc", "kb_*.*"])
def test_whoosh_files_that_are_gone_are_missed(project: Path, name: str) -> None:
    for path in (project / "index").glob(name):
        path.unlink()
    outcome = run_kb("search", "--cases", project / "cases", "--index", project / "index", "--json", "芜湖")
    assert json.loads(outcome.out)["hits"][0]["id"] == "wuhu-online-classroom"
    assert "打不开。正在从案例重新建立" in outcome.err


def test_files_that_are_not_ours_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    (folder / "photo.jpg").write_bytes(b"precious")
    (folder / "g-old").mkdir()
    assert run_kb("index", "--cases", CORPUS, "--index", folder).status == 0
    assert (folder / "photo.jpg").read_bytes() == b"precious"
    assert (folder / "g-old").is_dir()


def test_a_place_that_cannot_hold_an_index_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    outcome = run_kb("index", "--cases", CORPUS, "--index", tmp_path / "file")
    assert outcome.status == 2
    assert "索引写不进" in outcome.err
    missing = run_kb("index", "--cases", tmp_path / "none", "--index", tmp_path / "index")
    assert missing.status == 2
    assert "没有找到案例文件夹" in missing.err
