// Loads the core when the page loads: the compiled module is kept here and handed to each worker.

import wasmUrl from "../../../pkg/clausewright_bg.wasm?url";
import { WorkerClient, type WorkerLike } from "./client";
import { AnalysisService } from "./service";

const FIVE_MINUTES = 5 * 60 * 1000;

export function createAnalysis(): AnalysisService {
  return new AnalysisService(new WorkerClient({ spawn: spawnWorker, module: moduleLoader(), idleAfter: FIVE_MINUTES }));
}

function spawnWorker(): WorkerLike {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "clausewright" });
}

/** Compiles once; a failed load is tried again at the next call. */
function moduleLoader(): () => Promise<WebAssembly.Module> {
  let module: Promise<WebAssembly.Module> | null = null;
  return () => {
    module ??= WebAssembly.compileStreaming(fetch(wasmUrl)).catch((reason: unknown) => {
      module = null;
      throw reason;
    });
    return module;
  };
}
