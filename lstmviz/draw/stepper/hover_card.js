// @ts-check
// A card for each name in the picture: what it means, its value now, its range, and a link to What if, where
// it is held. On hover, focus or tap; Enter on a label leads to the link.

import { element } from "./elements.js";
import { gradient } from "./heatmap.js";
import { decimals, valueAt } from "./scene.js";
import { mark, say } from "./say.js";

/** @typedef {import("./stepper.js").Stepper} Stepper */
/** @typedef {import("./scene.js").Quantity} Quantity */

const DELAY = 120; // ms of hovering
const ON_THE_WAY = 250; // ms that the pointer has from a name to its card
/** What is asked of a quantity, by its kind, and the value at which it is held then.
 * @type {Record<string, { asks: string, value: (limit: number | null) => number }>} */
const HELD = {
  gate: { asks: mark("What if it stayed open?"), value: (limit) => limit ?? 1 },
  state: { asks: mark("What if it were 0?"), value: () => 0 },
};
// Labels say what they are of; what the diagram and the equations show has its quantity as a class.
const NAMED = "[data-card], .diagram :is(.gate, .name, .value), .equations .value";

/** @param {Stepper} stepper */
export function connectHoverCard(stepper) {
  const card = new HoverCard(stepper);
  const on = (/** @type {string} */ name, /** @type {(event: any) => void} */ act) =>
    stepper.root.addEventListener(name, act);
  on("pointerover", (event) => card.over(event));
  on("pointerout", (event) => card.out(event));
  on("focusin", ({ target }) => named(target) && card.open(named(target)));
  on("focusout", (event) => card.blur(event));
  on("click", (event) => card.click(event));
  on("keydown", (event) => card.key(event));
}

/** What has a card, around what an event is of.
 * @param {any} target */
const named = (target) => target.closest?.(NAMED);

class HoverCard {
  /** What it is about. @type {any} */ about = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ waiting;

  /** @param {Stepper} stepper */
  constructor(stepper) {
    this.stepper = stepper;
    this.card = stepper.part("card");
  }

  /** @param {any} target */
  open(target) {
    clearTimeout(this.waiting);
    this.about = target;
    fill(this.card, this.stepper, target);
    if (!this.card.hidden) place(this.card, this.stepper.part("columns"), target);
  }

  close() {
    clearTimeout(this.waiting);
    this.card.hidden = true;
  }

  /** @param {number} time ms
   * @param {() => void} act */
  soon(time, act) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(act, time);
  }

  /** @param {any} target */
  holds(target) {
    return this.card.contains(target);
  }

  /** @param {PointerEvent} event */
  over({ target, pointerType }) {
    if (this.holds(target)) clearTimeout(this.waiting);
    if (named(target) && pointerType === "mouse") this.soon(DELAY, () => this.open(named(target)));
  }

  /** @param {PointerEvent} event */
  out({ target, relatedTarget }) {
    if ((named(target) || this.holds(target)) && !this.holds(relatedTarget))
      this.soon(ON_THE_WAY, () => this.close());
  }

  /** @param {FocusEvent} event */
  blur({ target, relatedTarget }) {
    if ((named(target) || this.holds(target)) && !this.holds(relatedTarget)) this.close();
  }

  /** @param {MouseEvent} event */
  click({ target, detail }) {
    if (this.holds(target)) return;
    if (!named(target)) return this.close();
    this.open(named(target));
    if (!detail) this.card.querySelector("a")?.focus(); // pressed by key
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key !== "Escape" || this.card.hidden) return;
    event.preventDefault(); // it closes the card and nothing else
    if (this.holds(document.activeElement)) this.about?.focus();
    this.close();
  }
}

/** @param {any} card
 * @param {Stepper} stepper
 * @param {any} target what has a name */
function fill(card, { scene, state, theme, part, onChanged, bench }, target) {
  const section = target.closest(".panel");
  const panel = scene.panels[section ? [...part("panels").children].indexOf(section) : state.panel];
  const quantity = panel.quantities.find(
    (/** @type {Quantity} */ { name }) =>
      name === target.dataset.card || (!section && target.classList.contains(name)),
  );
  card.hidden = !quantity;
  if (!quantity) return;
  const { meaning, kind, row, span } = quantity;
  const isHeldThere = onChanged && !bench && panel.changing && row === "unit";
  card.replaceChildren(
    headOf(quantity),
    element("p", { textContent: meaning }),
    nowOf(panel, quantity, state),
    scaleOf(span, scene.scales[theme][kind]),
    ...(isHeldThere ? [linkTo(panel, quantity, state)] : []),
  );
}

/** @param {Quantity} quantity */
function headOf({ name, symbol, title }) {
  const head = element("p", { className: `head ${name}` });
  head.append(element("b", { className: "symbol", textContent: symbol }), ` ${title}`);
  return head;
}

/** @param {import("./scene.js").Panel} panel
 * @param {Quantity} quantity
 * @param {{ unit: number, step: number }} state */
function nowOf(panel, { name, row }, state) {
  const perUnit = row === "unit";
  const unit = perUnit ? say("unit {unit}, ", state) : "";
  const value = perUnit ? decimals(valueAt(panel, name, state.unit, state.step), 3) : "";
  const now = element("p", { className: name, textContent: `${unit}t = ${state.step + 1}: ` });
  now.append(element("b", { className: "value", textContent: value }));
  return now;
}

/** @param {[number, number]} span
 * @param {string[]} colours */
function scaleOf([low, high], colours) {
  const scale = element("p", { className: "scale-line" });
  const strip = element("i", {});
  strip.style.background = gradient(colours, "right");
  scale.append(decimals(low, 1), strip, decimals(high, 1));
  return scale;
}

/** To What if, where the quantity of this unit is held at this step.
 * @param {import("./scene.js").Panel} panel
 * @param {Quantity} quantity
 * @param {{ unit: number, step: number }} state */
function linkTo({ changing }, { name, kind, limit }, { unit, step }) {
  const { asks, value } = HELD[kind];
  const t = step + 1;
  const change = `${name},set,${value(limit)},u${unit},t${t}-${t}`;
  const href = `${changing}${encodeURIComponent(change)}#t=${t}&u=${unit}`;
  return element("a", { href, textContent: say(asks) });
}

/** Below what it is about, and never out of the picture.
 * @param {any} card
 * @param {Element} around
 * @param {Element} target */
function place(card, around, target) {
  const frame = around.getBoundingClientRect();
  const box = target.getBoundingClientRect();
  const left = Math.min(box.right - frame.left + 6, frame.width - card.offsetWidth);
  const below = box.bottom - frame.top + 4;
  const fits = box.bottom + card.offsetHeight + 8 < window.innerHeight;
  card.style.left = `${Math.max(0, left)}px`;
  card.style.top = `${fits ? below : box.top - frame.top - card.offsetHeight - 4}px`;
}
