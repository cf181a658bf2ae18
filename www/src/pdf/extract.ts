// Pages of positioned items out of an opened PDF. In: the PDF library's document. Out: [`Page`]s,
// turned upright, with what is filled in in form fields. `rebuild` comes next.

import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Item, Page } from "./item";
import { tooDense } from "./notices";

type Matrix = readonly number[];

/** Pieces of text on a page, and in a file; a page of a contract has some hundreds. */
const MOST_ON_PAGE = 20_000;
const MOST_IN_FILE = 1_000_000;

/** A watermark across the page is no text of the contract. */
const SLANT = 0.2;

export async function pagesOf(document: PDFDocumentProxy): Promise<Page[]> {
  const pages: Page[] = [];
  let pieces = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const read = await pageOf(page);
    pieces += read.items.length;
    if (read.items.length > MOST_ON_PAGE || pieces > MOST_IN_FILE) throw tooDense(number);
    pages.push(read);
    page.cleanup();
  }
  return pages;
}

async function pageOf(page: PDFPageProxy): Promise<Page> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent({ includeMarkedContent: false });
  const drawn: Drawn[] = items.flatMap((item) => ("str" in item && item.str !== "" ? [{ text: item.str, width: item.width, matrix: times(transform, item.transform as Matrix) }] : []));
  const fields = (await page.getAnnotations()).flatMap((field) => filledIn(field as Field, transform));
  const turn = mainTurn(drawn);
  const upright = drawn.map((one) => turned(one, turn, width, height)).filter(({ matrix }) => Math.abs(matrix[1] ?? 0) <= SLANT * Math.abs(matrix[0] ?? 0));
  const size = turn % 2 === 0 ? { width, height } : { width: height, height: width };
  return { ...size, items: [...upright.map(itemOf), ...(turn === 0 ? fields : [])] };
}

interface Drawn {
  text: string;
  width: number;
  /** In points from the top left corner. */
  matrix: Matrix;
}

function itemOf({ text, width, matrix }: Drawn): Item {
  const size = Math.hypot(matrix[2] ?? 0, matrix[3] ?? 0);
  return { text, x: matrix[4] ?? 0, y: matrix[5] ?? 0, width, size: size > 0 ? size : 1 };
}

/** Quarter turns (clockwise) that bring most of the words upright. */
function mainTurn(drawn: readonly Drawn[]): number {
  const letters = [0, 0, 0, 0];
  for (const { text, matrix } of drawn) {
    const angle = Math.atan2(matrix[1] ?? 0, matrix[0] ?? 1);
    const quarter = ((Math.round(angle / (Math.PI / 2)) % 4) + 4) % 4;
    letters[quarter] = (letters[quarter] ?? 0) + text.trim().length;
  }
  return letters.indexOf(Math.max(...letters));
}

/** Turns a page back by `quarters`, so that its words run from left to right. */
function turned(one: Drawn, quarters: number, width: number, height: number): Drawn {
  const turns: Matrix[] = [
    [1, 0, 0, 1, 0, 0],
    [0, -1, 1, 0, 0, width],
    [-1, 0, 0, -1, width, height],
    [0, 1, -1, 0, height, 0],
  ];
  return { ...one, matrix: times(turns[quarters] ?? [1, 0, 0, 1, 0, 0], one.matrix) };
}

function times(outer: Matrix, inner: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer;
  const [p = 1, q = 0, r = 0, s = 1, t = 0, u = 0] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

interface Field {
  subtype?: string;
  fieldType?: string;
  fieldValue?: unknown;
  rect?: Matrix;
}

/** An amount typed into a form field stands in no text of the page. */
function filledIn({ subtype, fieldType, fieldValue, rect }: Field, transform: Matrix): Item[] {
  if (subtype !== "Widget" || (fieldType !== "Tx" && fieldType !== "Ch") || !rect) return [];
  const value = Array.isArray(fieldValue) ? fieldValue.join(", ") : fieldValue;
  if (typeof value !== "string" || value.trim() === "") return [];
  const [left = 0, bottom = 0, right = 0, top = 0] = rect;
  const corner = times(transform, [1, 0, 0, 1, left, bottom]);
  const lineHeight = Math.min(top - bottom, 14);
  return [{ text: value.replace(/\s+/g, " "), x: corner[4] ?? 0, y: (corner[5] ?? 0) - 0.25 * lineHeight, width: right - left, size: 0.75 * lineHeight }];
}
