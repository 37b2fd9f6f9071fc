// Accounts and closures: the supervisor's pages.

import { get, post } from "./api.js";
import { choices, dialog, select, sentence } from "./dialogs.js";
import { h, icon, refill } from "./dom.js";
import { act, say, state, tell } from "./state.js";
import { moment, ROLES } from "./words.js";

/** Accounts: let somebody in, a new PIN, and out again. */
export function accounts() {
  const place = h("main", { class: "page" });
  let people = null;
  const load = async () => {
    try {
      people = await get("/staff");
      show();
    } catch (problem) {
      tell(problem);
    }
  };
  const show = () => refill(place, people, () => [
    h("header", {}, h("h1", {}, "Akun petugas"), h("button", { class: "button primary", type: "button", data: { act: "add" }, onclick: () => askNew(load) }, "Tambah petugas")),
    people === null ? h("p", { class: "aside" }, "Memuat …") : h("ul", { class: "people" }, people.map((one) => person(one, load))),
  ]);
  load();
  return { element: place, tick() {}, show };
}

function person(one, load) {
  const change = (path, said) => async () => {
    if (await act(`/staff/${one.id}/${path}`, {})) {
      say(said);
      load();
    }
  };
  return h(
    "li",
    { class: one.disabled_at ? "person off" : "person" },
    icon("person"),
    h("div", {}, h("b", {}, one.name), h("span", {}, one.disabled_at ? `${ROLES[one.role]} · tidak aktif` : ROLES[one.role])),
    !one.disabled_at && h("button", { class: "button", type: "button", data: { act: `pin-${one.id}` }, onclick: () => askPin(one) }, icon("key"), "PIN baru"),
    !one.disabled_at && h("button", { class: "button", type: "button", data: { act: `role-${one.id}` }, onclick: () => askRole(one, load) }, "Peran"),
    one.disabled_at
      ? h("button", { class: "button", type: "button", data: { act: `on-${one.id}` }, onclick: change("enable", `${one.name} aktif lagi.`) }, "Aktifkan")
      : h("button", { class: "button danger", type: "button", data: { act: `off-${one.id}` }, onclick: () => askOff(one, change("disable", `${one.name} tidak bisa masuk lagi.`)) }, "Nonaktifkan"),
  );
}

const pinField = () =>
  h(
    "label",
    { class: "field" },
    h("span", {}, "PIN"),
    h("input", { type: "text", name: "pin", inputMode: "numeric", pattern: "[0-9]{6,12}", required: true, maxLength: 12, autocomplete: "off" }),
    h("small", {}, "6 sampai 12 angka. Beri tahu petugas ini saja."),
  );

function askNew(load) {
  dialog({
    title: "Tambah petugas",
    body: [
      h("label", { class: "field" }, h("span", {}, "Nama untuk masuk"), h("input", { type: "text", name: "name", required: true, maxLength: 40, autocomplete: "off" })),
      select("role", "Peran", Object.entries(ROLES)),
      pinField(),
    ],
    confirm: "Tambah",
    ask: async (form) => {
      const made = await act("/staff", { name: form.get("name"), role: form.get("role"), pin: form.get("pin") });
      if (made) {
        say(`${made.name} sudah bisa masuk.`);
        load();
      }
      return made;
    },
  });
}

function askPin(one) {
  dialog({
    title: `PIN baru untuk ${one.name}`,
    body: [h("p", { class: "aside" }, "Petugas yang sedang masuk harus masuk lagi."), pinField()],
    confirm: "Simpan PIN",
    ask: async (form) => {
      const done = await act(`/staff/${one.id}/pin`, { pin: form.get("pin") });
      if (done) say(`PIN ${one.name} sudah diganti.`);
      return done;
    },
  });
}

