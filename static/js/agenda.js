// Moves agenda items by dragging; without it the arrows beside each item do the same.
const lists = document.querySelectorAll(".agenda--building");
let dragged = null;

function position(item) {
  return Number(item.dataset.position);
}

for (const list of lists) {
  for (const item of list.querySelectorAll("[data-position]")) {
    item.draggable = true;
    item.addEventListener("dragstart", (event) => {
      dragged = item;
      item.classList.add("is-dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", String(position(item)));
    });
    item.addEventListener("dragend", () => item.classList.remove("is-dragged"));
    item.addEventListener("dragover", (event) => {
      if (!dragged || dragged === item) return;
      event.preventDefault();
      item.classList.add("is-target");
    });
    item.addEventListener("dragleave", () => item.classList.remove("is-target"));
    item.addEventListener("drop", (event) => {
      event.preventDefault();
      item.classList.remove("is-target");
      if (!dragged) return;
      const form = dragged.querySelector("form");
      const to = document.createElement("input");
      to.type = "hidden";
      to.name = "to";
      to.value = String(position(item));
      form.append(to);
      form.submit();
    });
  }
}
