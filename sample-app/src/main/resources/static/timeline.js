/* Draws the ways of a measurement with the bars of the starter. The other elements come from index.html. */

import { asTime, counted, drawAxis, drawTrips } from "./batch4j/waterfall.js";

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
  for (const way of ways) {
    const element = drawing.querySelector(`.${way.name}`);
    element.querySelector(".code").textContent = result.dataset[way.name];
    drawWay(element, way, end);
  }
  if (timeline.coroutines) {
    drawing.querySelector(".coroutines").textContent = COROUTINES[timeline.coroutines];
  }
  drawAxis(drawing.querySelector(".axis"), end);
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
  drawTrips(
    element.querySelector(".trips"),
    trips.map((trip) => ({ ...trip, store: stores > 1 ? STORES[trip.store] : "", label: labelOf(trip.keys) })),
    end,
    trips.length > DENSE ? `${trips.length} keys, one by one` : null,
  );
}

function labelOf(keys) {
  return keys.length > 3 ? `${keys.length} keys: ${keys.join(", ")}` : keys.join(", ");
}

function copyOf(template) {
  return document.getElementById(template).content.cloneNode(true);
}
