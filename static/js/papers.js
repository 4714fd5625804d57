// Papers of an item are moved by a handle beside their buttons.
import { addHandle } from "./dragging.js";

// A paper that is let go on another sends the form of its buttons with the place of that one.
function move(row, onto) {
  const form = row.querySelector(".paper__tools");
  const to = Object.assign(document.createElement("input"), { type: "hidden", name: "to", value: onto.dataset.place });
  form.append(to);
  form.submit();
}

for (const form of document.querySelectorAll(".paper__tools")) {
  const row = form.closest(".paper");
  addHandle(row, form, () => [...row.parentElement.children], move);
}
