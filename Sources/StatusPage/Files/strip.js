// One row of the timeline: bands and marks on a canvas, told in words to who cannot see them.

import { clear, data, element, setText, shown } from "./dom.js";
import { nameOf, reasonOf } from "./state.js";
import { clock, duration, isoDay, local, utc } from "./time.js";

const height = 26;
const bandWords = { up: "up", down: "down", uncertain: "uncertain" };
const markWords = { rekey: "rekeyed", failure: "failure", failover: "failover", restart: "charon started or stopped", gap: "entries missing", correction: "corrected by charon's list" };
/// In the order in which they are drawn: what matters most comes last.
const markKinds = ["rekey", "correction", "restart", "failover", "gap", "failure"];

/// What the colours and shapes mean.
export function legend() {
  const items = [...Object.entries(bandWords).map(([kind, word]) => [`band ${kind}`, word]), ["band unknown", "not known"],
    ...markKinds.map((kind) => [`mark ${kind}`, markWords[kind]])];
  return element("ul", { class: "legend", "aria-label": "What the timeline shows" },
    items.map(([kind, word]) => element("li", {}, element("span", { class: kind, "aria-hidden": "true" }), word)));
}

export class Strip {
  static key(row) { return JSON.stringify([row.host, row.connection, row.tunnel]); }

  constructor(row, owner) {
    this.owner = owner;
    this.key = Strip.key(row);
    this.label = element("span", { class: "label" });
    this.canvas = element("canvas", { tabindex: "-1", role: "application", "aria-roledescription": "timeline" });
    this.tip = element("div", { class: "tip", role: "status", hidden: true });
    this.element = element("div", { class: "strip", role: "listitem" }, this.label, element("div", { class: "track" }, this.canvas, this.tip));
    this.element.strip = this;
    this.canvas.addEventListener("pointermove", (event) => this.point(event));
    this.canvas.addEventListener("pointerleave", () => { if (!this.isDragged) this.leave(); });
    this.canvas.addEventListener("pointerdown", (event) => this.press(event));
    this.canvas.addEventListener("pointerup", (event) => this.release(event));
    this.canvas.addEventListener("pointercancel", () => { this.start = this.isDragged = undefined; this.draw(); });
    this.canvas.addEventListener("keydown", (event) => this.pressKey(event));
    this.canvas.addEventListener("blur", () => this.leave());
  }

  take(row, since, until, now, hasHosts) {
    Object.assign(this, { row, since, until, now });
    this.bands = row.bands.map(({ since, until, state }) => ({ since: Date.parse(since), until: Date.parse(until), state }));
    this.marks = row.marks.map((mark) => ({ ...mark, at: Date.parse(mark.time) }))
      .sort((one, two) => markKinds.indexOf(one.kind) - markKinds.indexOf(two.kind));
    const name = row.connection === undefined ? `charon on ${shown(row.host)}` : nameOf(row);
    clear(this.label).append(row.connection === undefined ? element("em", {}, name) : data(name));
    if (hasHosts && row.connection !== undefined) this.label.append(element("small", {}, data(row.host)));
    this.label.title = shown(name);
    this.canvas.setAttribute("aria-label", `${name}: ${this.words()}`);
    if (this.isSeen) this.draw();
  }

  words() {
    const total = this.until - this.since;
    const parts = Object.keys(bandWords).map((state) => {
      const bands = this.bands.filter((band) => band.state === state);
      const length = bands.reduce((sum, band) => sum + band.until - band.since, 0);
      return length > 0 ? `${bandWords[state]} ${(100 * length / total).toFixed(length < total ? 1 : 0)} %${state === "up" ? "" : ` in ${bands.length} ${bands.length === 1 ? "part" : "parts"}`}` : undefined;
    });
    for (const kind of markKinds) {
      const count = this.marks.filter((mark) => mark.kind === kind).reduce((sum, mark) => sum + mark.count, 0);
      if (count > 0) parts.push(`${markWords[kind]} ${count} ${count === 1 ? "time" : "times"}`);
    }
    return parts.filter(Boolean).join(", ") || "nothing is known";
  }

