//! Payment in shares. In: sentences that have shares issued for the work within a time or on an event
//! ("50,000 shares shall be issued within ten days of signing"). Out: [`PaymentTerm`]s.
//!
//! Options, warrants and what vests are none: there the time is one for buying or earning them.

use std::ops::Range;
use std::sync::LazyLock;

use super::deadline::PaymentTerm;
use super::start;
use crate::contract::Contract;
use crate::facts::{Duration, Side, Unit, Value};
use crate::outline::{Sentence, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, scope};

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "within",
            "(shares | stock) ..40 (issue | issued | issuable | transferred | delivered) ..12 (within | than) {duration} (of | after | from | following) \
             !(option | options | vest | vests | vesting | warrants | exercise | exercised | conversion | convert | converted | dividend | redemption | sale | conflict | deemed | fail | fails | underwriter | underwriters | offering | prospectus | closing)",
        ),
        (
            "within",
            "{shall} ..4 (issue | transfer | deliver) ..30 (shares | stock) ..12 (within | than) {duration} (of | after | from | following) \
             !(option | options | vest | vests | vesting | warrants | exercise | exercised | conversion | convert | converted | dividend | redemption | sale | conflict | deemed | fail | fails | underwriter | underwriters | offering | prospectus | closing)",
        ),
        (
            "event",
            "(shares | stock) ..40 (issue | issued | issuable | transferred | delivered) ..6 (upon | on | at) [the | its] [..2] \
             (signing | signature | execution | closing | completion | anniversary | commencement | effective date) \
             !(option | options | vest | vests | vesting | warrants | exercise | exercised | conversion | convert | converted | dividend | redemption | sale | conflict | deemed | fail | fails | underwriter | underwriters | offering | prospectus)",
        ),
        (
            "event",
            "{shall} ..4 (issue | transfer | deliver) ..30 (shares | stock) ..12 (upon | on | at) [the | its] [..2] \
             (signing | signature | execution | completion | anniversary | commencement | effective date) \
             !(option | options | vest | vests | vesting | warrants | exercise | exercised | conversion | convert | converted | dividend | redemption | sale | conflict | deemed | fail | fails | underwriter | underwriters | offering | prospectus)",
        ),
    ])
});

pub fn read(contract: &Contract, known: &[PaymentTerm]) -> Vec<PaymentTerm> {
    let mut terms: Vec<PaymentTerm> = Vec::new();
    for one in &contract.find(&CUES) {
        let sentence = contract.outline.sentence(one.sentence);
        let here = scope::span(contract, one.tokens.clone());
        let taken =
            known.iter().chain(&terms).any(|term| term.sentence == one.sentence && term.days_span.overlaps(here));
        if sentence.kind == SentenceKind::Body && !taken && is_consideration(contract, sentence) {
            terms.extend(term(contract, sentence, one));
        }
    }
    terms
}

fn term(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<PaymentTerm> {
    let (days, length) = match one.capture("duration") {
        Some(capture) => {
            let fact = contract.facts.quantities.get(capture.fact?)?;
            let Value::Duration(days) = fact.value else { return None };
            (days, fact.tokens.clone())
        }
        None => {
            let at = scope::last(contract, one.tokens.clone(), &["upon", "on", "at"])?;
            (Duration { amount: 0.0, unit: Unit::Day }, at..one.tokens.end)
        }
    };
    let behind = length.end..(length.end + 16).min(sentence.tokens.end);
    let (from, from_span) = start::start(contract, behind, days.amount == 0.0, &length);
    let payer = payer(contract, sentence, one.tokens.clone());
    Some(PaymentTerm {
        payer: payer.as_ref().map_or(Bound::Side(Side::Customer), |payer| payer.bound),
        payer_span: payer.map(|payer| payer.span(contract)),
        days,
        days_span: scope::span(contract, length),
        from,
        from_span,
        verified: None,
        reimburses: false,
        invoiced: false,
        sentence: sentence.id,
        clause: sentence.clause,
        span: scope::span(contract, scope::stretch(contract, sentence, one.tokens.start)),
        definition: None,
        confidence: 0.7,
    })
}

/// The party that issues, or the other one than who receives.
fn payer(contract: &Contract, sentence: &Sentence, tokens: Range<usize>) -> Option<Named> {
    let verb = scope::position(contract, tokens.clone(), &["issue", "transfer", "deliver"]);
    let issuer = verb.and_then(|verb| subject::before(contract, sentence.tokens.start, verb));
    let taker = || {
        let taker = subject::after(contract, sentence.tokens.clone(), &["to"])?;
        Some(Named { bound: taker.bound.opposite(), ..taker })
    };
    issuer.or_else(taker).filter(|named| matches!(named.bound, Bound::Side(_)))
}

/// The sentence gives the shares for the work, or stands where money is spoken of: not a promise on
/// shares in general.
fn is_consideration(contract: &Contract, sentence: &Sentence) -> bool {
    const FOR_WORK: [&str; 9] =
        ["compensat", "consideration", "payment", "fee", "pay", "services", "retainer", "remunerat", "benefit"];
    let before = sentence.id.0.saturating_sub(3)..sentence.id.0 + 1;
    let near = || contract.outline.sentences[before.clone()].iter();
    let heading = contract.outline.heading_over(sentence.clause).is_some_and(|heading| {
        let words = contract.quote(heading).to_lowercase();
        FOR_WORK.iter().any(|stem| words.contains(stem))
    });
    heading || near().any(|one| scope::begins(contract, one.tokens.clone(), &FOR_WORK))
}
