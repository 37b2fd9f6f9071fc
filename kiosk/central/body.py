"""Request bodies, read with a limit on what arrives and on what it unpacks to."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable

from kiosk.central.problems import NOT_GZIP, TOO_LARGE, WRONG_MEDIA, Refusal
from kiosk.sync.contract import MAX_PACKED, MAX_UNPACKED

GZIP = 16 + zlib.MAX_WBITS


async def read(chunks: AsyncIterable[bytes], encoding: str | None) -> bytes:
    """The unpacked body. `encoding` is Content-Encoding: none, "identity" or "gzip". Raises Refusal."""
    match (encoding or "identity").lower():
        case "identity":
            return await _plain(chunks)
        case "gzip":
            return await _gzip(chunks)
        case _:
            raise Refusal(WRONG_MEDIA)


async def _plain(chunks: AsyncIterable[bytes]) -> bytes:
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > MAX_UNPACKED:
            raise Refusal(TOO_LARGE)
    return bytes(body)


async def _gzip(chunks: AsyncIterable[bytes]) -> bytes:
    unpacker = zlib.decompressobj(GZIP)
    body = bytearray()
    arrived = 0
    async for chunk in chunks:
        arrived += len(chunk)
        if arrived > MAX_PACKED:
            raise Refusal(TOO_LARGE)
        try:
            body += unpacker.decompress(chunk, MAX_UNPACKED + 1 - len(body))
        except zlib.error as error:
            raise Refusal(NOT_GZIP) from error
        if len(body) > MAX_UNPACKED:
            raise Refusal(TOO_LARGE)
    if not unpacker.eof or unpacker.unused_data:
        raise Refusal(NOT_GZIP)
    return bytes(body)
