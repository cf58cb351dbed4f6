// One tunnel's row. A cell changes when what it shows does.

import { clear, data, element, setText, shown } from "./dom.js";
import { Traffic, draw, drawing } from "./sparkline.js";
import { bytes, inOrder, nameOf, order, reasonOf, stateOf, states } from "./state.js";
import { ago, duration, now, stamp } from "./time.js";

function byText(value) {
  return (one, two) => inOrder(value(one), value(two));
}

/// In the order of the cells.
export const columns = [
  { key: "state", title: "State", compare: (one, two) => order.indexOf(one.state) - order.indexOf(two.state) },
  { key: "name", title: "Tunnel", compare: byText(({ name }) => name) },
  { key: "group", title: "Group", compare: byText(({ tunnel }) => tunnel.group ?? "\uffff") },
  { key: "since", title: "Since", compare: (one, two) => (Date.parse(two.tunnel.since) || 0) - (Date.parse(one.tunnel.since) || 0) },
  { key: "reason", title: "Last down", compare: (one, two) => (Date.parse(two.tunnel.last_down_at) || 0) - (Date.parse(one.tunnel.last_down_at) || 0) },
  { key: "traffic", title: "Traffic", compare: (one, two) => two.rate - one.rate },
  { key: "peer", title: "Peer", compare: byText(({ tunnel }) => tunnel.peer ?? "\uffff") },
];

/// A tunnel that was heard of; its row is made when it is to be seen.
export class Row {
  constructor(tunnel) {
    this.traffic = new Traffic();
    this.take(tunnel, [], {});
  }

  /// The row in the table.
  get element() {
    if (!this.made) {
      this.make();
      this.show();
    }
    return this.made;
  }

  make() {
    this.cells = Object.fromEntries(columns.map(({ key }) =>
      [key, element(key === "name" ? "th" : "td", { class: key, role: key === "name" ? "rowheader" : "cell", scope: key === "name" ? "row" : undefined })]));
    this.badge = element("span", { class: "badge" });
    this.since = element("time");
    this.downAt = element("time");
    this.why = element("span");
    const { picture, line } = drawing();
    this.line = line;
    this.rates = element("span", { class: "rates" });
    this.picture = picture;
    this.cells.state.append(this.badge);
    this.cells.since.append(this.since);
    this.cells.reason.append(this.why, " ", this.downAt);
    this.cells.traffic.append(picture, this.rates);
    this.made = element("tr", { role: "row" }, Object.values(this.cells));
  }

  get rate() { return this.traffic.in + this.traffic.out; }

  take(tunnel, twins, { time, viciUp, hasHosts }) {
    const isFlowing = time && this.traffic.note(tunnel.received_bytes, tunnel.sent_bytes, +time);
    const content = JSON.stringify([tunnel, twins.map((twin) => [nameOf(twin), stateOf(twin)]), viciUp, hasHosts]);
    if (content === this.content) {
      if (isFlowing && this.made) this.showTraffic();
      return;
    }
    Object.assign(this, { content, tunnel, twins, viciUp, hasHosts });
    this.name = nameOf(tunnel);
    const before = this.state;
    this.state = stateOf(tunnel);
    this.text = [this.name, tunnel.peer, tunnel.group, ...tunnel.sites ?? [], tunnel.host, tunnel.last_down_reason, tunnel.local_ts, tunnel.remote_ts]
      .filter(Boolean).join(" ").toLowerCase();
    /// What the order depends on, traffic aside: rows that jump are hard to read.
    this.sortText = JSON.stringify([this.state, tunnel.group, tunnel.since, tunnel.last_down_at, tunnel.peer]);
    if (!this.made) return;
    this.show();
    if (before !== this.state) this.flash();
  }

  /// Whether charon tells its counts now.
  noteVici(viciUp) {
    if (viciUp === this.viciUp) return;
    this.viciUp = viciUp;
    this.content = undefined;
    if (this.made) this.showTraffic();
  }

  show() {
    const { peer } = this.tunnel;
    this.made.className = this.state;
    this.showState();
    this.showName();
    this.showGroup(this.twins);
    this.showReason();
    clear(this.cells.peer).append(peer ? data(peer) : element("span", { class: "unknown" }, "–"));
    this.showTraffic();
  }

  /// A change is seen by who looks elsewhere.
  flash() {
    this.made.classList.add("changed");
    setTimeout(() => this.made.classList.remove("changed"), 4000);
  }

