// Events as they come: pausable, filtered, and without a hole after a lost connection.

import { Stream, get } from "./api.js";
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
      this.connect();
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

  async begin() {
    try {
      const words = await get("vocabulary");
      this.class.append(...words.classes.map((name) => element("option", { value: name }, name)));
      this.class.value = this.wanted.class;
      this.host.append(...words.hosts.map((name) => element("option", { value: name }, shown(name))));
      if (words.hosts.includes(this.wanted.host)) this.host.value = this.wanted.host;
      this.hostField.hidden = words.hosts.length < 2;
      // Each machine numbers its events for itself: a stream is of one.
      this.wanted.host = words.hosts.length > 1 ? this.host.value : "";
      const newest = await get("events", { ...this.parameters, limit: 50 });
      if (this.isStopped) return;
      newest.events.forEach((event) => this.events.push(event));
      this.showAll();
      this.connect(newest.events.at(-1)?.seq);
    } catch (problem) {
      if (problem.status === 404) setText(this.state, `There is nothing to show: ${problem.message}.`);
      else this.note("refused", problem.message);
    }
  }

  get parameters() {
    const { class: family, host, connection } = this.wanted;
    return { class: family, host, connection };
  }

  connect(last) {
    if (this.isStopped) return;
    this.stream?.stop();
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
