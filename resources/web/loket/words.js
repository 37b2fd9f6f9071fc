// Everything staff read that does not come from the office, and how times are said.

export const PRIORITIES = {
  umum: "Umum",
  lansia: "Lansia",
  disabilitas: "Disabilitas",
  hamil: "Hamil atau menyusui",
  balita: "Membawa balita",
};

export const OUTCOMES = {
  served: "Dilayani",
  incomplete: "Berkas kurang",
  referred: "Dirujuk ke tempat lain",
  left: "Pemohon pergi",
};

export const PLACES = { by_time: "Sesuai waktu ambil", first: "Paling depan", last: "Paling belakang" };

export const LANGUAGES = { id: "Indonesia", en: "Inggris", su: "Sunda", jv: "Jawa" };

export const STATES = { called: "Dipanggil", serving: "Dilayani" };

export const ROLES = { counter: "Petugas loket", supervisor: "Penyelia", technician: "Teknisi" };

export const STAGES = {
  received: "Terkirim",
  in_review: "Diperiksa",
  needs_completion: "Perlu dilengkapi",
  awaiting_signature: "Menunggu tanda tangan",
  ready: "Siap diambil",
  done: "Selesai diambil",
  cancelled: "Dibatalkan",
  rejected: "Ditolak",
};

export const PAUSES = ["Istirahat", "Salat", "Rapat", "Keperluan dinas"];

export const PARKS = ["Melengkapi berkas", "Fotokopi", "Menunggu jaringan", "Menunggu pejabat"];

export const CANCELS = ["Pemohon pulang", "Mengambil nomor dua kali", "Salah layanan"];

export const PAGES = {
  sambutan: "layar awal",
  home: "menu utama",
  beranda: "menu utama",
  checklist: "daftar syarat",
  review: "periksa jawaban",
  status: "cek permohonan",
};

export const PRINTER = {
  ready: "Pencetak siap",
  low: "Kertas hampir habis",
  no_paper: "Kertas habis",
  cover: "Tutup pencetak terbuka",
  cutter: "Pisau pencetak macet",
  hardware: "Pencetak rusak",
  offline: "Pencetak tidak terhubung",
};

export const KINDS = {
  "ticket": "Nomor antrean",
  "application": "Permohonan",
  "print": "Cetakan",
  "counter": "Loket",
  "service": "Penutupan layanan",
  "letter": "Surat",
  "day": "Akhir hari",
};

const AMOUNT = new Intl.NumberFormat("id-ID");

/** "9.950". */
export const amount = (count) => AMOUNT.format(count);

/** "12 mnt", "1 j 05", "baru". */
export function span(seconds) {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return "baru";
  if (minutes < 60) return `${minutes} mnt`;
  return `${Math.floor(minutes / 60)} j ${String(minutes % 60).padStart(2, "0")}`;
}

/** "03.25", minutes and seconds. */
export function stopwatch(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}.${String(whole % 60).padStart(2, "0")}`;
}

const CLOCK = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const DAY = new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const DATE = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** Milliseconds by which office time is ahead of UTC, from a time with its offset. */
export function offset(iso) {
  const found = /([+-])(\d\d):(\d\d)$/.exec(iso);
  if (!found) return 0;
  return (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60_000;
}

const shifted = (at, ahead) => new Date(Number(new Date(at)) + ahead);

export const clock = (at, ahead) => CLOCK.format(shifted(at, ahead)).replace(":", ".");

export const day = (at, ahead) => DAY.format(shifted(at, ahead));

export const moment = (at, ahead) => `${DATE.format(shifted(at, ahead))}, ${clock(at, ahead)}`;

const WEEKDAY = new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** "Selasa, 24 November 2026", from "2026-11-24". */
export const weekday = (iso) => WEEKDAY.format(new Date(`${iso}T00:00:00Z`));

export const date = (iso) => DATE.format(new Date(`${iso}T00:00:00Z`));
