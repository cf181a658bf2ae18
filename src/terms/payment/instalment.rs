//! Payments by instalments and on days of the month. In: parts of the price with the event on which
//! each falls due ("50% on signing, the balance on delivery"), and days that come again ("the tenth day
//! of the following month", "the first day of each quarter"). Out: [`PaymentTerm`]s; [`Dated`] where a
//! day of the calendar is named.

use std::ops::Range;
use std::sync::LazyLock;

use super::dated::Dated;
use super::deadline::{MOST_IN_SENTENCE, PaymentTerm};
use super::duty::{self, Duty};
use super::start::{self, From};
use crate::contract::Contract;
use crate::facts::{Duration, Side, Unit, Value, ordinal};
use crate::outline::{Sentence, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject::Named;
use crate::terms::{Bound, scope};

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "event",
            "({money} | {percent} | balance | remainder | half | third | thirds | deposit | retainer) ..12 (upon | on | at) [the | its | our | your | full | final | each | successful | {party}] \
             (signing | signature | execution | completion | delivery | acceptance | installation | approval | commencement | kickoff | launch | go live | booking | publication | presentation | sign off)",
        ),
        (
            "event",
            "(upon | on | at) [the | full | final] (signing | signature | execution | completion | delivery | acceptance | installation | approval | commencement | kickoff | launch | go live | booking | sign off) \
             [of ..6] ({money} | {percent} of)",
        ),
        (
            "event",
            "(fee | fees | sum | amount | {money}) ..6 (due | payable | paid) (on | on or before | by | upon) (each | the | every) anniversary",
        ),
        (
            "later",
            "({money} | {percent} of ..5 | balance | remainder | half | third) ..4 [due | payable] [within] {duration} (after | following | from | of)",
        ),
        (
            "of-next-month",
            "(pay | pays | paid | payable | due | remit | settle | settles | settled) ..20 (on | by | before | than | on or prior to | on or before | prior to) [the] \
             (first | second | third | fifth | seventh | tenth | fifteenth | twentieth | 1st | 2nd | 3rd | 5th | 7th | 10th | 14th | 15th | 20th | 21st | 25th) \
             [[business | working | calendar] day] of the (following | next | succeeding | subsequent) [calendar] month",
        ),
        (
            "of-next-month",
            "(pay | pays | paid | payable | due | remit | settle | settles | settled) ..20 (on | by | before | than | on or prior to | on or before | prior to) [the] \
             (first | second | third | fifth | seventh | tenth | fifteenth | twentieth | 1st | 2nd | 3rd | 5th | 7th | 10th | 14th | 15th | 20th | 21st | 25th) \
             [business | working | calendar] day (following | after) [the] [end of | close of | last day of] (each | every | the | that | such) [calendar] (month | quarter)",
        ),
        (
            "of-next-month",
            "(pay | pays | paid | payable | due | remit | settle | settles | settled) ..20 (on | by | before | than | on or prior to | on or before | prior to) [the] \
             (first | second | third | fifth | seventh | tenth | fifteenth | twentieth | 1st | 2nd | 3rd | 5th | 7th | 10th | 14th | 15th | 20th | 21st | 25th) \
             [[business | working | calendar] day] of the month (following | after)",
        ),
        // "falls due on the ninetieth day following its approval"
        (
            "nth",
            "(pay | pays | paid | payable | due | remit | settle | settles | settled | payment) ..16 (on | by | before | than) [the] \
             (thirtieth | fortieth | (forty fifth) | sixtieth | (seventy fifth) | ninetieth | (hundred and twentieth) | 30th | 45th | 60th | 75th | 90th | 120th) \
             [business | working | calendar] day (following | after | from)",
        ),
        (
            "calendar",
            "(pay | pays | paid | payable | due | remit | settle | settled | instalments | installments) ..24 (on | by | before | than | on or prior to | on or before | prior to) [the] \
             (first | second | third | fifth | seventh | tenth | fifteenth | twentieth | 1st | 2nd | 3rd | 5th | 7th | 10th | 14th | 15th | 20th | 21st | 25th) \
             [business | working | calendar] [day] of (each | every | the calendar | any | such month | that month | the month | the relevant | the applicable | the current | the same | january | february | march | april | may | june | july | august | september | october | november | december)",
        ),
    ])
});

