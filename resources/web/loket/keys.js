// The console's keys. What comes as fast as only a scanner types is one word, and presses nothing.

import { calm, say } from "./state.js";

const GAP_MS = 70;
const SLOW_MS = 500; // once it looks like one of our codes: nothing else begins so
const WORD = 4;
const CODE = /(\]\w\d)?ANJUNGAN:\w+:[\w:-]+$/i;
const OURS = "ANJUNGAN:";
const TEXT = "input:not([type=checkbox], [type=radio]), textarea";

/** Whether this field wants what a scanner types. */
const wanted = (field) => field !== null && field !== undefined && "scan" in field.dataset;

/** Follows the keyboard; `scanned` hears of every word that a scanner typed. */
export function followKeys(scanned) {
  let word = "";
  let at = 0;
  let field = null;
  let kept = "";
  let waiting;

  const ended = () => {
    const read = word;
    word = "";
    clearTimeout(waiting);
    return read;
  };
  const ours = () => {
    const begun = word.replace(/^\]\w\d/, "").toUpperCase().slice(0, OURS.length);
    return begun !== "" && OURS.startsWith(begun);
  };
  const take = () => {
    if (field && field.isConnected) field.value = kept;
    scanned(ended());
  };

  window.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key === "Shift") return;
      const fast = word !== "" && event.timeStamp - at < (ours() ? SLOW_MS : GAP_MS);
      const text = event.target.closest?.(TEXT);
      at = event.timeStamp;
      if (event.key.length > 1) {
        const whole = fast && word.length >= WORD && ["Enter", "Tab"].includes(event.key);
        const written = event.key === "Enter" && CODE.exec(text?.value ?? "");
        if (wanted(text)) ended();
        else if (whole && (!text || ours())) {
          swallow(event);
          take();
        } else if (written) {
          swallow(event);
          ended();
          text.value = text.value.slice(0, written.index);
          scanned(written[0]);
        } else ended();
        return;
      }
      if (!fast) {
        word = "";
        field = text ?? null;
        kept = text?.value ?? "";
      }
      word += event.key;
      clearTimeout(waiting);
      if (word.length > 1 && !text) swallow(event);
      if (word.length > 1) waiting = setTimeout(() => (ours() && word.length > OURS.length && !wanted(field) ? take() : ended()), SLOW_MS);
      else if (!text && !event.repeat && !document.querySelector("dialog[open]")) waiting = setTimeout(() => press(ended().toUpperCase()), ours() ? SLOW_MS : GAP_MS);
    },
    { capture: true },
  );

  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.getModifierState("AltGraph")) return;
    if (event.key.length === 1 && !event.altKey) return; // after the gap: it may be the first of a scanned word
    const key = event.altKey ? `Alt+${event.key.toUpperCase()}` : event.key;
    const comes = "busy" in document.body.dataset && /^(F[2348]|Alt\+[A-Z])$/.test(key); // its control follows the act
    if (find(key) || comes) {
      event.preventDefault();
      press(key);
    }
  });
}

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

const find = (key) =>
  document.querySelector("dialog[open]") ? null : document.querySelector(`#app [data-hotkey="${CSS.escape(key)}"], #says [data-hotkey="${CSS.escape(key)}"]`);

let doing = "";
let next = "";

/** Presses the control of this key. While an act is on its way the last other key waits for its end. */
async function press(key) {
  if ("busy" in document.body.dataset) {
    if (key === doing) return;
    const first = next === "";
    next = key;
    if (!first) return;
    await calm();
    const last = next;
    next = "";
    press(last);
    return;
  }
  const control = find(key);
  if (!control) return;
  if (control.disabled) {
    if (control.dataset.why) say(control.dataset.why);
    return;
  }
  doing = key;
  control.click();
  await calm();
  if (doing === key) doing = "";
}
