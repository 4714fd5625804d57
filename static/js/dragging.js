// Rows that are moved by a handle, with a mouse, a pen or a finger: the row that is let go takes the place of the one under the pointer,
// which a line shows. Escape leaves all as it was. Buttons and keys move rows without this.
const EDGE = 70; // pixels from the edge of the window within which the page scrolls along
const STEP = 12; // pixels that it scrolls at a time

function rowAt(rows, y) {
  const distance = ({ top, bottom }) => Math.max(top - y, y - bottom, 0);
  const measured = rows.map((row) => [distance(row.getBoundingClientRect()), row]);
  return measured.reduce((near, one) => (one[0] < near[0] ? one : near))[1];
}

function drag(row, rows, begun, drop) {
  const all = rows();
  const place = all.indexOf(row);
  let y = begun.clientY;
  let target = null;
  let frame = 0;

  function mark(next) {
    target?.classList.remove("is-target", "is-target-after");
    target = next === row ? null : next;
    target?.classList.add(all.indexOf(target) > place ? "is-target-after" : "is-target");
  }

  function follow() {
    const below = y > innerHeight - EDGE;
    if (below || y < EDGE) scrollBy(0, below ? STEP : -STEP);
    mark(rowAt(all, y));
    frame = requestAnimationFrame(follow);
  }

  function move(event) {
    if (event.pointerId !== begun.pointerId) return;
    y = event.clientY;
    mark(rowAt(all, y));
    frame ||= requestAnimationFrame(follow);
  }

  function end(event) {
    if (event.pointerId !== undefined && event.pointerId !== begun.pointerId) return;
    if (event.type === "keydown" && event.key !== "Escape") return;
    cancelAnimationFrame(frame);
    const onto = target;
    mark(row);
    row.classList.remove("is-dragged");
    for (const [name, listener] of listeners) removeEventListener(name, listener, true);
    if (event.type === "pointerup" && onto && row.isConnected) drop(row, onto);
  }

  const listeners = [["pointermove", move], ["pointerup", end], ["pointercancel", end], ["keydown", end]];
  for (const [name, listener] of listeners) addEventListener(name, listener, true);
  row.classList.add("is-dragged");
}

// Puts a handle first into a place of a row; `rows()` gives those it moves among, in their order, `drop(row, target)` moves it there.
export function addHandle(row, place, rows, drop) {
  const handle = document.createElement("span");
  handle.className = "handle";
  handle.setAttribute("aria-hidden", "true");
  handle.textContent = "⠿";
  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    drag(row, rows, event, drop);
  });
  place.prepend(handle);
}
