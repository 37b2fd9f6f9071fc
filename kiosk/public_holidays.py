"""The public holidays of Indonesia; run as a program it prints those of one year as JSON.

`kiosk.calendar` runs it as a child process, isolated from our package, so it imports nothing of ours.
"""

from __future__ import annotations

import json
import sys
from datetime import date


def holidays_of(year: int) -> dict[date, str]:
    """National holidays and cuti bersama, with their Indonesian names."""
    from holidays.countries.indonesia import Indonesia

    return dict(Indonesia(years=year, language="id", categories=("public", "government")))


if __name__ == "__main__":
    json.dump({day.isoformat(): name for day, name in holidays_of(int(sys.argv[1])).items()}, sys.stdout)
