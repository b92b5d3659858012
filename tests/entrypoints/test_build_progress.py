"""A long build shows on a terminal how far it is, and nowhere else."""

import io

from kb.entrypoints.cli.build_progress import BuildProgress


class Terminal(io.StringIO):
    """A screen that keeps what was shown on it."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that is turned by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def build_on(stream: io.StringIO, clock: Clock, *, seconds: float) -> str:
    with BuildProgress(stream, clock) as progress:
        for what in ("生成案例页", "写出网站"):
            for done in range(1, 11):
                clock.now += seconds / 20
                progress(what, done, 10)
    return stream.getvalue()


def test_a_long_build_shows_each_part_and_how_far_it_is() -> None:
    shown = build_on(Terminal(), Clock(), seconds=10)
    assert shown.index("生成案例页") < shown.index("写出网站")
    assert "50%" in shown
    assert shown.count("100%") == 2


def test_a_short_build_stays_quiet() -> None:
    assert build_on(Terminal(), Clock(), seconds=1) == ""


def test_what_is_written_to_a_file_holds_no_bars() -> None:
    assert build_on(io.StringIO(), Clock(), seconds=10) == ""
