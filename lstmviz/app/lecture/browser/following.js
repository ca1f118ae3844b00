// @ts-check
// A lecture in a hall: the lecturer's page says where it is, the pages of who joined go there. One socket
// (server/following.py); where it is gone the page goes on alone, and comes back by itself.

import { showAbove, stepperOf } from "./above.js";
import { fillBar } from "./following_bar.js";
import { showWayIn } from "./way_in.js";

/** `link` is "" where nobody else may see what is shown.
 * @typedef {{ lecture: string, stop: number, told: boolean, link: string }} At */
/** What Python says (following.py). `guess` is 0 where none was made.
 * @typedef {{ role: "" | "leads" | "follows", at: At, guess: number, options: string[],
 *   says: Record<string, string> }} Placing */
/** What the server says: where the lecturer is, if there is one.
 * @typedef {Partial<At> & { place?: string, guesses: number[], followers?: number }} Said */

const AGAIN = 3000; // ms until a socket that is gone is tried again
const PAUSE = 150; // ms between two words of the lecturer
const SETTLED = 2; // looks at a stepper that stands where it should, before it is left alone
const OWN_WAY = "lstmviz own way"; // remembered in this tab: one does not follow

/** @type {Placing | null} */ let placed = null;
/** @type {(at: At) => void} */ let go = () => {};
/** @type {Said | null} */ let said = null;
/** @type {WebSocket | null} */ let socket = null;
/** @type {AbortController | null} */ let ends = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */ let telling;
/** @type {ReturnType<typeof setTimeout> | undefined} */ let settling;
let guessed = ""; // at which stop, and what, the server was told
let heeded = ""; // the word of the lecturer that was gone after last
let isOnTheWay = false; // it is not shown yet
const bar = Object.assign(document.createElement("aside"), { className: "following" });

const follows = () => placed?.role === "follows" && !sessionStorage.getItem(OWN_WAY);

/** Called by Streamlit whenever the page has run.
 * @param {HTMLElement} _parent
 * @param {Placing} data
 * @param {(at: At) => void} went */
export function place(_parent, data, went) {
  placed = data;
  go = went;
  if (!ends) begin();
  if (data.role === "leads") tellSoon();
  else tellGuess();
  render();
  comply();
}

export function leave() {
  ends?.abort();
  clearTimeout(telling);
  clearTimeout(settling);
  ends = placed = said = null;
  socket?.close();
  bar.remove();
}

function begin() {
  ends = new AbortController();
  const { signal } = ends;
  document.addEventListener("keydown", press, { signal });
  const watching = new MutationObserver(moved);
  const attributeFilter = ["data-step", "data-unit", "data-panel", "data-stage", "data-alone"];
  watching.observe(document.body, { subtree: true, attributes: true, attributeFilter });
  signal.addEventListener("abort", () => watching.disconnect());
  if (!placed?.role) return;
  document.body.append(bar);
  connect();
}

function connect() {
  const address = new URL("follow", document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  const opened = new WebSocket(address);
  socket = opened;
  opened.onopen = () => {
    guessed = "";
    if (placed?.role === "leads") tell();
    else tellGuess();
  };
  opened.onmessage = ({ data }) => {
    said = JSON.parse(data);
    tellGuess();
    render();
    comply();
  };
  opened.onclose = () => {
    if (ends && socket === opened) setTimeout(() => ends && connect(), AGAIN);
  };
}

/** @param {object} message */
const send = (message) => socket?.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));

function moved() {
  showAbove(bar);
  if (placed?.role === "leads") tellSoon();
}

function tellSoon() {
  telling ??= setTimeout(tell, PAUSE);
}

/** The lecturer says what is shown, at a stop of a lecture or beside it. */
function tell() {
  clearTimeout(telling);
  telling = undefined;
  if (placed) send({ at: { ...placed.at, place: placed.at.link && placeOf(stepperOf()) } });
}

/** @param {any} stood */
function placeOf(stood) {
  if (!stood?.dataset.steps) return "";
  const { step, unit, panel, stage } = stood.dataset;
  return `#t=${Number(step) + 1}&u=${unit}&n=${Number(panel) + 1}&s=${stage}`;
}

/** A guess at the stop where the lecturer is, once. */
function tellGuess() {
  if (!placed?.guess || placed.role !== "follows" || !isThere()) return;
  const guess = { guess: placed.guess, stop: placed.at.stop };
  const text = JSON.stringify([placed.at.lecture, guess]);
  if (text !== guessed && send(guess) !== false) guessed = text;
}

const isThere = () => said?.lecture === placed?.at.lecture && said?.stop === placed?.at.stop;

/** Goes where the lecturer is: by Python to another view, in the browser alone to a step of it. At the stop
 * one may look around until the lecturer's next word. */
function comply() {
  if (said?.link === undefined || !placed || !follows()) return;
  const { lecture, stop, told, link, place } = /** @type {At & { place: string }} */ (said);
  const word = JSON.stringify([link, told, place]);
  const isNews = word !== heeded;
  heeded = word;
  isOnTheWay ||= isNews;
  const isElsewhere = !isThere() && (link || lecture);
  if (isElsewhere || (isNews && !isShown())) return go({ lecture, stop, told, link });
  if (!isOnTheWay || !isShown()) return;
  isOnTheWay = false;
  clearTimeout(settling);
  if (place) settle(place, SETTLED);
}

/** Whether the page stands at the lecturer's view, as far as it can be opened here. */
const isShown = () => (!said?.link || said.link === placed?.at.link) && (!said?.told || placed?.at.told);

/** A stop that is come to has a place of its own, and goes there when it has been drawn.
 * @param {string} place
 * @param {number} looks that are left */
function settle(place, looks) {
  if (!isShown()) return;
  const stands = placeOf(stepperOf()) === place;
  if (stepperOf() && !stands) window.location.replace(place);
  if (!stands || looks) settling = setTimeout(() => settle(place, stands ? looks - 1 : SETTLED), PAUSE);
}

function turnOwnWay() {
  clearTimeout(settling);
  if (follows()) sessionStorage.setItem(OWN_WAY, "yes");
  else sessionStorage.removeItem(OWN_WAY);
  heeded = "";
  render();
  comply();
}

/** @param {KeyboardEvent} event */
function press({ key, ctrlKey, metaKey, altKey, target, defaultPrevented }) {
  if (key !== "j" || ctrlKey || metaKey || altKey || defaultPrevented || !placed) return;
  const writing = "input:not([type=radio]), textarea, select, [contenteditable], [role=combobox]";
  if (/** @type {Element} */ (target).closest?.(writing) || localStorage.getItem(LETTERS) === "off") return;
  showWayIn(placed.says);
}
const LETTERS = "lstmviz-letter-keys"; // as draw/stepper/keys.js remembers that letters do not act

function render() {
  if (!placed?.role) return;
  const isLeading = placed.role === "leads";
  const isAlone = !isLeading && !follows();
  const act = isLeading ? () => placed && showWayIn(placed.says) : turnOwnWay;
  fillBar(bar, placed, { isAlone, said, guesses: isThere() ? (said?.guesses ?? []) : [], act });
  showAbove(bar);
}
