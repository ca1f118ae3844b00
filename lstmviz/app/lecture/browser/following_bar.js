// @ts-check
// The bar of a lecture in a hall: whether one leads, follows or goes one's own way, and what was guessed.

/** @typedef {import("./following.js").Placing} Placing */

/** @param {HTMLElement} bar
 * @param {Placing} placed
 * @param {{ isAlone: boolean, said: import("./following.js").Said | null, guesses: number[],
 *   act: () => void }} now what its button does is `act` */
export function fillBar(bar, { role, at, says, options }, { isAlone, said, guesses, act }) {
  const isLeading = role === "leads";
  const stays = !isLeading && !isAlone && said?.link === "";
  const leads = at.link ? says.leads : says.leads_alone;
  const follows = stays ? says.stays : says.follows;
  const state = isLeading ? leads : isAlone ? says.alone : follows;
  const textContent = state.replace("{followers}", String(said?.followers ?? 0));
  const label = isLeading ? says.join : isAlone ? says.follow : says.stop;
  const line = document.createElement("p");
  line.append(
    Object.assign(document.createElement("span"), { textContent }),
    Object.assign(document.createElement("button"), { type: "button", textContent: label, onclick: act }),
  );
  bar.setAttribute("aria-label", textContent);
  bar.classList.toggle("stays", stays);
  bar.replaceChildren(line, ...histogram(says.guesses, options, guesses));
}

/** How many guessed what, where there is something to see.
 * @param {string} caption
 * @param {string[]} options
 * @param {number[]} guesses of each
 * @returns {HTMLElement[]} */
function histogram(caption, options, guesses) {
  const all = guesses.reduce((sum, count) => sum + count, 0);
  if (!all) return [];
  const table = document.createElement("table");
  table.createCaption().textContent = caption;
  options.forEach((option, at) => {
    const row = table.insertRow();
    row.append(Object.assign(document.createElement("th"), { scope: "row", textContent: option }));
    const share = document.createElement("i");
    share.style.width = `${(70 * guesses[at]) / all}%`;
    row.insertCell().append(share, String(guesses[at]));
  });
  return [table];
}
