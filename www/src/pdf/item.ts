// What a page of a PDF gives: stretches of text where the printer put them, in points, counted from
// the page's top left corner. `extract` makes them, `rows` comes next.

export interface Item {
  text: string;
  /** Where it begins. */
  x: number;
  /** Its baseline; it counts downwards. */
  y: number;
  width: number;
  /** The height of its letters. */
  size: number;
}

export interface Page {
  width: number;
  height: number;
  items: readonly Item[];
}

/** A line inside one column. */
export interface Line {
  /** From 0. */
  page: number;
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
  /** Where the words behind a list label begin; `left` where there is no label. */
  wordsAt: number;
  /** Cells of a table stand in it. */
  kind: "words" | "cells";
  /** A page number stood above it, where the text was once broken into other pages. */
  afterBreak?: boolean;
}
