"""Whatever a command is given, it ends in an answer or in a Chinese sentence and status 2, never in a traceback."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.commands import KB, run_kb
from tests.hostile.hostile_files import BASE

ID = "xx-online-classroom"


#: Bytes that are not UTF-8 (a program gets lone surrogates), signs, numbers, dates, names, addresses.
SHORT = tuple(json.loads(Path(__file__).with_name("values.json").read_text(encoding="utf-8")))
LONG = (
    *("a" * size for size in (64, 81, 255, 256, 4096, 100_000)),
    *("课" * size for size in (86, 300, 20_000)),
    *("9" * 5000, "“" * 500, "(" * 5000, "地区:" + "省" * 300, "e" + "\u0301" * 500, "ا" * 100),
    *("'" * 300, "w " * 500, "zhuang" * 500, "a'" * 200, f"https://x.example/cases/{'a' * 3000}.html"),
)
VALUES = SHORT + LONG
#: Command → where a value can stand. Nothing asks the network, and a server only starts where its port can be read.
PLACES = {
    "search": "{}; --json {}; -- {}; --theme {}; --problem {}; --model {}; --stage {}; --region {}; --evidence {};"
    "--limit {}; --offset {}; 课 --cases {}; 课堂 {} --json",
    "show": "{}; -- {}; --json {}; ID --cases {}",
    "cite": "{}; -- {}; ID#{}; ID --style {}; ID --version {}; ID --base {}; ID --accessed {}",
    "verify": "{}; -- {}; ID#{} --version 0000000; ID --version {}; ID --cases {}",
    "export": "{}; ID --title {}; ID --title {} -o x.docx; ID -o {}; ID --style {}; ID --base {}; ID --format {}",
    "handout": "{} -o x.html; ID -o {}; ID -o x.html --title {}; ID -o x.html --date {}; ID -o x.html --facilitator {};"
    "ID -o x.html --accessed {}; ID -o x.html --view {}; ID -o x.html --base {}",
    "new": ";".join(
        "--no-ask --title 某县在线课堂 --unit 某县教育局 --region 340200 --source moe-2014-13 --locator 二 --"
        + option
        + " {}"
        for option in (
            *("title", "id", "unit", "unit-type", "region", "source", "locator", "stage", "theme", "evidence", "cases"),
        )
    ),
    "diff": "{}; -- {}; HEAD --cases {}; HEAD --format {}; HEAD --queries {}",
    "check": "{}; --cases {}; --format {}; --changed-since {}",
    "links": "{}; --cases {} --timeout 0.1; --timeout {} --cases none; --pause {} --cases none",
    "eval": "{}; --docs {} --queries q.jsonl; --docs d.jsonl --queries {}",
    "index": "{}; --cases {}",
    "build": "{}; --cases {}",
    "pack": "{}; --cases {}; -o {} --cases none",
    "serve": "{}; --port {} --cases none; --cases {} --port 0",
}


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small library in a folder of its own, where the commands are run."""
    shutil.copytree(BASE, tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    for name in ("d.jsonl", "q.jsonl"):
        (tmp_path / name).write_text('{"id": "a", "title": "课", "text": "课", "gold": ["a"]}\n', encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("command", PLACES)
def test_no_value_ends_a_command_in_a_traceback(command: str) -> None:
    assert len(VALUES) >= 300
    faults = []
    for number, value in enumerate(VALUES):
        places = PLACES[command].split(";")
        words = places[number % len(places)].split()
        args = [command, *(word.replace("ID", ID).replace("{}", value) for word in words)]
        try:
            outcome = run_kb(*args)
        except BaseException as error:
            faults.append(f"{args!r:.200}: {type(error).__name__} {error!s:.120}")
            continue
        said = outcome.err.strip()
        if outcome.status not in {0, 1, 2, 3, 4} or (outcome.status == 2 and not re.search(r"[一-鿿]", said)):
            faults.append(f"{args!r:.200}: {outcome.status} {said[:200]!r}")
        elif re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said):
            faults.append(f"{args!r:.200}: control characters on the terminal {said[:120]!r}")
    assert faults == []


@pytest.mark.parametrize("args", [("verify", "-"), ("new",), ("new", "--title", "某县在线课堂")])
@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_bytes_on_standard_input_that_are_no_text_end_in_a_sentence(args: tuple[str, ...], errors: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": f"utf-8:{errors}"}
    answers = b"\xd6\xd0\xff\n" * 40
    outcome = subprocess.run([*KB, *args], input=answers, capture_output=True, check=False, env=environment)
    said = outcome.stderr.decode("utf-8")
    assert outcome.returncode == 2, said
    assert re.fullmatch(r"[一-鿿][^\n]+\n", said)


def test_a_file_that_cannot_be_written_is_named() -> None:
    outcome = run_kb("export", ID, "-o", "nowhere/案例.md")
    assert outcome.status == 2
    assert outcome.err.startswith("写不进 nowhere/案例.md")


def test_a_mistyped_command_or_option_gets_a_hint_in_chinese() -> None:
    assert run_kb("serch").err == "没有命令 serch。您是不是要写 search 或 serve？\n用法见 kb --help\n"
    assert run_kb("show", "--jsn", "x").err == "没有选项 --jsn。您是不是要写 --json？\n用法见 kb show --help\n"
    assert run_kb("search", "--limit", "x").err == "--limit 的值不对：要写整数，0 到 1000。\n用法见 kb search --help\n"
    assert run_kb("show").err == "还要写 编号。\n用法见 kb show --help\n"
