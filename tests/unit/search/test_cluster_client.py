"""The client trusts whom it was told to trust, tells a password to nobody else, and takes no half of an answer."""

import base64
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from kb.errors import EngineUnreachable, SearchError
from kb.search.index.opensearch_cluster import Cluster, GenerationGone
from tests.unit.search.nodes import Authority, fake_node

USER, PASSWORD = "kb-reader", "密码 pass:word"


def aliases(_method: str, _path: str) -> tuple[int, object]:
    return 200, {"kb-1": {"aliases": {"kb": {}}}}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_a_node_with_a_certificate_of_our_authority_gets_user_and_password(
    authority: Authority, opened: ExitStack
) -> None:
    node = opened.enter_context(fake_node(aliases, authority.context("127.0.0.1")))
    cluster = Cluster([node.url], ca=authority.file, user=USER, password=PASSWORD)
    assert cluster.named("kb") == ["kb-1"]
    [(path, headers)] = node.seen
    assert path == "/_alias/kb?local=true"
    assert headers["authorization"] == "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    cluster.close()


@pytest.mark.parametrize(("trusted", "host"), [(False, "127.0.0.1"), (True, "search.example.cn"), (True, "127.0.0.2")])
def test_a_node_that_is_not_who_it_says_gets_nothing(
    trusted: bool, host: str, authority: Authority, opened: ExitStack
) -> None:
    node = opened.enter_context(fake_node(aliases, authority.context(host)))
    cluster = Cluster([node.url], ca=authority.file if trusted else None, user=USER, password=PASSWORD)
    with pytest.raises(SearchError, match="证书不能信任") as raised:
        cluster.named("kb")
    assert node.seen == []
    assert PASSWORD not in str(raised.value)
    cluster.close()


def test_an_authority_of_another_is_not_ours(authority: Authority, opened: ExitStack, tmp_path: Path) -> None:
    node = opened.enter_context(fake_node(aliases, Authority(tmp_path).context("127.0.0.1")))
    cluster = Cluster([node.url], ca=authority.file)
    with pytest.raises(SearchError, match="证书不能信任"):
        cluster.named("kb")
    cluster.close()


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (401, {}, "不认这个用户名和密码"),
        (403, {"error": {"type": "security_exception"}}, "security_exception"),
        (400, {"error": {"type": "parsing_exception"}}, "parsing_exception"),
        (200, "<html>", "不是 OpenSearch 的格式"),
        (302, "https://evil.example/", "不能完成请求"),
    ],
)
def test_what_a_node_refuses_is_said_without_the_password(
    status: int, body: object, said: str, authority: Authority, opened: ExitStack
) -> None:
    node = opened.enter_context(fake_node(lambda _method, _path: (status, body), authority.context("127.0.0.1")))
    cluster = Cluster([node.url], ca=authority.file, user=USER, password=PASSWORD)
    with pytest.raises(SearchError, match=said) as raised:
        cluster.named("kb")
    assert PASSWORD not in str(raised.value)
    assert len(node.seen) == 1
    cluster.close()


def test_no_address_that_a_node_names_is_followed(opened: ExitStack) -> None:
    other = opened.enter_context(fake_node(aliases))
    node = opened.enter_context(fake_node(lambda _method, _path: (302, other.url)))
    cluster = Cluster([node.url])
    with pytest.raises(SearchError):
        cluster.named("kb")
    assert other.seen == []
    cluster.close()


@pytest.mark.parametrize("status", [pytest.param(0, marks=pytest.mark.slow), 502, 503, 504])
def test_a_client_leaves_a_node_that_fails_and_stays_with_the_next(status: int, opened: ExitStack) -> None:
    failing = opened.enter_context(fake_node(lambda _method, _path: (status, {})))
    node = opened.enter_context(fake_node(aliases))
    cluster = Cluster([failing.url, node.url], timeout=3)
    for _ in range(5):
        assert cluster.named("kb") == ["kb-1"]
    assert (len(failing.seen), len(node.seen)) == (1, 5)
    cluster.close()


