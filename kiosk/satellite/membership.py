"""To which main office a further kiosk belongs: one line from that office, then a secret in the keyring.

The line is typed or pasted once, at the kiosk: the office's address, the kiosk's digit, the fingerprint of
the office's certificate authority and the kiosk's secret.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import ssl
import warnings
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import msgspec
import urllib3

from kiosk.keys import Keys
from kiosk.keys.errors import KeysDamaged
from kiosk.satellite.errors import BadInvitation, Distrusted, NotJoined

KEY: Final = "main-office"
"""Under which the kiosk's keyring keeps it."""
AUTHORITY_PATH: Final = "/percaya/anjungan-kantor.crt"
PATIENCE_S: Final = 10.0
_LINE: Final = re.compile(r"(https://[^\s/?#@]+)#([2-9])\.([0-9a-f]{64})\.([\w-]{40,64})")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the office gives to a new kiosk."""

    url: str
    """ "https://192.168.1.10:8443"."""
    number: int
    """The kiosk's digit."""
    fingerprint: str
    """SHA-256 of the authority's certificate, lower-case hex."""
    secret: str

    def line(self) -> str:
        """As it is printed once."""
        return f"{self.url}#{self.number}.{self.fingerprint}.{self.secret}"

    def __repr__(self) -> str:
        return f"Invitation({self.url}, {self.number})"


@dataclass(frozen=True, slots=True)
class Membership:
    """What a joined kiosk keeps."""

    url: str
    number: int
    authority: str
    """The authority's certificate, DER in base64."""
    secret: str

    def __repr__(self) -> str:
        return f"Membership({self.url}, {self.number})"

    @property
    def tls(self) -> ssl.SSLContext:
        """TLS that believes this office's authority and no other."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_verify_locations(cadata=base64.b64decode(self.authority))
        return context


def read_line(line: str) -> Invitation:
    """Raises BadInvitation."""
    found = _LINE.fullmatch(line.strip())
    if found is None:
        raise BadInvitation("Baris pendaftaran tidak lengkap. Salin seluruhnya dari kantor utama.")
    return Invitation(found[1], int(found[2]), found[3], found[4])


def join(keys: Keys, invitation: Invitation) -> None:
    """Fetches the office's authority, compares its fingerprint and keeps it with the secret.

    Raises Distrusted, KeysError.
    """
    authority = _authority(invitation.url)
    if not hmac.compare_digest(hashlib.sha256(authority).hexdigest(), invitation.fingerprint):
        raise Distrusted("Mesin di alamat itu bukan kantor utama yang mengundang. Periksa alamatnya.")
    keep(
        keys,
        Membership(
            invitation.url, invitation.number, base64.b64encode(authority).decode(), invitation.secret
        ),
    )


def keep(keys: Keys, membership: Membership) -> None:
    """Raises KeysError."""
    keys.put(KEY, msgspec.json.encode(membership))


def kept(keys: Keys) -> Membership:
    """Raises NotJoined, KeysError."""
    found = keys.get(KEY)
    if found is None:
        raise NotJoined("Anjungan ini belum terdaftar. Jalankan kiosk satellite join.")
    try:
        return msgspec.json.decode(found, type=Membership)
    except msgspec.DecodeError as error:
        raise KeysDamaged("Pendaftaran anjungan tidak terbaca. Jalankan kiosk satellite join.") from error


def address(url: str) -> str:
    """The office's address as `--of` gives it. Raises BadInvitation."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.netloc or parts.path.strip("/") or parts.query or parts.fragment:
        raise BadInvitation('Tulis alamat kantor utama seperti "https://192.168.1.10:8443".')
    return f"https://{parts.netloc}"


def _authority(url: str) -> bytes:
    # Whoever answers is not believed: only a certificate with the fingerprint of the invitation is kept.
    pool = urllib3.PoolManager(cert_reqs="CERT_NONE", assert_hostname=False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", urllib3.exceptions.InsecureRequestWarning)
            answer = pool.request(
                "GET", f"{url}{AUTHORITY_PATH}", timeout=PATIENCE_S, retries=False, redirect=False
            )
    except urllib3.exceptions.HTTPError as error:
        raise Distrusted("Kantor utama tidak menjawab. Periksa jaringan dan alamatnya.") from error
    finally:
        pool.clear()
    return answer.data
