// The service's routes. A Problem carries what the service says is wrong, in its own words.

export class Problem extends Error {
  constructor(status, title, detail, retryAfter) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.retryAfter = retryAfter;
  }
}

/** Ask for a summary; `onEvent(name, data)` is told of stages and sentences as they come. */
export async function summarize(request, { key, signal, onEvent }) {
  const response = await post("/v1/summaries", request, { key, signal, accept: "text/event-stream" });
  for await (const [name, data] of events(response.body)) {
    if (name === "summary") return data;
    if (name === "problem") throw new Problem(data.status, data.title, data.detail);
    onEvent(name, data);
  }
  throw new Problem(0, "Connection lost", "The service stopped answering; try again.");
}

export async function verify(request, { key, signal } = {}) {
  return (await post("/v1/verifications", request, { key, signal })).json();
}

export async function stories(request, { key, signal } = {}) {
  return (await post("/v1/stories", request, { key, signal })).json();
}

async function post(path, body, { key, signal, accept = "application/json" }) {
  const headers = { "Content-Type": "application/json", Accept: accept };
  if (key) headers.Authorization = `Bearer ${key}`;
  let response;
  try {
    response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, "No connection", "The service cannot be reached; is it running?");
  }
  if (response.ok) return response;
  const said = await response.json().catch(() => ({}));
  throw new Problem(response.status, said.title ?? response.statusText, said.detail, response.headers.get("Retry-After"));
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
