/* Shows the list of requests, or the one whose number is behind the # of the address. */

import { asTime, counted, criticalPath, drawAxis, drawTrips, element, endOf } from "./waterfall.js";

const INKS = 6;

/** The largest number of bars with a row of text each. */
const ROWS = 40;

const path = location.pathname.replace(/\/$/, "");

async function get(url) {
  const response = await fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (response.status === 404) {
    throw new Error("There is no such request, or it is no longer kept: the timeline has the last 100.");
  }
  if (!response.ok) {
    throw new Error(`The application has answered with status ${response.status}.`);
  }
  return response.json();
}

async function show({ withFocus }) {
  const id = location.hash.slice(1);
  let shown = id ? "work" : "list";
  try {
    await (id ? showWork(id) : showList());
  } catch (failure) {
    shown = "problem";
    document.querySelector("#problem .detail").textContent = failure.message;
  }
  for (const section of document.querySelectorAll("main > section")) {
    section.hidden = section.id !== shown;
  }
  if (withFocus) {
    document.getElementById(`${shown}-title`).focus();
  }
}

async function showList() {
  const { works } = await get(path);
  const list = document.getElementById("list");
  document.title = "Timeline · batch4j";
  list.querySelector(".note").textContent =
    works.length === 0 ? "Nothing has been executed yet." : `${works.length} that have ended, the latest first.`;
  list.querySelector("table").hidden = works.length === 0;
  list.querySelector("tbody").replaceChildren(...works.map(rowOfWork));
}

function rowOfWork(work) {
  const row = element("tr");
  const link = breakable("a", "", work.name);
  link.href = `#${work.id}`;
  const name = element("th");
  name.scope = "row";
  name.append(link);
  if (work.failure) {
    name.append(" ", breakable("span", "tag problem", simpleName(work.failure)));
  }
  if (work.findings.length > 0) {
    name.append(" ", element("span", "tag finding", counted(work.findings.length, "finding")));
  }
  const time = element("time", "", new Date(Date.parse(work.startedAt) + work.tookMicros / 1000).toLocaleTimeString());
  time.dateTime = work.startedAt;
  const ended = element("td", "minor");
  ended.append(time);
  row.append(
    name,
    ended,
    element("td", "number", work.roundTrips.toLocaleString("en")),
    element("td", "number minor", work.steps.toLocaleString("en")),
    element("td", "number minor", work.operations.toLocaleString("en")),
    element("td", "number minor", work.cachedAnswers.toLocaleString("en")),
    element("td", "number", asTime(work.tookMicros)),
  );
  return row;
}

async function showWork(id) {
  if (!/^\d+$/.test(id)) {
    throw new Error("There is no such request.");
  }
  const work = await get(`${path}/${id}`);
  const section = document.getElementById("work");
  document.title = `${work.name} · batch4j`;
  section.querySelector("h2").replaceChildren(...breakableParts(work.name));
  section.querySelector(".sum").textContent = [
    `${counted(work.roundTrips, "round trip")} in ${counted(work.steps, "step")}`,
    counted(work.operations, "operation"),
    work.cachedAnswers > 0 ? `${counted(work.cachedAnswers, "answer")} from the cache` : "",
    asTime(work.tookMicros),
    new Date(work.startedAt).toLocaleString(),
  ].filter(Boolean).join(" · ");
  showIf(section.querySelector(".outcome"), work.failure, (outcome) => {
    outcome.replaceChildren("Failed: ", ...breakableParts(work.failure));
  });
  showIf(section.querySelector(".findings"), work.findings.length > 0, (findings) => {
    findings.querySelector("ul").replaceChildren(...work.findings.map((finding) => element("li", "", finding)));
  });
  drawWork(section, work);
}

function showIf(shown, condition, fill) {
  shown.hidden = !condition;
  if (condition) {
    fill(shown);
  }
}

