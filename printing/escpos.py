"""Documents as ESC/POS bytes, in the printer's own commands: a slip is some 500 bytes and fits its buffer.

Font A. No line is ever wider than the head of the profile; only changes of style are sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from printing import commands, dots, qr, words
from printing.codepage import RULE, TICK, encode, printable
from printing.documents import ApplicationReceipt, Document, Letterhead, TestPage, TicketSlip
from printing.layout import PaperWidth, balanced, clean, wrap
from printing.profiles import CELL, Profile

LEFT, CENTRE = 0, 1
QR_MM = 30
LABEL_COLUMNS = 14
NUMBER_HIGH = 6
"""A digit is 17 of the 24 dots of its cell: 6 times is 12.7 mm."""


TEAR_LINES = 5
"""Feeds the end of a slip past the tear-off edge of a printer without a cutter."""
CUTTER_MM = 12
"""From the head to a cutter that does not feed by itself."""
PRESENT_STEPS = 10
"""A slip is held out by 7 cm."""


def render(document: Document, profile: Profile) -> bytes:
    """Bytes of one slip, from ESC @ to the cut. Errors: TooLongForQr."""
    slip = _Slip(profile)
    match document:
        case TicketSlip():
            _ticket(slip, document)
        case ApplicationReceipt():
            _receipt(slip, document)
        case TestPage():
            _test_page(slip, document)
        case _:
            assert_never(document)
    return slip.cut()


@dataclass(frozen=True, slots=True)
class _Style:
    wide: int = 1
    high: int = 1
    bold: bool = False
    reverse: bool = False


_PLAIN = _Style()
_BOLD = _Style(bold=True)
_STAMP = _Style(wide=2, high=2, bold=True, reverse=True)


def _ticket(slip: _Slip, ticket: TicketSlip) -> None:
    _head(slip, ticket.head)
    slip.put(words.TICKET_NUMBER)
    slip.gap(2)
    slip.number(ticket.number, most=8, high=NUMBER_HIGH)
    slip.gap(2)
    slip.heading(ticket.service)
    if ticket.priority:
        slip.gap(1)
        slip.put(words.priority(ticket.priority), _Style(reverse=True))
    _copy(slip, ticket.copy)
    slip.gap(2)
    slip.heading(ticket.people_ahead)
    slip.heading(ticket.wait, bold=False)
    slip.gap(3)
    slip.qr(ticket.qr)
    slip.gap(1)
    for hint in ticket.hints:
        slip.put(hint, _BOLD)
    _foot(slip, ticket.head, ticket.made_at, ticket.printed_at)


def _receipt(slip: _Slip, receipt: ApplicationReceipt) -> None:
    _head(slip, receipt.head)
    slip.heading(receipt.title, bold=False)
    _copy(slip, receipt.copy)
    slip.gap(2)
    slip.put(words.CODE)
    slip.number(receipt.code, most=3, high=2)
    slip.gap(2)
    slip.qr(receipt.qr)
    slip.put(words.SCAN)
    slip.gap(2)
    slip.heading(receipt.service)
    slip.gap(2)
    if receipt.ticket_number:
        slip.pair(words.TICKET_NUMBER, receipt.ticket_number)
    for row in receipt.rows:
        slip.pair(row.label, row.value)
    _section(slip, words.HANDED_IN, ((f"[{TICK}]", text) for text in receipt.handed_in))
    _section(slip, words.MISSING, (("[ ]", text) for text in receipt.missing))
    _section(slip, words.NEXT_STEPS, ((f"{n}.", text) for n, text in enumerate(receipt.next_steps, 1)))
    _foot(slip, receipt.head, receipt.made_at, receipt.printed_at)


def _test_page(slip: _Slip, page: TestPage) -> None:
    _head(slip, page.head)
    slip.heading(words.TEST_PAGE)
    slip.put(page.printer)
    slip.gap(2)
    profile = slip.profile
    slip.put(f"{profile.title} ({profile.id})", _BOLD)
    slip.put(f"{profile.width} mm, {profile.dots} dot, {profile.columns} kolom, halaman {profile.code_page}")
    _ruler(slip)
    slip.gap(2)
    slip.text(("0123456789" * 8)[: profile.columns])
    slip.put("ABCDEFGHIJKLMNOPQRSTUVWXYZ", where=LEFT)
    slip.put("abcdefghijklmnopqrstuvwxyz", where=LEFT)
    slip.put(f"!\"#$%&'()*+,-./:;<=>?@[]_ éèêçñ½° {TICK}", where=LEFT)
    for step in (1, 2, 3):
        slip.put(f"B-017 x{step}", _Style(wide=step, high=step), where=LEFT)
    slip.put("Tebal", _BOLD, where=LEFT)
    slip.put("Putih di atas hitam", _Style(reverse=True), where=LEFT)
    slip.gap(2)
    slip.qr(page.qr)
    slip.put(words.TEST_HINT)
    _foot(slip, page.head, page.made_at, "")


def _ruler(slip: _Slip) -> None:
    """Millimetres to the last dot, with their numbers below."""
    profile = slip.profile
    slip.raster(dots.ruler(profile))
    marks = ""
    for mm in range(0, int(profile.dots / profile.dots_per_mm), 10):
        column = round(profile.to_dots(mm) / CELL)
        if column + len(str(mm)) <= profile.columns:
            marks = marks.ljust(column) + str(mm)
    slip.text(marks)


def _head(slip: _Slip, head: Letterhead) -> None:
    slip.put(head.above)
    slip.heading(head.office)
    slip.rule()


def _copy(slip: _Slip, copy: int) -> None:
    if copy:
        slip.gap(2)
        slip.put(words.copy(copy), _STAMP)


def _section(slip: _Slip, title: str, items: Iterable[tuple[str, str]]) -> None:
    for number, (mark, text) in enumerate(items):
        if number == 0:
            slip.gap(2)
            slip.put(title, _BOLD, where=LEFT)
        slip.item(mark, text)


def _foot(slip: _Slip, head: Letterhead, made_at: str, printed_at: str) -> None:
    slip.rule()
    slip.put(words.made(made_at))
    if printed_at:
        slip.put(words.printed(printed_at))
    slip.put(head.footer)


class _Slip:
    """The bytes of one slip under way."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._bytes = bytearray(_start(profile))
        self._where = LEFT
        self._style = _PLAIN

    def put(self, text: str, style: _Style = _PLAIN, *, where: int = CENTRE) -> None:
        """A paragraph, wrapped at words. Blank text: nothing."""
        columns = self.profile.columns // style.wide
        lines = wrap(self._printable(text), columns)
        if not lines:
            return
        if where == CENTRE:
            lines = balanced(lines)
        self._align(where)
        self._switch(style)
        for line in lines:
            inked = f" {line} " if style.reverse and len(line) + 2 <= columns else line
            self._bytes += self._encoded(inked) + commands.FEED

    def number(self, text: str, *, most: int, high: int) -> None:
        """As wide as one line takes, up to `most` times; at least `high` times high."""
        wide = max(1, min(most, self.profile.columns // max(1, len(self._printable(text)))))
        self.put(text, _Style(wide=wide, high=max(high, wide), bold=True))

    def item(self, mark: str, text: str) -> None:
        """A line of a list; what is wrapped stands under the text, not under the mark."""
        lead = f"{self._printable(mark)} "
        for line in wrap(self._printable(text), self.profile.columns - len(lead)):
            self.text(lead + line)
            lead = " " * len(lead)

    def heading(self, text: str, *, bold: bool = True) -> None:
        """Twice as large where that takes at most three lines and breaks no word, else twice as high."""
        large = wrap(self._printable(text), self.profile.columns // 2)
        whole = " ".join(large) == self._printable(text)
        self.put(text, _Style(wide=2 if whole and len(large) <= 3 else 1, high=2, bold=bold))

    def text(self, line: str) -> None:
        """One line as it stands, ranged left; the caller keeps it within the columns."""
        self._align(LEFT)
        self._switch(_PLAIN)
        self._bytes += self._encoded(line) + commands.FEED

    def pair(self, label: str, value: str) -> None:
        """Label and bold value: side by side on 80 mm, below each other on 58 mm and after a long label."""
        label, value = self._printable(label), self._printable(value)
        if self.profile.width is PaperWidth.MM58 or len(label) > LABEL_COLUMNS:
            self.put(label, where=LEFT)
            self.put(value, _BOLD, where=LEFT)
            self.gap(1)
            return
        self._align(LEFT)
        room = self.profile.columns - LABEL_COLUMNS - 1
        for number, line in enumerate(wrap(value, room) or [""]):
            self._switch(_PLAIN)
            self._bytes += self._encoded(("" if number else label).ljust(LABEL_COLUMNS + 1))
            self._switch(_BOLD)
            self._bytes += self._encoded(line) + commands.FEED

    def rule(self) -> None:
        self.text(self._printable(RULE) * self.profile.columns)

    def gap(self, mm: float) -> None:
        self._bytes += commands.feed_dots(self.profile.to_dots(mm))

    def qr(self, text: str) -> None:
        data = clean(text).encode()
        if not data:
            return
        module = max(2, min(8, self.profile.to_dots(QR_MM) // qr.modules(data)))
        self._align(CENTRE)
        native = self.profile.native_qr
        self._bytes += commands.qr(data, module) if native else dots.symbol(data, module // 2 * 2)
        self._bytes += commands.FEED

    def raster(self, raster: bytes) -> None:
        """Dots as wide as the head."""
        self._align(LEFT)
        self._bytes += raster

    def cut(self) -> bytes:
        return bytes(self._bytes) + commands.FEED + _end(self.profile)

    def _printable(self, text: str) -> str:
        return printable(text, self.profile.codec)

    def _encoded(self, text: str) -> bytes:
        return encode(text, self.profile.codec)

    def _switch(self, style: _Style) -> None:
        """Only what is different goes over the wire."""
        before, self._style = self._style, style
        if (before.wide, before.high) != (style.wide, style.high):
            self._bytes += commands.size(style.wide, style.high)
        if before.bold != style.bold:
            self._bytes += commands.bold(style.bold)
        if before.reverse != style.reverse:
            self._bytes += commands.reverse(style.reverse)

    def _align(self, where: int) -> None:
        if where != self._where:
            self._bytes += commands.align(where)
            self._where = where


def _start(profile: Profile) -> bytes:
    """ESC @ and what it takes away: the code page and the automatic status."""
    before = b""
    if profile.presenter:
        before = commands.EJECT if profile.untaken == "eject" else commands.RETRACT
    automatic = commands.AUTOMATIC_STATUS if profile.asb else b""
    return before + commands.INIT + automatic + commands.code_page(profile.code_page)


def _end(profile: Profile) -> bytes:
    if profile.presenter:
        feed = commands.feed_dots(profile.to_dots(CUTTER_MM))
        return feed + commands.CUT_HERE + commands.present(PRESENT_STEPS)
    match profile.cut:
        case "full":
            return commands.CUT_OFF
        case "partial":
            return commands.CUT
        case "feed":
            return commands.feed_lines(TEAR_LINES)
        case _:
            assert_never(profile.cut)
