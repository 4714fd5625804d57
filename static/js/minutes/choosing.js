// Somebody else saved the same text: both are shown, and nothing more is saved until the writer has chosen.
import { build, words, WRITING } from "./page.js";
import { read } from "../saving.js";

// `text` is a Text, `answer` what the server said: their texts, how they differ, and the version they are.
export function letChoose(text, answer) {
  text.isDisputed = true;
  text.say(words.conflict);
  const box = build("div", { innerHTML: read(answer.shown).body.innerHTML });
  const bar = build("div", { className: "toolbar" });
  const choice = (label, act) => {
    const button = build("button", { type: "button", className: "button", textContent: label });
    button.addEventListener("click", () => {
      text.isDisputed = false;
      text.version = answer.version;
      box.remove();
      act();
      text.typed();
      text.form.querySelector(WRITING)?.focus();
    });
    return button;
  };
  bar.append(choice(words.mine, () => {}), choice(words.theirs, () => text.write(answer.theirs)));
  box.append(bar);
  text.state.after(box);
}
