// Events as they come: pausable, filtered, and without a hole after a lost connection.

import { Refusal, Stream, get } from "./api.js";
import { clear, element, field, later, setText, shown } from "./dom.js";
import { local } from "./time.js";

/// So many are shown; the archive has the others.
const most = 400;
/// So many wait while it is paused; who pauses for longer goes on from the archive.
const mostWaiting = 5000;

export function start(place, context) {
  return new Live(place, context);
}

class Live {
  constructor(place, context) {
    this.context = context;
    this.events = [];
    this.waiting = [];
    this.wanted = Object.fromEntries(["class", "host", "connection", "q"].map((key) => [key, context.parameters.get(key) ?? ""]));
    this.build(place);
    this.begin();
  }

  stop() {
    this.isStopped = true;
    this.stream?.stop();
  }

  build(place) {
    const choose = () => {
      for (const key of ["class", "host", "connection"]) this.wanted[key] = this[key].value.trim();
      this.remember();
      this.begin();
    };
    this.class = element("select", { onchange: choose }, element("option", { value: "" }, "any"));
    this.host = element("select", { onchange: choose });
    this.connection = element("input", { type: "text", value: this.wanted.connection, placeholder: "aws-*", onchange: choose, autocomplete: "off" });
    this.q = element("input", { type: "search", value: this.wanted.q, placeholder: "text", autocomplete: "off",
      oninput: later(150, () => { this.wanted.q = this.q.value; this.remember(); this.showAll(); }) });
    this.pauseButton = element("button", { type: "button", "aria-pressed": "false", onclick: () => this.pause(!this.isPaused) }, "❚❚ Pause");
    this.state = element("p", { class: "summary", role: "status" }, "Connecting …");
    this.list = element("ol", { class: "events", "aria-label": "Events, the newest first" });
    this.hostField = field("Machine", this.host);
    this.hostField.hidden = true;
    place.append(
      element("h2", { class: "unseen" }, "Live"),
      element("div", { class: "controls" }, this.pauseButton, field("Class", this.class), this.hostField,
        field("Connection", this.connection), field("Text", this.q, "field wide")),
      this.state, this.list);
  }

  remember() { this.context.remember(this.wanted); }

  /// What was archived last, and then what comes.
  async begin() {
    const turn = this.turn = (this.turn ?? 0) + 1;
    this.stream?.stop();
    const isOld = () => this.isStopped || turn !== this.turn;
    for (let wait = 1000; !isOld(); wait = Math.min(wait * 2, 15000)) {
      try {
        if (!this.words) await this.learn();
        // Where the stream begins, if nothing matches yet: a filter passes over what is before.
        const all = await get("events", { host: this.wanted.host, limit: 1 });
        const newest = await get("events", { ...this.parameters, limit: 50 });
        if (isOld()) return;
        this.events = newest.events;
        this.waiting = [];
        this.showAll();
        return this.connect(newest.events.at(-1)?.seq ?? all.events.at(-1)?.seq ?? 0);
      } catch (problem) {
        if (isOld()) return;
        const isFinal = problem instanceof Refusal && problem.status < 500 && problem.status !== 429;
        if (isFinal) return this.note("refused", problem.message);
        this.note("waiting", problem.message);
        await new Promise((done) => { setTimeout(done, wait); });
      }
    }
  }

  /// Asks which machines and classes there are.
  async learn() {
    this.words = await get("vocabulary");
    this.class.append(...this.words.classes.map((name) => element("option", { value: name }, name)));
    this.class.value = this.wanted.class;
    this.host.append(...this.words.hosts.map((name) => element("option", { value: name }, shown(name))));
    if (this.words.hosts.includes(this.wanted.host)) this.host.value = this.wanted.host;
    this.hostField.hidden = this.words.hosts.length < 2;
    // Each machine numbers its events for itself: a stream is of one.
    this.wanted.host = this.words.hosts.length > 1 ? this.host.value : "";
  }

  get parameters() {
    const { class: family, host, connection } = this.wanted;
    return { class: family, host, connection };
  }

  connect(last) {
    this.stream = new Stream({ ...this.parameters, last_event_id: last }, {
      onEvent: (type, event) => this.take(type === "missing" ? { ...event, event: "missing", class: "gap", message: event.problem } : event),
      onState: (state, problem) => this.note(state, problem),
    });
    this.stream.last = last;
  }

  note(state, problem) {
    this.connectionState = { open: "Live.", waiting: `Connecting again: ${problem}. Nothing is lost: it goes on behind the last event.`, refused: `Refused: ${problem}.` }[state];
    this.sayState();
  }

  sayState() {
    const waiting = this.isPaused ? ` Paused; ${this.waiting.length} new.` : "";
    setText(this.state, `${this.connectionState ?? "Connecting …"}${waiting}`);
  }

  pause(isPaused) {
    this.isPaused = isPaused;
    this.pauseButton.setAttribute("aria-pressed", String(isPaused));
    setText(this.pauseButton, isPaused ? "▶ Go on" : "❚❚ Pause");
    if (!isPaused) this.waiting.splice(0).forEach((event) => this.add(event));
    this.sayState();
  }

  take(event) {
    if (!this.isPaused) return this.add(event);
    this.waiting.push(event);
    if (this.waiting.length > mostWaiting) {
      const dropped = this.waiting.splice(0, this.waiting.length - mostWaiting + 1);
      this.waiting.unshift({ event: "missing", class: "gap", time: dropped.at(-1).time, message: "Too many came during the pause; the archive has those before this line." });
    }
    this.sayState();
  }

  isWanted(event) {
    return !this.wanted.q || JSON.stringify(event).toLowerCase().includes(this.wanted.q.toLowerCase());
  }

  add(event) {
    this.events.push(event);
    if (this.events.length > most) this.events.shift();
    if (!this.isWanted(event)) return;
    const line = eventLine(event);
    line.classList.add("fresh");
    this.list.prepend(line);
    if (this.list.children.length > most) this.list.lastElementChild.remove();
  }

  showAll() {
    clear(this.list).append(...this.events.filter((event) => this.isWanted(event)).map(eventLine).reverse());
  }
}

/// An event as a line of a list.
export function eventLine(event) {
  const where = [event.connection, event.tunnel].filter((name, index, all) => name && all.indexOf(name) === index).join("/");
  return element("li", { class: `event ${event.class}` },
    event.time ? element("time", { dateTime: event.time, title: `${event.time}\n${local(new Date(event.time))} (here)` }, event.time.slice(11, 23)) : "",
    element("code", {}, event.event), where ? element("bdi", { class: "where" }, shown(where)) : "",
    event.reason ? element("span", { class: "why" }, shown(event.reason)) : "",
    element("bdi", { class: "message" }, shown(event.message ?? "")));
}
