"""Hold what routes need: the generation that answers this request, and threads to ask it in."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import anyio
from fastapi import Depends, Request

from kb.entrypoints.api.observed import Figures
from kb.entrypoints.api.settings import Settings
from kb.entrypoints.library import Generation, Library

T = TypeVar("T")


class State:
    """What one process holds while it runs."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self.library = library
        self.settings = settings
        self.figures = Figures()
        self._asking = anyio.CapacityLimiter(library.threads)

    async def ask(self, question: Callable[[], T]) -> T:
        """Ask in a thread, as many at once as the index bears; who gives up waiting has cost nothing."""
        return await anyio.to_thread.run_sync(question, limiter=self._asking, abandon_on_cancel=True)

    async def refresh(self) -> None:
        """Take over a new generation where there is one; requests that have the old one finish with it."""
        if await anyio.to_thread.run_sync(self.library.refresh, abandon_on_cancel=True):
            self.figures.generations.inc()
        self.figures.cases.set(len(self.library.generation.corpus.cases))


def state_of(request: Request) -> State:
    """Return what the process that answers holds."""
    state: State = request.app.state.kb
    return state


def _generation(request: Request) -> Generation:
    return state_of(request).library.generation


#: Taken once for a request, so that all of its answer is of one generation.
CurrentGeneration = Annotated[Generation, Depends(_generation)]
