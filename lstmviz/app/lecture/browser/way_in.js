// @ts-check
// The hall's way in, large over the picture: a QR code and a short address, both of this server's making.

/** @type {HTMLDialogElement | null} */
let shown = null;

/** Shows it, or takes it away again.
 * @param {Record<string, string>} says */
export async function showWayIn(says) {
  if (shown) return shown.close();
  const dialog = Object.assign(document.createElement("dialog"), { className: "joining" });
  shown = dialog;
  dialog.setAttribute("aria-label", says.joining);
  const here = new URL("join", document.baseURI);
  const ask = new URL("way-in", document.baseURI);
  ask.searchParams.set("here", here.href);
  /** @type {{ address: string, code: string }} */
  const { address, code } = await fetch(ask)
    .then((answer) => answer.json())
    .catch(() => ({ address: here.href, code: "" })); // the server is gone: the address is known
  dialog.innerHTML = code; // ours: an SVG
  dialog.querySelector("svg")?.setAttribute("aria-hidden", "true");
  const line = (/** @type {string} */ textContent) =>
    Object.assign(document.createElement("p"), { textContent });
  const close = Object.assign(document.createElement("button"), { textContent: says.close });
  close.onclick = () => dialog.close();
  dialog.append(line(says.joining), line(address), close);
  dialog.onclose = () => {
    dialog.remove();
    shown = null;
  };
  document.body.append(dialog);
  dialog.showModal();
}
