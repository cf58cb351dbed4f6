// How the exporter itself is: what it reads, what it misses, and what it keeps.

import { clear, data, element, shown } from "./dom.js";
import { bytes } from "./state.js";
import { ago, duration, stamp, utc } from "./time.js";

export function start(place, context) {
  const body = element("div", { class: "cards" }, "Asking charon-exporter …");
  place.append(element("h2", { class: "unseen" }, "Exporter health"), body);
  const listener = (status) => show(body, status);
  context.status.listeners.add(listener);
  if (context.status.last) listener(context.status.last);
  return { stop: () => context.status.listeners.delete(listener) };
}

function card(title, ...items) {
  return element("section", { class: "card" }, element("h3", {}, title), element("dl", {}, items.flat()));
}

/// - verdict: true for good, false for bad; undefined when it is neither.
function item(name, value, verdict) {
  const mark = verdict === undefined ? "" : verdict ? "✓ " : "✕ ";
  return [element("dt", {}, name), element("dd", { class: verdict === undefined ? "" : verdict ? "good" : "bad" }, mark, value)];
}

function moment(time, now) {
  const made = element("time");
  stamp(made, new Date(time), `${utc(new Date(time))} (${ago(new Date(time), now)})`);
  return made;
}

function show(body, status) {
  const now = new Date(status.time);
  const { archive, entries } = status;
  const parts = [
    card("Exporter",
      item("State", status.ready ? "ready" : shown(status.not_ready ?? "not ready"), status.ready),
      item("Version", status.version),
      status.remarks.map((remark) => item("Remark", shown(remark), false))),
    card("Sources",
      status.sources.map((source) => item(shown(source.name), source.caught_up ? "read to its end" : "still being read", source.caught_up)),
      status.lag_seconds === undefined ? [] : item("Last entry had waited", status.lag_seconds < 1 ? "less than a second" : duration(status.lag_seconds * 1000)),
      item("VICI", status.vici_up === undefined ? "not asked: the log alone tells" : status.vici_up ? "charon answers" : "charon does not answer", status.vici_up)),
    ...status.machines.map((machine) => card(`charon on ${shown(machine.host)}`,
      item("Runs", machine.charon_up === undefined ? "unknown" : machine.charon_up ? "yes" : "no", machine.charon_up),
      machine.charon_version ? item("strongSwan", data(machine.charon_version)) : [],
      machine.charon_started_at ? item("Started", moment(machine.charon_started_at, now)) : [],
      machine.last_entry_at ? item("Last entry", moment(machine.last_entry_at, now)) : item("Last entry", "none"))),
  ];
  if (entries) {
    parts.push(card("Entries",
      item("Read", entries.read.toLocaleString("en")), item("Gaps", String(entries.gaps), entries.gaps === 0),
      item("Missing", String(entries.missing), entries.missing === 0), item("Not recognized", entries.unrecognized.toLocaleString("en")),
      item("Not trusted", String(entries.untrusted), entries.untrusted === 0)));
  }
  parts.push(archive ? card("Archive",
    item("Written", archive.writable ? "yes" : shown(archive.problem ?? "no"), archive.writable), item("Size", bytes(archive.size_bytes)),
    item("Reserve for a full disk", archive.disk_full ? "in use" : "not in use", !archive.disk_full),
    archive.machines.map((machine) => item(`Events of ${shown(machine.host)}`, machine.last_seq.toLocaleString("en"))),
    verification(archive.verification, now), item("Directory", data(archive.directory)))
    : card("Archive", item("Written", "no: nothing is archived", undefined)));
  clear(body).append(...parts);
}

function verification(check, now) {
  if (!check) return item("Verified", "not yet");
  const parts = [];
  if (check.checked_at) parts.push(item("Verified", moment(check.checked_at, now)), item("Intact", check.intact ? "yes" : "no", check.intact));
  if (check.running) parts.push(item("Being verified", `${Math.round(100 * (check.progress ?? 0))} %`));
  return [...parts, ...(check.problems ?? []).map((problem) => item("Found", shown(problem), false))];
}
