// The register by keyboard, saved row by row: a tick is kept on this device until the server has said that it is saved.
// Without this the form is sent as any other.
"use strict";

const form = document.getElementById("register-form");
const RETRY = 5000;
const PATIENCE = 15000;

function text(name) {
  return form.dataset[name];
}

function rowOf(key) {
  return form.querySelector(`tr[data-key="${CSS.escape(key)}"]`);
}

function radios(row) {
  return [...row.querySelectorAll("input[type=radio]")];
}

// What waits to be sent: {key: mode}, kept over a reload, a lost connection and a login that ended.
const waiting = new Map();

function keep() {
  try {
    if (waiting.size) localStorage.setItem(text("queue"), JSON.stringify([...waiting]));
    else localStorage.removeItem(text("queue"));
  } catch {
    // no storage: the ticks wait in this page alone
  }
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(text("queue")) || "[]");
  } catch {
    return [];
  }
}

function mark(key, words) {
  const row = rowOf(key);
  if (!row) return;
  row.classList.toggle("is-unsaved", waiting.has(key));
  row.querySelector("[data-saved]").textContent = words;
}

function say(reason) {
  const state = document.getElementById("register-state");
  const words = waiting.size ? `${text("waiting")} ${waiting.size}. ${reason ? text(reason) : ""}`.trim() : text("allSaved");
  if (state.textContent !== words) state.textContent = words;
  document.getElementById("register-again").hidden = reason !== "ended";
}

function choose(row, mode) {
  for (const radio of radios(row)) radio.checked = radio.value === mode;
}

function show(answer) {
  document.getElementById("register-count").textContent = answer.counts.line;
  document.getElementById("register-quorum").textContent = answer.counts.quorum;
  for (const [key, mode] of Object.entries(answer.modes)) {
    const row = rowOf(key);
    if (!row || waiting.has(key)) continue;
    const was = row.querySelector("input[name^=was-]");
    if (mode || was.value) choose(row, mode);
    was.value = mode;
  }
}

async function newToken() {
  const page = await fetch(location.href, { redirect: "manual", credentials: "same-origin" });
  if (page.type === "opaqueredirect") return "ended";
  if (!page.ok) return page.status === 403 || page.status === 404 ? "closed" : "offline";
  const token = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("#register-form [name=csrfmiddlewaretoken]");
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token.value;
  return "";
}

async function post(ticks, again = true) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.querySelector("[name=csrfmiddlewaretoken]").value });
  for (const [key, mode] of ticks) {
    body.append("key", key);
    body.append("mode", mode);
  }
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(text("row"), { method: "POST", body, signal, redirect: "manual", credentials: "same-origin", keepalive: true });
  if (answer.type === "opaqueredirect") return "ended";
  if (answer.status === 403 && again) return (await newToken()) || post(ticks, false); // a new login has a new token
  if ([403, 404, 409].includes(answer.status)) return "closed";
  return answer.ok ? answer.json() : "offline";
}

let sending = false;
let timer = 0;

async function send() {
  if (sending || !waiting.size) return;
  sending = true;
  clearTimeout(timer);
  let reason = "";
  while (waiting.size && !reason) {
    const ticks = [...waiting];
    const answer = await post(ticks).catch(() => "offline");
    if (typeof answer === "string") {
      reason = answer;
    } else {
      for (const [key, mode] of ticks) if (waiting.get(key) === mode) waiting.delete(key);
      keep();
      for (const [key] of ticks) mark(key, waiting.has(key) ? text("unsaved") : text("saved"));
      show(answer);
    }
  }
  sending = false;
  say(reason);
  if (reason && reason !== "closed") timer = setTimeout(send, RETRY);
}

function tick(key, mode) {
  waiting.delete(key); // so that it comes last again
  waiting.set(key, mode);
  keep();
  mark(key, text("unsaved"));
  document.getElementById("register-state").textContent = ""; // nothing is claimed until it is known
  if (sending) return;
  clearTimeout(timer);
  timer = setTimeout(send, 150); // arrows pass over a mode on their way to the next
}

function goTo(row) {
  if (row) (radios(row).find((radio) => radio.checked) || radios(row)[0]).focus();
}

function press(event) {
  const row = event.target.closest("tr[data-key]");
  if (!row || event.altKey || event.ctrlKey || event.metaKey || event.target.type !== "radio") return;
  const columns = radios(row);
  if (event.key === "ArrowDown") goTo(row.nextElementSibling);
  else if (event.key === "ArrowUp") goTo(row.previousElementSibling);
  else if (/^[0-4]$/.test(event.key)) {
    const chosen = event.key === "0" ? columns.find((radio) => radio.value === "") : columns[Number(event.key) - 1];
    if (!chosen) return;
    chosen.checked = true;
    tick(row.dataset.key, chosen.value);
    goTo(row.nextElementSibling || row);
  } else return;
  event.preventDefault();
}

function takeUp() {
  const before = kept();
  for (const [key, mode] of before) {
    const row = rowOf(key);
    if (row && row.querySelector("input[name^=was-]").value === mode) continue; // it is saved by now
    waiting.set(key, mode);
    if (row) choose(row, mode);
    mark(key, text("unsaved"));
  }
  keep();
  if (waiting.size) send();
  else if (before.length) say("");
}

if (form) {
  for (const hidden of document.querySelectorAll("#register-keys, .register__key")) hidden.hidden = false;
  form.addEventListener("keydown", press);
  form.addEventListener("change", (event) => {
    const row = event.target.closest("tr[data-key]");
    if (row) tick(row.dataset.key, event.target.value);
  });
  document.querySelector("#register-again button").addEventListener("click", send);
  window.addEventListener("online", send);
  window.addEventListener("focus", () => waiting.size && send());
  takeUp();
}

// Whoever came before is known with their organisation.
document.querySelector("form[data-known] [name=name]")?.addEventListener("change", (event) => {
  const known = [...document.querySelectorAll("#known-names option")].find((option) => option.value === event.target.value);
  const organisation = document.querySelector("form[data-known] [name=organisation]");
  if (known && !organisation.value) organisation.value = known.dataset.organisation;
});
