// Taking minutes: what is typed is saved as it is typed, and decisions, actions and changes are written in place, beside the text.
// A text is kept on this device until the server has said that it is saved. Without this, the page's links and forms do the same work.
import { beside, open, start } from "./minutes/desk.js";
import { addEntry, openLink } from "./minutes/entries.js";
import { keep, kept, page } from "./minutes/page.js";
import { sendAll, textOf, watch } from "./minutes/typing.js";

const ENTRY_KEYS = { KeyD: "decision", KeyA: "action" }; // with Alt and Shift
const STEPS = { ArrowDown: 1, ArrowUp: -1 }; // with Alt

function clicked(event) {
  const button = event.target.closest("[data-entry]");
  if (button) addEntry(textOf(button.form), button.dataset.entry);
  const link = event.target.closest("a[data-inline]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openLink(link);
}

function pressed(event) {
  if (event.altKey && !event.shiftKey && !event.ctrlKey && event.key in STEPS) {
    event.preventDefault();
    event.stopPropagation();
    open(beside(event.target, STEPS[event.key]));
    return;
  }
  const form = event.target.closest("form");
  if (!form) return;
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    event.stopPropagation();
    form.requestSubmit();
  }
  const kind = event.altKey && event.shiftKey && ENTRY_KEYS[event.code];
  const text = kind && textOf(form);
  if (!text) return;
  event.preventDefault();
  const block = form.closest(".minutes__paragraph");
  if (!block) addEntry(text, kind);
  else text.send().then(() => openLink(block.querySelector(`a[data-inline][href$="/${kind}/"]`)));
}

// A text that was not saved comes back into its form; one of a paragraph opens it.
function takeUp(key, entry) {
  const section = page.querySelector(`[data-save="${CSS.escape(entry.save)}"]`);
  if (!section) return;
  const { paragraph } = entry.fields;
  if (paragraph) {
    const link = section.querySelector(`[data-key="${CSS.escape(paragraph)}"] a[href$="/paragraphs/${CSS.escape(paragraph)}/"]`);
    if (link) {
      section.open = true;
      openLink(link, entry);
    }
    return;
  }
  const form = section.querySelector("form[data-paragraph]");
  const text = textOf(form);
  if (form.querySelector(".error-summary") || text.key !== key) return; // the server has shown it already
  section.open = true;
  form.closest("details").open = true;
  text.restore(entry);
}

const isSaved = document.querySelector(".messages .notice--success") !== null;
for (const [key, entry] of Object.entries(kept())) if (entry.sent && isSaved) keep(key, null);
for (const form of page.querySelectorAll("form[data-paragraph]")) watch(form, form.closest("[data-save]"));
for (const [key, entry] of Object.entries(kept())) takeUp(key, entry);
for (const one of document.querySelectorAll("[data-with-script], [data-entry]")) one.hidden = false;
start(isSaved);

page.addEventListener("click", clicked);
page.addEventListener("keydown", pressed, true); // before the editor, which would break the line
addEventListener("pagehide", sendAll);
addEventListener("focus", sendAll);
