"""Talk to the nodes of an OpenSearch cluster; the only module that imports its client.

A client stays with one node as long as that answers, and then goes on to the next; it never follows an address that
the cluster names. Whatever goes wrong is said in words, without what anybody typed as a password.
"""

import base64
import hashlib
import logging
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from opensearchpy import OpenSearch, exceptions, helpers
from opensearchpy.connection_pool import ConnectionSelector

from kb.errors import EngineUnreachable, SearchError
from kb.search.index.opensearch_addresses import checked_address

#: Seconds that a search may take at one node, and a change.
_SEARCH, _CHANGE = 10.0, 120.0
#: A change waits so long for the node that manages the cluster.
_MANAGER = "15s"
_SLOW = {"request_timeout": _CHANGE, "cluster_manager_timeout": _MANAGER}
#: Seconds after which a node that failed is tried again.
_REST = 30
#: Documents and bytes in one request; how often one that a busy node refused is sent again.
_BULK, _BULK_BYTES, _RESENT = 500, 8 << 20, 6
#: Documents that are listed in one request.
_PAGE = 2000
#: Seconds before nodes that are not ready are asked again.
_PAUSE = 0.2

T = TypeVar("T")

# What it would print of a failed request is said by us.
logging.getLogger("opensearch").addHandler(logging.NullHandler())


class GenerationGone(SearchError):
    """The index that was asked has been deleted meanwhile."""


class NodesNotReady(EngineUnreachable):
    """No node can answer at this moment: some are lost, and the others have not agreed yet who holds what."""


class _Sticky(ConnectionSelector):
    """Stay with the first node that is alive: its caches are warm, and what it knows never goes back."""

    def select(self, connections: Sequence[Any]) -> Any:
        return connections[0]


