"""``kb api`` says in one sentence what keeps it from serving."""

import socket
import sys
from pathlib import Path

from tests.cases import CORPUS, break_a_case, copy_cases
from tests.commands import run, run_kb


def test_without_its_packages_it_says_what_to_install() -> None:
    code = (
        "import sys\n"
        "for name in ('fastapi', 'starlette', 'uvicorn', 'limits', 'prometheus_client'): sys.modules[name] = None\n"
        "from kb.entrypoints.cli import main\n"
        "main(['api', '--cases', sys.argv[1]])"
    )
    done = run(sys.executable, "-c", code, CORPUS)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kb api 需要另外装几个包。请在项目文件夹里运行 pip install '.[api]'，或 make api。\n"


def test_faulty_cases_a_taken_port_and_a_rate_that_is_none_end_in_words(tmp_path: Path) -> None:
    cases = copy_cases(tmp_path / "cases")
    broken = break_a_case(cases)
    outcome = run_kb("api", "--cases", cases, "--index", tmp_path / "index")
    assert (outcome.status, broken in outcome.err) == (2, True)
    outcome = run_kb("api", "--cases", CORPUS, "--index", tmp_path / "other", "--rate", "often")
    assert (outcome.status, outcome.err.splitlines()[-1]) == (
        2,
        "--rate often 看不懂。要写成 600/minute、20/second 这样。",
    )
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        outcome = run_kb("api", "--cases", CORPUS, "--index", tmp_path / "other", "--port", port)
    assert outcome.status == 2
    assert f"端口 {port} 已被占用" in outcome.err
    outcome = run_kb("api", "--cases", CORPUS, "--index", tmp_path / "other", "--host", "")
    assert (outcome.status, outcome.err.splitlines()[-1].startswith("--host 不能空着。")) == (2, True)
