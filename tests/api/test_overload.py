"""Too much is refused at once with the time to come again; what was accepted is answered whole, whatever happens."""

import json
import signal
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.api.servers import Server, eventually, read_all, serving
from tests.cases import CORPUS, copy_cases

SEARCH = "/api/v1/search?q=在线课堂 教学点&limit=50"


def test_who_asks_too_often_is_told_when_to_come_again(tmp_path: Path) -> None:
    with serving(tmp_path, CORPUS, rate="5/hour") as server:
        answers = [server.get("/api/v1/search?q=芜湖") for _ in range(8)]
        assert [one.status_code for one in answers] == [200] * 5 + [429] * 3
        refused = answers[-1]
        assert 1 <= int(refused.headers["retry-after"]) <= 3600
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.headers["cache-control"] == "no-store"
        assert "秒以后再试" in refused.json()["detail"]
        assert server.get("/health/ready").status_code == 200
        # Nobody gets a share of their own by saying that they are somebody else.
        assert server.get("/api/v1/search", headers={"X-Forwarded-For": "10.1.2.3"}).status_code == 429


def test_more_than_can_be_answered_is_refused_at_once_and_the_rest_is_answered(tmp_path: Path) -> None:
    with serving(tmp_path, CORPUS, at_once=2) as server:
        with ThreadPoolExecutor(20) as pool:
            answers = list(pool.map(lambda _: server.get(SEARCH), range(100)))
        counted = Counter(one.status_code for one in answers)
        assert set(counted) == {200, 503}
        for one in answers:
            if one.status_code == 503:
                assert one.headers["retry-after"] == "1"
                assert one.json()["type"] == "/docs#busy"
        assert len({one.text for one in answers if one.status_code == 200}) == 1
        assert server.get(SEARCH).status_code == 200


def test_what_takes_too_long_is_given_up_with_the_time_to_come_again(tmp_path: Path) -> None:
    with serving(tmp_path, CORPUS, seconds=0.0) as server:
        answer = server.get(SEARCH)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
        assert answer.json()["type"] == "/docs#busy"


def test_a_new_generation_under_load_loses_nothing_and_mixes_nothing(tmp_path: Path) -> None:
    cases = copy_cases(tmp_path / "cases", "wuhu-online-classroom", "jiaozuo-purchase-of-service")
    case = cases / "jiaozuo-purchase-of-service.md"
    text = case.read_text(encoding="utf-8")
    with serving(tmp_path, cases, workers=2, at_once=1000) as server:
        stop = threading.Event()
        wrong: list[str] = []
        by_tag: dict[str, set[str]] = {}

        def ask() -> None:
            with httpx.Client(base_url=server.base, timeout=60, trust_env=False) as client:
                while not stop.is_set():
                    answer = client.get("/api/v1/search?q=课堂")
                    if answer.status_code != 200:
                        wrong.append(answer.text)
                        continue
                    by_tag.setdefault(answer.headers["etag"], set()).add(answer.text)

        askers = [threading.Thread(target=ask) for _ in range(6)]
        for one in askers:
            one.start()
        try:
            eventually(lambda: by_tag or wrong)
            for change in range(3):
                known = len(by_tag)
                words = "".join(f"第{n}次改动写到课堂。" for n in range(change + 1))
                case.write_text(text.replace("## 做法\n", f"## 做法\n\n{words}\n"), encoding="utf-8")
                eventually(lambda known=known: len(by_tag) > known or wrong)
        finally:
            stop.set()
            for one in askers:
                one.join()
        assert wrong == []
        assert len(by_tag) >= 4
        # Cases and index change in one step: under one name there is one answer.
        assert [len(texts) for texts in by_tag.values()] == [1] * len(by_tag)


@pytest.mark.parametrize("workers", [1, 2])
def test_whoever_is_told_to_stop_answers_what_was_accepted(tmp_path: Path, workers: int) -> None:
    with serving(tmp_path, CORPUS, workers=workers, at_once=1000) as server:
        accepted = [server.connect() for _ in range(20)]
        for connection in accepted:
            connection.sendall(b"GET /api/v1/search?limit=100 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        first = accepted[0].recv(1)  # some are being answered, others wait
        server.process.send_signal(signal.SIGTERM)
        answers = []
        for connection in accepted:
            with connection:
                answers.append(read_all(connection))
        # uvicorn ends by the signal that it was sent, once all is answered.
        assert server.process.wait(60) in (0, -signal.SIGTERM)
    assert first == b"H"
    # What the server had not read when it was told to stop was not accepted; all the rest is answered whole.
    answered = [one for one in answers if one]
    log = server.log.read_text(encoding="utf-8")
    assert answers[0]
    assert len(answered) == log.count("GET /api/v1/search 200")
    for one in answered:
        body = one.partition(b"\r\n\r\n")[2]
        assert json.loads(body)["total"] == 13
    assert "Traceback" not in log


def test_memory_stays_as_it_is_over_many_different_requests(server: Server) -> None:
    status = Path(f"/proc/{server.process.pid}/status")
    if not status.exists():
        pytest.fail("this test reads /proc")

    def resident() -> int:
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1])

    def ask(first: int) -> None:
        with httpx.Client(base_url=server.base, timeout=60, trust_env=False) as client:
            for number in range(first, first + 150):
                client.get("/api/v1/search", params={"q": f"在线课堂 {number} 词{number:x}"})
                client.get(f"/api/v1/cases/case-{number}")
                client.get("/api/v1/suggest", params={"q": f"课{number}"})

    ask(0)
    before = resident()
    for first in (1000, 2000, 3000):
        ask(first)
    assert resident() < before * 1.1 + 4096
