// The page of figures: what is now, then a period. Everything comes from /laporan/api.

import { batang, garis, lama, menit, panas, pukul, siap } from "./grafik.js";

const SEGAR_MS = 15000;
const cari = (id) => document.getElementById(id);
const isi = (id, ...unsur) => cari(id).replaceChildren(...unsur);

async function tanya(jalan) {
  const jawab = await fetch(`api/${jalan}`, { cache: "no-store" });
  if (jawab.ok) return jawab.json();
  const masalah = await jawab.json().catch(() => ({}));
  throw Object.assign(new Error([masalah.title, masalah.detail].filter(Boolean).join(" ")), { kode: jawab.status });
}

function kabar(kesalahan) {
  const kotak = cari("kabar");
  kotak.hidden = !kesalahan;
  if (!kesalahan) return;
  kotak.replaceChildren(kesalahan.message || "Kantor tidak menjawab. Halaman ini mencoba lagi.");
  if (kesalahan.kode === 401) {
    const tautan = document.createElement("a");
    tautan.href = "/loket/";
    tautan.textContent = "Masuk di halaman loket";
    kotak.append(" ", tautan);
  }
}

function angka(nilai, kata, perhatian = false) {
  const kotak = document.createElement("div"), besar = document.createElement("b");
  kotak.className = perhatian ? "angka perhatian" : "angka";
  besar.textContent = nilai;
  kotak.append(besar, kata);
  return kotak;
}

function gambarKini(kini) {
  const semua = kini.summary.total;
  cari("kantor").textContent = kini.office;
  cari("jam").textContent = pukul(Number(kini.now.slice(11, 13)) * 60 + Number(kini.now.slice(14, 16)));
  isi("kini",
    angka(kini.waiting, "menunggu"),
    angka(kini.at_counters, "di loket"),
    angka(`${menit(Math.round(kini.longest_wait))} mnt`, "menunggu paling lama", kini.longest_wait > 60),
    angka(semua.served, "layanan selesai"),
    angka(semua.no_show, "tidak hadir"),
  );
  isi("garis");
  cari("garis").closest("figure").hidden = kini.curve.length < 2;
  if (kini.curve.length >= 2) cari("garis").prepend(garis(kini.curve, cari("garis")));
}

function gambarRentang(r) {
  const t = r.total;
  const tebal = (kata) => Object.assign(document.createElement("b"), { textContent: kata });
  isi("ringkas", tebal(t.issued), " nomor diambil, ", tebal(t.served), " layanan selesai, ", tebal(t.no_show), " tidak hadir.",
    ...(t.wait ? [" Separuh pemohon menunggu paling lama ", tebal(`${menit(t.wait.p50)} menit`), "."] : []),
    ...(r.forgotten ? [` ${r.forgotten} layanan dengan tombol selesai terlambat tidak dihitung lamanya.`] : []));
  if (!t.issued) isi("ringkas", "Belum ada nomor diambil pada rentang ini.");
  const nomor = `n = ${t.issued} nomor`, diminta = `n = ${r.services.reduce((n, b) => n + b.issued, 0)} layanan diminta`;
  const dilayani = `n = ${r.counters.reduce((n, b) => n + b.issued, 0)} layanan`;
  const dibuka = r.kiosks.filter((a) => a.open_min > 0);
  const jamBuka = dibuka.length ? `${menit(dibuka[0].open_min / 60)} jam buka sampai sekarang; persen dari yang tercatat` : "";
  for (const [id, buat, angka, n] of [["layanan", batang, r.services, diminta], ["waktu", lama, t.wait || t.walk || t.service ? t : [], ""],
    ["jam-ramai", panas, r.heat, nomor], ["loket", batang, r.counters, dilayani], ["prioritas", batang, r.priorities, nomor],
    ["cara", batang, r.channels, nomor], ["anjungan", siap, dibuka, jamBuka]]) {
    const lembar = cari(id).closest("figure");
    lembar.hidden = Array.isArray(angka) && !angka.length;
    lembar.querySelector("small").textContent = n;
    isi(id, ...(lembar.hidden ? [] : [buat(angka, cari(id))]));
  }
  isi("tabel", ...[["Layanan", r.services], ["Loket", r.counters], ["Jam ambil nomor", r.hours], ["Hari", r.days]].map(tabel));
}

function tabel([nama, baris]) {
  const dasar = document.createElement("table");
  dasar.createCaption().textContent = nama;
  const kepala = dasar.createTHead().insertRow();
  for (const kata of ["", "Diminta", "Dilayani", "Tidak hadir", "Batal", "Tunggu ½", "Tunggu 90 %", "Jalan ½", "Layan ½", "Layan 90 %"])
    kepala.append(Object.assign(document.createElement("th"), { textContent: kata, scope: "col" }));
  const badan = dasar.createTBody();
  const satu = (s, p) => (s ? menit(s[p]) : "–");
  for (const b of baris) {
    const r = badan.insertRow();
    for (const nilai of [b.title, b.issued, b.served, b.no_show, b.cancelled, satu(b.wait, "p50"), satu(b.wait, "p90"),
      satu(b.walk, "p50"), satu(b.service, "p50"), satu(b.service, "p90")]) r.insertCell().textContent = nilai;
  }
  return dasar;
}

let hariIni = "", rentang = null, kini = null;

function mundur(hari) {
  const awal = new Date(`${hariIni}T00:00:00Z`);
  awal.setUTCDate(awal.getUTCDate() - hari + 1);
  return awal.toISOString().slice(0, 10);
}

async function tampilkan(dari, sampai) {
  const tanda = `?first=${dari}&last=${sampai}`;
  cari("dari").value = dari;
  cari("sampai").value = sampai;
  cari("pdf").href = `api/daily.pdf?day=${sampai}`;
  cari("xlsx").href = `api/workbook.xlsx${tanda}`;
  cari("csv").href = `api/visits.csv${tanda}`;
  cari("csv-anjungan").href = `api/kiosks.csv${tanda}`;
  for (const tombol of document.querySelectorAll("[data-hari]"))
    tombol.setAttribute("aria-pressed", sampai === hariIni && dari === mundur(Number(tombol.dataset.hari)));
  try {
    rentang = await tanya(`summary${tanda}`);
    gambarRentang(rentang);
    kabar(null);
  } catch (kesalahan) {
    for (const lembar of document.querySelectorAll(".kolom figure")) lembar.hidden = true;
    kabar(kesalahan);
  }
}

async function segarkan() {
  try {
    kini = await tanya("today");
    gambarKini(kini);
    kabar(null);
    if (kini.summary.first !== hariIni) {
      hariIni = kini.summary.first;
      await tampilkan(hariIni, hariIni);
    }
  } catch (kesalahan) {
    kabar(kesalahan);
  }
}

for (const tombol of document.querySelectorAll("[data-hari]"))
  tombol.addEventListener("click", () => hariIni && tampilkan(mundur(Number(tombol.dataset.hari)), hariIni));
cari("rentang").addEventListener("submit", (kirim) => {
  kirim.preventDefault();
  tampilkan(cari("dari").value, cari("sampai").value);
});
let lebar = innerWidth;
addEventListener("resize", () => {
  if (lebar === innerWidth) return;
  lebar = innerWidth;
  if (kini) gambarKini(kini);
  if (rentang) gambarRentang(rentang);
});
segarkan();
setInterval(() => document.hidden || segarkan(), SEGAR_MS);
document.addEventListener("visibilitychange", () => document.hidden || segarkan());
