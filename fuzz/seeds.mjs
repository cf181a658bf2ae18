// What the fuzzers begin with, made from the project's own fixtures. Out: fuzz/corpus/TARGET/.
// Usage: node fuzz/seeds.mjs

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const project = join(import.meta.dirname, "..");
const corpus = (target) => join(import.meta.dirname, "corpus", target);
for (const target of ["text", "playbook", "docx", "redline"]) mkdirSync(corpus(target), { recursive: true });

const copy = (folder, ending, target) => {
  for (const name of readdirSync(join(project, folder)).filter((name) => name.endsWith(ending))) cpSync(join(project, folder, name), join(corpus(target), name));
};
copy("tests/contracts", ".txt", "text");
copy("tests/contracts", ".md", "text");
copy("tests/outline", ".txt", "text");
copy("tests/playbooks", ".toml", "playbook");
copy("playbooks", ".toml", "playbook");

// Two edits: a word or two in the first half of the text, and words put in behind.
const EDITS = Buffer.from([40, 6, 1, 160, 0, 5, 0xff]);
const folders = readdirSync(join(project, "tests/docx"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
for (const { name } of folders) {
  const part = (file) => {
    const path = join(project, "tests/docx", name, `${file}.xml`);
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  };
  const parts = Buffer.from(["body", "numbering", "styles", "footnotes", "comments"].map(part).join("\0").replace(/\0+$/, ""));
  writeFileSync(join(corpus("docx"), name), parts);
  writeFileSync(join(corpus("redline"), name), Buffer.concat([EDITS, parts]));
}
