// What an editor has to know beside the summary: where sources differ, what is a reprint, what was cut, and when things happened.

import { button, make } from "./dom.js";
import { FATES, KINDS, capital, date, differing, plural, stretch } from "./words.js";

/** Elements for a summary; pointing at a value or a date lights up who gives it. */
export function notes(summary, articles) {
  const reprints = summary.origins.filter((origin) => origin.article_ids.length > 1);
  return [
    section("Sources differ", summary.disagreements.map((one) => disagreement(one, articles))),
    section("Good to know", summary.notes.map((note) => articles.named(note))),
    section("Reprints", reprints.map((origin) => `${capital(articles.named(origin.reason))}. They count as one source.`)),
    summary.trail.length ? cut(summary.trail, articles) : null,
    verbatim(summary.reuse ?? [], articles),
    summary.timeline.length ? timeline(summary.timeline, articles) : null,
  ].filter(Boolean);
}

function section(title, lines) {
  return lines.length ? make("section", {}, make("h3", {}, title), make("ul", {}, ...lines.map((line) => make("li", {}, line)))) : null;
}

function disagreement(one, articles) {
  const who = (value) => {
    const names = [...new Set(value.citations.map((citation) => articles.name(citation.article_id)))].join(", ");
    const when = value.published.length ? `, ${date(value.published.at(-1))}` : "";
    return make("li", {}, button(`“${value.text}”`, () => articles.light(value.citations), "link"), ` ${names}${when}`);
  };
  return make("div", { class: "differs" }, make("p", {}, make("strong", {}, `${KINDS[one.kind] ?? KINDS.conflict}: `), differing(one)),
    make("ul", {}, ...one.values.map(who)));
}

function cut(trail, articles) {
  const counts = [...FATES.keys()].map((fate) => [fate, trail.filter((entry) => entry.fate === fate).length]).filter(([, n]) => n);
  const bar = make("div", { class: "bar-chart", "aria-hidden": "true" });
  const buttons = counts.map(([fate, n]) => {
    const part = make("span", { class: fate });
    part.style.flexGrow = n;
    bar.append(part);
    return make("li", { class: fate }, button(`${FATES.get(fate)}: ${n}`, () => articles.texts?.only(fate), "link"));
  });
  return make("section", {}, make("h3", {}, "What became of the sources' sentences"), bar, make("ul", { class: "fates" }, ...buttons));
}

function verbatim(reuse, articles) {
  const most = reuse.reduce((best, one) => (one.longest_run > (best?.longest_run ?? 0) ? one : best), null);
  if (!most) return null;
  const at = { article_id: most.article_id, start: most.source_start, end: most.source_end };
  return make("section", {}, make("h3", {}, "Word for word"),
    make("p", {}, `The longest run of words as in a source has ${plural(most.longest_run, "word")}, from `,
      button(articles.name(most.article_id), () => articles.light([at]), "link"), "."));
}

function timeline(entries, articles) {
  const list = make("ol", { class: "timeline" });
  let last = null;
  for (const entry of entries) {
    const when = stretch(entry);
    list.append(make("li", {}, when === last ? null : make("strong", {}, when),
      button(entry.text, () => articles.light(entry.citations), "plain")));
    last = when;
  }
  const title = `Timeline, ${plural(entries.length, "entry", "entries")}`;
  return make("section", {}, make("details", {}, make("summary", {}, title), list));
}
