// A clock that jumped ahead: two dates in words, and whoever may judge it says which is today's.

import { control } from "./desk.js";
import { dialog } from "./dialogs.js";
import { h, icon } from "./dom.js";
import { act, say, state } from "./state.js";
import { weekday } from "./words.js";

/** One line above everything while the clock is doubted. */
export function doubted() {
  const doubt = state.room.clock;
  if (!doubt) return null;
  const judges = state.me.role !== "counter";
  return h(
    "div",
    { class: "call" },
    icon("warning"),
    h(
      "p",
      {},
      h("b", {}, "Jam komputer melompat maju."),
      ` Jam menunjukkan ${weekday(doubt.today)}. Antrean masih hari ${weekday(doubt.queue_day)}.`,
      !judges && " Minta penyelia memeriksa.",
    ),
    judges && control({ name: "clock", label: "Periksa tanggal", key: "O", run: () => ask(doubt) }),
  );
}

function ask({ today, queue_day: before }) {
  dialog({
    title: "Tanggal berapa hari ini?",
    body: [
      h("dl", { class: "dates" }, h("dt", {}, "Menurut jam komputer"), h("dd", {}, weekday(today)), h("dt", {}, "Hari antrean sekarang"), h("dd", {}, weekday(before))),
      h("p", {}, "Kalau jam komputer benar, nomor mulai lagi dari 001."),
      h("p", {}, "Hari antrean yang lama berakhir. Ini tidak bisa dibatalkan."),
      h("p", { class: "aside" }, "Kalau jam salah, tekan Batal dan betulkan jam komputer."),
    ],
    confirm: `Ya, hari ini ${weekday(today)}`,
    ask: async () => {
      const day = await act("/clock/confirm", { today });
      if (day) say(`Hari antrean sekarang ${weekday(day)}.`);
      return day;
    },
  });
}
