// The files that can be saved: names made from the document's, contents as text.

import type { Written } from "../analysis/protocol";
import type { Report } from "../generated";

export type ExportKind = Written | "review-json" | "contract-text";

interface FileKind {
  ending: string;
  type: string;
  /** What a program needs at the head of the file to read it as UTF-8. */
  mark: string;
}

const FILE: Record<ExportKind, FileKind> = {
  "review-markdown": { ending: "-review.md", type: "text/markdown", mark: "" },
  "review-html": { ending: "-review.html", type: "text/html", mark: "" },
  "review-csv": { ending: "-findings.csv", type: "text/csv", mark: "\uFEFF" },
  "review-json": { ending: "-review.json", type: "application/json", mark: "" },
  "terms-markdown": { ending: "-key-terms.md", type: "text/markdown", mark: "" },
  // Spreadsheets take a file without it for one in the machine's own old encoding.
  "terms-csv": { ending: "-key-terms.csv", type: "text/csv", mark: "\uFEFF" },
  "contract-text": { ending: "-edited.txt", type: "text/plain", mark: "" },
};

/** "Master Services (v3).docx" → "Master Services (v3)-review.md". */
export function exportName(documentName: string, kind: ExportKind): string {
  return stemOf(documentName) + FILE[kind].ending;
}

/** "Master Services (v3).docx" → "Master Services (v3)", safe as a name everywhere. */
export function stemOf(documentName: string): string {
  const stem = documentName
    .replace(/\.(txt|md|markdown|docx|pdf|odt|rtf|html?)$/i, "")
    .replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+|\s+$/g, "")
    .slice(0, 120);
  return stem === "" ? "contract" : stem;
}

export function reportAsJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

export function save(name: string, content: string, kind: ExportKind): void {
  const { mark, type } = FILE[kind];
  hand(name, new Blob([mark, content], { type: `${type};charset=utf-8` }));
}

/** Hands a file to the browser as a download; nothing is sent anywhere. */
export function hand(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
