// Word files out. In: what the user wishes, the session and the edits that were taken. Out: the file
// with its name, and what could not be put into it. The contract that is open stays as it is.

import type { RedlinedFile } from "../analysis/protocol";
import type { Session } from "../app/session";
import type { TakenEdit } from "../document/taken";
import type { LeftOut, Remark } from "../generated";
import { stemOf } from "./files";

export type WordKind = "tracked" | "clean" | "issues";

export interface WordWish {
  kind: WordKind;
  /** What was changed in the text here, or every preferred edit of the review, on the contract as it came. */
  edits: "made" | "preferred";
  author: string;
  comments: boolean;
  highlight: boolean;
}

export interface WordFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  leftOut: readonly LeftOut[];
}

export const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const ENDING: Record<WordKind, string> = { tracked: "redline", clean: "clean", issues: "issues" };

/** "Deal (v2).docx" → "Deal (v2) - redline.docx". */
export function wordName(documentName: string, kind: WordKind): string {
  return `${stemOf(documentName)} - ${ENDING[kind]}.docx`;
}

export async function wordFile(session: Session, wish: WordWish, taken: readonly TakenEdit[], now: Date): Promise<WordFile> {
  const name = wordName(session.state.document?.name ?? "", wish.kind);
  if (wish.kind === "issues") return { name, bytes: fresh(await session.issues()), leftOut: [] };
  const file = await redlined(session, wish, taken, now);
  return { name, bytes: fresh(file.bytes), leftOut: file.left_out };
}

function redlined(session: Session, wish: WordWish, taken: readonly TakenEdit[], now: Date): Promise<RedlinedFile> {
  const form = wish.kind === "clean" ? "clean" : "tracked";
  const author = wish.author.trim() || "Reviewer";
  const date = `${now.toISOString().slice(0, 19)}Z`;
  if (wish.edits === "made") return session.redlineEdited({ form, author, date, remarks: wish.comments ? remarks(session.text, taken) : [], layout: session.options.layout });
  const wanted = [...new Set([...session.findings.flatMap(({ id, reasons }) => [id, ...reasons.map((reason) => reason.id)]), ...taken.map(({ finding }) => finding)])];
  const only = wanted.map((finding) => ({ finding, level: null }));
  return session.redline({ review: session.options, rung: "preferred", only, form, author, date, comments: wish.comments, highlight: wish.highlight });
}

/** What the margin says of each edit that was taken: its reason and its question, at the line in which it stands. */
export function remarks(text: string, taken: readonly TakenEdit[]): Remark[] {
  return taken.flatMap(({ pieces, remark }) => {
    const piece = pieces.find(({ inserted }) => inserted.trim() !== "") ?? pieces[0];
    if (!piece || !remark || remark.length === 0) return [];
    // A new clause begins with the line end before it.
    const place = piece.from + (/^\s*/.exec(piece.inserted)?.[0].length ?? 0);
    const start = text.lastIndexOf("\n", place - 1) + 1;
    const end = text.indexOf("\n", place);
    return [{ line: text.slice(start, end < 0 ? text.length : end), paragraphs: [...remark] }];
  });
}

/** The bytes by themselves, as a `Blob` takes them. */
function fresh(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
