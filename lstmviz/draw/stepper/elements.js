// @ts-check
// Elements of a page: made, and written anew only where they differ from what stands there.

/** Writes a text where it is another; what is written as it was would be laid out again all the same.
 * @param {Element} place
 * @param {string} text */
export function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** Puts nodes in a place; those that stand there already and are the same stay.
 * @param {Element} place
 * @param {Node[]} nodes
 * @param {(one: any, other: any) => boolean} isSame */
export function refill(place, nodes, isSame = (one, other) => one.isEqualNode(other)) {
  const there = [...place.childNodes];
  nodes.forEach((node, at) => {
    if (!there[at]) place.append(node);
    else if (!isSame(there[at], node)) there[at].replaceWith(node);
  });
  for (const node of there.slice(nodes.length)) node.remove();
}

/** @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} properties
 * @returns {HTMLElementTagNameMap[Tag]} */
export function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

/** @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @returns {SVGElement} */
export function svgElement(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
