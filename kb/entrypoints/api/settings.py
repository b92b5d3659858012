"""Hold what the server is told, and hand it to the processes that it starts."""

import json
import os
from dataclasses import asdict, dataclass

from kb.publish.core.options import root_of

_VARIABLE = "KB_API_SETTINGS"


@dataclass(frozen=True)
class Settings:
    """What ``kb api`` was told.

    One process has ``at_once`` requests in hand that it has not begun to answer, each for ``seconds`` at most; it waits
    ``patience`` seconds for a request to come, and for a reader who takes nothing.
    """

    cases: str = "cases"
    index: str = ""
    engine: str = ""
    site: str = ""
    base: str = ""
    rate: str = "600/minute"
    at_once: int = 16
    seconds: float = 10.0
    patience: float = 15.0

    @property
    def root(self) -> str:
        """Return the address that others stand under, or nothing."""
        return root_of(self.base)

    def into_environment(self) -> None:
        """Leave the settings where processes started from here find them."""
        os.environ[_VARIABLE] = json.dumps(asdict(self))


def settings_from_environment() -> Settings:
    """Return the settings that the starting process left."""
    return Settings(**json.loads(os.environ[_VARIABLE]))
