"""The office's templates: its own folder before those that come with the program, read when they change."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import structlog

import resources
from kiosk import smallfile
from kiosk.catalogue.model import Catalogue, Service
from kiosk.letters.errors import NoTemplate, TemplateBroken
from kiosk.letters.template import Template, parse

PACKAGED: Final = Path(resources.__file__).parent / "letters"

LARGEST_BYTES: Final = 80_000
"""Of a template: its 20,000 letters, however they are encoded."""

log = structlog.get_logger()


class Templates:
    """Finds the template of a service."""

    def __init__(self, own: Path | None) -> None:
        self._folders = [folder for folder in (own, PACKAGED) if folder is not None]

    def of(self, service: Service) -> Template:
        """Raises NoTemplate, TemplateBroken."""
        for folder in self._folders:
            file = folder / f"{service.id}.txt"
            try:
                text = smallfile.read(file, LARGEST_BYTES).decode("utf-8-sig")
            except FileNotFoundError:
                continue
            except (OSError, UnicodeDecodeError):
                raise TemplateBroken(file.name, 1, "Berkas tidak terbaca. Simpan sebagai UTF-8.") from None
            return parse(file.name, text, service)
        raise NoTemplate("Belum ada contoh surat untuk layanan ini.")

    def check(self, catalogue: Catalogue) -> list[TemplateBroken]:
        """Every template that cannot be used, also one that no service asks for."""
        broken: list[TemplateBroken] = []
        for folder in self._folders:
            for file in sorted(folder.glob("*.txt")):
                service = catalogue.service(file.stem)
                if service is None and folder != PACKAGED:
                    broken.append(TemplateBroken(file.name, 1, f"Layanan {file.stem} tidak ada di katalog."))
        for service in catalogue.services:
            try:
                self.of(service)
            except TemplateBroken as error:
                broken.append(error)
            except NoTemplate:
                continue
        for one in broken:
            log.warning("letter_template_refused", path=one.file, problem=f"line {one.line}")
        return broken
