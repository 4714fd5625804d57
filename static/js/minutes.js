// Taking minutes: what is typed is saved as it is typed, and decisions, actions and changes are written in place, beside the text.
// A text is kept on this device until the server has said that it is saved. Without this, the page's links and forms do the same work.
const page = document.getElementById("minutes-writing");
const words = page.dataset;
const STORE = `minutes ${location.pathname}`;
const PAUSE = 1200; // milliseconds after the last key
const RETRY = 5000;
const PATIENCE = 15000;
const WRITING = ".editor__text, textarea:not([hidden])";

// --- What is kept on this device: {key of the form: what is not saved yet}.

function kept() {
  try {
    const found = JSON.parse(sessionStorage.getItem(STORE) || "{}");
    return found.person === words.person ? found.forms : {};
  } catch {
    return {};
  }
}

function keep(key, entry) {
  const forms = kept();
  if (entry) forms[key] = entry;
  else delete forms[key];
  try {
    sessionStorage.setItem(STORE, JSON.stringify({ person: words.person, forms }));
  } catch {
    // no storage: the text waits in this page alone
  }
}

// --- Talking with the server.

const options = { credentials: "same-origin", redirect: "manual" };

async function newToken() {
  const answer = await fetch(location.href, options);
  if (answer.type === "opaqueredirect") return "ended";
  if (!answer.ok) return "closed";
  const token = read(await answer.text()).querySelector("[name=csrfmiddlewaretoken]").value;
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
  return "";
}

function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]").value;
}

function read(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

// Returns [status, answer]; the status is "ended", "closed" or "offline" where there is no answer to read.
async function post(url, fields, again = true) {
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: token() });
  let answer;
  try {
    answer = await fetch(url, { ...options, method: "POST", body, keepalive: true, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.type === "opaqueredirect") return ["ended"];
    if (answer.status === 403 && again) { // a new login has a new token
      const problem = await newToken();
      return problem ? [problem] : post(url, fields, false);
    }
    if ([200, 400, 409].includes(answer.status)) return [answer.status, await answer.json()];
  } catch {
    return ["offline"];
  }
  return [answer.status >= 500 ? "offline" : "closed"];
}

// --- One text that is being typed: a new paragraph, or one that is changed.

const watched = new Map();

function watch(form, section, paragraph = "") {
  const areas = [...form.querySelectorAll("textarea.rich-text")];
  const side = (area) => area.name.slice(-7); // text_en, text_cy
  const prefix = areas[0].name.slice(0, -7);
  const made = form.querySelector(`[name="${prefix}made_as"]`);
  const state = document.createElement("p");
  state.className = "meta minutes__state";
  state.setAttribute("role", "status");
  form.querySelector(".toolbar").before(state);
  const self = { form, section, state, paragraph, key: paragraph ? `paragraph ${paragraph}` : `item ${section.id}`, addresses: {} };
  let timer = 0;
  let sending = null;
  let isNew = false;

  const version = () => form.querySelector(`[name="${prefix}version"]`);
  self.texts = () => Object.fromEntries(areas.map((area) => [side(area), area.value]));

  self.setVersion = (number) => {
    if (!version()) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: `${prefix}version` }));
    version().value = number;
  };

  self.setTexts = (texts) => {
    for (const area of areas) {
      if (texts[side(area)] === undefined) continue;
      area.value = texts[side(area)];
      area.dispatchEvent(new Event("forum:text"));
    }
  };

  self.remember = (more = {}) => {
    const entry = { save: section.dataset.save, paragraph, made_as: made?.value || "", version: version()?.value || "", texts: self.texts() };
    keep(self.key, { ...entry, ...more });
  };

  self.say = (text, link) => {
    state.textContent = text;
    if (link) state.append(" ", Object.assign(document.createElement("a"), { href: words.login, target: "_blank", textContent: words.again }));
  };

  self.typed = () => {
    isNew = true;
    self.remember();
    if (words.saves === undefined || form.dataset.conflict !== undefined) return;
    self.say(words.unsaved);
    clearTimeout(timer);
    timer = setTimeout(self.send, PAUSE);
  };

  self.send = () => {
    clearTimeout(timer);
    sending ??= send().finally(() => { sending = null; });
    return sending;
  };

  async function send() {
    while (isNew && form.dataset.conflict === undefined) {
      isNew = false;
      const fields = { ...self.texts(), made_as: made?.value || "", version: version()?.value || "" };
      if (paragraph) fields.paragraph = paragraph;
      const [status, answer] = await post(section.dataset.save, fields);
      if (status === 200) {
        self.setVersion(answer.version);
        self.addresses = { decision: answer.decision, action: answer.action };
        self.number = answer.number;
        if (!isNew) {
          keep(self.key, null);
          self.say(answer.said);
        }
      } else if (status === 409) {
        isNew = true;
        if (Object.keys(answer.theirs).length) disagree(self, answer);
        else self.setVersion(answer.version); // our own save, of which the answer was lost
      } else if (status === 400) {
        self.say(answer.problem);
        return false;
      } else {
        isNew = true;
        self.say(words[status], status === "ended");
        if (status !== "closed") timer = setTimeout(self.send, RETRY);
        return false;
      }
    }
    return form.dataset.conflict === undefined;
  }

  for (const area of areas) area.addEventListener("input", self.typed);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    self.remember({ sent: true });
  });
  for (const button of form.querySelectorAll("[data-entry]")) {
    button.hidden = false;
    button.addEventListener("click", () => addEntry(self, button.dataset.entry));
  }
  watched.set(form, self);
  return self;
}

