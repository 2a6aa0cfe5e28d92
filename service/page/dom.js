// Elements without markup: text goes in as text, so nothing an article says can become part of the page.

export const by = (id) => document.getElementById(id);

const given = (child) => child !== null && child !== undefined && child !== false;

/** Make an element; the attribute `on` holds listeners by event name. Attributes and children that are null or false are left out. */
export function make(name, attributes = {}, ...children) {
  const { on = {}, ...rest } = attributes;
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(rest)) if (given(value)) element.setAttribute(key, value);
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children.filter(given));
  return element;
}

/** A button that runs `click`. */
export function button(label, click, kind = null) {
  return make("button", { type: "button", class: kind, on: { click } }, label);
}

export function fill(element, ...children) {
  element.replaceChildren(...children.filter(given));
}

export function escape(text) {
  return text.replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);
}

/** Run `listener` when the pointer moves onto the element, but not when the element moves under a resting pointer. */
export function onHover(element, listener) {
  element.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "mouse" && (event.clientX !== rest.x || event.clientY !== rest.y)) listener(event);
  });
}

const rest = { x: -1, y: -1 };
document.addEventListener("pointermove", (event) => { rest.x = event.clientX; rest.y = event.clientY; });

const EDGE = 96;

/** Bring an element into view, what is out of sight to the middle; without motion for those who asked for none. */
export function reveal(element, place = null) {
  if (!element) return;
  const { top, bottom } = element.getBoundingClientRect();
  const block = place ?? (top < EDGE || bottom > innerHeight - EDGE ? "center" : "nearest");
  element.scrollIntoView({ block, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

/** Whether the articles stand beside the work; below it, scrolling to them would take the work out of sight. */
export const wide = () => matchMedia("(min-width: 60rem)").matches;
