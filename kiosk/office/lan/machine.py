"""How this machine is called on its networks, asked of the kernel."""

from __future__ import annotations

import fcntl
import socket
import struct
from pathlib import Path
from typing import Final

_SIOCGIFADDR: Final = 0x8915
_ADDRESS: Final = slice(20, 24)
"""Where the kernel puts the IPv4 address into its answer."""


def names() -> tuple[str, ...]:
    """The host name, alone and as multicast DNS has it, and localhost."""
    own = socket.gethostname().partition(".")[0].lower()
    return (own, f"{own}.local", "localhost")


def addresses() -> tuple[str, ...]:
    """IPv4 and IPv6 addresses of all interfaces, loopback included; in a steady order."""
    return tuple(sorted({*_v4(), *_v6()}))


def _v4() -> list[str]:
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, interface in socket.if_nameindex():
            try:
                answer = fcntl.ioctl(
                    asking.fileno(), _SIOCGIFADDR, struct.pack("256s", interface.encode()[:15])
                )
            except OSError:  # an interface without an address
                continue
            found.append(socket.inet_ntoa(answer[_ADDRESS]))
    return found


def _v6() -> list[str]:
    try:
        lines = Path("/proc/net/if_inet6").read_text("ascii").splitlines()
    except OSError:  # a machine without IPv6
        return []
    return [socket.inet_ntop(socket.AF_INET6, bytes.fromhex(line.split()[0])) for line in lines]
