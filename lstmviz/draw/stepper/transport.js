// Buttons and keys: all they do is call the stepper.

export function connectTransport(stepper) {
  const { root } = stepper;
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act], [data-set]");
    if (!button) return;
    if (button.dataset.set) set(stepper, button.dataset.set);
    else ACTS[button.dataset.act](stepper);
    if (event.detail) button.blur(); // clicked by hand: Space goes on playing and pausing
  });
}

const ACTS = {
  first: (stepper) => stepper.act({ step: 0, stage: 0 }),
  back: (stepper) => {
    stepper.play(false);
    stepper.move(-1);
  },
  play: (stepper) => stepper.play(!stepper.state.playing),
  next: (stepper) => {
    stepper.play(false);
    stepper.move(1);
  },
  last: (stepper) => {
    stepper.play(false);
    stepper.act({ step: stepper.scene.steps - 1 });
  },
  earlier: (stepper) => {
    stepper.play(false);
    stepper.substep(-1);
  },
  later: (stepper) => {
    stepper.play(false);
    stepper.substep(1);
  },
  unitUp: (stepper) => stepper.act({ unit: stepper.state.unit - 1 }),
  unitDown: (stepper) => stepper.act({ unit: stepper.state.unit + 1 }),
  unpin: (stepper) => stepper.act(stepper.state.alone ? { alone: false } : { pin: null, stage: 0 }),
  pin: (stepper) => stepper.act({ pin: { step: stepper.state.step, unit: stepper.state.unit } }),
  net: (stepper) => stepper.act({ panel: (stepper.state.panel + 1) % stepper.scene.panels.length }),
  alone: (stepper) => stepper.part("alone") && stepper.act({ alone: !stepper.state.alone }),
  keys: (stepper) => openKeys(stepper),
  copy: copyLink,
};

const KEYS = {
  ArrowLeft: "back",
  ArrowRight: "next",
  ArrowUp: "unitUp",
  ArrowDown: "unitDown",
  PageUp: "back", // these two are what a presenter's remote sends
  PageDown: "next",
  Home: "first",
  End: "last",
  " ": "play",
  "[": "earlier",
  "]": "later",
  Escape: "unpin",
  Enter: "pin",
  n: "net",
  f: "alone",
  "?": "keys",
};
const LETTERS = "lstmviz-letter-keys"; // where the browser remembers that they are switched off
const WRITING =
  "input, textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=menu], " +
  "[role=dialog] *, dialog *";
const PRESSING = "button, a, summary, [role=tab], [role=option]";

export function connectKeys(stepper, signal) {
  const press = (event) => {
    const act = KEYS[event.key];
    const { ctrlKey, metaKey, altKey, defaultPrevented } = event;
    if (!act || !stepper.scene || defaultPrevented || ctrlKey || metaKey || altKey) return;
    if (event.target.closest?.(WRITING)) return;
    if ((event.key === " " || event.key === "Enter") && event.target.closest?.(PRESSING)) return;
    if (isLetter(event.key) && localStorage.getItem(LETTERS) === "off") return;
    event.preventDefault();
    ACTS[act](stepper);
  };
  document.addEventListener("keydown", press, { signal });
}

// Dictated words and a screen reader's quick keys meet these; "?" stays, to switch them on again.
const isLetter = (key) => /^[a-z[\]]$/.test(key);

function openKeys({ part }) {
  const dialog = part("keys-dialog");
  if (!dialog) return;
  const letters = part("letters");
  letters.checked = localStorage.getItem(LETTERS) !== "off";
  letters.onchange = () => localStorage.setItem(LETTERS, letters.checked ? "on" : "off");
  dialog.showModal();
}

const READ = { speed: Number, panel: Number, symbols: (text) => text === "true" };

function set(stepper, words) {
  const [field, text] = words.split("=");
  stepper.act({ [field]: READ[field]?.(text) ?? text });
  if (stepper.state.playing) stepper.play(true); // at the new speed
}

// Only https and localhost have a clipboard; elsewhere the old command copies a selected field.
async function copyLink(stepper) {
  stepper.rest();
  const link = window.location.href;
  const copied = navigator.clipboard
    ? await navigator.clipboard.writeText(link).then(
        () => true,
        () => false,
      )
    : oldCopy(link);
  const button = stepper.part("copy");
  button.textContent = copied ? "Copied" : "Copy the address bar";
  setTimeout(() => {
    button.textContent = "Copy link";
  }, 2000);
}

function oldCopy(text) {
  const field = document.body.appendChild(Object.assign(document.createElement("textarea"), { value: text }));
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
