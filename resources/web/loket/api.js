// The office's API. An act carries one key however often it must be sent, so it happens once.

const TRIES = 6;
const PAUSE_MS = 700;

/** What the office says no to: `title` says what is wrong, `detail` what to do. */
export class Problem extends Error {
  constructor(status, said) {
    super(said.title);
    this.status = status;
    this.type = said.type ?? "";
    this.title = said.title;
    this.detail = said.detail ?? "";
  }
}

const GONE = { title: "Kantor tidak terjangkau.", detail: "Periksa kabel atau jaringan, lalu coba lagi." };

let onEnded = () => {};

/** `heard` is called when the session has ended, before the problem is thrown. */
export function whenEnded(heard) {
  onEnded = heard;
}

export const get = (path) => ask(path, {});

export const post = (path, body = {}, key = uuid7()) =>
  ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify(body),
  });

export const remove = (path) => ask(path, { method: "DELETE" });

async function ask(path, options) {
  const answer = await sent(path, options);
  if (answer.status === 204) return undefined;
  const said = await answer.json().catch(() => GONE);
  if (answer.ok) return said;
  if (answer.status === 401 && said.type === "anjungan:sign-in") onEnded();
  throw new Problem(answer.status, said);
}

async function sent(path, options) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetch(`/loket/api${path}`, { credentials: "same-origin", cache: "no-store", ...options });
    } catch {
      if (attempt === TRIES) throw new Problem(0, GONE);
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    }
  }
}

/** A key for one act: its time and 74 random bits. */
export function uuid7() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
