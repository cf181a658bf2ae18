//! Disclaimers. In: "as is", "disclaims all warranties". Out: [`Disclaimer`]s: who promises nothing,
//! and whether any warranty is left.

use std::sync::LazyLock;

use super::{Promise, Quality};
use crate::contract::Contract;
use crate::facts::Side;
use crate::outline::{ClauseId, Sentence, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, Reading};
use crate::terms::{grant, record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct Disclaimer {
    pub by: Bound,
    pub by_span: Option<Span>,
    /// No warranty is left: "as is", "no warranty of any kind"; not "no other warranty".
    pub whole: bool,
    /// "as is" or "as available" in so many words.
    pub as_is: bool,
    /// "All other warranties": only those that are written down are left.
    pub others: bool,
    pub phrase: Span,
    pub clause: ClauseId,
    pub sentence: SentenceId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("as-is", "as is | as available"),
        (
            "none",
            "(disclaim | disclaims | disclaimed | exclude | excludes | excluded | disclaiming) ..12 (warranty | warranties)",
        ),
        ("none", "(warranty | warranties) ..40 (is | are) ..4 (disclaimed | excluded)"),
        ("none", "in lieu of (all | any) ..3 (warranty | warranties) ..4 (express | expressed | implied | whether)"),
        (
            "none",
            "(make | makes | made | give | gives | given | provide | provides | providing) ..6 no ..12 (warranty | warranties)",
        ),
        (
            "none",
            "no ..3 (warranty | warranties) ..30 (is | are | has | have | {shall}) ..4 (given | made | offered | granted | provided) !(by {customer} | other)",
        ),
        ("none", "(does | do) not ..8 (make | give) ..12 (warranty | warranties)"),
        (
            "none",
            "no ..3 (warranty | warranties) ..16 (express | implied | expressed | merchantability | whatsoever | oral)",
        ),
        (
            "none",
            "without ..4 (warranty | warranties | assurance | assurances | guarantee | guarantees) ..3 (of any (kind | sort | description) | express | whatsoever | expressed)",
        ),
        (
            "none",
            "there [is | are] no ..2 (guarantee | guarantees | promise | promises | assurance) ..5 (work | works | function* | conform*) !(trial | beta | preview | evaluation | demo)",
        ),
        (
            "none",
            "(make | makes | give | gives | offer | offers) no ..2 (promise | promises | guarantee | guarantees | assurance | assurances | representation | representations) ..12 (of any kind | of any nature | whatsoever | about the | of whatever kind | of any sort | of whatever sort | fitness | suitability | will work | it works | they work | will suit)",
        ),
        ("none", "(guarantee | guarantees) ..16 (is | are) ..2 (disclaimed | excluded)"),
        (
            "accepted",
            "(accepts | accept | takes | take | supplied | provided | sold | delivered | made available | hired | let | lent | licensed | offered) ..12 (with all [..2] faults | in the (state | condition) in which (it | they))",
        ),
        (
            "accepted",
            "(accepts | accept | takes | take | taken | supplied | provided | sold | delivered) ..12 (as (you | it | they | {customer}) ..1 (find | finds | found) (it | them) | as (it | they) (stands | stand))",
        ),
        (
            "accepted",
            "(comes | come | give | gives | given | offered | let | lent | hired | made available | licensed | supplied | provided | delivered | taken) ..8 (as it stands | as they stand | warts and all | faults and all | with all its faults) \
             !(trial | beta | preview | evaluation | free version | demo)",
        ),
        (
            "none",
            "(make | makes | give | gives | offer | offers) no (promise | promises | guarantee | guarantees | assurance | assurances) (about | as to | on) (it | them | its | their)",
        ),
        (
            "accepted",
            "(sold | supplied | bought | purchased | taken) ..3 as seen | (use | uses | using | used) ..12 at ..2 (its | their | your | own) [own | sole] risk",
        ),
        (
            "accepted",
            "entire risk ..40 (is | remains | lies | rests | shall be | will be) ..2 (with | assumed by | borne by | upon | on) {customer}",
        ),
        (
            "accepted",
            "{customer} ..3 (assumes | assume | bears | bear | accepts | takes) ..3 (entire | all | full) risk ..16 (quality | performance | use | results)",
        ),
        ("none", "lieu of ..6 (warranties | warranty)"),
        (
            "none",
            "(conditions | terms | term | condition) ..6 implied ..6 (is | are | {shall} be) ..4 (excluded | disclaimed | negatived | shut out | ruled out)",
        ),
        (
            "none",
            "(warranty | warranties) ..16 (is | are) ..3 (expressly | specifically | hereby) ..2 (excluded | disclaimed | negatived)",
        ),
    ])
});

