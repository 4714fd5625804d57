// One text that is being typed, a new paragraph or one that is changed: saved as it is typed, kept on this device until it is.
import { letChoose } from "./choosing.js";
import { build, keep, newKey, stateLine, words } from "./page.js";
import { post, worker } from "../saving.js";

const PAUSE = 1200; // milliseconds after the last key
const SIDE = "text_en".length; // how a field's name ends
const HIDDEN = ["made_as", "save_key", "version"];

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

  #put(name, value) {
    if (!this.#hidden(name)) this.form.append(build("input", { type: "hidden", name: `${this.prefix}${name}` }));
    this.#hidden(name).value = value;
  }

  set version(number) {
    this.#put("version", number);
  }

  // What the server needs: both sides of the text, of which row and version, and by which save of this page.
  fields() {
    const sides = this.areas.map((area) => [area.name.slice(-SIDE), area.value]);
    const hidden = HIDDEN.map((name) => [name, this.#hidden(name)?.value || ""]);
    return { ...Object.fromEntries([...sides, ...hidden]), paragraph: this.paragraph };
  }

  // The key of this page's saves has a number that grows, so that one which comes late does not undo a later one.
  #count() {
    const [key, number] = (this.#hidden("save_key")?.value || `${newKey()}.0`).split(".");
    this.#put("save_key", `${key}.${Number(number) + 1}`);
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
    for (const name of HIDDEN) if (fields[name]) this.#put(name, fields[name]);
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
      this.#count();
      const sent = this.fields();
      const [status, answer] = await post(this.section.dataset.save, sent);
      if (status === 200) this.#saved(answer, sent);
      else if (status === 409) this.#refused(answer, sent);
      else return this.#failed(status, answer);
    }
    return !this.isDisputed;
  }

  // Puts in what somebody else has written into a side that was left alone here. One that was not since asks for a choice.
  #take(answer, sent) {
    const now = this.fields();
    const sides = Object.keys(answer.taken).filter((side) => now[side] !== sent[side]);
    this.write(Object.fromEntries(Object.entries(answer.taken).filter(([side]) => !sides.includes(side))));
    if (!sides.length) return true;
    this.isNew = true;
    letChoose(this, { ...answer, theirs: answer.taken, shown: sides.map((side) => answer.taken[side]).join("") });
    return false;
  }

  #saved(answer, sent) {
    const { version, number, decision, action, said } = answer;
    Object.assign(this, { number, addresses: { decision, action } });
    if (!this.#take(answer, sent)) return;
    this.version = version;
    if (this.isNew) return;
    keep(this.key, null);
    this.say(said);
  }

  #refused(answer, sent) {
    this.isNew = true;
    if (!this.#take(answer, sent)) return;
    if (Object.keys(answer.theirs).length) letChoose(this, answer);
    else this.version = answer.version;
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
