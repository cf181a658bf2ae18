import { expect, test } from "vitest";
import { LONGEST, broughtBy, fragmentFor } from "../../src/playbooks/fragment";
import { lawsIn } from "../../src/playbooks/laws";
import { fileName, nameIn, overlayText, tomlString } from "../../src/playbooks/overlay";

const overlay = (changes: Parameters<typeof overlayText>[0]["changes"]): string => overlayText({ name: "ours", base: "agency", changes });

test("a form without changes says only what it extends", () => {
  expect(overlay({ "payment.long-terms": { params: {} }, "ip.joint-ownership": { ask: "  " } })).not.toContain("[position");
  expect(overlay({})).toContain('extends = "agency"');
});

test("changes become positions, amounts without quotes where they are numbers", () => {
  const text = overlay({ "payment.long-terms": { params: { limit: "45 days", most: "3" }, severity: "high", ask: "Can {customer} pay?" }, "payment.no-term": { off: true, severity: "low" } });
  expect(text).toContain('[position."payment.long-terms"]\nseverity = "high"\nlimit = "45 days"\nmost = 3\nask = "Can {customer} pay?"\n');
  expect(text).toContain('[position."payment.no-term"]\noff = true\n');
});

test("a text cannot leave its quotes", () => {
  const hostile = 'a"\n[position."x"]\noff = true\\\u0000\u001b<script>';
  expect(tomlString(hostile)).toBe('"a\\"\\n[position.\\"x\\"]\\noff = true\\\\\\u0000\\u001b<script>"');
  expect(overlay({ r: { ask: hostile } }).split("\n").filter((line) => line.startsWith("[position"))).toHaveLength(1);
});

test("a playbook goes into the address and comes back", () => {
  const text = 'name = "Größe – 漢字 🙂"\n';
  const fragment = fragmentFor(text);
  expect(fragment).toMatch(/^#playbook=[A-Za-z0-9_-]+$/);
  expect(broughtBy(fragment ?? "")).toEqual({ kind: "text", text });
  expect(broughtBy(`#other=1&${fragment?.slice(1)}`)).toEqual({ kind: "text", text });
});

test("an address that is too long, cut or no text is refused", () => {
  expect(broughtBy("")).toEqual({ kind: "none" });
  expect(broughtBy("#section-2")).toEqual({ kind: "none" });
  expect(fragmentFor("x".repeat(LONGEST))).toBeNull();
  for (const hash of [`#playbook=${"A".repeat(LONGEST + 1)}`, "#playbook=", "#playbook=a b", "#playbook=_w", "#playbook=A", "#playbook=%3Cscript%3E"]) expect(broughtBy(hash).kind).toBe("refused");
});

test("a file is named after the playbook", () => {
  expect(fileName("Ours: agency, stricter")).toBe("ours-agency-stricter.toml");
  expect(fileName("../../<b>")).toBe("b.toml");
  expect(fileName("漢字")).toBe("playbook.toml");
});

test("a playbook's own name is a label only", () => {
  expect(nameIn('# c\nname = "ours"\n')).toBe("ours");
  expect(nameIn("name = 3")).toBe("your own");
});

test("laws are told apart by commas", () => {
  expect(lawsIn(" England, New York;England,, ")).toEqual(["England", "New York"]);
  expect(lawsIn("a,".repeat(500))).toEqual(["a"]);
});
