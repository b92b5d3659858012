"""Whatever is asked, there is an answer that keeps to the document: no fault of the program, and no trace of one."""

import re
import string
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, quote_plus

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.api.servers import Server
from tests.hostile.test_hostile_values import VALUES

#: What a request may come to when it is not as it should be.
_REFUSED = {400, 404, 414, 422}


@pytest.fixture(scope="module")
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.base, timeout=60, trust_env=False) as client:
        yield client
    assert "Traceback" not in server.log.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def document(client: httpx.Client) -> dict[str, Any]:
    return client.get("/openapi.json").json()


def as_bytes(value: str) -> bytes:
    """Return what a client sends for a value that may be no text."""
    try:
        return value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")


def assert_answered(response: httpx.Response, asked: str) -> None:
    assert response.status_code in {200, 308} | _REFUSED, (asked, response.text)
    assert "Traceback" not in response.text
    assert 'File "' not in response.text
    if response.status_code in _REFUSED - {400}:
        assert response.headers["content-type"] == "application/problem+json", asked
        assert response.json()["status"] == response.status_code


PLACES = ("search?q={}", "suggest?q={}", "cases/{}")
#: The same code reads these, so each gets some of the values.
MORE_PLACES = (
    *("search?theme={}", "search?region={}", "search?evidence={}", "search?year={}", "search?source={}"),
    *("search?limit={}", "search?offset={}", "search?sort={}", "search?{}=1"),
    *("cases/{}.md", "cases/{}/citation", "cases/wuhu-online-classroom/citation?style={}", "facets?{}"),
    "cases/wuhu-online-classroom/citation?accessed={}",
)


@pytest.mark.parametrize("place", PLACES + MORE_PLACES)
def test_hostile_values_are_answered_wherever_they_stand(client: httpx.Client, place: str) -> None:
    assert len(VALUES) > 300
    for value in VALUES if place in PLACES else VALUES[len(place) % 8 :: 8]:
        written = quote(as_bytes(value), safe="") if place.startswith("cases/{}") else quote_plus(as_bytes(value))
        if len(written) > 20_000:
            continue  # more than the head of a request may have; test_attacks sends these
        asked = f"/api/v1/{place.format(written)}"
        assert_answered(client.get(asked), asked)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_mixture_of_parameters_is_answered(
    client: httpx.Client, document: dict[str, Any], data: st.DataObject
) -> None:
    names = [one["name"] for one in document["paths"]["/api/v1/search"]["get"]["parameters"]]
    text = st.text(max_size=60) | st.sampled_from(VALUES[:300]) | st.integers().map(str)
    name = st.sampled_from(names) | st.text(string.ascii_lowercase, min_size=1, max_size=8)
    pairs = data.draw(st.lists(st.tuples(name, text), max_size=8))
    query = "&".join(f"{one}={quote_plus(as_bytes(value))}" for one, value in pairs)
    assert_answered(client.get(f"/api/v1/search?{query}"), query)


def test_every_operation_keeps_to_the_document(server: Server, document: dict[str, Any]) -> None:
    schema = schemathesis.openapi.from_dict(document)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == sum(map(len, document["paths"].values()))
    for operation in operations:
        # Which values a filter has the document cannot say: they are those of the cases.
        excluded = [positive_data_acceptance] if operation.path == "/api/v1/search" else []
        send_many(operation, schemathesis.GenerationMode.POSITIVE, server, excluded)
        if any(True for _ in operation.iter_parameters()):
            send_many(operation, schemathesis.GenerationMode.NEGATIVE, server, [])


def send_many(operation: Any, mode: Any, server: Server, excluded: list[Any]) -> None:
    """Send requests that are as the document has them, or are not, and check every answer against it."""

    @settings(max_examples=20, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: schemathesis.Case) -> None:
        response = case.call(base_url=server.base)
        # What is longer than an address or a head may be is refused before anybody looks at it.
        if response.status_code not in (400, 414):
            case.validate_response(response, excluded_checks=excluded)

    send()


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 290 + "!", "“" * 300, "-" * 300, ">=" * 150, "地区:" * 75, "省" * 300, "zhuang" * 50, "a'" * 150),
        *("一" * 300, "(" * 300, " " * 299 + "x", "０" * 300, "٣" * 300, "e" + "\u0301" * 299, "1." * 150, "w " * 150),
    ],
)
def test_no_query_takes_much_longer_than_its_length(client: httpx.Client, text: str) -> None:
    """An expression that backtracks would take hours for these, and the server gives up after ten seconds."""
    for path in ("search", "suggest"):
        assert client.get(f"/api/v1/{path}", params={"q": text}).status_code == 200
    for name in ("region", "evidence", "year"):
        assert client.get("/api/v1/search", params={name: text[:100]}).status_code in (200, 422)
    assert not re.search(r"\s503\s", client.get("/metrics").text)
