// Elements made without markup: whatever a peer calls itself stays text.

/// An element with properties and children. `class`, `for`, `aria-…`, `data-…` and `role` are attributes, `on…` listeners.
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && !/^(class|for|role|list|width|height)$/.test(key) && !key.includes("-")) made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

const svgNamespace = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// What would be invisible, or turn the direction of the text around it.
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/// A text of charon's or of a peer's, as it may be shown: what cannot be seen is named.
export function shown(text) {
  return String(text).replace(unseen, (mark) => `⟨U+${mark.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
}

/// The same as an element whose direction is its own affair.
export function data(text, className) {
  return element("bdi", { class: className }, shown(text));
}

/// Replaces what is in an element, if it is another than before.
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

export function clear(target) {
  target.replaceChildren();
  return target;
}

/// Calls a function once when calls have stopped coming for a while.
export function later(milliseconds, call) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), milliseconds);
  };
}

/// A field with its label.
export function field(label, control, className = "field") {
  const id = control.id || `field-${++fields}`;
  control.id = id;
  return element("div", { class: className }, element("label", { for: id }, label), control);
}

let fields = 0;
