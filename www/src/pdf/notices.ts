// What a reader must be told of a PDF, in sentences: what was not read, and what to do.

export interface Unread {
  /** Numbers of pages without any text, from 1. */
  empty: readonly number[];
  /** Numbers of pages whose fonts do not say which letters they draw. */
  unreadable: readonly number[];
}

/** A PDF that cannot be read: a sentence for the user and one that says what to do. */
export class PdfFailure extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = "PdfFailure";
    this.hint = hint;
  }
}

export function noticesFor({ empty, unreadable }: Unread): string[] {
  const notices: string[] = [];
  if (empty.length > 0) notices.push(`${pageList(empty)} no text, so nothing on ${those(empty)} was reviewed. Run OCR on ${those(empty)}, then drop the file again.`);
  if (unreadable.length > 0) notices.push(`The letters of ${pageList(unreadable, "bare")} could not be read, so nothing on ${those(unreadable)} was reviewed. Run OCR on ${those(unreadable)}, then drop the file again.`);
  return notices;
}

export function noReadablePages(count: number): PdfFailure {
  const which = count === 1 ? "The only page of this PDF has no text" : `None of the ${count} pages of this PDF has text`;
  return new PdfFailure(`${which} that can be read: it is a scan or a picture.`, "Run OCR (text recognition) on it, then drop it again.");
}

export function locked(): PdfFailure {
  return new PdfFailure("This PDF is locked with a password.", "Open it with its password, save or print it as a PDF without one, and drop that file.");
}

export function broken(): PdfFailure {
  return new PdfFailure("This PDF is damaged or incomplete.", "Open it in a PDF reader and save it again, or paste the contract's text.");
}

export function tooSlow(seconds: number): PdfFailure {
  return new PdfFailure(`Reading this PDF took longer than ${seconds} seconds and was ended.`, "Save the pages of the contract alone as a PDF, or paste the contract's text.");
}

export function tooLong(pages: number): PdfFailure {
  return new PdfFailure(`This PDF has ${pages} pages, more than any contract.`, "Save the pages of the contract alone as a PDF.");
}

export function tooDense(page: number): PdfFailure {
  return new PdfFailure(`Page ${page} of this PDF holds more pieces of text than any contract.`, "Print it to a new PDF, or paste the contract's text.");
}

export function notLoaded(): PdfFailure {
  return new PdfFailure("The part of this page that reads PDFs could not be loaded.", "Reload the page and try again, or paste the contract's text.");
}

function pageList(pages: readonly number[], verb: "has" | "bare" = "has"): string {
  if (pages.length === 1) return verb === "has" ? `Page ${pages[0]} has` : `page ${pages[0]}`;
  const words = `${verb === "has" ? "Pages" : "pages"} ${inRuns(pages)}`;
  return verb === "has" ? `${words} have` : words;
}

const those = (pages: readonly number[]): string => (pages.length === 1 ? "it" : "them");

/** "2, 4 to 6 and 9". */
export function inRuns(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  const words = runs.map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`));
  const end = words.pop() ?? "";
  return words.length > 0 ? `${words.join(", ")} and ${end}` : end;
}
