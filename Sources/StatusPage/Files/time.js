// Times are UTC; the local one is told beside.

const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

function two(number) {
  return String(number).padStart(2, "0");
}

let skew = 0;

/// Whatever this machine's clock says: the time is the exporter's.
export function now() {
  return new Date(Date.now() + skew);
}

/// Takes note of the exporter's time; returns by how much this machine's clock is off, in milliseconds.
export function noteTime(text) {
  skew = Date.parse(text) - Date.now();
  return skew;
}

/// `2026-05-28 20:30:00 UTC`
export function utc(date) {
  return `${isoDay(date)} ${clock(date)} UTC`;
}

export function isoDay(date) {
  return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/// `20:30:00`
export function clock(date) {
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

/// The same moment where the browser is, with its zone.
export function local(date) {
  return localFormat.format(date);
}

const localFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

/// Both, for a title.
export function both(date) {
  return `${utc(date)}\n${local(date)} (here)`;
}

/// `3 min 20 s`, of milliseconds: two units at most.
export function duration(milliseconds) {
  const rest = Math.max(0, Math.round(milliseconds / second)) * second;
  const parts = [];
  let left = rest;
  for (const [unit, size] of [["d", day], ["h", hour], ["min", minute], ["s", second]]) {
    const count = Math.floor(left / size);
    if (count > 0 || (unit === "s" && parts.length === 0)) parts.push(`${count} ${unit}`);
    else if (parts.length > 0) break;
    left -= count * size;
    if (parts.length === 2) break;
  }
  return parts.join(" ");
}

/// `4 min ago`
export function ago(date, now) {
  return `${duration(now - date)} ago`;
}

/// A time element: relative or absolute, with the whole truth as its title.
export function stamp(element, date, text) {
  const iso = date.toISOString();
  if (element.dateTime !== iso) {
    element.title = both(date);
    element.dateTime = iso;
  }
  if (element.textContent !== text) element.textContent = text;
}

/// Marks of a time axis: steps that a person would choose, at most so many.
export function ticks(since, until, most) {
  const steps = [second, 5 * second, 15 * second, 30 * second, minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
    hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day];
  const step = steps.find((step) => (until - since) / step <= most) ?? 28 * day;
  const marks = [];
  for (let time = Math.ceil(since / step) * step; time <= until; time += step) {
    const date = new Date(time);
    const isDay = time % day === 0;
    marks.push({ time, text: isDay ? isoDay(date).slice(5) : step < minute ? clock(date) : clock(date).slice(0, 5), isDay });
  }
  return marks;
}

export { second, minute, hour, day };
