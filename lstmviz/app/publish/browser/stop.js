// @ts-check
// A published stop: what its link shows, the guess, and then the answer. Nothing is asked of any server.

import { recall, remember } from "../../../draw/stepper/remembered.js";
import { unpack } from "../../../draw/stepper/scene.js";
import { place } from "../../lecture/browser/card.js";
import { retyped } from "./retyped.js";
import { connectTyping } from "./typing.js";

/** @typedef {import("../../lecture/browser/card.js").Placing} Placing */

/** How each kind of part is shown, and taken off again.
 * @type {Record<string, { mount: (parent: HTMLElement, packed: Response) => Promise<void>,
 *   unmount: (parent: HTMLElement) => Promise<void> }>} */
const MOUNTS = {
  stepper: {
    mount: async (parent, packed) => {
      const { mount, mountScene, benchOf } = await import("../../../draw/stepper/mount.js");
      const bytes = new Uint8Array(await packed.arrayBuffer());
      mount(parent, bytes);
      const form = parent.previousElementSibling;
      if (form instanceof HTMLFormElement)
        connectTyping(form, (tokens, typing) => {
          const bench = benchOf(parent);
          bench?.begin(); // what could be undone was of another sequence
          mountScene(parent, retyped(unpack(bytes), tokens, typing, bench), bytes);
        });
    },
    unmount: async (parent) => (await import("../../../draw/stepper/mount.js")).unmount(parent),
  },
  inside: {
    mount: async (parent, packed) => {
      const { mount } = await import("../../../draw/inside/inside.js");
      mount(parent, await packed.json());
    },
    unmount: async (parent) => (await import("../../../draw/inside/inside.js")).unmount(parent),
  },
  chart: {
    mount: async (parent, packed) => {
      const { mount } = await import("../../../draw/chart/chart.js");
      const { lists, picture } = await packed.json();
      const whole = (/** @type {string} */ _name, /** @type {any} */ value) => lists[value?.list] ?? value;
      await mount(parent, JSON.parse(picture, whole), plotly);
    },
    unmount: async (parent) => (await import("../../../draw/chart/chart.js")).unmount(parent),
  },
};

/** @type {Promise<any> | undefined} */
let plotlyComes;

/** Once for all charts, and only where there is one. */
const plotly = () =>
  (plotlyComes ??= new Promise((resolve, reject) => {
    const library = { src: "plotly.min.js", onload: resolve, onerror: reject };
    document.head.append(Object.assign(document.createElement("script"), library));
  }));

/** @param {string} selector
 * @returns {any} */
const find = (selector) => document.querySelector(selector);
const card = () => find(".st-key-lecture_card");
/** @type {{ before: Placing, after: Placing }} */
const placings = JSON.parse(find("#stop").textContent);
const GUESSED = `lstmviz guessed at ${window.location.pathname}`; // a word of this tab's session

/** Given by what loads the modules (draw/standalone/load.js). @type {(packed: string) => Response} */
let unpacked;

/** @param {Element} section
 * @param {"mount" | "unmount"} act */
async function each(section, act) {
  for (const part of /** @type {any} */ (section.querySelectorAll("[data-kind]"))) {
    await MOUNTS[part.dataset.kind][act](part, unpacked(part.querySelector("script").textContent));
  }
}

/** What was guessed shows the answer. @param {string} guess */
async function reveal(guess) {
  remember(GUESSED, guess, "sessionStorage");
  const [before, after] = document.querySelectorAll(".view");
  for (const shown of card().querySelectorAll(".asked")) shown.remove();
  const right = card().querySelector(`.judged[data-guess="${guess}"]`);
  for (const judged of card().querySelectorAll(".judged"))
    judged.hidden = judged !== (right ?? card().querySelector('.judged[data-guess=""]'));
  const answer = card().querySelector(".st-key-lecture_answer");
  answer.hidden = false;
  card().querySelector(".text").hidden = Boolean(answer.querySelector("p:not(:has(> em:only-child))"));
  if (after) {
    await each(before, "unmount");
    /** @type {HTMLElement} */ (before).hidden = true;
    /** @type {HTMLElement} */ (after).hidden = false;
  }
  place(card(), placings.after);
  if (after) await each(after, "mount");
}

/** @param {typeof unpacked} given */
export async function open(given) {
  unpacked = given;
  const asked = card().querySelector(".asked");
  asked?.addEventListener("change", (/** @type {any} */ { target }) => reveal(target.value));
  asked?.querySelector("button")?.addEventListener("click", () => reveal("shown"));
  const guess = recall(GUESSED, "sessionStorage");
  if (!asked || guess) return reveal(guess ?? "shown").then(() => each(find(".view:not([hidden])"), "mount"));
  place(card(), placings.before);
  await each(find(".view"), "mount");
}
