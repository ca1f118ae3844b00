// @ts-check
// In Firefox, which Puppeteer leads over WebDriver BiDi: every page opens, and one steps, changes, takes away
// and prints. test_firefox.py starts the server and says where it and Firefox are.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { inflateSync } from "node:zlib";
import puppeteer from "puppeteer-core";

const { ADDRESS, FIREFOX: executablePath, PAGES = "" } = process.env;
const DRAWN = "[data-testid=stepper][data-ready]";
const ENDED = "[data-testid=stApp][data-test-script-state=notRunning]";
const NOT_OURS = "WebAssembly"; // Streamlit looks whether there is any, and the policy of content says no
const PATIENCE = { timeout: 60_000 };
const downloads = mkdtempSync(join(tmpdir(), "lstmviz-"));

/** @type {import("puppeteer-core").Browser} */ let browser;
/** @type {import("puppeteer-core").Page} */ let page;
/** @type {string[]} */ const faults = [];

before(async () => {
  const extraPrefsFirefox = { "browser.download.folderList": 2, "browser.download.dir": downloads };
  browser = await puppeteer.launch({ browser: "firefox", executablePath, extraPrefsFirefox });
  page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  page.on("pageerror", (error) => {
    const said = String(error);
    if (!said.includes(NOT_OURS)) faults.push(said);
  });
});

after(() => browser.close());

/** @param {string} path
 * @param {string} ready */
async function open(path, ready = DRAWN) {
  await page.goto(`${ADDRESS}${path}`);
  await page.waitForSelector(ready, PATIENCE);
}

/** Waits until the stepper stands there.
 * @param {Record<string, string | number>} where */
async function stands(where) {
  const words = Object.entries(where).map(([name, value]) => `[data-${name}="${value}"]`);
  await page.waitForSelector(`[data-testid=stepper]${words.join("")}`, PATIENCE);
}

/** @param {string} selector */
async function boxOf(selector) {
  const box = await (await page.waitForSelector(selector, PATIENCE))?.boundingBox();
  assert.ok(box);
  return box;
}

test("every page opens", async () => {
  const tab = await browser.newPage();
  for (const path of PAGES.split(" ")) {
    await tab.goto(`${ADDRESS}${path}`);
    await tab.waitForSelector(`${ENDED} .stMainBlockContainer h1`, PATIENCE);
    assert.equal(await tab.$("[data-testid=stException]"), null, path);
  }
  await tab.close();
});

test("a chart is drawn", async () => {
  await open("/gradients", ".lstmviz-chart[data-ready]");
  await page.waitForSelector("[data-prints]", PATIENCE); // nothing is loaded any more
  assert.deepEqual(faults, []);
});

test("one steps by keys", async () => {
  await open("/?task=recall&embed=true&embed_options=dark_theme");
  await page.keyboard.press("ArrowRight");
  await stands({ step: 1, stage: 0, unit: 7 });
  await page.keyboard.press("]");
  await page.keyboard.press("ArrowUp");
  await stands({ step: 1, stage: 1, unit: 6 });
  await page.keyboard.press("End");
  await stands({ step: 19 });
  await page.waitForFunction(() => window.location.hash.includes("t=20"), PATIENCE);
  assert.deepEqual(faults, []);
});

test("a picture is taken away", async () => {
  await page.click(".take-away > summary");
  await page.click(".take-away-list button:nth-child(2)");
  await page.waitForFunction(() => !document.querySelector(".take-away")?.hasAttribute("open"), PATIENCE);
  for (let tries = 0; tries < 100 && !taken(); tries++) await new Promise((go) => setTimeout(go, 100));
  const picture = readFileSync(join(downloads, String(taken())), "utf-8");
  assert.match(picture, /^<svg /);
  assert.equal(picture.match(/<image /g)?.length, 9); // seven heatmaps, and what each net says
});

/** A file that is there whole. */
const taken = () => readdirSync(downloads).find((name) => name.endsWith("t20_" + today() + ".svg"));
const today = () => new Date().toLocaleDateString("sv");

test("a dark page is printed light, on one page", async () => {
  await page.waitForSelector("[data-prints]", PATIENCE);
  const papers = await page.evaluate(() => {
    const paperOf = (/** @type {string} */ selector) => document.querySelector(selector);
    const screen = window.getComputedStyle(/** @type {Element} */ (paperOf(".stApp"))).backgroundColor;
    window.dispatchEvent(new Event("beforeprint"));
    return [screen, paperOf(".printed-pictures > svg > rect")?.getAttribute("fill")];
  });
  assert.deepEqual(papers, ["rgb(14, 17, 23)", "#ffffff"]);
  const paper = Buffer.from(await page.pdf({ format: "a4" })).toString("latin1");
  assert.equal(textIn(paper).match(/\/Type \/Page\b/g)?.length, 1);
});

/** What a PDF says of its pages, as far as it is packed by Firefox.
 * @param {string} paper */
function textIn(paper) {
  const packed = [...paper.matchAll(/\/ObjStm[^]*?stream\r?\n([^]*?)\r?\nendstream/g)];
  return paper + packed.map(([, bytes]) => inflateSync(Buffer.from(bytes, "latin1"))).join("\n");
}

test("a value is dragged, and the server agrees when it is let go", async () => {
  await open("/what-if?task=recall&changes=forget_gate,set,0.5,all,t1-20");
  await page.waitForSelector(ENDED, PATIENCE);
  const { x, y, width, height } = await boxOf("[data-part=slider]");
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + 0.2 * width, y + height / 2, { steps: 4 });
  const title = () => document.querySelector(".panel h2")?.textContent ?? "";
  await page.waitForFunction(`/^B: f = 0\\.[12]/.test((${title})())`, PATIENCE);
  assert.match(page.url(), /0\.5/);
  await page.mouse.up();
  await page.waitForFunction(() => /set(,|%2C)0\.[12]/.test(window.location.search), PATIENCE);
  await page.waitForFunction(
    () => /the browser’s own run: max/.test(document.querySelector("[data-part=checked]")?.textContent ?? ""),
    PATIENCE,
  );
  assert.deepEqual(faults, []);
});
