//! Where the parties sign. In: the outline's signatures and the parties. Out: [`Signature`], with the
//! sides that have no name there; none where the text has no place to sign.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::contract::Contract;
use crate::facts::{Party, Side};
use crate::outline::{Clause, ClauseId, ClauseKind};
use crate::span::Span;
use crate::terms::{Bound, Reading, record};
use crate::text;

#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// All signature blocks, from the first word to the last.
    pub span: Span,
    /// The sides that neither a name nor a defined term gives a line to.
    pub unnamed: Vec<Side>,
    pub clause: ClauseId,
}

/// What a last part has that is to be signed.
static MARKS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(["by:", "/s/", "witness", "___", "executed", "name:", "title:"]).ok());

fn holds(words: &Option<AhoCorasick>, text: &str) -> bool {
    words.as_ref().is_some_and(|words| words.is_match(text))
}

/// A contract between named parties that nobody is to sign, by anything that its words tell: no block, no
/// line, no word of signing in its last part.
pub fn is_missing(contract: &Contract) -> bool {
    let small = contract.document.text.small();
    let formal = |clause: &Clause| {
        let opening = clause.span.of(small);
        opening.contains("between") && (opening.contains("entered into") || opening.contains("made"))
    };
    let clauses = &contract.outline.clauses;
    let mut cut = small.len() - small.len() / 4;
    while !small.is_char_boundary(cut) {
        cut += 1;
    }
    let end = small.get(cut..).unwrap_or_default();
    clauses.iter().all(|clause| clause.kind != ClauseKind::Signature)
        && clauses.iter().any(|clause| clause.kind == ClauseKind::Preamble && formal(clause))
        && !holds(&MARKS, end)
        && !speaks_of_signing(end)
}

/// Any word of signing but that a later change of the contract must be signed by both.
fn speaks_of_signing(end: &str) -> bool {
    const CHANGES: [&str; 6] =
        ["ed by both", "ed by the part", "ed by each", "ed by an auth", "ed by duly", "ed by either"];
    // "Signed by the parties:" at the head of a line is where they sign.
    end.match_indices("sign").any(|(at, word)| {
        let begins = end.get(..at).and_then(|before| before.chars().next_back());
        let rest = end.get(at + word.len()..).unwrap_or_default();
        match begins {
            Some(' ') => !CHANGES.iter().any(|change| rest.starts_with(change)),
            Some('\n') | None => true,
            Some(_) => false,
        }
    })
}

/// What is missing where nobody signs.
pub fn missing() -> Reading {
    Reading {
        term: "signature",
        span: None,
        clause: None,
        confidence: 0.7,
        fields: vec![record::flag("absent", true, None)],
        evidence: Vec::new(),
    }
}

/// What a place to sign has: a line, a name, a date, a word that it was done.
static PLACES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::new([
        "by:", "/s/", "___", "...", "name:", "title:", "signed", "executed", "witness", "date", "name ", "director",
        "by ",
    ])
    .ok()
});

/// Shorter words than these ("of", "Co.") name nobody.
const SHORTEST: usize = 3;

pub fn read(contract: &Contract) -> Option<Signature> {
    let mut blocks = contract.outline.clauses.iter().filter(|clause| clause.kind == ClauseKind::Signature);
    let first = blocks.next()?;
    let end = blocks.map(|clause| clause.span.end).fold(first.span.end, usize::max);
    let span = Span::new(first.span.start, end);
    // What follows the last block may still be its lines, in a table or under another heading.
    let words = contract.document.text.small().get(first_line(contract, span.start)..).unwrap_or_default();
    // "[Signature page follows]": who signs stands on a page that is not here.
    if !holds(&PLACES, words) {
        return None;
    }
    let sides = [Side::Vendor, Side::Customer].map(|side| (side, contract.facts.parties.on(side)));
    let settled = sides.iter().all(|(_, party)| party.is_some());
    let nameless = |(side, party): &(Side, Option<&Party>)| {
        party.filter(|party| settled && !is_named(party, words)).map(|_| *side)
    };
    let unnamed: Vec<Side> = sides.iter().filter_map(nameless).collect();
    // Where nobody is named, the lines were not understood as such.
    let unnamed = if unnamed.len() == sides.len() { Vec::new() } else { unnamed };
    Some(Signature { span, unnamed, clause: first.id })
}

/// Where the lines over the first block begin that belong to it: "Signed for" one party, and the line before, as
/// a name may stand over its line.
fn first_line(contract: &Contract, start: usize) -> usize {
    const LONGEST: usize = 80;
    let small = contract.document.text.small();
    let mut first = start;
    loop {
        let head = small.get(..first).unwrap_or_default().trim_end();
        let line = head.rfind('\n').map_or(0, |at| at + 1);
        let words = head.get(line..).unwrap_or_default();
        let signed = words.trim_start().starts_with("signed");
        if words.is_empty() || words.len() > LONGEST && !signed {
            return first;
        }
        first = line;
        if !signed {
            return first;
        }
    }
}

/// By any of its names, or by the first word of one.
fn is_named(party: &Party, words: &str) -> bool {
    // "I" and "us" are in many words, and who is only "you" has no name to sign with.
    let spoken = |alias: &str| matches!(alias, "I" | "we" | "us" | "our" | "me" | "my" | "you" | "your");
    let mut names = party.aliases.iter().filter(|alias| !spoken(alias)).peekable();
    // "Signed for us", "Signed for you"
    let by_turn = || {
        party.aliases.iter().filter(|alias| spoken(alias)).any(|alias| {
            let signed = format!("signed for {}", text::small(alias));
            words
                .match_indices(&signed)
                .any(|(at, found)| !words[at + found.len()..].starts_with(char::is_alphanumeric))
        })
    };
    names.peek().is_none()
        || by_turn()
        || names.any(|alias| {
            let alias = text::small(alias);
            let first = alias.split(|letter: char| !letter.is_alphanumeric()).find(|word| word.len() > SHORTEST);
            words.contains(alias.trim_end_matches(['.', ','])) || first.is_some_and(|first| words.contains(first))
        })
}

impl Signature {
    pub fn readings(&self) -> Vec<Reading> {
        let reading = |party: Option<Side>| Reading {
            term: "signature",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.7,
            fields: vec![
                record::flag("unnamed", party.is_some(), None),
                record::bound("party", party.map_or(Bound::Both, Bound::Side), None),
            ],
            evidence: Vec::new(),
        };
        match self.unnamed.is_empty() {
            true => vec![reading(None)],
            false => self.unnamed.iter().map(|side| reading(Some(*side))).collect(),
        }
    }
}