def test_a_cluster_of_which_no_node_answers_is_unreachable(opened: ExitStack) -> None:
    nodes = [opened.enter_context(fake_node(lambda _method, _path: (503, {}))) for _ in range(2)]
    cluster = Cluster([node.url for node in nodes], timeout=0.5)
    with pytest.raises(EngineUnreachable, match="503"):
        cluster.named("kb")
    assert all(node.seen for node in nodes)
    cluster.close()


WHOLE = {"timed_out": False, "_shards": {"total": 2, "successful": 2, "skipped": 0, "failed": 0}, "hits": {}}
ALL_FAILED = {"error": {"type": "search_phase_execution_exception"}, "status": 503}
MOVED = {"error": {"type": "search_phase_execution_exception", "root_cause": []}, "status": 404}


@pytest.mark.parametrize("not_yet", [(503, {}), (200, {"responses": [ALL_FAILED]}), (200, {"responses": [MOVED]})])
def test_a_search_waits_until_nodes_that_are_left_have_agreed_who_holds_what(
    not_yet: tuple[int, object], opened: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.search.index.opensearch_cluster._PAUSE", 0.01)
    asked = count()

    def answer(_method: str, _path: str) -> tuple[int, object]:
        return (200, {"responses": [WHOLE]}) if next(asked) > 12 else not_yet

    nodes = [opened.enter_context(fake_node(answer)) for _ in range(2)]
    cluster = Cluster([node.url for node in nodes], timeout=60)
    assert cluster.search("kb-1", [{}]) == [WHOLE]
    cluster.close()


def test_the_only_node_is_asked_for_nothing_that_it_cannot_give_yet(opened: ExitStack) -> None:
    node = opened.enter_context(fake_node(lambda _method, _path: (200, {"responses": [ALL_FAILED]})))
    cluster = Cluster([node.url], timeout=60)
    with pytest.raises(EngineUnreachable):
        cluster.search("kb-1", [{}])
    assert len(node.seen) == 1
    cluster.close()


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ([WHOLE], SearchError),
        ([WHOLE, {**WHOLE, "timed_out": True}], EngineUnreachable),
        ([WHOLE, {**WHOLE, "_shards": {"total": 2, "successful": 1, "failed": 1}}], EngineUnreachable),
        ([WHOLE, {**WHOLE, "_shards": {"total": 2, "successful": 1, "failed": 0}}], EngineUnreachable),
        ([{"hits": {}}, WHOLE], EngineUnreachable),
        ([WHOLE, {"error": {"type": "index_not_found_exception"}, "status": 404}], GenerationGone),
        ([WHOLE, {"error": {"type": "rejected_execution_exception"}, "status": 429}], EngineUnreachable),
        ([WHOLE, {"error": {"type": "script_exception"}, "status": 400}], SearchError),
        ([WHOLE, {"error": {"type": "search_phase_execution_exception"}, "status": 400}], SearchError),
    ],
)
def test_every_search_of_many_must_be_answered_whole(
    answers: list[object], error: type[SearchError], opened: ExitStack
) -> None:
    node = opened.enter_context(fake_node(lambda _method, _path: (200, {"responses": answers})))
    cluster = Cluster([node.url])
    with pytest.raises(error) as raised:
        cluster.search("kb-1", [{}, {}])
    assert isinstance(raised.value, EngineUnreachable) == issubclass(error, EngineUnreachable)
    cluster.close()


def test_whole_answers_are_taken(opened: ExitStack) -> None:
    node = opened.enter_context(fake_node(lambda _method, _path: (200, {"responses": [WHOLE, WHOLE]})))
    cluster = Cluster([node.url])
    assert cluster.search("kb-1", [{}, {}]) == [WHOLE, WHOLE]
    cluster.close()
