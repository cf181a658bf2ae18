// Drives Chromium over the benchmark page and prints every figure as JSON.
// In: ADDRESS of the served folder, CHROME, SIZES (names of the texts, by comma), WORD (the Word file). Out: one JSON object.

import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../../www/package.json", import.meta.url))("@playwright/test");
const { ADDRESS, CHROME, SIZES, WORD } = process.env;
/** The text that the matching stage is compared on. */
const MATCHED = "300KB";
const FRESH_PAGES = 5;
const WARM_RUNS = 15;
/** What a user takes, at the least, to choose a file or paste: the worker uses it. */
const REST = 2000;

const browser = await chromium.launch({ executablePath: CHROME });
try {
  const sizes = {};
  for (const name of SIZES.split(",")) {
    const { first: atOnce } = await inFreshPages("measure", name, 0, 0);
    sizes[name] = { ...(await inFreshPages("measure", name, REST, WARM_RUNS)), atOnce };
  }
  const word = await inFreshPages("word", WORD, REST);
  const matching = await inPage((page) => page.evaluate(([text, runs]) => globalThis.bench.matching(text, runs), [MATCHED, WARM_RUNS]));
  console.log(JSON.stringify({ browser: browser.version(), sizes, word, matching }));
} finally {
  await browser.close();
}

/** The middle of several pages that each begin with nothing compiled and nothing cached. */
async function inFreshPages(what, ...given) {
  const runs = [];
  for (let count = 0; count < FRESH_PAGES; count += 1) {
    runs.push(await inPage((page) => page.evaluate(([what, given]) => globalThis.bench[what](...given), [what, given])));
  }
  const median = (figure) => runs.map((run) => run[figure]).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
  return Object.fromEntries(Object.keys(runs[0]).map((figure) => [figure, median(figure)]));
}

async function inPage(work) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error(error.message));
    await page.goto(ADDRESS, { waitUntil: "load" });
    await page.waitForFunction(() => globalThis.bench !== undefined);
    return await work(page);
  } finally {
    await context.close();
  }
}
