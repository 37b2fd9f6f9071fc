// The application of the called number: answers, originals, and what becomes of it. The right side.

import { acts, papers } from "./advance.js";
import { get } from "./api.js";
import { control } from "./desk.js";
import { writeNote } from "./note.js";
import { askWhich } from "./search.js";
import { h, icon, refill } from "./dom.js";
import { act, change, inHand, inLine, say, state, tell } from "./state.js";
import { date, moment, STAGES } from "./words.js";

export function panel() {
  const place = h("section", { class: "card file", "aria-label": "Permohonan" });
  let followed = {};
  return {
    element: place,
    tick() {},
    show() {
      const own = inHand()?.application_id ?? null;
      if (inHand()?.id !== followed.id || own !== followed.application) {
        followed = { id: inHand()?.id, application: own };
        place.parentElement?.classList.remove("peek");
        if (own) open(own);
        if (state.file && state.file.id !== own) change({ file: null }); // nobody else's file stays beside a number
      }
      place.parentElement?.classList.toggle("with-file", state.file !== null || own !== null);
      refill(place, [state.file, inHand()?.number, own], () => (state.file ? opened(state.file, own) : empty(own !== null)));
    },
  };
}

/** Closes what was searched for; the application of the number in hand comes back. */
function close() {
  change({ file: null });
  const own = inHand()?.application_id;
  if (own) open(own);
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

function opened(file, own) {
  const foreign = own !== null && own !== file.id;
  return [
    h(
      "header",
      {},
      h("h2", {}, file.service_title),
      h("p", { class: "code" }, file.code),
      h("span", { class: `stage ${file.state}` }, STAGES[file.state]),
      control({ name: "code", label: "Cari", key: "C", kind: "small quiet", run: askWhich, mark: "search" }),
      file.searched && h("button", { class: "button quiet small", type: "button", data: { act: "file-close" }, onclick: close }, "Tutup"),
    ),
    foreign && h("p", { class: "foreign" }, icon("warning"), `Bukan permohonan nomor ${inHand().number}.`),
    h(
      "p",
      { class: "aside" },
      writeNote(file, !foreign),
      `Diajukan ${moment(file.submitted_at, state.ahead)}.`,
      file.ready_on ? ` Dijanjikan ${date(file.ready_on)}.` : "",
      file.letter && ` Surat ${file.letter}.`,
    ),
    file.for_staff.length > 0 && h("ul", { class: "alerts" }, file.for_staff.map((reason) => h("li", {}, icon("warning"), reason))),
    file.note && h("p", { class: "note" }, `Catatan untuk warga: ${file.note}`),
    file.missing.length > 0 && h("p", { class: "note" }, `Masih kurang: ${file.missing.join(", ")}.`),
    h("div", { class: "scroll", tabIndex: -1 }, needs(file), answers(file)),
    h("footer", {}, acts(file, !foreign), papers(file, !foreign)),
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
