// Charts as SVG. Each function returns an element; colours and type are classes of laporan.css.

const NS = "http://www.w3.org/2000/svg";
const HARI = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];

export const menit = (n) => (Math.round(n * 10) / 10).toLocaleString("id-ID");
export const pukul = (m) => `${String(Math.floor(m / 60)).padStart(2, "0")}.${String(m % 60).padStart(2, "0")}`;

function buat(nama, sifat = {}, ...anak) {
  const unsur = document.createElementNS(NS, nama);
  for (const [kunci, nilai] of Object.entries(sifat)) unsur.setAttribute(kunci, nilai);
  unsur.append(...anak);
  return unsur;
}

const tulis = (x, y, kata, kelas = "") => buat("text", { x, y, class: kelas }, kata);

function kanvas(lebar, tinggi, kata) {
  const svg = buat("svg", { viewBox: `0 0 ${lebar} ${tinggi}`, role: "img" });
  svg.append(buat("title", {}, kata));
  return svg;
}

// A chart is as wide as its place, so that its letters keep their size.
const lebarnya = (wadah) => Math.max(300, wadah.clientWidth);

function puncak(nilai) {
  const langkah = nilai <= 10 ? 2 : nilai <= 50 ? 10 : 20;
  return Math.max(2, Math.ceil(nilai / langkah) * langkah);
}

// How many waited over the day: [{minute, waiting}], with what the pointer is at.
export function garis(titik, wadah) {
  const [L, T, kiri, bawah, atas] = [lebarnya(wadah), 300, 44, 34, 14];
  const awal = titik[0].minute, akhir = titik.at(-1).minute;
  const tinggi = puncak(Math.max(...titik.map((t) => t.waiting)));
  const x = (m) => kiri + ((m - awal) / (akhir - awal)) * (L - kiri - 16);
  const y = (n) => atas + (1 - n / tinggi) * (T - atas - bawah);
  const terbanyak = titik.reduce((a, b) => (b.waiting > a.waiting ? b : a));
  const svg = kanvas(L, T, `Paling banyak ${terbanyak.waiting} orang menunggu, pukul ${pukul(terbanyak.minute)}`);
  for (const n of [0, tinggi / 2, tinggi]) {
    svg.append(buat("line", { x1: kiri, x2: L, y1: y(n), y2: y(n), class: "kisi" }));
    svg.append(tulis(kiri - 10, y(n) + 5, n, "lembut kanan"));
  }
  const lompat = L < 560 ? 2 : 1;
  for (let jam = Math.ceil(awal / 60); jam * 60 <= akhir; jam += lompat)
    svg.append(tulis(x(jam * 60), T - 8, pukul(jam * 60), "lembut tengah"));
  const jalan = titik.map((t) => `${x(t.minute).toFixed(1)} ${y(t.waiting).toFixed(1)}`).join(" L ");
  svg.append(buat("path", { d: `M ${x(awal)} ${y(0)} L ${jalan} L ${x(akhir)} ${y(0)} Z`, class: "luas" }));
  svg.append(buat("path", { d: `M ${jalan}`, class: "garis" }));
  const terakhir = titik.at(-1);
  svg.append(buat("circle", { cx: x(terakhir.minute), cy: y(terakhir.waiting), r: 8, class: "kini" }));
  const tanda = buat("line", { y1: atas, y2: T - bawah, class: "penunjuk", visibility: "hidden" });
  svg.append(tanda);
  const kata = document.createElement("div");
  kata.className = "kata";
  kata.hidden = true;
  svg.addEventListener("pointermove", (gerak) => {
    const bingkai = svg.getBoundingClientRect();
    const di = ((gerak.clientX - bingkai.left) / bingkai.width) * L;
    const t = titik.reduce((a, b) => (Math.abs(x(b.minute) - di) < Math.abs(x(a.minute) - di) ? b : a));
    tanda.setAttribute("x1", x(t.minute));
    tanda.setAttribute("x2", x(t.minute));
    tanda.setAttribute("visibility", "visible");
    kata.textContent = `${pukul(t.minute)} · ${t.waiting} orang`;
    kata.hidden = false;
    const tempat = (x(t.minute) / L) * bingkai.width;
    kata.style.left = `${Math.min(tempat + 10, bingkai.width - kata.offsetWidth)}px`;
  });
  svg.addEventListener("pointerleave", () => {
    kata.hidden = true;
    tanda.setAttribute("visibility", "hidden");
  });
  wadah.append(kata);
  return svg;
}

// A bar per line: served, absent, the rest; and how long half of them waited.
export function batang(baris, wadah) {
  const lebar = lebarnya(wadah), tinggi = 52, kanan = 160;
  const terbanyak = Math.max(...baris.map((b) => b.issued), 1);
  const svg = kanvas(lebar, baris.length * tinggi, baris.map((b) => `${b.title}: ${b.issued}`).join("; "));
  baris.forEach((b, n) => {
    const atas = n * tinggi, panjang = (k) => (k / terbanyak) * (lebar - kanan);
    svg.append(tulis(0, atas + 17, b.title));
    svg.append(buat("rect", { x: 0, y: atas + 24, width: lebar - kanan, height: 16, rx: 5, class: "alas" }));
    let x = 0;
    for (const [jumlah, kelas] of [[b.served, "dilayani"], [b.no_show, "absen"], [b.cancelled + b.open, "lain"]]) {
      if (jumlah) svg.append(buat("rect", { x, y: atas + 24, width: Math.max(2, panjang(jumlah) - 1.5), height: 16, rx: 4, class: kelas }));
      x += panjang(jumlah);
    }
    svg.append(tulis(lebar - kanan + 12, atas + 38, b.issued, "tebal"));
    if (b.wait) svg.append(tulis(lebar, atas + 38, `tunggu ${menit(b.wait.p50)} mnt`, "lembut kanan"));
  });
  return svg;
}

