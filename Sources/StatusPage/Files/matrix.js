// A mesh as a matrix: machines down, the sites that their tunnels lead to across.

import { data, element } from "./dom.js";
import { order, states } from "./state.js";

/// - choose: called with a machine and a site.
export function matrix(tunnels, choose) {
  const cells = new Map();
  const sites = new Set();
  for (const { tunnel, state } of tunnels) {
    for (const site of tunnel.sites ?? []) {
      sites.add(site);
      if (!cells.has(tunnel.host)) cells.set(tunnel.host, new Map());
      const row = cells.get(tunnel.host);
      if (!row.has(site)) row.set(site, []);
      row.get(site).push(state);
    }
  }
  if (sites.size === 0) return element("p", {}, "No group of the kind site has a tunnel.");
  const names = [...sites].sort();
  const head = element("tr", {}, element("th", { scope: "col" }, "from"), names.map((site) => element("th", { scope: "col" }, data(site))));
  const rows = [...cells.keys()].sort().map((host) =>
    element("tr", {}, element("th", { scope: "row" }, data(host)), names.map((site) => cell(host, site, cells.get(host).get(site), choose))));
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Matrix of sites" },
    element("table", { class: "matrix" }, element("caption", {}, "Tunnels that are up, of all, from each machine to each site. "
      + "Each cell has the worst state among them."), element("thead", {}, head), element("tbody", {}, rows)));
}

function cell(host, site, found, choose) {
  if (!found) return element("td", { class: "none" }, element("span", { "aria-label": "no tunnel" }, "·"));
  const worst = order.find((state) => found.includes(state));
  const up = found.filter((state) => state === "up").length;
  return element("td", { class: worst }, element("button", {
    type: "button", onclick: () => choose(host, site),
    "aria-label": `${host} to ${site}: ${up} of ${found.length} up, worst is ${states[worst].word}`,
  }, `${states[worst].shape} ${up}/${found.length}`));
}
