// What a technician comes for: how the machines of the office are, and what stands still.

import { h, icon, refill } from "./dom.js";
import { act, state } from "./state.js";
import { askClose } from "./supervisor.js";
import { clock, moment, PRINTER } from "./words.js";

const CENTRAL = {
  none: "Kantor ini tidak memakai pusat",
  connected: "Tersambung",
  unreachable: "Tidak terjangkau",
  refused: "Pusat menolak kantor ini",
};

/** Printer, central, further kiosks and closures; nothing of a citizen. */
export function machines() {
  const place = h("main", { class: "page" });
  return {
    element: place,
    tick() {},
    show() {
      const { printer, central, kiosks, closures } = state.room;
      refill(place, [printer, central, kiosks, closures], () => [
        h("header", {}, h("h1", {}, "Keadaan mesin"), !closures.some(whole) && h("button", { class: "button", type: "button", data: { act: "close" }, onclick: askClose }, "Tutup anjungan")),
        h("ul", { class: "people" }, [
          machine("printer", "Pencetak anjungan", [PRINTER[printer.state], printer.state !== "ready" && printer.sentence], printer.state === "ready"),
          machine("cloud", "Pusat", [CENTRAL[central.state], backlog(central)], ["connected", "none"].includes(central.state) && central.quarantined === 0),
          kiosks.map(further),
        ]),
        closures.length > 0 && h("h2", {}, "Ditutup sementara"),
        h("ul", { class: "people" }, closures.map((one) =>
          machine("lock", whole(one) ? "Seluruh anjungan" : (state.office.services.find((service) => service.id === one.service)?.title ?? one.service), [`${one.reason}, sejak ${moment(one.since, state.ahead)}`], false, whole(one) && h("button", { class: "button", type: "button", data: { act: "open" }, onclick: () => act("/closures/reopen", { service: "" }) }, "Buka lagi")))),
      ]);
    },
  };
}

function further(one) {
  const seen = one.seen_at ? `terakhir terdengar ${clock(one.seen_at, state.ahead)}` : "belum pernah terdengar";
  const said = one.silent ? ["Tidak terhubung", seen] : [PRINTER[one.printer], seen, backlog(one)];
  return machine("desk", `Anjungan ${one.name}`, said, !one.silent && one.printer === "ready" && one.quarantined === 0);
}

const backlog = ({ unsent, quarantined }) =>
  [unsent > 0 && `${unsent} belum terkirim`, quarantined > 0 && `${quarantined} catatan ditolak`].filter(Boolean).join(", ");

const whole = (closure) => closure.service === "";

const machine = (name, title, said, well, button) =>
  h("li", { class: well ? "person" : "person ill" }, icon(name), h("div", {}, h("b", {}, title), h("span", {}, said.filter(Boolean).join(" · "))), button);
