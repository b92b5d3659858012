"""What is wrong with the choice of a cluster is said before anything is sent, and without the password."""

from pathlib import Path

import pytest

from tests.cases import CORPUS
from tests.commands import KB, run, run_kb
from tests.opensearch.node import free_ports

SECRET = "s3cret-of-mine"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://search.example.cn:9200", "https://"),
        ("http://10.0.0.7:9200", "https://"),
        ("http://127.0.0.1.example.cn:9200", "https://"),
        (f"https://admin:{SECRET}@search.example.cn", "不要写用户名和密码"),
        (f"https://admin:{SECRET}@search.example.cn:port", "写得不对"),
        ("search.example.cn:9200", "写得不对"),
        ("ftp://search.example.cn", "写得不对"),
        ("https://search.example.cn/path", "写得不对"),
        (",", "请写明"),
    ],
)
def test_an_address_that_would_give_something_away_is_refused(address: str, said: str) -> None:
    for command in (("search", "芜湖"), ("index", "--cases", CORPUS)):
        outcome = run_kb(*command, "--engine", address)
        assert outcome.status == 2
        assert said in outcome.err
        assert SECRET not in outcome.err


def test_a_cluster_and_a_folder_at_once_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_OPENSEARCH", "https://search.example.cn")
    for command in (("search", "芜湖"), ("index", "--cases", CORPUS)):
        outcome = run_kb(*command, "--index", tmp_path)
        assert outcome.status == 2
        assert "只能用一个" in outcome.err


def test_a_cluster_that_is_not_there_is_missed_by_name() -> None:
    [port] = free_ports(1)
    outcome = run(*KB, "search", "芜湖", "--engine", f"http://127.0.0.1:{port}")
    assert outcome.returncode == 2
    assert outcome.stderr == f"连不上 OpenSearch（http://127.0.0.1:{port}）。请看看它是否在运行，地址和端口对不对。\n"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"KB_OPENSEARCH_USER": "reader"}, "KB_OPENSEARCH_PASSWORD_FILE"),
        ({"KB_OPENSEARCH_USER": "reader", "KB_OPENSEARCH_PASSWORD_FILE": "none"}, "none 读不出来"),
        ({"KB_OPENSEARCH_CA": "none"}, "none 读不出来"),
        ({"KB_OPENSEARCH_NAME": "kb-*"}, "小写字母"),
        ({"KB_OPENSEARCH_NAME": "_all"}, "小写字母"),
    ],
)
def test_settings_that_cannot_be_used_are_named(
    settings: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    outcome = run_kb("search", "芜湖", "--engine", "https://search.example.cn")
    assert outcome.status == 2
    assert said in outcome.err


def test_who_has_no_client_is_told_how_to_get_it() -> None:
    script = (
        "import sys; sys.modules['opensearchpy'] = None\n"
        "from kb.entrypoints.cli import main; main(['search', 'x', '--engine', 'https://search.example.cn'])"
    )
    outcome = run(KB[0], "-c", script)
    assert outcome.returncode == 2
    assert "pip install '.[opensearch]'" in outcome.stderr
