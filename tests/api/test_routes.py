"""What other programs get is what the command line and the site's files say, whole and by one schema."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kb.citation.style import Style
from kb.model import Corpus
from kb.publish import SiteOptions
from kb.publish.exports.documents import case_markdown
from kb.publish.exports.downloads import case_record, render_downloads
from kb.publish.view.catalogue import Catalogue
from kb.search.case_document import collection_of
from tests.api.conftest import SITE_URL
from tests.api.servers import Server
from tests.cases import CORPUS, ROOT
from tests.commands import run_kb


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


def json_of(server: Server, path: str, **options: Any) -> Any:
    response = server.get(path, **options)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return response.json()


@pytest.mark.parametrize(
    ("words", "parameters"),
    [
        (["蕪湖"], {"q": "蕪湖"}),
        (["教学点开不齐课怎么办", "--limit", 3], {"q": "教学点开不齐课怎么办", "limit": 3}),
        ([], {}),
        (["课堂", "--limit", 2, "--offset", 2], {"q": "课堂", "limit": 2, "offset": 2}),
        (["--region", "浙江", "--region", "绵竹"], {"region": ["浙江", "绵竹"]}),
        (["--evidence", ">=1", "--theme", "在线教研"], {"evidence": ">=1", "theme": "在线教研"}),
        (["课堂", "--sort", "evidence"], {"q": "课堂", "sort": "evidence"}),
        (["疫情"], {"q": "疫情"}),
        (["“在线课堂” -芜湖 年份:2014"], {"q": "“在线课堂” -芜湖 年份:2014"}),
    ],
)
def test_search_answers_what_the_command_line_does(
    server: Server, index: Path, words: list[object], parameters: dict[str, Any]
) -> None:
    printed = run_kb("search", "--cases", CORPUS, "--index", index, "--json", *words)
    assert json_of(server, "/api/v1/search", params=parameters) == json.loads(printed.out)


def test_every_facet_narrows_and_what_is_offered_can_be_asked(server: Server) -> None:
    facets = json_of(server, "/api/v1/facets")["facets"]
    for facet in facets:
        value = max(facet["values"], key=lambda one: one["count"], default=None)
        if value is None:
            continue
        asked = {facet["name"]: f"={value['value']}" if facet["name"] == "evidence" else value["value"], "limit": 0}
        assert json_of(server, "/api/v1/search", params=asked)["total"] == value["count"], facet["name"]
    (offer,) = json_of(server, "/api/v1/search", params={"q": "学段:小学"})["offers"]
    assert json_of(server, "/api/v1/search", params={"q": offer["text"], **offer["filters"]})["total"] == 4


def test_the_facets_are_those_of_the_index(server: Server, corpus: Corpus) -> None:
    facets = json_of(server, "/api/v1/facets")["facets"]
    expected = collection_of(corpus.published()).facets
    assert [(one["name"], one["label"]) for one in facets] == [(one.name, one.label) for one in expected]
    for one, facet in zip(facets, expected, strict=True):
        assert [value["value"] for value in one["values"]] == [value.value for value in facet.values]


def test_cases_and_studies_are_the_files_of_the_site(server: Server, corpus: Corpus) -> None:
    published = corpus.published()
    catalogue, options = Catalogue(published), SiteOptions(site_url=SITE_URL)
    for case in published.cases:
        assert server.get(f"/api/v1/cases/{case.id}").text == case_record(case, catalogue, options)
    assert server.get("/api/v1/studies").text == dict(render_downloads(catalogue, options))["studies.json"]
    assert json_of(server, "/api/v1/vocabulary") == published.vocabulary.model_dump(mode="json")


@pytest.mark.parametrize("style", Style)
def test_a_citation_is_that_of_the_command_line(server: Server, style: Style) -> None:
    printed = run_kb(
        "cite",
        "wuhu-online-classroom",
        "--style",
        style,
        "--base",
        SITE_URL,
        "--accessed",
        "2026-11-01",
        "--cases",
        CORPUS,
    )
    asked = {"style": style.value, "accessed": "2026-11-01"}
    response = server.get("/api/v1/cases/wuhu-online-classroom/citation", params=asked)
    assert response.text == printed.out
    today = server.get("/api/v1/cases/wuhu-online-classroom/citation").text
    assert f"[{date.today().isoformat()}]" in today


def test_a_case_is_there_as_the_markdown_of_the_site(server: Server, corpus: Corpus) -> None:
    response = server.get("/api/v1/cases/wuhu-online-classroom.md")
    assert response.headers["content-type"] == "text/markdown; charset=utf-8"
    catalogue = Catalogue(corpus)
    assert response.text == case_markdown(catalogue.case_by_id["wuhu-online-classroom"], catalogue, SITE_URL)


def test_what_is_not_there_is_said_in_two_languages(server: Server) -> None:
    for path in ("/api/v1/cases/no-such-case", "/api/v1/cases/no-such-case.md", "/api/v1/cases/x/citation", "/nothing"):
        response = server.get(path)
        assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")
        assert response.headers["cache-control"] == "no-store"
        problem = response.json()
        assert re.search(r"[\u4e00-\u9fff]", problem["detail"])
        assert re.search(r"[A-Za-z]", problem["detail_en"])
        page, _, place = problem["type"].partition("#")
        assert f'id="{place}"' in server.get(page).text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("limit=101", "limit 不能大于 100。"),
        ("limit=-1", "limit 不能小于 0。"),
        ("limit=many", "limit 要写整数。"),
        ("sort=newest", "sort 只能写 relevance、evidence。"),
        ("foo=1", "foo 没有这个参数。"),
        (f"q={'x' * 301}", "q 不能超过 300 个字。"),
        ("&".join(["theme=x"] * 21), "theme 不能超过 20 个。"),
        ("theme=网络教学研究", "主题里没有“网络教学研究”。您是不是要找“网络教研”"),
        ("evidence=9", "证据等级里没有“9”。"),
        ("evidence=<0", "证据等级里没有“<0”。可以用："),
        ("evidence=>=2&evidence=>5", "证据等级里没有“>5”。可以用："),
    ],
)
def test_a_wrong_parameter_is_named_with_what_would_be_right(server: Server, asked: str, said: str) -> None:
    response = server.get(f"/api/v1/search?{asked}")
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    assert response.json()["detail"].startswith(said)


def test_suggestions_are_names_of_places_and_ways_then_cases(server: Server) -> None:
    found = json_of(server, "/api/v1/suggest", params={"q": "蕪湖"})["suggestions"]
    assert found[0] == {"words": "芜湖市", "facet": "region", "value": "340200"}
    assert {"facet": "", "value": "wuhu-online-classroom"}.items() <= found[-1].items()
    named = json_of(server, "/api/v1/suggest", params={"q": "翻转"})["suggestions"]
    assert ("model", "翻转课堂") in [(one["facet"], one["words"]) for one in named]
    assert json_of(server, "/api/v1/suggest", params={"q": " "})["suggestions"] == []


def test_health_names_the_generation_that_answers(server: Server) -> None:
    assert json_of(server, "/health/live") == {"status": "live"}
    ready = json_of(server, "/health/ready")
    assert ready["cases"] == len(list(CORPUS.glob("*.md")))
    assert ready["generation"] in server.get("/api/v1/facets").headers["etag"]


def test_figures_name_routes_and_nobodys_words(server: Server) -> None:
    server.get("/api/v1/search", params={"q": "秘密的查询"}, headers={"User-Agent": "秘密的读者".encode()})
    server.get("/秘密的地址")
    figures = server.get("/metrics").text
    assert 'kb_requests_total{route="/api/v1/search",status="200"}' in figures
    assert "kb_request_seconds_bucket" in figures
    assert "kb_cases 13.0" in figures
    log = server.log.read_text(encoding="utf-8")
    assert "GET /api/v1/search 200" in log
    for text in (figures, log):
        assert "127.0.0.1" not in text.replace(server.base, "").replace("http://127.0.0.1", "")
        assert "秘密" not in text
        assert "%E7%A7%98" not in text


def test_the_published_schemas_are_those_of_the_document(server: Server) -> None:
    schemas = json_of(server, "/openapi.json")["components"]["schemas"]
    for name, file in (("Case", "case-data.schema.json"), ("SearchResults", "search-results.schema.json")):
        published = json.loads((ROOT / "schema" / file).read_text(encoding="utf-8"))
        parts = published.pop("$defs")
        del published["$schema"]
        moved = {name: published, **{f"{name}.{part}": schema for part, schema in parts.items()}}
        for part, schema in moved.items():
            text = json.dumps(schema).replace("#/$defs/", f"#/components/schemas/{name}.")
            assert schemas[part] == json.loads(text)


def test_every_answer_keeps_to_the_schema_of_the_document_and_so_does_every_example(server: Server) -> None:
    document = json_of(server, "/openapi.json")
    for path, operations in document["paths"].items():
        for operation in operations.values():
            for status, described in operation["responses"].items():
                for media, content in described.get("content", {}).items():
                    schema = {**content["schema"], "components": document["components"]}
                    if "example" in content:
                        jsonschema.validate(content["example"], schema)
                    if status == "200" and media == "application/json":
                        name = path.replace("{name}", "wuhu-online-classroom")
                        jsonschema.validate(json_of(server, f"{name}{'?q=x' if 'suggest' in name else ''}"), schema)


def test_every_route_and_parameter_is_explained_in_chinese(server: Server) -> None:
    document = json_of(server, "/openapi.json")
    words = [
        words
        for operations in document["paths"].values()
        for operation in operations.values()
        for words in (
            operation["summary"],
            operation["description"],
            *(parameter["description"] for parameter in operation.get("parameters", ())),
        )
    ]
    assert len(words) > 40
    assert [one for one in words if not re.search(r"[\u4e00-\u9fff]", one)] == []


def test_the_documents_load_nothing_from_elsewhere_and_name_every_route(server: Server) -> None:
    page = server.get("/docs")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert not re.search(r"<(script|link|img|iframe)|url\(|@import", page.text)
    for path in json_of(server, "/openapi.json")["paths"]:
        assert path in page.text
    assert server.get("/", follow_redirects=True).text == page.text
