// Signing in, and choosing a counter.

import { get, post } from "./api.js";
import { dialog } from "./dialogs.js";
import { h, hint } from "./dom.js";
import { act, change, say, state, tell } from "./state.js";

const NAME = "anjungan.nama"; // of whoever signed in here last

/** The sign-in page. `why` says what happened, where something did; `entered` is called afterwards. */
export function login(why, entered) {
  const wrong = h("p", { class: "wrong", role: "alert" });
  const send = h("button", { class: "button primary", type: "submit" }, "Masuk", hint("Enter"));
  const last = localStorage.getItem(NAME) ?? "";
  const form = h(
    "form",
    { class: "card entry" },
    h("img", { src: "/bersama/lambang.svg", alt: "", width: 64, height: 64 }),
    h("h1", {}, "Loket"),
    why && h("p", { class: "aside" }, why),
    h(
      "label",
      { class: "field" },
      h("span", {}, "Nama"),
      h("input", { type: "text", name: "name", autocomplete: "username", required: true, maxLength: 60, value: last, autofocus: !last }),
    ),
    h(
      "label",
      { class: "field" },
      h("span", {}, "PIN"),
      h("input", { type: "password", name: "pin", autocomplete: "current-password", inputMode: "numeric", required: true, maxLength: 12, autofocus: last !== "" }),
    ),
    wrong,
    send,
    h("a", { href: "/percaya/" }, "Muncul peringatan sambungan? Kenalkan kantor ini."),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = new FormData(form);
    send.disabled = true;
    wrong.textContent = "";
    try {
      const me = await post("/session", { name: typed.get("name"), pin: typed.get("pin") });
      localStorage.setItem(NAME, me.name);
      entered(me);
    } catch (problem) {
      wrong.textContent = `${problem.title} ${problem.detail}`;
      form.elements.pin.value = "";
      form.elements.pin.focus();
    } finally {
      send.disabled = false;
    }
  });
  return h("main", { class: "centre" }, form);
}

/** The counters to choose from. */
export function chooser() {
  return h(
    "main",
    { class: "centre" },
    h(
      "section",
      { class: "chooser" },
      h("h1", {}, `Selamat bekerja, ${state.me.name}`),
      h("p", { class: "aside" }, "Bapak/Ibu duduk di loket mana?"),
      h("div", { class: "desks" }, state.room.counters.map(desk)),
    ),
  );
}

function desk(one, index) {
  const taken = one.staff !== "";
  const served = one.services.length
    ? one.services.map((id) => state.office.services.find((service) => service.id === id)?.title ?? id).join(", ")
    : "Semua layanan";
  return h(
    "button",
    { class: `desk${taken ? " taken" : ""}`, type: "button", data: { act: `desk-${one.number}`, hotkey: String(index + 1) }, onclick: () => sit(one) },
    h("b", {}, one.name),
    h("span", {}, taken ? `Dipakai ${one.staff}` : "Kosong"),
    h("small", {}, served),
    index < 9 && hint(String(index + 1)),
  );
}

async function sit(one) {
  if (!one.staff) {
    if (await act(`/counters/${one.number}/open`, {})) say(`${one.name} dibuka.`);
    return;
  }
  dialog({
    title: `Ambil alih ${one.name}?`,
    body: h("p", {}, `${one.staff} belum menutup loket ini. Pastikan sudah tidak di sana.`),
    confirm: "Ambil alih",
    ask: () => act(`/counters/${one.number}/open`, { take_over: true }),
  });
}

/** Fetches what changes seldom. */
export async function learn() {
  try {
    change({ office: await get("/office") });
  } catch (problem) {
    tell(problem);
  }
}

