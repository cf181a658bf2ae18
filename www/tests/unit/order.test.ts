import { expect, test } from "vitest";
import { countBySeverity, groupFindings } from "../../src/findings/order";
import { finding } from "./fixture";

const keys = (...findings: ReturnType<typeof finding>[]): string[] => groupFindings(findings).map((group) => group.findings.map(({ id }) => id).join("+"));

test("one root cause stays together, where its first finding stands", () => {
  expect(keys(finding("c", "critical", "cap"), finding("a", "high"), finding("b", "low", "cap"), finding("d", "medium"))).toEqual(["c+b", "a", "d"]);
});

test("findings without a group are not thrown together", () => {
  expect(keys(finding("a", "high", ""), finding("b", "high", ""))).toEqual(["a", "b"]);
});

test("counts leave out what is not there", () => {
  expect(countBySeverity([finding("a", "high"), finding("b", "high"), finding("c", "info")])).toEqual([{ severity: "high", count: 2 }, { severity: "info", count: 1 }]);
});
