"""Whatever bytes a file holds, reading it ends in findings: no exception, no second, no 200 MB for one mebibyte."""

import json
import subprocess
import sys
import time
from pathlib import Path

import payloads
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.checks import check_corpus
from kb.checks.mending import mend_case
from kb.content import read_corpus
from kb.content.case_reader import read_case
from kb.content.controlled import Labels
from kb.content.text_file import MAX_BYTES

BASE = Path(__file__).parents[1] / "golden/base/cases"
VOCABULARY = read_corpus(BASE).vocabulary.value
assert VOCABULARY
LABELS = Labels(VOCABULARY)
SOUND = (BASE / "xx-online-classroom.md").read_text(encoding="utf-8")

TOKENS = st.sampled_from(
    [
        *("---\n", "...\n", "\n", " ", "  ", "\t", "\r", "\r\n", "\ufeff", "\x00", "\u202e", "\u2028", "\ud800"),
        *("id: ", "title: ", "claims:\n", "  - ", "- ", "? ", ": ", ":", "&a ", "*a", "!!x ", "<<: "),
        *(
            "|\n",
            ">-\n",
            "%YAML ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "'",
            '"',
            "\\",
            "\\x",
            "#",
            "@",
            "`",
            "```",
            "~~~",
            "<",
            ">",
        ),
        *("](", "![", "(", ")", "## 做法\n", "## 背景与问题\n", "〔moe-2014-13，二·2〕", "〔", "〕", "“", "”", "12 人"),
        *("未知", "字", "a", "1e999", "-0"),
    ]
)
TEXT = st.lists(TOKENS, max_size=60).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Cut a sound case somewhere and put something in."""
    start = draw(st.integers(0, len(SOUND)))
    end = draw(st.integers(start, min(len(SOUND), start + 40)))
    return (SOUND[:start] + draw(TEXT) + SOUND[end:]).encode("utf-8", "surrogatepass")


FILES = st.one_of(
    st.binary(max_size=300),
    TEXT.map(lambda text: text.encode("utf-8", "surrogatepass")),
    TEXT.map(lambda text: f"---\n{text}\n---\n{text}".encode("utf-8", "surrogatepass")),
    mutated(),
)
#: A few at a time in every run of the tests; ``--hypothesis-seed`` and more examples search further.
QUIET = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(FILES)
@QUIET
def test_reading_checking_and_mending_any_file_raises_nothing(tmp_path: Path, data: bytes) -> None:
    folder = tmp_path / "cases"
    if not folder.exists():
        folder.mkdir()
        for name in ("vocabulary.yml", "sources.yml"):
            (folder / name).write_bytes((BASE / name).read_bytes())
    path = folder / "fuzz.md"
    path.write_bytes(data)
    problems = check_corpus(read_corpus(folder))
    lines = data.count(b"\n") + data.count(b"\r") + 2  # what is missing may belong after the last
    of_case = [problem for problem in problems if problem.path.endswith("fuzz.md")]
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in of_case)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    once = mend_case(text, LABELS)
    assert mend_case(once, LABELS) == once


@given(FILES)
@QUIET
def test_reading_any_list_raises_nothing(tmp_path: Path, data: bytes) -> None:
    for name in ("vocabulary.yml", "sources.yml"):
        (tmp_path / name).write_bytes(data)
    check_corpus(read_corpus(tmp_path))


@given(TEXT.filter(bool), st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_mebibyte_of_any_pattern_is_read_within_a_second(tmp_path: Path, part: str, in_head: bool) -> None:
    unit = part.encode("utf-8", "surrogatepass")
    opening = b"---\n" if in_head else b"---\nid: x\n---\n"
    data = opening + unit * ((MAX_BYTES - 100) // len(unit))
    path = tmp_path / "big.md"
    path.write_bytes(data)
    start = time.process_time()
    read_case(path, "big.md", LABELS)
    assert time.process_time() - start < 1


MEASURE = """
import json, sys, time
from pathlib import Path
from kb.content import read_corpus
from kb.content.case_reader import read_case
vocabulary = read_corpus(Path(sys.argv[1])).vocabulary
start = time.process_time()
file = read_case(Path(sys.argv[2]), "big.md", None)
print(json.dumps({
    "seconds": time.process_time() - start,
    # What getrusage tells would include the process that started this one.
    "kilobytes": int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]),
    "codes": [problem.code for problem in file.problems][:1],
}))
"""


@pytest.mark.parametrize(
    "data",
    [
        b"---\n" + b"[" * (1 << 20),
        b"---\n" + b"[" * 60_000 + b"\n---\n",
        b"---\n" + b"a: [" + b"x," * 30_000 + b"]\n---\n",
        b"---\n" + b"- a: b\n" * 9_000 + b"---\n",
        b"---\n" + b'"' + b"\\u0041" * 10_000 + b'"\n---\n',
        b"---\nid: x\n---\n" + b"#\n" * 500_000,
        b"---\nid: x\n---\n" + "## 做法\n".encode() * 80_000,
        b"---\nid: x\n---\n" + b"\xc2\xad" * 500_000,
        b"\r" * (1 << 20),
        b"\n" * (1 << 20),
        "字".encode() * (349_000),
    ],
    ids=range(11),
)
def test_a_mebibyte_made_to_be_heavy_takes_less_than_a_second_and_200_mb(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "big.md"
    path.write_bytes(data[:MAX_BYTES])
    command = [sys.executable, "-c", MEASURE, str(BASE), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    told = json.loads(done.stdout)
    assert told["codes"]
    assert told["seconds"] < 1
    assert told["kilobytes"] < 200_000


def test_the_mebibyte_limit_is_what_the_corpus_tries() -> None:
    assert any(len(data) == MAX_BYTES + 1 for data, _ in payloads.BYTES)
