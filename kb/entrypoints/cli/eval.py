"""``kb eval``: measure search on documents and judged queries of one's own."""

import json
import tempfile
from pathlib import Path

import click

from kb.search.answer import answer
from kb.search.evaluation import Measures, measure, read_documents, read_queries
from kb.search.index.numpy_accumulator import NumpyAccumulator
from kb.search.index.whoosh import open_index
from kb.search.index.whoosh_backend import WhooshBackend

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(help="用自己的文档和查询测检索的好坏与快慢，走的是与 kb search 完全相同的代码。")
@click.option("--docs", type=_FILE, required=True, help="文档，每行一个 JSON：id、title、text")
@click.option(
    "--queries", type=_FILE, multiple=True, required=True, help="查询，每行一个 JSON：id、text、gold；可以写多个文件"
)
@click.argument("more", type=_FILE, nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def command(docs: Path, queries: tuple[Path, ...], more: tuple[Path, ...], *, as_json: bool) -> None:
    """Index the documents aside, run each file of queries, print one line each."""
    judged = {path.stem: read_queries(path) for path in (*queries, *more)}
    with tempfile.TemporaryDirectory() as folder:
        WhooshBackend(Path(folder)).rebuild(read_documents(docs))
        index = open_index(Path(folder), NumpyAccumulator)
        measured = {name: measure(lambda query: answer(index, query), each) for name, each in judged.items()}
        index.close()
    click.echo(_json(measured) if as_json else _table(measured))


def _json(measured: dict[str, Measures]) -> str:
    files = {
        name: {
            "queries": each.queries,
            "mrr@10": round(each.mrr, 4),
            "recall@1": round(each.recall_at_1, 4),
            "recall@10": round(each.recall_at_10, 4),
            "p50_ms": round(each.p50_ms, 3),
            "p95_ms": round(each.p95_ms, 3),
        }
        for name, each in measured.items()
    }
    return json.dumps({"files": files}, ensure_ascii=False, indent=2)


def _table(measured: dict[str, Measures]) -> str:
    width = max(len(name) for name in measured)
    lines = [f"{'':{width}}  queries  MRR@10  recall@1  recall@10  p50 ms  p95 ms"]
    for name, each in measured.items():
        lines.append(
            f"{name:{width}}  {each.queries:7}  {each.mrr:6.4f}  {each.recall_at_1:8.4f}  {each.recall_at_10:9.4f}"
            f"  {each.p50_ms:6.2f}  {each.p95_ms:6.2f}"
        )
    return "\n".join(lines)