/// What is no payment of the price: "a 10% discount on completion", "interest", "an option on 5%".
const OTHERS: [&str; 24] = [
    "discount", "increas", "reduc", "interest", "refund", "rebate", "penalt", "option", "share", "stock", "vest",
    "tax", "insur", "coverage", "liab", "damages", "retain", "deduct", "bond", "guarant", "credit", "terminat",
    "exceed", "until",
];

/// The terms and the dated payments that the first search left out.
pub fn read(contract: &Contract, terms: &[PaymentTerm], dated: &[Dated]) -> (Vec<PaymentTerm>, Vec<Dated>) {
    let found = contract.find(&CUES);
    let (mut events, mut days) = (Vec::<PaymentTerm>::new(), Vec::<Dated>::new());
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let span = scope::span(contract, one.tokens.clone());
        let (here, on_days) = (sentence.id, |one: &&Dated| one.sentence == sentence.id);
        let stated = terms[terms.partition_point(|term| term.sentence < here)..].iter();
        let known_days = dated[dated.partition_point(|one| one.sentence < here)..].iter();
        let fresh = || events.iter().rev().take_while(|term| term.sentence == here);
        let whole = sentence.items.is_empty();
        let known = stated
            .take_while(|term| term.sentence == here)
            .any(|term| term.days_span.overlaps(span) || whole && term.span.covers(span))
            || fresh().any(|term| term.days_span.overlaps(span))
            || known_days.take_while(on_days).any(|one| one.date_span.overlaps(span))
            || days.iter().rev().take_while(on_days).any(|one| one.date_span.overlaps(span));
        if sentence.kind != SentenceKind::Body || known || fresh().take(MOST_IN_SENTENCE).count() == MOST_IN_SENTENCE {
            continue;
        }
        match found.name(one) {
            "event" => events.extend(event(contract, sentence, one)),
            "later" => events.extend(later(contract, sentence, one)),
            "nth" => events.extend(nth(contract, sentence, one)),
            "of-next-month" => events.extend(of_next_month(contract, sentence, one)),
            _ => days.extend(calendar(contract, sentence, one)),
        }
    }
    (events, days)
}

/// Part of the price, and no discount, interest or the like.
fn is_price(contract: &Contract, sentence: &Sentence, one: &Match) -> bool {
    let near = one.tokens.start.saturating_sub(6).max(sentence.tokens.start)..one.tokens.end;
    !scope::begins(contract, near, &OTHERS) && speaks_of_payment(contract, sentence, one)
}

