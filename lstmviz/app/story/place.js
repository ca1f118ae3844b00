// @ts-check
// The picture of a chapter that is turned to stands where the chapter says; one opened by a link that
// has a place of its own stays there.

/** @type {number | null} */
let open = null;

/** @param {{ data: { chapter: number, place: string } }} component */
export default function ({ data }) {
  if (data.chapter === open) return;
  const opened = open === null && window.location.hash;
  open = data.chapter;
  if (!opened) window.location.replace(data.place || "#");
}
