"""A printer that answers what a test tells it to: for firmware that no virtual printer has."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

from printing.commands import Piece, split

Answer = Callable[[Piece], bytes]
READY = b"\x12"


class ScriptedPrinter:
    """A TCP port; `answer` is called for each command, in its order, and says what goes back."""

    def __init__(self, answer: Answer, greeting: bytes = b"") -> None:
        self._answer, self._greeting = answer, greeting
        self._server = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(5)

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self._server.getsockname()[1]}"

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                link, _ = self._server.accept()
                with link, suppress(OSError):
                    self._talk(link)

    def _talk(self, link: socket.socket) -> None:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        link.sendall(self._greeting)
        rest = b""
        while data := link.recv(4096):
            pieces, rest = split(rest + data)
            for piece in pieces:
                if said := self._answer(piece):
                    link.sendall(said)


def looks(*sets: bytes) -> Answer:
    """Four answers to DLE EOT for each look, the last for all that follow; markers are answered."""
    told = iter(sets)
    now = [next(told)]

    def answer(piece: Piece) -> bytes:
        match piece.name:
            case "DLE EOT":
                which = piece.data[0]
                said = now[0][which - 1 : which]
                if which == 4:
                    now[0] = next(told, now[0])
                return said
            case "GS (H":
                return b"\x37\x22" + piece.data[2:6] + b"\x00"
            case "GS r":
                return b"\x00"
            case _:
                return b""

    return answer
