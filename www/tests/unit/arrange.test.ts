import { expect, test } from "vitest";
import { type Arrangement, CARDS, NO_FILTER, arrange, shownOfCause, topicsOf } from "../../src/findings/arrange";
import type { Finding, Severity } from "../../src/generated";
import { finding, manyFindings } from "./fixture";

const TEXT = "Client shall pay the fees that are set out in the order. ".repeat(20);
const many = manyFindings(60, TEXT);
const point = (id: string, severity: Severity, topic: string, group = id): Finding => ({ ...finding(id, severity, group), topic });
const ids = (groups: Arrangement["first"]): string[] => groups.flatMap(({ findings }) => findings.map(({ id }) => id));
const cards = ({ first, further }: Arrangement): number => [...first, ...further].reduce((sum, group) => sum + shownOfCause(group).length, 0);

test("nothing is lost and nothing comes twice", () => {
  for (const count of [0, 1, 2, 3, 12, 13, 60, 150]) {
    const findings = manyFindings(count, TEXT);
    const { first, further, folds, drafting } = arrange(findings, NO_FILTER);
    const shown = [...ids(first), ...ids(further), ...folds.flatMap((fold) => fold.findings.map(({ id }) => id)), ...drafting.map(({ id }) => id)];
    expect(shown.sort()).toEqual(findings.map(({ id }) => id).sort());
  }
});

test("a short review is shown whole, a long one with no more than its cards", () => {
  const short = arrange(many.filter(({ topic }) => topic !== "drafting").slice(0, CARDS), NO_FILTER);
  expect(short.folds).toEqual([]);
  const long = arrange(many, NO_FILTER);
  expect(cards(long)).toBeLessThanOrEqual(CARDS);
  expect(cards(long)).toBeGreaterThan(CARDS - 3);
  expect(long.first).toHaveLength(3);
});

test("the first three are the most severe, of different topics where they can be", () => {
  const findings = [point("a", "critical", "liability"), point("b", "critical", "liability"), point("c", "critical", "payment"), point("d", "high", "ip"), point("e", "critical", "indemnity")];
  expect(ids(arrange(findings, NO_FILTER).first)).toEqual(["a", "c", "e"]);
  expect(ids(arrange(findings, NO_FILTER).further)).toEqual(["b", "d"]);
  const oneTopic = [point("a", "critical", "liability"), point("b", "critical", "liability"), point("c", "high", "ip")];
  expect(ids(arrange(oneTopic, NO_FILTER).first)).toEqual(["a", "b", "c"]);
});

test("low points have no card of their own in a long review, and say so in their fold", () => {
  const { first, further, folds } = arrange(many, NO_FILTER);
  const shown = [...first, ...further].map(({ findings }) => findings[0]?.severity);
  expect(shown).not.toContain("low");
  expect(shown).not.toContain("info");
  for (const { topic, findings, smaller } of folds) {
    expect(findings.every((one) => one.topic === topic)).toBe(true);
    expect(smaller).toBe(findings.every(({ severity }) => severity === "low" || severity === "info"));
  }
});

test("a long review of small points still has three to begin with", () => {
  const small = Array.from({ length: 30 }, (_, place) => point(`p${place}`, "low", `topic-${place % 4}`));
  const { first, further, folds } = arrange(small, NO_FILTER);
  expect([first.length, further.length]).toEqual([3, 0]);
  expect(folds.reduce((sum, { findings }) => sum + findings.length, 0)).toBe(27);
});

test("a large group of one cause is one point among others", () => {
  const findings = [...Array.from({ length: 20 }, (_, place) => point(`g${place}`, "critical", "liability", "cap")), point("a", "high", "payment"), point("b", "high", "ip")];
  const { first, folds } = arrange(findings, NO_FILTER);
  expect(first.map(({ key }) => key)).toEqual(["cap", "a", "b"]);
  expect(folds).toEqual([]);
});

test("of one cause each kind of finding is shown once, and no more than three", () => {
  const rules = ["a", "a", "b", "a", "c", "d"];
  const findings = rules.map((rule, place) => ({ ...finding(`f${place}`, "high", "cause"), rule }));
  expect(shownOfCause({ key: "cause", findings }).map(({ id }) => id)).toEqual(["f0", "f2", "f4"]);
});

test("drafting faults stand apart", () => {
  const { first, drafting } = arrange([point("words", "critical", "drafting"), point("a", "low", "payment")], NO_FILTER);
  expect(ids(first)).toEqual(["a"]);
  expect(drafting.map(({ id }) => id)).toEqual(["words"]);
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
