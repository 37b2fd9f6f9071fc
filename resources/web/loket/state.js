// What the page knows, who is told when it changes, and the one way to act.

import { post, Problem, uuid7 } from "./api.js";
import { offset } from "./words.js";

const SAID_MS = { good: 4_000, news: 8_000, bad: 8_000 };
const UNDO_MS = 10_000;

export const state = {
  /** Who has signed in, or null. */
  me: null,
  /** Services and colleagues. */
  office: null,
  /** The room, or null before the first event. */
  room: null,
  /** The application that is open, or null. */
  file: null,
  /** What happened before signing in, or empty. */
  why: "",
  /** Whether the line to the office stands. */
  line: true,
  /** Office time minus this PC's time, and office zone, in milliseconds. */
  skew: 0,
  ahead: 0,
};

const watchers = new Set();

/** Calls `look` after every change until the returned function is called. */
export function watch(look) {
  watchers.add(look);
  return () => watchers.delete(look);
}

export function change(values) {
  Object.assign(state, values);
  for (const look of [...watchers]) look();
}

/** The office has told how the room is. */
export function heard(room) {
  change({ room, skew: Number(new Date(room.now)) - Date.now(), ahead: offset(room.now) });
}

/** Office time now, in milliseconds. */
export const now = () => Date.now() + state.skew;

/** The counter at which I sit, or null. */
export const mine = () => state.room?.counters.find((one) => one.staff_id === state.me?.id) ?? null;

/** The number in my hand, or null. */
export const inHand = () => mine()?.current ?? null;

const TWICE_MS = 300;

let calmed = Promise.resolve();

/** Comes back once no act is on its way, and the length of a double click after the last one is over. */
export const calm = () => calmed;

/**
 * Does one act; returns the answer, or undefined where the office said no. While it is on its way, and for the
 * length of a double click afterwards, nothing else is done: the second press would meet another control.
 */
export async function act(path, body) {
  if ("busy" in document.body.dataset) return undefined;
  hush();
  document.body.dataset.busy = "";
  let calmDown;
  calmed = new Promise((resume) => (calmDown = resume));
  try {
    return await post(path, body, uuid7());
  } catch (problem) {
    tell(problem);
    return undefined;
  } finally {
    setTimeout(() => {
      delete document.body.dataset.busy;
      calmDown();
    }, TWICE_MS);
  }
}

let line = Promise.resolve();

/** Does small acts one after another, as fast as they are pressed: nothing is lost, and none meets another control. */
export function inLine(path, body) {
  line = line.then(() => post(path, body, uuid7())).catch(tell);
  return line;
}

/** Comes back once no small act is on its way: what they changed has been shown. */
export const settledLine = () => line;

/** Does an act on a number and shows its outcome at once; the stream confirms it. */
export async function move(path, body) {
  const ticket = await act(path, body);
  if (!ticket || !state.room) return ticket;
  const counters = state.room.counters.map((one) => {
    if (one.staff_id !== state.me.id) return one;
    const held = ["called", "serving"].includes(ticket.state) && ticket.counter === one.number;
    if (held) return { ...one, current: ticket };
    return one.current?.id === ticket.id ? { ...one, current: null } : one;
  });
  change({ room: { ...state.room, counters } });
  return ticket;
}

let silence;

/** Says something to the person, for a while; `undo` does it again backwards, as long as it can be read. */
export function say(title, detail = "", kind = "good", undo = null) {
  const place = document.querySelector("#says");
  (document.querySelector("dialog[open]") ?? document.body).append(place); // a dialog stands above everything
  const words = document.createElement("p");
  const strong = document.createElement("b");
  strong.textContent = title;
  words.append(strong, detail ? ` ${detail}` : "");
  words.className = kind;
  if (undo) words.append(takeBack(undo));
  place.replaceChildren(words);
  clearTimeout(silence);
  silence = setTimeout(() => place.replaceChildren(), undo ? UNDO_MS : SAID_MS[kind]);
}

function takeBack(run) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  Object.assign(button.dataset, { act: "undo", hotkey: "Alt+Z" });
  button.append("Urungkan", Object.assign(document.createElement("kbd"), { textContent: "Alt+Z" }));
  button.addEventListener("click", run);
  return button;
}

/** What was said is over. */
export const hush = () => document.querySelector("#says").replaceChildren();

/** Says what the office says no to. */
export function tell(problem) {
  if (problem instanceof Problem) {
    if (problem.type !== "anjungan:sign-in") say(problem.title, problem.detail, "bad");
  } else {
    throw problem;
  }
}
