// The page on which minutes are written: its words, and what it keeps on this device until the server has said that it is saved.
import { place } from "../saving.js";

export const page = document.getElementById("minutes-writing");
export const words = page.dataset;
export const WRITING = ".editor__text, textarea:not([hidden])"; // where one writes, with the editor and without

const device = place(() => sessionStorage, `minutes ${location.pathname} ${words.person}`);

// {key of a text: what is not saved yet}
export function kept() {
  return device.get() || {};
}

export function keep(key, entry) {
  const all = kept();
  if (entry) all[key] = entry;
  else delete all[key];
  device.set(all);
}

export function build(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A line that is read out when it changes; to be put into the page before it says anything.
export function stateLine() {
  const line = build("p", { className: "meta minutes__state" });
  line.setAttribute("role", "status");
  return line;
}