// Wait, walk and service beside each other: from nothing to nine in ten, a dot at the half.
export function lama(semua, wadah) {
  const jenis = [["Menunggu", semua.wait], ["Berjalan ke loket", semua.walk], ["Dilayani", semua.service]];
  const [lebar, tinggi, kiri] = [lebarnya(wadah), 50, 130];
  const terlama = Math.max(...jenis.map(([, s]) => (s ? s.p90 : 0)), 1);
  const x = (m) => kiri + (m / terlama) * (lebar - kiri - 64);
  const svg = kanvas(lebar, jenis.length * tinggi, jenis.map(([k, s]) => `${k}: ${s ? menit(s.p50) : "–"} menit`).join("; "));
  jenis.forEach(([kata, s], n) => {
    const y = n * tinggi + 26;
    svg.append(tulis(0, y + 5, kata));
    if (s) svg.append(tulis(0, y + 22, `n = ${s.n}`, "lembut"));
    if (!s) return svg.append(tulis(kiri, y + 5, "–", "lembut"));
    svg.append(buat("line", { x1: x(0), x2: x(s.p90), y1: y, y2: y, class: "ujung" }));
    svg.append(buat("circle", { cx: x(s.p50), cy: y, r: 9, class: "titik" }));
    svg.append(tulis(Math.max(x(s.p50), x(0) + 14), y - 13, menit(s.p50), "tebal tengah"));
    svg.append(tulis(x(s.p90) + 14, y + 5, menit(s.p90), "lembut"));
  });
  return svg;
}

// How long each kiosk was ready, of its opening time; under it why it was not, and how much it was used.
export function siap(anjungan, wadah) {
  const lebar = lebarnya(wadah), kanan = 74;
  const jam = (n) => (n < 90 ? `${menit(Math.round(n))} menit` : `${menit(n / 60)} jam`);
  const tinggi = anjungan.map((a) => 76 + 22 * a.lost.length);
  const svg = kanvas(lebar, tinggi.reduce((a, b) => a + b, 0), anjungan.map((a) => `${a.name}: siap ${jam(a.ready_min)} dari ${jam(a.open_min)}`).join("; "));
  let atas = 0;
  anjungan.forEach((a, n) => {
    const panjang = (m) => (m / a.open_min) * (lebar - kanan);
    const catat = a.lost.filter((l) => l.cause === "unknown").reduce((s, l) => s + l.minutes, 0);
    svg.append(tulis(0, atas + 17, a.name));
    let x = 0;
    for (const [lama, kelas] of [[a.ready_min, "dilayani"], [a.open_min - a.ready_min - catat, "absen"], [catat, "lain"]]) {
      if (lama >= 1) svg.append(buat("rect", { x, y: atas + 24, width: Math.max(2, panjang(lama) - 1.5), height: 16, rx: 4, class: kelas }));
      x += panjang(lama);
    }
    const dicatat = a.open_min - catat;
    svg.append(tulis(lebar, atas + 38, dicatat >= 1 ? `${menit((100 * a.ready_min) / dicatat)} %` : "–", "tebal kanan"));
    svg.append(tulis(0, atas + 60, `${a.numbers} nomor, ${a.with_form} dengan permohonan` + (a.emergency ? `, ${a.emergency} darurat` : ""), "lembut"));
    a.lost.forEach((l, baris) => svg.append(tulis(0, atas + 82 + 22 * baris, `${l.title}: ${jam(l.minutes)}`, "lembut")));
    atas += tinggi[n];
  });
  return svg;
}

// When people come: a row per weekday, a cell per hour.
export function panas(sel, wadah) {
  const hari = [...new Set(sel.map((s) => s.weekday))].sort();
  const jam = sel.map((s) => s.hour), dari = Math.min(...jam), sampai = Math.max(...jam);
  const terbanyak = Math.max(...sel.map((s) => s.issued));
  const [lebar, kiri, tinggi] = [lebarnya(wadah), 66, 40];
  const tiap = (lebar - kiri) / (sampai - dari + 1);
  const svg = kanvas(lebar, hari.length * tinggi + 24, "Banyak nomor diambil menurut hari dan jam");
  hari.forEach((h, n) => {
    svg.append(tulis(0, n * tinggi + 26, HARI[h]));
    for (let j = dari; j <= sampai; j++) {
      const s = sel.find((satu) => satu.weekday === h && satu.hour === j);
      const x = kiri + (j - dari) * tiap, y = n * tinggi;
      svg.append(buat("rect", { x, y, width: tiap, height: tinggi, rx: 6, class: "sel alas" }));
      if (!s) continue;
      const kuat = s.issued / terbanyak;
      const kotak = buat("rect", { x, y, width: tiap, height: tinggi, rx: 6, class: "sel dilayani", "fill-opacity": (0.1 + 0.9 * kuat).toFixed(2) });
      kotak.append(buat("title", {}, `${HARI[h]} ${pukul(j * 60)}: ${s.issued} nomor${s.wait_p50 === null ? "" : `, tunggu ${menit(s.wait_p50)} menit`}`));
      svg.append(kotak, tulis(x + tiap / 2, y + 26, s.issued, kuat > 0.72 ? "tengah terang" : "tengah"));
    }
  });
  for (let j = dari; j <= sampai; j++)
    svg.append(tulis(kiri + (j - dari + 0.5) * tiap, hari.length * tinggi + 18, String(j).padStart(2, "0"), "lembut tengah"));
  return svg;
}
