"""Documents as ESC/POS bytes, all in the printer's own commands: a slip is under 1 KB and fits its buffer.

Font A, 203 dpi. No line is ever wider than the paper, and every style is put back after use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from printing import commands, qr, words
from printing.codepage import NUMBER, RULE, TICK, encode, printable
from printing.documents import ApplicationReceipt, Document, Letterhead, TestPage, TicketSlip
from printing.layout import DOTS_PER_MM, PaperWidth, balanced, clean, wrap

LEFT, CENTRE = 0, 1
QR_MM = 30
LABEL_COLUMNS = 14
NUMBER_HIGH = 6
"""A digit is 17 of the 24 dots of its cell: 6 times is 12.7 mm."""


def render(document: Document, width: PaperWidth) -> bytes:
    """Bytes of one slip, from ESC @ to the cut. Errors: TooLongForQr."""
    slip = _Slip(width)
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
    slip.put(ticket.number, _large(ticket.number, slip.width, most=8, high=NUMBER_HIGH))
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
    slip.put(receipt.code, _large(receipt.code, slip.width, most=3, high=2))
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
    slip.put(f"{slip.width} mm, {slip.width.dots} dot, {slip.width.columns} kolom")
    _ruler(slip)
    slip.gap(2)
    slip.text(("0123456789" * 5)[: slip.width.columns])
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
    """A scale in millimetres: a numbered tick every 12 mm, which is 8 columns."""
    columns = slip.width.columns
    slip.put("".join("|" if at % 8 == 0 else "." for at in range(columns)), where=LEFT)
    marks = "".join(str(at * 12 // DOTS_PER_MM).ljust(8) for at in range(0, columns, 8))
    slip.text(marks[:columns])


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


def _large(text: str, width: PaperWidth, *, most: int, high: int) -> _Style:
    """As wide as one line takes, up to `most` times; at least `high` times high."""
    wide = max(1, min(most, width.columns // max(1, len(printable(text)))))
    return _Style(wide=wide, high=max(high, wide), bold=True)


class _Slip:
    """The bytes of one slip under way."""

    def __init__(self, width: PaperWidth) -> None:
        self.width = width
        self._bytes = bytearray(commands.INIT + commands.code_page(NUMBER))
        self._where = LEFT

    def put(self, text: str, style: _Style = _PLAIN, *, where: int = CENTRE) -> None:
        """A paragraph, wrapped at words. Blank text: nothing."""
        columns = self.width.columns // style.wide
        lines = wrap(printable(text), columns)
        if not lines:
            return
        if where == CENTRE:
            lines = balanced(lines)
        self._align(where)
        before, after = _switches(style)
        self._bytes += before
        for line in lines:
            inked = f" {line} " if style.reverse and len(line) + 2 <= columns else line
            self._bytes += encode(inked) + commands.FEED
        self._bytes += after

    def item(self, mark: str, text: str) -> None:
        """A line of a list; what is wrapped stands under the text, not under the mark."""
        lead = f"{mark} "
        for line in wrap(printable(text), self.width.columns - len(lead)):
            self.text(lead + line)
            lead = " " * len(lead)

    def heading(self, text: str, *, bold: bool = True) -> None:
        """Twice as large where that takes at most three lines and breaks no word, else twice as high."""
        large = wrap(printable(text), self.width.columns // 2)
        whole = " ".join(large) == printable(text)
        self.put(text, _Style(wide=2 if whole and len(large) <= 3 else 1, high=2, bold=bold))

    def text(self, line: str) -> None:
        """One line as it stands, ranged left; the caller keeps it within the columns."""
        self._align(LEFT)
        self._bytes += encode(line) + commands.FEED

    def pair(self, label: str, value: str) -> None:
        """Label and bold value: side by side on 80 mm, below each other on 58 mm and after a long label."""
        if self.width is PaperWidth.MM58 or len(printable(label)) > LABEL_COLUMNS:
            self.put(label, where=LEFT)
            self.put(value, _BOLD, where=LEFT)
            self.gap(1)
            return
        self._align(LEFT)
        room = self.width.columns - LABEL_COLUMNS - 1
        for number, line in enumerate(wrap(printable(value), room) or [""]):
            self._bytes += encode(("" if number else printable(label)).ljust(LABEL_COLUMNS + 1))
            self._bytes += commands.bold(True) + encode(line) + commands.bold(False) + commands.FEED

    def rule(self) -> None:
        self.text(RULE * self.width.columns)

    def gap(self, mm: float) -> None:
        self._bytes += commands.feed_dots(round(mm * DOTS_PER_MM))

    def qr(self, text: str) -> None:
        data = clean(text).encode()
        if not data:
            return
        module = max(2, min(8, QR_MM * DOTS_PER_MM // qr.modules(data)))
        self._align(CENTRE)
        self._bytes += commands.qr(data, module) + commands.FEED

    def cut(self) -> bytes:
        return bytes(self._bytes) + commands.FEED + commands.CUT

    def _align(self, where: int) -> None:
        if where != self._where:
            self._bytes += commands.align(where)
            self._where = where


def _switches(style: _Style) -> tuple[bytes, bytes]:
    """Bytes that turn a style on, and off again."""
    on, off = b"", b""
    if (style.wide, style.high) != (1, 1):
        on, off = on + commands.size(style.wide, style.high), off + commands.size(1, 1)
    if style.bold:
        on, off = on + commands.bold(True), off + commands.bold(False)
    if style.reverse:
        on, off = on + commands.reverse(True), off + commands.reverse(False)
    return on, off
