// @ts-check
// What the browser says of the units of packed scenes, for test_units.py.

import { readFileSync } from "node:fs";

import { checkOf } from "../../lstmviz/draw/stepper/check.js";
import { unpack } from "../../lstmviz/draw/stepper/scene.js";
import * as of from "../../lstmviz/draw/stepper/units.js";

const [, , ...files] = process.argv;
const scenes = files.map((file) => {
  const [panel] = unpack(new Uint8Array(readFileSync(file))).panels;
  const units = Array.from({ length: panel.units }, (_, unit) => unit);
  const channels = Array.from({ length: panel.planes.inputs.columns }, (_, channel) => channel);
  return {
    halfLives: units.map((unit) => of.halfLife(panel, unit)),
    saturated: units.map((unit) => of.saturatedSteps(panel, unit)),
    correlations: units.map((unit) => channels.map((channel) => of.correlation(panel, unit, channel))),
    orders: Object.fromEntries(Object.keys(of.ordersOf(panel)).map((by) => [by, of.orderOf(panel, by)])),
    check: checkOf(panel),
  };
});
console.log(JSON.stringify(scenes));
