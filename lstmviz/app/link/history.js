// @ts-check
// What becomes an entry of the browser's history: a new page, or a new net; a control that is moved replaces.
// Streamlit makes an entry of whatever is written into the address, and drops its hash (App.handlePageInfoChanged):
// so its one way to the history, pushState, is led through here.

/** @typedef {{ path: string | null, names: string[] }} Page  a page whose run came to its end: where it stands,
 *  and the words of its link that name a net */

/** @type {Page} */
let page = { path: null, names: [] };

/**
 * Whether going from one address to another is worth a step of Back. What a page writes before its first run
 * has ended is no move of a visitor.
 * @param {URL} from
 * @param {URL} to
 * @param {Page} page
 */
export function isEntry(from, to, { path, names }) {
  if (to.pathname !== from.pathname) return true;
  return path === from.pathname && names.some((name) => to.searchParams.get(name) !== from.searchParams.get(name));
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
  };
}

/**
 * Mounted by Streamlit where a page ends, so that it hears of a page after all that the page wrote.
 * @param {{ data: { names: string[] } }} given
 */
export default function ({ data }) {
  if (page.path === null) lead(window.history);
  page = { path: window.location.pathname, names: data.names };
}
