"""`kiosk demo`: the house on a screen, until Ctrl-C or until the window is closed."""

from __future__ import annotations

import signal
import sys
import threading
import webbrowser

from kiosk.demo.house import House
from kiosk.demo.parts import PartFailed
from kiosk.demo.people import employ
from kiosk.office.errors import OfficeError

POLL_S = 0.2


def demo(profile: str, width_mm: int, *, kiosks: int = 1, display: bool = False) -> int:
    """Runs until stopped; returns the exit status. Nothing stays behind.

    `kiosks`: from 1 to 9, each with a screen and a printer of its own. `display`: opens it in a browser.
    """
    over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: over.set())
    try:
        with House(width_mm, room=True) as house:
            staff = employ(house.office_folder)
            scanner, cards = house.plug_readers()
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
            print(f"Pindai   nc 127.0.0.1 {scanner}  (scan KODE, unplug, plug)")
            print(f"KTP      nc 127.0.0.1 {cards}  (lay 3603034101900001 CONTOH PEMOHON, take)")
            for digit in range(2, kiosks + 1):
                seat = house.start_kiosk()
                print(f"Anjungan {digit}: {seat.url}")
                print(f"         karcis {seat.slips}")
                print(f"         printer {seat.panel}")
            show = ("ui", "--window", "--profile", profile)
            screens = [house.start_screen(*show)]
            screens += [house.start_screen(*show, seat=seat) for seat in house.further]
            if display and not webbrowser.open(f"{house.room_url}/layar"):
                print("Tidak ada peramban di sini. Buka alamat Layar sendiri.")
            print("Anjungan berjalan. Tekan Ctrl-C untuk berhenti.", flush=True)
            while all(screen.running for screen in screens) and not over.wait(POLL_S):
                for name in house.revive():
                    print(f"{name} berhenti sendiri dan dijalankan lagi.", flush=True)
    except (OfficeError, PartFailed) as failure:
        print(failure, file=sys.stderr)
        return 1
    print("Semua berhenti. Folder sementara sudah dihapus.")
    return 0