  see(isSeen) {
    this.isSeen = isSeen;
    if (isSeen) this.draw();
  }

  // MARK: Drawing

  x(time) { return (time - this.since) / (this.until - this.since) * this.width; }

  time(x) { return this.since + x / this.width * (this.until - this.since); }

  draw() {
    if (!this.isSeen || !this.row) return;
    this.width = this.canvas.clientWidth;
    if (this.width === 0) return;
    const scale = devicePixelRatio || 1;
    this.canvas.width = Math.round(this.width * scale);
    this.canvas.height = Math.round(height * scale);
    const context = this.canvas.getContext("2d");
    context.scale(scale, scale);
    const style = getComputedStyle(this.canvas);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    if (this.row.tunnel !== undefined) {
      context.fillStyle = colour("unknown");
      context.fillRect(0, 7, this.x(Math.min(this.until, this.now)), height - 14);
    }
    for (const band of this.bands) this.drawBand(context, band, colour);
    for (const mark of this.marks) this.drawMark(context, mark, colour);
    if (this.start !== undefined && this.isDragged) {
      context.fillStyle = colour("choice");
      context.fillRect(Math.min(this.start, this.end), 0, Math.abs(this.end - this.start), height);
    } else if (this.cursor !== undefined) {
      context.fillStyle = colour("text");
      context.fillRect(this.x(this.cursor) - 0.5, 0, 1, height);
    }
  }

  drawBand(context, band, colour) {
    const left = Math.max(0, this.x(band.since));
    // What is short is seen all the same.
    const width = Math.max(band.state === "up" ? 0.5 : 1.5, this.x(band.until) - left);
    context.fillStyle = colour(band.state === "up" ? "up-band" : band.state);
    // A state is told by its height too, not by its colour alone.
    const [top, size] = { up: [7, height - 14], down: [3, height - 6], uncertain: [5, height - 10] }[band.state];
    context.fillRect(left, top, width, size);
    if (band.state !== "uncertain") return;
    context.strokeStyle = colour("surface");
    context.save();
    context.beginPath();
    context.rect(left, top, width, size);
    context.clip();
    context.beginPath();
    for (let x = left - size; x < left + width; x += 5) {
      context.moveTo(x, top + size);
      context.lineTo(x + size, top);
    }
    context.stroke();
    context.restore();
  }

  drawMark(context, mark, colour) {
    const x = this.x(mark.at), middle = height / 2;
    context.fillStyle = colour(mark.kind);
    context.beginPath();
    switch (mark.kind) {
      case "rekey": context.rect(x - 0.5, 9, 1, height - 18); break;
      case "failure": context.moveTo(x - 5, 0); context.lineTo(x + 5, 0); context.lineTo(x, 9); break;
      case "failover": context.moveTo(x, middle - 7); context.lineTo(x + 6, middle); context.lineTo(x, middle + 7); context.lineTo(x - 6, middle); break;
      case "gap": context.rect(x - 2.5, 0, 5, height); break;
      case "restart": context.rect(x - 1, 0, 2, height); break;
      default: context.arc(x, middle, 4, 0, 2 * Math.PI);
    }
    context.fill();
  }

  // MARK: Pointing

  /// What there is at a place: a mark near by, or else the band.
  at(x) {
    const near = this.marks.filter((mark) => Math.abs(this.x(mark.at) - x) <= 6)
      .sort((one, two) => markKinds.indexOf(two.kind) - markKinds.indexOf(one.kind) || Math.abs(this.x(one.at) - x) - Math.abs(this.x(two.at) - x));
    const time = this.time(x);
    return { mark: near[0], band: this.bands.find((band) => band.since <= time && time < band.until), time };
  }

