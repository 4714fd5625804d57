// A form of another page, opened in a place of this one: sent without leaving, shown again with what is wrong, closed with Escape.
import { build, keep } from "./page.js";
import { unwatch, watch } from "./typing.js";
import { options, read } from "../saving.js";

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

function formOf(html) {
  return read(html).querySelector("main form");
}

// `plan`: `done(next)` gets the page that follows, `back()` gives where the focus returns to; `section` and `paragraph` where the form
// is over a paragraph, so that it is saved as it is typed, and `entry`, what was kept of it.
class InPlace {
  constructor(url, holder, plan) {
    Object.assign(this, { url, plan });
    this.box = build("div", { className: "minutes__in-place" });
    holder.append(this.box);
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.close();
    });
  }

  async open() {
    const answer = await fetch(this.url, options).catch(() => null);
    const form = answer?.ok ? formOf(await answer.text()) : null;
    if (!form) location.assign(this.url);
    else this.show(form);
  }

  show(form) {
    rename(form);
    unwatch(this.form);
    this.form = form;
    form.action = this.url;
    this.box.replaceChildren(form);
    this.text = this.plan.paragraph ? watch(form, this.plan.section, this.plan.paragraph) : null;
    const first = form.querySelector(".error-summary, textarea, input:not([type=hidden]), select");
    if (first.matches(".rich-text")) first.dataset.focus = "";
    form.dispatchEvent(new Event("forum:form", { bubbles: true }));
    first.focus();
    if (this.plan.entry) this.text?.restore(this.plan.entry);
    this.plan.entry = null;
    form.addEventListener("submit", (event) => this.submit(event));
    form.querySelector("a.button--quiet")?.addEventListener("click", (event) => this.drop(event));
  }

  drop(event) {
    event.preventDefault();
    this.text?.sender.stop();
    if (this.text) keep(this.text.key, null);
    this.close();
  }

  close() {
    unwatch(this.form);
    this.box.remove();
    this.plan.back()?.focus();
  }

  async submit(event) {
    event.preventDefault();
    await this.text?.send();
    if (this.text?.isDisputed) return;
    const body = new URLSearchParams(new FormData(this.form));
    const answer = await fetch(this.url, { credentials: "same-origin", method: "POST", body }).catch(() => null);
    const path = answer ? new URL(answer.url).pathname : "";
    if (answer?.redirected && path === location.pathname) this.finish(read(await answer.text()));
    else if (answer && path === new URL(this.url, location.href).pathname && [200, 409].includes(answer.status)) {
      this.show(formOf(await answer.text()));
    } else HTMLFormElement.prototype.submit.call(this.form); // the browser shows what the server has to say
  }

  finish(next) {
    unwatch(this.form);
    if (this.text) keep(this.text.key, null);
    this.box.remove();
    this.plan.done(next);
    if (!document.activeElement.closest(".minutes__in-place")) this.plan.back()?.focus();
  }
}

// Opens the form of the page at `url` at the end of `holder`, in place of one that is open there.
export function openInPlace(url, holder, plan) {
  for (const old of holder.querySelectorAll(":scope > .minutes__in-place")) old.remove();
  return new InPlace(url, holder, plan).open();
}
