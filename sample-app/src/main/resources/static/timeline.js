/* Draws round trips as bars on one axis of time. What is drawn stands in the templates of index.html. */

const DENSE = 12;

/**
 * Puts a drawing into the element `result`.
 *
 * @param timeline the answer of the application
 * @param network what to add to each round trip, in microseconds
 * @param people a sentence about who was found
 */
export function drawTimeline(result, timeline, network, people) {
  const drawing = copyOf("timeline");
  const batched = further(timeline.batched, network);
  const naive = further(timeline.naive, network);
  const end = Math.max(endOf(batched), endOf(naive));
  const tick = tickFor(end);
  drawing.querySelector(".timeline").style.setProperty("--tick", tick / end);
  drawWay(drawing.querySelector(".batched"), batched, end);
  drawWay(drawing.querySelector(".naive"), naive, end);
  drawAxis(drawing.querySelector(".axis"), tick, end);
  show(result, people, drawing);
}

export function drawProblem(result, title, detail) {
  const drawing = copyOf("problem");
  drawing.querySelector(".title").textContent = title;
  drawing.querySelector(".detail").textContent = detail;
  show(result, "", drawing);
}

function show(result, people, drawing) {
  result.querySelector(".people").textContent = people;
  result.querySelector(".drawing").replaceChildren(drawing);
}

/** The same round trips to a Redis that is further away: each takes longer, and is sent later by those before it. */
function further(trips, network) {
  return trips.map(({ keys, startMicros, tookMicros }, before) => ({
    keys,
    startMicros: startMicros + before * network,
    tookMicros: tookMicros + network,
    measured: tookMicros / (tookMicros + network),
  }));
}

function drawWay(way, trips, end) {
  const count = trips.length === 1 ? "1 round trip" : `${trips.length} round trips`;
  way.querySelector(".sum").textContent = `${count}, ${asTime(endOf(trips))}`;
  const list = way.querySelector(".trips");
  list.classList.toggle("dense", trips.length > DENSE);
  list.dataset.label = `${trips.length} keys, one by one`;
  list.replaceChildren(...trips.map((trip) => drawTrip(trip, end)));
}

function drawTrip(trip, end) {
  const drawing = copyOf("trip");
  const keys = trip.keys.join(", ");
  drawing.querySelector(".keys").textContent = trip.keys.length > 3 ? `${trip.keys.length} keys: ${keys}` : keys;
  drawing.querySelector(".took").textContent = asTime(trip.tookMicros);
  const bar = drawing.querySelector(".bar");
  place(bar, trip.startMicros / end);
  bar.style.setProperty("--length", trip.tookMicros / end);
  bar.style.setProperty("--measured", trip.measured);
  drawing.querySelector(".trip").title = `${keys}: ${asTime(trip.tookMicros)}`;
  return drawing;
}

function drawAxis(axis, tick, end) {
  for (let micros = 0; micros <= end; micros += tick) {
    const label = document.createElement("span");
    label.textContent = end < 1000 ? `${micros} µs` : `${micros / 1000} ms`;
    place(label, micros / end);
    axis.append(label);
  }
}

function place(element, start) {
  element.style.setProperty("--start", start);
}

function copyOf(template) {
  return document.getElementById(template).content.cloneNode(true);
}

function endOf(trips) {
  const last = trips.at(-1);
  return last.startMicros + last.tookMicros;
}

/** The distance of at most five ticks: 1, 2 or 5 times a power of ten. */
function tickFor(end) {
  const power = 10 ** Math.floor(Math.log10(end / 5));
  return [1, 2, 5, 10].map((factor) => factor * power).find((tick) => tick >= end / 5);
}

function asTime(micros) {
  return micros < 1000 ? `${micros} µs` : `${(micros / 1000).toFixed(micros < 10_000 ? 2 : 1)} ms`;
}
