// Files that were opened or dropped, and what was pasted, into articles. What cannot be read is named, never passed over in silence.

import { isoDate } from "./words.js";

const BLOCKS = "p, li, h1, h2, h3, h4, blockquote, pre";
const FURNITURE = "script, style, nav, aside, footer, header, form, figure, noscript, template";
// The page demands trusted types; a document made by the parser runs nothing, and only its text is taken.
const inert = globalThis.trustedTypes?.createPolicy("newsfuse-read", { createHTML: (html) => html }) ?? { createHTML: (html) => html };

/** Read files; returns { articles, leftOut }. */
export async function readFiles(files) {
  const articles = [];
  const leftOut = [];
  const path = (file) => file.webkitRelativePath || file.name;
  for (const file of [...files].sort((a, b) => path(a).localeCompare(path(b)))) {
    if (file.name.startsWith(".")) continue;
    try {
      articles.push(...parse(file.name, decode(new Uint8Array(await file.arrayBuffer()))));
    } catch (error) {
      leftOut.push(`${file.name} ${error.message}`);
    }
  }
  return { articles, leftOut };
}

/** All files of a drop, those inside folders included; where there are none, the text that was dragged as one. */
export async function droppedFiles(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const text = transfer.getData("text/plain");
  const plain = [...transfer.files];
  const found = [];
  for (const entry of entries) await walk(entry, found);
  if (found.length === 0) found.push(...plain);
  if (found.length === 0 && text.trim()) found.push(new File([text], "dropped text"));
  return found;
}

/** Articles of pasted text that is a bundle or the source of a page; null where it is text to be kept as it is. */
export function pasted(text) {
  const bundle = /^\s*[[{]/.test(text);
  if (!bundle && !/^\s*<(!doctype html|html|article|body)\b/i.test(text)) return null;
  try {
    return parse(bundle ? "pasted.json" : "pasted.html", text);
  } catch {
    return null;
  }
}

/** Parse one file by its name and look. Throws an Error whose message goes on after the file's name. */
export function parse(name, text) {
  if (text.includes("\u0000") || text.startsWith("%PDF")) throw new Error("is not text; open it elsewhere and paste its text.");
  if (!text.trim()) throw new Error("is empty.");
  const ending = name.toLowerCase().split(".").pop();
  if (ending === "jsonl" || ending === "ndjson") {
    return text.split("\n").filter((line) => line.trim()).flatMap((line, i) => fromJson(line, `${name}#${i + 1}`));
  }
  if (ending === "json") return fromJson(text, name);
  if (["html", "htm", "xhtml"].includes(ending) || /^\s*<(!doctype html|html)/i.test(text)) return [fromHtml(text, name)];
  return [fromText(text, name)];
}

/** Bytes to text: by byte order mark, as UTF-8, by what an HTML page says, else as Windows-1252, which old systems write. */
function decode(bytes) {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  if (mark) return new TextDecoder(mark).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, 2048));
    const named = /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1];
    try {
      return new TextDecoder(named ?? "windows-1252").decode(bytes);
    } catch {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  }
}

function fromJson(text, name) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error("is not JSON.");
  }
  const listed = Array.isArray(value) ? value : Array.isArray(value?.articles) ? value.articles : [value];
  const found = listed.map((one, i) => fromObject(one, listed.length > 1 ? `${name}#${i + 1}` : name)).filter(Boolean);
  if (found.length === 0) throw new Error("holds no article.");
  return found;
}

function fromObject(one, name) {
  if (typeof one !== "object" || one === null) return null;
  const body = (rich) => one.bodies?.find?.((b) => /html/.test(b.contenttype ?? b.contentType ?? "") === rich)?.value;
  const plain = one.text ?? one.body_text ?? body(false);
  const rich = one.body_html ?? one.body_xhtml ?? body(true);
  const text = typeof plain === "string" && plain.trim() ? plain : typeof rich === "string" && rich.trim() ? fromHtml(rich, name).text : "";
  if (!text.trim()) return null;
  const words = (...values) => String(values.find((value) => ["string", "number"].includes(typeof value)) ?? "");
  return {
    id: words(one.id, one.uri, name),
    title: words(one.title, one.headline, one.headlines?.[0]?.value),
    source: words(one.source, one.infosources?.[0]?.name, one.byline),
    published: isoDate(words(one.published, one.versioncreated, one.versionCreated)),
    url: words(one.url),
    language: words(one.language),
    text,
  };
}

function fromHtml(html, name) {
  const page = new DOMParser().parseFromString(inert.createHTML(html), "text/html");
  const meta = (property) => page.querySelector(`meta[property="${property}"], meta[name="${property}"]`)?.content ?? "";
  const title = (page.querySelector("h1")?.textContent ?? page.title).replace(/\s+/g, " ").trim();
  const published = meta("article:published_time") || (page.querySelector("time[datetime]")?.getAttribute("datetime") ?? "");
  const url = page.querySelector('link[rel="canonical"]')?.getAttribute("href") ?? meta("og:url");
  for (const element of page.querySelectorAll(FURNITURE)) element.remove();
  const root = page.querySelector("article") ?? page.querySelector("main") ?? page.body;
  const blocks = [...root.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  const lines = (blocks.length ? blocks : [root]).map((block) => block.textContent.replace(/\s+/g, " ").trim());
  const text = lines.filter((line) => line && line !== title).join("\n\n");
  if (!text) throw new Error("holds no text.");
  return { id: name, title, source: meta("og:site_name"), published: isoDate(published), url, text };
}

function fromText(text, name) {
  const block = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(\r?\n|$)/.exec(text);
  const fields = {};
  for (const line of block ? block[1].split(/\r?\n/) : []) {
    const match = /^(\w+):\s*(.*?)\s*$/.exec(line);
    if (match) fields[match[1].toLowerCase()] = match[2].replace(/^(["'])(.*)\1$/, "$2");
  }
  return {
    id: name,
    title: fields.title ?? "",
    source: fields.source ?? "",
    published: isoDate(fields.published ?? fields.date),
    url: fields.url ?? "",
    text: block ? text.slice(block[0].length).trim() : text,
  };
}

async function walk(entry, found) {
  if (entry.isFile) {
    found.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const children = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (children.length === 0) return;
    for (const child of children) await walk(child, found);
  }
}
