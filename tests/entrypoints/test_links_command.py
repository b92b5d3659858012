"""``kb links`` tells dead addresses from passing faults, politely, and is never led into a private network."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from kb.checks.links import http_probe
from kb.checks.links.http_probe import Visitor, is_public
from kb.checks.links.link_check import Entry, read_history, write_history
from kb.content.cache import cache_of
from tests.commands import Outcome, run_kb
from tests.entrypoints.web_host import WebHost, serving

BASE = Path(__file__).parents[1] / "golden/base/cases"


@pytest.fixture
def web() -> Iterator[WebHost]:
    with serving() as server:
        yield server


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "cases")
    for path in (tmp_path / "cases").glob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("https://", "ftp-"), encoding="utf-8")
    return tmp_path / "cases"


def add_links(cases: Path, *urls: str) -> None:
    path = cases / "xx-online-classroom.md"
    links = "".join(f"[页]({url})\n\n" for url in urls)
    path.write_text(path.read_text(encoding="utf-8") + f"\n{links}", encoding="utf-8")


def look(cases: Path, *more: object) -> Outcome:
    return run_kb("links", "--cases", cases, "--pause", 0, "--allow-private", *more)


def results(outcome: Outcome) -> dict[str, tuple[str, int | None]]:
    links = json.loads(outcome.out)["links"]
    return {link["url"].rsplit("/", 1)[1]: (link["result"], link["status"]) for link in links}


def test_each_kind_of_answer_is_told_apart(cases: Path, web: WebHost) -> None:
    pages = ("ok", "404", "410", "403", "500", "busy", "moved", "loop", "cut", "broken")
    add_links(cases, *(f"{web.base}/{page}" for page in pages))
    outcome = look(cases, "--json", "--timeout", 120)
    assert outcome.status == 0
    assert results(outcome) == {
        "ok": ("alive", 200),
        "404": ("gone", 404),
        "410": ("gone", 410),
        "403": ("unclear", 403),
        "500": ("down", 500),
        "busy": ("alive", 200),
        "moved": ("alive", 200),
        "loop": ("down", None),
        "cut": ("down", None),
        "broken": ("gone", None),
    }
    # What may pass is tried three times, what is said plainly once.
    assert (web.asked["/500"], web.asked["/busy"], web.asked["/404"]) == (3, 2, 1)


@pytest.mark.parametrize("page", ["silent", "drip"])
def test_a_host_that_answers_nothing_or_a_byte_at_a_time_is_given_up(web: WebHost, page: str) -> None:
    answer = Visitor(timeout=0.3, pause=0, tries=1, allow_private=True).visit(f"{web.base}/{page}")
    assert (answer.result, answer.is_passing) == ("down", True)


def test_what_does_not_open_is_reported_with_its_place_and_where_a_copy_may_be(cases: Path, web: WebHost) -> None:
    sources = cases / "sources.yml"
    text = sources.read_text(encoding="utf-8").rstrip() + (
        f"\n  - id: gone-page\n    type: webpage\n    title: 不在了\n    tier: 单位自述\n"
        f"    accessed: 2015-03-02\n    URL: {web.base}/404\n"
    )
    sources.write_text(text, encoding="utf-8")
    add_links(cases, f"{web.base}/ok")
    outcome = look(cases)
    assert outcome.status == 0
    row = text.split("\n").index(f"    URL: {web.base}/404") + 1
    assert "打不开 1 个" in outcome.out
    assert f"sources.yml:{row}:10 {web.base}/404" in outcome.out
    assert f"https://web.archive.org/web/20150302/{web.base}/404" in outcome.out


def test_the_history_counts_failures_and_spares_what_opened_a_few_days_ago(cases: Path, web: WebHost) -> None:
    add_links(cases, f"{web.base}/ok", f"{web.base}/404")
    look(cases)
    again = look(cases)
    assert "连续 2 次" in again.out
    assert (web.asked["/ok"], web.asked["/404"]) == (1, 2)
    look(cases, "--all")
    assert web.asked["/ok"] == 2
    kept = read_history(cache_of(cases))
    assert kept[f"{web.base}/404"].failures == 3
    assert kept[f"{web.base}/ok"].failures == 0


def test_an_address_that_opens_again_is_forgiven(cases: Path, web: WebHost) -> None:
    add_links(cases, f"{web.base}/ok")
    failed = Entry(date(2026, 1, 2), "down", "网站出错", 500, failed_since=date(2026, 1, 1), failures=2)
    write_history(cache_of(cases), {f"{web.base}/ok": failed})
    assert "打不开 0 个" in look(cases).out
    assert read_history(cache_of(cases))[f"{web.base}/ok"].failures == 0


def test_what_a_checkout_claims_of_an_address_is_not_believed(
    cases: Path, web: WebHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_links(cases, f"{web.base}/ok")
    monkeypatch.chdir(cases.parent)
    alive = {
        "checked": f"{date.today()}",
        "result": "alive",
        "reason": "",
        "status": 200,
        "alive_on": f"{date.today()}",
    }
    links = {f"{web.base}/ok": alive | {"failed_since": None, "failures": 0}}
    Path(".kb").mkdir()
    Path(".kb/links.json").write_text(json.dumps({"format": 1, "links": links}), encoding="utf-8")
    look(cases)
    assert web.asked["/ok"] == 1


def test_one_host_is_given_time_between_two_requests(web: WebHost, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    clock = SimpleNamespace(monotonic=lambda: sum(waited), sleep=waited.append)
    monkeypatch.setattr(http_probe, "time", clock)
    visits = Visitor(pause=20, allow_private=True)
    for page in ("ok", "moved"):
        visits.visit(f"{web.base}/{page}")
    assert web.asked.total() == 3
    assert waited == [0, 20, 20]


def test_a_private_address_is_not_visited_unless_asked_for(cases: Path, web: WebHost) -> None:
    add_links(
        cases, f"{web.base}/ok", f"http://localhost:{web.server_address[1]}/ok", "http://user:secret@192.0.2.1/ok"
    )
    outcome = run_kb("links", "--cases", cases, "--pause", 0)
    assert outcome.status == 0
    assert "没有去打开 3 个" in outcome.out
    assert web.asked.total() == 0


def test_a_redirect_into_a_private_network_is_not_followed(web: WebHost, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving("127.0.0.2") as inner:
        monkeypatch.setattr(http_probe, "is_public", lambda address: address == "127.0.0.1")
        answer = Visitor(pause=0, tries=1).visit(f"{web.base}/away?{inner.base}/ok")
        assert answer.result == "refused"
        assert web.asked.total() == 1
        assert inner.asked.total() == 0


def test_a_name_is_refused_when_any_of_its_addresses_is_private(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(http_probe.socket, "getaddrinfo", lambda *_, **__: found)
    answer = Visitor().visit("http://example.org/")
    assert answer.result == "refused"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://", "gopher://example.org/"])
def test_only_web_addresses_are_visited(url: str) -> None:
    assert Visitor().visit(url).result == "refused"


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe"),
    ],
)
def test_no_private_address_passes_for_a_public_one(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888"])
def test_a_public_address_is_public(address: str) -> None:
    assert is_public(address)


def test_without_a_cases_folder_the_command_says_so(tmp_path: Path) -> None:
    assert run_kb("links", "--cases", tmp_path / "none").status == 2
