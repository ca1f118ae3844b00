// @ts-check
// Buttons: their HTML, and what a click on one does. Those of an action take name and keys from keys.js.

import { ACTIONS, shownKey } from "./keys.js";
import { say } from "./say.js";

/** @typedef {import("./stepped.js").Stepped<any, any>} Stepped */

/** @param {string} name of an action
 * @param {string} content */
export function button(name, content) {
  const { keys, does } = ACTIONS[name];
  const shortcuts = keys.map((key) => (key === " " ? "Space" : key)).join(" ");
  return `<button type="button" data-act="${name}" data-part="${name}" aria-label="${say(does)}"
    aria-keyshortcuts="${shortcuts}" title="${say(does)} (${keys.map(shownKey).join(", ")})">${content}</button>`;
}

/** A button that sets a field of the state.
 * @param {string} field
 * @param {string | number | boolean} value
 * @param {string} text
 * @param {string} title */
export const choice = (field, value, text, title = "") =>
  `<button type="button" data-set="${field}=${value}" aria-pressed="false" title="${title}">${text}</button>`;

/** A button that a field of the state is pressed by, and let go.
 * @param {string} field
 * @param {string} text
 * @param {string} title */
export const toggle = (field, text, title) =>
  `<button type="button" data-toggle="${field}" aria-pressed="false" title="${title}">${text}</button>`;

/** @param {Stepped} stepped */
export function connectButtons(stepped) {
  stepped.root.addEventListener("click", (/** @type {any} */ event) => {
    const pressed = event.target.closest("[data-act], [data-set], [data-toggle], [data-list]");
    if (!pressed) return;
    const { act, set, toggle: field, list } = pressed.dataset;
    if (set) setField(stepped, set);
    else if (field) stepped.act({ [field]: !stepped.state[field] });
    else if (list) stepped.act({ listed: stepped.state.listed === Number(list) ? 0 : Number(list) });
    else if (act === "copy") copyLink(stepped);
    else ACTIONS[act].act(stepped);
    if (event.detail) return pressed.blur(); // clicked by hand: Space goes on playing and pausing
    const isGone = pressed.isConnected && !pressed.checkVisibility(); // it took itself away
    if (isGone) stepped.root.focus({ preventScroll: true });
  });
}

/** @type {Record<string, (text: string) => any>} */
const READ = { speed: Number, panel: Number };

/** @param {Stepped} stepped
 * @param {string} words "speed=2" */
function setField(stepped, words) {
  const [field, text] = words.split("=");
  stepped.act({ [field]: READ[field]?.(text) ?? text });
  if (stepped.state.playing) stepped.play(true); // at the new speed
}

/** @param {Stepped} stepped */
async function copyLink(stepped) {
  const copied = await copy(stepped.link());
  const pressed = stepped.part("copy");
  pressed.textContent = copied ? say("Copied") : say("Copy the address bar");
  setTimeout(() => {
    pressed.textContent = say("Copy link");
  }, 2000);
}

/** Only https and localhost have a clipboard; elsewhere the old command copies a selected field.
 * @param {string} text */
async function copy(text) {
  if (!navigator.clipboard) return oldCopy(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} text */
function oldCopy(text) {
  const field = document.body.appendChild(Object.assign(document.createElement("textarea"), { value: text }));
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
