"""Open an index that fits the cases: as it stands when nothing changed, brought up to date when something did."""

from collections.abc import Callable
from pathlib import Path

from kb.errors import CasesNotFound, CorpusHasProblems, IndexDamaged, IndexMissing, SearchError
from kb.search.impacts.reader import ImpactIndex
from kb.search.store.file_list import read_file_list
from kb.search.store.folder import IndexFolder
from kb.search.store.pointer import Pointer
from kb.search.store.signature import FileStamps, file_stamps, signature_of, stamps_from_text, stamps_to_text

DEFAULT_CASES = Path("cases")
DEFAULT_INDEX = Path(".kb") / "index"

#: So many cases may change for only these to be read.
_FEW = 50

Say = Callable[[str], None]


def open_fresh_index(cases: Path, index: Path, say: Say) -> ImpactIndex:
    """Return the index of the cases; ``say`` is told what a person should know about it."""
    folder = IndexFolder(index)
    if not cases.is_dir():
        return _open_without_cases(cases, folder)
    pointer: Pointer | None = None
    try:
        pointer = folder.pointer()
        if pointer.signature == signature_of(file_stamps(cases)):
            return folder.open_index()
    except IndexMissing:
        pass
    except IndexDamaged as error:
        pointer = None
        say(f"{error}正在从案例重新建立。")
    try:
        update_index(cases, index, say)
    except CorpusHasProblems as error:
        if pointer is None:
            raise
        count = sum(" KB" in line for line in str(error).splitlines())
        say(f"案例里有 {count} 处错误，仍用改动之前的索引。请运行 kb check 查看。")
    except OSError as error:
        if pointer is None:
            raise SearchError(f"索引写不进 {index}：{error.strerror}。") from error
        say(f"索引写不进 {index}（{error.strerror}），仍用改动之前的索引。")
    return folder.open_index()


def update_index(cases: Path, index: Path, say: Say, *, thorough: bool = False) -> str:
    """Bring the index up to date with the cases and return in one sentence what was done.

    If ``thorough``, every byte of the old index is checked before anything is built on it.
    """
    if not cases.is_dir():
        raise CasesNotFound(f"没有找到案例文件夹 {cases}。请用 --cases 指明它在哪里。")
    folder = IndexFolder(index)
    # Taken before reading: a file that changes meanwhile makes the index stale, never wrongly fresh.
    stamps = file_stamps(cases)
    signature, files = signature_of(stamps), stamps_to_text(stamps)
    is_sound = _is_sound(folder, thorough=thorough)
    if is_sound and folder.pointer().signature == signature:
        return f"索引已是最新：{folder.open_index().size} 个案例。"
    # Reading, checking and writing need heavy packages; a search that finds its index fresh does without.
    from kb.checks import require_sound, require_sound_cases
    from kb.entrypoints.progress import shown_progress
    from kb.search.backends.whoosh import WhooshBackend
    from kb.search.case_document import collection_of, document_of, facets_of

    backend = WhooshBackend(index, on_wait=lambda: say("另一个进程正在更新索引，等它结束……"), track=shown_progress)
    changes = None
    few = _few_changed(read_file_list(index, folder.pointer()), stamps) if is_sound else None
    if few is not None:
        corpus = require_sound_cases(cases, [cases / name for name in few])
        published = {case.id for case in corpus.cases}
        changes = backend.amend(
            [document_of(case, corpus) for case in corpus.cases],
            {name.removesuffix(".md") for name in few} - published,
            lambda used: facets_of(corpus, used),
            signature=signature,
            files=files,
        )
    if changes is None:
        changes = backend.rebuild(collection_of(require_sound(cases)), signature=signature, files=files)
    size = changes.added + changes.changed + changes.unchanged
    if size == changes.unchanged and not changes.removed:
        return f"索引已是最新：{size} 个案例。"
    return (
        f"索引已更新：{size} 个案例"
        f"（新增 {changes.added}，改动 {changes.changed}，删除 {changes.removed}，未变 {changes.unchanged}）。"
    )


def _few_changed(text: str | None, stamps: FileStamps) -> list[str] | None:
    """Return the case files that are new or changed, where nothing else is and they are few; None otherwise."""
    if not text:
        return None
    before = stamps_from_text(text)
    changed = [name for name, stamp in stamps.items() if before.get(name) != stamp]
    if before.keys() - stamps.keys() or len(changed) > _FEW or not all(map(_is_case, changed)):
        return None
    return changed


def _is_case(name: str) -> bool:
    return name.endswith(".md") and "/" not in name and name.casefold() != "readme.md"


def _is_sound(folder: IndexFolder, *, thorough: bool) -> bool:
    if folder.sound_generation(thorough=thorough) is None:
        return False
    try:
        opened = folder.open_index()
        if thorough:
            opened.check()
    except (IndexDamaged, IndexMissing):
        return False
    return True


def _open_without_cases(cases: Path, folder: IndexFolder) -> ImpactIndex:
    try:
        return folder.open_index()
    except IndexMissing:
        raise CasesNotFound(f"没有找到案例文件夹 {cases}，也没有现成的索引。请用 --cases 指明案例在哪里。") from None
