"""The client's small modules keep their promises: addresses, facets, highlights without markup."""

import random
from collections.abc import Callable
from typing import Any

FACETS = ["theme", "region"]

NARROW = """async ([documents, names, filters]) => {
  const { narrow } = await import("./search/core/facets.mjs");
  const values = ["a", "b", "c"].map((value) => ({ value }));
  const facets = names.map((name) => ({
    name,
    values,
    column: documents.map((document) => document[name].map((value) => "abc".indexOf(value))),
  }));
  const { kept, counts } = narrow(documents.keys(), facets, filters);
  return { kept, counts: counts.map((count) => Object.fromEntries(values.map(({ value }, at) => [value, count[at]]))) };
}"""

ROUND_TRIP = """async (searches) => {
  const { readAddress, writeAddress } = await import("./search/ui/search_url.mjs");
  return searches.map((search) => writeAddress(readAddress(search)));
}"""


def _kept(documents: list[dict[str, list[str]]], filters: dict[str, list[str]]) -> list[int]:
    return [
        number
        for number, document in enumerate(documents)
        if all(set(document[name]) & set(chosen) for name, chosen in filters.items() if chosen)
    ]


def test_a_facet_count_is_what_choosing_that_value_alone_in_its_facet_would_give(client_page: Any) -> None:
    rolls = random.Random(13)
    for _ in range(20):
        documents = [
            {name: rolls.sample(["a", "b", "c"], rolls.randint(0, 3)) for name in FACETS}
            for _ in range(rolls.randint(0, 12))
        ]
        filters = {name: rolls.sample(["a", "b", "c"], rolls.randint(0, 2)) for name in FACETS}
        found = client_page.evaluate(NARROW, [documents, FACETS, filters])
        assert found["kept"] == _kept(documents, filters)
        for name, counts in zip(FACETS, found["counts"], strict=True):
            for value in "abc":
                would_be = len(_kept(documents, filters | {name: [value]}))
                assert counts.get(value, 0) == would_be, (documents, filters, name, value)


def test_an_address_read_and_written_again_is_the_same(client_page: Any) -> None:
    addresses = [
        "",
        "?q=%E8%8A%9C%E6%B9%96",
        "?q=a%26b%3Dc+%23d",
        "?theme=innovation&theme=research&region=330000",
        "?q=x&problem=shortage&evidence=0&evidence=2",
    ]
    assert client_page.evaluate(ROUND_TRIP, addresses) == addresses


def test_an_address_cannot_smuggle_in_other_filters_or_values(call: Callable[..., Any]) -> None:
    asked = "?theme=<b>&theme=a&theme=a&__proto__=x&constructor=y&stage=%00&sort=constructor&view=list"
    assert call("search/ui/search_url.mjs", "readAddress", asked) == {
        "text": "",
        "filters": {"theme": ["a"]},
        "sort": "",
        "view": "",
    }


def test_choosing_a_value_twice_leaves_no_trace_of_it(call: Callable[..., Any]) -> None:
    once = call("search/ui/search_url.mjs", "toggleFilter", {}, "theme", "a")
    assert once == {"theme": ["a"]}
    assert call("search/ui/search_url.mjs", "toggleFilter", once, "theme", "a") == {}


def test_a_city_takes_the_place_of_its_province(call: Callable[..., Any]) -> None:
    chosen = {"region": ["410000", "330000"], "theme": ["410000"]}
    narrowed = call("search/ui/search_url.mjs", "toggleFilter", chosen, "region", "410800", ["410000"])
    assert narrowed == {"region": ["330000", "410800"], "theme": ["410000"]}


def test_marked_text_is_text_whatever_it_holds(client_page: Any) -> None:
    html = client_page.evaluate(
        """async () => {
          const { element, marked } = await import("./lib/element.mjs");
          return element("p", null, marked("<img src=x onerror=alert(1)>芜湖</p>", [[28, 30]])).outerHTML;
        }"""
    )
    assert html == "<p>&lt;img src=x onerror=alert(1)&gt;<mark>芜湖</mark>&lt;/p&gt;</p>"


def test_a_browser_reads_gbk_as_python_writes_it(client_page: Any) -> None:
    # What is told of cases is packed as GBK (kb/publish/build/shared_words.py); the two tables must be one.
    letters = "".join(chr(code) for code in range(0x80, 0x10000) if chr(code).encode("gbk", errors="ignore"))
    assert len(letters) > 21_000
    read = "(bytes) => new TextDecoder('gbk').decode(new Uint8Array(bytes))"
    assert client_page.evaluate(read, [*letters.encode("gbk")]) == letters
