"""The hand that moves a simulated device: lines of text over TCP on loopback, `nc 127.0.0.1 PORT`."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Mapping
from typing import Final

Act = Callable[[str], object]
"""Takes the rest of the line."""
LONGEST: Final = 64 * 1024


class Control:
    """Answers every line with `ok`, or with the acts there are. Port 0 takes a free one."""

    def __init__(self, acts: Mapping[str, Act], port: int = 0) -> None:
        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                while line := self.rfile.readline(LONGEST):
                    word, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
                    try:
                        acts[word](rest)
                        said = "ok"
                    except (KeyError, ValueError):
                        said = f"? {', '.join(acts)}"
                    self.wfile.write(f"{said}\n".encode())

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        self._server = Server(("127.0.0.1", port), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
