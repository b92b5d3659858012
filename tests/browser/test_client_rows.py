"""What Python writes as characters, the client reads as the same numbers."""

import random
from typing import Any

import pytest

from kb.publish.search_index.postings import EXACT_SIZE, FEW_DOCUMENTS, exact_row, hash_of, number
from kb.publish.search_index.quantize import COARSE, FINE, FINE_SIZE, QuantizationProfile, rounded_row
from kb.publish.search_index.shards import CLASSES, ShardWriter
from kb.search.ranking.bm25f import worth

READ_ROWS = """async (rows) => {
  const { readImpactRow } = await import("./search/core/postings.mjs");
  return rows.map((row) => {
    const { documents, impacts } = readImpactRow(row);
    return [[...documents], [...impacts]];
  });
}"""


def _postings(rolls: random.Random, size: int, share: float) -> tuple[list[int], list[int]]:
    documents = [place for place in range(size) if rolls.random() < share] or [size - 1]
    return documents, [rolls.randint(1, 65535) for _ in documents]


def test_numbers_of_any_size_are_read_as_written(client_page: Any) -> None:
    numbers = [0, 1, 31, 32, 33, 1023, 1024, 65535, 2**31, 2**40]
    read = """async (text) => {
      const { Reader } = await import("./search/core/postings.mjs");
      const reader = new Reader(text);
      const numbers = [];
      while (!reader.done) numbers.push(reader.number());
      return numbers;
    }"""
    assert client_page.evaluate(read, "".join(number(value) for value in numbers)) == numbers


def test_small_collections_keep_every_impact_exactly(client_page: Any) -> None:
    rolls = random.Random(2014)
    postings = [_postings(rolls, EXACT_SIZE, share) for share in (0.0, 0.01, 0.3, 1.0)]
    rows = [exact_row(*entry) for entry in postings]
    assert client_page.evaluate(READ_ROWS, rows) == [[documents, impacts] for documents, impacts in postings]


@pytest.mark.parametrize(("size", "fineness"), [(FINE_SIZE, FINE), (FINE_SIZE * 2, COARSE)])
@pytest.mark.parametrize("sound", [False, True])
@pytest.mark.parametrize("share", [0.0, 0.005, 0.02, 0.1, 0.3, 0.7, 0.97, 1.0])
def test_large_collections_keep_every_document_and_the_order_of_impacts(
    client_page: Any, share: float, sound: bool, size: int, fineness: QuantizationProfile
) -> None:
    documents, impacts = _postings(random.Random(13), size, share)
    row = rounded_row(documents, impacts, worth("芜湖", len(documents), size), size, sound=sound)
    [[read_documents, read_impacts]] = client_page.evaluate(READ_ROWS, [row])
    assert read_documents == documents
    if len(documents) <= FEW_DOCUMENTS:
        assert all(abs(one - other) <= 5 for one, other in zip(read_impacts, impacts, strict=True))
        return
    kept = min(fineness.kept, len(documents) // fineness.share)
    exact = sorted(impacts, reverse=True)[:kept]
    assert sum(one == other for one, other in zip(read_impacts, impacts, strict=True)) >= kept
    assert all(impact in read_impacts for impact in exact)
    # What is rounded is rounded in order: nothing of less impact reads as more than a step more.
    rounded = [pair for pair in zip(impacts, read_impacts, strict=True) if pair[0] not in exact]
    assert [read for _, read in sorted(rounded)] == sorted(read for _, read in rounded)


def test_a_row_may_have_any_gaps(client_page: Any) -> None:
    rolls = random.Random(7)
    size = 2_000_000
    documents = sorted({0, 1, 2, size - 1, *(int(size * rolls.random() ** 6) for _ in range(300))})
    impacts = [rolls.randint(1, 65535) for _ in documents]
    row = rounded_row(documents, impacts, worth("芜湖", len(documents), size), size, sound=False)
    [[read, _]] = client_page.evaluate(READ_ROWS, [row])
    assert read == documents


def test_the_client_finds_every_term_in_the_file_it_was_dealt_to(client_page: Any) -> None:
    rolls = random.Random(3)
    dealer = ShardWriter(("t", "c"), 1000)
    counts = {}
    for term in sorted({"".join(rolls.choices("芜湖在线课堂教学点资源共享学校老师", k=2)) for _ in range(200)}):
        counts[term] = rolls.choice([1, 3, 900])
        dealer.add(term, "x" * counts[term] * 2, counts[term])
    dealt = dealer.dealt(split=True)
    files = dict(dealt.files)
    found = client_page.evaluate(
        """async ([terms, shards, packed]) => {
          const { CommonTerms } = await import("./search/core/frequent_terms.mjs");
          const { shardOf } = await import("./search/core/postings.mjs");
          const common = new CommonTerms(packed);
          return terms.map((term) => [common.find(term) || null, `t/${shardOf(term, shards)}`]);
        }""",
        [list(counts), dealt.shards, dealt.common],
    )
    for (term, count), (own, shard) in zip(counts.items(), found, strict=True):
        lines = files[f"c/{own['place']}" if own else shard].split("\n")
        assert lines[lines.index(term) + 1] == "x" * count * 2
        assert own is not None or count < 900
        # No rare term is taken for a common one, whose row a query may do without.
        assert own is None or own["share"] <= count / 1000 + 1 / CLASSES
    assert any(own for own, _ in found)
    assert not all(own for own, _ in found)


def test_both_sides_look_for_a_term_in_the_same_shard(client_page: Any) -> None:
    terms = ["芜湖", "在", "ipad", "2014", "𠮷", "𠮷野", "e-learning", ""]
    found = client_page.evaluate(
        """async ([terms, shards]) => {
          const { shardOf } = await import("./search/core/postings.mjs");
          return terms.map((term) => shards.map((count) => shardOf(term, count)));
        }""",
        [terms, [1, 128, 8192]],
    )
    assert found == [[hash_of(term) % count for count in (1, 128, 8192)] for term in terms]
