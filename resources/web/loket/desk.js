// The number in hand and what can be done with it: the left side of the console.

import { askCancel, askDirect, askFinish, askForgotten, askNumber, askPark, askPause, askPriority, askService, askTransfer } from "./asking.js";
import { h, hint, icon, refill } from "./dom.js";
import { act, inHand, mine, move, now, say, state } from "./state.js";
import { clock, LANGUAGES, PRIORITIES, STATES, stopwatch } from "./words.js";

/** A control of the console: `key` presses it from anywhere; `off` rests it, and may say why. */
export function control({ name, label, key, run, kind = "", off = false, mark }) {
  const why = typeof off === "string" ? off : "";
  return h(
    "button",
    { class: `button ${kind}`, type: "button", disabled: Boolean(off), title: why || undefined, data: { act: name, hotkey: key, why }, onclick: run },
    mark && icon(mark),
    h("span", {}, label),
    hint(key),
  );
}

export function desk() {
  const place = h("section", { class: "card hand", "aria-label": "Nomor di tangan" });
  const timer = () => {
    const clock = place.querySelector("[data-since]");
    if (clock) clock.textContent = stopwatch((now() - Number(new Date(clock.dataset.since))) / 1000);
  };
  return {
    element: place,
    tick: timer,
    show() {
      refill(place, [mine(), mine().current ? state.room.waiting_count > 0 : [state.room.waiting_count, state.room.waiting[0]?.issued_at]], content);
      timer();
    },
  };
}

function content() {
  const counter = mine();
  if (counter.state === "paused") return paused(counter);
  const ticket = counter.current;
  return ticket ? held(ticket) : free();
}

function paused(counter) {
  return [
    h("p", { class: "label" }, "Jeda"),
    h("p", { class: "reason" }, counter.pause_reason),
    h("p", { class: "clock", data: { since: counter.since } }),
    counter.current && h("p", { class: "aside" }, `Nomor ${counter.current.number} masih di tangan.`),
    control({
      name: "resume", label: "Lanjutkan", key: "F2", kind: "primary huge",
      run: () => act(`/counters/${counter.number}/resume`, {}),
    }),
  ];
}

function free() {
  return [
    h("p", { class: "label" }, "Siap memanggil"),
    h("p", { class: "queueing" }, h("b", {}, state.room.waiting_count), h("span", {}, "orang menunggu"), oldest()),
    callNext(),
    h("div", { class: "pair" }, direct(), byNumber()),
  ];
}

function oldest() {
  const first = state.room.waiting[0];
  return first && h("small", { class: "aside" }, `Paling lama sejak ${clock(first.issued_at, state.ahead)}`);
}

function held(ticket) {
  const serving = ticket.state === "serving";
  const path = `/tickets/${ticket.id}`;
  return [
    h(
      "p",
      { class: "label" },
      serving ? STATES.serving : `${STATES.called} ${ticket.ordinal}×`,
      h("span", { class: "clock", data: { since: ticket.changed_at } }),
    ),
    h("p", { class: "number" }, ticket.number),
    h("p", { class: "service" }, ticket.service_title),
    h("p", { class: "marks" }, chips(ticket)),
    serving ? control({ name: "finish", label: "Selesai", key: "F4", kind: "primary huge", run: () => askFinish(ticket) }) : awaited(ticket, path),
    h(
      "div",
      { class: "pair" },
      control({ name: "park", label: "Tunda", key: "T", run: () => askPark(ticket) }),
      control({ name: "transfer", label: "Pindahkan", key: "P", run: () => askTransfer(ticket) }),
      control({ name: "add-service", label: "Tambah layanan", key: "Y", run: () => askService(ticket) }),
      control({ name: "priority", label: "Golongan", key: "G", run: () => askPriority(ticket) }),
    ),
    h(
      "div",
      { class: "pair foot" },
      serving
        ? control({
            name: "forgotten", label: "Lupa menekan selesai", key: "Z", kind: "quiet", run: () => askForgotten(ticket),
          })
        : control({ name: "cancel", label: "Batalkan nomor", key: "X", kind: "quiet danger", run: () => askCancel(ticket) }),
    ),
    h("div", { class: "after" }, callNext(), h("div", { class: "pair" }, direct(), byNumber())),
  ];
}

/** A called number: it comes, is called again, or does not come. After the last call absence is the next act. */
function awaited(ticket, path) {
  const spent = ticket.recalls_left === 0;
  const missed = async () => {
    if (await move(`${path}/no-show`, {})) say(`${ticket.number} dicatat tidak hadir.`, "Kalau datang, panggil dari daftar Tidak hadir.");
  };
  const come = control({ name: "serve", label: "Mulai layani", key: "F4", kind: spent ? "" : "primary huge", run: () => move(`${path}/serve`, {}) });
  const absent = control({ name: "miss", label: "Tidak hadir", key: "F8", kind: spent ? "primary huge" : "", run: missed });
  if (spent) return [h("p", { class: "spent" }, `Sudah dipanggil ${ticket.ordinal} kali, batas kantor ini.`), absent, come];
  const again = async () => {
    if (await move(`${path}/recall`, {})) say(`${ticket.number} dipanggil lagi.`);
  };
  return [come, h("div", { class: "pair" }, control({ name: "recall", label: `Panggil ulang (${ticket.recalls_left})`, key: "F3", run: again }), absent)];
}

/** The class and further services of a number, as small marks. */
export function chips(ticket) {
  const planned = (ticket.steps ?? []).filter((step) => step.state === "planned");
  return [
    ticket.priority !== "umum" && h("span", { class: "chip amber" }, PRIORITIES[ticket.priority]),
    ticket.language && ticket.language !== "id" && h("span", { class: "chip" }, `Bahasa ${LANGUAGES[ticket.language]}`),
    planned.map((step) => h("span", { class: "chip" }, `lalu ${step.service_title}`)),
  ];
}

/** Never while a number is called and not yet settled: a second press must not make anybody absent. */
function callNext() {
  const held = inHand();
  return control({
    name: "next", key: "F2", mark: held ? undefined : "megaphone",
    label: held?.state === "serving" ? "Selesai, panggil berikutnya" : "Panggil berikutnya",
    kind: held ? "" : "primary huge giant",
    off: held?.state === "called" ? `Selesaikan dulu ${held.number}: layani, atau Tidak hadir.` : state.room.waiting_count === 0 && "Tidak ada yang menunggu.",
    run: () => move("/call-next", { current: held ? "finish" : null }),
  });
}

const direct = () => control({ name: "direct", label: "Layani langsung", key: "L", kind: "", run: askDirect });

const byNumber = () => control({ name: "number", label: "Panggil nomor…", key: "N", kind: "", run: () => askNumber() });

/** Closing the counter and resting, at the top of the console. */
export function leaving() {
  const counter = mine();
  return [
    counter.state === "open" && control({ name: "pause", label: "Jeda", key: "J", kind: "quiet", mark: "pause", off: inHand()?.state === "called" && `Selesaikan dulu ${inHand().number}: layani, tunda, atau Tidak hadir.`, run: askPause }),
    control({
      name: "close", label: "Tutup loket", key: "U", kind: "quiet", mark: "lock", off: inHand() !== null && `Selesaikan dulu ${inHand().number}.`,
      run: () => act(`/counters/${counter.number}/close`, {}),
    }),
  ];
}
