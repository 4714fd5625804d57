// Uploads: says at once when a file is too large, and shows how far one has come. Without this the form is sent as any other.
"use strict";

const form = document.querySelector("form[data-upload]");
const shown = form && form.querySelector("[data-upload-progress]");

function say(text) {
  shown.hidden = !text;
  shown.querySelector("output").textContent = text;
}

function tooLarge() {
  const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  return files.find((file) => file.size > Number(form.dataset.limit));
}

function showErrors(page) {
  // What is wrong is taken from the answer, and what it says in every field, so that the files that were chosen stay chosen.
  const answer = new DOMParser().parseFromString(page, "text/html");
  const errors = answer.querySelector("#error-summary");
  if (!errors) return false;
  form.querySelector("#error-summary")?.remove();
  for (const theirs of answer.querySelectorAll("form[data-upload] :is(input, textarea, select)")) {
    const mine = form.elements.namedItem(theirs.name);
    if (theirs.type === "file" || !mine?.type) continue;
    mine.value = theirs.value;
    mine.checked = theirs.checked;
  }
  form.prepend(errors);
  errors.focus();
  return true;
}

function finished(request) {
  const bar = shown.querySelector("progress");
  bar.removeAttribute("value");
  say("");
  form.querySelector("button").disabled = false;
  if ((request.getResponseHeader("Content-Type") || "").startsWith("application/json")) {
    const place = new URL(JSON.parse(request.responseText).next, location.href);
    location.assign(place);
  } else if (!showErrors(request.responseText)) {
    form.submit();
  }
}

function send(event) {
  if (tooLarge()) {
    event.preventDefault();
    say(form.dataset.tooLarge);
    shown.querySelector("progress").hidden = true;
    return;
  }
  if (![...form.querySelectorAll("input[type=file]")].some((input) => input.files.length)) return;
  event.preventDefault();
  const request = new XMLHttpRequest();
  const bar = shown.querySelector("progress");
  bar.hidden = false;
  request.upload.addEventListener("progress", (sent) => {
    if (sent.lengthComputable) bar.value = sent.loaded / sent.total;
    say(`${Math.round((100 * sent.loaded) / sent.total)} %`);
  });
  request.addEventListener("load", () => finished(request));
  request.addEventListener("error", () => {
    say(form.dataset.failed);
    form.querySelector("button").disabled = false;
  });
  request.open("POST", form.action || location.href);
  request.setRequestHeader("X-Upload", "1");
  request.send(new FormData(form));
  form.querySelector("button").disabled = true;
  say("0 %");
}

if (form) form.addEventListener("submit", send);
