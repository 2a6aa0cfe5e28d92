// The third tab: a pile of articles sorted into stories.

import { button, by, fill, make } from "./dom.js";
import { capital, number, plural } from "./words.js";

/** Show the stories of a pile; `onOpen(ids)` is told when one of them is to be worked on. */
export function showStories({ stories, singletons, unusable }, articles, onOpen) {
  const count = `${capital(number(stories.length))} ${stories.length === 1 ? "story" : "stories"}`;
  by("stories-stage").textContent = stories.length ? count : "No two articles tell the same story.";
  fill(by("stories"), ...stories.map((story) => told(story, articles, onOpen)));
  fill(by("strays"),
    named("Told by one article only", singletons, articles),
    named("Without a sentence that can be used", unusable, articles));
}

function told(story, articles, onOpen) {
  const outlets = story.article_ids.map((id) => articles.name(id)).join(", ");
  const copies = story.reprints.length ? `; ${plural(story.reprints.length, "copy", "copies")} of another` : "";
  return make("li", {},
    make("h3", {}, story.headline ?? firstWords(story) ?? outlets),
    make("p", { class: "muted" }, `${plural(story.article_ids.length, "article")}: ${outlets}${copies}`),
    story.summary ? make("p", { class: "summary" }, story.summary.text) : make("p", { class: "finding" }, story.problem),
    button("Work on this story", () => onOpen(story.article_ids)));
}

// Headlines that do not read well are refused: the beginning of the summary then names the story.
function firstWords({ summary }) {
  const words = summary?.sentences[0]?.text.split(" ") ?? [];
  return words.length ? `${words.slice(0, 9).join(" ")}${words.length > 9 ? " …" : ""}` : null;
}

function named(title, ids, articles) {
  return ids.length ? make("p", {}, make("strong", {}, `${title}: `), ids.map((id) => articles.title(id)).join("; ")) : null;
}
