// The desk: one item is open, the others are a line each; keys and the list beside lead from one to the next.
import { page, WRITING } from "./page.js";
import { place } from "../saving.js";

const written = place(() => sessionStorage, `minutes desk ${location.pathname}`); // the item whose paragraph was sent last
const otherSide = place(() => localStorage, "minutes other side"); // whether one writes the other language too

function all() {
  return [...page.querySelectorAll(".minutes__item")];
}

// Opens an item and puts the caret into the place for its next paragraph.
export function open(item) {
  if (!item) return;
  item.open = true;
  const form = item.querySelector(".minutes__new");
  form.open = true;
  const area = form.querySelector("textarea.rich-text");
  area.dataset.focus = ""; // for an editor that is still to come
  form.querySelector(WRITING)?.focus();
  item.scrollIntoView({ block: "nearest" });
}

// Returns the item that is `steps` after the one in which something is, or after the open one.
export function beside(element, steps) {
  const items = all();
  const at = items.indexOf(element.closest(".minutes__item") || page.querySelector(".minutes__item[open]"));
  return items[at + steps];
}

function listed(item) {
  return document.querySelector(`[data-sheet="${CSS.escape(item.id)}"]`);
}

function show(item) {
  if (item.open) listed(item)?.setAttribute("aria-current", "true");
  else listed(item)?.removeAttribute("aria-current");
}

// Waits until the browser has gone to the #part of the address, which takes the focus away.
function settled(act) {
  const soon = () => requestAnimationFrame(() => setTimeout(act));
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon, { once: true });
}

export function start(isSaved) {
  for (const item of all()) item.addEventListener("toggle", () => show(item));
  for (const link of document.querySelectorAll("[data-sheet]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      open(document.getElementById(link.dataset.sheet));
    });
  }
  for (const side of page.querySelectorAll("[data-remembered]")) {
    if (otherSide.get()) side.open = true;
    side.querySelector("summary").addEventListener("click", () => otherSide.set(side.open ? null : true));
  }
  for (const form of page.querySelectorAll("form[data-paragraph]")) {
    form.addEventListener("submit", () => written.set(form.closest(".minutes__item").id));
  }
  const last = isSaved && written.get();
  written.set(null);
  if (last) settled(() => open(document.getElementById(last)));
  else if (location.hash.startsWith("#item-")) document.getElementById(location.hash.slice(1))?.setAttribute("open", "");
}
