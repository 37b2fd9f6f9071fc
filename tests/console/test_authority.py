"""The office's authority: made once, for the office's own network alone, with certificates that renew."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from kiosk.config import Lan
from kiosk.keys import pinned
from kiosk.office.lan import authority, machine, trust
from kiosk.office.lan.authority import SECRET
from kiosk.office.lan.errors import AuthorityUnreadable, NameNotCovered
from kiosk.office.lan.listener import Listener

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
OFFICE = "Kecamatan Tigaraksa"


class Wall:
    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at


def shaken(server: ssl.SSLContext, made: authority.Authority, name: str) -> x509.Certificate:
    """Shakes hands in memory as a browser that trusts the authority; the certificate that was shown."""
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.load_verify_locations(cadata=made.pem.decode())
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    asking = client.wrap_bio(to_client, to_server, server_hostname=name)
    answering = server.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(4):
        for side in (asking, answering):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    der = asking.getpeercert(binary_form=True)
    assert der is not None
    return x509.load_der_x509_certificate(der)


def test_the_authority_is_made_once_and_lives_in_the_keyring_alone(tmp_path: Path) -> None:
    keys = pinned("demo", tmp_path)
    made = authority.open_authority(keys, OFFICE, ["loket.lan"], NOW)
    again = authority.open_authority(keys, OFFICE, ["lain.lan"], NOW + timedelta(days=400))
    assert again.digest == made.digest
    assert [file.name for file in tmp_path.iterdir()] == ["demo-keys.json"]


def test_a_damaged_authority_is_not_replaced(tmp_path: Path) -> None:
    keys = pinned("demo", tmp_path)
    keys.put(SECRET, b"rusak")
    with pytest.raises(AuthorityUnreadable):
        authority.open_authority(keys, OFFICE, [], NOW)
    assert keys.get(SECRET) == b"rusak"


def test_the_authority_vouches_for_the_office_network_alone(tmp_path: Path) -> None:
    made = authority.open_authority(pinned("demo", tmp_path), OFFICE, ["mesin"], NOW)
    assert all(made.covers(name) for name in ("mesin", "loket.lan", "mesin.local", "localhost"))
    assert not any(made.covers(name) for name in ("bank.co.id", "lan.example", "xlan"))
    who = authority.identity(made, ["bank.co.id", "Loket.LAN"], ["8.8.8.8", "192.168.1.20", "fd00::2"])
    assert who.hosts == {"loket.lan", "192.168.1.20", "[fd00::2]"}


def test_a_stolen_authority_opens_no_bank(tmp_path: Path) -> None:
    made = authority.open_authority(pinned("demo", tmp_path), OFFICE, [], datetime.now(UTC))
    forged = authority.Identity(("bank.co.id",), ())
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        shaken(authority.context(made, forged, datetime.now(UTC)), made, "bank.co.id")


def test_a_browser_accepts_names_and_addresses(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    made = authority.open_authority(pinned("demo", tmp_path), OFFICE, [], now)
    tls = authority.context(made, authority.identity(made, ["loket.lan"], ["192.168.1.20"]), now)
    for name in ("loket.lan", "192.168.1.20"):
        shown = shaken(tls, made, name)
        assert shown.issuer == made.certificate.subject
        assert isinstance(shown.public_key(), ec.EllipticCurvePublicKey)


def test_the_certificate_renews_itself_before_it_ends(tmp_path: Path) -> None:
    wall, now = Wall(), datetime.now(UTC)
    wall.at = now - (authority.LEAF_LASTS - authority.RENEW_BEFORE)
    listener = Listener(Lan(8443, "127.0.0.1", "loket.lan"), pinned("demo", tmp_path), OFFICE, wall)
    first = shaken(listener.tls, listener.authority, "loket.lan")
    listener.look()
    assert shaken(listener.tls, listener.authority, "loket.lan").serial_number == first.serial_number
    wall.at = now
    listener.look()
    later = shaken(listener.tls, listener.authority, "loket.lan")
    assert later.serial_number != first.serial_number
    assert later.not_valid_after_utc > first.not_valid_after_utc


def test_another_address_of_the_machine_makes_another_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall = Wall()
    wall.at = datetime.now(UTC)
    monkeypatch.setattr(machine, "addresses", lambda: ("192.168.1.20",))
    listener = Listener(Lan(8443, "127.0.0.1", ""), pinned("demo", tmp_path), OFFICE, wall)
    monkeypatch.setattr(machine, "addresses", lambda: ("192.168.1.77",))
    listener.look()
    assert "192.168.1.77" in listener.hosts()
    shaken(listener.tls, listener.authority, "192.168.1.77")


def test_a_name_of_the_internet_is_refused_at_the_start(tmp_path: Path) -> None:
    keys = pinned("demo", tmp_path)
    authority.open_authority(keys, OFFICE, [], NOW)
    with pytest.raises(NameNotCovered, match="tangerangkab"):
        Listener(Lan(8443, "127.0.0.1", "loket.tangerangkab.go.id"), keys, OFFICE, Wall())


def test_the_fingerprint_in_words_tells_authorities_apart(tmp_path: Path) -> None:
    (tmp_path / "satu").mkdir()
    (tmp_path / "dua").mkdir()
    one, other = (
        trust.fingerprint(authority.open_authority(pinned("demo", tmp_path / name), OFFICE, [], NOW))
        for name in ("satu", "dua")
    )
    assert len(one.words) == len(other.words) == trust.WORDS
    assert one.words != other.words
    assert len({trust.in_words(bytes([byte]))[0] for byte in range(256)}) == 256


def test_this_machine_has_loopback_and_a_name() -> None:
    assert {"127.0.0.1"} <= set(machine.addresses())
    assert "localhost" in machine.names()
