// The console: which page is shown, the stream that feeds it, and the keys that press it.

import { get, whenEnded } from "./api.js";
import { desk } from "./desk.js";
import { fetchIcons, h, refill } from "./dom.js";
import { chooser, learn, login } from "./entry.js";
import { panel } from "./file.js";
import { calls, head } from "./head.js";
import { lists } from "./lists.js";
import { scanned } from "./scan.js";
import { followKeys } from "./keys.js";
import { follow } from "./live.js";
import { machines } from "./machines.js";
import { change, heard, mine, state, tell, watch } from "./state.js";
import { accounts, closures } from "./supervisor.js";

const SUPERVISION = { akun: "Akun", penutupan: "Penutupan" };
const ENDED = "Sesi berakhir. Masuk lagi untuk meneruskan.";

const app = document.querySelector("#app");
let shown = "";
let parts = [];
let unfollow = () => {};

function page() {
  if (!state.me) return "login";
  if (!state.room || !state.office) return "loading";
  const asked = location.hash.slice(1);
  if (state.me.role === "supervisor" && asked in SUPERVISION) return asked;
  if (state.me.role === "technician") return "machines";
  return mine() ? "console" : "choose";
}

function build(name) {
  switch (name) {
    case "login":
      return [login(state.why, entered)];
    case "loading":
      return [h("main", { class: "centre" }, h("p", { class: "aside" }, "Menghubungi kantor …"))];
    case "choose":
      return [...frame(), chooserPart()];
    case "machines":
      return [...frame(), machines()];
    case "akun":
      return [...frame(), accounts()];
    case "penutupan":
      return [...frame(), closures()];
    default:
      return [...frame(), board()];
  }
}

const frame = () => [head(SUPERVISION), calls()];

function chooserPart() {
  const place = h("div", { class: "fill" });
  return { element: place, tick() {}, show: () => refill(place, state.room.counters, chooser) };
}

function board() {
  const columns = [desk(), lists(), panel(), others()];
  return {
    element: h("main", { class: "board" }, columns.map((one) => one.element)),
    show: () => columns.forEach((one) => one.show()),
    tick: () => columns.forEach((one) => one.tick()),
  };
}

/** How all counters stand, along the lower edge. */
function others() {
  const place = h("ul", { class: "others", "aria-label": "Semua loket" });
  const standing = (one) =>
    [one.current?.number, one.state === "paused" && "jeda"].filter(Boolean).join(" · ") || { open: "kosong", closed: "tutup" }[one.state];
  return {
    element: place,
    tick() {},
    show: () => refill(place, state.room.counters, () =>
      state.room.counters.map((one) =>
        h(
          "li",
          { class: one.staff_id === state.me.id ? "other own" : "other" },
          h("span", { title: one.name }, one.name),
          h("b", {}, standing(one)),
          h("small", {}, one.staff),
        ),
      ),
    ),
  };
}

function show() {
  const name = page();
  if (name !== shown) {
    shown = name;
    parts = build(name);
    app.className = name;
    app.replaceChildren(...parts.map((part) => part.element ?? part));
    app.querySelector("[autofocus]")?.focus();
    document.title = name === "login" ? "Masuk · Loket" : "Loket";
  }
  document.body.toggleAttribute("data-cut", name !== "login" && !state.line);
  for (const part of parts) part.show?.();
}

async function entered(me) {
  change({ me, why: "" });
  await learn();
  unfollow();
  unfollow = follow(heard, (line) => state.line === line || change({ line }), stillMe);
}

async function stillMe() {
  try {
    await get("/session");
  } catch (problem) {
    if (problem.status !== 0) tell(problem);
  }
}

whenEnded(() => {
  if (!state.me) return;
  unfollow();
  for (const box of document.querySelectorAll("dialog")) box.close();
  change({ me: null, room: null, file: null, why: ENDED });
});

followKeys(scanned);

addEventListener("hashchange", () => change({}));
addEventListener("popstate", () => change({}));
setInterval(() => parts.forEach((part) => part.tick?.()), 1_000);
watch(show);

fetchIcons().catch(() => undefined); // words stand beside every icon
try {
  await entered(await get("/session"));
} catch (problem) {
  change({ me: null, why: problem.status === 0 ? problem.title : "" });
}
show();
