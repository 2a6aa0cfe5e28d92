// The second tab: a text that somebody wrote, held against the articles sentence by sentence.

import { by, fill, make, onHover, wide } from "./dom.js";
import { evidence } from "./evidence.js";
import { capital, plural } from "./words.js";

/** Show what the service found in a draft. */
export function showDraft({ sentences }, articles) {
  const faulty = sentences.filter((one) => !one.supported).length;
  by("draft-stage").textContent = faulty ? `${plural(faulty, "sentence")} of ${sentences.length} not carried by the articles`
    : `The articles carry ${sentences.length === 1 ? "it" : `all ${sentences.length} sentences`}`;
  const entries = sentences.flatMap((one, i) => one.evidence.map(({ article_id, start, end }) =>
    ({ article_id, start, end, fate: "used", reason: `evidence for sentence ${i + 1} of the draft`, sentence: i + 1 })));
  entries.sort((a, b) => a.start - b.start || a.end - b.end);
  const elements = sentences.map((one, i) => verdict(one, i, articles, (chosen) => {
    for (const element of elements) element.classList.toggle("lit", element === chosen);
    articles.light(one.evidence, { scroll: wide() });
  }));
  fill(by("draft-result"), ...elements);
  articles.show(entries, {}, {
    onPoint: (entry) => { for (const [k, element] of elements.entries()) element.classList.toggle("lit", k === entry.sentence - 1); },
    onEnter: (entry) => elements[entry.sentence - 1].querySelector("[role=button]").focus(),
  });
}

function verdict(one, i, articles, light) {
  const element = make("li", { class: one.supported ? "good" : "bad" });
  const claim = make("p", { class: "claim", tabindex: "0", role: "button", "aria-label": `Sentence ${i + 1}: ${one.text}` }, ...marked(one));
  const point = () => light(element);
  onHover(element, point);
  for (const event of ["focus", "click"]) claim.addEventListener(event, point);
  element.append(claim,
    make("p", { class: "verdict" }, make("strong", {}, one.supported ? "Carried by the articles" : "Not carried by the articles"),
      one.evidence.length ? ` · support ${Math.round(one.score * 100)} %` : null),
    ...one.findings.map((found) => make("p", { class: found.blocking ? "finding" : "finding remark" }, capital(articles.named(found.message)))),
    ...evidence(one.evidence.map((span) => ({ ...span, words: span.text })), articles));
  return element;
}

// The claim with the words that a finding is about underlined; offsets count code points.
function marked({ text, findings }) {
  const points = Array.from(text);
  const parts = [];
  let at = 0;
  for (const { start, end, blocking } of [...findings].sort((a, b) => a.start - b.start)) {
    if (start < at || (start === 0 && end >= points.length)) continue;
    parts.push(points.slice(at, start).join(""), make("mark", { class: blocking ? "fault" : "remark" }, points.slice(start, end).join("")));
    at = end;
  }
  return [...parts, points.slice(at).join("")];
}
