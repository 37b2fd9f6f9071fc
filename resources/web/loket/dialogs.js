// Questions that stand before everything else. Enter answers, Escape leaves, digits choose.

import { h, hint } from "./dom.js";
import { calm, hush } from "./state.js";

const WRITTEN = "input[type=text], input[type=number], textarea";
const WORDS = ".*\\p{L}.*\\p{L}.*"; // a lone digit was meant as a choice

/** Asks; the answer of `ask` closes the dialog unless it is undefined, and then `after` is done. */
export function dialog({ title, body, confirm, kind = "primary", ask, after, wide = false }) {
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
    if (done === undefined) return;
    box.close();
    after?.(done);
  });
  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the console's keys rest
    if (event.key === "Escape") {
      event.preventDefault();
      box.close();
    } else if (event.key === "Enter" && event.target.matches("select, [aria-pressed=true]")) {
      event.preventDefault();
      form.requestSubmit(); // as in every other field; arrows open the list
    } else if (/^[1-9]$/.test(event.key) && !event.target.matches(WRITTEN)) {
      if (choose(form, Number(event.key))) event.preventDefault();
    } else if (/^\p{L}$/u.test(event.key) && event.target.matches(".usual *")) {
      form.querySelector(".sentence input").focus(); // another reason is written
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
  return list;
}

/** Chooses what stands beside this digit; whether there is something. */
function choose(form, digit) {
  const one = form.querySelectorAll(".choices input[type=radio], .usual button")[digit - 1];
  one?.focus();
  one?.click();
  return one !== undefined;
}

/** A sentence to write, with usual ones to press: a digit chooses, a letter begins another one. */
export function sentence(name, label, usual, longest = 120) {
  const input = h("input", { type: "text", name, maxLength: longest, required: true, autocomplete: "off", pattern: WORDS, title: "Tulis dengan kata-kata." });
  const buttons = usual.map((text, index) =>
    h("button", { class: "button", type: "button", autofocus: index === 0, onclick: () => put(text) }, text, hint(String(index + 1))),
  );
  const mark = () => buttons.forEach((one, index) => one.setAttribute("aria-pressed", String(input.value === usual[index])));
  const put = (text) => {
    input.value = text;
    mark();
  };
  input.addEventListener("input", mark);
  return h(
    "div",
    { class: "sentence" },
    h("b", { class: "asks-why" }, label),
    h("div", { class: "usual" }, buttons),
    h("label", { class: "field" }, h("span", {}, "Atau tulis sendiri"), input),
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
