"""A small HTTP server on this machine for a model service; what it answers is the wire format's matter."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.models.script import Break, Service

Reply = tuple[int, str, Iterable[bytes]]
"""Status, content type, and the body in pieces."""


HELD_SECONDS = 60.0
"""A slow service answers after this at the latest, so that a client without patience of its own fails."""

DRIP_SECONDS = 0.05


class CutOffError(Exception):
    """The connection ends here."""


@contextmanager
def serving(service: Service, reply: Callable[[Service, str, dict[str, Any]], Reply]) -> Iterator[str]:
    """The address of a running server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            service.headers.append(dict(self.headers))
            service.paths.append(self.path)
            status, kind, parts = reply(service, self.path, body)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Transfer-Encoding", "chunked")
            self.send_header("Connection", "close")
            self.close_connection = True
            self.end_headers()
            try:
                for part in parts:
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
                    self.wfile.flush()
                self.wfile.write(b"0\r\n\r\n")
            except (CutOffError, BrokenPipeError, ConnectionResetError):
                self.connection.close()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:
            """A client that went away is no error here."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        service.let_go.set()
        server.shutdown()
        server.server_close()


def broken(parts: list[bytes], step: Break, filler: bytes, service: Service) -> Iterator[bytes]:
    """The parts of a good reply, spoiled on the way; a slow one comes once the test is over."""
    if step.how == "slow":
        service.let_go.wait(HELD_SECONDS)
        service.gave_in.append(step.how)
        yield from parts
    elif step.how == "dribble":
        for _ in range(int(HELD_SECONDS / DRIP_SECONDS)):
            yield filler
            if service.let_go.wait(DRIP_SECONDS):
                break
        service.gave_in.append(step.how)
        yield from parts
    elif step.how == "cut_off":
        yield from parts[: len(parts) // 2]
        raise CutOffError
    elif step.how == "ends_early":
        yield from parts[: len(parts) // 2]
    elif step.how == "half_a_frame":
        yield parts[0][: len(parts[0]) // 2]
        raise CutOffError
    else:
        raise ValueError(step.how)
