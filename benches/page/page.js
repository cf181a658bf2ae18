// Runs in Chromium on a blank page: times the core as a user of the page would feel it.
// Every time is from the call on the page to the answer on the page, in milliseconds.

const OPTIONS = { side: "vendor", playbook: null, roles: [], layout: "auto" };

/** One text in a fresh page: load, start, first report, warm reports, one after a keystroke. */
async function measure(name, warmRuns) {
  const text = await (await fetch(`texts/${name}.txt`)).text();
  const compile = await timed(() => WebAssembly.compileStreaming(fetch("pkg/clausewright_bg.wasm")));
  const worker = new Worker("worker.js", { type: "module" });
  const module = compile.given;
  // The worker's script is fetched and parsed before the clock starts, as it is when the page has loaded.
  const started = await call(worker, { kind: "start", module });
  const review = (contract) => timed(() => call(worker, { kind: "review", text: contract, options: OPTIONS }));
  const first = await review(text);
  const warm = [];
  for (let run = 0; run < warmRuns; run += 1) warm.push(await review(text));
  const middle = text.indexOf(" ", text.length / 2);
  const keystroke = await review(`${text.slice(0, middle)}x${text.slice(middle)}`);
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

globalThis.bench = { measure, median };
