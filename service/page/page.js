// The page put together: tabs, input, options, and the three things it does.

import { stories, summarize, verify } from "./api.js";
import { Articles } from "./articles.js";
import { by, fill, make, showProblem } from "./dom.js";
import { droppedFiles, readFiles } from "./files.js";
import { Result } from "./result.js";

const STAGES = { clean: "Reading", encode: "Comparing sentences", origins: "Finding reprints", rank: "Ranking", select: "Choosing",
  fuse: "Fusing", verify: "Checking against the sources", compose: "Composing" };
const articles = new Articles(by("articles"), by("count"));
const key = () => by("key").value.trim();
const result = new Result(articles, async (text) => {
  try {
    return (await verify({ text, articles: articles.bundle() }, { key: key() })).sentences;
  } catch (problem) {
    showProblem(by("problem"), problem);
    return null;
  }
});
let running = null;

function take({ articles: found, leftOut }) {
  articles.items = articles.items.filter((item) => item.text.trim());
  articles.add(found);
  by("left-out").hidden = leftOut.length === 0;
  by("left-out").textContent = leftOut.length ? `Left out: ${leftOut.join("; ")}` : "";
}

function options() {
  const focus = by("focus").value.trim();
  return { max_words: Number(by("max-words").value), style: by("style").value, headline: by("headline").checked,
    timeline: by("timeline").checked, fusion: by("fusion").checked ? "auto" : "none", ...(focus ? { focus } : {}) };
}

async function run(event) {
  event.preventDefault();
  running?.abort();
  running = new AbortController();
  showProblem(by("problem"), null);
  by("result").hidden = true;
  by("cancel").hidden = false;
  by("stage").textContent = "Sending";
  try {
    const summary = await summarize({ articles: articles.bundle(), options: options() }, {
      key: key(), signal: running.signal,
      onEvent: (name, data) => { if (name === "stage") by("stage").textContent = STAGES[data.stage] ?? data.stage; },
    });
    by("stage").textContent = "";
    result.show(summary);
  } catch (problem) {
    by("stage").textContent = problem.name === "AbortError" ? "Cancelled" : "";
    if (problem.name !== "AbortError") showProblem(by("problem"), problem);
  } finally {
    by("cancel").hidden = true;
  }
}

async function checkDraft(event) {
  event.preventDefault();
  showProblem(by("draft-problem"), null);
  fill(by("draft-result"));
  try {
    const { sentences } = await verify({ text: by("draft").value, articles: articles.bundle() }, { key: key() });
    fill(by("draft-result"), ...sentences.map((one) => make("li", { class: one.supported ? "" : "bad" },
      make("span", {}, one.text),
      make("span", { class: one.supported ? "badge" : "badge warn" }, one.supported ? " supported" : " not supported"),
      ...one.findings.map((f) => make("span", { class: `finding ${f.blocking ? "" : "remark"}` }, f.message)),
      ...one.evidence.map((e) => make("span", { class: "evidence" }, `${e.article_id}: ${e.text}`)))));
  } catch (problem) {
    showProblem(by("draft-problem"), problem);
  }
}

async function sortPile() {
  showProblem(by("stories-problem"), null);
  fill(by("stories"));
  try {
    const sorted = await stories({ articles: articles.bundle() }, { key: key() });
    fill(by("stories"), ...sorted.stories.map((story) => make("li", {},
      make("strong", {}, story.headline ?? story.article_ids[0]),
      make("span", { class: "evidence" }, story.article_ids.join(", ")),
      story.summary ? make("p", {}, story.summary.text) : null)));
  } catch (problem) {
    showProblem(by("stories-problem"), problem);
  }
}

function tabs() {
  const all = [...document.querySelectorAll("[role=tab]")];
  const choose = (tab, focus) => {
    for (const one of all) {
      const chosen = one === tab;
      one.setAttribute("aria-selected", String(chosen));
      one.tabIndex = chosen ? 0 : -1;
      by(one.getAttribute("aria-controls")).hidden = !chosen;
    }
    if (focus) tab.focus();
  };
  for (const [i, tab] of all.entries()) {
    tab.addEventListener("click", () => choose(tab, false));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) choose(all[(i + step + all.length) % all.length], true);
    });
  }
}

async function examples() {
  const response = await fetch("/page/examples/index.json");
  if (!response.ok) return;
  for (const { name, title } of await response.json()) {
    const button = make("button", { type: "button", class: "link" }, title);
    button.addEventListener("click", async () => {
      const bundle = await (await fetch(`/page/examples/${name}.json`)).json();
      articles.items = [];
      take({ articles: bundle.articles, leftOut: [] });
    });
    by("examples").append(button, " ");
  }
}

by("options").addEventListener("submit", run);
by("cancel").addEventListener("click", () => running?.abort());
by("add").addEventListener("click", () => articles.add([{}]));
by("clear").addEventListener("click", () => { articles.clear(); by("result").hidden = true; });
for (const id of ["files", "folder"]) by(id).addEventListener("change", async (event) => { take(await readFiles(event.target.files)); event.target.value = ""; });
const zone = document.querySelector(".articles");
zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("dropping"); });
zone.addEventListener("dragleave", () => zone.classList.remove("dropping"));
zone.addEventListener("drop", async (event) => {
  event.preventDefault();
  zone.classList.remove("dropping");
  take(await readFiles(await droppedFiles(event.dataTransfer)));
});
by("draft-form").addEventListener("submit", checkDraft);
by("sort").addEventListener("click", sortPile);
by("copies").addEventListener("click", async (event) => {
  const form = event.target.dataset?.copy;
  if (!form) return;
  await navigator.clipboard.writeText(result.copy(form));
  by("copied").textContent = "Copied";
});
tabs();
articles.add([{}]);
await examples();
