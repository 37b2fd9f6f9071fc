// Finding an application: by the code on its receipt, or by NIK for somebody who lost it.

import { get, post, uuid7 } from "./api.js";
import { choices, dialog } from "./dialogs.js";
import { h } from "./dom.js";
import { change, say, state, tell } from "./state.js";
import { moment, STAGES } from "./words.js";

export function askWhich() {
  dialog({
    title: "Cari permohonan",
    body: [
      h(
        "label",
        { class: "field" },
        h("span", {}, "Kode di tanda terima, atau NIK"),
        h("input", { type: "text", name: "wanted", class: "large", data: { scan: "" }, required: true, maxLength: 40, autocomplete: "off", placeholder: "7K3M-9QXD-2B4W-5" }),
        h("small", {}, "Boleh dipindai. Tanda hubung dan huruf kecil tidak apa-apa."),
      ),
      h("p", { class: "aside" }, "Kodenya hilang? Ketik NIK dari KTP. Pencarian NIK dicatat."),
    ],
    confirm: "Cari",
    ask: (form) => {
      const wanted = form.get("wanted").replace(/^ANJUNGAN:PERMOHONAN:/i, "");
      const digits = wanted.replace(/[\s.-]/g, "");
      return /^\d{14,}$/.test(digits) ? byNik(digits) : byCode(wanted);
    },
  });
}

/** Opens the application with this code. */
export async function byCode(code) {
  return shown(() => post("/applications/find", { code }));
}

async function byNik(nik) {
  try {
    const found = await post("/applications/search", { nik }, uuid7());
    if (found.length === 0) {
      say("Tidak ada permohonan dengan NIK ini.", "Periksa angkanya.", "bad");
      return undefined;
    }
    if (found.length === 1) return shown(() => get(`/applications/${found[0].id}`));
    askOne(found);
    return found;
  } catch (problem) {
    tell(problem);
    return undefined;
  }
}

function askOne(found) {
  const label = (one) => `${one.service_title} · ${STAGES[one.state].toLowerCase()} · ${moment(one.submitted_at, state.ahead)}`;
  dialog({
    title: "Permohonan yang mana?",
    wide: true,
    body: choices("id", "Dari orang dengan NIK ini, yang terbaru di atas", found.map((one) => [one.id, label(one)]), found[0].id),
    confirm: "Buka",
    ask: (form) => shown(() => get(`/applications/${form.get("id")}`)),
  });
}

async function shown(fetched) {
  try {
    const file = await fetched();
    change({ file: { ...file, searched: true } });
    return file;
  } catch (problem) {
    tell(problem);
    return undefined;
  }
}
