// The articles on the page: what was given, editable until there is a summary, then shown with every sentence's fate.

import { fill, make } from "./dom.js";

const FIELDS = [["title", "Title"], ["source", "Source"], ["published", "Published"]];

export class Articles {
  constructor(list, count) {
    this.list = list;
    this.count = count;
    this.items = [];
  }

  add(articles) {
    const taken = new Set(this.items.map((item) => item.id));
    for (const article of articles) {
      let id = article.id || `a${this.items.length + 1}`;
      for (let n = 2; taken.has(id); n += 1) id = `${article.id || "a"}~${n}`;
      taken.add(id);
      this.items.push({ title: "", source: "", published: "", text: "", ...article, id });
    }
    this.edit();
  }

  clear() {
    this.items = [];
    this.edit();
  }

  /** The bundle as the service takes it; empty fields and empty articles are left out. */
  bundle() {
    return this.items
      .filter((item) => item.text.trim())
      .map((item) => Object.fromEntries(["id", "text", ...FIELDS.map(([name]) => name)].filter((n) => item[n]).map((n) => [n, item[n]])));
  }

  /** Show the articles as forms. */
  edit() {
    fill(this.list, ...this.items.map((item, i) => this.#form(item, i)));
    this.count.textContent = this.items.length ? `${this.items.length}` : "";
  }

  /** Show the articles as text, each ranked or removed span marked; `onPoint(entry)` when one is pointed at. */
  show(trail, onPoint) {
    const edit = make("button", { type: "button" }, "Edit the articles");
    edit.addEventListener("click", () => this.edit());
    const shown = this.items.map((item) =>
      make("li", {}, make("h3", {}, item.title || item.id), make("p", { class: "muted" }, [item.source, item.published].filter(Boolean).join(" · ")),
        marked(item, trail.filter((entry) => entry.article_id === item.id), onPoint)));
    fill(this.list, make("li", {}, edit), ...shown);
  }

  /** What a citation says: the article's name and the words of the span. */
  quote(citation) {
    const item = this.items.find((one) => one.id === citation.article_id);
    const words = item ? Array.from(item.text).slice(citation.start, citation.end).join("") : "";
    return [item?.source || item?.title || citation.article_id, words];
  }

  /** Light up the cited spans and bring the first into view. */
  light(citations) {
    for (const span of this.list.querySelectorAll(".lit")) span.classList.remove("lit");
    const wanted = new Set(citations.map((c) => `${c.article_id}:${c.start}:${c.end}`));
    const found = [...this.list.querySelectorAll("span[data-entry]")].filter((span) => wanted.has(span.dataset.entry));
    for (const span of found) span.classList.add("lit");
    // Where articles stand below the summary, scrolling would take the sentence away from under the pointer.
    if (matchMedia("(min-width: 56rem)").matches) found[0]?.scrollIntoView({ block: "nearest" });
  }

  #form(item, i) {
    const input = (name, label) => {
      const field = make("input", { type: "text", value: item[name] });
      field.addEventListener("input", () => { item[name] = field.value; });
      return make("label", {}, label, field);
    };
    const text = make("textarea", { rows: "7", "aria-label": `Text of article ${i + 1}` });
    text.value = item.text;
    text.addEventListener("input", () => { item.text = text.value; });
    const remove = make("button", { type: "button", "aria-label": `Remove article ${i + 1}` }, "Remove");
    remove.addEventListener("click", () => { this.items.splice(i, 1); this.edit(); });
    return make("li", {}, make("div", { class: "fields" }, ...FIELDS.map(([name, label]) => input(name, label)), remove), text);
  }
}

// Offsets count code points, JavaScript strings count UTF-16 units: the text is cut as an array of code points.
function marked(item, entries, onPoint) {
  const points = Array.from(item.text);
  const shown = make("p", { class: "text" });
  let at = 0;
  for (const entry of entries) {
    if (entry.start < at) continue;
    shown.append(points.slice(at, entry.start).join(""));
    const span = make("span", { "data-entry": `${entry.article_id}:${entry.start}:${entry.end}`, class: entry.fate, tabindex: "-1" },
      points.slice(entry.start, entry.end).join(""));
    for (const event of ["mouseenter", "focus", "click"]) span.addEventListener(event, () => onPoint(entry));
    shown.append(span);
    at = entry.end;
  }
  shown.append(points.slice(at).join(""));
  return shown;
}
