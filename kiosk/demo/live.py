"""`kiosk demo`: the house on a screen, until Ctrl-C or until the window is closed."""

from __future__ import annotations

import signal
import sys
import threading

from kiosk.demo.house import House
from kiosk.demo.parts import PartFailed
from kiosk.demo.people import employ

POLL_S = 0.2


def demo(profile: str, width_mm: int) -> int:
    """Runs until stopped; returns the exit status. Nothing stays behind."""
    over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: over.set())
    try:
        with House(width_mm, room=True) as house:
            staff = employ(house.office_folder)
            house.start_central()
            house.start_office()
            print(f"Loket    {house.room_url}/loket")
            for one in staff:
                print(f"         {one.name}, PIN {one.pin}")
            print(f"Layar    {house.room_url}/layar")
            print(f"Pusat    {house.central_url}")
            print(f"Kantor   {house.office_url}")
            print(f"Karcis   {house.slips}")
            print(f"Printer  {house.printer.said['panel']}  (cabut kertasnya, dan lihat apa yang terjadi)")
            screen = house.start_screen("ui", "--window", "--profile", profile)
            print("Anjungan berjalan. Tekan Ctrl-C untuk berhenti.", flush=True)
            while screen.running and not over.wait(POLL_S):
                for name in house.revive():
                    print(f"{name} berhenti sendiri dan dijalankan lagi.", flush=True)
    except PartFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    print("Semua berhenti. Folder sementara sudah dihapus.")
    return 0
