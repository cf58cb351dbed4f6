// Tunnels as they are now: counted, filtered, sorted, and each of them alive.

import { Poll } from "./api.js";
import { clear, element, field, later, setText } from "./dom.js";
import { matrix } from "./matrix.js";
import { Row, columns } from "./row.js";
import { inOrder, keyOf, order, states } from "./state.js";
import { noteTime, now, utc } from "./time.js";

/// So many rows are made at a time: the next ones when somebody comes near the last.
const batch = 100;

export function start(place, context) {
  return new Tunnels(place, context);
}

class Tunnels {
  constructor(place, context) {
    this.context = context;
    this.rows = new Map();
    this.byGroup = new Map();
    this.read(context.parameters);
    this.build(place);
    this.poll = new Poll("tunnels", 1000, {
      onAnswer: (answer) => this.take(answer),
      onSame: () => this.noteAnswer(),
      onProblem: (problem) => this.noteProblem(problem),
    });
    // Rates are told for as long as charon tells them.
    this.listener = ({ vici_up: viciUp }) => { for (const row of this.rows.values()) row.noteVici(viciUp); };
    context.status.listeners.add(this.listener);
    this.ticker = setInterval(() => { if (!document.hidden) this.age(); }, 1000);
  }

  stop() {
    this.poll.stop();
    this.nearEnd.disconnect();
    clearInterval(this.ticker);
    this.context.status.listeners.delete(this.listener);
    this.context.report("tunnels", undefined);
  }

  /// The address has changed while this view is shown.
  update(parameters) {
    this.read(parameters);
    this.search.value = this.wanted.q;
    this.arrange();
    return true;
  }

  read(parameters) {
    const sort = parameters.get("sort");
    this.wanted = {
      q: parameters.get("q") ?? "", state: order.includes(parameters.get("state")) ? parameters.get("state") : "",
      group: parameters.get("group") ?? "", site: parameters.get("site") ?? "", host: parameters.get("host") ?? "",
      sort: columns.some(({ key, compare }) => key === sort && compare) ? sort : "state",
      desc: parameters.get("desc") === "1", matrix: parameters.get("view") === "matrix",
    };
  }

  remember() {
    const { q, state, group, site, host, sort, desc, matrix } = this.wanted;
    this.context.remember({
      q, state, group, site, host, sort: sort === "state" ? "" : sort, desc: desc ? "1" : "", view: matrix ? "matrix" : "",
    });
  }

  // MARK: The frame

