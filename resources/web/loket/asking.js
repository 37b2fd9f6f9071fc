// The questions before an act on a number: what, why, where to.

import { choices, dialog, select, sentence } from "./dialogs.js";
import { h } from "./dom.js";
import { act, inHand, mine, move, say, state } from "./state.js";
import { CANCELS, clock, LANGUAGES, OUTCOMES, PARKS, PAUSES, PLACES, PRIORITIES } from "./words.js";

/** Asks what becomes of the number in hand before another one is taken; `then` hears the answer. */
export function settle(then) {
  const held = inHand();
  if (!held) return then(null);
  const called = held.state === "called";
  return dialog({
    title: `${held.number} masih di tangan`,
    body: [
      h("p", {}, called ? "Orangnya dipanggil, dan belum dilayani." : "Orangnya sedang dilayani."),
      h("p", { class: "fate" }, `Kalau diteruskan, ${held.number} akan dicatat ${called ? "tidak hadir" : "selesai dilayani"}.`),
      called && h("p", { class: "aside" }, "Kalau orangnya sudah datang, tekan Batal, lalu Mulai layani."),
    ],
    confirm: called ? `${held.number} tidak hadir` : `${held.number} selesai`,
    ask: () => true,
    after: () => inHand()?.id === held.id && then(called ? "miss" : "finish"),
  });
}

const fate = (current) =>
  current && h("p", { class: "fate" }, `Nomor ${inHand().number} akan dicatat ${current === "finish" ? "selesai dilayani" : "tidak hadir"}.`);

const services = () => state.office.services.map((one) => [one.id, `${one.series} · ${one.title}`]);

/** Calls one number; `known` is what a scanned slip says. */
export const askNumber = (known = "") => settle((current) => askWhichNumber(current, known));

function askWhichNumber(current, known) {
  dialog({
    title: "Panggil nomor",
    body: [
      h(
        "label",
        { class: "field" },
        h("span", {}, "Nomor antrean"),
        h("input", { type: "text", name: "number", class: "large", maxLength: 12, required: true, autocomplete: "off", placeholder: "B-017", value: known }),
        h("small", {}, "Boleh ditulis b17. Yang ditunda atau tidak hadir juga bisa."),
      ),
      fate(current),
    ],
    confirm: "Panggil",
    ask: (form) => move("/call-number", { number: form.get("number").trim(), current }),
  });
}

export const askDirect = () => settle(askWhom);

function askWhom(current) {
  dialog({
    title: "Layani langsung",
    body: [
      h("p", { class: "aside" }, "Untuk orang yang sudah berdiri di depan loket, tanpa karcis."),
      select("service", "Layanan", services()),
      select("priority", "Golongan", Object.entries(PRIORITIES)),
      select("language", "Bahasa", Object.entries(LANGUAGES)),
      fate(current),
    ],
    confirm: "Mulai layani",
    ask: (form) =>
      move("/walk-direct", {
        service: form.get("service"),
        priority: form.get("priority"),
        language: form.get("language"),
        current,
      }),
  });
}

export function askFinish(ticket) {
  dialog({
    title: `Selesai melayani ${ticket.number}`,
    body: choices("outcome", "Bagaimana hasilnya?", Object.entries(OUTCOMES), "served"),
    confirm: "Selesai",
    ask: (form) => move(`/tickets/${ticket.id}/finish`, { outcome: form.get("outcome") }),
  });
}

export function askPark(ticket) {
  dialog({
    title: `Tunda ${ticket.number}`,
    body: [
      sentence("reason", "Mengapa?", PARKS),
      h(
        "label",
        { class: "field" },
        h("span", {}, "Kembali dalam berapa menit?"),
        h("input", { type: "number", name: "minutes", min: 1, max: 240, placeholder: "boleh kosong" }),
      ),
    ],
    confirm: "Tunda",
    ask: async (form) => {
      const minutes = form.get("minutes") ? Number(form.get("minutes")) : null;
      const parked = await move(`/tickets/${ticket.id}/park`, { reason: form.get("reason"), minutes });
      if (parked) say(`${ticket.number} ditunda${parked.until ? ` sampai ${clock(parked.until, state.ahead)}` : ""}.`, parked.until ? "Lalu menunggu lagi dengan sendirinya." : "");
      return parked;
    },
  });
}

