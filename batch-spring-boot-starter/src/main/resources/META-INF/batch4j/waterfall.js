/* Draws round trips as bars on one time axis. Used by the page of the actuator endpoint, and by the sample's. */

const SECOND = 1_000_000;

/**
 * Draws a bar for each trip into a list.
 *
 * @param list an `ol` with the class `trips`
 * @param trips the trips in the order of sending: `store` (may be empty), `label`, `startMicros`, `tookMicros`, and
 *     optionally `ink` (the number of a colour), `measured` (the solid part of the bar, from 0 to 1), `isCritical`,
 *     `isLayered`, `failure` (a text), `details` (texts that are shown on demand)
 * @param end the time at the right edge, in microseconds
 * @param dense a label for all trips, if there are too many for a row each; else null. Such trips have no details
 */
export function drawTrips(list, trips, end, dense = null) {
  list.classList.toggle("dense", dense !== null);
  list.dataset.label = dense ?? "";
  list.replaceChildren(...trips.map((trip) => drawTrip(dense === null ? trip : { ...trip, details: [] }, end)));
}

function drawTrip(trip, end) {
  const row = element("li", "trip");
  if (trip.ink !== undefined) {
    row.classList.add(`ink-${trip.ink}`);
  }
  row.classList.toggle("critical", trip.isCritical === true);
  row.classList.toggle("layered", trip.isLayered === true);
  row.classList.toggle("failed", Boolean(trip.failure));
  row.title = `${trip.store} ${trip.label}: ${asTime(trip.tookMicros)}`.trim();

  const asked = element("span", "asked");
  asked.append(element("span", "store", trip.store), " ", labelOf(trip));
  const bar = element("span", "bar");
  place(bar, trip.startMicros / end);
  bar.style.setProperty("--length", trip.tookMicros / end);
  bar.style.setProperty("--measured", trip.measured ?? 1);
  const track = element("span", "track");
  track.append(bar);
  row.append(asked, track, element("span", "took", asTime(trip.tookMicros)));
  return row;
}

function labelOf(trip) {
  const notes = [trip.isCritical ? "on the critical path" : "", trip.failure ?? ""].filter(Boolean);
  const label = element("span", "keys", trip.label);
  if (trip.details?.length > 0) {
    const details = element("details", "keys");
    const all = element("ul", "all-keys");
    all.append(...trip.details.map((key) => element("li", "", key)));
    details.append(element("summary", "", trip.label), all);
    label.replaceChildren(details);
  }
  label.append(...notes.map((note) => element("span", note === trip.failure ? "failure" : "for-readers", ` ${note}`)));
  return label;
}

/** Draws the axis up to a time, and sets the distance of its lines on the element around it. */
export function drawAxis(axis, end) {
  const tick = tickFor(end);
  const [size, unit] = end < 1000 ? [1, "µs"] : end < SECOND ? [1000, "ms"] : [SECOND, "s"];
  axis.parentElement.style.setProperty("--tick", tick / end);
  axis.replaceChildren();
  for (let micros = 0; micros <= end; micros += tick) {
    const label = element("span", "", `${micros / size} ${unit}`);
    place(label, micros / end);
    axis.append(label);
  }
}

/** Returns the trips that took the time: the last one to end, the last to end before that began, and so on. */
export function criticalPath(trips) {
  const path = [];
  let next = latest(trips);
  while (next) {
    path.push(next);
    const { startMicros } = next;
    // Both times are rounded down, so that an end can be a microsecond after the start that followed it.
    next = latest(trips.filter((trip) => !path.includes(trip) && endOf(trip) <= startMicros + 1));
  }
  return path;
}

function latest(trips) {
  return trips.reduce((last, trip) => (last && endOf(last) >= endOf(trip) ? last : trip), undefined);
}

export function endOf({ startMicros, tookMicros }) {
  return startMicros + tookMicros;
}

/** Makes an element with a class and a text. */
export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  made.textContent = text;
  return made;
}

export function counted(number, noun) {
  return number === 1 ? `1 ${noun}` : `${number.toLocaleString("en")} ${noun}s`;
}

/** Returns a time with its unit: `950 µs`, `4.20 ms`, `1.03 s`. */
export function asTime(micros) {
  if (micros < 1000) {
    return `${micros}\u00a0µs`;
  }
  // From the number that would be rounded to 1000.0 ms.
  return micros < SECOND - 50
    ? `${(micros / 1000).toFixed(micros < 10_000 ? 2 : 1)}\u00a0ms`
    : `${(micros / SECOND).toFixed(micros < 10 * SECOND ? 2 : 1)}\u00a0s`;
}

function place(element, start) {
  element.style.setProperty("--start", start);
}

/** The distance of at most five ticks: 1, 2 or 5 times a power of ten. */
function tickFor(end) {
  const power = 10 ** Math.floor(Math.log10(end / 5));
  return Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((tick) => tick >= end / 5));
}
