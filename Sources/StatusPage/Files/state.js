// What a tunnel's state is called and how it looks: a shape and a word beside the colour.

export const states = {
  up: { word: "up", shape: "●" },
  down: { word: "down", shape: "▼" },
  uncertain: { word: "uncertain", shape: "?" },
  demand: { word: "on demand", shape: "○" },
  half: { word: "inbound only", shape: "◐" },
};

export const order = ["down", "half", "uncertain", "demand", "up"];

/// With these, a tunnel that is not up may be as it should: traffic or a peer brings it up.
const waiting = new Set(["trap", "template"]);

export function stateOf(tunnel) {
  if (tunnel.uncertain) return "uncertain";
  if (tunnel.state === "up") return "up";
  if (tunnel.state === "inbound_only") return "half";
  return waiting.has(tunnel.start) ? "demand" : "down";
}

const collator = new Intl.Collator("en", { numeric: true });

/// As people sort: site-2 before site-10.
export function inOrder(one, two) {
  return collator.compare(one, two);
}

export function keyOf(tunnel) {
  return JSON.stringify([tunnel.host, tunnel.connection, tunnel.tunnel]);
}

/// `aws-1`, or `aws-1/net` where the two names differ.
export function nameOf(tunnel) {
  return tunnel.connection === tunnel.tunnel || !tunnel.tunnel ? tunnel.connection : `${tunnel.connection}/${tunnel.tunnel}`;
}

const words = {
  dead_peer: "the peer stopped answering", local_delete: "deleted on this side", peer_delete: "deleted by the peer",
  reauthentication: "reauthentication", expired: "its lifetime ended before a rekeying", duplicate: "replaced by another of the same peer",
  error: "an error in the negotiation", daemon_stopped: "charon was stopped", daemon_crashed: "charon ended without a word",
  not_logged: "gone, and the log does not say why",
};

/// Why it went down, in words.
export function reasonOf(reason) {
  return Object.hasOwn(words, reason) ? words[reason] : reason.replaceAll("_", " ");
}

/// `1.2 MB`
export function bytes(count) {
  let value = count;
  for (const unit of ["B", "kB", "MB", "GB", "TB"]) {
    if (value < 1000 || unit === "TB") return `${value < 10 && unit !== "B" ? value.toFixed(1) : Math.round(value)} ${unit}`;
    value /= 1000;
  }
}
