import { expect, test } from "vitest";
import { countTerms, linesOf, placesOf, searched, termAsText, topicEntries } from "../../src/terms/entries";
import { manyTerms, term } from "./fixture";

const topics = [
  {
    name: "Payment",
    terms: [
      term("Payment period", "Client pays within 90 days", { contradicted: true }),
      term("Set-off", "Client may hold money back", { confidence: "low", clause: { number: null, heading: "Deductions" } }),
      term("Payment period", "Client pays within 45 days", { contradicted: true, clause: { number: "B.1", heading: null }, quote: "Invoices fall due after 45 days." }),
      term("Late payment", null),
      term("Late payment", null),
      term("Set-off", null),
    ],
  },
  { name: "Insurance", terms: [term("Insurance", null)] },
  { name: "Audit", terms: [] },
];
const entries = topicEntries(topics);
const find = (words: string, only: "contradicted" | "unsure" | null = null) => searched(entries, { words, only });

test("lines of one name stand together, silences are gathered, empty topics go", () => {
  expect(entries.map(({ name }) => name)).toEqual(["Payment", "Insurance"]);
  expect(entries[0]?.groups.map(({ name, lines, contradicted }) => [name, lines.length, contradicted])).toEqual([["Payment period", 2, true], ["Set-off", 1, false]]);
  expect(entries[0]?.notStated).toEqual(["Late payment"]);
  expect(countTerms(entries)).toEqual({ stated: 3, notStated: 2, contradicted: 2, unsure: 1 });
});

test("every line has a key of its own that a new review keeps", () => {
  const keys = linesOf(topicEntries(manyTerms("Client shall pay the fees that are set out in the order. ".repeat(9)))).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBe(55);
  expect(linesOf(topicEntries(structuredClone(topics))).map(({ key }) => key)).toEqual(linesOf(entries).map(({ key }) => key));
});

test.each([
  ["90", ["Client pays within 90 days"]],
  ["PAYMENT period", ["Client pays within 90 days", "Client pays within 45 days"]],
  ["b.1", ["Client pays within 45 days"]],
  ["deductions", ["Client may hold money back"]],
  ["fall due", ["Client pays within 45 days"]],
  ["money payment", ["Client may hold money back"]],
  ["money 90", []],
])("a search for %j", (words, values) => {
  expect(linesOf(find(words)).map(({ term: { value } }) => value)).toEqual(values);
});

test("a search finds what is not stated", () => {
  expect(find("late").map(({ notStated }) => notStated)).toEqual([["Late payment"]]);
  expect(find("nowhere")).toEqual([]);
});

test("contradictions and doubts alone", () => {
  expect(linesOf(find("", "contradicted")).map(({ term: { value } }) => value)).toEqual(["Client pays within 90 days", "Client pays within 45 days"]);
  expect(linesOf(find("", "unsure"))).toHaveLength(1);
  expect(find("", "unsure").flatMap(({ notStated }) => notStated)).toEqual([]);
});

test("the contract marks what is stated", () => {
  expect(placesOf(entries)).toHaveLength(3);
  expect(placesOf(entries)[0]).toEqual({ id: "Payment/Payment period/0", span: { start: 0, end: 4 }, tone: "term" });
});

test("a line as text", () => {
  const [period, setOff, other, late] = topics[0]?.terms ?? [];
  expect(period && termAsText(period)).toBe("Payment period: Client pays within 90 days (2.1)\n“The words of Payment period.”");
  expect(setOff && termAsText(setOff)).toContain("(Deductions)");
  expect(other && termAsText(other)).toContain("(B.1)");
  expect(late && termAsText(late)).toBe("Late payment: not stated");
});
