// The module that ships, against the command: the same reports, with places counted as JavaScript
// counts. In: pkg/ and the program CLAUSEWRIGHT. Run by `cargo xtask test`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import * as core from "../../pkg/clausewright.js";

const ROOT = new URL("../../", import.meta.url);
const CONTRACTS = new URL("tests/contracts/", ROOT);
const SIDES = ["vendor", "customer"];
/** Letters of two, three and four bytes, and of two code units, before every finding. */
const FOREWORD = "Entwurf für Zoë – „geprüft“ 🙂👩‍⚖️ naïve café\n\n";

core.initSync({ module: readFileSync(new URL("pkg/clausewright_bg.wasm", ROOT)) });

const contracts = readdirSync(CONTRACTS)
  .filter((name) => /\.(txt|md)$/.test(name))
  .map((name) => ({ name, text: readFileSync(new URL(name, CONTRACTS), "utf8") }))
  .flatMap(({ name, text }) => [
    { name, text },
    { name: `${name} after a foreword`, text: FOREWORD + text },
    { name: `${name} with Windows line ends`, text: text.replaceAll("\n", "\r\n") },
  ]);

const options = (side) => ({ side, playbook: null, roles: [], layout: "auto" });

for (const { name, text } of contracts) {
  for (const side of SIDES) {
    test(`${name}, ${side}: the same report`, () => {
      const native = JSON.parse(command(["review", "-", "--side", side, "--format", "json"], text));
      assert.equal(native.position_encoding, "utf-8");
      const expected = inUtf16(native, Buffer.from(text));
      const given = core.review(text, options(side));
      assert.deepEqual(given, { ...expected, position_encoding: "utf-16" });
      for (const finding of given.findings) assertQuoted(finding, text);
    });
  }

  test(`${name}: the same terms`, () => {
    assert.deepEqual(core.terms(text, options("vendor")), JSON.parse(command(["terms", "-", "--format", "json"], text)));
  });
}

test("the same Markdown", () => {
  const { text } = contracts[0];
  assert.equal(
    core.markdown(text, options("vendor")).trimEnd(),
    command(["review", "-", "--side", "vendor", "--format", "markdown"], text).trimEnd(),
  );
});

test("the same key terms, as Markdown and as CSV", () => {
  for (const { text } of contracts) {
    for (const [write, format] of [[core.key_terms_markdown, "markdown"], [core.key_terms_csv, "csv"]]) {
      assert.equal(write(text, options("vendor")).trimEnd(), command(["terms", "-", "--format", format], text).trimEnd());
    }
  }
});

test("a file is read as it is written", () => {
  for (const { name, text } of contracts) {
    const file = core.read_file(new TextEncoder().encode(text), `${name}.txt`);
    assert.equal(file.text, text);
    assert.deepEqual(file.notices, []);
  }
});

test("a refusal is an Error with a sentence, and the core goes on", () => {
  const bytes = new Uint8Array(5000).map((_, place) => (place * 131 + 7) % 256);
  assert.throws(() => core.read_file(bytes, "contract.docx"), (error) => error instanceof Error && /[a-z].*\.$/s.test(error.message));
  assert.throws(() => core.review("text", { side: "neither" }), Error);
  assert.equal(core.review("", options("vendor")).document.judged, false);
  assert.equal(core.review(contracts[0].text, options("vendor")).document.judged, true);
});

test("lone surrogates and other strange text do no harm", () => {
  for (const text of ["\ud83d", "a\ud83d\ude42\udc00b", "\u0000\uffff", "é".repeat(9999)]) {
    assert.equal(core.review(text, options("customer")).document.judged, false);
  }
});

function command(words, input) {
  return execFileSync(process.env.CLAUSEWRIGHT, words, { input, encoding: "utf8", maxBuffer: 1 << 28 });
}

/** Every `span`, and every list of spans, counted anew: an own way to count, so that the core's is tested. */
function inUtf16(value, bytes) {
  if (Array.isArray(value)) return value.map((item) => inUtf16(item, bytes));
  if (typeof value !== "object" || value === null) return value;
  const names = Object.keys(value).sort().join();
  const place = (at) => bytes.subarray(0, at).toString("utf8").length;
  if (names === "end,start") return { start: place(value.start), end: place(value.end) };
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inUtf16(inner, bytes)]));
}

/** The words at a finding's place are the words that it quotes. */
function assertQuoted(finding, text) {
  if (finding.span === null) return assert.equal(finding.quote, "");
  const letters = (words) => words.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
  assert.equal(letters(text.slice(finding.span.start, finding.span.end)), letters(finding.quote));
}