  showState() {
    const { word, shape } = states[this.state];
    this.badge.className = `badge ${this.state}`;
    setText(this.badge, `${shape} ${word}`);
    const count = this.tunnel.child_sas;
    this.badge.title = this.state === "uncertain"
      ? `Entries were lost: it was ${this.tunnel.state === "down" ? "down" : "up"} before, and whether it still is, nobody has said.`
      : this.state === "demand" ? "Not up, as it should be: traffic or its peer brings it up."
        : `${count} CHILD_SA${count === 1 ? "" : "s"} installed`;
  }

  showName() {
    const { tunnel } = this;
    const selectors = [tunnel.local_ts, tunnel.remote_ts].map((text) => shown(text ?? "?")).join(" ⇄ ");
    const link = element("a", {
      href: `#/timeline?${new URLSearchParams({ connection: tunnel.connection, tunnel: tunnel.tunnel, ...this.hasHosts ? { host: tunnel.host } : {}, range: "24h" })}`, title: `${selectors}\nIts timeline`,
    }, data(this.name));
    clear(this.cells.name).append(link, element("small", { class: "phone" }, selectors));
    if (this.hasHosts) this.cells.name.append(" ", element("small", {}, data(tunnel.host)));
  }

  showGroup(twins) {
    const { tunnel } = this;
    const cell = clear(this.cells.group);
    cell.classList.toggle("none", !tunnel.group && !tunnel.sites);
    const names = [tunnel.group, ...(tunnel.sites ?? []).filter((site) => site !== tunnel.group)].filter(Boolean);
    if (names.length === 0) cell.append(element("span", { class: "unknown" }, "–"));
    else cell.append(data(names.join(", ")));
    if (tunnel.active !== undefined) {
      cell.append(" ", element("span", { class: tunnel.active ? "role active" : "role" }, tunnel.active ? "active" : "standby"));
    }
    for (const twin of twins.slice(0, 3)) {
      const state = stateOf(twin);
      cell.append(element("small", { class: `twin ${state}`, title: "Backs this one up" },
        `${states[state].shape} `, data(nameOf(twin)), element("span", { class: "unseen" }, ` is ${states[state].word}`)));
    }
    if (twins.length > 3) cell.append(element("small", {}, `and ${twins.length - 3} more`));
  }

  showReason() {
    const { tunnel } = this;
    const doubt = this.state === "uncertain" ? "entries were lost; it may have changed since. Last: " : "";
    setText(this.why, doubt + (tunnel.last_down_reason ? reasonOf(tunnel.last_down_reason) : tunnel.last_down_at ? "" : "never"));
    this.downAt.hidden = !tunnel.last_down_at;
    this.cells.reason.classList.toggle("unknown", !tunnel.last_down_at && !doubt);
  }

  showTraffic() {
    const { tunnel } = this;
    const total = `${bytes(tunnel.received_bytes)} received, ${bytes(tunnel.sent_bytes)} sent in all`;
    const isLive = this.viciUp === true && this.traffic.isKnown && this.traffic.isFresh(now());
    this.wasLive = isLive;
    this.picture.classList.toggle("none", !isLive);
    if (isLive) {
      draw(this.line, this.traffic.rates);
    }
    if (this.state === "down" || this.state === "demand") {
      setText(this.rates, "–");
    } else if (isLive) {
      setText(this.rates, `↓ ${bytes(this.traffic.in)}/s ↑ ${bytes(this.traffic.out)}/s`);
    } else {
      const isTold = this.viciUp || tunnel.received_bytes > 0 || tunnel.sent_bytes > 0;
      setText(this.rates, isTold ? `↓ ${bytes(tunnel.received_bytes)} ↑ ${bytes(tunnel.sent_bytes)}` : "–");
    }
    this.cells.traffic.title = isLive ? total
      : `${total}.${this.viciUp ? " Rates follow with charon's next answers." : " Without VICI a CHILD_SA's bytes are told when it ends."}`;
  }

  age(time) {
    const { since, last_down_at: down } = this.tunnel;
    if (this.wasLive && !this.traffic.isFresh(time)) this.showTraffic();
    if (since) stamp(this.since, new Date(since), duration(time - new Date(since)));
    else setText(this.since, this.state === "down" || this.state === "demand" ? "never up" : "unknown");
    if (down) stamp(this.downAt, new Date(down), this.state === "down" ? "" : ago(new Date(down), time));
  }
}
