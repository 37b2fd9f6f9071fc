// What a scanned code means at the counter: a receipt opens its application, a slip its number.

import { askNumber } from "./asking.js";
import { byCode } from "./search.js";
import { mine, say, state } from "./state.js";

export function scanned(word) {
  const text = word.replace(/^\]\w\d/, "").toUpperCase();
  if (document.querySelector("dialog[open]")) return say("Jawab atau tutup pertanyaan ini dulu.", "Lalu pindai lagi.", "bad");
  if (!state.room || !mine()) return say("Duduk di loket dulu.", "Lalu pindai lagi.", "bad");
  const [, kind, rest] = /^ANJUNGAN:(PERMOHONAN|ANTREAN):(.+)$/.exec(text) ?? [];
  if (kind === "PERMOHONAN") return byCode(rest);
  const [, day, number] = /^(\d{4}-\d\d-\d\d):(.+)$/.exec(rest ?? "") ?? [];
  if (day === state.room.day) return askNumber(number);
  if (day) return say("Karcis ini dari hari lain.", "Minta pemohon mengambil nomor baru.", "bad");
  return say("Kode ini tidak dikenal.", "Pindai tanda terima atau karcis.", "bad");
}
