"""Mobile phone numbers of Indonesia."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.people.errors import NotAccepted
from kiosk.people.text import Private, digits, typed

SHORTEST, LONGEST = 10, 13


@dataclass(frozen=True, slots=True, repr=False)
class Phone(Private):
    """A mobile number from 08, 10 to 13 digits."""

    digits: str

    @classmethod
    def parse(cls, text: object) -> Phone:
        """Takes +62 8…, 62 8…, 08… and 8… with blanks, dots, dashes, brackets. Raises NotAccepted."""
        bare = typed(text, "nomor HP").translate(_BRACKETS)
        number = digits(bare.removeprefix("+"), "nomor HP")
        if not number:
            raise NotAccepted("Isi nomor HP dulu, misalnya 0812 0000 0000.")
        if bare.startswith("+") and not number.startswith("62"):
            raise NotAccepted("Isi nomor HP Indonesia, dimulai dengan 08.")
        national = number.removeprefix("62").removeprefix("0")
        if not national.startswith("8") or national.startswith("80"):
            raise NotAccepted("Nomor HP dimulai dengan 08. Periksa angka pertamanya.")
        whole = "0" + national
        if len(whole) < SHORTEST:
            raise NotAccepted(f"Nomor HP kurang {SHORTEST - len(whole)} angka. Periksa lagi.")
        if len(whole) > LONGEST:
            raise NotAccepted(f"Nomor HP kelebihan {len(whole) - LONGEST} angka. Periksa lagi.")
        return cls(whole)

    @property
    def shown(self) -> str:
        """In groups: "0812-3456-7890"."""
        return f"{self.digits[:4]}-{self.digits[4:8]}-{self.digits[8:]}"

    @property
    def masked(self) -> str:
        return f"{self.digits[:4]} •••• {self.digits[-3:]}"


_BRACKETS = str.maketrans("", "", "()")
