// A long Word file for the benchmark, as Word itself would save it: automatic numbers, styles, runs of
// a few words each, a table now and then. In: a text. Out: a `.docx`.
// Usage: node benches/page/word.mjs TEXT OUT.docx

import { readFileSync, writeFileSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";

const [from, to] = process.argv.slice(2);
if (!to) throw new Error("usage: node benches/page/word.mjs TEXT OUT.docx");

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Word begins a run where something was typed on another day; every so many words is usual. */
const WORDS_A_RUN = 9;
const PARAGRAPHS_A_TABLE = 60;

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const run = (text, place) => `<w:r w:rsidR="00${(0xa1b2c3 + (place % 7)).toString(16)}" w:rsidRPr="00B45F21"><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

function runs(text) {
  const words = text.split(/(?<=\s)/);
  const pieces = [];
  for (let at = 0; at < words.length; at += WORDS_A_RUN) pieces.push(run(words.slice(at, at + WORDS_A_RUN).join(""), at));
  return pieces.join('<w:proofErr w:type="spellStart"/>');
}

/** The label of a clause is computed, as in most files; what stands behind it is its text. */
function paragraph(text, place) {
  const [, label, words] = /^(\d+(?:\.\d+)*\.?|\([a-z]\))\s+(.*)$/s.exec(text) ?? [null, null, text];
  const level = label === null ? null : label.startsWith("(") ? 2 : /\d\.\d/.test(label) ? 1 : 0;
  const numbering = level === null ? "" : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`;
  return `<w:p w:rsidR="00A1B2C3" w:rsidRDefault="00B45F21"><w:pPr><w:pStyle w:val="Clause"/>${numbering}<w:spacing w:before="120" w:after="120"/><w:jc w:val="both"/></w:pPr><w:bookmarkStart w:id="${place}" w:name="_Ref${place}"/>${runs(words)}<w:bookmarkEnd w:id="${place}"/></w:p>`;
}

function table(place) {
  const cell = (text) => `<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p>${run(text, place)}</w:p></w:tc>`;
  return `<w:tbl>${[1, 2, 3].map((row) => `<w:tr>${cell(`Item ${row}`)}${cell("each month")}${cell(`${row * 120} dollars`)}</w:tr>`).join("")}</w:tbl>`;
}

const level = (place, format, text) => `<w:lvl w:ilvl="${place}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/></w:lvl>`;
const paragraphs = readFileSync(from, "utf8").split(/\n\s*\n/).map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean);
const body = paragraphs.map((text, place) => paragraph(text, place) + (place % PARAGRAPHS_A_TABLE === PARAGRAPHS_A_TABLE - 1 ? table(place) : "")).join("");
const relations = (list) => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list.map(([type, target], place) => `<Relationship Id="rId${place + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join("")}</Relationships>`;
const override = (part, type) => `<Override PartName="/word/${part}.xml" ContentType="${TYPE}.${type}+xml"/>`;

writeFileSync(to, zip({
  "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("document", "document.main")}${override("styles", "styles")}${override("numbering", "numbering")}</Types>`,
  "_rels/.rels": relations([["officeDocument", "word/document.xml"]]),
  "word/_rels/document.xml.rels": relations([["styles", "styles.xml"], ["numbering", "numbering.xml"]]),
  "word/document.xml": `${HEAD}<w:document ${WORD}><w:body>${body}</w:body></w:document>`,
  "word/styles.xml": `${HEAD}<w:styles ${WORD}><w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/></w:style></w:styles>`,
  "word/numbering.xml": `${HEAD}<w:numbering ${WORD}><w:abstractNum w:abstractNumId="0">${level(0, "decimal", "%1.")}${level(1, "decimal", "%1.%2")}${level(2, "lowerLetter", "(%3)")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
}));

function zip(files) {
  const [local, central] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const packed = deflateRawSync(data);
    const about = Buffer.alloc(26);
    [[20, 0], [0x0800, 2], [8, 4], [Buffer.byteLength(name), 22]].forEach(([value, at]) => about.writeUInt16LE(value, at));
    [[crc32(data), 10], [packed.length, 14], [data.length, 18]].forEach(([value, at]) => about.writeUInt32LE(value, at));
    local.push(Buffer.from("PK\x03\x04", "latin1"), about, Buffer.from(name), packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), about, place, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  [[Object.keys(files).length, 8], [Object.keys(files).length, 10]].forEach(([value, at]) => end.writeUInt16LE(value, at));
  [[directory.length, 12], [offset, 16]].forEach(([value, at]) => end.writeUInt32LE(value, at));
  return Buffer.concat([...local, directory, end]);
}
