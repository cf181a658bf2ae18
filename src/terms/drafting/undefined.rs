//! Terms that nothing defines. In: the tokens and definitions. Out: [`Undefined`]: "the Delivery Date"
//! where no "Delivery Date" is defined. Names, headings and words of other documents are none.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::contract::Contract;
use crate::outline::{ClauseId, Sentence, SentenceKind};
use crate::span::Span;
use crate::terms::{Field, FieldValue, Reading};
use crate::text::{Token, TokenKind};

#[derive(Clone, Debug, PartialEq)]
pub struct Undefined {
    /// Where it is used first.
    pub name: Span,
    pub clause: ClauseId,
}

/// More than these are noise, and a sign that the definitions stand in another document.
const MOST: usize = 5;
/// Used once, it may be a slip of the shift key.
const LEAST_USES: usize = 2;

/// In a short text, where a term is seldom used twice.
const SHORT: usize = 400;
const FEWEST_SINGLES: usize = 3;

/// What defined terms end in; a capitalised phrase with another last word is rather a name.
const HEADS: &[&str] = &[
    "amount",
    "assets",
    "balance",
    "budget",
    "change",
    "charges",
    "claims",
    "commitment",
    "compensation",
    "default",
    "failure",
    "levels",
    "standards",
    "charter",
    "competitor",
    "content",
    "costs",
    "cost",
    "criteria",
    "date",
    "deliverables",
    "deposit",
    "documentation",
    "equipment",
    "event",
    "events",
    "expenses",
    "facility",
    "fee",
    "fees",
    "goods",
    "gate",
    "holdback",
    "hours",
    "improvements",
    "information",
    "invention",
    "inventions",
    "items",
    "loss",
    "losses",
    "mark",
    "marks",
    "materials",
    "notice",
    "order",
    "orders",
    "payment",
    "payments",
    "period",
    "personnel",
    "price",
    "prices",
    "product",
    "products",
    "property",
    "quarter",
    "rate",
    "records",
    "release",
    "requirements",
    "rights",
    "royalties",
    "royalty",
    "retention",
    "sales",
    "schedule",
    "services",
    "site",
    "software",
    "specifications",
    "sum",
    "system",
    "systems",
    "taxes",
    "technology",
    "term",
    "territory",
    "threshold",
    "transaction",
    "updates",
    "user",
    "users",
    "value",
    "work",
    "works",
    "year",
];

pub fn read(contract: &Contract) -> Vec<Undefined> {
    if defines_elsewhere(contract)
        || crate::terms::passage::is_addendum(contract)
        || contract.facts.definitions.len() < 3
    {
        return Vec::new();
    }
    let mut uses: HashMap<String, (usize, Range<usize>)> = HashMap::new();
    for sentence in contract.outline.sentences.iter().filter(|sentence| sentence.kind == SentenceKind::Body) {
        for tokens in phrases(contract, sentence) {
            let name = contract.quote(contract.document.text.tokens().span(tokens.clone())).to_owned();
            uses.entry(name).and_modify(|known| known.0 += 1).or_insert((1, tokens));
        }
    }
    // Three of them, each used once, are no slips.
    let short = contract.document.text.tokens().len() < SHORT;
    let least = if short && uses.len() >= FEWEST_SINGLES { 1 } else { LEAST_USES };
    let mut found: Vec<(String, Range<usize>)> =
        uses.into_iter().filter(|(_, (count, _))| *count >= least).map(|(name, (_, at))| (name, at)).collect();
    found.sort_by_key(|(_, at)| at.start);
    let headings: Vec<String> = contract
        .outline
        .clauses
        .iter()
        .filter_map(|clause| clause.heading)
        .map(|heading| contract.quote(heading).to_ascii_lowercase())
        .collect();
    found.retain(|(name, _)| !is_known(contract, name, &headings));
    let mut quoted = quoted(contract, &found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>()).into_iter();
    found.retain(|_| !quoted.next().unwrap_or(false));
    found.dedup_by(|one, two| two.0.starts_with(&one.0) || one.0.starts_with(&two.0));
    found.into_iter().take(MOST).filter_map(|(_, tokens)| undefined(contract, tokens)).collect()
}

/// What a contract says that leaves its definitions to another paper.
static ELSEWHERE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::new([
        "apitalized terms",
        "apitalised terms",
        "erms not defined",
        "erms not otherwise defined",
        "over Page",
        "Key Terms",
        "CAPITALIZED TERMS",
        "terms used herein",
    ])
    .ok()
});

