// The JSON API, and what to do when it does not answer.

const root = "/api/v1/";

/// A refusal, in the server's words.
export class Refusal extends Error {
  constructor(status, problem, parameter) {
    super(parameter ? `${parameter}: ${problem}` : problem);
    this.status = status;
    this.parameter = parameter;
  }
}

function query(parameters) {
  const items = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") items.append(name, one);
    }
  }
  return items;
}

export function address(name, parameters = {}) {
  const items = query(parameters).toString();
  return root + name + (items ? `?${items}` : "");
}

async function refusal(answer) {
  const text = await answer.text();
  try {
    const { error } = JSON.parse(text);
    return new Refusal(answer.status, error.problem, error.parameter);
  } catch {
    return new Refusal(answer.status, text.trim() || `HTTP ${answer.status}`);
  }
}

/// The answer's JSON. Throws a Refusal, or what `fetch` throws when nobody answers.
export async function get(name, parameters, signal) {
  return follow(address(name, parameters), signal);
}

/// The same of a link that an answer gave.
export async function follow(link, signal) {
  const answer = await fetch(link, { signal, headers: { Accept: "application/json" } });
  if (!answer.ok) throw await refusal(answer);
  return answer.json();
}

/// Asks again and again while the page is seen, and leaves alone what has not changed.
export class Poll {
  constructor(name, milliseconds, { onAnswer, onSame, onProblem }) {
    Object.assign(this, { name, milliseconds, onAnswer, onSame, onProblem });
    this.tag = undefined;
    this.look = () => { if (!document.hidden) this.now(); };
    document.addEventListener("visibilitychange", this.look);
    this.now();
  }

  async now() {
    clearTimeout(this.timer);
    if (this.isAsking || this.isStopped) return;
    this.isAsking = true;
    try {
      const headers = { Accept: "application/json" };
      if (this.tag) headers["If-None-Match"] = this.tag;
      const answer = await fetch(root + this.name, { headers, cache: "no-store", signal: AbortSignal.timeout(15000) });
      if (this.isStopped) return;
      if (answer.status === 304) this.onSame?.();
      else if (!answer.ok) throw await refusal(answer);
      else {
        const body = await answer.json();
        this.tag = answer.headers.get("ETag") ?? undefined;
        if (!this.isStopped) this.onAnswer(body);
      }
    } catch (problem) {
      if (!this.isStopped) this.onProblem(problem);
    } finally {
      this.isAsking = false;
      // A page that nobody sees asks seldom.
      if (!this.isStopped) this.timer = setTimeout(() => this.now(), document.hidden ? 30000 : this.milliseconds);
    }
  }

  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.look);
  }
}

/// Server-sent events, with the reason when they are refused; goes on behind the last one after a lost connection.
export class Stream {
  constructor(parameters, { onEvent, onState }) {
    Object.assign(this, { parameters, onEvent, onState, last: undefined });
    this.abort = new AbortController();
    this.run();
  }

  stop() {
    this.abort.abort();
    clearTimeout(this.timer);
  }

  async run() {
    let wait = 1000;
    while (!this.abort.signal.aborted) {
      let problem = "the connection was lost";
      try {
        const headers = { Accept: "text/event-stream" };
        if (this.last !== undefined) headers["Last-Event-ID"] = this.last;
        const answer = await fetch(address("events/stream", this.parameters), { headers, signal: this.abort.signal, cache: "no-store" });
        if (!answer.ok) throw await refusal(answer);
        this.onState("open");
        wait = 1000;
        await this.read(answer.body.pipeThrough(new TextDecoderStream()).getReader());
      } catch (error) {
        if (this.abort.signal.aborted) return;
        problem = error.message;
        // What is wrong with the question stays wrong.
        if (error instanceof Refusal && error.status < 500 && error.status !== 429) return this.onState("refused", problem);
      }
      if (this.abort.signal.aborted) return;
      this.onState("waiting", problem);
      await new Promise((done) => { this.timer = setTimeout(done, wait); });
      wait = Math.min(wait * 2, 15000);
    }
  }

  async read(reader) {
    let rest = "";
    while (true) {
      // The server says every 15 seconds that it is there.
      const silence = setTimeout(() => reader.cancel(), 45000);
      const { done, value } = await reader.read();
      clearTimeout(silence);
      if (done) return;
      rest += value;
      let end;
      while ((end = rest.indexOf("\n\n")) >= 0) {
        this.block(rest.slice(0, end));
        rest = rest.slice(end + 2);
      }
    }
  }

  block(text) {
    let type = "message", id, data = "";
    for (const line of text.split("\n")) {
      if (line.startsWith("event: ")) type = line.slice(7);
      else if (line.startsWith("id: ")) id = line.slice(4);
      else if (line.startsWith("data: ")) data += line.slice(6);
    }
    if (data) this.onEvent(type, JSON.parse(data));
    // Behind it only when it was taken.
    if (id !== undefined) this.last = id;
  }
}
