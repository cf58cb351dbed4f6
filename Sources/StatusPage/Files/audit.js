// The archive searched: events or sessions, as a table and as a file.

import { address, follow, get } from "./api.js";
import { clear, data, element, field, setText, shown } from "./dom.js";
import { bytes } from "./state.js";
import { ago, both, duration, stamp, utc } from "./time.js";

/// Parameter, label, example, which words complete it, and for what it is.
const fields = [
  ["since", "Since", "-24h, 2026-03, 2026-03-07T14:00Z", undefined, "both"],
  ["until", "Until", "now", undefined, "both"],
  ["connection", "Connection", "aws-*", "connections", "both"],
  ["tunnel", "Tunnel", "net", "tunnels", "both"],
  ["group", "Group", "", "groups", "both"],
  ["peer", "Peer", "192.0.2.0/24", undefined, "both"],
  ["identity", "Identity", "*@example.org", undefined, "both"],
  ["host", "Machine", "", "hosts", "both"],
  ["event", "Event", "child_sa_*", "events", "events"],
  ["class", "Class", "auth", "classes", "events"],
  ["reason", "Reason", "dead_peer", "reasons", "both"],
  ["grep", "Text", "any text of the event", undefined, "events"],
];

export function start(place, context) {
  return new Audit(place, context);
}

class Audit {
  constructor(place, context) {
    this.context = context;
    this.build(place);
    this.fill(context.parameters);
    this.complete();
    this.listener = (status) => this.showVerification(status);
    context.status.listeners.add(this.listener);
    if (context.status.last) this.listener(context.status.last);
    this.run();
  }

  stop() {
    this.abort?.abort();
    this.context.status.listeners.delete(this.listener);
  }

  update(parameters) {
    this.fill(parameters);
    this.run();
    return true;
  }

  // MARK: The form

