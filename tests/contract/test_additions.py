"""Documents that come, change and go one by one are found as if the index had been made of them all at once."""

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.corpus import generated_collection
from kb.search import Collection, SearchDocument, SearchQuery, SearchResults
from kb.search.answer import answer
from kb.search.index.accumulator import Accumulator
from kb.search.index.manifest import MANIFEST, read_manifest
from kb.search.index.memory import MemoryBackend
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.index.whoosh import NAME, open_index
from kb.search.index.whoosh_backend import WhooshBackend
from kb.search.index.whoosh_writer import LOCK

SIZE = 150
QUERIES = (
    SearchQuery("", limit=200),
    SearchQuery("平板 口语练习", limit=200),
    SearchQuery("教师人数不够怎么办", limit=30),
    SearchQuery("县里的教师培训", {"evidence": ("0", "1")}, limit=50, offset=5),
    SearchQuery('"集体备课" -平板', limit=200),
    SearchQuery("全新内容 天线", limit=200),
    SearchQuery("shuxue 在线", limit=50),
)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return generated_collection(tmp_path_factory.mktemp("generated"), SIZE, paragraphs=2)


def segments(folder: Path) -> int:
    return len(open_index(folder).segments)


def answers(folder: Path, accumulator: type[Accumulator] = Accumulator) -> list[SearchResults]:
    index = open_index(folder, accumulator)
    return [answer(index, query) for query in QUERIES]


def altered(document: SearchDocument, rolls: random.Random) -> SearchDocument:
    """Return the document with other words, and another place in a tie."""
    text = f"全新内容{rolls.randrange(9)}：{'天线' * rolls.randrange(1, 4)}。"
    return replace(
        document,
        date=rolls.choice(["2012", "2014-05-01", "2016-11", document.date]),
        evidence=rolls.choice([0, 1, document.evidence]),
        fields={**document.fields, "body": (text, *document.fields["body"][1:])},
    )


def steps(collection: Collection, count: int) -> Iterator[tuple[list[SearchDocument], set[str], Collection]]:
    """Yield what changes, what goes, and all that is there then, one step after the other."""
    rolls = random.Random(2014)
    documents = {document.id: document for document in collection.documents}
    for step in range(count):
        changed = [altered(document, rolls) for document in rolls.sample(collection.documents, 1 + step % 3)]
        if step % 4 == 0:
            changed.append(altered(replace(rolls.choice(collection.documents), id=f"new-{step}"), rolls))
        gone = {rolls.choice(collection.documents).id} if step % 5 == 4 else set()
        changed = [each for each in changed if each.id not in gone]
        documents.update((document.id, document) for document in changed)
        for name in gone:
            documents.pop(name, None)
        yield changed, gone, Collection(tuple(documents.values()), collection.facets)


def test_every_step_is_answered_as_by_an_index_made_at_once(collection: Collection, tmp_path: Path) -> None:
    backend = WhooshBackend(tmp_path / "stepwise")
    backend.rebuild(collection)
    at_once = MemoryBackend()
    seen = []
    for changed, gone, now in steps(collection, 10):
        assert backend.amend(changed, gone, lambda _: collection.facets) is not None
        seen.append(segments(tmp_path / "stepwise"))
        at_once.rebuild(now)
        expected = [at_once.search(query) for query in QUERIES]
        assert answers(tmp_path / "stepwise") == expected
        assert answers(tmp_path / "stepwise", NumpyAccumulator) == expected
    # Segments were added one by one, and when there were too many those beside the first were made one.
    assert seen == [2, 3, 4, 5, 6, 7, 8, 9, 2, 3]


def test_a_rebuild_with_few_changes_only_adds(collection: Collection, tmp_path: Path) -> None:
    backend = WhooshBackend(tmp_path)
    backend.rebuild(collection)
    changed = altered(collection.documents[3], random.Random(1))
    rest = tuple(document for document in collection.documents[:-1] if document.id != changed.id)
    changes = backend.rebuild(Collection((changed, *rest), collection.facets))
    assert (changes.added, changes.changed, changes.removed, changes.unchanged) == (0, 1, 1, SIZE - 2)
    assert segments(tmp_path) == 2
    assert open_index(tmp_path).size == SIZE - 1


def test_many_changes_and_moved_means_write_everything_anew(collection: Collection, tmp_path: Path) -> None:
    backend = WhooshBackend(tmp_path)
    backend.rebuild(collection)
    rolls = random.Random(1)
    many = [altered(document, rolls) for document in collection.documents[:70]]
    assert backend.amend(many, (), lambda _: collection.facets) is None
    long = replace(collection.documents[0], fields={**collection.documents[0].fields, "claims": ("长" * 60_000,)})
    assert backend.amend([long], (), lambda _: collection.facets) is None
    backend.rebuild(Collection((*many, *collection.documents[70:]), collection.facets))
    assert segments(tmp_path) == 1


def test_what_says_the_same_as_before_writes_nothing(collection: Collection, tmp_path: Path) -> None:
    backend = WhooshBackend(tmp_path)
    backend.rebuild(collection, fingerprint="before")
    generation = read_manifest(tmp_path).generation
    changes = backend.amend(collection.documents[:3], (), lambda _: collection.facets, fingerprint="after")
    assert changes is not None
    assert (changes.changed, changes.unchanged) == (0, SIZE)
    assert read_manifest(tmp_path).generation == generation
    assert read_manifest(tmp_path).fingerprint == "after"


STOP = """
import sys, time
from pathlib import Path
from kb.search.index import whoosh_backend, whoosh_writer
from tests.contract.test_additions import ADDED
phase, index = sys.argv[1:]
def stop(*args, **kwargs):
    print("here", flush=True)
    time.sleep(600)
setattr(whoosh_backend if phase == "counted_documents" else whoosh_writer, phase, stop)
whoosh_backend.WhooshBackend(Path(index)).amend([ADDED], (), lambda _: ())
"""
ADDED = SearchDocument("added", "浑天仪", fields={"title": ("浑天仪",)})


@pytest.mark.parametrize("phase", ["counted_documents", "_Writer", "record_of", "file_entry", "write_manifest"])
def test_who_is_killed_while_adding_leaves_what_was_there(collection: Collection, tmp_path: Path, phase: str) -> None:
    backend = WhooshBackend(tmp_path)
    backend.rebuild(Collection(collection.documents))
    before = answers(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", STOP, phase, str(tmp_path)], cwd=Path(__file__).parents[2], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"here\n"
        writer.send_signal(signal.SIGKILL)
    assert answers(tmp_path) == before
    changes = backend.amend([ADDED], (), lambda _: ())
    assert changes is not None
    assert changes.added == 1
    assert segments(tmp_path) == 2
    assert [hit.id for hit in backend.search(SearchQuery("浑天仪")).hits] == ["added"]
    # What the killed writer left behind goes with the next change.
    kept = {*read_manifest(tmp_path).files, MANIFEST, f"{NAME}_{LOCK}"}
    assert backend.amend((), {"added"}, lambda _: ()) is not None
    assert {path.name for path in tmp_path.iterdir()} == kept | set(read_manifest(tmp_path).files)
