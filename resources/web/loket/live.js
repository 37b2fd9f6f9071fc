// The room as it changes. Every event is the whole state, so whatever was missed does not matter.

const SILENCE_MS = 40_000; // the office speaks every 15 s, also when nothing changes
const DOUBT_MS = 20_000;
const AGAIN_MS = 2_000;

/** Follows the room. `seen(state)` for every event; `line(up)` when the connection is lost or back. */
export function follow(seen, line, refused) {
  let source;
  let heardAt = Date.now();
  let again;

  function open() {
    clearTimeout(again);
    source?.close();
    heardAt = Date.now();
    source = new EventSource("/loket/api/events");
    source.addEventListener("room", (event) => {
      heardAt = Date.now();
      line(true);
      seen(JSON.parse(event.data));
    });
    source.addEventListener("error", lost);
  }

  function lost() {
    line(false);
    if (source.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    refused();
    again = setTimeout(open, AGAIN_MS);
  }

  // A sleeping PC wakes up with a connection that only looks alive.
  const doubt = () => document.hidden || Date.now() - heardAt < DOUBT_MS || open();
  document.addEventListener("visibilitychange", doubt);
  addEventListener("online", open);
  addEventListener("focus", doubt);
  const watch = setInterval(() => {
    if (Date.now() - heardAt < SILENCE_MS) return;
    line(false);
    open();
  }, 5_000);
  open();

  return () => {
    clearInterval(watch);
    clearTimeout(again);
    document.removeEventListener("visibilitychange", doubt);
    removeEventListener("online", open);
    removeEventListener("focus", doubt);
    source.close();
  };
}
