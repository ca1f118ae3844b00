// Bytes -> scene: the JSON head, and planes as Float32Arrays on the same buffer. The mirror of pack.py.

export function unpack(bytes) {
  const buffer = bytes.slice().buffer; // a copy begins at 0, so that float views are aligned
  const length = new DataView(buffer).getUint32(0, true);
  const scene = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const first = 4 + length;
  const plane = ([offset, rows, columns]) => ({
    rows,
    columns,
    values: new Float32Array(buffer, first + 4 * offset, rows * columns),
    at(row, column) {
      return this.values[row * columns + column];
    },
  });
  if (scene.question) {
    scene.question.targets = plane(scene.question.targets);
    scene.question.asked = plane(scene.question.asked);
  }
  for (const panel of scene.panels) {
    panel.planes = Object.fromEntries(
      Object.entries(panel.planes).map(([name, place]) => [name, plane(place)]),
    );
  }
  return scene;
}

// Whether two panels, each of its scene, look the same, so that one can stay where the other would be drawn.
export function alike(one, other, before, after) {
  const look = ({ quantities }, { scales, steps, question }) =>
    JSON.stringify([quantities, scales, steps, question?.answers, question?.span]);
  const planes = Object.entries(other.planes);
  const same = ([name, { values }]) =>
    one.planes[name]?.values.length === values.length &&
    values.every((value, index) => Object.is(value, one.planes[name].values[index]));
  return look(one, before) === look(other, after) && planes.every(same);
}

// The value of one quantity of one unit, "now" or a step before in the layer's own direction.
export function valueAt(panel, name, unit, step) {
  const plane = panel.planes[name];
  if (step >= 0 && step < plane.columns) return plane.at(Math.min(unit, plane.rows - 1), step);
  const start = panel.planes[panel.initial[name]];
  return start.at(0, Math.min(unit, start.columns - 1));
}

export const before = (panel, step) => (panel.reverse ? step + 1 : step - 1);

// What the net answers at a step: {name, value, right}; right is null where nothing is asked.
export function answerAt(scene, panel, step) {
  const says = panel.planes.says;
  if (!says) return null;
  const asked = scene.question.asked.at(0, step) > 0;
  const right = asked ? !Number.isNaN(panel.planes.right.at(0, step)) : null;
  const names = scene.question.answers;
  if (!names.length) return { name: decimals(says.at(0, step)), value: null, right };
  let best = 0;
  for (let row = 1; row < says.rows; row++) if (says.at(row, step) > says.at(best, step)) best = row;
  return { name: names[best], value: says.at(best, step), right };
}

// At how many of the steps that are asked a net is right.
export function rightAt(scene, panel) {
  if (!panel.planes.says) return { right: 0, asked: 0 };
  const count = (values, counts) => values.reduce((sum, value) => sum + (counts(value) ? 1 : 0), 0);
  return {
    right: count(panel.planes.right.values, (value) => !Number.isNaN(value)),
    asked: count(scene.question.asked.values, (value) => value > 0),
  };
}

export function targetAt(scene, step) {
  if (!scene.question || !scene.question.asked.at(0, step)) return null;
  const target = scene.question.targets.at(0, step);
  return scene.question.answers.length ? scene.question.answers[target] : decimals(target);
}

// A number as people read it: a true minus sign, and never "−0.00".
export function decimals(value, places = 2) {
  if (!Number.isFinite(value)) return String(value);
  const text = Math.abs(value).toFixed(places);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}