function drawWork(section, work) {
  const stores = [...new Set(work.batches.map(({ batcher }) => batcher))];
  const trips = work.batches.filter(({ layered }) => !layered);
  const critical = criticalPath(trips);
  const end = Math.max(1, work.tookMicros, ...work.batches.map(endOf));
  drawTrips(
    section.querySelector(".trips"),
    work.batches.map((batch) => ({
      store: batch.batcher,
      label: labelOf(batch, work.executions > 1),
      startMicros: batch.startMicros,
      tookMicros: batch.tookMicros,
      ink: stores.indexOf(batch.batcher) % INKS,
      isCritical: critical.includes(batch),
      isLayered: batch.layered,
      failure: batch.failure ? `failed: ${simpleName(batch.failure)}` : undefined,
      details: batch.keys && batch.keys.length < batch.size
        ? [...batch.keys, `and ${(batch.size - batch.keys.length).toLocaleString("en")} more`]
        : batch.keys,
    })),
    end,
    work.batches.length > ROWS ? `${work.batches.length} batches` : null,
  );
  drawAxis(section.querySelector(".axis"), end);
  section.querySelector("figcaption").textContent = captionOf(work, trips, critical);
  section.querySelector("tbody").replaceChildren(...stores.map((store) => rowOfStore(store, trips, stores)));
}

function labelOf(batch, withExecution) {
  const merged = batch.asked > batch.size ? `, asked ${batch.asked.toLocaleString("en")} times` : "";
  const place = `${withExecution ? `execution ${batch.execution}, ` : ""}step ${batch.step}`;
  return `${counted(batch.size, "operation")}${merged} · ${place}${batch.layered ? " · layered" : ""}`;
}

function captionOf(work, trips, critical) {
  const time = critical.reduce((sum, { tookMicros }) => sum + tookMicros, 0);
  const share = Math.min(100, Math.round((100 * time) / Math.max(1, work.tookMicros)));
  return [
    work.batches.length === 0 ? "No batch was sent." : "",
    critical.length > 0
      ? `Solid bars are the critical path: ${counted(critical.length, "round trip")}${
          critical.length === 1 ? " takes" : ", one after the other, take"} ${asTime(time)}, ${share} % of the whole.`
      : "",
    critical.length < trips.length ? "Pale bars were in flight beside it." : "",
    trips.length < work.batches.length ? "Dashed bars are layered batches, which reach no store themselves." : "",
    work.omitted > 0 ? `And ${work.omitted.toLocaleString("en")} more, which are not kept.` : "",
  ].filter(Boolean).join(" ");
}

function rowOfStore(store, trips, stores) {
  const own = trips.filter(({ batcher }) => batcher === store);
  const row = element("tr");
  const name = element("th");
  name.scope = "row";
  name.append(element("span", `dot ink-${stores.indexOf(store) % INKS}`), ...breakableParts(store));
  row.append(
    name,
    element("td", "number", own.length.toLocaleString("en")),
    element("td", "number minor", own.reduce((sum, { size }) => sum + size, 0).toLocaleString("en")),
    element("td", "number", asTime(own.reduce((sum, { tookMicros }) => sum + tookMicros, 0))),
  );
  return row;
}

function breakable(name, className, text) {
  const made = element(name, className);
  made.append(...breakableParts(text));
  return made;
}

/** The parts of a name between which a line may end, as nodes: after each / and ., and before each capital. */
function breakableParts(text) {
  const parts = text.split(/(?<=[/.])(?=[\w{])|(?<=[a-z])(?=[A-Z])/);
  return parts.flatMap((part, i) => (i > 0 ? [element("wbr"), part] : [part]));
}

function simpleName(className) {
  return className.slice(className.lastIndexOf(".") + 1);
}

document.getElementById("refresh").addEventListener("click", () => show({ withFocus: false }));
window.addEventListener("hashchange", () => show({ withFocus: true }));
await show({ withFocus: false });
