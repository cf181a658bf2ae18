// The parts of a zip, for looking into a Word file that was saved.

import { inflateRawSync } from "node:zlib";

export function unzipped(bytes: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + size);
    parts.set(bytes.toString("utf8", at + 46, at + 46 + name), (method === 8 ? inflateRawSync(packed) : packed).toString("utf8"));
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** What a document says when all its tracked changes are accepted, or rejected: a line for each paragraph. */
export function wordText(document: string, changes: "accepted" | "rejected"): string {
  const gone = changes === "accepted" ? "del" : "ins";
  const kept = document.replace(new RegExp(`<w:${gone} [^>]*[^/]>.*?</w:${gone}>`, "gs"), "");
  const paragraphs = kept.match(/<w:p[ >].*?<\/w:p>/gs) ?? [];
  const words = (paragraph: string): string => [...paragraph.matchAll(/<w:(?:t|delText)(?: [^>]*)?>([^<]*)</g)].map(([, text]) => text).join("");
  // A paragraph whose end came or went with a change runs on into the next.
  const runsOn = (paragraph: string): boolean => new RegExp(`<w:pPr>.*<w:${gone} [^>]*/>.*</w:pPr>`, "s").test(paragraph);
  const text = paragraphs.map((paragraph) => words(paragraph) + (runsOn(paragraph) ? "" : "\n")).join("").trimEnd();
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&apos;", "'").replaceAll("&amp;", "&");
}