/// "ten percent of the fee thirty days after delivery".
fn later(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<PaymentTerm> {
    let fact = contract.facts.quantities.get(one.capture("duration")?.fact?)?;
    let Value::Duration(days) = fact.value else { return None };
    if !is_price(contract, sentence, one) || days.days() > 400.0 {
        return None;
    }
    let behind = fact.tokens.end..(fact.tokens.end + 16).min(sentence.tokens.end);
    let (from, from_span) = start::start(contract, behind, false, &fact.tokens);
    let found = term(contract, sentence, one, (0.0, fact.tokens.clone(), from, from_span));
    Some(PaymentTerm { days, ..found })
}

/// "50% of the fee on signing".
fn event(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<PaymentTerm> {
    if !is_price(contract, sentence, one) || is_billed(contract, sentence, one) {
        return None;
    }
    let when = scope::position(contract, one.tokens.clone(), &["upon", "on", "at", "by"])?;
    let length = when..(when + 4).min(one.tokens.end.max(when + 1));
    let (from, from_span) = start::start(contract, length.clone(), true, &length);
    Some(term(contract, sentence, one, (0.0, length, from, from_span)))
}

/// "shall issue an invoice for one third on signing": when it is billed, not when it is due.
fn is_billed(contract: &Contract, sentence: &Sentence, one: &Match) -> bool {
    const ISSUES: [&str; 9] = ["issue", "issues", "submit", "submits", "raise", "raises", "send", "sends", "render"];
    let before = sentence.tokens.start..one.tokens.start;
    let issues = scope::position(contract, before.clone(), &ISSUES);
    issues.is_some_and(|at| scope::begins(contract, at..(at + 5).min(before.end), &["invoice"]))
        && !scope::holds(contract, sentence.tokens.clone(), &["pay", "payable", "paid", "due"])
}

/// "the ninetieth day after receipt".
fn nth(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<PaymentTerm> {
    const NTH: [(&str, f64); 12] = [
        ("thirtieth", 30.0),
        ("fortieth", 40.0),
        ("forty", 45.0),
        ("sixtieth", 60.0),
        ("seventy", 75.0),
        ("ninetieth", 90.0),
        ("hundred", 120.0),
        ("30th", 30.0),
        ("45th", 45.0),
        ("60th", 60.0),
        ("75th", 75.0),
        ("90th", 90.0),
    ];
    let tokens = contract.document.text.tokens();
    let named = |at: usize| NTH.iter().find(|(word, _)| *word == tokens.at(at)).map(|(_, days)| *days);
    let at = one.tokens.clone().rev().find(|at| named(*at).is_some())?;
    let length = at..one.tokens.end;
    let behind = one.tokens.end - 1..(one.tokens.end + 16).min(sentence.tokens.end);
    let (from, from_span) = start::start(contract, behind, false, &length);
    is_price(contract, sentence, one)
        .then(|| term(contract, sentence, one, (named(at).unwrap_or(0.0), length, from, from_span)))
}

/// "the tenth day of the following month": ten days from the month's end.
fn of_next_month(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<PaymentTerm> {
    let tokens = contract.document.text.tokens();
    let (at, days) = one.tokens.clone().rev().find_map(|at| Some((at, ordinal(tokens.at(at))?)))?;
    Some(term(contract, sentence, one, (days, at..one.tokens.end, From::MonthEnd, None)))
}

fn term(
    contract: &Contract,
    sentence: &Sentence,
    one: &Match,
    (days, length, from, from_span): (f64, Range<usize>, From, Option<Span>),
) -> PaymentTerm {
    let payer = payer(contract, sentence, one);
    PaymentTerm {
        payer: payer.as_ref().map_or(Bound::Side(Side::Customer), |payer| payer.bound),
        payer_span: payer.map(|payer| payer.span(contract)),
        days: Duration { amount: days, unit: Unit::Day },
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
        confidence: 0.8,
    }
}

/// "in quarterly instalments on the first day of each June".
fn calendar(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Dated> {
    let at = scope::position(contract, one.tokens.clone(), &["on", "by", "before", "than", "prior"])?;
    let near = one.tokens.start.saturating_sub(6).max(sentence.tokens.start)..one.tokens.end;
    let payer = payer(contract, sentence, one);
    (!scope::begins(contract, near, &["interest", "tax", "insur", "premium", "unpaid", "fail"])).then(|| Dated {
        payer: payer.as_ref().map_or(Bound::Side(Side::Customer), |payer| payer.bound),
        payer_span: payer.map(|payer| payer.span(contract)),
        date_span: scope::span(contract, at..one.tokens.end),
        sentence: sentence.id,
        clause: sentence.clause,
        span: scope::span(contract, scope::stretch(contract, sentence, one.tokens.start)),
    })
}

/// The sentence pays, or stands under a heading of payment.
fn speaks_of_payment(contract: &Contract, sentence: &Sentence, one: &Match) -> bool {
    const MONEY: [&str; 7] = ["pay", "paid", "due", "instal", "fee", "invoice", "price"];
    let near =
        sentence.tokens.start.max(one.tokens.start.saturating_sub(60))..sentence.tokens.end.min(one.tokens.end + 12);
    let heading = || {
        contract.outline.heading_over(sentence.clause).is_some_and(|heading| {
            let words = contract.quote(heading).to_lowercase();
            ["payment", "fee", "price", "compensation", "consideration"].iter().any(|stem| words.contains(stem))
        })
    };
    scope::begins(contract, near, &MONEY) || heading()
}

/// Who pays, where the sentence says it.
fn payer(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Named> {
    let verb = duty::verb(contract, sentence.tokens.start..one.tokens.end)?;
    let duty = Duty { contract, sentence, verb, length: sentence.tokens.end };
    duty.payer(verb + 1..sentence.tokens.end).filter(|payer| matches!(payer.bound, Bound::Side(_)))
}
