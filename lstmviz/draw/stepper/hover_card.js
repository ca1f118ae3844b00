// @ts-check
// A card for each name in the picture: what it means, its value now, and its range. On hover, focus or tap.

import { element } from "./elements.js";
import { gradient } from "./heatmap.js";
import { decimals, valueAt } from "./scene.js";
import { say } from "./say.js";

const DELAY = 120; // ms of hovering
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
    fill(card, stepper, target);
    if (!card.hidden) place(card, stepper.part("columns"), target);
  };
  const close = () => {
    clearTimeout(waiting);
    card.hidden = true;
  };
  root.addEventListener("pointerover", (/** @type {PointerEvent} */ { target, pointerType }) => {
    if (!named(target) || pointerType !== "mouse") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => open(named(target)), DELAY);
  });
  root.addEventListener("pointerout", (/** @type {Event} */ { target }) => named(target) && close());
  root.addEventListener("focusin", (/** @type {Event} */ { target }) => named(target) && open(named(target)));
  root.addEventListener("focusout", (/** @type {Event} */ { target }) => named(target) && close());
  root.addEventListener("click", (/** @type {Event} */ { target }) =>
    named(target) ? open(named(target)) : close(),
  );
  root.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || card.hidden) return;
    event.preventDefault(); // it closes the card and nothing else
    close();
  });
}

/** @param {any} card
 * @param {any} stepper
 * @param {any} target what has a name */
function fill(card, { scene, state, theme, part }, target) {
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
  card.replaceChildren(head, element("p", { textContent: meaning }), now, scale);
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