function askRole(one, load) {
  dialog({
    title: `Peran ${one.name}`,
    body: [h("p", { class: "aside" }, "Petugas yang sedang masuk harus masuk lagi."), choices("role", "Apa pekerjaannya?", Object.entries(ROLES), one.role)],
    confirm: "Simpan peran",
    ask: async (form) => {
      const done = await act(`/staff/${one.id}/role`, { role: form.get("role") });
      if (done) {
        say(`${one.name} sekarang ${ROLES[done.role].toLowerCase()}.`);
        load();
      }
      return done;
    },
  });
}

function askOff(one, run) {
  const seat = state.room.counters.find((counter) => counter.staff_id === one.id);
  const held = seat?.current;
  dialog({
    title: `Nonaktifkan ${one.name}?`,
    body: [
      h("p", {}, "Riwayat pekerjaannya tetap ada. Akun bisa diaktifkan lagi."),
      seat && h("p", { class: "fate" }, `${one.name} masih di ${seat.name}${held ? ` dengan nomor ${held.number}` : ""}.`),
      seat && h("label", { class: "filter" }, h("input", { type: "checkbox", name: "free", checked: true }), held ? `Tutup ${seat.name}; ${held.number} menunggu lagi.` : `Tutup ${seat.name}.`),
    ],
    confirm: "Nonaktifkan",
    ask: async (form) => {
      if (form.get("free") && !(await freed(seat, held))) return undefined;
      await run();
      return true;
    },
  });
}

/** Closes a counter that somebody leaves; the number there waits again at its place. */
async function freed(seat, held) {
  try {
    if (held) await post(`/tickets/${held.id}/transfer`, { service: held.service, place: "by_time" });
    await post(`/counters/${seat.number}/close`, {});
    return true;
  } catch (problem) {
    tell(problem);
    return false;
  }
}

/** What is closed for a while, and why. */
export function closures() {
  const place = h("main", { class: "page" });
  return {
    element: place,
    tick() {},
    show: () => refill(place, [state.room.closures, state.office, state.room.quotas], () => [
      h("header", {}, h("h1", {}, "Tutup sementara"), h("button", { class: "button primary", type: "button", data: { act: "close" }, onclick: askClose }, "Tutup sesuatu")),
      h("p", { class: "aside" }, "Anjungan menampilkan alasannya, dan tidak memberi nomor. Yang sudah menunggu tetap dilayani."),
      state.room.closures.length === 0 && h("p", { class: "none" }, "Semua layanan buka."),
      h("ul", { class: "people" }, state.room.closures.map((one) =>
        h(
          "li",
          { class: "person" },
          icon("lock"),
          h("div", {}, h("b", {}, title(one.service)), h("span", {}, `${one.reason} · sejak ${moment(one.since, state.ahead)}`)),
          h("button", { class: "button", type: "button", data: { act: `open-${one.service}` }, onclick: () => act("/closures/reopen", { service: one.service }) }, "Buka lagi"),
        ))),
      state.room.quotas.length > 0 && h("h2", {}, "Kuota hari ini"),
      h("ul", { class: "people" }, state.room.quotas.map((one) =>
        h("li", { class: "person" }, icon("users"), h("div", {}, h("b", {}, title(one.service)), h("span", {}, `${one.issued} dari ${one.per_day} nomor`))))),
    ]),
  };
}

const title = (service) =>
  service === "" ? "Seluruh anjungan" : (state.office?.services.find((one) => one.id === service)?.title ?? service);

/** A technician closes the kiosk as a whole, a supervisor a service as well. */
export function askClose() {
  const services = state.me.role === "supervisor" ? state.office.services : [];
  dialog({
    title: "Tutup sementara",
    body: [
      select("service", "Apa yang ditutup?", [["", "Seluruh anjungan"], ...services.map((one) => [one.id, one.title])]),
      sentence("reason", "Karena apa? Warga membaca ini.", ["Jaringan terputus", "Alat sedang diperbaiki", "Petugas rapat"]),
    ],
    confirm: "Tutup",
    ask: (form) => act("/closures/close", { service: form.get("service"), reason: form.get("reason") }),
  });
}
