// @ts-check
// Where the server does not answer Streamlit lays a dialog over the page, which takes pointer and sight from
// it. What the browser has goes on without a server: a line at the top says so instead (page.css shows it).

const DIALOG = '[data-testid="stDialog"]';
const CONNECTING = '[data-testid="stConnectionStatus"]'; // there as long as the server does not answer

/** @type {HTMLElement | null} */ let line = null;

/** @param {string} sentence what the line says */
export function sayInALine(sentence) {
  line ??= stand();
  if (line.textContent !== sentence) line.textContent = sentence;
}

function stand() {
  new MutationObserver(closeDialog).observe(document.body, { childList: true });
  const made = Object.assign(document.createElement("p"), { className: "unanswered", role: "status" });
  document.body.append(made);
  return made;
}

function closeDialog() {
  if (document.querySelector(CONNECTING))
    /** @type {HTMLElement | null} */ (document.querySelector(`${DIALOG} button`))?.click();
}
