// Whether a file is a PDF, and what reads one. `read` comes next, which is loaded when the first comes.

import { notLoaded } from "./notices";
import type { PdfText } from "./rebuild";

export type ReadPdf = (bytes: Uint8Array<ArrayBuffer>, stop: AbortSignal) => Promise<PdfText>;

/** By its first bytes: a name may say anything, and a mail program may put a line before them. */
export function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-");
}

export const readPdfLater: ReadPdf = async (bytes, stop) => {
  const { readPdf } = await import("./read").catch(() => {
    throw notLoaded();
  });
  return readPdf(bytes, stop);
};
