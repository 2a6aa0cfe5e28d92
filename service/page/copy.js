// The summary in the forms that an editor may want to paste elsewhere.

import { escape } from "./dom.js";
import { WORDS } from "./sentence.js";
import { date } from "./words.js";

const FORMS = { text, markdown, html, json: (summary) => JSON.stringify(summary, null, 2) };

/** The summary as `text`, `markdown`, `html` or `json`. */
export const form = (name, summary, articles) => FORMS[name](summary, articles);

/** Put text on the clipboard; HTML also as such, so that it can be pasted into a word processor. */
export async function toClipboard(name, content) {
  if (navigator.clipboard?.write && name === "html") {
    const blob = (type) => new Blob([content], { type });
    await navigator.clipboard.write([new ClipboardItem({ "text/html": blob("text/html"), "text/plain": blob("text/plain") })]);
  } else if (navigator.clipboard) {
    await navigator.clipboard.writeText(content);
  } else {
    // Browsers have no clipboard object on pages that came over plain HTTP from another machine.
    const area = document.createElement("textarea");
    area.value = content;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("no clipboard");
  }
}

function text({ headline, text: body }) {
  return [headline, body].filter(Boolean).join("\n\n");
}

function markdown(summary, articles) {
  const { marks, notes } = numbered(summary, articles);
  const bullets = summary.style === "bullets";
  const body = summary.sentences.map((one, i) => `${bullets ? "- " : ""}${one.text} ${marks[i].map((n) => `[^${n}]`).join("")}`);
  const title = summary.headline ? `# ${summary.headline}` : null;
  return [title, body.join(bullets ? "\n" : " "), notes.map((note, i) => `[^${i + 1}]: ${note}`).join("\n")].filter(Boolean).join("\n\n");
}

function html(summary, articles) {
  const { marks, notes } = numbered(summary, articles);
  const sup = (n) => `<sup><a href="#note-${n}">${n}</a></sup>`;
  const body = summary.sentences.map((one, i) => escape(one.text) + marks[i].map(sup).join(""));
  const told = summary.style === "bullets" ? `<ul>${body.map((one) => `<li>${one}</li>`).join("")}</ul>` : `<p>${body.join(" ")}</p>`;
  const title = summary.headline ? `<h2>${escape(summary.headline)}</h2>` : "";
  return `${title}${told}<ol>${notes.map((note, i) => `<li id="note-${i + 1}">${escape(note)}</li>`).join("")}</ol>`;
}

// One note for each cited span: who, when, and its words.
function numbered({ sentences, articles: reports }, articles) {
  const notes = [];
  const number = (citation) => {
    const report = reports.find((one) => one.id === citation.article_id);
    const who = [articles.name(citation.article_id), report?.source ? report.title : null, date(report?.published)].filter(Boolean).join(", ");
    const url = articles.url(citation.article_id);
    const note = `${who}${url ? ` (${url})` : ""}: “${citation[WORDS]}”`;
    const at = notes.indexOf(note);
    return at < 0 ? notes.push(note) : at + 1;
  };
  return { marks: sentences.map((one) => one.citations.map(number)), notes };
}
