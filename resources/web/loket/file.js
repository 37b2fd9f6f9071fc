// The application of the called number: answers, originals, and what becomes of it. The right side.

import { get } from "./api.js";
import { control } from "./desk.js";
import { askWhich } from "./search.js";
import { dialog } from "./dialogs.js";
import { h, icon, refill } from "./dom.js";
import { act, change, inHand, inLine, say, state, tell } from "./state.js";
import { date, moment, STAGES } from "./words.js";

const ACTS = {
  in_review: { label: "Mulai periksa", key: "M" },
  awaiting_signature: { label: "Terima", key: "A" },
  needs_completion: { label: "Kembalikan: kurang …", key: "K" },
  ready: { label: "Siap diambil", key: "S" },
  done: { label: "Selesai diambil", key: "B" },
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

export function panel() {
  const place = h("section", { class: "card file", "aria-label": "Permohonan" });
  let followed = null;
  return {
    element: place,
    tick() {},
    show() {
      const own = inHand()?.application_id ?? null;
      if (own !== followed) {
        followed = own;
        if (own) open(own);
        else if (state.file && !state.file.searched) change({ file: null });
      }
      refill(place, [state.file, own !== null], () => (state.file ? opened(state.file) : empty(own !== null)));
    },
  };
}

async function open(id) {
  try {
    const file = await get(`/applications/${id}`);
    if (inHand()?.application_id === id) change({ file });
  } catch (problem) {
    tell(problem);
  }
}

function empty(loading) {
  return h(
    "div",
    { class: "empty" },
    icon("file"),
    h("p", {}, loading ? "Membuka permohonan …" : "Permohonan milik nomor yang dipanggil terbuka di sini."),
    !loading && control({ name: "code", label: "Cari permohonan", key: "C", run: askWhich, mark: "search" }),
  );
}

function opened(file) {
  return [
    h(
      "header",
      {},
      h("div", {}, h("h2", {}, file.service_title), h("p", { class: "code" }, file.code)),
      h("span", { class: `stage ${file.state}` }, STAGES[file.state]),
      control({ name: "code", label: "Cari", key: "C", kind: "small quiet", run: askWhich, mark: "search" }),
      file.searched && h("button", { class: "button quiet small", type: "button", data: { act: "file-close" }, onclick: () => change({ file: null }) }, "Tutup"),
    ),
    h(
      "p",
      { class: "aside" },
      `Diajukan ${moment(file.submitted_at, state.ahead)}.`,
      file.ready_on ? ` Dijanjikan ${date(file.ready_on)}.` : "",
    ),
    file.for_staff.length > 0 && h("ul", { class: "alerts" }, file.for_staff.map((reason) => h("li", {}, icon("warning"), reason))),
    file.note && h("p", { class: "note" }, `Catatan untuk warga: ${file.note}`),
    file.missing.length > 0 && h("p", { class: "note" }, `Masih kurang: ${file.missing.join(", ")}.`),
    h("div", { class: "scroll", tabIndex: -1 }, needs(file), answers(file)),
    h("footer", {}, acts(file), papers(file)),
  ];
}

function needs(file) {
  return h(
    "section",
    {},
    h("h3", {}, "Asli dilihat"),
    h(
      "ul",
      { class: "needs" },
      file.needs.map((need) =>
        h(
          "li",
          {},
          h(
            "label",
            {},
            h("input", { type: "checkbox", checked: need.seen, data: { act: `need-${need.id}` }, onchange: (event) => tick(file, need, event.target) }),
            h("span", {}, need.title, h("small", {}, [need.form, need.mandatory ? "" : "tidak wajib", need.presented ? "kata warga: dibawa" : "kata warga: belum"].filter(Boolean).join(" · "))),
          ),
        ),
      ),
    ),
  );
}

function answers(file) {
  const sections = new Map();
  for (const row of file.rows) sections.set(row.section, [...(sections.get(row.section) ?? []), row]);
  const hidden = file.rows.some((row) => row.masked);
  return [
    h(
      "div",
      { class: "answers-head" },
      h("h3", {}, "Jawaban"),
      hidden && control({ name: "reveal", label: "Tampilkan", key: "D", kind: "small", mark: "eye", run: () => reveal(file) }),
      file.revealed && h("span", { class: "chip amber" }, "NIK tampak · tercatat"),
    ),
    [...sections].map(([title, rows]) =>
      h(
        "section",
        {},
        title && h("h4", {}, title),
        h("dl", {}, rows.map((row) => [h("dt", {}, row.label), h("dd", { class: row.masked ? "masked" : "" }, row.value)])),
      ),
    ),
  ];
}

function acts(file) {
  const next = NEXT[file.state];
  const shown = [next, "needs_completion", "in_review"].filter((to) => file.onward.includes(to));
  return shown.length > 0 && h("div", { class: "acts" }, shown.map((to) => step(file, to, to === next ? "primary" : "")));
}

const step = (file, to, kind) =>
  control({ name: `to-${to}`, label: ACTS[to].label, key: ACTS[to].key, kind, run: () => advance(file, to) });

function papers(file) {
  return h(
    "div",
    { class: "papers" },
    control({ name: "form", label: "Lembar permohonan", key: "F", kind: "small", mark: "printer", run: () => paper(file, "form") }),
    file.letter_problem
      ? h("span", { class: "aside" }, file.letter_problem)
      : control({
          name: "letter", label: file.letter ? `Konsep surat ${file.letter}` : "Konsep surat", key: "R", kind: "small", mark: "letter",
          run: () => letter(file),
        }),
    h("span", { class: "gap" }),
    ["rejected", "cancelled"].filter((to) => file.onward.includes(to)).map((to) => step(file, to, "small quiet danger")),
  );
}

function advance(file, to) {
  if (to === "needs_completion") return askMissing(file);
  if (to === "rejected" || to === "cancelled") return askWhy(file, to);
  return send(file, { to, note: "", missing: [] });
}

async function send(file, body) {
  const now = await act(`/applications/${file.id}/state`, body);
  if (!now) return undefined;
  change({ file: { ...now, searched: file.searched } });
  say(`Permohonan ${now.code}: ${STAGES[now.state].toLowerCase()}.`, "Warga bisa melihatnya di anjungan.");
  return now;
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

async function tick(file, need, box) {
  const now = await inLine(`/applications/${file.id}/requirements`, { requirement: need.id, seen: box.checked });
  if (!now) {
    box.checked = need.seen;
    return;
  }
  if (state.file?.id !== file.id) return;
  const { rows, revealed, searched } = state.file;
  change({ file: { ...now, rows, revealed, searched } });
}

async function reveal(file) {
  const now = await act(`/applications/${file.id}/reveal`, {});
  if (now) change({ file: { ...now, searched: file.searched } });
}

async function letter(file) {
  const given = file.letter ? { number: file.letter } : await act(`/applications/${file.id}/letter`, {});
  if (!given) return;
  if (!file.letter) {
    change({ file: { ...file, letter: given.number } });
    say(`Nomor surat: ${given.number}.`);
  }
  paper(file, "letter");
}

const paper = (file, kind) => window.open(`/loket/api/applications/${file.id}/${kind}.pdf`, "_blank", "noopener");

