// The page put together: input, options, and the three things it does.

import { Problem, models, stories, summarize, verify } from "./api.js";
import { Articles } from "./articles.js";
import { form, toClipboard } from "./copy.js";
import { button, by, fill, make, wide } from "./dom.js";
import { showDraft } from "./draft.js";
import { droppedFiles, readFiles } from "./files.js";
import { Result } from "./result.js";
import { showStories } from "./stories.js";
import { tabs } from "./tabs.js";
import { STAGES, plural, trouble } from "./words.js";

const KEY = "newsfuse-key";
const articles = new Articles(
  { list: by("articles"), count: by("count"), hint: by("drop-hint"), jump: by("jump"), editButton: by("edit-articles"), fate: by("fate") },
  { onFound: (found) => take({ articles: found, leftOut: [] }), onChange: () => { by("stale").hidden = by("result").hidden; } },
);
const result = new Result(articles, async (text) => {
  const found = await tried("problem", (auth) => verify({ text, articles: articles.bundle() }, auth));
  return found?.sentences ?? null;
});
const draft = { shown: null };
let running = null;
/** Reading that has been asked for and is not done; whatever works on the articles waits for it. */
let reading = Promise.resolve();

const key = () => by("key").value.trim();

/** Do something with the service; a problem is shown in the box and gives null. `again` repeats what led to it. */
async function tried(box, ask, again = null) {
  show(box, null);
  try {
    return await ask({ key: key() });
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    if (!(problem instanceof Problem)) throw problem;
    show(box, problem, again);
    return null;
  }
}

function show(id, problem, again = null) {
  const box = by(id);
  box.hidden = !problem;
  if (!problem) return;
  if (problem.status === 401) askForKey();
  const sent = articles.used;
  const { title, lines } = trouble(problem, (i) => sent[i]?.source || sent[i]?.title || `Article ${i + 1}`);
  const repeat = again && [0, 429, 503, 504].includes(problem.status) ? button("Try again", again) : null;
  fill(box, make("strong", {}, title), ...lines.map((line) => make("p", {}, line)), repeat);
}

function askForKey() {
  by("key-form").hidden = false;
  by("key").focus();
}

function take({ articles: found, leftOut }) {
  articles.add(found);
  by("left-out").hidden = leftOut.length === 0;
  by("left-out").textContent = leftOut.length ? `Left out: ${leftOut.join(" ")}` : "";
}

/** Let `read`, which gives articles, be waited for. */
function reads(read) {
  reading = reading.then(async () => {
    try {
      take(await read());
    } catch {
      take({ articles: [], leftOut: ["What was given could not be read."] });
    }
  });
  return reading;
}

/** Forget the articles and all that was made of them. */
function reset() {
  running?.abort();
  result.hide();
  articles.clear();
  draft.shown = null;
  by("empty").hidden = false;
  by("left-out").hidden = true;
  for (const id of ["problem", "draft-problem", "stories-problem"]) show(id, null);
  for (const id of ["stage", "draft-stage", "stories-stage"]) by(id).textContent = "";
  for (const id of ["draft-result", "stories", "strays"]) fill(by(id));
}

function options() {
  const focus = by("focus").value.trim();
  const verbatim = Number(by("verbatim").value);
  return { max_words: Number(by("max-words").value), style: by("style").value, headline: by("headline").checked, timeline: by("timeline").checked,
    fusion: by("fusion").value, on_mixed: by("mixed").value, ...(focus ? { focus } : {}), ...(verbatim ? { max_verbatim_words: verbatim } : {}) };
}

/** Show how far the work is; null hides it. */
function progress(stage) {
  by("working").hidden = stage === null;
  by("stage").classList.remove("unseen");
  const at = [...STAGES.keys()].indexOf(stage);
  const bar = by("progress");
  bar.max = STAGES.size;
  if (at < 0) bar.removeAttribute("value");
  else bar.value = at + 0.5;
  by("stage").textContent = stage === null ? "" : `${STAGES.get(stage) ?? stage} …`;
}

