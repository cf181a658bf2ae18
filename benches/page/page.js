// Runs in Chromium on a blank page: times the core as a user of the page would feel it.
// Every time is from the call on the page to the answer on the page, in milliseconds.

import { alternatives, count, translate } from "./regexp.js";

const OPTIONS = { side: "vendor", playbook: null, roles: [], layout: "auto" };

/**
 * One text in a fresh page: load, start, `rest` milliseconds in which a user would choose the text,
 * first report, warm reports, one after a keystroke.
 */
async function measure(name, rest, warmRuns) {
  const text = await (await fetch(`texts/${name}.txt`)).text();
  const compile = await timed(() => WebAssembly.compileStreaming(fetch("pkg/clausewright_bg.wasm")));
  const worker = new Worker("worker.js", { type: "module" });
  const module = compile.given;
  // The worker's script is fetched and parsed before the clock starts, as it is when the page has loaded.
  const started = await call(worker, { kind: "start", module });
  const review = (contract) => timed(() => call(worker, { kind: "review", text: contract, options: OPTIONS }));
  await new Promise((resolve) => setTimeout(resolve, rest));
  const first = await review(text);
  const middle = text.indexOf(" ", text.length / 2);
  // The core keeps what it read last, so each text differs from the one before it.
  const typed = (letters) => `${text.slice(0, middle)}${"x".repeat(letters)}${text.slice(middle)}`;
  const warm = [];
  for (let run = 0; run < warmRuns; run += 1) warm.push(await review(`${typed(1)}${run % 2 === 0 ? "" : "\nOther words."}`));
  const keystroke = await review(typed(2));
  worker.terminate();
  return {
    characters: text.length,
    compile: compile.time,
    start: started.core,
    first: first.time,
    warm: median(warm.map((run) => run.time)),
    core: median(warm.map((run) => run.given.core)),
    keystroke: keystroke.time,
    memory: Math.max(...warm.map((run) => run.given.memory)),
    findings: first.given.given.findings.length,
  };
}

/** Every so many of them is changed in the Word file. */
const CHANGED = { word: / shall /g, every: 10, by: " must " };

/** A Word file in a fresh page: read as it comes, and written back with tracked changes. */
async function word(name, rest) {
  const bytes = new Uint8Array(await (await fetch(`texts/${name}.docx`)).arrayBuffer());
  const module = await WebAssembly.compileStreaming(fetch("pkg/clausewright_bg.wasm"));
  const worker = new Worker("worker.js", { type: "module" });
  await call(worker, { kind: "start", module });
  await new Promise((resolve) => setTimeout(resolve, rest));
  const read = await timed(() => call(worker, { kind: "read", bytes }));
  const original = read.given.given.text;
  let seen = 0;
  let changes = 0;
  const edited = original.replace(CHANGED.word, (found) => {
    if (++seen % CHANGED.every !== 0) return found;
    changes += 1;
    return CHANGED.by;
  });
  const written = await timed(() => call(worker, { kind: "write", bytes, original, edited }));
  const again = await timed(() => call(worker, { kind: "read", bytes: written.given.given.bytes }));
  worker.terminate();
  if (again.given.given.text !== edited) throw new Error("the written file does not read as the edited text");
  return { words: original.split(/\s+/).length, changes, read: read.time, write: written.time, memory: written.given.memory };
}

function call(worker, message) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message || "the worker failed"));
    worker.postMessage(message);
  });
}

async function timed(work) {
  const began = performance.now();
  const given = await work();
  return { given, time: performance.now() - began };
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The matching stage alone, in the core and as regular expressions, over the same sentences in turn. */
async function matching(name, runs) {
  const text = await (await fetch(`texts/${name}.txt`)).text();
  const core = await import("./matching/clausewright.js");
  await core.default({ module_or_path: "matching/clausewright_bg.wasm" });
  const stage = new core.Matching(text);
  const compile = await timed(() => translated(stage));
  const sentences = stage.sentences().map((sentence) => `${sentence.toLowerCase()} \n`);
  const joined = sentences.join("");
  const starts = placesOf(sentences);
  const reference = () => compile.given.reduce((sum, alternative) => sum + count(alternative, joined, starts), 0);
  const [ours, theirs] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    ours.push(await timed(() => stage.run()));
    theirs.push(await timed(reference));
  }
  const figures = (list) => ({ first: list[0].time, warm: median(list.map(({ time }) => time)), matches: list[0].given });
  return { alternatives: compile.given.length, sentences: sentences.length, core: figures(ours), regexp: { ...figures(theirs), compile: compile.time } };
}

/** Where each begins when they stand one after the other. */
function placesOf(sentences) {
  const starts = [];
  let at = 0;
  for (const sentence of sentences) {
    starts.push(at);
    at += sentence.length;
  }
  return starts;
}

function translated(stage) {
  const { vendor, customer } = stage.names();
  const names = { vendor, customer, party: [...vendor, ...customer] };
  return stage.patterns().flatMap(alternatives).map((alternative) => translate(alternative, names));
}

globalThis.bench = { measure, matching, word };
