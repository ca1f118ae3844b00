// Dragging along a row of a heatmap chooses a unit and a range of steps, where somebody wants to know.

export function connectBrush(gd, panel, brushed, show) {
  gd.onpointerdown = (down) => {
    const row = [...gd.querySelectorAll(".nsewdrag")]
      .map((box, index) => ({ box: box.getBoundingClientRect(), index }))
      .find(({ box }) => inside(box, down));
    const plane = row && panel.quantities[row.index];
    if (!plane) return;
    const { rows, columns } = panel.planes[plane.name];
    const unit = Math.floor(share(down.clientY, row.box.top, row.box.height) * rows);
    const stepAt = (event) =>
      Math.floor(Math.min(0.9999, share(event.clientX, row.box.left, row.box.width)) * columns);
    const begun = stepAt(down);
    const range = (event) => {
      const [first, last] = [begun, stepAt(event)].sort((a, b) => a - b);
      return { quantity: plane.name, unit, first, last };
    };
    const move = (event) => show(range(event));
    const up = (event) => {
      window.removeEventListener("pointermove", move);
      const chosen = range(event);
      if (chosen.last > chosen.first)
        brushed(chosen); // a mere click pins
      else show(null);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up, { once: true });
  };
}

const inside = (box, { clientX: x, clientY: y }) =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
const share = (at, from, length) => Math.max(0, (at - from) / length);