// Both texts are shown, and nothing more is saved until the writer has chosen.
function disagree(self, answer) {
  const { form } = self;
  form.dataset.conflict = "";
  self.say(words.conflict);
  const box = document.createElement("div");
  box.innerHTML = read(answer.shown).body.innerHTML;
  const choose = (label, act) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: label });
    button.addEventListener("click", () => {
      delete form.dataset.conflict;
      self.setVersion(answer.version);
      box.remove();
      act();
      form.querySelector(WRITING)?.focus();
    });
    return button;
  };
  const bar = document.createElement("div");
  bar.className = "toolbar";
  bar.append(choose(words.mine, self.typed), choose(words.theirs, () => {
    self.setTexts(answer.theirs);
    self.typed();
  }));
  box.append(bar);
  self.state.after(box);
}

// --- Forms of other pages, in place.

let made = 0;

// Gives what comes from another page ids of its own.
function rename(form) {
  made += 1;
  for (const one of form.querySelectorAll("[id]")) one.id = `in${made}-${one.id}`;
  for (const name of ["for", "aria-describedby", "list"]) {
    for (const one of form.querySelectorAll(`[${name}]`)) {
      one.setAttribute(name, one.getAttribute(name).split(" ").map((id) => `in${made}-${id}`).join(" "));
    }
  }
  for (const one of form.querySelectorAll('a[href^="#"]')) one.setAttribute("href", `#in${made}-${one.getAttribute("href").slice(1)}`);
}

async function openInPlace(url, place, { done, back, paragraph, section, texts }) {
  const answer = await fetch(url, options).catch(() => null);
  const form = answer?.ok ? read(await answer.text()).querySelector("main form") : null;
  if (!form) {
    location.assign(url);
    return;
  }
  const close = () => {
    if (watched.get(form)) watched.delete(form);
    place.remove();
    back()?.focus();
  };
  show(form);

  function show(shown) {
    rename(shown);
    shown.action = url;
    place.replaceChildren(shown);
    const self = paragraph ? watch(shown, section, paragraph) : null;
    const first = shown.querySelector(".error-summary, textarea, input:not([type=hidden]), select");
    if (first.matches(".rich-text")) first.dataset.focus = "";
    shown.dispatchEvent(new Event("forum:form", { bubbles: true }));
    first.focus();
    if (self && texts) restore(self, texts);
    shown.addEventListener("submit", (event) => submit(event, shown, self));
    shown.querySelector("a.button--quiet")?.addEventListener("click", (event) => {
      event.preventDefault();
      if (self) keep(self.key, null);
      close();
    });
    place.onkeydown = (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    };
  }

  async function submit(event, shown, self) {
    event.preventDefault();
    await self?.send();
    if (shown.dataset.conflict !== undefined) return;
    const body = new URLSearchParams(new FormData(shown));
    const reply = await fetch(url, { credentials: "same-origin", method: "POST", body }).catch(() => null);
    const path = reply ? new URL(reply.url).pathname : "";
    if (reply?.redirected && path === location.pathname) {
      if (self) keep(self.key, null);
      const next = read(await reply.text());
      place.remove();
      done(next);
      if (!document.activeElement.closest(".minutes__in-place")) back()?.focus();
    } else if (reply && path === new URL(url, location.href).pathname && [200, 409].includes(reply.status)) {
      show(read(await reply.text()).querySelector("main form"));
    } else {
      HTMLFormElement.prototype.submit.call(shown); // the browser shows what the server has to say
    }
  }
}

