// Why a call gave no answer, in words for the user.

export type FailureKind = "refused" | "crashed" | "hung" | "cancelled" | "unavailable";

/** A call that gave no answer: a sentence that says what happened and one that says what to do. */
export class AnalysisFailure extends Error {
  readonly kind: FailureKind;
  readonly hint: string;

  constructor(kind: FailureKind, message: string, hint: string) {
    super(message);
    this.name = "AnalysisFailure";
    this.kind = kind;
    this.hint = hint;
  }
}

export function refused(message: string, hint: string | null): AnalysisFailure {
  return new AnalysisFailure("refused", asSentence(message), asSentence(hint ?? ""));
}

/** The core's hints are phrases, as they stand after "hint:" on the command line. */
function asSentence(words: string): string {
  const trimmed = words.trim();
  if (trimmed === "") return "";
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + (/[.!?]$/.test(trimmed) ? "" : ".");
}

export function crashed(): AnalysisFailure {
  return new AnalysisFailure(
    "crashed",
    "The review stopped unexpectedly.",
    "Your text is untouched. The reader has been restarted; try again, or remove the part that you edited last.",
  );
}

export function hung(seconds: number): AnalysisFailure {
  return new AnalysisFailure(
    "hung",
    `The review took longer than ${seconds} seconds and was ended.`,
    "Your text is untouched. Try again, or review one part of the document at a time.",
  );
}

export function cancelled(): AnalysisFailure {
  return new AnalysisFailure("cancelled", "The review was cancelled.", "Your text is untouched. Start it again whenever you like.");
}

export function unavailable(): AnalysisFailure {
  return new AnalysisFailure(
    "unavailable",
    "The reader could not be started.",
    "Your text is untouched. Copy it if you need it, check that this browser allows WebAssembly, and reload the page.",
  );
}
