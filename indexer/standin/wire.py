"""The connection under a reply, for what no ordinary reply can do: fall short, stop, be reset."""

from __future__ import annotations

import contextlib
import socket
import struct
from http.server import BaseHTTPRequestHandler

from indexer.standin.exchange import Reply

_SERVER_OWN = ("content-type", "content-length")


class Wire:
    """Sends over one connection. After `close` or `reset` nothing more can be sent."""

    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self._handler = handler

    def head(self, reply: Reply, length: int | None) -> None:
        """Sends status line and headers; without a length the body ends where the connection does."""
        handler = self._handler
        handler.send_response(reply.status)
        handler.send_header("Content-Type", reply.content_type)
        for name, value in reply.headers:
            if name.lower() not in _SERVER_OWN:
                handler.send_header(name, value)
        if length is None:
            handler.send_header("Connection", "close")
        else:
            handler.send_header("Content-Length", str(length))
        handler.end_headers()
        handler.wfile.flush()

    def send(self, data: bytes) -> None:
        """Sends bytes as they are."""
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def whole(self, reply: Reply) -> None:
        """Sends a reply as it should be."""
        self.head(reply, len(reply.body))
        if self._handler.command != "HEAD":
            self.send(reply.body)

    def close(self) -> None:
        """Ends the connection in an orderly way (FIN)."""
        self._handler.close_connection = True

    def outlast(self, seconds: float) -> None:
        """Sends nothing until the caller hangs up, for at most so long; then ends the connection."""
        connection = self._handler.connection
        connection.settimeout(seconds)
        with contextlib.suppress(OSError):
            while connection.recv(4096):
                pass
        self.close()

    def reset(self) -> None:
        """Breaks the connection (RST). Every handle on the socket must be closed for the reset to go out at once."""
        handler = self._handler
        handler.close_connection = True
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.wfile.close()
        handler.rfile.close()
        handler.connection.close()
