// @ts-check
// The link's part behind the hash: what was asked for is taken up, whatever is written meanwhile.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Stepped } from "../../lstmviz/draw/stepper/stepped.js";

const HERE = "http://here/step?task=anbn";

/** As much of a browser as is needed: a hash comes before its event, as the standard has it. */
class FakeWindow extends EventTarget {
  location = new URL(HERE);
  history = {
    state: null,
    /** @param {[state: null, title: string, address: string]} given */
    replaceState: (...given) => {
      this.location = new URL(given[2], this.location);
    },
  };

  /** @param {string} hash */
  go(hash) {
    this.location = new URL(hash, this.location);
    const { href } = this.location;
    return () => this.dispatchEvent(Object.assign(new Event("hashchange"), { newURL: href }));
  }
}

/** Whatever is asked for, it is there and does nothing.
 * @returns {any} */
const element = () =>
  Object.assign(new EventTarget(), {
    insertAdjacentHTML() {},
    remove() {},
    querySelector: element,
    closest: element,
  });

/** What is shown is its step, which is all of its link.
 * @extends {Stepped<any, any>} */
class Shown extends Stepped {
  step = "#t=1";
  rest() {
    this.writeLink(this.step);
  }
  /** @param {string} hash */
  takeUp(hash) {
    this.step = hash;
  }
  play() {}
}

/** @type {FakeWindow} */
let page;
/** @type {Shown} */
let shown;

beforeEach(() => {
  page = new FakeWindow();
  Object.assign(globalThis, { window: page, document: new EventTarget() });
  shown = new Shown(element(), "", "stepper");
  shown.rest();
});

test("a hash is taken up where the old one is written over it before its event", () => {
  const event = page.go("#t=5");
  shown.rest();
  event();
  assert.equal(shown.step, "#t=5");
  shown.rest();
  assert.equal(page.location.href, `${HERE}#t=5`);
});

test("of two hashes the later is taken up", () => {
  const events = [page.go("#t=5"), page.go("#t=7")];
  events.forEach((event) => event());
  assert.equal(shown.step, "#t=7");
});

test("a link is written without a word of the address lost", () => {
  shown.step = "#t=9";
  shown.rest();
  assert.equal(page.location.href, `${HERE}#t=9`);
});

test("what comes to rest after it was left writes nothing into the address of the next page", () => {
  shown.leave();
  page.go("/inside#p=overwrite");
  shown.rest();
  assert.equal(page.location.href, "http://here/inside#p=overwrite");
});
