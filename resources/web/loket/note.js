// A sentence to the citizen, which moves nothing: it is read at the kiosk and on the phone.

import { control } from "./desk.js";
import { dialog } from "./dialogs.js";
import { h } from "./dom.js";
import { act, change, say, state } from "./state.js";

/** The control beside an application that has not ended. `own`: as in advance.js. */
export const writeNote = (file, own) =>
  file.onward.length > 0 &&
  control({ name: "note", label: "Catatan", key: own ? "Alt+T" : undefined, kind: "small quiet", run: () => ask(file) });

function ask(file) {
  dialog({
    title: "Catatan untuk warga",
    body: h(
      "label",
      { class: "field" },
      h("span", {}, "Satu kalimat"),
      h("input", { type: "text", name: "note", value: file.note, maxLength: 300, autocomplete: "off" }),
      h("small", {}, "Warga membacanya di anjungan. Kosongkan untuk menghapus."),
    ),
    confirm: "Simpan",
    ask: async (form) => {
      const now = await act(`/applications/${file.id}/note`, { note: form.get("note").trim() });
      if (!now) return undefined;
      if (state.file?.id === now.id) {
        const { rows, revealed, searched } = state.file;
        change({ file: { ...now, rows, revealed, searched } });
      }
      say("Catatan tersimpan.");
      return now;
    },
  });
}
