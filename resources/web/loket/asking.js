// The questions before an act on a number: what, why, where to.

import { choices, dialog, select, sentence } from "./dialogs.js";
import { h } from "./dom.js";
import { act, inHand, mine, move, say, state } from "./state.js";
import { CANCELS, LANGUAGES, OUTCOMES, PARKS, PAUSES, PLACES, PRIORITIES } from "./words.js";

/** What becomes of the number in hand when another one is called. */
export function settling() {
  const held = inHand();
  if (!held) return null;
  return held.state === "serving" ? "finish" : "miss";
}

const settled = () => {
  const held = inHand();
  if (!held) return null;
  const fate = held.state === "serving" ? "dicatat selesai dilayani" : "dicatat tidak hadir";
  return h("p", { class: "fate" }, `Nomor ${held.number} ${fate}.`);
};

const services = () => state.office.services.map((one) => [one.id, `${one.series} · ${one.title}`]);

export function askNumber() {
  dialog({
    title: "Panggil nomor",
    body: [
      h(
        "label",
        { class: "field" },
        h("span", {}, "Nomor antrean"),
        h("input", { type: "text", name: "number", class: "large", maxLength: 12, required: true, autocomplete: "off", placeholder: "B-017" }),
        h("small", {}, "Boleh ditulis b17. Yang ditunda atau tidak hadir juga bisa."),
      ),
      settled(),
    ],
    confirm: "Panggil",
    ask: (form) => move("/call-number", { number: form.get("number").trim(), current: settling() }),
  });
}

export function askDirect() {
  dialog({
    title: "Layani langsung",
    body: [
      h("p", { class: "aside" }, "Untuk orang yang sudah berdiri di depan loket, tanpa karcis."),
      select("service", "Layanan", services()),
      select("priority", "Golongan", Object.entries(PRIORITIES)),
      select("language", "Bahasa", Object.entries(LANGUAGES)),
      settled(),
    ],
    confirm: "Mulai layani",
    ask: (form) =>
      move("/walk-direct", {
        service: form.get("service"),
        priority: form.get("priority"),
        language: form.get("language"),
        current: settling(),
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
    ask: (form) =>
      move(`/tickets/${ticket.id}/park`, {
        reason: form.get("reason"),
        minutes: form.get("minutes") ? Number(form.get("minutes")) : null,
      }),
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
    ask: (form) => {
      const [kind, id] = form.get("to").split(/:(.*)/);
      const target = { [kind]: kind === "counter" ? Number(id) : id };
      return move(`/tickets/${ticket.id}/transfer`, { ...target, place: form.get("place") });
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

export function askPause() {
  dialog({
    title: "Jeda",
    body: sentence("reason", "Mengapa loket berhenti sebentar?", PAUSES),
    confirm: "Mulai jeda",
    ask: (form) => act(`/counters/${mine().number}/pause`, { reason: form.get("reason") }),
  });
}
