//! In: a contract. Out: [`TimeOfEssence`]: where being late by a day is a breach that ends the deal,
//! and whose duty it is said of.

use std::sync::LazyLock;

use serde::Serialize;

use super::passage::{self, Passage};
use super::{Bound, FieldKind, FieldSchema, KeyTerm, Reading, TermSchema, record, scope, subject, wording};
use crate::contract::Contract;
use crate::facts::Side;
use crate::outline::SentenceKind;
use crate::pattern::{Match, PatternSet};
use crate::span::Span;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[TermSchema {
    term: "time-of-essence",
    name: "time of the essence",
    fields: &[
        FieldSchema::new("binds", FieldKind::Bound, "says whose duty it is said of"),
        FieldSchema::new("limited", FieldKind::Flag, "is said of some dates only"),
        FieldSchema::new("plain", FieldKind::Flag, "says no more than that"),
        FieldSchema::new("essence", FieldKind::Anchor, "makes time of the essence"),
    ],
}];

#[derive(Clone, Debug, Default)]
pub struct TimeOfEssence {
    pub clauses: Vec<Essence>,
}

/// Is it all that its sentence says?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    Yes,
    No,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Essence {
    /// Whose duty; both where it is said of the agreement as a whole.
    pub binds: Bound,
    pub binds_span: Option<Span>,
    /// "only for the dates that both parties have marked as fixed": the word.
    pub limited: Option<Span>,
    pub plain: Plain,
    /// "is of the essence".
    pub essence: Span,
    pub passage: Passage,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "essential",
            "(time | timing | punctuality | timely performance | timely delivery | dates | deadlines) ..6 (is | are | be | being | as) ..2 (essential | critical | a condition | conditions of (this | the) (contract | agreement) | a fundamental (term | condition | obligation) | an essential (term | condition | obligation | element))",
        ),
        (
            "essential",
            "(date | dates | deadline | deadlines | time | times | timetable | schedule | punctual*) ..14 (is | are | be | being | as | constitute* | form*) ..3 (a condition | conditions | a fundamental (term | condition) | an essential (term | condition)) of (this | the) (contract | agreement | bargain | order)",
        ),
        (
            "essential",
            "(date | dates | deadline | deadlines | time | times | timetable | schedule | punctual* | delay) ..14 (goes | go) to the root of",
        ),
        (
            "essence",
            "(time | times | timing | date | dates | deadlines | timely performance | timely delivery | punctuality | \
         schedule | timetable) ..24 (is | are | be | being | deemed | as | made) ..6 of [the] essence",
        ),
    ])
});

impl TimeOfEssence {
    pub fn read(contract: &Contract) -> Self {
        let mut clauses: Vec<Essence> = Vec::new();
        for one in &contract.find(&CUES) {
            let known = clauses.iter().any(|known| known.passage.sentence == one.sentence);
            if !known && is_term(contract, one) {
                let here = essence(contract, one);
                // A title of its own line says it before the clause does.
                match clauses.last_mut() {
                    Some(title) if title.passage.sentence.0 + 1 == one.sentence.0 && title.passage.tokens.len() < 8 => {
                        *title = here;
                    }
                    _ => clauses.push(here),
                }
            }
        }
        // A title that its own clause takes back ("Time is of the Essence. Dates are targets and time is
        // not of the essence.") makes nothing of the essence.
        clauses.retain(|one| one.passage.tokens.len() >= 8 || !is_said_again(contract, one));
        Self { clauses }
    }

    pub fn readings(&self) -> Vec<Reading> {
        let reading = |one: &Essence| {
            let mut fields = vec![
                record::bound("binds", one.binds, one.binds_span),
                record::flag("limited", one.limited.is_some(), one.limited),
                record::flag("plain", one.plain == Plain::Yes, None),
            ];
            fields.extend(record::anchor("essence", Some(one.essence)));
            one.passage.reading("time-of-essence", 0.95, fields)
        };
        self.clauses.iter().map(reading).collect()
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        const NAME: &str = "Time of the essence";
        let line = |one: &Essence| {
            let value = match one.binds {
                Bound::Side(side) => format!("Time is of the essence for {}", wording::side(contract, side)),
                Bound::Both | Bound::Unclear => "Time is of the essence".to_owned(),
            };
            one.passage.key_term(NAME, value)
        };
        KeyTerm::or_not_stated(NAME, self.clauses.iter().map(line).collect())
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let first = self.clauses.first();
        Sheet { present: first.is_some(), quote: first.map(|one| contract.quote(one.passage.span).to_owned()) }
    }
}

