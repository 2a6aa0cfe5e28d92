from __future__ import annotations

import asyncio
import json

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from uvicorn.server import ServerState

from summarizer.service.protocol import BoundedProtocol

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n"


def talk(*parts: bytes, head_seconds: float = 60.0) -> list[tuple[int, bytes]]:
    """Send parts, each once the one before is answered; return status and body of the answers until the connection is closed."""

    async def run() -> list[tuple[int, bytes]]:
        config = uvicorn.Config(PlainTextResponse("well"), ws="none", log_config=None)
        state, loop = ServerState(), asyncio.get_running_loop()

        def protocol() -> BoundedProtocol:
            return BoundedProtocol(config=config, server_state=state, app_state={}, head_seconds=head_seconds)

        server = await loop.create_server(protocol, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        answers = []
        try:
            for part in (*parts, b""):
                writer.write(part)
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                answers.append((int(head[9:12]), await reader.readexactly(length)))
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()
            await writer.wait_closed()
            while state.connections:
                await asyncio.sleep(0)
            server.close()
            await server.wait_closed()
        return answers

    return asyncio.run(asyncio.wait_for(run(), 60))


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
        b"hello\r\n\r\n",
        REQUEST + b"Content-Length: -1\r\n\r\n",
        REQUEST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
        REQUEST + b"Transfer-Encoding: gzip, chunked\r\n\r\n",
    ],
)
def test_what_is_no_http_is_a_problem(sent: bytes) -> None:
    [(status, body)] = talk(sent)
    problem = json.loads(body)
    assert (status, problem["type"], len(problem["request_id"])) == (400, "urn:newsfuse:problem:malformed", 32)


def test_a_head_that_does_not_end_is_given_up() -> None:
    answers = talk(REQUEST + b"\r\n", REQUEST, head_seconds=0.05)
    assert [status for status, _ in answers] == [200, 408]
    assert json.loads(answers[1][1])["type"] == "urn:newsfuse:problem:head-too-slow"


def test_a_connection_on_which_nothing_is_asked_is_closed() -> None:
    assert talk(head_seconds=0.05) == []


def test_a_connection_is_used_again() -> None:
    assert talk(REQUEST + b"\r\n", REQUEST + b"Connection: close\r\n\r\n") == [(200, b"well"), (200, b"well")]
