"""Work in a process of its own is waited for, and what went wrong there is said here."""

import os
import signal
import time
from pathlib import Path

import pytest

from kb.errors import PublishError
from kb.publish.build.beside import Beside


def test_both_go_on_at_once_and_waiting_ends_when_the_work_has(tmp_path: Path) -> None:
    def work() -> None:
        for _ in range(1000):
            if (tmp_path / "go").exists():
                break
            time.sleep(0.01)
        else:
            raise PublishError("the other process did not go on")
        (tmp_path / "done").write_text(str(os.getpid()), encoding="utf-8")

    beside = Beside(work)
    (tmp_path / "go").touch()
    beside.wait()
    assert int((tmp_path / "done").read_text(encoding="utf-8")) != os.getpid()


@pytest.mark.parametrize("error", [PublishError("写不下"), OSError(28, "No space left on device")])
def test_what_it_raises_is_raised_where_it_is_waited_for(error: Exception) -> None:
    def work() -> None:
        raise error

    with pytest.raises(type(error), match=r"写不下|No space left"):
        Beside(work).wait()


def test_work_that_broke_off_is_an_error_that_says_so() -> None:
    beside = Beside(lambda: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(PublishError, match="中断"):
        beside.wait()
