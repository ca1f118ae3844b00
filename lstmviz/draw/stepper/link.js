// Where one stands, in the address: #t=12&u=3&s=2&x=4. Steps count from 1, as the page shows them.

const PLACES = {
  t: { field: "step", read: (text) => whole(text) - 1, write: (step) => step + 1, rest: 0 },
  u: { field: "unit", read: whole, write: String, rest: 0 },
  n: { field: "panel", read: (text) => whole(text) - 1, write: (panel) => panel + 1, rest: 0 },
  s: { field: "stage", read: whole, write: String, rest: 0 },
  x: { field: "speed", read: Number, write: String, rest: 1 },
  p: { field: "pin", read: readPin, write: (pin) => `${pin.step + 1}.${pin.unit}`, rest: null },
  a: {
    field: "arrangement",
    read: (text) => (text === "below" || text === "beside" ? text : NaN),
    write: String,
    rest: "beside",
  },
  w: { field: "window", read: (text) => whole(text), write: String, rest: 0 },
  e: { field: "symbols", read: (text) => text === "1", write: () => "1", rest: false },
};

function whole(text) {
  return /^\d{1,6}$/.test(text) ? Number(text) : NaN;
}

function readPin(text) {
  const [step, unit] = text.split(".").map(whole);
  return Number.isInteger(step) && Number.isInteger(unit) ? { step: step - 1, unit } : NaN;
}

// Fields of the state that a hash names, and the words that could not be read.
export function readHash(hash) {
  const state = {},
    unread = [];
  for (const [key, text] of new URLSearchParams(hash.replace(/^#/, ""))) {
    const value = Object.hasOwn(PLACES, key) ? PLACES[key].read(text) : NaN;
    if (Number.isNaN(value)) unread.push(`${key}=${text}`);
    else state[PLACES[key].field] = value;
  }
  return { state, unread };
}

// `unit` is where the scene opens: no word is needed for it.
export function hashOf(state, unit = 0) {
  const rests = (place) => state[place.field] === (place.field === "unit" ? unit : place.rest);
  const words = Object.entries(PLACES)
    .filter(([, place]) => !rests(place))
    .map(([key, place]) => `${key}=${place.write(state[place.field])}`);
  return words.length ? `#${words.join("&")}` : "";
}
