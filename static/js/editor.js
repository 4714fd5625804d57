// Turns a text area for rich text into an editor with a few tools; without it the area stays as it is.
const ADDRESS = /^(https?:|mailto:|tel:)/i;

function command(editor, tool, labels) {
  const chain = editor.chain().focus();
  const commands = {
    bold: () => chain.toggleBold(),
    italic: () => chain.toggleItalic(),
    heading: () => chain.toggleHeading({ level: 3 }),
    bullets: () => chain.toggleBulletList(),
    numbers: () => chain.toggleOrderedList(),
    quote: () => chain.toggleBlockquote(),
    unlink: () => chain.extendMarkRange("link").unsetMark("link"),
    link: () => {
      const address = window.prompt(labels.address, editor.getAttributes("link").href || "https://");
      return address && ADDRESS.test(address) ? chain.extendMarkRange("link").setMark("link", { href: address }) : chain;
    },
  };
  commands[tool]().run();
}

const MARKS = {
  bold: ["bold"], italic: ["italic"], heading: ["heading", { level: 3 }], bullets: ["bulletList"], numbers: ["orderedList"],
  quote: ["blockquote"], link: ["link"],
};

function rove(event) {
  const buttons = [...event.currentTarget.children];
  const at = buttons.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = buttons.at(to % buttons.length);
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function toolbar(editor, labels) {
  const bar = document.createElement("div");
  bar.className = "editor__tools";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", labels.tools);
  const buttons = {};
  bar.addEventListener("keydown", rove);
  for (const [tool, label] of Object.entries(labels)) {
    if (tool === "address" || tool === "tools") continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = `editor__tool editor__tool--${tool}`;
    button.textContent = label;
    button.tabIndex = Object.keys(buttons).length ? -1 : 0; // the tools are one stop; arrows lead from one to the next
    button.addEventListener("click", () => command(editor, tool, labels));
    buttons[tool] = button;
    bar.append(button);
  }
  const show = () => {
    for (const [tool, mark] of Object.entries(MARKS)) buttons[tool].setAttribute("aria-pressed", String(editor.isActive(...mark)));
  };
  editor.on("transaction", show);
  show();
  return bar;
}

async function edit(area) {
  const parts = await import(area.dataset.editor);
  const labels = JSON.parse(area.dataset.tools);
  const label = document.querySelector(`label[for="${area.id}"]`);
  const place = document.createElement("div");
  place.className = "editor";
  const attributes = { class: "editor__text prose", role: "textbox", "aria-multiline": "true", "aria-label": label ? label.textContent : "" };
  for (const name of ["lang", "aria-describedby", "aria-invalid"]) {
    if (area.hasAttribute(name)) attributes[name] = area.getAttribute(name);
  }
  const editor = new parts.Editor({
    element: place,
    content: area.value,
    injectCSS: false,
    extensions: [
      parts.Document, parts.Paragraph, parts.Text, parts.HardBreak, parts.Bold, parts.Italic, parts.Heading.configure({ levels: [3, 4] }),
      parts.BulletList, parts.OrderedList, parts.ListItem, parts.Blockquote, parts.Link.configure({ openOnClick: false }), parts.History,
    ],
    editorProps: { attributes },
    onUpdate: () => {
      area.value = editor.isEmpty ? "" : editor.getHTML();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  place.prepend(toolbar(editor, labels));
  area.hidden = true;
  area.after(place);
  area.addEventListener("forum:text", () => editor.commands.setContent(area.value)); // a script has set another text
  if (area.dataset.focus !== undefined) editor.commands.focus("end");
  if (label) label.addEventListener("click", () => editor.commands.focus());
}

// Areas in something that is closed wait until it is opened, so that a page of many stays light.
function start(root) {
  for (const area of root.querySelectorAll("textarea.rich-text:not([data-edited])")) {
    const closed = area.closest("details:not([open])");
    if (closed) {
      closed.addEventListener("toggle", () => start(closed), { once: true });
    } else {
      area.dataset.edited = "";
      edit(area).catch((error) => console.error(error));
    }
  }
}

start(document);
document.addEventListener("forum:form", (event) => start(event.target)); // a form that a script has put into the page
