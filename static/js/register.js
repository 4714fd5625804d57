// The register by keyboard, saved row by row: a tick is kept on this device until the server has said that it is saved.
// Without this the form is sent as any other.
import { place, post, worker } from "./saving.js";

const form = document.getElementById("register-form");

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
const device = form && place(() => localStorage, text("queue"));

function keep() {
  device.set(waiting.size ? [...waiting] : null);
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

function fieldsOf(ticks) {
  return ticks.flatMap(([key, mode]) => [["key", key], ["mode", mode]]);
}

const sender = worker(async () => {
  let reason = "";
  while (waiting.size && !reason) {
    const ticks = [...waiting];
    const [status, answer] = await post(text("row"), fieldsOf(ticks));
    if (status === 200) {
      for (const [key, mode] of ticks) if (waiting.get(key) === mode) waiting.delete(key);
      keep();
      for (const [key] of ticks) mark(key, waiting.has(key) ? text("unsaved") : text("saved"));
      show(answer);
    } else {
      reason = answer ? "closed" : status; // what it says no to will not be taken later either
    }
  }
  say(reason);
  if (reason && reason !== "closed") sender.again();
});

function send() {
  if (waiting.size) sender.now();
}

function tick(key, mode) {
  waiting.delete(key); // so that it comes last again
  waiting.set(key, mode);
  keep();
  mark(key, text("unsaved"));
  document.getElementById("register-state").textContent = ""; // nothing is claimed until it is known
  if (!sender.isBusy()) sender.later(150); // arrows pass over a mode on their way to the next
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
  const before = device.get() || [];
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
  window.addEventListener("focus", send);
  takeUp();
}

// Whoever came before is known with their organisation.
document.querySelector("form[data-known] [name=name]")?.addEventListener("change", (event) => {
  const known = [...document.querySelectorAll("#known-names option")].find((option) => option.value === event.target.value);
  const organisation = document.querySelector("form[data-known] [name=organisation]");
  if (known && !organisation.value) organisation.value = known.dataset.organisation;
});
