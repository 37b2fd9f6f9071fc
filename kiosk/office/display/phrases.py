"""What the phone's page says in each of the kiosk's languages. Sundanese and Javanese are drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.office.contract import Language

NAMES: Final[Mapping[Language, str]] = {"id": "Indonesia", "en": "English", "su": "Sunda", "jv": "Jawa"}


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language. `{counter}` is the counter's own name, as it stands on its sign."""

    yours: str
    stay: str
    changes: str
    called: str
    called_detail: str
    serving: str
    parked: str
    parked_detail: str
    missed: str
    missed_detail: str
    missed_advice: str
    done: str
    thanks: str
    void: str
    ask: str
    unknown: str
    unknown_detail: str
    keep: str
    lost: str


PHRASES: Final[Mapping[Language, Phrases]] = {
    "id": Phrases(
        yours="Nomor Bapak/Ibu",
        stay="Mohon tunggu di ruang tunggu.",
        changes="Halaman ini berubah sendiri.",
        called="Silakan ke {counter}",
        called_detail="Nomor Bapak/Ibu dipanggil.",
        serving="Sedang dilayani di {counter}",
        parked="Ditunda sebentar",
        parked_detail="Bapak/Ibu akan dipanggil lagi.",
        missed="Nomor sudah dipanggil",
        missed_detail="Bapak/Ibu belum datang ke loket.",
        missed_advice="Segera temui petugas loket.",
        done="Pelayanan selesai",
        thanks="Terima kasih.",
        void="Nomor tidak berlaku lagi",
        ask="Bila ini keliru, tanya petugas.",
        unknown="Nomor ini tidak ditemukan",
        unknown_detail="Nomor antrean hanya berlaku pada harinya.",
        keep="Simpan karcis. Tunjukkan saat dipanggil.",
        lost="Belum tersambung. Halaman ini mencoba lagi.",
    ),
    "en": Phrases(
        yours="Your number",
        stay="Please stay in the waiting room.",
        changes="This page updates by itself.",
        called="Please go to {counter}",
        called_detail="Your number is being called.",
        serving="Being served at {counter}",
        parked="On hold for a moment",
        parked_detail="You will be called again.",
        missed="Your number was called",
        missed_detail="You have not come to the counter yet.",
        missed_advice="Please see the counter staff now.",
        done="Service completed",
        thanks="Thank you.",
        void="This number is no longer valid",
        ask="If this is wrong, please ask the staff.",
        unknown="This number was not found",
        unknown_detail="A queue number is valid only on its day.",
        keep="Keep your slip. Show it when you are called.",
        lost="Not connected. This page tries again.",
    ),
    "su": Phrases(
        yours="Nomer Bapa/Ibu",
        stay="Mangga antosan di rohang tunggu.",
        changes="Kaca ieu robih nyalira.",
        called="Mangga ka {counter}",
        called_detail="Nomer Bapa/Ibu disaur.",
        serving="Nuju dilayanan di {counter}",
        parked="Ditunda sakedap",
        parked_detail="Bapa/Ibu bakal disaur deui.",
        missed="Nomer parantos disaur",
        missed_detail="Bapa/Ibu teu acan sumping ka loket.",
        missed_advice="Énggal pendakan patugas loket.",
        done="Palayanan parantos réngsé",
        thanks="Hatur nuhun.",
        void="Nomer ieu tos teu lumaku",
        ask="Upami lepat, mangga taros ka patugas.",
        unknown="Nomer ieu teu kapendak",
        unknown_detail="Nomer antrian ngan lumaku dina dintenna.",
        keep="Simpen karcisna. Témbongkeun nalika disaur.",
        lost="Teu acan nyambung. Kaca ieu nyobian deui.",
    ),
    "jv": Phrases(
        yours="Nomer Bapak/Ibu",
        stay="Sumangga ngentosi ing papan tenggan.",
        changes="Kaca punika éwah piyambak.",
        called="Sumangga dhateng {counter}",
        called_detail="Nomer Bapak/Ibu dipuntimbali.",
        serving="Saweg dipunladosi ing {counter}",
        parked="Dipuntundha sekedhap",
        parked_detail="Bapak/Ibu badhé dipuntimbali malih.",
        missed="Nomer sampun dipuntimbali",
        missed_detail="Bapak/Ibu dèrèng rawuh ing loket.",
        missed_advice="Énggal manggihi petugas loket.",
        done="Paladosan sampun rampung",
        thanks="Matur nuwun.",
        void="Nomer punika sampun mboten lumampah",
        ask="Menawi klentu, sumangga tanglet petugas.",
        unknown="Nomer punika mboten pinanggih",
        unknown_detail="Nomer antrian namung lumampah ing dintenipun.",
        keep="Karcisipun dipunsimpen. Katedahna nalika dipuntimbali.",
        lost="Dèrèng nyambung. Kaca punika nyobi malih.",
    ),
}
