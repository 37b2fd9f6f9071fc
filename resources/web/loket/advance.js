// What becomes of an application: looked at, accepted, returned, ready, handed over; its papers.
//
// Whatever changes it stands behind Alt: a scanner types letters, and presses no Alt.

import { control } from "./desk.js";
import { dialog } from "./dialogs.js";
import { h } from "./dom.js";
import { act, change, say, settledLine, state } from "./state.js";
import { STAGES } from "./words.js";

const ACTS = {
  in_review: { label: "Periksa", key: "Alt+M" },
  awaiting_signature: { label: "Terima", key: "Alt+A" },
  needs_completion: { label: "Kembalikan …", key: "Alt+K" },
  ready: { label: "Siap diambil", key: "Alt+S" },
  done: { label: "Selesai diambil", key: "Alt+B" },
  rejected: { label: "Tolak" },
  cancelled: { label: "Batalkan" },
};

/** The next good step of each stage; the rest stands beside it. */
const NEXT = {
  received: "awaiting_signature",
  in_review: "awaiting_signature",
  needs_completion: "awaiting_signature",
  awaiting_signature: "ready",
  ready: "done",
};
const ACCEPTED = ["awaiting_signature", "ready", "done"];

/** `own`: the application belongs to the number in hand, so keys may press what changes it. */
export function acts(file, own) {
  const next = NEXT[file.state];
  const shown = [next, "needs_completion", "in_review"].filter((to) => file.onward.includes(to));
  return shown.length > 0 && h("div", { class: "acts" }, shown.map((to) => step(file, to, to === next ? "primary" : "", own)));
}

const step = (file, to, kind, own) =>
  control({ name: `to-${to}`, label: ACTS[to].label, key: own ? ACTS[to].key : undefined, kind, run: () => advance(file, to) });

export function papers(file, own) {
  return h(
    "div",
    { class: "papers" },
    control({ name: "form", label: "Lembar permohonan", key: "F", kind: "small", mark: "printer", run: () => paper(file, "form") }),
    file.letter_problem
      ? h("span", { class: "aside" }, file.letter_problem)
      : control({
          name: "letter", label: "Konsep surat", key: own ? "Alt+R" : undefined, kind: "small", mark: "letter",
          run: () => letter(file),
        }),
    h("span", { class: "gap" }),
    ["rejected", "cancelled"].filter((to) => file.onward.includes(to)).map((to) => step(file, to, "small quiet danger", own)),
  );
}

async function advance(opened, to) {
  await settledLine(); // a box ticked just now counts
  if (state.file?.id !== opened.id) return undefined;
  const { file } = state;
  if (to === "needs_completion") return askMissing(file);
  if (to === "rejected" || to === "cancelled") return askWhy(file, to);
  const unseen = to === "awaiting_signature" ? file.needs.filter((need) => need.mandatory && !need.seen) : [];
  if (unseen.length > 0) return askUnseen(file, to, unseen);
  return send(file, { to, note: "", missing: [] });
}

function askUnseen(file, to, unseen) {
  dialog({
    title: `${unseen.length} berkas wajib belum dilihat. Tetap terima?`,
    body: h("ul", { class: "unseen" }, unseen.map((need) => h("li", {}, need.title))),
    confirm: "Tetap terima",
    ask: () => send(file, { to, note: "", missing: [] }),
  });
}

async function send(file, body) {
  const now = await act(`/applications/${file.id}/state`, body);
  if (!now) return undefined;
  show(now);
  say(`Permohonan ${now.code}: ${STAGES[now.state].toLowerCase()}.`, "", "good", () => takeBack(now));
  return now;
}

async function takeBack(file) {
  const before = await act(`/applications/${file.id}/undo`, {});
  if (!before) return;
  show(before);
  say(`Permohonan ${before.code} kembali ke: ${STAGES[before.state].toLowerCase()}.`);
}

/** Unless another application was opened meanwhile. */
function show(file) {
  if (state.file?.id === file.id) change({ file: { ...file, searched: state.file.searched } });
}

function askMissing(file) {
  const note = h("input", { type: "text", name: "note", maxLength: 300, autocomplete: "off", placeholder: "boleh kosong" });
  dialog({
    title: "Kembalikan: apa yang kurang?",
    wide: true,
    body: [
      h(
        "fieldset",
        { class: "choices" },
        h("legend", {}, "Centang yang masih harus dibawa"),
        file.needs.map((need) =>
          h("label", {}, h("input", { type: "checkbox", name: "missing", value: need.title, checked: need.mandatory && !need.seen }), h("span", {}, need.title)),
        ),
      ),
      h("label", { class: "field" }, h("span", {}, "Kekurangan lain"), h("input", { type: "text", name: "other", maxLength: 120, autocomplete: "off", placeholder: "boleh kosong" })),
      h("label", { class: "field" }, h("span", {}, "Kalimat untuk warga"), note),
    ],
    confirm: "Kembalikan",
    ask: (form) => {
      const other = form.get("other").trim();
      const missing = [...form.getAll("missing"), ...(other ? [other] : [])];
      return send(file, { to: "needs_completion", note: form.get("note").trim(), missing });
    },
  });
}

function askWhy(file, to) {
  dialog({
    title: to === "rejected" ? "Tolak permohonan" : "Batalkan permohonan",
    body: h(
      "label",
      { class: "field" },
      h("span", {}, "Alasan untuk warga"),
      h("input", { type: "text", name: "note", required: true, maxLength: 300, autocomplete: "off" }),
      h("small", {}, "Kalimat ini dibaca warga di anjungan."),
    ),
    confirm: ACTS[to].label,
    ask: (form) => send(file, { to, note: form.get("note").trim(), missing: [] }),
  });
}

function letter(file) {
  if (file.letter || ACCEPTED.includes(file.state)) return draft(file);
  return dialog({
    title: "Permohonan ini belum diterima. Tetap beri nomor surat?",
    body: h("p", {}, "Nomor surat masuk buku agenda, dan tidak bisa ditarik lagi."),
    confirm: "Beri nomor",
    ask: async () => {
      await draft(file);
      return true;
    },
  });
}

async function draft(file) {
  const given = file.letter ? { number: file.letter } : await act(`/applications/${file.id}/letter`, {});
  if (!given) return;
  if (!file.letter) {
    if (state.file?.id === file.id) change({ file: { ...state.file, letter: given.number } });
    say(`Nomor surat: ${given.number}.`);
  }
  paper(file, "letter");
}

const paper = (file, kind) => window.open(`/loket/api/applications/${file.id}/${kind}.pdf`, "_blank", "noopener");