  build(place) {
    this.counts = element("div", { class: "counts", role: "group", "aria-label": "Tunnels by state" });
    this.tiles = new Map();
    for (const state of ["all", ...order]) {
      const number = element("strong", {}, "–");
      const tile = element("button", {
        type: "button", class: `tile ${state}`, "aria-pressed": "false",
        onclick: () => this.choose({ state: state === "all" || this.wanted.state === state ? "" : state }),
      }, number, element("span", {}, state === "all" ? "all" : `${states[state].shape} ${states[state].word}`));
      this.tiles.set(state, { tile, number });
      this.counts.append(tile);
    }
    const input = later(120, () => this.choose({}));
    this.search = element("input", {
      type: "search", value: this.wanted.q, placeholder: "name, peer, group, site, machine", autocomplete: "off",
      spellcheck: false, oninput: input,
    });
    this.group = element("select", { onchange: () => this.choose({ group: this.group.value }) });
    this.groupField = field("Group", this.group);
    // Where there is no head to click on.
    this.order = element("select", { onchange: () => this.choose({ sort: this.order.value, desc: false }) },
      columns.filter(({ compare }) => compare).map(({ key, title }) => element("option", { value: key }, title)));
    this.matrixButton = element("button", {
      type: "button", hidden: true, "aria-pressed": "false", onclick: () => this.choose({ matrix: !this.wanted.matrix }),
    }, "Matrix of sites");
    this.summary = element("p", { class: "summary", role: "status" }, "Asking charon-exporter …");
    this.chosen = element("p", { class: "chosen" });
    this.matrixPlace = element("div", { hidden: true });
    this.heads = new Map();
    const head = element("tr", { role: "row" }, columns.map((column) => {
      const cell = element("th", { scope: "col", role: "columnheader", class: column.key });
      if (column.compare) cell.append(element("button", { type: "button", onclick: () => this.sortBy(column.key) }, column.title));
      else cell.append(column.title);
      this.heads.set(column.key, cell);
      return cell;
    }));
    this.body = element("tbody", { role: "rowgroup" });
    this.table = element("table", { class: "tunnels", role: "table", "aria-label": "Tunnels" }, element("thead", { role: "rowgroup" }, head), this.body);
    this.end = element("p", { class: "summary" });
    this.limit = batch;
    this.nearEnd = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.showMore();
    }, { rootMargin: "1500px" });
    this.nearEnd.observe(this.end);
    place.append(
      element("h2", { class: "unseen" }, "Tunnels now"), this.counts,
      element("div", { class: "controls" }, field("Filter", this.search, "field wide"), this.groupField, field("Sort by", this.order, "field phone"), this.matrixButton),
      this.chosen, this.summary, this.matrixPlace, this.table, this.end);
  }

  choose(change) {
    // What was typed just now counts too.
    Object.assign(this.wanted, { q: this.search.value.trim() }, change);
    this.limit = batch;
    this.arrange();
    this.remember();
  }

  sortBy(key) {
    this.choose({ desc: this.wanted.sort === key ? !this.wanted.desc : false, sort: key });
  }

  // MARK: What charon's state is

  noteAnswer() {
    this.context.report("tunnels", undefined);
    this.table.classList.remove("stale");
  }

  noteProblem(problem) {
    const since = this.answeredAt ? `; the tunnels shown are of ${utc(this.answeredAt)}` : "";
    this.context.report("tunnels", `The tunnels cannot be asked for (${problem.message})${since}.`);
    this.table.classList.add("stale");
    if (!this.answeredAt) setText(this.summary, "Nothing is known yet.");
  }

  take(answer) {
    this.noteAnswer();
    const isFirst = this.answeredAt === undefined;
    this.answeredAt = new Date(answer.time);
    noteTime(answer.time);
    this.isReady = answer.ready;
    if (!answer.ready) return this.showUnknown();
    const tunnels = answer.tunnels;
    this.hasHosts = new Set(tunnels.map(({ host }) => host)).size > 1;
    this.byGroup = new Map();
    for (const tunnel of tunnels) {
      if (!tunnel.group) continue;
      const key = JSON.stringify([tunnel.host, tunnel.group]);
      if (!this.byGroup.has(key)) this.byGroup.set(key, []);
      this.byGroup.get(key).push(tunnel);
    }
    const seen = new Set();
    let isOther = isFirst;
    for (const tunnel of tunnels) {
      const key = keyOf(tunnel);
      seen.add(key);
      let row = this.rows.get(key);
      if (!row) {
        row = new Row(tunnel);
        this.rows.set(key, row);
        isOther = true;
      }
      const before = row.sortText;
      row.take(tunnel, this.twins(tunnel), { time: this.answeredAt, viciUp: this.context.status.last?.vici_up, hasHosts: this.hasHosts });
      if (row.sortText !== before) isOther = true;
    }
    for (const [key, row] of this.rows) {
      if (seen.has(key)) continue;
      row.made?.remove();
      this.rows.delete(key);
      isOther = true;
    }
    this.count();
    this.listGroups(tunnels);
    if (isOther) this.arrange();
    else if (this.wanted.matrix) this.drawMatrix();
    this.age();
  }

  showUnknown() {
    setText(this.summary, "The state is not known yet: what was logged is still being read.");
    this.rows.clear();
    this.visible = [];
    clear(this.body);
    clear(this.matrixPlace);
    setText(this.end, "");
    for (const { number } of this.tiles.values()) setText(number, "–");
    document.title = "Tunnels – charon-exporter";
  }

  twins(tunnel) {
    if (!tunnel.group || tunnel.sites?.includes(tunnel.group)) return [];
    return this.byGroup.get(JSON.stringify([tunnel.host, tunnel.group])).filter((other) => other !== tunnel);
  }

  count() {
    const counts = Object.fromEntries(order.map((state) => [state, 0]));
    for (const { state } of this.rows.values()) counts[state] += 1;
    for (const [state, { tile, number }] of this.tiles) {
      const count = state === "all" ? this.rows.size : counts[state];
      setText(number, String(count));
      tile.classList.toggle("none", count === 0);
      // What is seldom takes no room while there is none.
      tile.hidden = count === 0 && (state === "half" || state === "demand") && this.wanted.state !== state;
    }
    const down = counts.down + counts.half;
    document.title = down > 0 ? `(${down} down) charon-exporter` : "Tunnels – charon-exporter";
  }

  listGroups(tunnels) {
    const names = [...new Set(tunnels.flatMap(({ group, sites }) => [group, ...sites ?? []]).filter(Boolean))].sort();
    this.groupField.hidden = names.length === 0;
    if (this.groups?.join("\n") !== names.join("\n")) {
      this.groups = names;
      clear(this.group).append(element("option", { value: "" }, "any"), ...names.map((name) => element("option", { value: name }, name)));
    }
    this.group.value = this.wanted.group;
    this.matrixButton.hidden = !tunnels.some(({ sites }) => sites);
  }

  age() {
    const time = now();
    for (const row of this.shownRows) row.age(time);
  }

  // MARK: Which rows, in which order

  isWanted({ tunnel, state, text }) {
    const { q, state: wanted, group, site, host } = this.wanted;
    if (wanted && wanted !== state) return false;
    if (group && tunnel.group !== group && !tunnel.sites?.includes(group)) return false;
    if (site && !tunnel.sites?.includes(site)) return false;
    if (host && tunnel.host !== host) return false;
    return q.toLowerCase().split(/\s+/).every((word) => text.includes(word));
  }

  arrange() {
    const column = columns.find(({ key }) => key === this.wanted.sort);
    const way = this.wanted.desc ? -1 : 1;
    const wanted = [...this.rows.values()].filter((row) => this.isWanted(row))
      .sort((one, two) => way * column.compare(one, two) || inOrder(one.name, two.name));
    this.visible = wanted;
    for (const [state, { tile }] of this.tiles) {
      tile.setAttribute("aria-pressed", String(state === (this.wanted.state || "all")));
    }
    this.order.value = this.wanted.sort;
    for (const [key, head] of this.heads) {
      const isSorted = key === this.wanted.sort;
      head.setAttribute("aria-sort", isSorted ? (this.wanted.desc ? "descending" : "ascending") : "none");
    }
    this.sayChosen();
    if (this.isReady) {
      const all = this.rows.size;
      setText(this.summary, all === 0 ? "No tunnel is configured, and none was heard of." :
        wanted.length === all ? `${all} ${all === 1 ? "tunnel" : "tunnels"}` : `${wanted.length} of ${all} tunnels`);
    }
    this.place();
    this.age();
    this.drawMatrix();
  }

  sayChosen() {
    const chosen = ["site", "host"].filter((key) => this.wanted[key]);
    const text = JSON.stringify(chosen.map((key) => this.wanted[key]));
    if (text === this.saidChosen) return;
    this.saidChosen = text;
    clear(this.chosen).append(...chosen.map((key) => element("button", {
      type: "button", class: "chip", onclick: () => this.choose({ [key]: "" }), "aria-label": `Show every ${key}`,
    }, `${key}: ${this.wanted[key]} ✕`)));
  }

  get shownRows() { return (this.visible ?? []).slice(0, this.limit); }

  /// Puts rows in their places.
  place() {
    const rows = this.shownRows;
    let there = this.body.firstElementChild;
    for (const { element } of rows) {
      if (there === element) there = there.nextElementSibling;
      else this.body.insertBefore(element, there);
    }
    while (there) {
      const next = there.nextElementSibling;
      there.remove();
      there = next;
    }
    const rest = this.visible.length - rows.length;
    setText(this.end, rest > 0 ? `${rest} more follow.` : "");
    this.table.setAttribute("aria-rowcount", this.visible.length + 1);
  }

  showMore() {
    if (!this.visible || this.limit >= this.visible.length) return;
    this.limit += batch;
    this.place();
    this.age();
    // Who is still near the end is not told of it again.
    this.nearEnd.unobserve(this.end);
    this.nearEnd.observe(this.end);
  }

  drawMatrix() {
    this.matrixButton.setAttribute("aria-pressed", String(this.wanted.matrix));
    this.matrixPlace.hidden = !this.wanted.matrix;
    if (!this.wanted.matrix) return;
    const shown = [...this.rows.values()].map(({ tunnel, state }) => ({ tunnel, state }));
    // A cell that has the focus keeps it while nothing changes.
    const content = JSON.stringify(shown.map(({ tunnel, state }) => [tunnel.host, tunnel.sites, state]));
    if (content === this.drawnMatrix && this.matrixPlace.firstChild) return;
    this.drawnMatrix = content;
    clear(this.matrixPlace).append(matrix(shown, (host, site) => this.choose({ host, site, matrix: false })));
  }
}

