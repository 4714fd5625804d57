// The register by keyboard, saved row by row: a tick is kept on this device until the server has said that it is saved.
// A name is found by a few letters, and late and early noted by one press. Without this the form is sent as any other.
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
  return Boolean(row);
}

function beside(row, way) {
  let next = row;
  do next = next[way]; while (next?.hidden);
  return next;
}

// Finding: the rows that are shown are those whose name or organisation has words that begin so, without accents, as the server does it.
const finder = document.getElementById("register-words");
const unticked = form?.querySelector("[name=unticked]");

function plain(words) {
  return words.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[^\p{L}\p{N}_]+/gu, " ").toLowerCase();
}

function nameIn(row) {
  row.plain ??= " " + plain([".person-name", "[data-body]"].map((part) => row.querySelector(part)?.textContent ?? "").join(" "));
  return row.plain;
}

function shown() {
  return [...form.querySelectorAll("tbody tr")].filter((row) => !row.hidden);
}

function isTicked(row) {
  return radios(row).some((radio) => radio.checked && radio.value);
}

function find() {
  const words = plain(finder.value).split(/\s+/).filter(Boolean);
  for (const row of form.querySelectorAll("tbody tr")) {
    row.hidden = !words.every((word) => nameIn(row).includes(` ${word}`)) || (unticked.checked && isTicked(row));
  }
  const said = words.length || unticked.checked ? `${text("found")} ${shown().length}` : "";
  document.getElementById("register-found").textContent = said;
}

function findNext() {
  finder.focus();
  finder.select();
}

function inFinder(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = shown();
  const number = finder.value && rows.length === 1 && /^[0-4]$/.test(event.key) && !nameIn(rows[0]).includes(event.key);
  if (number) {
    if (pick(rows[0], event.key)) {
      finder.value = "";
      find();
    }
  } else if (event.key === "Enter" && form.querySelector("[data-pages]")) return;
  else if (event.key === "Escape" && finder.value) {
    finder.value = "";
    find();
  } else if (event.key !== "Enter" && event.key !== "ArrowDown") return;
  else goTo(rows[0]);
  event.preventDefault();
}

// Late and early: by the item that runs when the server hears of it.
async function note(button) {
  const row = button.closest("tr");
  const [what] = button.value.split(":");
  const back = { late: "on-time", "on-time": "late", left: "stayed", stayed: "left" }[what];
  const [status, answer] = await post(text("row"), [["moment", button.value]]);
  if (status !== 200) return say(answer ? "closed" : status);
  show(answer);
  row.querySelector("[data-words]").textContent = answer.words;
  mark(row.dataset.key, text("saved"));
  button.value = `${back}:${row.dataset.key}`;
  button.firstElementChild.textContent = form.getAttribute(`data-${back}`);
  document.getElementById("register-state").textContent = text("allSaved");
}

function pick(row, key) {
  const columns = radios(row);
  const chosen = key === "0" ? columns.find((radio) => radio.value === "") : columns[Number(key) - 1];
  if (!chosen) return false;
  chosen.checked = true;
  tick(row.dataset.key, chosen.value);
  return true;
}

function press(event) {
  const row = event.target.closest("tr[data-key]");
  if (!row || event.altKey || event.ctrlKey || event.metaKey || event.target.type !== "radio") return;
  if (event.key === "ArrowDown") goTo(beside(row, "nextElementSibling"));
  else if (event.key === "ArrowUp") goTo(beside(row, "previousElementSibling"));
  else if (event.key === "/") findNext();
  else if (event.key === "Enter") document.getElementById("register-save").click();
  else if (/^[0-4]$/.test(event.key)) {
    if (!pick(row, event.key)) return;
    if (finder.value) findNext();
    else goTo(beside(row, "nextElementSibling") || row);
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
  finder.addEventListener("keydown", inFinder);
  finder.addEventListener("input", find);
  unticked.addEventListener("change", find);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[name=moment]");
    if (!button) return;
    event.preventDefault();
    note(button);
  });
  form.querySelector("[name=find]").hidden = !form.querySelector("[data-pages]");
  if (finder.value || unticked.checked) find();
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
