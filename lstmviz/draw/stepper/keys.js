// @ts-check
// What one can do by key: a new key is one line of ACTIONS. The list of keys on the page, the names of the
// buttons and the press itself all read it.

import { recall, remember } from "./remembered.js";
import { mark } from "./say.js";

/** @typedef {import("./stepped.js").Stepped<any, any>} Stepped */

/** `keys` as KeyboardEvent.key has them; `does` is said; `act` is what a press or a click does.
 * @typedef {{ keys: string[], does: string, act: (stepped: any) => void }} Action */

/** @type {Record<string, Action>} */
export const ACTIONS = {
  // Page Up and Page Down are what a presenter's remote sends.
  back: { keys: ["ArrowLeft", "PageUp"], does: mark("Step back"), act: (stepped) => stepped.walk(-1) },
  next: { keys: ["ArrowRight", "PageDown"], does: mark("Next step"), act: (stepped) => stepped.walk(1) },
  first: { keys: ["Home"], does: mark("First step"), act: (stepped) => stepped.act({ step: 0, stage: 0 }) },
  last: { keys: ["End"], does: mark("Last step"), act: (stepped) => stepped.scrub(stepped.steps - 1) },
  play: { keys: [" "], does: mark("Play or pause"), act: (stepped) => stepped.play(!stepped.state.playing) },
  unitUp: { keys: ["ArrowUp"], does: mark("The unit above"), act: (stepped) => moveUnit(stepped, -1) },
  unitDown: { keys: ["ArrowDown"], does: mark("The unit below"), act: (stepped) => moveUnit(stepped, 1) },
  earlier: { keys: ["["], does: mark("Sub-step back"), act: (stepped) => stepped.walkStages(-1) },
  later: { keys: ["]"], does: mark("Next sub-step"), act: (stepped) => stepped.walkStages(1) },
  net: { keys: ["n"], does: mark("The other net"), act: otherNet },
  both: { keys: ["b"], does: mark("What is inside the cells of both nets"), act: showBoth },
  alone: {
    keys: ["f"],
    does: mark("The picture alone, for a lecture hall; press it again for the page"),
    act: standAlone,
  },
  pin: { keys: ["Enter"], does: mark("Pin the marked cell"), act: pinMarked },
  unpin: { keys: ["Escape"], does: mark("Take the pin away, or bring the page back"), act: unpin },
  keys: { keys: ["?"], does: mark("These keys"), act: openKeys },
};

/** @param {Stepped} stepped @param {number} units */
const moveUnit = (stepped, units) => stepped.moveUnit(units);

/** @param {Stepped} stepped */
function otherNet(stepped) {
  const { state, scene } = stepped;
  stepped.act({ panel: (state.panel + 1) % scene.panels.length });
}

/** @param {Stepped} stepped */
function showBoth(stepped) {
  stepped.act({ both: !stepped.state.both });
}

/** @param {Stepped} stepped */
function standAlone(stepped) {
  if (stepped.part("alone")) stepped.act({ alone: !stepped.state.alone });
}

/** @param {Stepped} stepped */
function pinMarked(stepped) {
  const { step, unit } = stepped.state;
  stepped.act({ pin: { step, unit } });
}

/** @param {Stepped} stepped */
function unpin(stepped) {
  stepped.act(stepped.state.alone ? { alone: false } : { pin: null, stage: 0 });
}

const LETTERS = "lstmviz-letter-keys"; // where the browser remembers that they are switched off

/** @param {Stepped} stepped */
function openKeys({ part }) {
  const dialog = part("keys-dialog");
  if (!dialog) return;
  const letters = part("letters");
  letters.checked = recall(LETTERS) !== "off";
  letters.onchange = () => remember(LETTERS, letters.checked ? "on" : "off");
  dialog.showModal();
}

/** @type {Record<string, string>} */
const SHOWN = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  PageUp: "Page Up",
  PageDown: "Page Down",
  " ": "Space",
};

/** A key as people read it.
 * @param {string} key */
export const shownKey = (key) => SHOWN[key] ?? key;

const WRITING =
  "input, textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=menu], " +
  "[role=dialog] *, dialog *";
const PRESSING = "button, a, summary, [role=tab], [role=option]";

/** Dictated words and a screen reader's quick keys meet these; "?" stays, to switch them on again.
 * @param {string} key */
const isLetter = (key) => /^[a-z[\]]$/.test(key);

/** @param {Stepped} stepped
 * @param {AbortSignal} signal */
export function connectKeys(stepped, signal) {
  const press = (/** @type {KeyboardEvent} */ event) => {
    const action = Object.values(ACTIONS).find(({ keys }) => keys.includes(event.key));
    const { key, ctrlKey, metaKey, altKey, defaultPrevented } = event;
    if (!action || !stepped.scene || defaultPrevented || ctrlKey || metaKey || altKey) return;
    const on = /** @type {Element} */ (event.target);
    if (on.closest?.(WRITING)) return;
    if ((key === " " || key === "Enter") && on.closest?.(PRESSING)) return;
    if (isLetter(key) && recall(LETTERS) === "off") return;
    event.preventDefault();
    action.act(stepped);
  };
  document.addEventListener("keydown", press, { signal });
}
