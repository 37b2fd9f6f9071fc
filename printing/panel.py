"""The virtual printer as a page: what comes out, what it says, and a hand to pull the paper with.

    GET  /                 the page
    GET  /state            JSON: the printer's health, slips cut so far
    GET  /slips/3.png      the third slip, once it is drawn
    GET  /paper.png        what hangs in the printer and is not cut off yet
    POST /orders           an order in words, "run_out 20"; answered by the state

On 127.0.0.1 only, for demo and tests.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from printing import preview
from printing.pen import Drawing

PAGE = Path(__file__).with_name("panel.html")
LONGEST_ORDER = 200

Obey = Callable[[str], dict[str, Any]]


class Panel:
    """A server on a thread of its own, from `with` to its end."""

    def __init__(self, obey: Obey, on_paper: Callable[[], Drawing], slips: Path, port: int = 0) -> None:
        """Port 0 takes a free one. Errors: OSError."""
        self._server = _Server(obey, on_paper, slips, port)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Panel:
        threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.1},
            name="virtual-printer-panel",
            daemon=True,
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, obey: Obey, on_paper: Callable[[], Drawing], slips: Path, port: int) -> None:
        self.obey, self.on_paper, self.slips = obey, on_paper, slips
        super().__init__(("127.0.0.1", port), _Requests)

    def handle_error(self, *_: object) -> None:
        """A browser that went away in the middle of an answer is no news either."""


class _Requests(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        match self.path.split("?")[0].strip("/").split("/"):
            case [""]:
                self._send("text/html; charset=utf-8", PAGE.read_bytes())
            case ["state"]:
                self._say(self.server.obey("state"))
            case ["paper.png"]:
                self._send("image/png", preview.to_png(self.server.on_paper()))
            case ["slips", name] if name.removesuffix(".png").isdecimal():
                slip = self.server.slips / f"{int(name.removesuffix('.png')):03}.png"
                if slip.is_file():
                    self._send("image/png", slip.read_bytes())
                else:
                    self.send_error(HTTPStatus.NOT_FOUND)
            case _:
                self.send_error(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        length = self.headers.get("content-length", "")
        if self.path != "/orders" or not length.isdecimal() or int(length) > LONGEST_ORDER:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        self._say(self.server.obey(self.rfile.read(int(length)).decode(errors="replace")))

    def log_message(self, *_: object) -> None:
        """Requests are no news."""

    def _say(self, answer: dict[str, Any]) -> None:
        self._send("application/json", json.dumps(answer).encode())

    def _send(self, kind: str, body: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.send_header("cache-control", "no-store")
        self.end_headers()
        self.wfile.write(body)