export function askTransfer(ticket) {
  const own = mine()?.number;
  const counters = state.room.counters.filter((one) => one.number !== own).map((one) => [`counter:${one.number}`, one.name]);
  const people = state.office.staff.filter((one) => one.id !== state.me.id).map((one) => [`staff:${one.id}`, one.name]);
  const others = services().map(([id, title]) => [`service:${id}`, title]);
  const group = (label, options) =>
    options.length > 0 && h("optgroup", { label }, options.map(([value, text]) => h("option", { value }, text)));
  dialog({
    title: `Pindahkan ${ticket.number}`,
    body: [
      h(
        "label",
        { class: "field" },
        h("span", {}, "Ke mana?"),
        h("select", { name: "to" }, group("Loket", counters), group("Layanan", others), group("Petugas", people)),
      ),
      choices("place", "Di urutan mana?", Object.entries(PLACES), "by_time"),
    ],
    confirm: "Pindahkan",
    ask: async (form) => {
      const [kind, id] = form.get("to").split(/:(.*)/);
      const target = { [kind]: kind === "counter" ? Number(id) : id };
      const moved = await move(`/tickets/${ticket.id}/transfer`, { ...target, place: form.get("place") });
      const [, where] = [...counters, ...people, ...others].find(([value]) => value === form.get("to"));
      if (moved) say(`${ticket.number} dipindahkan ke ${where}.`);
      return moved;
    },
  });
}

export function askService(ticket) {
  dialog({
    title: `Tambah layanan untuk ${ticket.number}`,
    body: [
      h("p", { class: "aside" }, "Nomornya tetap. Layanan ini dipanggil setelah yang sekarang selesai."),
      select("service", "Layanan berikutnya", services()),
    ],
    confirm: "Tambah",
    ask: async (form) => {
      const done = await move(`/tickets/${ticket.id}/add-service`, { service: form.get("service") });
      if (done) say(`Layanan ditambahkan untuk ${ticket.number}.`);
      return done;
    },
  });
}

export function askPriority(ticket) {
  dialog({
    title: `Golongan ${ticket.number}`,
    body: choices("priority", "Siapa yang datang?", Object.entries(PRIORITIES), ticket.priority),
    confirm: "Simpan",
    ask: (form) => move(`/tickets/${ticket.id}/priority`, { priority: form.get("priority") }),
  });
}

export function askCancel(ticket) {
  dialog({
    title: `Batalkan ${ticket.number}`,
    body: sentence("reason", "Mengapa dibatalkan?", CANCELS),
    confirm: "Batalkan nomor",
    kind: "primary",
    ask: async (form) => {
      const done = await move(`/tickets/${ticket.id}/cancel`, { reason: form.get("reason") });
      if (done) say(`Nomor ${ticket.number} dibatalkan.`);
      return done;
    },
  });
}

export function askForgotten(ticket) {
  dialog({
    title: `Lupa menekan selesai untuk ${ticket.number}?`,
    body: h("p", {}, `${ticket.number} dicatat selesai. Waktunya tidak masuk laporan.`),
    confirm: "Selesai",
    ask: async () => {
      const done = await move(`/tickets/${ticket.id}/forgotten`, {});
      if (done) say(`${ticket.number} selesai, waktunya tidak dihitung.`);
      return done;
    },
  });
}

export function askPause() {
  const held = inHand();
  dialog({
    title: "Jeda",
    body: [
      sentence("reason", "Mengapa loket berhenti sebentar?", PAUSES),
      held && h("p", { class: "fate" }, `${held.number} tetap di tangan, dan waktunya berjalan terus.`),
    ],
    confirm: "Mulai jeda",
    ask: (form) => act(`/counters/${mine().number}/pause`, { reason: form.get("reason") }),
  });
}