impl Disclaimer {
    /// Does this promise of how the work is done stand beside it? Then the contract promises something.
    pub fn leaves(&self, promise: &Promise) -> bool {
        let of_work = matches!(promise.quality, Quality::Conformity | Quality::Care | Quality::Perfection);
        let same = promise.by == self.by || self.by == Bound::Unclear && promise.by == Bound::Side(Side::Vendor);
        of_work && same
    }
}

pub fn read(contract: &Contract) -> Vec<Disclaimer> {
    let found = contract.find(&CUES);
    let mut all: Vec<Disclaimer> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let known = all.last().is_some_and(|known| known.sentence == one.sentence);
        let told = matches!(found.name(one), "none" | "accepted")
            || (is_phrase(contract, one) && is_supply(contract, sentence, one));
        let aside = scope::holds(
            contract,
            scope::stretch(contract, sentence, one.tokens.start),
            &["feedback", "confidential", "evaluation", "beta"],
        );
        let told = told && !is_refused(contract, sentence, one);
        if sentence.kind == SentenceKind::Body && !known && told && !aside {
            all.push(disclaimer(contract, sentence, one, found.name(one)));
        }
    }
    all
}

/// "You do not have to take it as you find it."
fn is_refused(contract: &Contract, sentence: &Sentence, one: &Match) -> bool {
    let ahead = one.tokens.start.saturating_sub(5).max(sentence.tokens.start)..one.tokens.start;
    let tokens = contract.document.text.tokens();
    ahead.into_iter().any(|at| {
        let duty =
            scope::holds(contract, at + 1..at + 3, &["have", "need", "obliged", "required", "bound", "obligated"]);
        matches!(tokens.at(at), "not" | "don't" | "doesn't") && duty
            || tokens.at(at) == "need" && tokens.at(at + 1) == "not"
    })
}

/// Something is supplied as it is; "use the product as is" disclaims nothing.
fn is_supply(contract: &Contract, sentence: &Sentence, one: &Match) -> bool {
    const SUPPLY: [&str; 11] =
        ["provid", "suppl", "deliver", "licens", "sold", "sell", "accept", "furnish", "purchas", "basis", "made"];
    scope::begins(contract, scope::stretch(contract, sentence, one.tokens.start), &SUPPLY)
}

/// "on an “as is” basis", "provided as is,"; not "as is necessary".
fn is_phrase(contract: &Contract, one: &Match) -> bool {
    let tokens = contract.document.text.tokens();
    let (before, after) = (tokens.at(one.tokens.start.saturating_sub(1)), tokens.at(one.tokens.end));
    let marked =
        matches!(before, "\"" | "'" | "an" | "strictly" | "provided" | "sold" | "licensed" | "delivered" | "furnished");
    let hyphen = tokens.at(one.tokens.start + 1) == "-";
    let end = matches!(
        after,
        "," | "." | ";" | "\"" | "'" | "basis" | "and" | "with" | "without" | "where" | ")" | "condition"
    );
    let caps = contract.document.text.tokens().as_slice().get(one.tokens.start).is_some_and(|token| token.all_caps);
    let ordinary = matches!(before, "such" | "same" | "soon" | "long" | "far" | "well" | "extent") && !hyphen;
    let available = tokens.at(one.tokens.start + 1) == "available" && !caps && !matches!(before, "\"" | "'");
    !ordinary && !available && (marked || hyphen || (end && (caps || after != "and")))
}

fn disclaimer(contract: &Contract, sentence: &Sentence, one: &Match, cue: &str) -> Disclaimer {
    let part = scope::stretch(contract, sentence, one.tokens.start);
    let by = by(contract, sentence, one, cue);
    let other = scope::holds(contract, part.clone(), &["except", "unless"]) || leaves_some(contract, part.clone());
    Disclaimer {
        by: by.as_ref().map_or(Bound::Unclear, |named| named.bound),
        by_span: by.map(|named| named.span(contract)),
        whole: !other && !is_about_one_thing(contract, one),
        // "in lieu of all other warranties" is what a warranty says of itself.
        others: other
            && !is_about_one_thing(contract, one)
            && scope::begins(contract, one.tokens.clone(), &["disclaim", "exclu", "lieu", "make"])
            && !is_forbidden(contract, one),
        as_is: cue == "as-is",
        phrase: one.span,
        clause: sentence.clause,
        sentence: sentence.id,
        span: scope::span(contract, part),
    }
}

