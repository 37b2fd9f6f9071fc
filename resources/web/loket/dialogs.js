// Questions that stand before everything else. Enter answers, Escape leaves, digits choose.

import { h, hint } from "./dom.js";
import { calm, hush } from "./state.js";

/** Asks; the answer of `ask` closes the dialog unless it is undefined. `body` is what stands in the form. */
export function dialog({ title, body, confirm, kind = "primary", ask, wide = false }) {
  const send = h("button", { class: `button ${kind}`, type: "submit" }, confirm, hint("Enter"));
  const form = h(
    "form",
    { method: "dialog", class: wide ? "asks wide" : "asks" },
    h("h2", {}, title),
    h("div", { class: "asked" }, body),
    h(
      "div",
      { class: "ends" },
      h("button", { class: "button quiet", type: "button", onclick: () => box.close() }, "Batal", hint("Esc")),
      send,
    ),
  );
  const box = h("dialog", { class: "box", "aria-label": title }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true; // the dialog's own guard against a double press
    await calm(); // an answer given right after another act is meant, and must not be lost
    hush();
    const done = await ask(new FormData(form));
    send.disabled = false;
    if (done !== undefined) box.close();
  });
  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the console's keys rest
    if (event.key === "Escape") {
      event.preventDefault();
      box.close();
    } else if (event.key === "Enter" && event.target.matches("select")) {
      event.preventDefault();
      form.requestSubmit(); // as in every other field; arrows open the list
    }
  });
  box.addEventListener("close", () => {
    document.body.append(...box.querySelectorAll("#says"));
    box.remove();
  });
  document.body.append(box);
  box.showModal();
  (form.querySelector("[autofocus]") ?? form.querySelector("input, select, textarea, .primary"))?.focus();
  return box;
}

/** One of several, chosen by a digit, by arrows or by a click. `options` is a list of [value, label]. */
export function choices(name, legend, options, chosen) {
  const list = h(
    "fieldset",
    { class: "choices" },
    h("legend", {}, legend),
    options.map(([value, label], index) =>
      h(
        "label",
        {},
        h("input", { type: "radio", name, value, checked: value === chosen, required: true }),
        h("span", {}, label),
        index < 9 && hint(String(index + 1)),
      ),
    ),
  );
  list.addEventListener("keydown", (event) => {
    const radio = list.querySelectorAll("input")[Number(event.key) - 1];
    if (!/^[1-9]$/.test(event.key) || !radio) return;
    event.preventDefault();
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return list;
}

/** A sentence to write, with usual ones to press. */
export function sentence(name, label, usual, longest = 120) {
  const input = h("input", { type: "text", name, maxLength: longest, required: true, autocomplete: "off", autofocus: true });
  return h(
    "div",
    { class: "sentence" },
    h("label", { class: "field" }, h("span", {}, label), input),
    h(
      "div",
      { class: "usual" },
      usual.map((text) =>
        h("button", { class: "button", type: "button", onclick: () => { input.value = text; input.focus(); } }, text),
      ),
    ),
  );
}

/** A labelled select. */
export function select(name, label, options, chosen) {
  return h(
    "label",
    { class: "field" },
    h("span", {}, label),
    h("select", { name }, options.map(([value, text]) => h("option", { value, selected: value === chosen }, text))),
  );
}
