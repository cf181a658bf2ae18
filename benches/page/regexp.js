// The reference: clause patterns as a JavaScript programmer would match them. In: a pattern's
// alternative in the clause-pattern language, and what this document calls its parties. Out: a
// `RegExp` for lower-cased text, the literals of which one must stand in a sentence, and what forbids.

const SEPARATOR = "(?:'s)?[^a-z0-9]+";
const MARKS = /\.\.(\d*)|\{([^}]*)\}|[()[\]|!]|[^\s()[\]{}|!]+/g;
const WIDEST_GAP = 200;

const CLASSES = {
  shall: "(?:shall|will|must|agrees? to|undertakes? to|is required to|is obliged to)",
  "shall-not": "(?:(?:shall|will|must|may|can) not|cannot)",
  may: "(?:may|can|is entitled to|has the right to)",
  "each-party": "(?:(?:each|either|neither) party|(?:both|the) parties)",
  days: "(?:[a-z]+[^a-z0-9]+)?[0-9]+[^a-z0-9]+(?:business |calendar |working )?days?",
  months: "(?:[a-z]+[^a-z0-9]+)?[0-9]+[^a-z0-9]+months?",
  duration: "(?:[a-z]+[^a-z0-9]+)?[0-9]+[^a-z0-9]+(?:business |calendar )?(?:day|week|month|year)s?",
  money: "[$£€]?[0-9][0-9,.]*",
  percent: "[0-9.]+[^a-z0-9]*(?:%|percent|per cent)",
  multiple: "(?:[0-9]+x|(?:two|three|four|five) times|twice)",
  number: "[0-9][0-9,.]*",
};

/** One alternative, ready to be searched for. */
export function translate(source, names) {
  const tokens = [...source.matchAll(MARKS)].map(([mark, gap, name]) => ({ mark, gap, name }));
  const reader = { tokens, at: 0, names, forbidden: [] };
  const node = choice(reader);
  if (reader.at < tokens.length) throw new Error(`cannot translate: ${source}`);
  return {
    search: new RegExp(`(?<![a-z0-9])${node.source}`, "g"),
    literals: node.literals,
    forbidden: reader.forbidden.map((inner) => new RegExp(`(?<![a-z0-9])${inner.source}`)),
  };
}

/** Every alternative of the top-level choice by itself. */
export function alternatives(source) {
  const parts = [];
  let depth = 0;
  let start = 0;
  for (const { 0: mark, index } of source.matchAll(/[()[\]|]/g)) {
    if (mark === "(" || mark === "[") depth += 1;
    else if (mark !== "|") depth -= 1;
    else if (depth === 0) {
      parts.push(source.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, source.slice(start)];
}

function choice(reader) {
  const branches = [sequence(reader)];
  while (reader.tokens[reader.at]?.mark === "|") {
    reader.at += 1;
    branches.push(sequence(reader));
  }
  if (branches.length === 1) return branches[0];
  const literals = branches.every((branch) => branch.literals) ? branches.flatMap((branch) => branch.literals) : null;
  return { source: `(?:${branches.map((branch) => branch.source).join("|")})`, literals };
}

function sequence(reader) {
  const nodes = [];
  while (reader.at < reader.tokens.length && !["|", ")", "]"].includes(reader.tokens[reader.at].mark)) {
    const node = element(reader);
    if (node) nodes.push(node);
  }
  return { source: nodes.map((node) => node.source).join(""), literals: rarest(nodes) };
}

function element(reader) {
  const { mark, gap, name } = reader.tokens[reader.at];
  reader.at += 1;
  if (mark === "!") {
    reader.forbidden.push(element(reader));
    return null;
  }
  if (mark === "(") return closed(reader, choice(reader));
  if (mark === "[") return { source: `(?:${closed(reader, choice(reader)).source})?`, literals: null };
  if (gap !== undefined) return { source: `(?:[a-z0-9]+${SEPARATOR}){0,${gap || WIDEST_GAP}}?`, literals: null };
  if (name !== undefined) return { source: `${named(name.trim(), reader.names)}${SEPARATOR}`, literals: null };
  return word(mark.toLowerCase());
}

function closed(reader, node) {
  reader.at += 1;
  return node;
}

function word(mark) {
  const stem = mark.replace(/\*$/, "");
  const parts = stem.split(/[^a-z0-9']+/).filter(Boolean);
  if (parts.length === 0) return { source: "[^a-z0-9]*", literals: null };
  const ending = mark.endsWith("*") ? "[a-z0-9']*" : "";
  const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), "");
  return { source: `${parts.join(SEPARATOR)}${ending}${SEPARATOR}`, literals: [longest] };
}

/** The literals that are longest, that is, rarest. */
function rarest(nodes) {
  const sure = nodes.map((node) => node.literals).filter(Boolean);
  const shortest = (literals) => Math.min(...literals.map((literal) => literal.length));
  return sure.sort((a, b) => shortest(b) - shortest(a))[0] ?? null;
}

function named(name, names) {
  if (name in CLASSES) return CLASSES[name];
  const words = (names[name] ?? []).map((alias) => alias.toLowerCase().replace(/[^a-z0-9]+/g, "[^a-z0-9]+"));
  if (words.length === 0) return "(?!)";
  return `(?:${words.sort((a, b) => b.length - a.length).join("|")})`;
}

/** Counts the matches in a text: literals first, then the expression in just the sentences that have one. */
export function count(alternative, text, starts) {
  if (alternative.literals === null) return countIn(alternative, text, starts, starts.keys());
  const places = new Set();
  for (const literal of alternative.literals) {
    let sentence = 0;
    for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, starts[sentence + 1] ?? text.length)) {
      while (sentence + 1 < starts.length && starts[sentence + 1] <= at) sentence += 1;
      places.add(sentence);
    }
  }
  return countIn(alternative, text, starts, places);
}

function countIn({ search, forbidden }, text, starts, places) {
  let found = 0;
  for (const place of places) {
    const sentence = text.slice(starts[place], starts[place + 1] ?? text.length);
    const hits = sentence.match(search)?.length ?? 0;
    if (hits > 0 && !forbidden.some((expression) => expression.test(sentence))) found += hits;
  }
  return found;
}
