// Small PDFs of our own, written line by line. In: paragraphs. Out: a file with page heads and page
// numbers, lines broken as a printer breaks them.

import type { UploadFile } from "./contracts";

const WIDTH = 92;
const LINES = 14;

export function pdfFile(name: string, paragraphs: readonly string[], more: { blankPage?: boolean } = {}): UploadFile {
  const lines = paragraphs.flatMap((words) => [...wrapped(words), ""]);
  const pages = Array.from({ length: Math.ceil(lines.length / LINES) }, (_, page) => content(lines.slice(page * LINES, (page + 1) * LINES), page + 1));
  if (more.blankPage) pages.push("0 0 10 10 re f");
  return { name, mimeType: "application/pdf", buffer: Buffer.from(assembled(pages), "latin1") };
}

function wrapped(words: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words.split(/\s+/)) {
    if (line !== "" && line.length + word.length >= WIDTH) {
      lines.push(line);
      line = "";
    }
    line += (line === "" ? "" : " ") + word;
  }
  return [...lines, line];
}

function content(lines: readonly string[], number: number): string {
  const shown = (x: number, y: number, words: string): string => `BT /F 10 Tf 1 0 0 1 ${x} ${y} Tm (${literal(words)}) Tj ET`;
  const body = lines.map((line, at) => (line === "" ? "" : shown(60, 740 - 20 * at, line)));
  return [shown(60, 810, "Larkspur and Tidewater, confidential"), ...body, shown(300, 30, `${number}`)].filter((part) => part !== "").join("\n");
}

/** In the encoding of the standard fonts. */
function literal(words: string): string {
  const codes: Record<string, string> = { "“": "\\223", "”": "\\224", "’": "\\222", "(": "\\(", ")": "\\)", "\\": "\\\\" };
  return words.replace(/[“”’()\\]/g, (letter) => codes[letter] ?? letter);
}

function assembled(pages: readonly string[]): string {
  const kids = pages.map((_, at) => `${4 + 2 * at} 0 R`).join(" ");
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"];
  pages.forEach((stream, at) => {
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${5 + 2 * at} 0 R >>`);
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
  });
  let file = "%PDF-1.4\n";
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  return `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}
