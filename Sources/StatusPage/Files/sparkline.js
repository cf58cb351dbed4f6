// Traffic as a small line: bytes a second, in and out together, of the last minutes.

import { svg } from "./dom.js";

const width = 90, height = 22, most = 60;
/// charon tells its counts every few seconds at the most; when they stand still for longer, nothing flows. Milliseconds.
const patience = 40000;

export class Traffic {
  constructor() {
    this.rates = [];
    this.in = 0;
    this.out = 0;
  }

  /// Takes what was counted until a time.
  note(received, sent, time) {
    if (this.time === undefined || received < this.received || sent < this.sent) {
      Object.assign(this, { received, sent, time });
      return false;
    }
    const isSame = received === this.received && sent === this.sent;
    if (isSame && time - this.time < patience) return false;
    const seconds = Math.max(0.2, (time - this.time) / 1000);
    this.in = (received - this.received) / seconds;
    this.out = (sent - this.sent) / seconds;
    this.rates.push(this.in + this.out);
    if (this.rates.length > most) this.rates.shift();
    Object.assign(this, { received, sent, time });
    return true;
  }

  /// Whether what was counted last is recent enough to be a rate of now.
  isFresh(time) { return time - this.time < 2 * patience; }

  get isKnown() { return this.rates.length > 0; }
}

export function drawing() {
  const line = svg("polyline", { points: "" });
  const picture = svg("svg", { class: "sparkline", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, line);
  return { picture, line };
}

export function draw(line, rates) {
  const top = Math.max(...rates, 1);
  const step = width / (most - 1);
  const first = most - rates.length;
  line.setAttribute("points", rates.map((rate, index) =>
    `${((first + index) * step).toFixed(1)},${(height - 2 - (height - 4) * rate / top).toFixed(1)}`).join(" "));
}