/// "Reseller shall make no warranty": what it may not say of another's goods.
fn is_forbidden(contract: &Contract, one: &Match) -> bool {
    let tokens = contract.document.text.tokens();
    let ahead = one.tokens.start.checked_sub(1).map_or("", |at| tokens.at(at));
    tokens.at(one.tokens.start) == "make" && matches!(ahead, "shall" | "will" | "must" | "to" | "may")
}

/// "no other warranty", "than those expressly set out"; not "expressly disclaims", "warranties and other terms".
fn leaves_some(contract: &Contract, part: std::ops::Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    part.clone().any(|at| match tokens.at(at) {
        "other" if tokens.at(at + 1) == "than" => true,
        "other" | "further" | "additional" => {
            scope::begins(contract, at + 1..at + 5, &["warrant", "represent", "promise", "guarant"])
        }
        "expressly" => !["disclaim", "exclu", "waive", "acknowledg", "agree", "reject", "negat"]
            .iter()
            .any(|stem| tokens.at(at + 1).starts_with(stem)),
        _ => false,
    })
}

/// "no warranty regarding the accuracy of the forecast", "which it did not make".
fn is_about_one_thing(contract: &Contract, one: &Match) -> bool {
    // "shall make no warranties on behalf of Licensor": what it may say for another.
    let tokens = contract.document.text.tokens();
    if (one.tokens.end..one.tokens.end + 4).any(|at| tokens.at(at) == "on" && tokens.at(at + 1) == "behalf") {
        return true;
    }
    let behind = one.tokens.end..one.tokens.end + 8;
    let that = contract.document.text.tokens().at(one.tokens.end) == "that";
    if that {
        return true;
    }
    // "as to quality, safety or accuracy": the quality is all of it.
    if scope::holds(contract, behind.clone(), &["quality", "fitness", "merchantability"]) {
        return false;
    }
    let named = scope::holds(contract, behind.clone(), &["regarding", "concerning", "connection", "respect"]);
    let as_to = behind.clone().any(|at| {
        let tokens = contract.document.text.tokens();
        tokens.at(at) == "as" && tokens.at(at + 1) == "to"
    });
    const NARROW: [&str; 16] = [
        "statement",
        "statements",
        "value",
        "prospects",
        "accuracy",
        "success",
        "potential",
        "ability",
        "outcome",
        "information",
        "quantity",
        "volume",
        "profit",
        "income",
        "which",
        "forecast",
    ];
    (named || as_to) && scope::holds(contract, one.tokens.end..one.tokens.end + 16, &NARROW)
}

fn by(contract: &Contract, sentence: &Sentence, one: &Match, cue: &str) -> Option<Named> {
    let part = scope::stretch(contract, sentence, one.tokens.start);
    let verb = subject::before(contract, part.start, one.tokens.start);
    match cue {
        // What is provided "as is" is provided by whoever it belongs to or comes from.
        "as-is" => subject::after(contract, part.clone(), &["by"])
            .or_else(|| provider(contract, part.start..one.tokens.start))
            .or_else(|| subject::owner(contract, part.start..one.tokens.start)),
        // Who accepts it with its faults is promised nothing.
        "accepted" => verb
            .or_else(|| taker(contract, one))
            .map(grant::opposite)
            .or_else(|| subject::after(contract, part, &["by"])),
        _ => verb.or_else(|| subject::after(contract, part.clone(), &["by"])),
    }
}

/// "the entire risk remains with Customer"
fn taker(contract: &Contract, one: &Match) -> Option<Named> {
    let customer = one.capture("customer")?;
    Some(Named { bound: subject::bound(contract, customer.who?), tokens: customer.tokens.clone() })
}

/// "Client provides its materials as is": the one who hands them over.
fn provider(contract: &Contract, range: std::ops::Range<usize>) -> Option<Named> {
    const GIVES: [&str; 8] = ["provides", "supplies", "delivers", "provide", "supply", "deliver", "licenses", "sells"];
    let verb = scope::position(contract, range.clone(), &GIVES)?;
    subject::before(contract, range.start, verb)
}

impl Disclaimer {
    pub fn reading(&self) -> Reading {
        let fields = [
            Some(record::bound("by", self.by, self.by_span)),
            Some(record::flag("whole", self.whole, None)),
            record::anchor("phrase", Some(self.phrase)),
        ];
        Reading {
            term: "warranty-disclaimer",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.9,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
