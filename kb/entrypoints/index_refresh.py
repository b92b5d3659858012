"""Open an index that fits the cases: as it stands when nothing changed, brought up to date when something did."""

from collections.abc import Callable
from pathlib import Path

from kb.errors import CasesNotFound, CorpusHasProblems, IndexDamaged, IndexMissing, SearchError
from kb.search.index.accumulator import Accumulator
from kb.search.index.manifest import Manifest, index_folder, read_manifest
from kb.search.index.stat_fingerprint import stat_fingerprint
from kb.search.index.whoosh import WhooshIndex, open_index
from kb.search.protocol import Changes

Say = Callable[[str], None]


def open_fresh_index(
    cases: Path, index: Path | None, say: Say, accumulator: type[Accumulator] = Accumulator
) -> WhooshIndex:
    """Return the index of the cases; ``say`` is told what a person should know about it."""
    index = index or index_folder(cases)
    if not cases.is_dir():
        try:
            return open_index(index, accumulator)
        except IndexMissing:
            words = f"没有找到案例文件夹 {cases}，也没有现成的索引。请用 --cases 指明案例在哪里。"
            raise CasesNotFound(words) from None
    manifest: Manifest | None = None
    # Taken before reading: a file that changes meanwhile makes the index stale, never wrongly fresh.
    fingerprint = stat_fingerprint(cases)
    try:
        manifest = read_manifest(index)
        if manifest.fingerprint == fingerprint:
            return open_index(index, accumulator)
    except IndexMissing:
        pass
    except IndexDamaged as error:
        manifest = None
        say(f"{error}正在从案例重新建立。")
    try:
        _update(cases, index, fingerprint, say)
    except CorpusHasProblems as error:
        if manifest is None:
            raise
        count = sum(" KB" in line for line in str(error).splitlines())
        say(f"案例里有 {count} 处错误，仍用改动之前的索引。请运行 kb check 查看。")
    except OSError as error:
        if manifest is None:
            raise SearchError(f"索引写不进 {index}：{error.strerror}。") from error
        say(f"索引写不进 {index}（{error.strerror}），仍用改动之前的索引。")
    return open_index(index, accumulator)


def update_index(cases: Path, index: Path | None, say: Say) -> str:
    """Bring the index up to date with the cases and return in one sentence what was done."""
    if not cases.is_dir():
        raise CasesNotFound(f"没有找到案例文件夹 {cases}。请用 --cases 指明它在哪里。")
    return _update(cases, index or index_folder(cases), stat_fingerprint(cases), say)


def _update(cases: Path, index: Path, fingerprint: str, say: Say) -> str:
    # Reading, checking and writing need heavy packages; a search that finds its index fresh does without.
    from kb.checks.runner import load_checked
    from kb.content.cache import cache_of
    from kb.entrypoints.progress import shown_progress
    from kb.search.index.refresh import digests_of, update_case_index

    checked = load_checked(cases, cache_of(cases))
    changes = update_case_index(
        index,
        digests_of(cases, checked.content_hashes),
        checked.corpus_of,
        fingerprint=fingerprint,
        on_wait=lambda: say("另一个进程正在更新索引，等它结束……"),
        track=shown_progress,
    )
    return said_of(changes)


def said_of(changes: Changes) -> str:
    """Say in one sentence what was done to an index."""
    size = changes.added + changes.changed + changes.unchanged
    if size == changes.unchanged and not changes.removed:
        return f"索引已是最新：{size} 个案例。"
    return (
        f"索引已更新：{size} 个案例"
        f"（新增 {changes.added}，改动 {changes.changed}，删除 {changes.removed}，未变 {changes.unchanged}）。"
    )