/// "Capitalised terms have the meaning given in the Master Agreement", "as the Cover Page says".
fn defines_elsewhere(contract: &Contract) -> bool {
    ELSEWHERE.as_ref().is_some_and(|phrases| phrases.is_match(contract.document.text.canonical()))
}

/// "the Delivery Date", "any Minimum Commitment": two or three capitalised words behind a small one.
fn phrases(contract: &Contract, sentence: &Sentence) -> Vec<Range<usize>> {
    let list = contract.document.text.tokens().as_slice();
    let tokens = contract.document.text.tokens();
    let title =
        |token: &Token| token.kind == TokenKind::Word && token.capital && !token.all_caps && token.span.len() > 2;
    let capitals = sentence.tokens.clone().filter(|at| list.get(*at).is_some_and(title)).count();
    // A sentence in title case tells nothing.
    if capitals * 2 > sentence.tokens.len() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let end =
            (at..sentence.tokens.end).find(|place| !list.get(*place).is_some_and(title)).unwrap_or(sentence.tokens.end);
        let behind_small = at > sentence.tokens.start && list.get(at - 1).is_some_and(|token| !token.capital);
        if behind_small && (2..=3).contains(&(end - at)) {
            let led = matches!(tokens.at(at - 1), "the" | "such" | "each" | "any" | "a" | "an" | "all");
            let last = tokens.at(end.saturating_sub(1));
            let headed = || HEADS.iter().any(|head| *head == last || head.strip_suffix('s') == Some(last));
            let joined = matches!(tokens.at(end), "of" | "-" | "&" | "(" | "\"");
            if led && !joined && headed() {
                found.push(at..end);
            }
        }
        at = end.max(at + 1);
    }
    found
}

/// Defined, or part of a definition, a heading, a party's name.
fn is_known(contract: &Contract, name: &str, headings: &[String]) -> bool {
    let defined = contract.facts.definition_of(name).is_some();
    let words: Vec<&str> = name.split_whitespace().collect();
    // "Licensed Product Sales" of "Licensed Products" and "Sales" is put together from what is defined.
    let composed = (1..words.len()).any(|cut| {
        let (first, rest) = words.split_at(cut);
        let known = |part: &[&str]| contract.facts.definition_of(&part.join(" ")).is_some();
        known(first) || known(rest)
    });
    let definitions = &contract.facts.definitions;
    let inside = || definitions.iter().any(|one| one.term.contains(name) || contains_words(name, &one.term));
    let aliases = || contract.facts.parties.list.iter().flat_map(|party| &party.aliases);
    let party = || aliases().any(|alias| alias.contains(name) || name.contains(alias.as_str()));
    let headed = || {
        let small = name.to_ascii_lowercase();
        headings.iter().any(|heading| heading.contains(&small))
    };
    defined || composed || inside() || party() || headed()
}

fn contains_words(name: &str, term: &str) -> bool {
    term.len() > 3 && name.contains(term)
}

/// For each name: does it stand in quotation marks or before a colon somewhere, which is a definition
/// of another shape? All are looked for in one pass.
fn quoted(contract: &Contract, names: &[&str]) -> Vec<bool> {
    let text = contract.document.text.canonical();
    let stems: Vec<&str> = names.iter().map(|name| name.strip_suffix('s').unwrap_or(name)).collect();
    let mut quoted = vec![false; names.len()];
    let Ok(finder) = AhoCorasick::new(&stems) else { return quoted };
    for found in finder.find_overlapping_iter(text) {
        let before = text.get(..found.start()).and_then(|text| text.chars().next_back());
        let after = text.get(found.end()..).and_then(|text| text.trim_start_matches('s').chars().next());
        if let Some(name) = quoted.get_mut(found.pattern().as_usize()) {
            *name |= matches!(before, Some('"' | '\'' | '*' | '>')) || matches!(after, Some('"' | ':' | '*'));
        }
    }
    quoted
}

fn undefined(contract: &Contract, tokens: Range<usize>) -> Option<Undefined> {
    let name = contract.document.text.tokens().span(tokens);
    Some(Undefined { name, clause: contract.outline.clause_at(name.start)?.id })
}

impl Undefined {
    pub fn reading(&self) -> Reading {
        let span = Some(self.name);
        let fields = vec![Field { name: "name", value: FieldValue::Anchor, span }];
        Reading {
            term: "undefined-term",
            span,
            clause: Some(self.clause),
            confidence: 0.6,
            fields,
            evidence: Vec::new(),
        }
    }
}
