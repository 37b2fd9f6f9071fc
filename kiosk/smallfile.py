"""Small files out of folders that people fill: read without waiting, and never more than they may hold."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read(file: Path, at_most: int) -> bytes:
    """The bytes of a regular file of at most `at_most`.

    Raises FileNotFoundError, IsADirectoryError and other OSError; EFBIG for one that is larger, EINVAL for a
    pipe, a device or a socket, which could hold the reader up or never end.
    """
    handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        if about.st_size > at_most:
            raise OSError(errno.EFBIG, "larger than it may be")
        with os.fdopen(handle, "rb", closefd=False) as stream:
            return stream.read(at_most)
    finally:
        os.close(handle)
