// The summary: sentences that light up their sources, what is known of each, and its editing.

import { button, by, fill, make, reveal, wide } from "./dom.js";
import { evidence } from "./evidence.js";
import { notes } from "./notes.js";
import { LOW_SUPPORT, WORDS, editSentence, isDoubtful, isWeak, sentenceElement } from "./sentence.js";
import { METHODS, capital, number, plural } from "./words.js";

export class Result {
  /** `check(text)` gives the verdicts on a text by the service, or null where it gave none. */
  constructor(articles, check) {
    this.articles = articles;
    this.check = check;
    this.summary = null;
    this.written = [];
    this.pinned = null;
  }

  /** Show a new summary. */
  show(summary) {
    // The words of each citation as they are now: the articles may be edited later.
    for (const citation of summary.sentences.flatMap((one) => one.citations)) citation[WORDS] = this.articles.quote(citation);
    this.written = summary.sentences;
    this.#render(summary);
    this.showSources();
    this.#explain(null);
    this.#rest();
  }

  hide() {
    this.summary = null;
    by("result").hidden = true;
  }

  /** Show what became of each source sentence, after something else was shown of the articles. */
  showSources() {
    const reports = Object.fromEntries(this.summary.articles.map((one) => [one.id, this.#report(one)]));
    this.articles.show(this.summary.trail, reports, {
      onPoint: (entry) => this.#back(entry),
      onEnter: (entry) => { if (entry.sentence) this.elements[entry.sentence - 1].focus(); },
    });
  }

  #render(summary) {
    this.summary = summary;
    this.pinned = null;
    by("result").hidden = false;
    by("stale").hidden = true;
    const origins = summary.origins.length;
    const differing = summary.disagreements.length;
    fill(by("counts"), `${plural(summary.words, "word")} from ${plural(summary.articles.length, "article")}`,
      origins === summary.articles.length ? null : `, ${plural(origins, "independent source")}`,
      differing ? make("span", {}, " · ",
        button(`sources differ on ${plural(differing, "point")}`, () => reveal(by("notes").firstElementChild, "start"), "link warn")) : null);
    by("result-title").textContent = summary.headline ?? "Summary";
    by("result-title").classList.toggle("unseen", !summary.headline);
    by("sentences").classList.toggle("bullets", summary.style === "bullets");
    this.elements = summary.sentences.map((sentence, i) => sentenceElement(sentence, i, {
      point: () => this.#point(i),
      pin: () => this.#pin(i),
      unpin: () => this.#unpin(),
      save: (text) => this.#save(text, i),
    }));
    fill(by("sentences"), ...this.elements.flatMap((element) => [element, " "]));
    fill(by("legend"), ...legend(summary.sentences));
    fill(by("notes"), ...notes(summary, this.articles));
    by("copied").textContent = "";
  }

  #point(i) {
    this.#lightSentence(i);
    this.articles.light(this.summary.sentences[i].citations, { scroll: wide() });
    this.#explain(i);
  }

  #pin(i) {
    this.pinned = i;
    for (const [k, element] of this.elements.entries()) element.setAttribute("aria-pressed", String(k === this.pinned));
    this.#point(i);
    if (!wide()) reveal(this.elements[i]);
  }

