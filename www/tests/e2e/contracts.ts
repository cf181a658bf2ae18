// Contracts of our own writing, and files made from them.

import { crc32 } from "node:zlib";

export const SERVICES = `SERVICES AGREEMENT

This Services Agreement is made between Larkspur Hotels, Inc. (“Client”) and Tidewater Design LLC (“Agency”) as of April 1, 2026.

1. Services. Agency shall provide the design services described in each statement of work.

2. Payment. Client shall pay Agency the fees stated in the statement of work. Client shall pay each undisputed invoice within ninety (90) days after receipt. Overdue amounts bear interest at one percent (1%) per month.

3. Indemnity. Agency shall indemnify Client for losses arising from any claim that the Deliverables, or Client’s use of the Deliverables, infringe a third party’s intellectual property rights.

4. Liability. Each party’s total liability under this Agreement shall not exceed the fees paid in the twelve (12) months before the claim. Neither party is liable to the other for indirect or consequential damages.

5. Term. This Agreement continues until the services are completed. Either party may terminate it on thirty (30) days’ written notice.

6. Law. This Agreement is governed by the laws of the State of Oregon.
`;

/** A supplier's own paper: hard on its customer. */
export const SUPPLIER_PAPER = `SUPPLY AND SERVICES AGREEMENT

This Agreement is made between Penrose Tiles Ltd (“Supplier”) and Marlow Hotels Group plc (“Customer”) on 3 March 2026.

1. Services. Supplier shall supply the tiles and lay them as set out in each order.

2. Payment. Customer shall pay each invoice within seven (7) days after the invoice date.

3. Indemnity. Customer shall indemnify Supplier against any and all losses arising out of or in connection with this Agreement.

4. Liability. Supplier’s total liability under this Agreement shall not exceed £100. Customer’s liability under this Agreement shall be unlimited. In no event shall Supplier be liable for any indirect or consequential loss.

5. Term. This Agreement begins on the date above and ends when the last order has been performed. Either party may terminate it on thirty (30) days’ written notice.

6. Law. This Agreement is governed by the laws of England and Wales.
`;

/** A file that the page's file chooser takes. */
export interface UploadFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export function textFile(name: string, content: string | Buffer): UploadFile {
  return { name, mimeType: "text/plain", buffer: Buffer.from(content as string) };
}

/** The smallest Word file that holds these paragraphs. */
export function wordFile(name: string, paragraphs: readonly string[], changed?: TrackedChange): UploadFile {
  const body = paragraphs.map((words) => `<w:p>${changed ? tracked(words, changed) : run(words)}</w:p>`).join("");
  const parts = {
    "[Content_Types].xml":
      '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels":
      '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  };
  return { name, mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", buffer: zip(parts) };
}

/** Words that the other side has changed, wherever they stand. */
interface TrackedChange {
  from: string;
  to: string;
  by: string;
}

function run(words: string, text = "t"): string {
  return `<w:r><w:${text} xml:space="preserve">${escapeXml(words)}</w:${text}></w:r>`;
}

function tracked(words: string, { from, to, by }: TrackedChange): string {
  const signed = `w:author="${by}" w:date="2026-01-02T03:04:05Z"`;
  return words.split(from).map((part) => run(part)).join(`<w:del w:id="1" ${signed}>${run(from, "delText")}</w:del><w:ins w:id="2" ${signed}>${run(to)}</w:ins>`);
}

function escapeXml(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** A zip of stored files: enough for a test, without a library. */
function zip(files: Record<string, string>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content, "utf8");
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    local.push(Buffer.from("PK\x03\x04", "latin1"), common, Buffer.from(name), data);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, tail, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from("PK\x05\x06", "latin1"), end]);
}
