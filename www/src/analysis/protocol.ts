// What the page and the analysis worker say to each other. Types only: one message per call, plain
// data both ways, places in UTF-16 code units.

import type { RedlinedFile } from "../../../pkg/clausewright.js";
import type { EditedOptions, FileText, PlaybookCheck, PlaybookChoice, RedlineOptions, Report, ReviewOptions, RulePage } from "../generated";

export type { RedlinedFile };

/** What the core writes out as text. */
export type Written = "review-markdown" | "review-html" | "review-csv" | "terms-markdown" | "terms-csv";

/** The calls that the worker answers: what each takes and gives. */
export interface Calls {
  review: { takes: { text: string; options: ReviewOptions }; gives: Report };
  read: { takes: { bytes: Uint8Array; name: string }; gives: FileText };
  write: { takes: { what: Written; text: string; options: ReviewOptions }; gives: string };
  playbooks: { takes: Record<string, never>; gives: PlaybookChoice[] };
  check: { takes: { playbook: string }; gives: PlaybookCheck };
  pages: { takes: { options: ReviewOptions }; gives: RulePage[] };
  /** The suggested edits in a Word file: in the one that came, or in a fresh one of the text. */
  redline: { takes: { bytes: Uint8Array | null; name: string; text: string; options: RedlineOptions }; gives: RedlinedFile };
  /** What was changed in the text, in a Word file. */
  redlineEdited: { takes: { bytes: Uint8Array | null; name: string; original: string; edited: string; options: EditedOptions }; gives: RedlinedFile };
  /** The issues list as a Word table. */
  issues: { takes: { text: string; options: ReviewOptions }; gives: Uint8Array };
  version: { takes: Record<string, never>; gives: string };
}

export type CallName = keyof Calls;

/** Sent once to a fresh worker: the compiled core, so that the worker fetches nothing. */
export interface StartMessage {
  kind: "start";
  module: WebAssembly.Module;
}

export type CallMessage = { [K in CallName]: { kind: "call"; id: number; name: K; takes: Calls[K]["takes"] } }[CallName];

export type ToWorker = StartMessage | CallMessage;

/** The worker's script is loaded: it needs nothing more from the network. */
export interface HereMessage {
  kind: "here";
}

/** The core's own "no": a sentence for the user, and what to do. */
export interface RefusedMessage {
  kind: "refused";
  id: number;
  message: string;
  hint: string | null;
}

export interface DoneMessage {
  kind: "done";
  id: number;
  gives: Calls[CallName]["gives"];
}

/** The core trapped: this worker's memory can no longer be trusted. */
export interface CrashedMessage {
  kind: "crashed";
  id: number;
  message: string;
}

export type FromWorker = HereMessage | DoneMessage | RefusedMessage | CrashedMessage;
