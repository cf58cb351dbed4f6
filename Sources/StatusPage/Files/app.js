// The frame: which view is shown, how the exporter is, and the clock.

import { Poll } from "./api.js";
import { clear, element, setText, shown } from "./dom.js";
import { both, clock, duration, noteTime, now, utc } from "./time.js";

const views = Object.assign(Object.create(null), {
  tunnels: () => import("./tunnels.js"),
  timeline: () => import("./timeline.js"),
  live: () => import("./live.js"),
  audit: () => import("./audit.js"),
  health: () => import("./health.js"),
});

const view = document.getElementById("view");
const banner = document.getElementById("banner");
const readiness = document.getElementById("readiness");

/// What the address says: `#/tunnels?state=down&sort=since`.
function route() {
  const [, name, rest] = /^#\/(\w+)(?:\?(.*))?$/.exec(location.hash) ?? [];
  return { name: views[name] ? name : "tunnels", parameters: new URLSearchParams(rest ?? "") };
}

/// Keeps what a view shows in the address, so that a link shares it.
function remember(name, parameters) {
  const items = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== "" && value !== false) items.append(key, value);
  }
  const text = items.toString();
  const hash = `#/${name}${text ? `?${text}` : ""}`;
  if (location.hash !== hash) history.replaceState(null, "", hash);
}

/// The last of the exporter's own state, and who wants to know of the next.
const status = { last: undefined, listeners: new Set() };

let current;
let turn = 0;

async function show() {
  const { name, parameters } = route();
  if (current?.name === name && current.shown?.update?.(parameters)) return;
  current?.shown?.stop?.();
  const mine = ++turn;
  current = { name };
  clear(view);
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#/${name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${name[0].toUpperCase()}${name.slice(1)} – charon-exporter`;
  let start;
  try {
    ({ start } = await views[name]());
    report("view", undefined);
  } catch (problem) {
    if (mine !== turn) return;
    report("view", `This view cannot be loaded (${problem.message}); it is tried again.`);
    setTimeout(() => { if (mine === turn) show(current = undefined); }, 5000);
    return;
  }
  // Another one may have been chosen meanwhile.
  if (mine !== turn) return;
  current.shown = start(clear(view), {
    parameters, status, remember: (values) => { if (mine === turn) remember(name, values); }, report,
  });
}

// MARK: What is wrong

const problems = new Map();

/// Says in the banner what is wrong, or that it is not any more.
function report(topic, text) {
  if (text === undefined ? !problems.delete(topic) : problems.get(topic) === text) return;
  if (text !== undefined) problems.set(topic, text);
  banner.hidden = problems.size === 0;
  clear(banner).append(...[...problems.values()].map((text) => element("p", {}, shown(text))));
}

let answeredAt;

/// The release whose files these are.
let version;

function noteStatus(answer) {
  answeredAt = new Date(answer.time);
  report("status", undefined);
  const skew = Math.abs(noteTime(answer.time));
  report("clock", skew < 5000 ? undefined : `The clock of this machine is off by ${duration(skew)}; the times shown are the exporter's.`);
  version ??= answer.version;
  report("version", answer.version === version ? undefined : `The exporter is another version now (${answer.version}): load this page anew.`);
  report("archive", answer.archive?.writable === false
    ? `The archive cannot be written (${answer.archive.problem ?? "no reason is known"}): events, timeline and audit do not have what happens now.` : undefined);
  status.last = answer;
  setText(readiness, answer.ready ? "● ready" : "… not ready");
  readiness.className = answer.ready ? "good" : "doubtful";
  readiness.title = answer.ready ? "The state shown is charon's present state." : shown(answer.not_ready ?? "");
  report("ready", answer.ready ? undefined : answer.not_ready ?? "not ready");
  for (const listener of status.listeners) listener(answer);
}

function noteProblem(problem) {
  const since = answeredAt ? `; what is shown is of ${utc(answeredAt)}` : "";
  report("status", `The exporter does not answer (${problem.message})${since}.`);
  setText(readiness, "✕ no answer");
  readiness.className = "bad";
  document.body.classList.add("stale");
}

// MARK: Clock and theme

const clockElement = document.getElementById("clock");

function tick() {
  const time = now();
  setText(clockElement, `${clock(time)} UTC`);
  clockElement.dateTime = time.toISOString();
  clockElement.title = both(time);
  setTimeout(tick, 1000 - time.getMilliseconds());
}

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

function stored(value) {
  // A browser may refuse to keep anything.
  try {
    if (value !== undefined) localStorage.setItem("theme", value);
    return localStorage.getItem("theme") ?? "";
  } catch {
    return value ?? "";
  }
}

setTheme(stored());
document.getElementById("theme").addEventListener("click", () => {
  const isDark = getComputedStyle(document.documentElement).colorScheme.startsWith("dark");
  setTheme(stored(isDark ? "light" : "dark"));
  dispatchEvent(new Event("themechange"));
});

document.getElementById("zone").textContent = `Times are UTC; the local ones (${Intl.DateTimeFormat().resolvedOptions().timeZone}) are shown when you point at them.`;
addEventListener("hashchange", () => show());
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  view.focus();
});
tick();
show();
new Poll("status", 5000, {
  onAnswer: (answer) => { document.body.classList.remove("stale"); noteStatus(answer); },
  onProblem: noteProblem,
});