fn is_said_again(contract: &Contract, one: &Essence) -> bool {
    let next = contract.outline.sentences.get(one.passage.sentence.0 + 1);
    next.is_some_and(|next| scope::holds(contract, next.tokens.clone(), &["essence"]))
}

fn is_term(contract: &Contract, one: &Match) -> bool {
    let sentence = contract.outline.sentence(one.sentence);
    let denied = scope::holds(contract, one.tokens.clone(), &["not", "never", "neither", "nor", "n't"])
        || passage::before(contract, sentence.tokens.start, one.tokens.start, 3, &["no", "neither", "nor"]);
    let quoted = contract.document.text.tokens().at(one.tokens.start.wrapping_sub(1)) == "\"";
    let may = quoted || scope::holds(contract, one.tokens.clone(), &["may", "can", "notice"]);
    sentence.kind != SentenceKind::Definition && !denied && !may
}

fn essence(contract: &Contract, one: &Match) -> Essence {
    let passage = Passage::of(contract, one);
    let words = contract.document.text.tokens();
    let verb = one
        .tokens
        .clone()
        .rfind(|at| matches!(words.at(*at), "is" | "are" | "be" | "being" | "deemed" | "as" | "made"));
    let (binds, binds_span) = whose(contract, &passage);
    let limited =
        scope::position(contract, passage.tokens.clone(), &["only", "solely"]).map(|at| words.span(at..at + 1));
    // "delivers by 1 May, time being of the essence" says more.
    let leads = one.tokens.start - passage.tokens.start <= 6;
    let plain = if leads && passage.is_plain() { Plain::Yes } else { Plain::No };
    Essence {
        binds,
        binds_span,
        limited,
        plain,
        essence: words.span(verb.unwrap_or(one.tokens.start)..one.tokens.end),
        passage,
    }
}

/// The party that is named in the sentence; else the one that does what is named: to pay is the
/// customer's, to deliver the vendor's.
fn whose(contract: &Contract, passage: &Passage) -> (Bound, Option<Span>) {
    const PAYING: [&str; 6] = ["payment", "payments", "pay", "fees", "royalties", "invoices"];
    const DELIVERING: [&str; 8] =
        ["delivery", "deliver", "deliverables", "services", "delivered", "milestones", "shipment", "completion"];
    let mut named: Vec<(Bound, Span)> = Vec::new();
    let words = contract.document.text.tokens();
    for mention in contract.facts.parties.within(passage.tokens.clone()) {
        // "entitles Buyer to refuse the goods": the duty is the other's.
        let before = mention
            .tokens
            .start
            .saturating_sub(1 + usize::from(words.at(mention.tokens.start.saturating_sub(1)) == "the"));
        let benefits = matches!(words.at(before), "entitles" | "entitle" | "entitling")
            || matches!(words.at(mention.tokens.end), "may")
            || words.at(mention.tokens.end) == "is" && words.at(mention.tokens.end + 1) == "entitled";
        // "no indulgence granted by the Company": told of something else.
        let from = mention.tokens.start.saturating_sub(4).max(passage.tokens.start);
        if scope::holds(contract, from..mention.tokens.start, &["indulgence", "granted", "allowed", "waived"]) {
            continue;
        }
        let bound = subject::bound(contract, mention.who);
        let bound = if benefits { bound.opposite() } else { bound };
        if !named.iter().any(|(known, _)| *known == bound) {
            named.push((bound, contract.document.text.tokens().span(mention.tokens.clone())));
        }
    }
    if let [(bound @ (Bound::Side(_) | Bound::Both), span)] = named.as_slice() {
        return (*bound, Some(*span));
    }
    match (passage.holds(contract, &PAYING), passage.holds(contract, &DELIVERING)) {
        (true, false) => (Bound::Side(Side::Customer), None),
        (false, true) => (Bound::Side(Side::Vendor), None),
        _ => (Bound::Both, None),
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub present: bool,
    pub quote: Option<String>,
}
