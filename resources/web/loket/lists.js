// Who waits, who is parked, who did not come: the middle of the console, live.

import { askCancel, askPriority, askTransfer, settle } from "./asking.js";
import { h, hint, keyed } from "./dom.js";
import { mine, move, now, say, state } from "./state.js";
import { amount, clock, PRIORITIES, span } from "./words.js";

const LISTS = {
  waiting: { label: "Menunggu", key: "1", none: "Tidak ada yang menunggu." },
  parked: { label: "Ditunda", key: "2", none: "Tidak ada yang ditunda." },
  no_shows: { label: "Tidak hadir", key: "3", none: "Semua yang dipanggil hadir." },
};

export function lists() {
  let shown = "waiting";
  let heardAt = 0;
  let room = null;
  const rows = h("ul", { class: "rows" });
  const none = h("p", { class: "none" });
  const more = h("p", { class: "more" });
  const tabs = Object.entries(LISTS).map(([name, list]) =>
    h(
      "button",
      { class: "tab", type: "button", role: "tab", data: { act: `list-${name}`, hotkey: list.key }, onclick: () => choose(name) },
      h("span", {}, list.label),
      h("b", {}, "0"),
      hint(list.key),
    ),
  );
  const own = h("input", { type: "checkbox", checked: true, onchange: () => show() });
  const filter = h("label", { class: "filter" }, own, "Hanya untuk loket ini");
  const element = h(
    "section",
    { class: "card queue", "aria-label": "Antrean" },
    h("div", { class: "tabs", role: "tablist" }, tabs),
    filter,
    rows,
    none,
    more,
  );

  /** On a small screen the list lies over the application until its key is pressed again. */
  function choose(name) {
    const board = element.parentElement;
    board.classList.toggle("peek", name !== shown || !board.classList.contains("peek"));
    shown = name;
    show();
  }

  function items() {
    const services = mine()?.services ?? [];
    const all = state.room[shown];
    if (shown !== "waiting" || !own.checked || services.length === 0) return all;
    return all.filter((one) => services.includes(one.service) && (one.counter === null || one.counter === mine().number));
  }

  function show() {
    if (room !== state.room) {
      if (room) tellReturned(room.parked, state.room.waiting);
      room = state.room;
      heardAt = now();
    }
    const counts = { waiting: state.room.waiting_count, parked: state.room.parked_count, no_shows: state.room.no_show_count };
    tabs.forEach((tab, index) => {
      const name = Object.keys(LISTS)[index];
      tab.setAttribute("aria-selected", String(name === shown));
      tab.querySelector("b").textContent = counts[name] > 999 ? "999+" : counts[name];
      const late = name === "no_shows" ? 0 : state.room[name].filter(back).length;
      tab.classList.toggle("late", late > 0);
      tab.title = late > 0 ? `${late} waktu tundanya habis` : "";
    });
    filter.hidden = shown !== "waiting" || (mine()?.services.length ?? 0) === 0;
    const listed = items();
    keyed(rows, listed, (one) => `${one.id} ${one.state}`, make, update);
    none.textContent = listed.length ? "" : LISTS[shown].none;
    none.hidden = listed.length > 0;
    const left = counts[shown] - state.room[shown].length;
    more.textContent = left > 0 ? `… dan ${amount(left)} lagi` : "";
  }

  function make() {
    return h(
      "li",
      { class: "row", tabIndex: 0 },
      h("b", { class: "row-number" }),
      h("span", { class: "row-service" }, h("span", {}), h("span", { class: "row-marks" })),
      h("span", { class: "row-time" }),
      h("span", { class: "row-acts" }),
    );
  }

  function update(row, one) {
    row.since = heardAt - one.waiting_s * 1000;
    put(row.querySelector(".row-time"), span((now() - row.since) / 1000));
    const signature = `${one.priority}|${one.service}|${one.note}|${one.until}|${one.for_staff}|${one.counter}`;
    if (row.signature === signature) return;
    row.signature = signature;
    put(row.querySelector(".row-number"), one.number);
    const [service, marks] = row.querySelector(".row-service").children;
    put(service, one.service_title);
    const note = notes(one);
    marks.replaceChildren(
      ...[one.priority !== "umum" && h("span", { class: "chip amber" }, PRIORITIES[one.priority]), note && h("small", {}, note)].filter(Boolean),
    );
    row.querySelector(".row-acts").replaceChildren(...offered(one));
  }

  return {
    element,
    show,
    tick() {
      for (const row of rows.children) put(row.querySelector(".row-time"), span((now() - row.since) / 1000));
    },
  };
}

function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Whoever was parked and whose time is over. */
const back = (one) => (one.state === "parked" ? one.until && Number(new Date(one.until)) <= now() : one.note !== "");

function tellReturned(parked, waiting) {
  const returned = waiting.filter((one) => back(one) && parked.some((before) => before.id === one.id && before.until));
  const [first] = returned;
  if (first) say(`Waktu tunda ${returned.map((one) => one.number).join(", ")} habis.`, `Menunggu lagi: ${first.note}.`, "news");
}

function notes(one) {
  if (one.state === "parked") return one.until ? `${one.note} · kembali ${clock(one.until, state.ahead)}` : one.note;
  if (one.note && one.state === "waiting") return `kembali dari tunda: ${one.note}`;
  if (one.for_staff) return "untuk satu petugas";
  if (one.counter && one.state === "waiting") return `untuk loket ${one.counter}`;
  return "";
}

function offered(one) {
  const small = (name, label, run) =>
    h("button", { class: "button small", type: "button", data: { act: `${name}-${one.id}` }, onclick: run }, label);
  const back = async () => {
    const path = one.state === "parked" ? "unpark" : "bring-back";
    if (await move(`/tickets/${one.id}/${path}`, {})) say(`${one.number} kembali menunggu.`);
  };
  const call = small("call", "Panggil", () => callThis(one));
  if (one.state !== "waiting") return [call, small("back", "Antre lagi", back)];
  return [
    call,
    small("transfer", "Pindah", () => askTransfer(one)),
    small("priority", "Golongan", () => askPriority(one)),
    small("cancel", "Batal", () => askCancel(one)),
  ];
}

const callThis = (one) => settle((current) => move("/call-number", { number: one.number, current }));
