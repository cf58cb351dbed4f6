// What happened: a row for each tunnel, told by the archive. Drag or use the keys to look closer.

import { get } from "./api.js";
import { clear, data, element, field, later, setText, shown } from "./dom.js";
import { Strip, legend } from "./strip.js";
import { inOrder, nameOf } from "./state.js";
import { day, duration, hour, local, minute, now, ticks, utc } from "./time.js";

/// Its length, and how often it is read anew.
const ranges = new Map([["1h", [hour, 15000]], ["24h", [day, 60000]], ["7d", [7 * day, 300000]]]);
const shortest = minute, longest = 92 * day;

export function start(place, context) {
  return new Timeline(place, context);
}

class Timeline {
  constructor(place, context) {
    this.context = context;
    this.strips = [];
    this.read(context.parameters);
    this.build(place);
    this.redraw = () => this.strips.forEach((strip) => strip.draw());
    addEventListener("themechange", this.redraw);
    this.resized = new ResizeObserver(later(100, () => this.drawAxis()));
    this.resized.observe(this.axis);
    this.seen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) target.strip?.see(isIntersecting);
    }, { rootMargin: "300px" });
    this.load();
    // What is shown up to now goes on.
    this.ticker = setInterval(() => {
      if (this.range && !document.hidden && !this.isLoading && Date.now() - this.loadedAt > ranges.get(this.range)[1]) this.load();
    }, 1000);
  }

  stop() {
    clearInterval(this.ticker);
    this.abort?.abort();
    this.seen.disconnect();
    this.resized.disconnect();
    removeEventListener("themechange", this.redraw);
    this.context.report("timeline", undefined);
  }

  update(parameters) {
    this.read(parameters);
    this.search.value = this.q;
    this.load();
    return true;
  }

  read(parameters) {
    const since = Date.parse(parameters.get("since")), until = Date.parse(parameters.get("until"));
    this.q = parameters.get("q") ?? "";
    if (since < until) {
      this.range = undefined;
      [this.since, this.until] = [since, until];
    } else {
      this.range = ranges.has(parameters.get("range")) ? parameters.get("range") : "1h";
    }
    this.exact = Object.fromEntries(["connection", "tunnel", "host"].map((key) => [key, parameters.get(key)]).filter(([, value]) => value !== null));
  }

  remember() {
    const fixed = this.range ? {} : { since: new Date(this.since).toISOString(), until: new Date(this.until).toISOString() };
    this.context.remember({ q: this.q, ...this.exact, range: this.range === "1h" ? "" : this.range, ...fixed });
  }

  // MARK: The frame

  build(place) {
    this.buttons = [...ranges.keys()].map((range) => element("button", {
      type: "button", "data-range": range, onclick: () => this.go({ range }),
    }, { "1h": "Hour", "24h": "Day", "7d": "Week" }[range]));
    const step = (label, text, change) => element("button", { type: "button", "aria-label": label, title: label, onclick: change }, text);
    this.search = element("input", {
      type: "search", value: this.q, placeholder: "name or machine", autocomplete: "off",
      oninput: later(150, () => { this.q = this.search.value.trim(); this.remember(); this.show(); }),
    });
    this.span = element("p", { class: "summary", role: "status" });
    this.axis = element("div", { class: "axis", "aria-hidden": "true" });
    this.list = element("div", { class: "strips", role: "list", "aria-label": "Timelines of the tunnels" });
    this.detail = element("section", { class: "detail", "aria-label": "What was pointed at", "aria-live": "polite" });
    place.append(
      element("h2", { class: "unseen" }, "Timeline"),
      element("div", { class: "controls" },
        element("div", { class: "buttons", role: "group", "aria-label": "Time" }, this.buttons),
        element("div", { class: "buttons", role: "group", "aria-label": "Move and zoom" },
          step("Earlier", "◀", () => this.shift(-0.5)), step("Later", "▶", () => this.shift(0.5)),
          step("Look closer", "+", () => this.zoom(0.5)), step("See more", "−", () => this.zoom(2))),
        field("Filter", this.search, "field wide")),
      this.chips = element("p", { class: "chosen" }), legend(), this.span, this.axis, this.list, this.detail);
  }

  go(change) {
    if (change.range) this.range = change.range;
    else {
      const length = Math.min(longest, Math.max(shortest, change.until - change.since));
      const until = Math.min(change.since + length, +now());
      this.range = undefined;
      [this.since, this.until] = [until - length, until];
    }
    this.remember();
    this.load();
  }

  shift(part) {
    const length = this.until - this.since;
    this.go({ since: this.since + part * length, until: this.until + part * length });
  }

  zoom(factor) {
    const middle = (this.since + this.until) / 2, half = (this.until - this.since) / 2 * factor;
    this.go({ since: middle - half, until: middle + half });
  }

  // MARK: What the archive tells

  async load() {
    this.abort?.abort();
    const abort = this.abort = new AbortController();
    this.isLoading = true;
    for (const button of this.buttons) button.setAttribute("aria-pressed", String(button.dataset.range === this.range));
    if (this.strips.length === 0) setText(this.span, "Reading the archive …");
    try {
      // Of a range up to now the exporter's clock decides.
      const parameters = this.range ? { since: `-${this.range}` }
        : { since: new Date(this.since).toISOString(), until: new Date(this.until).toISOString() };
      this.answer = await get("timeline", { ...parameters, marks: 100 }, abort.signal);
      [this.since, this.until] = [Date.parse(this.answer.since), Date.parse(this.answer.until)];
      const problems = this.answer.problems;
      this.context.report("timeline", problems.length > 0 ? `The archive is damaged or not whole here: ${problems.join("; ")}` : undefined);
      this.show();
    } catch (problem) {
      if (problem.name === "AbortError") return;
      if (problem.status === 404) setText(this.span, `There is no timeline: ${problem.message}.`);
      else this.context.report("timeline", `The timeline cannot be read: ${problem.message}${this.answer ? `; what is shown is of ${utc(new Date(this.answer.time))}` : ""}.`);
    } finally {
      if (abort === this.abort) {
        this.isLoading = false;
        this.loadedAt = Date.now();
      }
    }
  }

  isWanted(row) {
    for (const [key, value] of Object.entries(this.exact)) {
      // A row of a connection is of each of its tunnels.
      if (row[key] !== value && !(key === "tunnel" && row.tunnel === undefined)) return false;
    }
    const text = `${nameOf({ connection: row.connection ?? "", tunnel: row.tunnel })} ${row.host}`.toLowerCase();
    return this.q.toLowerCase().split(/\s+/).every((word) => text.includes(word));
  }

  show() {
    if (!this.answer) return;
    clear(this.chips).append(...Object.entries(this.exact).map(([key, value]) => element("button", {
      type: "button", class: "chip", "aria-label": `Show every ${key}`,
      onclick: () => { delete this.exact[key]; this.remember(); this.show(); },
    }, `${key}: `, data(value), " ✕")));
    const rows = this.answer.rows;
    const machines = rows.filter(({ connection }) => connection === undefined);
    const marksOf = new Map(rows.filter(({ connection, tunnel }) => connection !== undefined && tunnel === undefined)
      .map((row) => [JSON.stringify([row.host, row.connection]), row]));
    const hasHosts = new Set(rows.map(({ host }) => host)).size > 1;
    const told = new Set();
    const tunnels = rows.filter(({ tunnel }) => tunnel !== undefined).map((row) => {
      // What concerns a connection is shown at each of its tunnels.
      const key = JSON.stringify([row.host, row.connection]);
      told.add(key);
      const marks = [...row.marks, ...marksOf.get(key)?.marks ?? []].sort((one, two) => one.time < two.time ? -1 : 1);
      return { ...row, marks };
    });
    tunnels.sort((one, two) => inOrder(one.host, two.host) || inOrder(nameOf(one), nameOf(two)));
    const rest = [...marksOf].filter(([key]) => !told.has(key)).map(([, row]) => row);
    const wanted = [...machines, ...tunnels, ...rest].filter((row) => row.connection === undefined || this.isWanted(row));
    this.strips.forEach((strip) => this.seen.unobserve(strip.element));
    const known = new Map(this.strips.map((strip) => [strip.key, strip]));
    this.strips = wanted.map((row) => {
      const strip = known.get(Strip.key(row)) ?? new Strip(row, this);
      strip.take(row, this.since, this.until, Date.parse(this.answer.time), hasHosts);
      return strip;
    });
    const elements = this.strips.map(({ element }) => element);
    if (elements.some((element, index) => this.list.children[index] !== element) || this.list.children.length !== elements.length) {
      this.list.replaceChildren(...elements);
    }
    this.strips.forEach((strip) => this.seen.observe(strip.element));
    // One of them is in the order of the keys; arrows lead to the others.
    if (!this.strips.some(({ canvas }) => canvas.tabIndex === 0)) if (this.strips[0]) this.strips[0].canvas.tabIndex = 0;
    const [since, until] = [new Date(this.since), new Date(this.until)];
    setText(this.span, `${utc(since)} to ${utc(until)}, ${duration(until - since)}. `
      + (tunnels.length === 0 ? "The archive tells of no tunnel." : `${tunnels.filter((row) => this.isWanted(row)).length} of ${tunnels.length} tunnels.`));
    this.span.title = `${local(since)} to ${local(until)} (here)`;
    this.drawAxis();
  }

  drawAxis() {
    if (!this.answer) return;
    const width = this.axis.clientWidth;
    const position = (time) => `${100 * (time - this.since) / (this.until - this.since)}%`;
    clear(this.axis).append(...ticks(this.since, this.until, Math.max(2, width / 90)).map(({ time, text, isDay }) => {
      const mark = element("span", { class: isDay ? "tick day" : "tick", title: local(new Date(time)) }, text);
      mark.style.left = position(time);
      return mark;
    }));
    this.strips.forEach((strip) => strip.draw());
  }

  /// Moves the focus up or down.
  focusNext(strip, way) {
    const next = this.strips[this.strips.indexOf(strip) + way];
    if (!next) return;
    strip.canvas.tabIndex = -1;
    next.canvas.tabIndex = 0;
    next.canvas.focus();
  }

  // MARK: What is pointed at

  /// Shows the events of a row around a time.
  async tell(strip, since, until, title) {
    const { row } = strip;
    const asked = { host: row.host, connection: row.connection, tunnel: undefined, since: new Date(since).toISOString(), until: new Date(until).toISOString() };
    const link = element("a", { href: `#/audit?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value))}` }, "Look in the archive");
    const leave = () => { clear(this.detail); strip.canvas.focus(); };
    const close = element("button", { type: "button", onclick: leave }, "Close");
    const list = element("ol", {}, element("li", {}, "Asking the archive …"));
    this.detail.onkeydown = ({ key }) => { if (key === "Escape") leave(); };
    clear(this.detail).append(element("h3", { tabindex: "-1" }, title), list, element("p", {}, link, " ", close));
    this.detail.scrollIntoView({ block: "nearest" });
    this.detail.firstChild.focus();
    try {
      const { events } = await get("events", { ...asked, limit: 30 });
      clear(list).append(...events.map((event) => element("li", {},
        element("time", { dateTime: event.time, title: local(new Date(event.time)) }, event.time.slice(11, 23)), " ",
        element("code", {}, event.event), event.reason ? ` (${shown(event.reason)})` : "", " ",
        element("bdi", {}, shown(event.message ?? "")))));
      if (events.length === 0) list.append(element("li", {}, "The archive has no event of it here."));
    } catch (problem) {
      clear(list).append(element("li", {}, `It cannot be asked: ${problem.message}`));
    }
  }
}
