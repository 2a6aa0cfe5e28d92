// The words that a sentence rests on, each with the outlets that have them.

import { button, make } from "./dom.js";

/** Quotations for spans ({ article_id, start, end, words }): one for each wording, as reprints share theirs. */
export function evidence(spans, articles) {
  const wordings = new Map();
  for (const span of spans) wordings.set(span.words, [...(wordings.get(span.words) ?? []), span]);
  return [...wordings].map(([words, same]) => make("blockquote", {}, `${words} `,
    ...same.flatMap((span, i) => [i ? ", " : null,
      button(articles.name(span.article_id), () => articles.light([span]), "link")])));
}
