// The difference between two wordings, word by word. In: two strings. Out: pieces that are the same,
// removed or added, in reading order.

export type PieceKind = "same" | "removed" | "added";

export interface Piece {
  kind: PieceKind;
  text: string;
}

/** Beyond this many word pairs the wordings are shown as one replacement. */
const LARGEST_TABLE = 400_000;

export function diffWords(before: string, after: string): Piece[] {
  const old = words(before);
  const fresh = words(after);
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < fresh.length - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail += 1;
  const middle = diffMiddle(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
  return join([piece("same", old.slice(0, head)), ...middle, piece("same", old.slice(old.length - tail))]);
}

/** Neighbours of one kind become one piece; a removal is shown before the addition beside it. */
export function join(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  let removed = "";
  let added = "";
  const flush = (): void => {
    if (removed) joined.push({ kind: "removed", text: removed });
    if (added) joined.push({ kind: "added", text: added });
    removed = added = "";
  };
  for (const { kind, text } of pieces) {
    if (text === "") continue;
    if (kind === "removed") removed += text;
    else if (kind === "added") added += text;
    else {
      flush();
      const last = joined.at(-1);
      if (last?.kind === "same") last.text += text;
      else joined.push({ kind, text });
    }
  }
  flush();
  return joined;
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’\-.,][\p{L}\p{N}]+)*|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

function piece(kind: PieceKind, tokens: readonly string[]): Piece {
  return { kind, text: tokens.join("") };
}

function diffMiddle(old: readonly string[], fresh: readonly string[]): Piece[] {
  if (old.length * fresh.length > LARGEST_TABLE) return [piece("removed", old), piece("added", fresh)];
  return bridgeGaps(walk(old, fresh, commonLengths(old, fresh)));
}

/** table[i][j]: the length of the longest common run of words of old[i..] and fresh[j..]. */
function commonLengths(old: readonly string[], fresh: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const here = table[i] as Uint32Array;
      const below = table[i + 1] as Uint32Array;
      here[j] = old[i] === fresh[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, here[j + 1] ?? 0);
    }
  }
  return table;
}

function walk(old: readonly string[], fresh: readonly string[], table: readonly Uint32Array[]): Piece[] {
  const pieces: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      pieces.push({ kind: "same", text: old[i] as string });
      i += 1;
      j += 1;
    } else if (j >= fresh.length || (i < old.length && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))) {
      pieces.push({ kind: "removed", text: old[i] as string });
      i += 1;
    } else {
      pieces.push({ kind: "added", text: fresh[j] as string });
      j += 1;
    }
  }
  return pieces;
}

/** A lone space kept between two changes makes a diff hard to read: it counts as changed. */
function bridgeGaps(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((one, place) => {
    const before = pieces[place - 1];
    const after = pieces[place + 1];
    const lone = one.kind === "same" && one.text.trim() === "" && before && after && before.kind !== "same" && after.kind !== "same";
    return lone ? [{ kind: "removed" as const, text: one.text }, { kind: "added" as const, text: one.text }] : [one];
  });
}
