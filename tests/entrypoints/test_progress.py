"""Progress is shown on a terminal when work is long, and nowhere else."""

import io
from itertools import count

import pytest

from kb.entrypoints.progress import Progress, shown_progress


class Terminal(io.StringIO):
    """A screen that keeps what was shown on it."""

    def isatty(self) -> bool:
        return True


def watch(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, seconds_each: float) -> None:
    clock = count(0.0, seconds_each)
    monkeypatch.setattr("kb.entrypoints.progress.time.monotonic", lambda: next(clock))
    monkeypatch.setattr("sys.stderr", stream)


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, seconds_each: float) -> str:
    watch(monkeypatch, stream, seconds_each)
    assert list(shown_progress("分析案例", [1, 2, 3, 4])) == [1, 2, 3, 4]
    return stream.getvalue()


def test_long_work_shows_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, Terminal(), 1.5)
    assert "分析案例" in text
    assert "100%" in text


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Terminal(), 0.1) == ""


def test_nothing_is_shown_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO(), 1.5) == ""


def test_a_bar_is_ended_when_the_work_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    watch(monkeypatch, stream, 3.0)
    items = shown_progress("分析案例", [1, 2, 3])
    assert [next(items), next(items)] == [1, 2]
    items.close()  # type: ignore[attr-defined]
    assert stream.getvalue().endswith("\n")


def test_each_part_of_a_build_has_a_bar_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    watch(monkeypatch, stream, 1.0)
    with Progress() as progress:
        for what in ("生成案例页", "写出网站"):
            for done in range(1, 11):
                progress(what, done, 10)
    shown = stream.getvalue()
    assert shown.index("生成案例页") < shown.index("写出网站")
    assert "50%" in shown
    assert shown.count("100%") == 2
