"""Open the cluster that somebody chose to keep the index in, by option or environment.

KB_OPENSEARCH                 addresses of its nodes, with commas between them
KB_OPENSEARCH_CA              file of the authority that signed their certificates, where that is not a public one
KB_OPENSEARCH_USER            who asks
KB_OPENSEARCH_PASSWORD_FILE   file with the password of who asks
KB_OPENSEARCH_NAME            what the index is called there: several libraries may share a cluster
"""

import os
import re
from pathlib import Path

from kb.entrypoints.index_refresh import said_of
from kb.entrypoints.progress import shown_progress
from kb.errors import CasesNotFound, SearchError

try:
    from kb.search.index.opensearch_backend import OpenSearchBackend
    from kb.search.index.opensearch_cluster import Cluster
    from kb.search.index.opensearch_index import Generation
except ModuleNotFoundError as error:
    if error.name is None or not error.name.startswith("opensearchpy"):
        raise
    raise SearchError("要用 OpenSearch，请先安装它的客户端：在项目文件夹里运行 pip install '.[opensearch]'。") from None

#: What OpenSearch takes for a name, and nothing that means several.
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,60}")


def open_backend(addresses: str) -> OpenSearchBackend:
    """Return the index at these nodes; raise SearchError where the environment does not say how to reach it."""
    name = os.environ.get("KB_OPENSEARCH_NAME") or "kb"
    if not _NAME.fullmatch(name):
        raise SearchError("KB_OPENSEARCH_NAME 只能用小写字母、数字、- 和 _，以字母开头。")
    authority = os.environ.get("KB_OPENSEARCH_CA")
    user = os.environ.get("KB_OPENSEARCH_USER", "")
    nodes = [node for node in addresses.split(",") if node.strip()]
    if not nodes:
        raise SearchError("请写明 OpenSearch 的地址，如 --engine https://主机名:9200。")
    ca = Path(authority) if authority else None
    cluster = Cluster(nodes, ca=ca, user=user, password=_password() if user else "")
    return OpenSearchBackend(cluster, name, track=shown_progress)


def _password() -> str:
    named = os.environ.get("KB_OPENSEARCH_PASSWORD_FILE")
    if not named:
        raise SearchError("写了 KB_OPENSEARCH_USER，还要用 KB_OPENSEARCH_PASSWORD_FILE 指明存放密码的文件。")
    try:
        return Path(named).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeError):
        raise SearchError(f"存放密码的文件 {named} 读不出来。请核对 KB_OPENSEARCH_PASSWORD_FILE。") from None


def update_engine(cases: Path, addresses: str) -> str:
    """Make the cases searchable at these nodes and return in one sentence what was done."""
    if not cases.is_dir():
        raise CasesNotFound(f"没有找到案例文件夹 {cases}。请用 --cases 指明它在哪里。")
    # Reading and checking need heavy packages; a search does without.
    from kb.checks.runner import load_checked
    from kb.content.cache import cache_of
    from kb.search.case_document import collection_of
    from kb.search.index.refresh import digests_of

    backend = open_backend(addresses)
    checked = load_checked(cases, cache_of(cases))
    sources = digests_of(cases, checked.content_hashes)
    collection = collection_of(checked.corpus_of(sources.cases))
    return said_of(backend.rebuild(collection, fingerprint=sources.fingerprint))


class ClusterEngine:
    """The index in a cluster, for doors that answer many questions; ``kb index --engine`` brings it up to date."""

    threads = 8

    def __init__(self, addresses: str) -> None:
        self._backend = open_backend(addresses)

    def state(self) -> object:
        return self._backend.generation().name

    def open(self) -> Generation:
        return self._backend.generation()
