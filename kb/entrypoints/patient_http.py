"""End connections whose reader or writer stands still, and turn away those that are too many."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol


class PatientProtocol(H11Protocol):
    """HTTP that ends a connection whose request does not come, or whose reader takes nothing, in a while."""

    #: What is said where so many connections are open already that another is too many; each costs a few KB.
    most = 1000
    full = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    #: What is said to who sends what is no HTTP.
    unreadable = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    #: So many seconds are a while.
    patience = 15.0
    _deadline: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.most:
            transport.write(self.full)
            transport.close()
            return
        self._deadline = self.loop.call_later(self.patience, transport.abort)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not (self.cycle.response_complete or self.cycle.more_body):
            self._forget_deadline()  # all of the request is there
        elif self._deadline is None and self.timeout_keep_alive_task is None:
            self._deadline = self.loop.call_later(self.patience, self.transport.abort)

    def send_400_response(self, msg: str) -> None:
        cycle = self.cycle
        is_new = cycle is None or (cycle.response_complete and not cycle.more_body)
        if is_new or not cycle.response_started:
            self.transport.write(self.unreadable)
        if cycle is not None and not cycle.response_complete:
            cycle.disconnected = True  # or else what answers it would write into what was just ended
            cycle.message_event.set()
        self.transport.close()

    def on_response_complete(self) -> None:
        self._forget_deadline()
        super().on_response_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self.loop.call_later(self.patience, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stalled:
            self._stalled.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_deadline()
        super().connection_lost(exc)  # which resumes writing

    def _forget_deadline(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None
