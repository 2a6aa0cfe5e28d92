// The service's routes. A Problem carries what the service says is wrong, in its own words.

export class Problem extends Error {
  constructor(status, { title, detail, errors } = {}, retryAfter = null) {
    super(detail || title || "The service gave no reason.");
    this.status = status;
    this.title = title;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/** Ask for a summary; `onEvent(name, data)` is told of stages and sentences as they come. */
export async function summarize(request, { key, signal, onEvent }) {
  const response = await send("/v1/summaries", request, { key, signal, accept: "text/event-stream" });
  for await (const [name, data] of events(response.body)) {
    if (name === "summary") return data;
    if (name === "problem") throw new Problem(data.status, data);
    onEvent(name, data);
  }
  throw new Problem(0, { title: "Connection lost", detail: "The service stopped answering. Try again." });
}

export async function verify(request, options) {
  return (await send("/v1/verifications", request, options)).json();
}

export async function stories(request, options) {
  return (await send("/v1/stories", request, options)).json();
}

export async function models(options) {
  return (await (await send("/v1/models", undefined, options)).json()).models;
}

async function send(path, body, { key, signal, accept = "application/json" }) {
  const headers = { Accept: accept };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers["X-API-Key"] = key;
  let response;
  try {
    response = await fetch(path, { method: body === undefined ? "GET" : "POST", headers, body: JSON.stringify(body), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    // A key with characters that no header can hold fails before anything is sent.
    if (key && !/^[\x20-\x7e]*$/.test(key)) throw new Problem(401, { detail: "The key holds characters that no key has." });
    throw new Problem(0, { title: "No connection", detail: "The service cannot be reached. Is it running?" });
  }
  if (response.ok) return response;
  const said = await response.json().catch(() => ({ title: response.statusText }));
  throw new Problem(response.status, said, response.headers.get("Retry-After"));
}

async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      let name = "message";
      const data = [];
      for (const line of block.split(/\r?\n/)) {
        if (line.startsWith("event:")) name = line.slice(6).trim();
        if (line.startsWith("data:")) data.push(line.slice(5).trimStart());
      }
      if (data.length) yield [name, JSON.parse(data.join("\n"))];
    }
  }
}
