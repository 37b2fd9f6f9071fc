"""One office's way to central over HTTP. Whatever is not plainly central's answer counts as no network."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import weakref
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec
import requests
from msgspec import Raw
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from kiosk.keys import Keys
from kiosk.keys.errors import KeysError
from kiosk.sync.contract import DEVICE, MARKER, MEDIA, PROBLEM, SECRET, DeviceState, Problem, Result, Results
from kiosk.sync.errors import NoNetwork, NotTaken, Refused

CONNECT_S = 5.0
ANSWER_S = 30.0
"""Longer than central's own limit, so that a slow answer is an answer and not a second copy."""
SLOWEST_BYTES_PER_S = 8 * 1024
WORTH_PACKING = 1024
LONGEST_ANSWER = 4 * 1024 * 1024
LONGEST_RETRY_AFTER_S = 3600.0
NOT_TAKEN = frozenset({400, 409, 413, 415, 422})
UNKNOWN_TO_CENTRAL = frozenset({401, 403})

T = TypeVar("T")


class RawChanges(msgspec.Struct, frozen=True):
    """`Changes` with its changes still to be read one by one: a newer central may send kinds of its own."""

    epoch: str
    changes: list[Raw]
    cursor: int


class Client:
    """Requests of one thread. `close` may be called from another and ends a request in flight."""

    def __init__(self, url: str, device_id: str, keys: Keys) -> None:
        self._url = url.rstrip("/")
        self._device_id = device_id
        self._keys = keys
        self._secret: bytes | None = None
        self._line = _Line()
        self._session = requests.Session()
        self._session.trust_env = False  # a .netrc or proxy of the machine must not change who we are
        self._session.mount("http://", self._line)
        self._session.mount("https://", self._line)

    def state(self) -> DeviceState:
        """What central holds of us. Raises CallError."""
        return _read(self._call("GET", "/v1/state"), DeviceState)

    def changes(self, after: int, wait_s: int) -> RawChanges:
        """What changed after a cursor; waits up to `wait_s` for the first. Raises CallError."""
        return _read(self._call("GET", f"/v1/changes?after={after}&wait={wait_s}", wait_s=wait_s), RawChanges)

    def send(self, records: Sequence[bytes]) -> list[Result]:
        """One result for each of the canonical envelopes, in order. Raises CallError."""
        body = b'{"records":[' + b",".join(records) + b"]}"
        results = _read(self._call("POST", "/v1/records", body), Results).results
        if len(results) != len(records):
            raise NoNetwork("other_number_of_results")
        return results

    def close(self) -> None:
        """Ends what is in flight; later calls raise NoNetwork."""
        self._line.cut()

    def _call(self, method: str, path: str, body: bytes | None = None, wait_s: float = 0) -> bytes:
        headers = {"Authorization": self._bearer(), DEVICE: self._device_id, "Accept": f"{MEDIA}, {PROBLEM}"}
        if body is not None:
            headers["Content-Type"] = MEDIA
            if len(body) >= WORTH_PACKING:
                body = gzip.compress(body, compresslevel=6, mtime=0)
                headers["Content-Encoding"] = "gzip"
        patience = ANSWER_S + wait_s + len(body or b"") / SLOWEST_BYTES_PER_S
        try:
            with (
                self._line.at_most(CONNECT_S + patience),
                self._session.request(
                    method,
                    self._url + path,
                    data=body,
                    headers=headers,
                    timeout=(CONNECT_S, patience),
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                return self._judge(response, _content(response))
        except (requests.RequestException, OSError) as error:
            raise NoNetwork(type(error).__name__) from error

    def _bearer(self) -> str:
        if self._secret is None:
            try:
                self._secret = self._keys.get(SECRET)
            except KeysError as error:
                raise Refused("no_secret") from error
        if not self._secret or not self._secret.isascii() or not self._secret.decode().isprintable():
            self._secret = None
            raise Refused("no_secret")
        return "Bearer " + self._secret.decode()

    def _judge(self, response: requests.Response, content: bytes) -> bytes:
        media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if MARKER not in response.headers or media not in (MEDIA, PROBLEM):
            raise NoNetwork("foreign_answer")
        status = response.status_code
        if status == 200 and media == MEDIA:
            return content
        if status in UNKNOWN_TO_CENTRAL:
            self._secret = None  # staff may put another one into the keyring
            raise Refused("unknown_to_central")
        if status in NOT_TAKEN and media == PROBLEM:
            problem = _read(content, Problem)
            raise NotTaken(status, problem.type, problem.title)
        raise NoNetwork(f"status_{status}", _retry_after(response))


class _Line(HTTPAdapter):
    """Connections that can be cut from another thread while a request waits on them."""

    def __init__(self) -> None:
        self._open: weakref.WeakSet[HTTPConnection] = weakref.WeakSet()
        self._cut = False
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        line = self

        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                line.opened(self)

        class Encrypted(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                line.opened(self)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class EncryptedPool(HTTPSConnectionPool):
            ConnectionCls = Encrypted

        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": EncryptedPool}

    def opened(self, connection: HTTPConnection) -> None:
        """Remembers a connection that just opened."""
        self._open.add(connection)
        if self._cut:
            _shut(connection)

    def cut(self) -> None:
        """Shuts every connection, now and later."""
        self._cut = True
        self._shut_all()

    @contextlib.contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """Shuts what is open when the block takes longer: a socket's time-out begins again at each byte."""
        end = threading.Timer(seconds, self._shut_all)
        end.daemon = True
        end.start()
        try:
            yield
        finally:
            end.cancel()

    def _shut_all(self) -> None:
        for connection in list(self._open):
            _shut(connection)


def _shut(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        try:
            # Not SSLSocket.shutdown: that one drops the TLS state under the thread that reads.
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)
        except OSError:
            return


def _content(response: requests.Response) -> bytes:
    content = bytearray()
    for chunk in response.iter_content(64 * 1024):
        content += chunk
        if len(content) > LONGEST_ANSWER:
            raise NoNetwork("endless_answer")
    return bytes(content)


def _read(content: bytes, type: type[T]) -> T:
    try:
        return msgspec.json.decode(content, type=type)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NoNetwork("unreadable_answer") from error


def _retry_after(response: requests.Response) -> float | None:
    told = response.headers.get("Retry-After", "")
    return min(float(told), LONGEST_RETRY_AFTER_S) if told.isdecimal() and told.isascii() else None
