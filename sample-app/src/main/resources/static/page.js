/* Sends a request when a form is used, and shows the answer or the problem. */

import { drawProblem, drawTimeline } from "./timeline.js";

/** A form, the path that it requests, and the element that shows the answer. */
class View {
  #form;
  #result;
  #path;
  #describe;
  #asking = new AbortController();
  #redraw = () => {};

  constructor(name, path, describe) {
    this.#form = document.getElementById(`${name}-form`);
    this.#result = document.getElementById(`${name}-result`);
    this.#path = path;
    this.#describe = describe;
  }

  async ask() {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.#result.ariaBusy = "true";
    try {
      const response = await fetch(this.#path(this.#form.elements), { signal });
      const answer = await response.json();
      this.#redraw = response.ok ? () => this.#drawTimeline(answer) : () => this.#drawProblem(answer);
    } catch {
      if (signal.aborted) {
        return;
      }
      const detail = "The application does not answer. Is it still running?";
      this.#redraw = () => this.#drawProblem({ title: "No answer", detail });
    }
    this.redraw();
    this.#result.ariaBusy = "false";
  }

  redraw() {
    this.#redraw();
  }

  /** Shows the number of a form with only a slider, and sends the request when the slider is released. */
  followSlider() {
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("input", () => {
      this.#form.querySelector("output").value = this.#form.elements.count.value;
    });
    this.#form.addEventListener("change", () => this.ask());
  }

  #drawTimeline(answer) {
    const network = Number(document.querySelector("#network :checked").value);
    drawTimeline(this.#result, answer, network, this.#describe(answer));
  }

  /** Draws problem details (RFC 9457), or the error body of a server without them. */
  #drawProblem({ title, detail, error }) {
    drawProblem(this.#result, title ?? error, detail ?? "See the log of the application.");
  }
}

const one = new View(
  "one",
  ({ id }) => `timeline/users/${encodeURIComponent(id.value.trim())}`,
  ({ couples: [{ user, spouse }] }) =>
    spouse
      ? `${user.name} from ${user.city} is married to ${spouse.name} from ${spouse.city}.`
      : `${user.name} from ${user.city} is not married, so there is no second question.`,
);

const many = new View(
  "many",
  ({ count }) => `timeline/users?ids=${idsUpTo(count)}`,
  ({ couples: [{ user, spouse }, ...others] }) =>
    `${user.name} and ${spouse.name}` + (others.length > 0 ? `, and ${others.length} more.` : "."),
);

const profiles = new View(
  "profiles",
  ({ count }) => `timeline/profiles?ids=${idsUpTo(count)}`,
  ({ profiles: [{ user, presence }, ...others] }) =>
    `${user.name} from ${user.city} is ${presence}` + (others.length > 0 ? `, and ${others.length} more.` : "."),
);

function idsUpTo(count) {
  return Array.from({ length: count.valueAsNumber }, (_, index) => index + 1);
}

const oneForm = document.getElementById("one-form");
oneForm.addEventListener("submit", (event) => {
  event.preventDefault();
  one.ask();
});
oneForm.querySelector(".examples").addEventListener("click", ({ target }) => {
  if (target.value) {
    oneForm.elements.id.value = target.value;
    one.ask();
  }
});

for (const view of [many, profiles]) {
  view.followSlider();
}

document.getElementById("network").addEventListener("change", () => {
  for (const view of [one, many, profiles]) {
    view.redraw();
  }
});

await one.ask();
await many.ask();
await profiles.ask();
