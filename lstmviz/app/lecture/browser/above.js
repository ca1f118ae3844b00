// @ts-check
// What has to lie above the picture alone, which itself lies above the page.

/** @returns {any} */
export const stepperOf = () => document.querySelector('[data-testid="stepper"]');

/** @param {any} element */
export function showAbove(element) {
  const alone = stepperOf()?.dataset.alone === "true";
  if (!element.isConnected || alone === element.matches("[popover]")) return;
  if (!alone) return element.removeAttribute("popover");
  element.popover = "manual";
  element.showPopover();
}
