// Draws a passage with its removed and added words. Contract text only ever becomes text nodes.

import { css, html, type TemplateResult } from "lit";
import type { Piece } from "./diff";
import { splitBlanks } from "./passage";

export function drawPassage(pieces: readonly Piece[], blanks: readonly string[]): TemplateResult {
  return html`<p class="passage">${pieces.map((piece) => drawPiece(piece, blanks))}</p>`;
}

function drawPiece({ kind, text }: Piece, blanks: readonly string[]): TemplateResult {
  if (kind === "removed") return html`<del><span class="spoken">removed: </span>${text}</del>`;
  if (kind === "added") return html`<ins><span class="spoken">added: </span>${drawBlanks(text, blanks)}</ins>`;
  return html`<span>${text}</span>`;
}

export function drawBlanks(text: string, blanks: readonly string[]): TemplateResult[] {
  return splitBlanks(text, blanks).map((part) => (part.blank ? html`<mark title="For you to fill in">${part.text}</mark>` : html`${part.text}`));
}

export const passageStyles = css`
  .passage { font: 400 0.9375rem/1.62 var(--serif); white-space: pre-wrap; overflow-wrap: anywhere; }
  .passage > span { color: var(--ink-soft); }
  ins { color: var(--added); background: var(--wash-added); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; border-radius: 2px; }
  del { color: var(--removed); text-decoration: line-through; text-decoration-thickness: 1px; border-radius: 2px; }
  del + ins { margin-inline-start: 0.14em; }
  mark { color: inherit; background: var(--wash-blank); border-radius: 2px; box-shadow: 0 0 0 1px color-mix(in srgb, var(--tone-medium) 45%, transparent); }
`;
