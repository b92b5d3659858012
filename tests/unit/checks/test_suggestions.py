"""What a person most likely meant is proposed; a wild guess is not."""

from pathlib import Path

import pytest

from kb.checks import check_corpus
from kb.content.corpus_reader import read_corpus
from tests.cases import CORPUS


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("资源共享", "优质数字教育资源共建共享"),
        ("教学改革创新", "教育教学模式创新"),
        ("网络教研活动", "网络教研"),
        ("基础设施", "基础环境建设与机制创新"),
        ("量子力学", None),
    ],
)
def test_the_nearest_theme_of_the_real_vocabulary_is_proposed(
    written: str, meant: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("vocabulary.yml", "sources.yml", "wuhu-online-classroom.md"):
        text = (CORPUS / name).read_text(encoding="utf-8")
        text = text.replace("\ntheme: 优质数字教育资源共建共享\n", f"\ntheme: {written}\n")
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = [p.message for p in check_corpus(read_corpus(Path())) if p.code == "KB203"]
    assert len(found) == 1
    asked = f"您是不是要写“{meant}”？" if meant else ""
    assert found[0].startswith(f"主题“{written}”不在词表中。{asked}可用的主题见 vocabulary.yml 第 ")
