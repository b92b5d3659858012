"""What Python writes as characters, the client reads as the same numbers."""

import random
from typing import Any

import pytest

from kb.publish import browser_rows
from kb.publish.browser_rows import EXACT_SIZE, impact_row, number, shard_of

#: As of a rare term: its impacts are told as finely as they can be.
VALUE = 20_000

READ_ROWS = """async (rows) => {
  const { readImpactRow } = await import("./rows.mjs");
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
      const { Reader } = await import("./rows.mjs");
      const reader = new Reader(text);
      const numbers = [];
      while (!reader.done) numbers.push(reader.number());
      return numbers;
    }"""
    assert client_page.evaluate(read, "".join(number(value) for value in numbers)) == numbers


def test_small_collections_keep_every_impact_exactly(client_page: Any) -> None:
    rolls = random.Random(2014)
    postings = [_postings(rolls, EXACT_SIZE, share) for share in (0.0, 0.01, 0.3, 1.0)]
    rows = [impact_row(*entry, VALUE, EXACT_SIZE) for entry in postings]
    assert client_page.evaluate(READ_ROWS, rows) == [[documents, impacts] for documents, impacts in postings]


@pytest.mark.parametrize(("share", "steps"), [(0.1, browser_rows.LEVEL_STEPS), (0.7, browser_rows.DENSE_STEPS)])
def test_large_collections_keep_every_document_and_come_within_a_step_of_every_impact(
    client_page: Any, share: float, steps: int
) -> None:
    size = EXACT_SIZE * 4
    documents, impacts = _postings(random.Random(13), size, share)
    [[read_documents, read_impacts]] = client_page.evaluate(READ_ROWS, [impact_row(documents, impacts, VALUE, size)])
    assert read_documents == documents
    step = (max(impacts) - min(impacts)) / (steps - 1)
    assert all(0 <= impact - read <= step + 1 for read, impact in zip(read_impacts, impacts, strict=True))
    exact = sorted(impacts, reverse=True)[: browser_rows.KEPT_EXACT]
    assert sorted(read_impacts, reverse=True)[: browser_rows.KEPT_EXACT] == exact


def test_both_sides_look_for_a_term_in_the_same_shard(client_page: Any) -> None:
    terms = ["芜湖", "在", "ipad", "2014", "𠮷", "𠮷野", "e-learning", ""]
    found = client_page.evaluate(
        """async ([terms, shards]) => {
          const { shardOf } = await import("./rows.mjs");
          return terms.map((term) => shards.map((count) => shardOf(term, count)));
        }""",
        [terms, [1, 128, 8192]],
    )
    assert found == [[shard_of(term, count) for count in (1, 128, 8192)] for term in terms]
