// The search of the zip: words of all pages lie in words.js; each word that is typed must begin a word of the page.
"use strict";
(() => {
  const place = document.getElementById("find");
  if (!place || !window.RECORD) return;
  const said = place.dataset;
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f\u00ad]/g, "").replace(/[`\u2018\u2019\u02bc']/g, "");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const status = document.createElement("p");
  const list = document.createElement("ul");
  Object.assign(label, { htmlFor: "words", textContent: said.label });
  Object.assign(input, { id: "words", type: "search", autocomplete: "off" });
  status.setAttribute("role", "status");
  place.append(label, input, status, list);
  const pages = window.RECORD.map(([file, title, words]) => ({ file, title, name: ` ${fold(title)}`, words: ` ${words}` }));
  const show = (page) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    Object.assign(link, { href: page.file, textContent: page.title });
    line.append(link);
    return line;
  };
  input.addEventListener("input", () => {
    const asked = fold(input.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean).map((word) => ` ${word}`);
    const found = asked.length ? pages.filter((page) => asked.every((word) => page.words.includes(word))) : [];
    const inName = (page) => asked.every((word) => page.name.includes(word));
    found.sort((one, other) => inName(other) - inName(one));
    list.replaceChildren(...found.slice(0, 100).map(show));
    status.textContent = asked.length ? (found.length ? `${said.found} ${found.length}` : said.nothing) : "";
  });
})();
