// Elements without markup: text goes in as text, so nothing an article says can become part of the page.

export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== null) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function fill(element, ...children) {
  element.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}

export const by = (id) => document.getElementById(id);

export function escape(text) {
  return text.replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);
}

export function showProblem(box, problem) {
  box.hidden = !problem;
  if (!problem) return;
  const wait = problem.retryAfter ? ` Try again in ${problem.retryAfter} seconds.` : "";
  fill(box, make("strong", {}, problem.title ?? "Something went wrong"), ` ${problem.message}${wait}`);
}
