"""Servers on loopback addresses: one for every host of the sample site.

    with SampleSite() as site:
        site.url("home")

What must not go here: what any address answers.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from pipeline.samplesite.answers import Answer, Asked
from pipeline.samplesite.cases import Origin, origins
from pipeline.samplesite.site import Site

IDLE_SECONDS = 30
MOST_POSTED = 64 * 1024
NO_SUCH_NAME = "sample-site.invalid"  # a name that never resolves, by RFC 2606
Respond = Callable[[Asked], Answer]


class Handler(BaseHTTPRequestHandler):
    """Reads a request and writes the answer, whole or broken; says nothing."""

    protocol_version = "HTTP/1.1"
    server_version = "sample"
    sys_version = ""
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True
    server: LoopbackServer

    def do_GET(self) -> None:
        """Answer, with body."""
        self._respond()

    do_HEAD = do_POST = do_GET  # noqa: N815 - the names are those of the base class

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Keep quiet."""

    def _respond(self) -> None:
        parts = urlsplit(self.path)
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > MOST_POSTED:
            self.send_error(413)
            self.close_connection = True
            return
        body = self.rfile.read(int(length))
        answer = self.server.respond(
            Asked(self.server.name, self.command, parts.path, parts.query, dict(self.headers), body)
        )
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        whole = isinstance(answer.body, bytes)
        length = len(answer.body) if isinstance(answer.body, bytes) else answer.length
        if not whole or answer.status == 0:
            self.close_connection = True
        if answer.status:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if length is not None and answer.status != 304:
                self.send_header("Content-Length", str(length))
            if self.close_connection:
                self.send_header("Connection", "close")
            if self.command == "HEAD" or answer.status == 304:
                self.end_headers()
                return
            self.end_headers_with(answer.body if isinstance(answer.body, bytes) else b"")
        if not isinstance(answer.body, bytes):
            for piece in answer.body:
                self.wfile.write(piece)

    def end_headers_with(self, body: bytes) -> None:
        """Send head and body at once."""
        head: list[bytes] = self.__dict__.setdefault("_headers_buffer", [])
        head.append(b"\r\n")
        head.append(body)
        self.flush_headers()


class LoopbackServer(ThreadingHTTPServer):
    """A server bound to loopback or not at all; when it stops, its connections are cut."""

    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = True

    def __init__(self, name: str, address: tuple[str, int], respond: Respond) -> None:
        """Bind and listen.

        Raises:
            OSError: the address cannot be bound.
            ValueError: it is no loopback address.
        """
        if not ipaddress.ip_address(address[0]).is_loopback:
            raise ValueError(f"{address[0]} is no loopback address: the sample site stays inside")
        self.name = name
        self.respond = respond
        self._connections: set[socket.socket] = set()
        self._lock = Lock()
        super().__init__(address, Handler)
        self._thread = Thread(target=self.serve_forever, args=(0.05,), daemon=True)

    def server_bind(self) -> None:
        """Bind without asking the resolver for a name."""
        socket_address: Any = self.server_address
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(socket_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def start(self) -> None:
        """Serve in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening and cut every open connection."""
        self.shutdown()
        with self._lock:
            for connection in self._connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self.server_close()
        self._thread.join()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection while it is open."""
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection."""
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing where the client went away; a fault of the site itself is told."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class SampleSite(Site):
    """The site on its servers: start it with `with`, or with `start` and `stop`."""

    def __init__(self, port: int = 0) -> None:
        """Prepare; 0 takes any free port. The other hosts take the same port where they can."""
        super().__init__()
        self._port = port
        self._servers: list[LoopbackServer] = []
        self._held: list[socket.socket] = []

    def __enter__(self) -> SampleSite:
        """Start."""
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()

    @property
    def bases(self) -> dict[str, str]:
        """The address of every host, without a path."""
        return dict(self.state.bases)

    def start(self) -> SampleSite:
        """Listen on every host.

        Raises:
            OSError: the port of the portal is taken.
        """
        try:
            for origin in origins():
                host, port = self._opened(origin)
                self.state.bases[origin.name] = f"{origin.scheme}://{host}:{port}"
        except OSError:
            self.stop()
            raise
        return self

    def _opened(self, origin: Origin) -> tuple[str, int]:
        if origin.listens == "nowhere":
            return NO_SUCH_NAME, self._port
        first = not self._servers
        places = [(f"127.0.0.{origin.octet}", self._port)]
        if not first:
            places.append(("127.0.0.1", 0))  # systems that have no other loopback address
        for place in places[:-1]:
            with suppress(OSError):
                return self._bound(origin, place)
        host, port = self._bound(origin, places[-1])
        if first:
            self._port = port
        return host, port

    def _bound(self, origin: Origin, place: tuple[str, int]) -> tuple[str, int]:
        if origin.listens == "closed":  # bound and never listening: it refuses, and none takes it
            holder = socket.socket()
            self._held.append(holder)
            holder.bind(place)
            host, port = holder.getsockname()
            return str(host), int(port)
        server = LoopbackServer(origin.name, place, self.answer)
        self._servers.append(server)
        server.start()
        return str(server.server_address[0]), server.server_port

    def stop(self) -> None:
        """End every answer under way, close every connection and port."""
        self.state.closing.set()
        for server in self._servers:
            server.stop()
        for holder in self._held:
            holder.close()
        self._servers.clear()
        self._held.clear()
        self.state.closing = Event()
