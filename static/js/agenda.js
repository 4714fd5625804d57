// Builds an agenda without loading the page again: rows change in place, move by Alt and arrows or by their handle, and files that
// are dropped on a row become its papers. Without this every form is sent as any other.
import { addHandle } from "./dragging.js";
import { options, read } from "./saving.js";

function region() {
  return document.getElementById("building");
}

function rows() {
  return [...region().querySelectorAll("[data-key]")];
}

// What has the focus, so that it has it again in the new rows: the row, and the field, button or link in it.
function held() {
  const one = document.activeElement;
  const row = one?.closest?.("[data-key]");
  const named = one?.name ? `[name="${one.name}"]${one.type === "submit" ? `[value="${CSS.escape(one.value)}"]` : ""}` : ".agenda__title a";
  return row ? `[data-key="${row.dataset.key}"] ${named}` : null;
}

function show(page, focus) {
  const theirs = page.getElementById("building");
  if (!theirs) return false;
  region().replaceWith(document.adoptNode(theirs));
  const said = page.querySelector(".messages")?.textContent.trim().replace(/\s+/g, " ") ?? "";
  document.getElementById("building-said").textContent = said;
  prepare();
  const next = focus && region().querySelector(focus);
  if (next?.disabled) next.closest("[data-key]").querySelector("a").focus();
  else (next || region().querySelector("[autofocus]"))?.focus();
  return true;
}

async function ask(address, more, focus) {
  try {
    const answer = await fetch(address, { ...options, redirect: "follow", ...more });
    return show(read(await answer.text()), focus);
  } catch {
    return false; // no connection: the browser says so itself when it is sent as any other
  }
}

function bodyOf(form, fields) {
  return form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields);
}

async function send(form, submitter, more = {}, focus = held()) {
  const fields = new FormData(form);
  if (submitter?.name) fields.set(submitter.name, submitter.value);
  for (const [name, value] of Object.entries(more)) fields.set(name, value);
  const address = submitter?.getAttribute("formaction") || form.action;
  if (await ask(address, { method: "POST", body: bodyOf(form, fields) }, focus)) return;
  form.dataset.plain = "yes";
  form.requestSubmit(submitter);
}

async function addPapers(row, files) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", region().querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("from", "agenda");
  for (const file of files) body.append("files", file);
  try {
    const answer = await fetch(row.dataset.papers, { ...options, redirect: "follow", method: "POST", body });
    const page = read(await answer.text());
    if (show(page, `[data-key="${row.dataset.key}"] .agenda__title a`)) return;
    const wrong = page.getElementById("error-summary");
    if (!wrong) return location.assign(row.dataset.papers);
    document.getElementById("error-summary")?.remove();
    row.querySelector(".agenda__body").append(wrong);
    wrong.focus();
  } catch {
    location.assign(row.dataset.papers);
  }
}

function isFiles(event) {
  return [...event.dataTransfer.types].includes("Files");
}

// Where files can be let go: on a row, or on the form that adds an item.
function below(event) {
  return event.target.closest?.("#building :is([data-papers], .quick)");
}

function over(event) {
  if (!isFiles(event)) return;
  const row = below(event);
  for (const other of region().querySelectorAll(".is-target")) if (other !== row) other.classList.remove("is-target");
  if (!row) return;
  event.preventDefault();
  row.classList.add("is-target");
}

function drop(event) {
  const row = below(event);
  if (!row || !isFiles(event)) return;
  event.preventDefault();
  row.classList.remove("is-target");
  if (row.dataset.papers) addPapers(row, event.dataTransfer.files);
  else row.querySelector("[type=file]").files = event.dataTransfer.files;
}

function moveTo(row, to) {
  const button = row.querySelector("[name=to]");
  const fields = new FormData(button.form);
  fields.set("to", to);
  const focus = `[data-key="${row.dataset.key}"] .agenda__title a`;
  ask(button.getAttribute("formaction"), { method: "POST", body: new URLSearchParams(fields) }, focus).then((shown) => {
    if (!shown) location.reload();
  });
}

function prepare() {
  for (const row of rows()) {
    row.querySelector("[data-save]").hidden = true;
    addHandle(row, row.querySelector(".agenda__tools"), rows, (moved, onto) => moveTo(moved, onto.dataset.position));
  }
}

if (region()) {
  prepare();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.closest("#building") || form.dataset.plain) return;
    event.preventDefault();
    send(form, event.submitter, {}, form.matches(".quick form") ? null : held());
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("#building .agenda__set");
    if (form?.reportValidity()) send(form, null);
  });
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.("#building [data-key]");
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!row || !way || !event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const button = row.querySelector(`[name=to][value=${way}]`);
    if (!button.disabled) send(button.form, button);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#building .agenda__here");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask(link.href, {}, null).then((shown) => shown || location.assign(link.href));
  });
  document.addEventListener("dragover", over);
  document.addEventListener("drop", drop);
}
