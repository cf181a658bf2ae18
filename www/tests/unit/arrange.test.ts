import { expect, test } from "vitest";
import { type Arrangement, NO_FILTER, arrange, shownOfCause, topicsOf } from "../../src/findings/arrange";
import type { Finding, Severity } from "../../src/generated";
import { finding, manyFindings } from "./fixture";

const TEXT = "Client shall pay the fees that are set out in the order. ".repeat(20);
const many = manyFindings(60, TEXT);
const point = (id: string, severity: Severity, topic: string, group = id): Finding => ({ ...finding(id, severity, group), topic });
const ids = (groups: Arrangement["first"]): string[] => groups.flatMap(({ findings }) => findings.map(({ id }) => id));

test("nothing is lost and nothing comes twice", () => {
  for (const count of [0, 1, 2, 3, 12, 13, 60, 150]) {
    const findings = manyFindings(count, TEXT);
    const { first, further, folds, drafting } = arrange(findings, NO_FILTER);
    const shown = [...ids(first), ...ids(further), ...folds.flatMap((fold) => fold.findings.map(({ id }) => id)), ...drafting.map(({ id }) => id)];
    expect(shown.sort()).toEqual(findings.map(({ id }) => id).sort());
  }
});

test("each finding stands in the section that the core put it in, groups together", () => {
  const of = (id: string, section: Finding["section"], group = id): Finding => ({ ...point(id, "high", "payment", group), section });
  const { first, further, folds, drafting } = arrange([of("a", "first", "cap"), of("b", "first", "cap"), of("c", "further"), of("d", "rest"), of("e", "drafting")], NO_FILTER);
  expect(first.map(({ key, findings }) => [key, findings.length])).toEqual([["cap", 2]]);
  expect([ids(further), folds.flatMap(({ findings }) => findings.map(({ id }) => id)), drafting.map(({ id }) => id)]).toEqual([["c"], ["d"], ["e"]]);
});

test("what is folded stands by its topic, and says where it is small", () => {
  const { folds } = arrange(many, NO_FILTER);
  expect(folds.length).toBeGreaterThan(1);
  for (const { topic, findings, smaller } of folds) {
    expect(findings.every((one) => one.topic === topic)).toBe(true);
    expect(smaller).toBe(findings.every(({ severity }) => severity === "low" || severity === "info"));
  }
});

test("of one cause each kind of finding is shown once, and no more than three", () => {
  const rules = ["a", "a", "b", "a", "c", "d"];
  const findings = rules.map((rule, place) => ({ ...finding(`f${place}`, "high", "cause"), rule }));
  expect(shownOfCause({ key: "cause", findings }).map(({ id }) => id)).toEqual(["f0", "f2", "f4"]);
});

test("a filter shows all that passes, unfolded, also of the drafting", () => {
  const low = arrange(many, { severity: "low", topic: null });
  expect(ids(low.further)).toHaveLength(many.filter(({ severity }) => severity === "low").length);
  expect([low.first, low.folds, low.drafting]).toEqual([[], [], []]);
  const faults = arrange(many, { severity: null, topic: "drafting" });
  expect(ids(faults.further)).toHaveLength(5);
  const both = arrange(many, { severity: "medium", topic: "ip" });
  expect(ids(both.further)).toEqual(many.filter((one) => one.severity === "medium" && one.topic === "ip").map(({ id }) => id));
});

test("topics are counted", () => {
  expect(topicsOf([point("a", "low", "ip"), point("b", "low", "payment"), point("c", "low", "ip")])).toEqual([{ topic: "ip", count: 2 }, { topic: "payment", count: 1 }]);
});
