"""What comes before there is a request: bytes that are no HTTP, and heads that never end.

Uvicorn answers the first in plain text and waits for ever for the second, whose connections a client can open by the thousand.
"""

from __future__ import annotations

import asyncio
import uuid
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from summarizer.service import problems
from summarizer.service.errors import HeadTooSlow, Malformed, ServiceError


class BoundedProtocol(H11Protocol):
    """Uvicorn's HTTP/1.1, with a time for the head of each request and problem documents."""

    def __init__(self, *args: Any, head_seconds: float, **options: Any) -> None:  # noqa: ANN401  uvicorn's own
        """Give a client ``head_seconds`` from its first byte, or from when it connects, to the end of the head."""
        super().__init__(*args, **options)
        self._head_seconds = head_seconds
        self._waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take bytes; what is left in the middle of a head must go on in time."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP; ``msg`` is uvicorn's and says no more."""
        self._refuse(Malformed("The request is no HTTP that is read here."))

    def _watch(self) -> None:
        if self.conn.their_state is not h11.IDLE or self.transport.is_closing():
            self._stop()
        elif self._waiting is None:
            self._waiting = self.loop.call_later(self._head_seconds, self._give_up)

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if self.conn.their_state is not h11.IDLE or self.transport.is_closing():
            return
        if self.conn.trailing_data[0]:
            self._refuse(HeadTooSlow(f"The head of the request did not arrive within {self._head_seconds:g} seconds."))
        else:
            # Nothing was asked, as on the connections that browsers open in advance: there is nothing to answer.
            self.transport.close()

    def _refuse(self, error: ServiceError) -> None:
        """Answer with a problem, where no answer has begun, and close the connection."""
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            request_id = uuid.uuid4().hex
            answer = problems.respond(error, request_id)
            headers = [*answer.raw_headers, (b"x-request-id", request_id.encode("ascii")), (b"connection", b"close")]
            for event in (
                h11.Response(status_code=answer.status_code, headers=headers, reason=HTTPStatus(answer.status_code).phrase),
                h11.Data(data=bytes(answer.body)),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
