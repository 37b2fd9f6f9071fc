// The top of the page: where I sit, how kiosk, paper and network are, who wants help.

import { get, remove } from "./api.js";
import { doubted } from "./dates.js";
import { control, leaving } from "./desk.js";
import { dialog } from "./dialogs.js";
import { h, icon, refill } from "./dom.js";
import { act, change, mine, now, state, tell } from "./state.js";
import { clock, day, KINDS, moment, PAGES, PRINTER } from "./words.js";

export function head(routes) {
  const place = h("header", { class: "top" });
  const time = h("div", { class: "time" });
  const emblem = h("img", { src: "/bersama/lambang.svg", alt: "", width: 40, height: 40 }); // kept: no fetch while cut off
  const tick = () => {
    const text = clock(new Date(now()).toISOString(), state.ahead);
    if (time.textContent !== text) time.replaceChildren(h("b", {}, text), h("span", {}, day(new Date(now()).toISOString(), state.ahead)));
  };
  return {
    element: place,
    tick,
    show() {
      const { printer, central, closures, help_calls: calls, kiosks } = state.room;
      const shown = [state.me, kiosks, mine()?.number, mine()?.state, mine()?.current?.id, printer.state, central, closures, calls, state.line, location.hash];
      refill(place, shown, () => [
        emblem,
        h("div", { class: "where" }, h("b", {}, mine()?.name ?? "Loket"), h("span", {}, state.office?.name ?? "")),
        state.me.role === "supervisor" && tabs(routes),
        h("div", { class: "lights" }, lights()),
        time,
        h("div", { class: "mine" }, mine() && !location.hash && leaving(), out()),
      ]);
      tick();
    },
  };
}

function tabs(routes) {
  return h(
    "nav",
    {},
    [["", "Loket"], ...Object.entries(routes)].map(([hash, label]) =>
      h("a", { href: hash ? `#${hash}` : location.pathname, class: "tab-link", onclick: hash ? undefined : home, "aria-current": location.hash.slice(1) === hash ? "page" : undefined }, label),
    ),
    h("a", { href: "/laporan/", class: "tab-link" }, "Laporan"),
    h("a", { href: "/layar/atur", class: "tab-link" }, "Suara"),
  );
}

function home(event) {
  event.preventDefault();
  history.pushState(null, "", location.pathname);
  change({});
}

function lights() {
  const { printer, central, closures, kiosks } = state.room;
  const kiosk = closures.find((one) => one.service === "");
  return [
    light("printer", printer.state === "ready" ? PRINTER.ready : printer.sentence || PRINTER[printer.state], { ready: "good", low: "warn" }[printer.state] ?? "bad"),
    central.state !== "none" && light("cloud", { connected: "Pusat tersambung", unreachable: "Pusat tidak terjangkau", refused: "Pusat menolak kantor ini" }[central.state], { connected: "good", unreachable: "warn", refused: "bad" }[central.state]),
    central.unsent > 0 && light("tray", `${central.unsent} belum terkirim`, "warn"),
    central.quarantined > 0 && h("button", { class: "light bad", type: "button", data: { act: "stuck" }, onclick: showStuck }, icon("warning"), `${central.quarantined} catatan ditolak`),
    kiosks.map(further),
    kiosk && light("lock", `Anjungan tutup: ${kiosk.reason}`, "warn"),
  ];
}

/** A further kiosk: its worst trouble, if any. */
function further({ name, series, seen_at: seen, silent, printer, unsent, quarantined }) {
  const since = seen ? `Terakhir terdengar ${clock(seen, state.ahead)}. Nomor darurat: ${series}.` : "Belum pernah terdengar.";
  if (silent) return light("cloud", `${name}: tidak terhubung`, "bad", since);
  if (quarantined > 0) return light("warning", `${name}: ${quarantined} catatan ditolak`, "bad", since);
  if (unsent > 0) return light("tray", `${name}: ${unsent} belum terkirim`, "warn", since);
  return light("printer", `${name}: ${PRINTER[printer]}`, { ready: "good", low: "warn" }[printer] ?? "bad", since);
}

const light = (name, label, kind, title) => h("span", { class: `light ${kind}`, title: [label, title].filter(Boolean).join(". ") }, icon(name), label);

/** The calls for staff, above everything. */
export function calls() {
  const place = h("div", { class: "calls", role: "alert" });
  return {
    element: place,
    tick() {},
    show() {
      refill(place, [state.room.help_calls, state.room.clock, state.line], () => [!state.line && cutOff(), doubted(), helpWanted()]);
    },
  };
}

const cutOff = () =>
  h("div", { class: "call cut" }, icon("warning"), h("p", {}, h("b", {}, "Kantor tidak terjangkau."), " Yang tampak mungkin sudah berubah. Mencoba lagi …"));

/** All calls from kiosks in one line; whoever waits longest is helped first. */
function helpWanted() {
  const calls = [...state.room.help_calls].sort((one, other) => one.called_at.localeCompare(other.called_at));
  const [first] = calls;
  if (!first) return null;
  const page = PAGES[first.page] ?? `halaman ${first.page.replaceAll("_", " ")}`;
  const where = `di anjungan, ${page}, pukul ${clock(first.called_at, state.ahead)}.`;
  return h(
    "div",
    { class: "call" },
    icon("bell"),
    calls.length === 1
      ? h("p", {}, h("b", {}, "Ada yang memanggil petugas"), ` ${where}`)
      : h("p", {}, h("b", {}, `${calls.length} panggilan petugas`), ` · yang pertama ${where}`),
    state.me.role !== "technician" && control({ name: "help", label: "Saya ke sana", key: "H", run: () => act(`/help/${first.id}/answer`, {}) }),
  );
}

async function showStuck() {
  try {
    const records = await get("/stuck");
    dialog({
      title: "Catatan yang ditolak pusat",
      wide: true,
      body: [
        h("p", { class: "aside" }, "Catatan ini tersimpan di kantor. Sampaikan nomornya ke teknisi."),
        h(
          "table",
          {},
          h("thead", {}, h("tr", {}, ["Nomor", "Isi", "Dibuat", "Alasan"].map((title) => h("th", {}, title)))),
          h("tbody", {}, records.map((one) =>
            h("tr", {}, h("td", {}, one.seq), h("td", {}, KINDS[one.kind.split(".")[0]] ?? one.kind), h("td", {}, moment(one.made_at, state.ahead)), h("td", {}, one.reason)))),
        ),
      ],
      confirm: "Tutup",
      ask: () => true,
    });
  } catch (problem) {
    tell(problem);
  }
}

function out() {
  return h("button", { class: "button quiet", type: "button", data: { act: "out" }, onclick: leave }, icon("person"), h("span", {}, state.me.name), h("small", {}, "Keluar"));
}

async function leave() {
  if (mine()) {
    dialog({
      title: "Keluar?",
      body: h("p", {}, `${mine().name} masih dibuka atas nama Bapak/Ibu.`),
      confirm: mine().current ? "Keluar saja" : "Tutup loket dan keluar",
      ask: async () => {
        if (!mine().current) await act(`/counters/${mine().number}/close`, {});
        await goodbye();
        return true;
      },
    });
  } else {
    await goodbye();
  }
}

async function goodbye() {
  try {
    await remove("/session");
  } catch (problem) {
    tell(problem);
  }
  location.replace("/loket/");
}
