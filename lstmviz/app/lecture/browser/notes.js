// @ts-check
// The speaker's window (notes.py): it shows the stop at which the lecture in the other window is, and leads.

const channel = new BroadcastChannel("lstmviz-lecture");
const name = document.body.dataset.lecture;
const opened = Date.now();

/** @param {number} number
 * @param {boolean} told */
function show(number, told) {
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("section"))) {
    section.hidden = Number(section.dataset.stop) !== number;
    section.classList.toggle("told", told);
  }
}

channel.onmessage = (/** @type {MessageEvent} */ { data }) => {
  if (data.lecture === name) show(data.stop, data.told);
};
for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-way]"))) {
  button.onclick = () => channel.postMessage({ way: button.dataset.way });
}
document.addEventListener("keydown", ({ key }) => {
  if (key === "." || key === "PageDown") channel.postMessage({ way: "on" });
  if (key === "," || key === "PageUp") channel.postMessage({ way: "back" });
});
setInterval(() => {
  const seconds = Math.floor((Date.now() - opened) / 1000);
  const clock = /** @type {HTMLElement} */ (document.getElementById("clock"));
  clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}, 1000);
show(1, false);
channel.postMessage({ asks: true });
