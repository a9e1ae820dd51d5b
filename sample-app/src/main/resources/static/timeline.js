/* Draws round trips as bars on one axis of time. What is drawn stands in the templates of index.html. */

const DENSE = 12;
const WAYS = ["pipeline", "plain", "naive"];
const CARRIERS = {
  "continuation": "on the request’s own thread, by continuations",
  "virtual-thread": "on virtual threads, one for each function",
  "platform-thread": "on pooled threads, one for each function",
};

/**
 * Puts a drawing into the element `result`, whose data has the code of each way.
 *
 * @param timeline the answer of the application
 * @param network what to add to each round trip, in microseconds
 * @param people a sentence about who was found
 */
export function drawTimeline(result, timeline, network, people) {
  const drawing = copyOf("timeline");
  const ways = WAYS.map((name) => ({ name, ...further(timeline[name], network) }));
  const end = Math.max(...ways.map(({ tookMicros }) => tookMicros));
  const tick = tickFor(end);
  drawing.querySelector(".timeline").style.setProperty("--tick", tick / end);
  for (const way of ways) {
    const element = drawing.querySelector(`.${way.name}`);
    element.querySelector(".code").textContent = result.dataset[way.name];
    drawWay(element, way, end);
  }
  drawing.querySelector(".carrier").textContent = CARRIERS[timeline.carrier];
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

/** The same with a Redis that is further away: each round trip takes longer, and is sent later by those before it. */
function further({ roundTrips, tookMicros }, network) {
  return {
    tookMicros: tookMicros + roundTrips.length * network,
    trips: roundTrips.map(({ keys, startMicros, tookMicros }, before) => ({
      keys,
      startMicros: startMicros + before * network,
      tookMicros: tookMicros + network,
      measured: tookMicros / (tookMicros + network),
    })),
  };
}

function drawWay(element, { trips, tookMicros }, end) {
  const count = trips.length === 1 ? "1 round trip" : `${trips.length} round trips`;
  element.querySelector(".sum").textContent = `${count}, ${asTime(tookMicros)}`;
  const list = element.querySelector(".trips");
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

/** The distance of at most five ticks: 1, 2 or 5 times a power of ten. */
function tickFor(end) {
  const power = 10 ** Math.floor(Math.log10(end / 5));
  return [1, 2, 5, 10].map((factor) => factor * power).find((tick) => tick >= end / 5);
}

function asTime(micros) {
  return micros < 1000 ? `${micros} µs` : `${(micros / 1000).toFixed(micros < 10_000 ? 2 : 1)} ms`;
}
