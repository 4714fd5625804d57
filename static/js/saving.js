// What pages share that save while one works: talking with the server, keeping on this device what it has not got yet, trying again.
const RETRY = 5000; // milliseconds until the next try when there is no connection
const PATIENCE = 15000; // milliseconds for an answer
const TOKEN = "[name=csrfmiddlewaretoken]";
const JSON_ANSWERS = [200, 400, 409];

// A login that has ended answers with the way to the login page, which is not followed.
export const options = { credentials: "same-origin", redirect: "manual" };

export function read(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

// "" for an answer that can be read; else "ended" (the login), "closed" (not to be had here any more) or "offline" (to be tried again).
function problemOf(answer) {
  if (answer.type === "opaqueredirect") return "ended";
  if (answer.status >= 500 || answer.status === 429) return "offline";
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  return isJson && JSON_ANSWERS.includes(answer.status) ? "" : "closed";
}

// After another login the old token is refused: every form of the page gets the new one. Returns what is in the way, or "".
async function renewToken() {
  const answer = await fetch(location.href, { ...options, signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) return problemOf(answer);
  const token = read(await answer.text()).querySelector(TOKEN).value;
  for (const input of document.querySelectorAll(TOKEN)) input.value = token;
  return "";
}

// Returns [status, answer]: 200, 400 or 409 with what the server says, or [what is in the way]. Fields are pairs, or an object.
export async function post(url, fields, again = true) {
  const body = new URLSearchParams(fields);
  body.set("csrfmiddlewaretoken", document.querySelector(TOKEN).value);
  try {
    const answer = await fetch(url, { ...options, method: "POST", body, keepalive: true, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 403 && again) {
      const problem = await renewToken();
      return problem ? [problem] : await post(url, fields, false);
    }
    const problem = problemOf(answer);
    return problem ? [problem] : [answer.status, await answer.json()];
  } catch {
    return ["offline"];
  }
}

// A place on this device: `area` gives sessionStorage (this tab) or localStorage (this browser). Without storage the page itself keeps all.
export function place(area, name) {
  let held;
  return {
    get() {
      if (held !== undefined) return held;
      try {
        return JSON.parse(area().getItem(name));
      } catch {
        return null;
      }
    },
    set(value) {
      held = value;
      try {
        if (value === null) area().removeItem(name);
        else area().setItem(name, JSON.stringify(value));
      } catch {
        // no storage, or it is full
      }
    },
  };
}

// Does a work, never twice at one time: `now()` gives what the work gives, `later(pause)` and `again()` (no connection) wait before.
export function worker(work) {
  let timer = 0;
  let working = null;
  const self = {
    isBusy: () => working !== null,
    stop: () => clearTimeout(timer),
    later(pause) {
      clearTimeout(timer);
      timer = setTimeout(self.now, pause);
    },
    again: () => self.later(RETRY),
    now() {
      clearTimeout(timer);
      working ??= work().finally(() => { working = null; });
      return working;
    },
  };
  return self;
}
