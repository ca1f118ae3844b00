// @ts-check
// As much of a browser as what is stepped through asks for.

import { Stepped } from "../../lstmviz/draw/stepper/stepped.js";

/** Whatever is asked for, it is there and does nothing.
 * @returns {any} */
const element = () =>
  Object.assign(new EventTarget(), {
    insertAdjacentHTML() {},
    querySelector: element,
    closest: element,
    remove() {},
    showModal() {},
  });

/** Three steps of two sub-steps each; what it is told is in `state`.
 * @extends {Stepped<any, any>} */
export class ThreeSteps extends Stepped {
  /** @type {any} */ scene = {
    panels: [
      { steps: 3, equations: ["f", "h"] },
      { steps: 3, equations: ["h"] },
    ],
  };
  /** @type {any} */ state = { step: 0, stage: 0, unit: 0, panel: 0, pin: null, speed: 1, playing: false };

  constructor() {
    Object.assign(globalThis, {
      window: Object.assign(new EventTarget(), { location: new URL("http://here/step") }),
      document: new EventTarget(),
      localStorage: { getItem: () => null },
    });
    super(element(), "", "stepper");
  }

  /** @param {any} change */
  act(change) {
    Object.assign(this.state, change);
    this.state.step = Math.max(0, Math.min(this.state.step, this.steps - 1));
  }
}
