// @ts-check
// The browser's half of the history (history.py): what becomes a step of Back, and where Back leads.
//
// A new page or a new net is an entry; a control that is moved replaces the one there is. Streamlit makes
// an entry of whatever is written into the address, and drops its hash (App.handlePageInfoChanged), so its
// way to the history, pushState, is led through here.

/**
 * A page whose run came to its end: where it stands, and the words of its link that name a net.
 * @typedef {{ path: string | null, names: string[] }} Page
 */
/**
 * How often one went back or forward, and where to at last.
 * @typedef {{ count: number, query: string }} Went
 */

/** @type {Page} */
let page = { path: null, names: [] };
let leading = false;
let shown = "";
let count = 0;
/** @type {(name: string, value: Went) => void} */
let tell = () => {};

/**
 * Whether going from one address to another is worth a step of Back. What a page writes before its first run
 * has ended is no move of a visitor.
 * @param {URL} from
 * @param {URL} to
 * @param {Page} page
 */
export function isEntry(from, to, { path, names }) {
  if (to.pathname !== from.pathname) return true;
  const differs = (/** @type {string} */ name) => to.searchParams.get(name) !== from.searchParams.get(name);
  return path === from.pathname && names.some(differs);
}

/** @param {History} history */
function lead(history) {
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    const from = new URL(window.location.href);
    const to = new URL(address ?? from, from);
    if (to.pathname === from.pathname) to.hash = from.hash;
    if (isEntry(from, to, page)) push(state, title, to);
    else history.replaceState(state, title, to);
    shown = to.search;
  };
}

// Streamlit runs the page and marks that run, but forgets the mark where a move overtakes it: a state of
// this component, which every later run carries, is not lost. What is still on its way to the place that
// was left must not become an entry. To another page Streamlit goes by itself; a change of the hash alone
// is the stepper's.
/** @param {PopStateEvent} event */
function wentBackOrForward(event) {
  const { pathname, search } = window.location;
  if (pathname !== page.path || search === shown) return;
  event.stopImmediatePropagation();
  shown = search;
  page = { ...page, names: [] };
  count += 1;
  tell("went", { count, query: search.slice(1) });
}

/**
 * Mounted by Streamlit where a page ends, so that it hears of a page after all that the page wrote.
 * @param {{ data: { names: string[] }, setStateValue: (name: string, value: Went) => void }} given
 */
export default function ({ data, setStateValue }) {
  tell = setStateValue;
  if (!leading) {
    leading = true;
    lead(window.history);
    window.addEventListener("popstate", wentBackOrForward, { capture: true });
  }
  page = { path: window.location.pathname, names: data.names };
  shown = window.location.search;
}