function note(next, near) {
  const said = next.querySelector(".messages .notice");
  if (!said) return;
  const line = document.createElement("p");
  line.className = "meta minutes__state";
  line.setAttribute("role", "status");
  near.append(line);
  line.textContent = said.textContent;
}

// Puts a paragraph in as it now reads; a form that was opened there meanwhile stays open.
function renew(next, key) {
  const old = page.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const now = next.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!old || !now) return;
  const open = old.querySelector(".minutes__in-place");
  const focused = open?.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(now);
  note(next, now.querySelector(".minutes__text"));
  if (open) now.querySelector(".minutes__text").append(open);
  focused?.focus();
}

function placeIn(holder) {
  const place = document.createElement("div");
  place.className = "minutes__in-place";
  holder.append(place);
  return place;
}

function openLink(link, more = {}) {
  const block = link.closest(".minutes__paragraph");
  const key = block.dataset.key;
  block.querySelector(".minutes__in-place")?.remove();
  const href = link.getAttribute("href");
  const find = () => page.querySelector(`[data-key="${CSS.escape(key)}"] a[href="${CSS.escape(href)}"]`);
  const isText = new RegExp(`/paragraphs/${key}/$`).test(href);
  const facts = isText ? { paragraph: key, section: link.closest("[data-save]") } : {};
  openInPlace(href, placeIn(block.querySelector(".minutes__text")), { done: (next) => renew(next, key), back: find, ...facts, ...more });
}

// Adds a decision or an action under the text that is being typed, and comes back to the text.
async function addEntry(self, kind) {
  const saved = await self.send();
  const url = self.addresses[kind];
  if (!saved || !url) {
    self.form.querySelector(WRITING)?.focus();
    return;
  }
  const done = (next) => {
    const block = next.querySelector(`[id="p${self.number}"]`);
    const entries = [...(block?.querySelectorAll(".decision, .action") || [])];
    const list = self.form.querySelector(".minutes__entries") || Object.assign(document.createElement("div"), { className: "minutes__entries" });
    for (const one of entries) one.querySelector(".part-links")?.remove();
    list.replaceChildren(...entries);
    self.state.after(list);
    note(next, list);
  };
  self.form.parentElement.querySelector(":scope > .minutes__in-place")?.remove();
  openInPlace(url, placeIn(self.form.parentElement), { done, back: () => self.form.querySelector(WRITING) });
}

// --- Keys and links.

page.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-inline]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openLink(link);
});

function key(event) {
  const form = event.target.closest("form");
  if (!form) return;
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    event.stopPropagation();
    form.requestSubmit();
  }
  const kind = event.altKey && event.shiftKey && { KeyD: "decision", KeyA: "action" }[event.code];
  const self = kind && watched.get(form);
  if (!self) return;
  event.preventDefault();
  const block = form.closest(".minutes__paragraph");
  if (!block) addEntry(self, kind);
  else self.send().then(() => openLink(block.querySelector(`a[data-inline][href$="/${kind}/"]`)));
}

page.addEventListener("keydown", key, true); // before the editor, which would break the line

addEventListener("pagehide", () => {
  for (const self of watched.values()) self.send();
});
addEventListener("focus", () => {
  for (const self of watched.values()) self.send();
});

// --- The beginning: every form is watched, and what was not saved comes back.

function restore(self, entry) {
  self.setTexts(entry.texts);
  if (entry.version) self.setVersion(entry.version);
  self.typed();
  self.say(words.back);
}

function begin() {
  const isSaved = document.querySelector(".messages .notice--success") !== null;
  const old = kept();
  for (const [key, entry] of Object.entries(old)) if (entry.sent && isSaved) keep(key, null);
  for (const form of page.querySelectorAll("form[data-paragraph]")) watch(form, form.closest("[data-save]"));
  for (const [key, entry] of Object.entries(kept())) {
    const section = page.querySelector(`[data-save="${CSS.escape(entry.save)}"]`);
    if (!section) continue;
    if (entry.paragraph) {
      const link = section.querySelector(`[data-key="${CSS.escape(entry.paragraph)}"] a[href$="/paragraphs/${CSS.escape(entry.paragraph)}/"]`);
      if (link) openLink(link, { texts: entry });
      continue;
    }
    const form = section.querySelector("form[data-paragraph]");
    const self = watched.get(form);
    if (form.querySelector(".error-summary") || self.key !== key) continue; // the server has shown it already
    form.closest("details").open = true;
    if (entry.made_as) form.querySelector("[name$=made_as]").value = entry.made_as;
    restore(self, entry);
  }
  for (const one of document.querySelectorAll("[data-with-script]")) one.hidden = false;
}

begin();
