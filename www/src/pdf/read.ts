// Reads a PDF in a worker of its own. In: bytes. Out: its text and what the reader must know, or a
// PdfFailure. The library is loaded when the first PDF comes, from the page's own origin.

import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.mjs?worker&url";
import { pagesOf } from "./extract";
import type { Page } from "./item";
import { PdfFailure, broken, locked, notLoaded, tooLong, tooSlow } from "./notices";
import { type PdfText, rebuild } from "./rebuild";

const MOST_PAGES = 3000;
/** In milliseconds. */
const PATIENCE = 30_000;
const PATIENCE_PER_MEGABYTE = 6_000;

export async function readPdf(bytes: Uint8Array<ArrayBuffer>, stop: AbortSignal): Promise<PdfText> {
  const library = await import("pdfjs-dist/legacy/build/pdf.mjs").catch(() => {
    throw notLoaded();
  });
  const port = new Worker(workerUrl, { type: "module", name: "pdf" });
  const worker = library.PDFWorker.create({ port, verbosity: library.VerbosityLevel.ERRORS });
  const limit = PATIENCE + PATIENCE_PER_MEGABYTE * Math.ceil(bytes.length / 1_000_000);
  try {
    return rebuild(await race(pagesIn(library, worker, bytes), port, stop, limit));
  } catch (thrown) {
    throw inWords(thrown);
  } finally {
    worker.destroy();
    port.terminate();
  }
}

type Library = typeof import("pdfjs-dist/legacy/build/pdf.mjs");

async function pagesIn(library: Library, worker: InstanceType<Library["PDFWorker"]>, bytes: Uint8Array<ArrayBuffer>): Promise<Page[]> {
  const document = await library.getDocument({
    data: bytes,
    worker,
    // No code is made from what a file holds, and nothing is asked of the network for it.
    isEvalSupported: false,
    enableXfa: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    verbosity: library.VerbosityLevel.ERRORS,
  }).promise;
  if (document.numPages > MOST_PAGES) throw tooLong(document.numPages);
  return pagesOf(document);
}

/** The pages, unless the user cancels, the worker fails or patience ends. */
function race(pages: Promise<Page[]>, port: Worker, stop: AbortSignal, limit: number): Promise<Page[]> {
  return new Promise((finish, fail) => {
    const timer = setTimeout(() => fail(tooSlow(Math.round(limit / 1000))), limit);
    stop.addEventListener("abort", () => fail(stop.reason), { once: true });
    port.addEventListener("error", () => fail(broken()), { once: true });
    pages.then(finish, fail).finally(() => clearTimeout(timer));
  });
}

function inWords(thrown: unknown): unknown {
  if (thrown instanceof PdfFailure) return thrown;
  const name = thrown instanceof Error ? thrown.name : "";
  if (name === "AbortError") return thrown;
  return name === "PasswordException" ? locked() : broken();
}
