// The Django admin for who reads by ear or by keyboard: what it leaves without a name takes that of its column, label or row.
"use strict";

const text = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

// The heading of the column that a field stands in, in an inline table or in a list that can be edited.
function column(field) {
  const cell = field.closest("td[class*='field-'], td.delete");
  const name = cell && [...cell.classList].find((one) => one.startsWith("field-"))?.slice("field-".length);
  return text(cell?.closest("table").querySelector(name ? `thead .column-${CSS.escape(name)}` : "thead th:last-child"));
}

function nameOf(field) {
  const row = field.closest(".form-row");
  const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`) ?? row?.querySelector("legend, label");
  const part = field.closest(".datetime") ? text(field.previousSibling) : ""; // "Date:" and "Time:" of a moment
  return [column(field) || text(label), part].filter(Boolean).join(" ").replace(/:$/, "");
}

function nameAll() {
  for (const field of document.querySelectorAll("#content :is(input:not([type=hidden]), select, textarea)")) {
    if (!field.labels?.length && !field.ariaLabel) field.ariaLabel = nameOf(field);
  }
  for (const box of document.querySelectorAll(".select2-selection[role=combobox]:not([aria-label])")) {
    const field = box.closest(".select2").previousElementSibling;
    if (field) box.ariaLabel = field.ariaLabel || nameOf(field);
    box.removeAttribute("aria-labelledby");
  }
  for (const shown of document.querySelectorAll(".select2-selection__rendered[role=textbox]:not([aria-label])")) {
    shown.ariaLabel = shown.closest("[role=combobox]").ariaLabel;
  }
  for (const chosen of document.querySelectorAll("ul.select2-selection__rendered:not([role]), ul.select2-selection__rendered > li:not([role])")) {
    chosen.setAttribute("role", "none"); // no list: it holds more than its entries
  }
  for (const empty of document.querySelectorAll("thead th:empty")) empty.replaceWith(document.createElement("td"));
  for (const tip of document.querySelectorAll("span.help-tooltip[aria-label]")) tip.setAttribute("role", "img");
  for (const group of document.querySelectorAll(".inline-group")) {
    if (group.scrollWidth > group.clientWidth) group.tabIndex = 0; // so that arrow keys move it
  }
}

let asked = 0;
const again = () => {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(nameAll);
};

document.addEventListener("DOMContentLoaded", () => {
  again();
  new MutationObserver(again).observe(document.getElementById("content"), { childList: true, subtree: true });
});
