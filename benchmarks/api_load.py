"""Ask a server on this machine at rising rates and print how long answers take, and how many there are none of.

``python -m benchmarks.api_load`` starts ``kb api`` with two workers on generated cases and asks it;
``--url http://127.0.0.1:8080`` asks a server that runs already, on this machine only. Each rate is asked for a while
whether or not answers come, as readers do; ``--soak`` asks at one rate for long and prints the memory as it goes.
"""

import argparse
import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from benchmarks.corpus import write_corpus

RATES = (10, 20, 40, 80, 160, 320)
#: Nobody waits longer; a bench that did would only measure its own patience.
_PATIENCE = 30.0
#: More connections than this would be a test of this program.
_AT_ONCE = 800
QUERIES = (
    *("在线课堂", "教学点开不齐课怎么办", "谁投资谁付费", "企业投资建设 学校付费", "网络教研", "翻转课堂", "同步课堂"),
    *(
        "乡村小学 双师",
        "地区:四川 建网",
        "wuhu",
        "jiaoxuedian",
        "“在线课堂” -芜湖",
        "班班通",
        "平板",
        "疫情",
        "同步课唐",
    ),
)


def main() -> None:
    """Run what was asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--url", help="a server that runs already, on loopback")
    options.add_argument("--cases", type=int, default=1000)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--seconds", type=float, default=10, help="for each rate")
    options.add_argument("--rates", type=int, nargs="+", default=RATES)
    options.add_argument("--soak", type=float, default=0, help="minutes at the first rate")
    chosen = options.parse_args()
    if chosen.url:
        if urlsplit(chosen.url).hostname not in ("127.0.0.1", "::1", "localhost"):
            sys.exit("only a server on this machine is asked")
        _measure(urlsplit(chosen.url).port or 80, chosen, 0)
        return
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder), chosen.cases, chosen.workers) as (port, pid):
        _measure(port, chosen, pid)


def _measure(port: int, chosen: argparse.Namespace, pid: int) -> None:
    if chosen.soak:
        for minute in range(round(chosen.soak)):
            _print_row(minute + 1, asyncio.run(_asked(port, chosen.rates[0], 60)), pid)
        return
    print("rate/s  answered  p50 ms  p95 ms  p99 ms  429  503  failed  refused p95 ms  MB")
    for rate in chosen.rates:
        _print_row(rate, asyncio.run(_asked(port, rate, chosen.seconds)), pid)


def _print_row(rate: int, found: Sequence[tuple[int, float]], pid: int) -> None:
    counted = Counter(status for status, _ in found)
    answered = [took for status, took in found if status == 200]
    refused = [took for status, took in found if status in (429, 503)]
    p50, p95, p99 = (_percentile(answered, share) for share in (0.5, 0.95, 0.99))
    failed = sum(number for status, number in counted.items() if status not in (200, 429, 503))
    print(
        f"{rate:6}  {len(answered):8}  {p50:6.0f}  {p95:6.0f}  {p99:6.0f}  {counted[429]:3}  {counted[503]:3}"
        f"  {failed:6}  {_percentile(refused, 0.95):14.0f}  {_resident(pid):3.0f}",
        flush=True,
    )


def _percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else float("nan")


async def _asked(port: int, rate: int, seconds: float) -> list[tuple[int, float]]:
    """Return status and seconds of every request; 0 where there was no answer."""
    chance = random.Random(rate)
    at_once = asyncio.Semaphore(_AT_ONCE)
    tasks = []
    started = time.perf_counter()
    for number in range(round(rate * seconds)):
        await asyncio.sleep(max(0, started + number / rate - time.perf_counter()))
        words = f"{chance.choice(QUERIES)} {chance.choice(('', '学校', '农村', '教师'))}"
        tasks.append(asyncio.create_task(_ask(port, f"/api/v1/search?q={quote(words)}", at_once)))
    return list(await asyncio.gather(*tasks))


async def _ask(port: int, path: str, at_once: asyncio.Semaphore) -> tuple[int, float]:
    started = time.perf_counter()
    async with at_once:
        try:
            async with asyncio.timeout(_PATIENCE):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
                received = await reader.read()
                writer.close()
            status = int(received[9:12] or 0)
        except (OSError, TimeoutError):
            status = 0
    return status, time.perf_counter() - started


@contextmanager
def _server(folder: Path, cases: int, workers: int) -> Iterator[tuple[int, int]]:
    write_corpus(folder / "cases", cases, with_real_cases=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    given = ["--cases", folder / "cases", "--index", folder / "index", "--port", port, "--workers", workers]
    command = [Path(sys.executable).parent / "kb", "api", *given, "--rate", "1000000/second"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([str(word) for word in command], env=environment, stderr=log)
    try:
        while process.poll() is None:
            found = asyncio.run(_asked(port, 1, 1))
            if found[0][0] == 200:
                break
            time.sleep(1)
        else:
            sys.exit((folder / "log").read_text(encoding="utf-8"))
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def _resident(pid: int) -> float:
    """Return the megabytes of a process and those it started, where the system says."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status") if pid else ():
        try:
            values = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if int(values["PPid"]) == pid or int(values["Pid"]) == pid:
            total += int(values.get("VmRSS", "0 kB").split()[0])
    return total / 1024


if __name__ == "__main__":
    main()
