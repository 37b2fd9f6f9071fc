"""The office's own certificate authority, and the certificate that the listener shows.

The authority is made once; its key and certificate live in the keyring alone. It may vouch only for
private addresses and for names of the office's own network: a PC that trusts it is not opened to anything on
the internet, even if the key were stolen. The listener's certificate is made anew at every start and again
before it ends; its key never touches the disk.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk.keys import Keys
from kiosk.office.lan.errors import AuthorityUnreadable

SECRET: Final = "lan-ca"  # noqa: S105 the name under which it is kept
AUTHORITY_LASTS: Final = timedelta(days=3650)
LEAF_LASTS: Final = timedelta(days=90)
RENEW_BEFORE: Final = timedelta(days=30)
CLOCK_SLACK: Final = timedelta(days=2)
"""Certificates begin earlier than they are made: clocks of the PCs may be behind."""
NETWORKS: Final = tuple(
    ip_network(network)
    for network in (
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8",
        "fc00::/7", "fe80::/10", "::1/128",
    )
)  # fmt: skip
"""Addresses that the authority may vouch for."""
DOMAINS: Final = ("localhost", "local", "lan", "internal", "home.arpa")
"""Names that no public authority gives out."""

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Authority:
    """The office's authority."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def digest(self) -> bytes:
        """SHA-256 of the certificate, as browsers show it."""
        return sha256(self.der).digest()

    def covers(self, name: str) -> bool:
        """Whether the authority may vouch for this DNS name."""
        return any(name == domain or name.endswith(f".{domain}") for domain in self._domains())

    def _domains(self) -> list[str]:
        limits = self.certificate.extensions.get_extension_for_class(x509.NameConstraints).value
        return [limit.value for limit in limits.permitted_subtrees or () if isinstance(limit, x509.DNSName)]


@dataclass(frozen=True, slots=True)
class Identity:
    """What the listener can be called: only what the authority may vouch for."""

    names: tuple[str, ...]
    addresses: tuple[Address, ...]

    @property
    def hosts(self) -> frozenset[str]:
        """As they stand in a Host header, without port, lower case."""
        shown = (f"[{at}]" if at.version == 6 else str(at) for at in self.addresses)
        return frozenset((*self.names, *shown))


def open_authority(keys: Keys, office: str, names: Iterable[str], now: datetime) -> Authority:
    """The authority in the keyring, made where there is none. Raises KeysError, AuthorityUnreadable."""
    kept = kept_authority(keys)
    if kept is not None:
        return kept
    made = _new_authority(office, names, now)
    keys.put(SECRET, _private_pem(made.key) + made.pem)
    return made


def kept_authority(keys: Keys) -> Authority | None:
    """The authority in the keyring, if there is one. Raises KeysError, AuthorityUnreadable."""
    kept = keys.get(SECRET)
    if kept is None:
        return None
    try:
        key = load_pem_private_key(kept, password=None)
        certificate = x509.load_pem_x509_certificate(kept[kept.index(b"-----BEGIN CERTIFICATE") :])
    except ValueError as error:
        raise AuthorityUnreadable("Kunci CA kantor (lan-ca) tidak terbaca. Panggil teknisi.") from error
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return Authority(key, certificate)


def identity(authority: Authority, names: Iterable[str], addresses: Iterable[str]) -> Identity:
    """Those of the names and addresses that the authority may vouch for, each once, in order."""
    kept = dict.fromkeys(name.lower() for name in names if authority.covers(name.lower()))
    found = dict.fromkeys(ip_address(address) for address in addresses)
    return Identity(tuple(kept), tuple(at for at in found if any(at in network for network in NETWORKS)))


def context(authority: Authority, who: Identity, now: datetime) -> ssl.SSLContext:
    """TLS with a fresh certificate for `who`."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_alpn_protocols(["http/1.1"])
    renew(made, authority, who, now)
    return made


def renew(tls: ssl.SSLContext, authority: Authority, who: Identity, now: datetime) -> None:
    """Puts a fresh certificate for `who` into `tls`; connections that stand are not disturbed."""
    key = ec.generate_private_key(ec.SECP256R1())
    alternatives: list[x509.GeneralName] = [x509.DNSName(name) for name in who.names]
    alternatives += [x509.IPAddress(address) for address in who.addresses]
    leaf = (
        _builder("Anjungan", authority.certificate.subject, key, now, LEAF_LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
        )
        .sign(authority.key, hashes.SHA256())
    )
    chain = leaf.public_bytes(Encoding.PEM) + authority.pem
    # OpenSSL reads certificates from files alone; this one exists in memory only.
    memory = os.memfd_create("anjungan-lan", os.MFD_CLOEXEC)
    with os.fdopen(memory, "wb") as file:
        file.write(_private_pem(key) + chain)
        file.flush()
        tls.load_cert_chain(f"/proc/self/fd/{memory}")


def _new_authority(office: str, names: Iterable[str], now: datetime) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    name = f"Anjungan {office}"
    own = dict.fromkeys((*DOMAINS, *(name.lower() for name in names)))
    permitted: list[x509.GeneralName] = [x509.DNSName(domain) for domain in own]
    permitted += [x509.IPAddress(network) for network in NETWORKS]
    certificate = (
        _builder(name, _named(name), key, now, AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.NameConstraints(permitted_subtrees=permitted, excluded_subtrees=None), critical=True
        )
        .add_extension(_signs_certificates(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(key, certificate)


def _builder(
    name: str, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_SLACK)
        .not_valid_after(now + lasts)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])


def _signs_certificates() -> x509.KeyUsage:
    return x509.KeyUsage(
        key_cert_sign=True, crl_sign=True, digital_signature=False, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip


def _private_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