  describe({ mark, band, time }) {
    const lines = [];
    if (mark) {
      const reason = mark.reason ? ` (${shown(reasonOf(mark.reason))})` : "";
      lines.push(`${markWords[mark.kind]}${mark.count > 1 ? `, ${mark.count} times, first` : ""} at ${utc(new Date(mark.at))}`, `${mark.event}${reason}`);
    }
    if (band) lines.push(`${bandWords[band.state]} ${this.extent(band)}`);
    else if (this.row.tunnel !== undefined && time < this.now) lines.push("not known");
    lines.push(`${utc(new Date(time))} – here ${local(new Date(time))}`);
    return lines.join("\n");
  }

  /// From when to when; what begins before the shown time, or goes on, is said to.
  extent({ since, until }) {
    const isOfOneDay = isoDay(new Date(this.since)) === isoDay(new Date(this.until));
    const at = (time) => `${isOfOneDay ? "" : `${isoDay(new Date(time))} `}${clock(new Date(time))}`;
    const isOpen = since <= this.since, isGoing = until >= this.now - 1000;
    if (isOpen) return `since ${at(since)} UTC or before, ${isGoing ? "and now" : `until ${at(until)} UTC`}`;
    return isGoing ? `since ${at(since)} UTC, for ${duration(until - since)}` : `${at(since)} to ${at(until)} UTC, ${duration(until - since)}`;
  }

  show(found) {
    this.cursor = found.mark?.at ?? found.time;
    setText(this.tip, this.describe(found));
    this.tip.hidden = false;
    const x = this.x(this.cursor);
    this.tip.style.left = x < this.width / 2 ? `${x + 10}px` : "";
    this.tip.style.right = x < this.width / 2 ? "" : `${this.width - x + 10}px`;
    this.draw();
  }

  leave() {
    this.tip.hidden = true;
    this.cursor = undefined;
    this.draw();
  }

  point(event) {
    if (this.start === undefined) return this.show(this.at(event.offsetX));
    this.end = event.offsetX;
    this.isDragged ||= Math.abs(this.end - this.start) > 6;
    if (this.isDragged) this.draw();
  }

  press(event) {
    if (event.button !== 0) return;
    this.start = this.end = event.offsetX;
    if (event.pointerType === "mouse") this.canvas.setPointerCapture(event.pointerId);
  }

  release(event) {
    const [start, end, isDragged] = [this.start, event.offsetX, this.isDragged];
    this.start = this.isDragged = undefined;
    if (start === undefined) return;
    if (isDragged) return this.owner.go({ since: this.time(Math.min(start, end)), until: this.time(Math.max(start, end)) });
    this.open(this.at(end));
  }

  open(found) {
    this.show(found);
    const around = (this.until - this.since) / 100;
    // What brought a state about stands at its beginning, if that is shown.
    const begin = found.mark?.at ?? (found.band?.since > this.since ? found.band.since : undefined);
    const [from, to] = begin === undefined ? [found.time - around, found.time + around] : [begin - 1000, begin + Math.max(around, 1000)];
    this.owner.tell(this, from, to, this.describe(found));
  }

  /// Left and right lead from one change to the next, Enter tells of it, plus and minus zoom.
  pressKey(event) {
    if (event.key === "+" || event.key === "=") return this.owner.zoom(0.5);
    if (event.key === "-") return this.owner.zoom(2);
    if (event.key === "Escape") return this.leave();
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      return this.owner.focusNext(this, event.key === "ArrowUp" ? -1 : 1);
    }
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return this.open(this.at(this.x(this.cursor ?? this.until)));
    }
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way) return;
    event.preventDefault();
    const times = [...new Set([...this.bands.map(({ since }) => Math.max(since, this.since)), ...this.marks.map(({ at }) => at)])].sort((one, two) => one - two);
    const now = this.cursor ?? (way > 0 ? this.since - 1 : this.until);
    const next = way > 0 ? times.find((time) => time > now) : times.findLast((time) => time < now);
    if (next !== undefined) this.show(this.at(this.x(next)));
  }
}
