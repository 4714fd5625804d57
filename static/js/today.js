// Keeps the clock of the page for today, and asks every now and then where the meeting is. Without this its reader looks again.
import { options, read } from "./saving.js";

const PAUSE = 15000; // milliseconds between two looks
const MINUTE = 60000;
const page = document.getElementById("today");
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });

// By how much this device's clock differs from that of the server.
let ahead = Date.parse(page.dataset.now) - Date.now();

function write(id, words) {
  const place = document.getElementById(id);
  if (place.textContent !== words) place.textContent = words;
}

function tell() {
  const now = Date.now() + ahead;
  write("today-clock", clock.format(now));
  const left = document.getElementById("today-left");
  if (!left) return;
  const minutes = Math.ceil((Date.parse(left.dataset.ends) - now) / MINUTE);
  write("today-left", minutes < 0 ? `${left.dataset.over} ${-minutes}` : `${left.dataset.left} ${minutes}`);
  document.getElementById("today-progress").value = Math.max(0, minutes);
}

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href, options);
    const theirs = answer.ok ? read(await answer.text()).getElementById("today") : null;
    if (!theirs) return;
    ahead = Date.parse(theirs.dataset.now) - Date.now();
    if (theirs.dataset.mark === page.dataset.mark) return;
    const name = page.contains(document.activeElement) ? document.activeElement.name : "";
    page.replaceChildren(...theirs.children);
    page.dataset.mark = theirs.dataset.mark;
    if (name) page.querySelector(`[name="${CSS.escape(name)}"], button, a`)?.focus();
    write("today-said", page.querySelector("#now, .lede")?.textContent.trim() ?? "");
    tell();
  } catch {
    // no connection: the next look comes soon
  }
}

document.getElementById("today-again").hidden = true;
setInterval(tell, 1000);
setInterval(look, PAUSE);
document.addEventListener("visibilitychange", look);
