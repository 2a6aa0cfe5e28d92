// Files that were opened or dropped, into articles. What cannot be read is named, never passed over in silence.

const BLOCKS = "p, li, h1, h2, h3, h4, blockquote, pre";
const FURNITURE = "script, style, nav, aside, footer, header, form, figure, noscript, template";

/** Read files; returns { articles, leftOut }. */
export async function readFiles(files) {
  const articles = [];
  const leftOut = [];
  const ordered = [...files].sort((a, b) => (a.webkitRelativePath || a.name).localeCompare(b.webkitRelativePath || b.name));
  for (const file of ordered) {
    if (file.name.startsWith(".")) continue;
    try {
      articles.push(...parse(file.name, await file.text()));
    } catch (error) {
      leftOut.push(`${file.name}: ${error.message}`);
    }
  }
  return { articles, leftOut };
}

/** All files of a drop, those inside folders included. */
export async function droppedFiles(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) return [...transfer.files];
  const found = [];
  for (const entry of entries) await walk(entry, found);
  return found;
}

/** Parse one file by its name and look. Throws an Error with a sentence for the editor. */
export function parse(name, text) {
  if (text.includes("\u0000") || text.startsWith("%PDF")) throw new Error("is not text; open it elsewhere and paste its text.");
  if (!text.trim()) throw new Error("is empty.");
  const ending = name.toLowerCase().split(".").pop();
  if (ending === "jsonl" || ending === "ndjson") {
    return text.split("\n").filter((line) => line.trim()).flatMap((line, i) => fromJson(decode(line), `${name}#${i + 1}`));
  }
  if (ending === "json") return fromJson(decode(text), name);
  if (ending === "html" || ending === "htm" || /^\s*<(!doctype html|html)/i.test(text)) return [fromHtml(text, name)];
  return [fromText(text, name)];
}

function decode(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("is not JSON.");
  }
}

function fromJson(value, name) {
  const listed = Array.isArray(value) ? value : Array.isArray(value?.articles) ? value.articles : [value];
  const found = listed.map((one, i) => fromObject(one, listed.length > 1 ? `${name}#${i + 1}` : name)).filter(Boolean);
  if (found.length === 0) throw new Error("holds no article.");
  return found;
}

function fromObject(one, name) {
  if (typeof one !== "object" || one === null) return null;
  const body = one.text ?? one.body_text ?? one.bodies?.find((b) => !/html/.test(b.contenttype ?? b.contentType ?? ""))?.value;
  const rich = one.body_html ?? one.body_xhtml ?? one.bodies?.find((b) => /html/.test(b.contenttype ?? b.contentType ?? ""))?.value;
  const text = typeof body === "string" && body.trim() ? body : typeof rich === "string" ? fromHtml(rich, name).text : "";
  if (!text.trim()) return null;
  return {
    id: one.id ?? one.uri ?? name,
    title: one.title ?? one.headline ?? one.headlines?.[0]?.value ?? "",
    source: one.source ?? one.infosources?.[0]?.name ?? "",
    published: one.published ?? one.versioncreated ?? one.versionCreated ?? "",
    text,
  };
}

function fromHtml(html, name) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const meta = (property) => page.querySelector(`meta[property="${property}"], meta[name="${property}"]`)?.content ?? "";
  const title = page.querySelector("h1")?.textContent ?? page.title;
  for (const element of page.querySelectorAll(FURNITURE)) element.remove();
  const root = page.querySelector("article") ?? page.querySelector("main") ?? page.body;
  const blocks = [...root.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  const text = (blocks.length ? blocks.map((block) => block.textContent.replace(/\s+/g, " ").trim()) : [root.textContent.trim()])
    .filter((line) => line && line !== title.trim())
    .join("\n\n");
  if (!text) throw new Error("holds no text.");
  return { id: name, title: title.trim(), source: meta("og:site_name"), published: meta("article:published_time"), text };
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
    published: fields.published ?? fields.date ?? "",
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
