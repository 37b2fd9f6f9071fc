"""The token that the screen shows the office."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.token import Token, TokenRefused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "screen.token"


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\x00\xff\x80", b"a b", b"a\r\nX: 1", b"a" * 257, b"x" * 5_000_000], ids=len
)
def test_what_is_no_token_is_said_in_one_sentence(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(TokenRefused, match=r"^[^\n]+\.$"):
        Token.of(file)


def test_a_folder_is_no_token(tmp_path: Path) -> None:
    with pytest.raises(TokenRefused):
        Token.of(tmp_path)


def test_a_missing_file_is_said_to_be_missing(file: Path) -> None:
    with pytest.raises(TokenRefused, match="belum ada"):
        Token.of(file)


def test_a_token_is_read_again_and_kept_while_there_is_none(file: Path) -> None:
    file.write_text("first\n")
    token = Token.of(file)
    file.unlink()
    token.renew()
    assert token.value == "first"
    file.write_text("second")
    token.renew()
    assert token.value == "second"
