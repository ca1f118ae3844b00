// @ts-check
// A card for each name in the picture: what it means, its value now, its range, and a link to What if, where
// it is held. On hover, focus or tap; Enter on a label leads to the link.

import { element } from "./elements.js";
import { gradient } from "./heatmap.js";
import { decimals, valueAt } from "./scene.js";
import { mark, say } from "./say.js";

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

/** @param {any} stepper */
export function connectHoverCard(stepper) {
  const { root } = stepper;
  const card = stepper.part("card");
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let waiting;
  const named = (/** @type {any} */ target) => target.closest?.(NAMED);
  const open = (/** @type {any} */ target) => {
    clearTimeout(waiting);
    about = target;
    fill(card, stepper, target);
    if (!card.hidden) place(card, stepper.part("columns"), target);
  };
  const close = () => {
    clearTimeout(waiting);
    card.hidden = true;
  };
  /** What it is about. @type {any} */ let about = null;
  const within = (/** @type {any} */ target) => card.contains(target);
  root.addEventListener("pointerover", (/** @type {PointerEvent} */ { target, pointerType }) => {
    if (within(target)) clearTimeout(waiting);
    if (!named(target) || pointerType !== "mouse") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => open(named(target)), DELAY);
  });
  root.addEventListener("pointerout", (/** @type {PointerEvent} */ { target, relatedTarget }) => {
    if (!(named(target) || within(target)) || within(relatedTarget)) return;
    clearTimeout(waiting);
    waiting = setTimeout(close, ON_THE_WAY);
  });
  root.addEventListener("focusin", (/** @type {Event} */ { target }) => named(target) && open(named(target)));
  root.addEventListener("focusout", (/** @type {FocusEvent} */ { target, relatedTarget }) => {
    if ((named(target) || within(target)) && !within(relatedTarget)) close();
  });
  root.addEventListener("click", (/** @type {MouseEvent} */ { target, detail }) => {
    if (within(target)) return;
    if (!named(target)) return close();
    open(named(target));
    if (!detail) card.querySelector("a")?.focus(); // pressed by key
  });
  root.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || card.hidden) return;
    event.preventDefault(); // it closes the card and nothing else
    if (within(document.activeElement)) about?.focus();
    close();
  });
}

/** @param {any} card
 * @param {any} stepper
 * @param {any} target what has a name */
function fill(card, { scene, state, theme, part, changed, bench }, target) {
  const section = target.closest(".panel");
  const panel = section
    ? scene.panels[[...part("panels").children].indexOf(section)]
    : scene.panels[state.panel];
  const quantity = panel.quantities.find(
    (/** @type {import("./scene.js").Quantity} */ { name }) =>
      name === target.dataset.card || (!section && target.classList.contains(name)),
  );
  card.hidden = !quantity;
  if (!quantity) return;
  const { name, symbol, title, meaning, span, kind, row } = quantity;
  const unit = row === "unit" ? say("unit {unit}, ", state) : "";
  const value = row === "unit" ? decimals(valueAt(panel, name, state.unit, state.step), 3) : "";
  const scale = element("p", { className: "scale-line" });
  const strip = element("i", {});
  strip.style.background = gradient(scene.scales[theme][kind], "right");
  scale.append(
    document.createTextNode(decimals(span[0], 1)),
    strip,
    document.createTextNode(decimals(span[1], 1)),
  );
  const head = element("p", { className: `head ${name}` });
  head.append(
    element("b", { className: "symbol", textContent: symbol }),
    document.createTextNode(` ${title}`),
  );
  const now = element("p", { className: name, textContent: `${unit}t = ${state.step + 1}: ` });
  now.append(element("b", { className: "value", textContent: value }));
  const link = changed && !bench && panel.changing && row === "unit" ? [linkTo(panel, quantity, state)] : [];
  card.replaceChildren(head, element("p", { textContent: meaning }), now, scale, ...link);
}

/** To What if, where the quantity of this unit is held at this step.
 * @param {import("./scene.js").Panel} panel
 * @param {import("./scene.js").Quantity} quantity
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
