// Two keys on every page: "/" goes to the search, "?" tells what keys there are. Neither is taken from a field, and both can be turned off.
const NAME = "keys_off";
const YEAR = 365 * 24 * 60 * 60; // seconds
const FIELD = "input, textarea, select, [contenteditable], dialog";
const WORDS = "main [role=search] input:not([type=hidden])";

// A cookie, for a logout empties the storage of this device: who turned the keys off has them off at the next login.
function areOff() {
  return document.cookie.split("; ").includes(`${NAME}=yes`);
}

function turn(isOn) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${NAME}=yes; path=/; max-age=${isOn ? 0 : YEAR}; samesite=lax${secure}`;
}

function search() {
  const link = document.querySelector("[data-keys-search]");
  const field = location.pathname === link?.pathname ? document.querySelector(WORDS) : null;
  if (field) field.focus();
  else if (link) location.assign(`${link.pathname}#words`);
}

// Shows the switch of these keys, on their page and in the dialog.
function letSwitch(root) {
  for (const line of root.querySelectorAll("[data-keys-switch]")) {
    const box = line.querySelector("input");
    line.hidden = false;
    box.checked = !areOff();
    box.addEventListener("change", () => turn(box.checked));
  }
}

async function help() {
  const { href } = document.querySelector("[data-keys-help]");
  const answer = await fetch(href).catch(() => null);
  if (!answer?.ok) return location.assign(href);
  const dialog = Object.assign(document.createElement("dialog"), { className: "keys-dialog" });
  const main = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
  main.querySelector("h1").id = "keys-title";
  dialog.append(...main.children);
  dialog.setAttribute("aria-labelledby", "keys-title");
  dialog.querySelector("[data-keys-close]").hidden = false;
  letSwitch(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function press(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || areOff()) return;
  if (event.target.closest?.(FIELD) || document.querySelector("dialog[open]")) return;
  const act = { "/": search, "?": help }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

addEventListener("keydown", press);
letSwitch(document);
if (location.hash === "#words") document.querySelector(WORDS)?.focus();