class Cluster:
    """Some nodes of one cluster, by address; ``ca`` is the file of the authority that signed their certificates."""

    def __init__(
        self,
        nodes: Sequence[str],
        *,
        ca: Path | None = None,
        user: str = "",
        password: str = "",
        timeout: float = _SEARCH,
    ) -> None:
        self.nodes = [checked_address(node, has_password=bool(user)) for node in nodes]
        self._timeout = timeout
        headers = {}
        if user:
            headers["authorization"] = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        self._client = OpenSearch(
            self.nodes,
            headers=headers,
            timeout=timeout,
            retry_on_timeout=True,
            max_retries=len(self.nodes) + 1,
            dead_timeout=_REST,
            selector_class=_Sticky,
            randomize_hosts=False,
            ssl_context=_trusting(ca) if any(node.startswith("https:") for node in self.nodes) else None,
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def search(self, index: str, bodies: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return the answer to each search of one index; raise where one is not whole."""
        # The node's own copy: it answers even where no other node is left.
        header = {"preference": "_local", "allow_partial_search_results": False}
        lines = [line for body in bodies for line in (header, body)]

        def ask() -> list[dict[str, Any]]:
            answers: list[dict[str, Any]] = self._client.msearch(body=lines, index=index)["responses"]
            if len(answers) != len(bodies):
                raise SearchError("OpenSearch 没有回答全部问题。请稍后再试。")
            for each in answers:
                _check_whole(each)
            return answers

        return self._read(ask)

    def named(self, alias: str) -> list[str]:
        """Return the indexes that an alias stands for, as this node knows them."""
        try:
            return sorted(self._read(lambda: self._client.indices.get_alias(name=alias, params={"local": "true"})))
        except GenerationGone:
            return []

    def meta(self, index: str) -> dict[str, Any]:
        """Return what is kept beside the mapping of an index."""
        found = self._read(lambda: self._client.indices.get_mapping(index=index, params={"local": "true"}))
        return dict(found[index]["mappings"].get("_meta", {}))

    def indexes(self, pattern: str) -> dict[str, set[str]]:
        """Return the indexes of which names have a pattern, with the aliases that stand for each."""
        found = self._read(lambda: self._client.indices.get_alias(index=pattern, params={"expand_wildcards": "all"}))
        return {name: set(each["aliases"]) for name, each in found.items()}

    def documents(self, index: str, field: str) -> Iterator[tuple[str, Any]]:
        """Yield the id of every document with one field of it."""
        after: list[str] = []
        while True:
            body: dict[str, Any] = {"size": _PAGE, "sort": [{"id": "asc"}], "_source": [field]}
            [answer] = self.search(index, [body | ({"search_after": after} if after else {})])
            hits = answer["hits"]["hits"]
            yield from ((hit["sort"][0], hit["_source"][field]) for hit in hits)
            if len(hits) < _PAGE:
                return
            after = hits[-1]["sort"]

    def create(self, index: str, body: Mapping[str, Any]) -> None:
        """Make an empty index."""
        with self._words(change=True), _made_already():
            self._client.indices.create(index=index, body=body, params=_SLOW)
        self._wait_for_copies(index)

    def clone(self, source: str, target: str) -> None:
        """Make an index of the same files as one that nobody writes to; the clone may be written to."""
        settings = {"settings": {"index.blocks.write": None}}
        with self._words(change=True), _made_already():
            self._client.indices.clone(index=source, target=target, body=settings, params=_SLOW)
        self._wait_for_copies(target)

    def write(self, index: str, documents: Iterable[tuple[str, Mapping[str, Any] | None]]) -> None:
        """Put documents in by id, or in the place of their older selves; take those out that come without a body."""
        actions = (
            {"_op_type": "delete", "_index": index, "_id": _key(name)}
            if body is None
            else {"_op_type": "index", "_index": index, "_id": _key(name), "_source": body}
            for name, body in documents
        )
        with self._words(change=True):
            for is_done, item in helpers.streaming_bulk(
                self._client,
                actions,
                chunk_size=_BULK,
                max_chunk_bytes=_BULK_BYTES,
                max_retries=_RESENT,
                raise_on_error=False,
                request_timeout=_CHANGE,
            ):
                [(action, result)] = item.items()
                # What was taken out by a request that got no answer is out.
                if not is_done and (action, result["status"]) != ("delete", 404):
                    fault = result.get("error", {})
                    reason = fault.get("reason", "") if isinstance(fault, dict) else fault
                    raise SearchError(f"OpenSearch 没有收下全部案例：{reason}")

    def finish(self, index: str, meta: Mapping[str, Any], *, merge: bool) -> int:
        """Make an index searchable and never to be written to again; return how many documents it holds."""
        indices = self._client.indices
        with self._words(change=True):
            indices.put_mapping(index=index, body={"_meta": meta}, params=_SLOW)
            indices.refresh(index=index, params={"request_timeout": _CHANGE})
            if merge:
                indices.forcemerge(index=index, params={"request_timeout": _CHANGE, "max_num_segments": 1})
                # Else the segments that were merged stay open.
                indices.refresh(index=index, params={"request_timeout": _CHANGE})
            indices.put_settings(index=index, body={"index.blocks.write": True}, params=_SLOW)
            return int(self._client.count(index=index, params={"request_timeout": _CHANGE})["count"])

    def _wait_for_copies(self, index: str) -> None:
        """Wait until every node that is there has its copy: a lost node must not take what was written along."""
        waited = {"wait_for_status": "green", "timeout": "30s", "request_timeout": _CHANGE}
        with self._words(change=True):
            self._client.cluster.health(index=index, params=waited, ignore=408)

    def point(self, moves: Mapping[str, Sequence[str]], indexes: Iterable[str]) -> None:
        """Let each alias stand for these indexes and no other of ``indexes``, all in one step."""
        known = list(indexes)
        actions: list[dict[str, Any]] = [
            {"remove": {"index": index, "alias": alias, "must_exist": False}}
            for alias, targets in moves.items()
            for index in known
            if index not in targets
        ]
        actions += [{"add": {"index": index, "alias": alias}} for alias, targets in moves.items() for index in targets]
        with self._words(change=True):
            self._client.indices.update_aliases(body={"actions": actions}, params=_SLOW)

    def delete(self, index: str) -> None:
        """Delete an index if it is there."""
        with self._words(change=True):
            self._client.indices.delete(index=index, params=_SLOW, ignore=404)

    def _read(self, ask: Callable[[], T]) -> T:
        """Return what the nodes say; where there are several, wait for as long as a search may take until one can."""
        end = time.monotonic() + self._timeout
        while True:
            try:
                with self._words():
                    return ask()
            except NodesNotReady:
                if len(self.nodes) == 1 or time.monotonic() > end:
                    raise
            time.sleep(_PAUSE)

    @contextmanager
    def _words(self, *, change: bool = False) -> Iterator[None]:
        """Say in words what goes wrong."""
        where = "、".join(self.nodes)
        try:
            yield
        except exceptions.NotFoundError as error:
            raise GenerationGone(f"OpenSearch（{where}）里没有这个索引：{error.error}。") from None
        except exceptions.AuthenticationException:
            raise SearchError(
                f"OpenSearch（{where}）不认这个用户名和密码。请核对 KB_OPENSEARCH_USER 和 KB_OPENSEARCH_PASSWORD_FILE。"
            ) from None
        except exceptions.AuthorizationException as error:
            raise SearchError(f"OpenSearch（{where}）不准这个用户这样做（{error.error}）。请管理员核对权限。") from None
        except exceptions.SSLError:
            raise SearchError(
                f"OpenSearch（{where}）的证书不能信任。自己签发的证书，请用 KB_OPENSEARCH_CA 指明签发机构的证书文件；"
                "证书上的名字要和地址里的主机名一致。"
            ) from None
        except exceptions.ConnectionTimeout:
            seconds = _CHANGE if change else self._timeout
            raise EngineUnreachable(f"OpenSearch（{where}）没有在 {seconds:.0f} 秒内回答。请稍后再试。") from None
        except exceptions.ConnectionError:
            raise NodesNotReady(f"连不上 OpenSearch（{where}）。请看看它是否在运行，地址和端口对不对。") from None
        except exceptions.TransportError as error:
            kind = _kind(error.status_code)
            raise kind(f"OpenSearch（{where}）不能完成请求（{error.status_code}：{error.error}）。") from None
        except exceptions.SerializationError:
            raise SearchError(f"{where} 回答的不是 OpenSearch 的格式。请核对地址。") from None


@contextmanager
def _made_already() -> Iterator[None]:
    """Pass over that an index is there: a request that got no answer, and was sent again, may have made it."""
    try:
        yield
    except exceptions.RequestError as error:
        if error.error != "resource_already_exists_exception":
            raise


def _key(name: str) -> str:
    """Return what the engine finds a document by, which may not be long."""
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _trusting(ca: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=str(ca) if ca else None)
    except (OSError, ssl.SSLError):
        raise SearchError(f"签发机构的证书文件 {ca} 读不出来。请核对 KB_OPENSEARCH_CA。") from None


def _check_whole(answer: Mapping[str, Any]) -> None:
    """Raise unless every shard has answered one search in time: else counts would be too small in silence."""
    fault, status = answer.get("error"), answer.get("status")
    if fault:
        kind = fault.get("type", "") if isinstance(fault, dict) else str(fault)
        if kind == "index_not_found_exception":
            raise GenerationGone("OpenSearch 里没有这个索引了。")
        causes = fault.get("root_cause", []) if isinstance(fault, dict) else []
        words = "、".join(dict.fromkeys([kind, *(each.get("type", "") for each in causes)]))
        # A copy that is moved or closed at this moment fails as 404 or 500; only 400 says that the search is wrong.
        is_lost = kind == "search_phase_execution_exception" and status not in (400, 429)
        raise (NodesNotReady if is_lost else _kind(status))(
            f"OpenSearch 没有答出全部结果（{status}：{words}）。请稍后再试；一直这样，请管理员看看集群的状态。"
        )
    shards = answer.get("_shards", {})
    if answer.get("timed_out") or shards.get("failed", 1) or shards.get("successful") != shards.get("total"):
        raise NodesNotReady("OpenSearch 只答出了一部分结果，没有采用。请稍后再试。")


def _kind(status: object) -> type[SearchError]:
    if status == 503:
        return NodesNotReady
    return EngineUnreachable if status in (429, 502, 504) else SearchError
