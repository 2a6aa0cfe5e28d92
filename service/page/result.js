// The summary: sentences that light up their sources, marks, disagreements, editing, copies.

import { by, escape, fill, make } from "./dom.js";

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

export class Result {
  constructor(articles, check) {
    this.articles = articles;
    this.check = check;
    this.summary = null;
  }

  show(summary) {
    this.summary = summary;
    by("result").hidden = false;
    by("result-title").textContent = summary.headline ?? "Summary";
    by("sentences").classList.toggle("bullets", summary.style === "bullets");
    fill(by("sentences"), ...summary.sentences.flatMap((sentence, i) => [this.#sentence(sentence, i), " "]));
    by("counts").textContent = `${summary.articles.length} articles, ${summary.origins.length} origins, ${summary.words} words` +
      (summary.model ? `, fused by ${summary.model}` : ", sentences as in the sources");
    fill(by("notes"),
      ...summary.disagreements.map((one) => make("li", {}, make("strong", {}, "Sources differ: "), disagreement(one))),
      ...summary.origins.filter((origin) => origin.article_ids.length > 1)
        .map((origin) => make("li", {}, `${origin.article_ids.join(", ")} count as one: ${origin.reason}.`)),
      ...summary.notes.map((note) => make("li", {}, note)));
    fill(by("timeline-list"), summary.timeline.length ? timeline(summary.timeline) : null);
    this.articles.show(summary.trail, (entry) => this.#fate(entry));
    this.#detail("Point at a sentence to see what it rests on.");
  }

  /** The summary in one of the forms of the copy buttons. */
  copy(form) {
    const { headline, sentences, text } = this.summary;
    if (form === "json") return JSON.stringify(this.summary, null, 2);
    if (form === "text") return [headline, text].filter(Boolean).join("\n\n");
    const cited = sentences.flatMap((s) => s.citations);
    const names = [...new Set(cited.map((c) => c.article_id))];
    const title = (id) => this.summary.articles.find((a) => a.id === id);
    const note = (id) => [title(id)?.source, title(id)?.title, id].filter(Boolean).join(", ");
    const numbers = (s) => [...new Set(s.citations.map((c) => names.indexOf(c.article_id) + 1))];
    if (form === "markdown") {
      const body = sentences.map((s) => `${s.text} ${numbers(s).map((n) => `[^${n}]`).join("")}`).join(" ");
      return [headline ? `# ${headline}` : null, body, names.map((id, i) => `[^${i + 1}]: ${note(id)}`).join("\n")].filter(Boolean).join("\n\n");
    }
    const body = sentences.map((s) => escape(s.text) + numbers(s).map((n) => `<sup><a href="#note-${n}">${n}</a></sup>`).join("")).join(" ");
    const notes = names.map((id, i) => `<li id="note-${i + 1}">${escape(note(id))}</li>`).join("");
    return `${headline ? `<h2>${escape(headline)}</h2>` : ""}<p>${body}</p><ol>${notes}</ol>`;
  }

  #sentence(sentence, i) {
    const doubtful = sentence.supported === false || sentence.findings.some((f) => f.blocking);
    const kind = [sentence.repaired ? "repaired" : "", doubtful ? "doubtful" : ""].join(" ");
    const shown = make("span", { class: `sentence ${kind}`, tabindex: "0", role: "button", "aria-label": sentence.text, "aria-describedby": "detail" }, sentence.text);
    const point = () => { this.articles.light(sentence.citations); this.#explain(sentence, i); };
    for (const event of ["mouseenter", "focus", "click"]) shown.addEventListener(event, point);
    shown.addEventListener("dblclick", () => this.#edit(shown, sentence, i));
    shown.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !shown.isContentEditable) point();
      if (event.key.toLowerCase() === "e" && !shown.isContentEditable) { event.preventDefault(); this.#edit(shown, sentence, i); }
    });
    return shown;
  }

  #edit(shown, sentence, i) {
    if (shown.isContentEditable) return;
    shown.setAttribute("contenteditable", "true");
    shown.setAttribute("role", "textbox");
    shown.focus();
    const finish = async (keep) => {
      shown.removeEventListener("keydown", key);
      shown.removeEventListener("blur", blur);
      shown.setAttribute("contenteditable", "false");
      const text = shown.textContent.replace(/\s+/g, " ").trim();
      if (!keep || !text || text === sentence.text) { this.show(this.summary); return; }
      await this.#recheck(text, i);
    };
    const key = (event) => {
      event.stopPropagation();
      if (event.key === "Enter") { event.preventDefault(); finish(true); }
      if (event.key === "Escape") finish(false);
    };
    const blur = () => finish(true);
    shown.addEventListener("keydown", key);
    shown.addEventListener("blur", blur);
  }

  async #recheck(text, i) {
    this.#detail("Checking the edited sentence …");
    const verdicts = await this.check(text);
    if (!verdicts) { this.show(this.summary); return; }
    const edited = {
      ...this.summary.sentences[i], text, method: "edited", repaired: null, note: "edited by hand",
      supported: verdicts.every((v) => v.supported), support: Math.min(...verdicts.map((v) => v.score)),
      findings: verdicts.flatMap((v) => v.findings),
      citations: verdicts.flatMap((v) => v.evidence.map(({ article_id, start, end }) => ({ article_id, start, end }))),
    };
    const sentences = this.summary.sentences.with(i, edited);
    const joined = sentences.map((s) => s.text).join(this.summary.style === "bullets" ? "\n" : " ");
    this.show({ ...this.summary, sentences, text: joined, words: joined.split(/\s+/).length });
    this.articles.light(edited.citations);
    this.#explain(edited, i);
  }

  #explain(sentence, i) {
    const method = { fused: "fused from the marked sentences", extracted: "taken from a source", edited: "edited by hand" }[sentence.method];
    const origins = `${NUMBERS[sentence.origins] ?? sentence.origins} ${sentence.origins === 1 ? "origin says" : "origins say"} it`;
    const parts = [make("span", { class: "badge" }, `Sentence ${i + 1}: ${method}. `), `${origins}. Support ${Math.round(sentence.support * 100)} %. `];
    if (sentence.supported === false) parts.push(make("span", { class: "badge warn" }, "The sources do not carry this wording. "));
    if (sentence.repaired) parts.push(make("span", { class: "badge warn" }, `Replaced: the model's own sentence was refused (${sentence.repaired}) `));
    for (const finding of sentence.findings) parts.push(make("span", { class: `finding ${finding.blocking ? "" : "remark"}` }, finding.message));
    for (const citation of sentence.citations) {
      const [name, words] = this.articles.quote(citation);
      parts.push(make("span", { class: "evidence" }, `${name}: “${words}”`));
    }
    fill(by("detail"), ...parts);
  }

  #fate(entry) {
    const words = { used: "Used", furniture: "Left out", redundant: "Said already", outranked: "Not chosen", over_budget: "No room",
      unusable: "Not usable", not_this_story: "Another story" };
    this.#detail(`${words[entry.fate] ?? entry.fate}: ${entry.reason}.`);
  }

  #detail(text) {
    fill(by("detail"), text);
  }
}

function disagreement(one) {
  const said = one.values.map((value) => {
    const count = value.origins.length;
    const who = `${NUMBERS[count] ?? count} ${count === 1 ? "source says" : "sources say"}`;
    return `${who} “${value.text}”`;
  });
  const kind = { conflict: "", update: " (a later count)", correction: " (a correction)" }[one.kind] ?? "";
  return said.map((text, i) => (i ? text[0].toLowerCase() + text.slice(1) : text)).join(", ") + kind + ".";
}

function timeline(entries) {
  const list = make("dl", {});
  for (const entry of entries) list.append(make("dt", {}, entry.date), make("dd", {}, entry.text));
  return make("details", { open: "" }, make("summary", {}, "Timeline"), list);
}