async function run(event) {
  event?.preventDefault();
  running?.abort();
  const mine = new AbortController();
  running = mine;
  await reading;
  result.hide();
  by("empty").hidden = true;
  by("cancel").hidden = false;
  fill(by("preview"));
  progress("Sending");
  const onEvent = (name, data) => {
    if (name === "stage") progress(data.stage);
    if (name === "sentence") by("preview").append(make("li", {}, data.sentence.text));
  };
  try {
    const asked = { articles: articles.bundle(), options: options() };
    const summary = await tried("problem", (auth) => summarize(asked, { ...auth, signal: mine.signal, onEvent }), () => run());
    progress(null);
    if (summary) {
      result.show(summary);
      by("stage").textContent = `${plural(summary.sentences.length, "sentence")}, each with its sources.`;
      by("stage").classList.add("unseen");
      if ([by("go"), by("cancel"), document.body].includes(document.activeElement)) by("result-title").focus({ preventScroll: wide() });
    }
  } catch (error) {
    if (error.name !== "AbortError") throw error;
    if (running !== mine) return;
    progress(null);
    by("stage").textContent = "Cancelled.";
    by("go").focus();
  } finally {
    if (running === mine) by("cancel").hidden = true;
  }
}

/** Do the work of a tab once: its button rests meanwhile. */
async function once(button, stage, box, ask, again) {
  await reading;
  button.disabled = true;
  by(stage).textContent = "Working …";
  try {
    return await tried(box, ask, again);
  } finally {
    by(stage).textContent = "";
    button.disabled = false;
  }
}

async function checkDraft(event) {
  event?.preventDefault();
  fill(by("draft-result"));
  draft.shown = await once(by("check"), "draft-stage", "draft-problem",
    (auth) => verify({ text: by("draft").value, articles: articles.bundle() }, auth), () => checkDraft());
  if (draft.shown) showDraft(draft.shown, articles);
}

async function sortPile() {
  fill(by("stories"));
  fill(by("strays"));
  const asked = () => ({ articles: articles.bundle(), options: { ...options(), on_mixed: "keep", timeline: false } });
  const found = await once(by("sort"), "stories-stage", "stories-problem", (auth) => stories(asked(), auth), () => sortPile());
  if (found) {
    showStories(found, articles, (ids) => {
      articles.choose(ids);
      choose("tab-summary");
      run();
    });
  }
}

async function offerExamples() {
  const response = await fetch("/page/examples/index.json");
  if (!response.ok) return;
  for (const { name, title } of await response.json()) {
    const open = () => reads(async () => {
      const bundle = await (await fetch(`/page/examples/${name}.json`)).json();
      reset();
      return { articles: bundle.articles, leftOut: [] };
    });
    by("examples").append(button(title, open, "link"), " ");
  }
}

async function nameModel() {
  const known = await tried("problem", (auth) => models(auth));
  const used = known?.find((one) => one.in_use);
  const auto = by("fusion").options[0];
  if (used) auto.textContent = `written by the model ${used.name}`;
}

by("options").addEventListener("submit", run);
by("cancel").addEventListener("click", () => running?.abort());
by("clear").addEventListener("click", reset);
for (const id of ["files", "folder"]) {
  by(id).addEventListener("change", (event) => {
    const files = [...event.target.files];
    event.target.value = "";
    reads(() => readFiles(files));
  });
}
// Anywhere on the page: a browser opens a file that is dropped beside the place meant for it, and all work is gone.
addEventListener("dragover", (event) => { event.preventDefault(); by("drop").classList.add("dropping"); });
addEventListener("dragleave", (event) => { if (!event.relatedTarget) by("drop").classList.remove("dropping"); });
addEventListener("drop", (event) => {
  event.preventDefault();
  by("drop").classList.remove("dropping");
  const found = droppedFiles(event.dataTransfer);
  reads(async () => readFiles(await found));
});
addEventListener("beforeunload", (event) => { if (articles.typed && articles.used.length) event.preventDefault(); });
by("draft-form").addEventListener("submit", checkDraft);
by("sort").addEventListener("click", () => sortPile());
by("key").value = sessionStorage.getItem(KEY) ?? "";
by("key-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, key());
  by("key-form").hidden = true;
  await nameModel();
});
by("copies").addEventListener("click", async (event) => {
  const name = event.target.dataset?.copy;
  if (!name) return;
  const done = await toClipboard(name, form(name, result.summary, articles)).then(() => true, () => false);
  by("copied").textContent = done ? `Copied as ${event.target.textContent}.` : "The browser does not let this page copy.";
});
const choose = tabs((id) => {
  // Each tab marks the articles in its own way; what was edited since stays in its form.
  if (articles.changed) return;
  if (id === "tab-summary" && result.summary) result.showSources();
  else if (id === "tab-draft" && draft.shown) showDraft(draft.shown, articles);
  else articles.edit();
});
// What is scrolled to must not end up under the head, whose height depends on the number of articles.
new ResizeObserver(() => { by("drop").style.scrollPaddingTop = `${by("head").offsetHeight}px`; }).observe(by("head"));
await Promise.all([offerExamples(), nameModel()]);
