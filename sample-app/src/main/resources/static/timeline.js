/* Draws round trips as bars on one time axis. The elements come from the templates of index.html. */

const DENSE = 12;
const WAYS = ["pipeline", "plain", "naive"];
const STORES = { redis: "Redis", database: "Database" };
const COROUTINES = {
  "continuation": "on the request’s own thread, by continuations",
  "virtual-thread": "on virtual threads, one per function",
  "platform-thread": "on pooled threads, one per function",
};

/**
 * Puts a drawing into the element `result`, whose data attributes hold the code of each way and the template.
 *
 * @param timeline the answer of the application
 * @param network the time to add to each step, in microseconds
 * @param people a sentence about the people found
 */
export function drawTimeline(result, timeline, network, people) {
  const drawing = copyOf(result.dataset.template);
  const ways = WAYS.filter((name) => timeline[name]).map((name) => ({ name, ...further(timeline[name], network) }));
  const end = Math.max(...ways.map(({ tookMicros }) => tookMicros));
  const tick = tickFor(end);
  drawing.querySelector(".timeline").style.setProperty("--tick", tick / end);
  for (const way of ways) {
    const element = drawing.querySelector(`.${way.name}`);
    element.querySelector(".code").textContent = result.dataset[way.name];
    drawWay(element, way, end);
  }
  if (timeline.coroutines) {
    drawing.querySelector(".coroutines").textContent = COROUTINES[timeline.coroutines];
  }
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

/** Adds the network to a way: each step takes longer, and begins later by the network of the steps before it. */
function further({ roundTrips, tookMicros }, network) {
  const steps = Math.max(0, ...roundTrips.map(({ step }) => step));
  return {
    steps,
    tookMicros: tookMicros + steps * network,
    stores: new Set(roundTrips.map(({ store }) => store)).size,
    trips: roundTrips.map(({ step, store, keys, startMicros, tookMicros }) => ({
      store,
      keys,
      startMicros: startMicros + (step - 1) * network,
      tookMicros: tookMicros + network,
      measured: tookMicros / (tookMicros + network),
    })),
  };
}

function drawWay(element, { trips, steps, stores, tookMicros }, end) {
  const count = counted(trips.length, "round trip") + (steps < trips.length ? ` in ${counted(steps, "step")}` : "");
  element.querySelector(".sum").textContent = `${count}, ${asTime(tookMicros)}`;
  const list = element.querySelector(".trips");
  list.classList.toggle("dense", trips.length > DENSE);
  list.dataset.label = `${trips.length} keys, one by one`;
  list.replaceChildren(...trips.map((trip) => drawTrip(trip, stores > 1 ? STORES[trip.store] : "", end)));
}

/** A bar, labelled with its store if there are several. */
function drawTrip(trip, store, end) {
  const drawing = copyOf("trip");
  const keys = trip.keys.join(", ");
  drawing.querySelector(".store").textContent = store;
  drawing.querySelector(".keys").textContent = trip.keys.length > 3 ? `${trip.keys.length} keys: ${keys}` : keys;
  drawing.querySelector(".took").textContent = asTime(trip.tookMicros);
  const bar = drawing.querySelector(".bar");
  place(bar, trip.startMicros / end);
  bar.style.setProperty("--length", trip.tookMicros / end);
  bar.style.setProperty("--measured", trip.measured);
  drawing.querySelector(".trip").title = `${store} ${keys}: ${asTime(trip.tookMicros)}`.trim();
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

function counted(number, noun) {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}

/** The distance of at most five ticks: 1, 2 or 5 times a power of ten. */
function tickFor(end) {
  const power = 10 ** Math.floor(Math.log10(end / 5));
  return [1, 2, 5, 10].map((factor) => factor * power).find((tick) => tick >= end / 5);
}

function asTime(micros) {
  return micros < 1000 ? `${micros} µs` : `${(micros / 1000).toFixed(micros < 10_000 ? 2 : 1)} ms`;
}
