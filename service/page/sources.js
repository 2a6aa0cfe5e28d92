// The articles as texts whose sentences can be pointed at, and light up when something that rests on them is pointed at.

import { fill, make, onHover, reveal } from "./dom.js";
import { FATES, date } from "./words.js";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export class SourceTexts {
  /**
   * `entries` are spans ({ article_id, start, end, fate, reason, sentence }) in reading order; `reports` say of each article, by id,
   * what was read of it. `onPoint(entry)` is told when a span is pointed at, `onEnter(entry)` when Enter is pressed on it.
   */
  constructor(articles, entries, reports, { onPoint, onEnter, fate }) {
    this.articles = articles;
    this.fate = fate;
    this.onPoint = onPoint;
    this.onEnter = onEnter;
    this.spans = [];
    const of = (item) => entries.filter((one) => one.article_id === item.id);
    this.elements = articles.used.map((item, i) => this.#article(item, i, of(item), reports[item.id]));
    this.jumps = articles.used.map((item, i) => {
      const used = of(item).filter((entry) => entry.fate === "used").length;
      return make("button", { type: "button", on: { click: () => reveal(this.elements[i], "start") } }, articles.name(item.id),
        used ? make("span", { class: "tally", title: "marked sentences" }, used) : null);
    });
  }

  /** Light up the spans that overlap the citations; `scroll` brings the first into view. */
  light(citations, { scroll = true } = {}) {
    const hit = ({ entry }) => citations.some((one) => one.article_id === entry.article_id && one.start < entry.end && entry.start < one.end);
    let first = null;
    for (const span of this.spans) {
      const lit = hit(span);
      span.element.classList.toggle("lit", lit);
      if (lit) first ??= span.element;
    }
    if (scroll && first) reveal(first);
  }

  /** Mark all spans with one fate, or with null none. */
  only(fate) {
    for (const { entry, element } of this.spans) element.classList.toggle("lit", entry.fate === fate);
    if (fate) reveal(this.spans.find(({ entry }) => entry.fate === fate)?.element);
  }

  #article(item, i, entries, report) {
    const title = item.title || item.source || item.id;
    const url = this.articles.url(item.id);
    const heading = url ? make("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, title) : title;
    const facts = [item.title ? item.source : "", date(item.published), report].filter(Boolean).join(" · ");
    return make("li", { class: "source" },
      make("h3", {}, heading), facts ? make("p", { class: "muted facts" }, facts) : null, this.#text(item, i, entries));
  }

  // Offsets count code points, JavaScript strings count UTF-16 units: the text is cut as an array of code points.
  #text(item, i, entries) {
    const points = Array.from(item.text);
    const cut = (from, to) => points.slice(from, to).join("");
    const shown = make("div", { class: "text", role: "group", "aria-label": `Article ${i + 1}; arrow keys go from sentence to sentence` });
    const own = [];
    let at = 0;
    for (const entry of entries) {
      if (entry.start < at) continue;
      const element = make("span", { "data-fate": entry.fate, "data-sentence": entry.sentence, role: "button", tabindex: own.length ? "-1" : "0" },
        cut(entry.start, entry.end));
      shown.append(cut(at, entry.start), element);
      own.push({ entry, element });
      at = entry.end;
      const point = () => this.#point(entry, element);
      onHover(element, point);
      for (const event of ["focus", "click"]) element.addEventListener(event, point);
      element.addEventListener("keydown", (event) => this.#key(event, entry, element, own));
    }
    shown.append(cut(at));
    this.spans.push(...own);
    return shown;
  }

  #key(event, entry, element, own) {
    if (event.key === "Enter") this.onEnter(entry);
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = own[own.findIndex((one) => one.element === element) + step]?.element;
    if (!next) return;
    element.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  #point(entry, element) {
    for (const span of this.spans) span.element.classList.toggle("lit", span.element === element);
    this.fate.hidden = !entry.reason;
    fill(this.fate, make("strong", {}, FATES.get(entry.fate) ?? entry.fate), `: ${this.articles.named(entry.reason)}.`);
    this.onPoint(entry);
  }
}