  build(place) {
    this.inputs = new Map();
    const controls = fields.map(([name, label, example, words, kind]) => {
      const input = element("input", { type: "text", name, placeholder: example, autocomplete: "off", spellcheck: false, list: words ? `words-${words}` : undefined });
      this.inputs.set(name, input);
      return Object.assign(field(label, input), { kind });
    });
    this.controls = controls;
    this.kind = element("select", { name: "kind", onchange: () => { this.adapt(); this.submit(); } },
      element("option", { value: "events" }, "Events"), element("option", { value: "sessions" }, "Sessions"));
    this.words = element("div", { hidden: true });
    this.verification = element("p", { class: "verification", role: "status" });
    const form = element("form", { class: "audit", role: "search", "aria-label": "Search the archive", onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      field("What", this.kind), controls,
      element("div", { class: "buttons" }, element("button", { type: "submit", class: "main" }, "Search"),
        element("button", { type: "button", onclick: () => { this.inputs.forEach((input) => { input.value = ""; }); this.submit(); } }, "Clear")));
    this.say = element("p", { class: "summary", role: "status" });
    this.problems = element("ul", { class: "problems", hidden: true, "aria-label": "What was damaged or missing" });
    this.downloads = element("p", { class: "downloads" });
    this.pages = element("p", { class: "pages" });
    this.result = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Results" });
    place.append(element("h2", { class: "unseen" }, "Audit"), this.verification, form, this.words, this.say, this.problems,
      element("div", { class: "beside" }, this.pages, this.downloads), this.result);
  }

  async complete() {
    try {
      const words = await get("vocabulary");
      this.words.append(...Object.entries(words).map(([name, list]) =>
        element("datalist", { id: `words-${name}` }, list.map((word) => element("option", { value: word })))));
    } catch {
      // A form without completion works as well; what is wrong with the archive the search tells.
    }
  }

  fill(parameters) {
    for (const [name, input] of this.inputs) {
      input.value = parameters.get(name) ?? "";
      input.removeAttribute("aria-invalid");
    }
    if (![...this.inputs.keys(), "all"].some((name) => parameters.has(name))) this.inputs.get("since").value = "-24h";
    this.kind.value = parameters.get("kind") === "sessions" ? "sessions" : "events";
    this.adapt();
  }

  adapt() {
    for (const control of this.controls) control.hidden = control.kind !== "both" && control.kind !== this.kind.value;
  }

  get asked() {
    const asked = {};
    for (const [index, [name]] of fields.entries()) {
      const value = this.inputs.get(name).value.trim();
      if (value && !this.controls[index].hidden) asked[name] = value;
    }
    return asked;
  }

  submit() {
    this.remember();
    this.run();
  }

  /// The address has `all` where no field says more: without anything it is the last day.
  remember() {
    const asked = this.asked;
    const isAll = Object.keys(asked).length === 0;
    this.context.remember({ ...asked, all: isAll ? "1" : "", kind: this.kind.value === "sessions" ? "sessions" : "" });
  }

  // MARK: The search

  async run(link) {
    this.abort?.abort();
    const abort = this.abort = new AbortController();
    const isSessions = this.kind.value === "sessions";
    const name = isSessions ? "sessions" : "events";
    // The files are of the search that is shown, whatever is typed meanwhile.
    if (!link) this.searched = this.asked;
    setText(this.say, "Searching …");
    this.inputs.forEach((input) => input.removeAttribute("aria-invalid"));
    try {
      const answer = await (link ? follow(link, abort.signal) : get(name, { ...this.searched, limit: isSessions ? 500 : 100 }, abort.signal));
      this.showProblems(answer.problems);
      this.offerFiles(name);
      if (isSessions) this.showSessions(answer);
      else this.showEvents(answer);
    } catch (problem) {
      if (problem.name === "AbortError") return;
      const input = this.inputs.get(problem.parameter);
      input?.setAttribute("aria-invalid", "true");
      input?.focus();
      setText(this.say, `${problem.status === 400 ? "" : "The search failed: "}${shown(problem.message)}`);
      [this.result, this.pages, this.downloads].forEach(clear);
      this.showProblems([]);
    }
  }

  showProblems(problems) {
    this.problems.hidden = problems.length === 0;
    clear(this.problems).append(...problems.map((problem) => element("li", {}, shown(problem))));
  }

  offerFiles(name) {
    const link = (format, text) => element("a", { href: address(`${name}/export`, { ...this.searched, format }), download: "" }, text);
    clear(this.downloads).append("All of them: ", link("csv", "CSV"), " ", link("json", "JSON"));
  }

  showEvents({ events, next, previous, truncated }) {
    const first = events[0], last = events.at(-1);
    setText(this.say, events.length === 0 ? "No event matches."
      : `${events.length} ${events.length === 1 ? "event" : "events"}, ${utc(new Date(first.time))} to ${utc(new Date(last.time))}`
        + (truncated ? "; there are more, of several machines: choose one to see them page by page." : "."));
    this.turnPages(previous, next);
    const hasHosts = new Set(events.map(({ host }) => host)).size > 1;
    // The newest first, as it is read.
    const rows = [...events].reverse().map((event) => {
      const detail = element("tr", { class: "whole", hidden: true });
      const open = element("button", { type: "button", "aria-expanded": "false", onclick: () => this.openEvent(event, open, detail) }, `#${event.seq}`);
      return [element("tr", { class: `event ${event.class}` },
        element("td", {}, timeCell(event.time)), hasHosts ? element("td", {}, text(event.host)) : "", element("td", {}, open), element("td", {}, element("code", {}, event.event)),
        element("td", {}, text([event.connection, event.tunnel].filter((name, index, all) => name && all.indexOf(name) === index).join("/"))),
        element("td", {}, text(event.reason)), element("td", {}, text(event.peer ?? event.remote_host)), element("td", { class: "message" }, text(event.message))), detail];
    });
    this.table("Events", ["Time (UTC)", ...hasHosts ? ["Machine"] : [], "Number", "Event", "Tunnel", "Reason", "Peer", "Message"], rows);
  }

  /// The buttons stay, so that a key pressed again turns the next page.
  turnPages(previous, next) {
    if (!this.pages.firstChild) {
      const turn = (text) => element("button", { type: "button" }, text);
      this.older = turn("◀ Older");
      this.newer = turn("Newer ▶");
      this.pages.append(this.older, " ", this.newer);
    }
    for (const [button, link] of [[this.older, previous], [this.newer, next]]) {
      button.ariaDisabled = link ? "false" : "true";
      button.onclick = () => { if (link) this.run(link); };
    }
  }

  openEvent(event, button, detail) {
    const isOpen = detail.hidden;
    detail.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    if (detail.children.length > 0) return;
    detail.append(element("td", { colSpan: 8 }, element("dl", {}, Object.entries(event).flatMap(([key, value]) =>
      [element("dt", {}, key), element("dd", {}, data(value))]))));
  }

  showSessions({ sessions, truncated }) {
    setText(this.say, sessions.length === 0 ? "No session was up then."
      : `${sessions.length} ${sessions.length === 1 ? "session" : "sessions"}${truncated ? ", those that began last; there are more: the file has all" : ""}.`);
    clear(this.pages);
    const hasHosts = new Set(sessions.map(({ host }) => host)).size > 1;
    const rows = [...sessions].reverse().map((session) => element("tr", {},
      element("td", {}, session.kind), hasHosts ? element("td", {}, text(session.host)) : "", element("td", {}, text([session.connection, session.tunnel].filter((name, index, all) => name && all.indexOf(name) === index).join("/"))),
      element("td", {}, text(session.user ?? session.remote_id)), element("td", {}, text([session.peer, session.virtual_ip].filter(Boolean).join(" as "))),
      element("td", {}, session.began ? timeCell(session.began, 19) : "before"),
      element("td", {}, session.ended ? timeCell(session.ended, 19) : openEnd(session)),
      element("td", {}, lasted(session)),
      element("td", {}, text(session.reason)), element("td", { class: "number" }, String(session.rekeys)),
      element("td", { class: "number" }, `↓ ${bytes(session.bytes_in)} ↑ ${bytes(session.bytes_out)}${session.unaccounted ? " or more" : ""}`)));
    this.table("Sessions", ["Kind", ...hasHosts ? ["Machine"] : [], "Tunnel", "Who", "From", "Began (UTC)", "Ended (UTC)", "Lasted", "Why it ended", "Rekeyed", "Bytes"], rows);
  }

  table(title, names, rows) {
    clear(this.result).append(rows.length === 0 ? "" : element("table", { class: "results" }, element("caption", { class: "unseen" }, title),
      element("thead", {}, element("tr", {}, names.map((name) => element("th", { scope: "col" }, name)))), element("tbody", {}, rows)));
  }

  // MARK: Whether it can be relied on

  showVerification({ archive, time }) {
    this.verification.className = "verification";
    if (!archive) return setText(this.verification, "Nothing is archived here.");
    const check = archive.verification;
    if (!check?.checked_at) {
      const part = check?.running ? ` It is being checked now, ${Math.round(100 * (check.progress ?? 0))} %.` : "";
      return setText(this.verification, `The archive was not verified yet.${part}`);
    }
    this.verification.classList.add(check.intact ? "good" : "bad");
    const when = element("time");
    stamp(when, new Date(check.checked_at), `${utc(new Date(check.checked_at))} (${ago(new Date(check.checked_at), new Date(time))})`);
    clear(this.verification).append(check.intact ? "✓ The archive was intact when it was last verified, " : "✕ The archive is damaged, as found ", when, ".",
      ...(check.problems ?? []).map((problem) => element("span", { class: "finding" }, shown(problem))));
  }
}

/// It is up for all that is known, and that is known up to a time.
function openEnd(session) {
  const state = session.uncertain ? "? uncertain" : "● up";
  if (!session.known) return state;
  return element("span", { title: `The archive tells of its machine up to\n${both(new Date(session.known))}` }, `${state} at ${session.known.slice(11, 19)}`);
}

function lasted({ began, ended, known }) {
  const end = ended ?? known;
  if (!began || !end) return "–";
  return `${ended ? "" : "≥ "}${duration(Date.parse(end) - Date.parse(began))}`;
}

function text(value) {
  return value === undefined || value === "" ? "" : data(value);
}

function timeCell(time, end = 23) {
  return element("time", { dateTime: time, title: both(new Date(time)) }, `${time.slice(0, 10)} ${time.slice(11, end)}`);
}
