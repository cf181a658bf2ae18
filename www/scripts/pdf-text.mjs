// The text of PDFs as the page reads them. In: a folder for the texts, then PDF files. Out: for each a
// .txt, and a .kept.txt that holds the page heads and feet too; on standard output a line of JSON for each.
// Usage: node scripts/pdf-text.mjs OUT FILE.pdf...

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { createServer } from "vite";

const [out, ...files] = process.argv.slice(2);
if (!out || files.length === 0) throw new Error("usage: node scripts/pdf-text.mjs OUT FILE.pdf...");
mkdirSync(out, { recursive: true });

// Vite turns the page's own TypeScript into what Node runs.
const vite = await createServer({ root: join(import.meta.dirname, ".."), server: { middlewareMode: true, watch: null, ws: false }, appType: "custom", logLevel: "error" });
try {
  const { pagesOf } = await vite.ssrLoadModule("/src/pdf/extract.ts");
  const { rebuild } = await vite.ssrLoadModule("/src/pdf/rebuild.ts");
  for (const file of files) {
    const started = performance.now();
    const document = await getDocument({ data: new Uint8Array(readFileSync(file)), isEvalSupported: false, verbosity: 0 }).promise;
    const pages = await pagesOf(document);
    const { text, notices } = rebuild(pages);
    const milliseconds = Math.round(performance.now() - started);
    const name = basename(file, ".pdf");
    writeFileSync(join(out, `${name}.txt`), text);
    writeFileSync(join(out, `${name}.kept.txt`), rebuild(pages, "kept").text);
    console.log(JSON.stringify({ name, pages: pages.length, milliseconds, notices }));
    await document.destroy();
  }
} finally {
  await vite.close();
}
