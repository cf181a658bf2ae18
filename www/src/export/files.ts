// The files that can be saved: names made from the document's, contents as text.

import type { Report } from "../generated";

export type ExportKind = "markdown" | "json" | "text";

const ENDING: Record<ExportKind, string> = { markdown: "-review.md", json: "-review.json", text: "-edited.txt" };
export const MEDIA_TYPE: Record<ExportKind, string> = { markdown: "text/markdown", json: "application/json", text: "text/plain" };

/** "Master Services (v3).docx" → "Master Services (v3)-review.md". */
export function exportName(documentName: string, kind: ExportKind): string {
  const stem = documentName
    .replace(/\.(txt|md|markdown|docx)$/i, "")
    .replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+|\s+$/g, "")
    .slice(0, 120);
  return (stem === "" ? "contract" : stem) + ENDING[kind];
}

export function reportAsJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** Hands `content` to the browser as a download; nothing is sent anywhere. */
export function save(name: string, content: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
