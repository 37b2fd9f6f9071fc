"""What the screen can be told when it starts."""

from __future__ import annotations

import pytest

from ui.arguments import arguments

NEEDED = ["--office", "http://127.0.0.1:9", "--token-file", "x"]


def refused(argv: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        arguments(argv)
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.endswith(".\n")
    return told


SIZES = [
    "1080",
    "1080x",
    "0x10",
    "axb",
    "1080x1920x3",
    "-1x5",
    "1x1",
    "99999x99999",
    "1080x\u0663\u0663\u0663",
    "",
]


@pytest.mark.parametrize("size", SIZES)
def test_a_size_that_is_none_gets_a_sentence(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused([*NEEDED, f"--size={size}"], capsys)
    assert "--size" in told
    assert "1080x1920" in told


@pytest.mark.parametrize("width", ["0", "-5", "nan", "inf", "1e9", "lebar", ""])
def test_a_width_that_is_none_gets_a_sentence(width: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--mm-width" in refused([*NEEDED, f"--mm-width={width}"], capsys)


OFFICES = [
    "nonsense",
    "127.0.0.1:80",
    "http://",
    "http://a:0",
    "http://a:99999",
    "ftp://a",
    "http://a b",
    "http://a/\n",
]


@pytest.mark.parametrize("office", OFFICES)
def test_an_office_that_is_no_address_gets_a_sentence(
    office: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "--office" in refused(["--token-file", "x", f"--office={office}"], capsys)


@pytest.mark.parametrize("office", ["http://127.0.0.1:8080", "https://kantor.local/", "http://[::1]:80"])
def test_an_office_is_an_address(office: str) -> None:
    assert arguments(["--token-file", "x", "--office", office]).office == office


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        ([], "--office, --token-file"),
        ([*NEEDED, "--colour", "red"], "--colour"),
        ([*NEEDED, "--size"], "--size"),
        ([*NEEDED, "--window=ya"], "--window"),
        ([*NEEDED, "--profile", "besar"], "portrait-21"),
        (["--office", "http://a", "--token", "x"], "--token-file"),
    ],
)
def test_whatever_else_is_wrong_names_the_option(
    argv: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert named in refused(argv, capsys)


def test_a_size_is_width_and_height() -> None:
    assert arguments([*NEEDED, "--size", "1366x768"]).size == (1366, 768)