  #unpin() {
    this.elements[this.pinned]?.focus({ preventScroll: true }); // first: a sentence in focus is explained
    this.pinned = null;
    for (const element of this.elements) element.setAttribute("aria-pressed", "false");
    this.#lightSentence(null);
    this.articles.light([]);
    this.#explain(null);
  }

  #rest() {
    by("sentences").onpointerleave = () => { if (this.pinned !== null) this.#point(this.pinned); };
  }

  // A source sentence was pointed at: light up the summary's sentence that uses it.
  #back(entry) {
    this.#lightSentence(entry.sentence ? entry.sentence - 1 : null);
    if (entry.sentence && wide()) reveal(this.elements[entry.sentence - 1]);
  }

  #lightSentence(i) {
    for (const [k, element] of this.elements.entries()) element.classList.toggle("lit", k === i);
  }

  async #save(text, i) {
    if (text === null) {
      this.#render(this.summary);
      this.elements[i].focus();
      return;
    }
    fill(by("detail"), make("p", {}, "Checking the edited sentence against the articles …"));
    this.elements[i].classList.add("busy");
    const before = this.summary;
    const verdicts = await this.check(text);
    if (this.summary !== before) return;
    const changed = verdicts === null ? this.summary.sentences[i] : {
      ...this.summary.sentences[i], text, method: "edited", repaired: null, origins: null,
      note: null, supported: verdicts.every((v) => v.supported), support: Math.min(...verdicts.map((v) => v.score)),
      findings: verdicts.flatMap((v) => v.findings),
      citations: verdicts.flatMap((v) => v.evidence.map(({ article_id, start, end, text: words }) => ({ article_id, start, end, [WORDS]: words }))),
    };
    this.#replace(i, changed);
  }

  #replace(i, sentence) {
    const sentences = this.summary.sentences.with(i, sentence);
    const text = sentences.map((one) => one.text).join(this.summary.style === "bullets" ? "\n" : " ");
    this.#render({ ...this.summary, sentences, text, words: text.split(/\s+/).length });
    this.#pin(i);
  }

  #explain(i) {
    by("detail").classList.toggle("about", i !== null);
    if (i === null) {
      fill(by("detail"), make("p", { class: "muted" }, "Point at a sentence, or tap it, to see what it rests on. ",
        make("kbd", {}, "E"), " or a double click edits it; it is then checked again."));
      return;
    }
    const sentence = this.summary.sentences[i];
    const meter = make("meter", {
      min: "0", max: "1", low: "0.5", high: LOW_SUPPORT, optimum: "1", value: sentence.support, "aria-label": "Support",
    });
    const percent = Math.round(sentence.support * 100);
    const carried = sentence.origins === null ? null
      : `${capital(number(sentence.origins))} independent ${sentence.origins === 1 ? "source carries" : "sources carry"} it.`;
    const edited = sentence.method === "edited";
    fill(by("detail"),
      make("p", { class: "heading" },
        make("span", {}, make("strong", {}, `Sentence ${i + 1}`), ` ${METHODS[sentence.method]}. `, carried),
        make("span", { class: "support" }, "Support ", meter, ` ${percent} %`)),
      isDoubtful(sentence) ? make("p", { class: "finding" }, make("strong", {}, "The articles do not carry this wording.")) : null,
      ...sentence.findings.map((one) => make("p", { class: one.blocking ? "finding" : "finding remark" }, this.articles.named(one.message))),
      sentence.repaired ? make("p", { class: "finding remark" },
        `The model's own sentence was refused: ${sentence.repaired}. The words of a source stand in its place.`) : null,
      sentence.note ? make("p", { class: "finding remark" }, `${sentence.note}.`) : null,
      ...evidence(sentence.citations.map((one) => ({ ...one, words: one[WORDS] })), this.articles),
      sentence.citations.length ? null : make("p", {}, "No article says anything like it."),
      make("div", { class: "bar" },
        button("Edit the sentence", () => editSentence(this.elements[i], sentence, i, (text) => this.#save(text, i))),
        edited ? button("Restore what was written", () => this.#replace(i, this.written[i])) : null,
        button("Close", () => this.#unpin(), "close")));
  }

  #report(article) {
    if (!article.belongs) return "tells another story, not used";
    const twins = this.summary.origins[article.origin]?.article_ids.filter((id) => id !== article.id) ?? [];
    const words = plural(article.words, "word");
    const read = article.words_read === article.words ? words : `${article.words_read} of ${words} read`;
    return twins.length ? `${read} · counts as one with ${twins.map((id) => this.articles.name(id)).join(", ")}` : read;
  }
}

function legend(sentences) {
  const marks = [
    ["repaired", sentences.some((one) => one.repaired), "the model's wording was refused, a source's own stands here"],
    ["weak", sentences.some(isWeak), "weakly supported, or with a remark"],
    ["doubtful", sentences.some(isDoubtful), "the articles do not carry it"],
    ["edited", sentences.some((one) => one.method === "edited"), "edited by hand"],
  ];
  return marks.filter(([, used]) => used).map(([kind, , text]) => make("span", { class: `mark ${kind}` }, text));
}
