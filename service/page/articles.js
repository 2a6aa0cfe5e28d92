// The articles on the page: forms while they are edited, text with marked sentences once something was made of them.

import { fill, make } from "./dom.js";
import { pasted } from "./files.js";
import { SourceTexts } from "./sources.js";
import { isDate, isoDate, plural } from "./words.js";

const FIELDS = [["title", "Title"], ["source", "Source"], ["published", "Published"]];
const SENT = ["id", "text", "title", "source", "published", "url", "language"];

export class Articles {
  /**
   * `parts` holds the elements list, count, hint, jump, editButton and fate; `onFound` takes articles that were found in pasted text,
   * `onChange` is told when the bundle is no longer what was last shown.
   */
  constructor(parts, { onFound, onChange }) {
    this.parts = parts;
    this.onFound = onFound;
    this.onChange = onChange;
    this.items = [];
    this.given = 0;
    this.typed = false;
    this.changed = true;
    this.texts = null;
    parts.editButton.addEventListener("click", () => this.edit());
    this.edit();
  }

  add(found) {
    this.items = this.items.filter((item) => item.text.trim());
    for (const article of found) this.items.push({ ...this.#blank(article.id), ...article, id: this.#name(article.id) });
    this.#change();
    this.edit();
  }

  clear() {
    this.items = [];
    this.typed = false;
    this.#change();
    this.edit();
  }

  /** Articles that are written and not set aside. */
  get used() {
    return this.items.filter((item) => item.text.trim() && !item.aside);
  }

  /** The bundle as the service takes it; a date that is none is left out, and marked in its form. */
  bundle() {
    const value = (item, name) => (name === "published" && !isDate(item.published) ? "" : item[name]);
    return this.used.map((item) => Object.fromEntries(SENT.filter((name) => value(item, name)).map((name) => [name, item[name]])));
  }

  /** What an editor calls an article: its outlet, else its title, else its id. */
  name(id) {
    const item = this.#item(id);
    return item?.source || item?.title || id;
  }

  /** An article's title with its outlet, for where several of one outlet may stand together. */
  title(id) {
    const item = this.#item(id);
    return item?.title && item.source ? `${item.title} (${item.source})` : this.name(id);
  }

  /** A text of the service with the ids of articles put in the words of `name`. */
  named(text) {
    const ids = this.items.map((item) => item.id).sort((a, b) => b.length - a.length);
    return ids.reduce((said, id) => said.replaceAll(id, () => this.name(id)), text);
  }

  /** The words that a citation points to. */
  quote({ article_id: id, start, end }) {
    return Array.from(this.#item(id)?.text ?? "").slice(start, end).join("").replace(/\s+/g, " ");
  }

  /** The address of an article, if it is one that a browser may follow. */
  url(id) {
    const url = this.#item(id)?.url ?? "";
    return /^https?:\/\//i.test(url) ? url : null;
  }

  /** Keep only these in use, and set the others aside. */
  choose(ids) {
    for (const item of this.items) item.aside = !ids.includes(item.id);
    this.#change();
    this.edit();
  }

  /** Show the articles as forms, with an empty one at the end to paste into. */
  edit() {
    this.texts = null;
    if (this.items.at(-1)?.text.trim() !== "") this.items.push(this.#blank());
    fill(this.parts.list, ...this.items.map((item) => this.#form(item)));
    this.parts.editButton.hidden = true;
    this.parts.jump.hidden = true;
    this.parts.hint.hidden = false;
    this.parts.fate.hidden = true;
    this.#count();
  }

  /** Show the articles as texts in which the spans of `entries` are marked; see SourceTexts. */
  show(entries, reports, listeners) {
    this.texts = new SourceTexts(this, entries, reports, { ...listeners, fate: this.parts.fate });
    fill(this.parts.list, ...this.texts.elements);
    fill(this.parts.jump, ...this.texts.jumps);
    this.parts.jump.hidden = this.used.length < 2;
    this.changed = false;
    this.parts.editButton.hidden = false;
    this.parts.hint.hidden = true;
    this.parts.fate.hidden = true;
  }

  light(citations, options) {
    this.texts?.light(citations, options);
  }

  #change() {
    this.changed = true;
    this.onChange();
  }

  #item(id) {
    return this.items.find((one) => one.id === id);
  }

  #name(wanted) {
    const taken = new Set(this.items.map((item) => item.id));
    let id = wanted || `a${(this.given += 1)}`;
    for (let n = 2; taken.has(id); n += 1) id = wanted ? `${wanted}~${n}` : `a${(this.given += 1)}`;
    return id;
  }

  #blank(id) {
    return { id: id ?? this.#name(), title: "", source: "", published: "", url: "", language: "", text: "", aside: false };
  }

  #count() {
    const words = this.used.reduce((sum, item) => sum + item.text.trim().split(/\s+/).length, 0);
    this.parts.count.textContent = words ? `${this.used.length} · ${plural(words, "word")}` : "";
  }

  #form(item) {
    const card = make("li", { class: "card" });
    const text = make("textarea", { rows: "3", "aria-label": "Text of the article", placeholder: "Paste an article here" });
    const use = make("input", { type: "checkbox" });
    const refresh = () => {
      const number = this.items.indexOf(item) + 1;
      card.classList.toggle("blank", !item.text.trim());
      card.classList.toggle("aside", item.aside);
      text.setAttribute("aria-label", `Text of article ${number}`);
      remove.setAttribute("aria-label", `Remove article ${number}`);
      use.checked = !item.aside;
      this.#count();
    };
    const changed = () => {
      this.typed = true;
      this.#change();
      refresh();
    };
    const remove = make("button", { type: "button", class: "quiet", on: { click: () => {
      const at = this.items.indexOf(item);
      this.items.splice(at, 1);
      this.#change();
      this.edit();
      this.parts.list.children[Math.min(at, this.items.length - 1)].querySelector("textarea").focus();
    } } }, "Remove");
    text.value = item.text;
    use.addEventListener("change", () => { item.aside = !use.checked; changed(); });
    text.addEventListener("input", () => {
      item.text = text.value;
      if (this.items.at(-1).text.trim()) {
        this.items.push(this.#blank());
        this.parts.list.append(this.#form(this.items.at(-1)));
      }
      changed();
    });
    text.addEventListener("paste", (event) => {
      const found = item.text.trim() ? null : pasted(event.clipboardData.getData("text/plain"));
      if (!found) return;
      event.preventDefault();
      this.typed = true;
      this.onFound(found);
    });
    card.append(
      make("div", { class: "fields" }, ...FIELDS.map(([name, label]) => this.#field(item, name, label, changed))),
      text,
      make("div", { class: "bar feet" }, make("label", { class: "check" }, use, "Use"), make("span", { class: "grow" }), remove));
    refresh();
    return card;
  }

  #field(item, name, label, changed) {
    const field = make("input", { type: "text", value: item[name], placeholder: name === "published" ? "2026-03-10T09:40Z" : "" });
    const fault = make("span", { class: "finding" });
    const check = () => {
      const wrong = name === "published" && item.published !== "" && !isDate(item.published);
      field.setAttribute("aria-invalid", String(wrong));
      fault.textContent = wrong ? "Not a date: it is left out." : "";
    };
    field.addEventListener("input", () => { item[name] = field.value.trim(); check(); changed(); });
    field.addEventListener("change", () => {
      if (name !== "published") return;
      item.published = isoDate(field.value);
      field.value = item.published;
      check();
    });
    check();
    return make("label", { class: `of-${name}` }, label, field, fault);
  }
}
