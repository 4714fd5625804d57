// The press that keeps agenda and papers of a meeting on this device. Browsers that cannot do it show none.
const box = document.getElementById("offline");
const { worker, list } = box.dataset;
const [keep, forget] = box.querySelectorAll("button");
const said = box.querySelector("[role=status]");
const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "short", timeStyle: "short" }); // figures alone: browsers know no Welsh

function tell(words, isKept = !forget.hidden) {
  said.textContent = words;
  forget.hidden = !isKept;
}

function show(found) {
  const isThis = found?.address === list;
  tell(isThis ? `${box.dataset.kept} ${moment.format(new Date(found.since))}` : "", isThis);
}

// Returns what the worker keeps after an act; throws with what was in the way.
function ask(registration, act) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => (data.fault ? reject(new Error(data.fault)) : resolve(data.list));
    registration.active.postMessage({ act, list }, [port2]);
  });
}

async function press(act) {
  keep.disabled = forget.disabled = true;
  try {
    await navigator.serviceWorker.register(worker, { scope: "/" });
    const registration = await navigator.serviceWorker.ready;
    show(await ask(registration, act));
    if (act === "forget") await registration.unregister();
  } catch {
    tell(box.dataset.trouble);
  }
  keep.disabled = forget.disabled = false;
  if (forget.hidden) keep.focus();
}

if ("serviceWorker" in navigator) {
  box.hidden = false;
  keep.addEventListener("click", () => press("keep"));
  forget.addEventListener("click", () => press("forget"));
  const registration = await navigator.serviceWorker.getRegistration("/");
  if (registration?.active) show(await ask(registration, "kept"));
}
