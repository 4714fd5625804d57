// Decisions, actions and changes, written beside the text they belong to.
import { openInPlace } from "./in_place.js";
import { build, page, stateLine, WRITING } from "./page.js";

function find(root, key) {
  return root.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

// Says near a place what the next page says on top.
function note(next, near) {
  const said = next.querySelector(".messages .notice");
  if (!said) return;
  const line = stateLine();
  near.append(line);
  line.textContent = said.textContent;
}

// Puts a paragraph in as it now reads; a form that was opened there meanwhile stays open.
function renew(next, key) {
  const old = find(page, key);
  const now = find(next, key);
  if (!old || !now) return;
  const open = old.querySelector(".minutes__in-place");
  const focused = open?.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(now);
  note(next, now.querySelector(".minutes__text"));
  if (open) now.querySelector(".minutes__text").append(open);
  focused?.focus();
}

// Opens what a link beside a paragraph leads to; `entry` is what was kept of a text.
export function openLink(link, entry = null) {
  const block = link.closest(".minutes__paragraph");
  const { key } = block.dataset;
  const href = link.getAttribute("href");
  const plan = {
    entry,
    done: (next) => renew(next, key),
    back: () => find(page, key)?.querySelector(`a[href="${CSS.escape(href)}"]`),
  };
  if (href.endsWith(`/paragraphs/${key}/`)) Object.assign(plan, { paragraph: key, section: link.closest("[data-save]") });
  return openInPlace(href, block.querySelector(".minutes__text"), plan);
}

// Shows below a text that is still being typed the decisions and actions that it has in the next page.
function list(text, next) {
  const entries = [...next.querySelectorAll(`[id="p${text.number}"] :is(.decision, .action)`)];
  for (const one of entries) one.querySelector(".part-links")?.remove();
  const below = text.form.querySelector(".minutes__entries") || build("div", { className: "minutes__entries" });
  below.replaceChildren(...entries);
  text.state.after(below);
  note(next, below);
}

// Adds a decision or an action under the text that is being typed, and comes back to the text.
export async function addEntry(text, kind) {
  const isSaved = await text.send();
  const url = text.addresses[kind];
  const back = () => text.form.querySelector(WRITING);
  if (!isSaved || !url) back()?.focus();
  else openInPlace(url, text.form.parentElement, { back, done: (next) => list(text, next) });
}
