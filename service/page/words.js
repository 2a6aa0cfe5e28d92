// What the service says in names and numbers, in plain words.

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const MONTHS = "January February March April May June July August September October November December".split(" ");

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
export const number = (n) => NUMBERS[n] ?? String(n);
export const plural = (n, noun, many = `${noun}s`) => `${n} ${n === 1 ? noun : many}`;

/** The stages of a summary in order, as the service names them. */
export const STAGES = new Map([
  ["clean", "Reading the articles"],
  ["encode", "Comparing sentences"],
  ["origins", "Looking for reprints"],
  ["rank", "Weighing sentences"],
  ["select", "Choosing what to tell"],
  ["fuse", "Writing"],
  ["verify", "Checking against the sources"],
  ["compose", "Putting it together"],
]);

/** What can become of a source sentence. */
export const FATES = new Map([
  ["used", "In the summary"],
  ["redundant", "Said already"],
  ["outranked", "Weighs less"],
  ["over_budget", "No room left"],
  ["not_this_story", "Another story"],
  ["furniture", "Not part of the report"],
  ["unusable", "Cannot be used"],
]);

export const METHODS = { fused: "Written by the model", extracted: "Taken from a source as it stands", edited: "Edited by hand" };

/** A date as it is written, time zones untouched: an outlet's noon stays noon. */
export function date(iso) {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d))?/.exec(iso ?? "");
  if (!match) return iso ?? "";
  const [, year, month, day, time] = match;
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}${time ? `, ${time}` : ""}`;
}

/** The date of a timeline's entry, as wide as its source gives it. */
export function stretch({ date: from, until, granularity }) {
  const [year, month] = from.split("-");
  if (granularity === "year") return year;
  if (granularity === "month") return `${MONTHS[Number(month) - 1]} ${year}`;
  return from === until ? date(from) : `${date(from)} to ${date(until)}`;
}

/** ISO 8601 of a date in another common form; what is no date stays as it is, for the editor to see. */
export function isoDate(text) {
  const written = String(text ?? "").trim();
  if (written === "" || isDate(written)) return written;
  const parsed = new Date(written);
  if (Number.isNaN(parsed.getTime())) return written;
  if (written.includes(":")) return parsed.toISOString();
  const two = (n) => String(n).padStart(2, "0");
  return `${parsed.getFullYear()}-${two(parsed.getMonth() + 1)}-${two(parsed.getDate())}`;
}

export const isDate = (text) => /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text));

/** "One source says “12 dead”, two say “14 dead”." */
export function differing({ values }) {
  const said = values.map(({ text, origins }, i) => {
    const noun = i ? "" : origins.length === 1 ? " source" : " sources";
    return `${number(origins.length)}${noun} ${origins.length === 1 ? "says" : "say"} “${text}”`;
  });
  return `${capital(said.join(", "))}.`;
}

export const KINDS = { conflict: "Sources differ", update: "Updated since", correction: "Corrected" };

/** What went wrong, for somebody who knows nothing of HTTP: a title and lines of text. */
export function trouble(problem, articleAt = (i) => `Article ${i + 1}`) {
  const wait = problem.retryAfter ? [`Try again in ${plural(Number(problem.retryAfter), "second")}.`] : [];
  if (problem.status === 429) return { title: "The service is busy", lines: [problem.message, ...wait] };
  if (problem.status === 503) return { title: "The service is starting or stopping", lines: wait.length ? wait : [problem.message] };
  if (problem.status === 504) {
    return { title: "It took too long", lines: ["Give fewer or shorter articles, or try again when the service is less busy."] };
  }
  if (problem.status === 401) return { title: "The service wants a key", lines: ["Enter your API key at the top of this page.", problem.message] };
  const places = (problem.errors ?? []).map(({ pointer, detail }) => {
    const [, where, index, field] = /^\/(\w+)\/?(\d+)?\/?(\w+)?/.exec(pointer) ?? [];
    return where === "articles" && index ? `${articleAt(Number(index))}, ${field ?? "text"}: ${detail}.` : `${pointer || "Request"}: ${detail}.`;
  });
  return { title: problem.title ?? "Something went wrong", lines: places.length ? places : [problem.message, ...wait] };
}
