// One text that is being typed, a new paragraph or one that is changed: saved as it is typed, kept on this device until it is.
import { letChoose } from "./choosing.js";
import { build, keep, stateLine, words } from "./page.js";
import { post, worker } from "../saving.js";

const PAUSE = 1200; // milliseconds after the last key
const SIDE = "text_en".length; // how a field's name ends

const watched = new Map(); // {form: its Text}

class Text {
  addresses = {}; // where a decision or an action is added to it, once it is saved
  isDisputed = false;
  isNew = false; // differs from what was sent last

  constructor(form, section, paragraph) {
    Object.assign(this, { form, section, paragraph });
    this.key = paragraph ? `paragraph ${paragraph}` : `item ${section.id}`;
    this.areas = [...form.querySelectorAll("textarea.rich-text")];
    this.prefix = this.areas[0].name.slice(0, -SIDE);
    this.sender = worker(() => this.#send());
    this.state = stateLine();
    form.querySelector(".toolbar").before(this.state);
    for (const area of this.areas) area.addEventListener("input", () => this.typed());
    form.addEventListener("submit", () => {
      this.sender.stop();
      this.#remember({ sent: true });
    });
  }

  #hidden(name) {
    return this.form.querySelector(`[name="${this.prefix}${name}"]`);
  }

  get version() {
    return this.#hidden("version")?.value || "";
  }

  set version(number) {
    if (!this.#hidden("version")) this.form.append(build("input", { type: "hidden", name: `${this.prefix}version` }));
    this.#hidden("version").value = number;
  }

  // What the server needs: both sides of the text, and of which row and version.
  fields() {
    const sides = this.areas.map((area) => [area.name.slice(-SIDE), area.value]);
    return { ...Object.fromEntries(sides), paragraph: this.paragraph, made_as: this.#hidden("made_as")?.value || "", version: this.version };
  }

  write(texts) {
    for (const area of this.areas) {
      const text = texts[area.name.slice(-SIDE)];
      if (text === undefined) continue;
      area.value = text;
      area.dispatchEvent(new Event("forum:text"));
    }
  }

  say(text, link) {
    this.state.textContent = text;
    if (link) this.state.append(" ", build("a", { href: words.login, target: "_blank", textContent: words.again }));
  }

  #remember(more) {
    keep(this.key, { save: this.section.dataset.save, fields: this.fields(), ...more });
  }

  // Takes up what was kept on this device.
  restore({ fields }) {
    this.write(fields);
    if (fields.version) this.version = fields.version;
    if (fields.made_as) this.#hidden("made_as").value = fields.made_as;
    this.typed();
    this.say(words.back);
  }

  typed() {
    this.isNew = true;
    this.#remember();
    if (words.saves === undefined || this.isDisputed) return;
    this.say(words.unsaved);
    this.sender.later(PAUSE);
  }

  // Resolves to whether all that is typed is saved.
  send() {
    return this.sender.now();
  }

  async #send() {
    while (this.isNew && !this.isDisputed && words.saves !== undefined) {
      this.isNew = false;
      const [status, answer] = await post(this.section.dataset.save, this.fields());
      if (status === 200) this.#saved(answer);
      else if (status === 409) this.#refused(answer);
      else return this.#failed(status, answer);
    }
    return !this.isDisputed;
  }

  #saved({ version, number, decision, action, said }) {
    this.version = version;
    Object.assign(this, { number, addresses: { decision, action } });
    if (this.isNew) return;
    keep(this.key, null);
    this.say(said);
  }

  #refused(answer) {
    this.isNew = true;
    if (Object.keys(answer.theirs).length) letChoose(this, answer);
    else this.version = answer.version; // our own save, of which the answer was lost
  }

  #failed(status, answer) {
    this.isNew = !answer; // what the server says no to is sent again once it is changed
    this.say(answer ? answer.problem : words[status], status === "ended");
    if (!answer && status !== "closed") this.sender.again();
    return false;
  }
}

export function watch(form, section, paragraph = "") {
  const text = new Text(form, section, paragraph);
  watched.set(form, text);
  return text;
}

export function unwatch(form) {
  watched.delete(form);
}

export function textOf(form) {
  return watched.get(form);
}

export function sendAll() {
  for (const text of watched.values()) text.send();
}
