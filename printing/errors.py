"""What can go wrong with paper.

PrintingError
├── PrinterTrouble
│   ├── NothingSent      no byte left us, so no slip can have come out; the spool may say *failed*
│   ├── SentInPart       some of it left us and the rest cannot; the slip is *unknown*, a person decides
│   └── PrinterClosed    close() was called from another thread; the worker ends
├── BadPrinterAddress    the technician's printer URL cannot be meant; set-up shows the error's sentence
├── BadProfile           a model of the office cannot be used; set-up shows file, key and what to write
└── TooLongForQr         a text that no readable QR of a slip can hold; a fault of the caller

Messages are for technicians and name no content of a document.
"""

from __future__ import annotations


class PrintingError(Exception):
    """Root of all errors of this package."""


class PrinterTrouble(PrintingError):
    """The way to the printer failed during an act."""


class NothingSent(PrinterTrouble):
    """The printer could not be reached, or took no byte."""


class SentInPart(PrinterTrouble):
    """The way broke, or the caller gave up, after the first byte."""


class PrinterClosed(PrinterTrouble):
    """The printer object was closed while, or before, it was used."""


class BadPrinterAddress(PrintingError):
    """A printer URL that cannot be used."""


class BadProfile(PrintingError):
    """A printer model cannot be used. The text is for technicians, in Indonesian."""

    def __init__(self, file: str, key: str, what: str) -> None:
        super().__init__(f"{file}: {key}: {what}" if key else f"{file}: {what}")
        self.file, self.key, self.what = file, key, what


class TooLongForQr(PrintingError):
    """More text than a QR of version 20 at level M holds."""
