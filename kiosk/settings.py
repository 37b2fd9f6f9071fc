"""Reading a settings file strictly: every value checked, every unknown key refused, in the reader's words."""

from __future__ import annotations

import re
from typing import Any, TypeVar

T = TypeVar("T", bound=str | int)


class ConfigError(Exception):
    """A setting cannot be used. The text is for technicians, in Indonesian: the key, and what to write."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(f"office.toml: {key}: {what}" if key else f"office.toml: {what}")
        self.key = key


class Section:
    """One table of the file. Whatever is never asked for is unknown, and `done` refuses it."""

    def __init__(self, name: str, values: Any) -> None:
        if not isinstance(values, dict):
            raise ConfigError(name, f"Tulis sebagai bagian: [{name}] di baris sendiri.")
        self._name = name
        self._values: dict[str, Any] = values
        self._asked: set[str] = set()
        self._sections: list[Section] = []

    def path(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key

    def names(self) -> list[str]:
        """All keys, for tables whose keys are data."""
        return list(self._values)

    def section(self, key: str) -> Section:
        """The table `key`, empty where it is not written."""
        self._asked.add(key)
        section = Section(self.path(key), self._values.get(key, {}))
        self._sections.append(section)
        return section

    def tables(self, key: str, *, most: int) -> list[Section]:
        """The tables `[[key]]`, none where none is written."""
        self._asked.add(key)
        written = self._values.get(key, [])
        if not isinstance(written, list) or len(written) > most:
            raise ConfigError(self.path(key), f"Tulis sebagai [[{key}]], paling banyak {most} kali.")
        sections = [Section(f"{self.path(key)}[{n}]", value) for n, value in enumerate(written, start=1)]
        self._sections.extend(sections)
        return sections

    def text(
        self, key: str, *, default: str | None = None, longest: int = 200, matching: str = "", write: str = ""
    ) -> str:
        """One line of printable text."""
        value = self._value(key, default)
        if value is None:
            raise ConfigError(self.path(key), f"Harus diisi. Tulis {write}.")
        if not isinstance(value, str):
            raise ConfigError(self.path(key), 'Tulis teks dalam tanda petik ("…").')
        if value == default:
            return value
        if not value.isprintable() or len(value) > longest:
            raise ConfigError(self.path(key), f"Tulis paling banyak {longest} huruf dalam satu baris.")
        if matching and not re.fullmatch(matching, value):
            raise ConfigError(self.path(key), f"Tulis {write}.")
        return value

    def texts(self, key: str, *, longest: int, most: int) -> tuple[str, ...]:
        """A list of lines; empty where it is not written."""
        value = self._value(key, [])
        lines = value if isinstance(value, list) else [None]
        if len(lines) > most or not all(
            isinstance(line, str) and line.isprintable() and 0 < len(line) <= longest for line in lines
        ):
            raise ConfigError(
                self.path(key),
                f'Tulis daftar ["…", "…"], paling banyak {most} kalimat, masing-masing {longest} huruf.',
            )
        return tuple(lines)

    def number(self, key: str, low: int, high: int, *, default: int) -> int:
        """A whole number within limits."""
        value = self._value(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ConfigError(self.path(key), f"Tulis angka dari {low} sampai {high}.")
        return value

    def choice(self, key: str, choices: tuple[T, ...], *, default: T) -> Any:
        """One of the choices."""
        value = self._value(key, default)
        if isinstance(value, bool) or value not in choices:
            shown = " atau ".join(
                f'"{choice}"' if isinstance(choice, str) else str(choice) for choice in choices
            )
            raise ConfigError(self.path(key), f"Tulis {shown}.")
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            raise ConfigError(self.path(key), "Tulis true atau false.")
        return value

    def done(self) -> None:
        """Refuses keys that nobody asked for, here and below."""
        for key in self._values:
            if key not in self._asked:
                known = ", ".join(sorted(self._asked)) or "tidak ada"
                raise ConfigError(self.path(key), f"Kunci ini tidak dikenal. Hapus, atau pakai: {known}.")
        for section in self._sections:
            section.done()

    def _value(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        return self._values.get(key, default)
