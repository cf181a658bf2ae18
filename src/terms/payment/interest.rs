//! What late payment costs. In: sentences on interest and late fees, and the payment terms. Out:
//! [`LateInterest`]: granted at a rate, excluded, or silent where payment is dated and nothing is said.

use std::ops::Range;
use std::sync::LazyLock;

use super::deadline::PaymentTerm;
use crate::contract::Contract;
use crate::facts::{Side, Value};
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::{Bound, Reading, subject};
use crate::terms::{record, scope};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    Granted,
    Excluded,
    Silent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    Day,
    Week,
    Month,
    Year,
}

/// How a denial is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "No interest shall be payable".
    None,
    /// "paid without interest".
    Without,
    Other,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LateInterest {
    pub payer: Bound,
    pub stance: Stance,
    pub percent: Option<(f64, Span)>,
    pub per: Option<Per>,
    pub shape: Shape,
    /// The words that take it away: "No interest", "without interest", or all of the denial.
    pub denial: Option<Span>,
    pub clause: Option<ClauseId>,
    /// None where the document is silent.
    pub span: Option<Span>,
    pub evidence: Vec<Span>,
}

/// A duty to pay without a day for it; it too may say nothing of paying late.
#[derive(Clone, Copy, Debug)]
pub struct Silence {
    pub clause: ClauseId,
    pub duty: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "granted",
            "(late | overdue | unpaid | delinquent | due | default | arrears | outstanding | paid | payment | payments | received | sum | sums) ..30 \
             (interest | late charge | late fee | late payment charge | service charge | finance charge | finance charges | carrying charge | late charges | late fees)",
        ),
        (
            "granted",
            "(interest | service charge | finance charge) ..40 (late | overdue | unpaid | delinquent | past due | when due | due date | outstanding | in arrears | default | paid in full | date of payment)",
        ),
        (
            "granted",
            "(late | overdue) (fee | fees | charge | charges | payment charge | payment fee) ..20 (of | equal | at | be | is)",
        ),
        (
            "granted",
            "interest ..4 (accrue* | run | runs | payable | due) ..12 (prompt payment | late payment) ..6 (act | law | statute | regulations | directive)",
        ),
        ("granted", "add ..6 {percent} ..3 (per | a | each) (year | annum | month | week) ..3 (over | above) base"),
        // "0.2 per cent of the sum for every day of delay", "a surcharge of 3% for the first week".
        (
            "granted",
            "{percent} ..10 (for each | for every | for the first | each | every | per) [further | full | started | additional] (day | week | month) &(surcharge | supplement | add | adds | added | delay | late | lateness | overdue) \
             &(overdue | unpaid | outstanding | paid | pays | paying | payment* | invoice* | due within) \
             !(deliver* | milestone* | dispatch* | despatch* | complet* | consignment* | liquidated | damages | credit | credits | performance | availability)",
        ),
        ("granted", "interest ..12 {percent} ..3 (per | a | each | monthly | annum | annual*)"),
        (
            "granted",
            "(bear* | accru* | charge* | add | levy | claim) ..6 interest ..12 (at | of | under | rate | in accordance)",
        ),
        (
            "granted",
            "(overdue | late | unpaid | past due | outstanding) ..25 {percent} (per | a | each) (month | annum | year)",
        ),
        (
            "granted",
            "(late | overdue | unpaid | arrears | past due) ..25 {percent} ..10 (added | charged | levied | accrues | accrue | payable) ..12 (per | a | each | every) [full | started | calendar] (month | annum | year | week | day)",
        ),
        // "If a sum is not in our account by the due date, you pay 2% for each month or part of one".
        (
            "granted",
            "(overdue | late | unpaid | left outstanding | due date | not paid | not been paid | not received | arrears | fell due | falls due) ..40 {percent} [thereof | of it | of that] \
             (per | a | each | every | for each | for every) [full | started | commenced | calendar] (month | week | day | year | annum)",
        ),
        // "for each day of delay Client shall pay a penalty of 0.1% of the sum".
        (
            "granted",
            "(for each | for every | each | every | per) (day | week | month) ..4 (delay | late | overdue | lateness | default | arrears) ..14 (pay | pays | compensate | liquidated damages | penalty | late fee) ..16 {percent} of ..4 (fee | fees | amount | amounts | sum | sums | price | payment | payments) \
             &(unpaid | overdue | (late | delayed) payment | (fails | failure | failing | late) to pay | (delay | late | delays) ..6 (payment | payments | paying) | (payment | payments | fee | fees | sum | sums) ..4 (late | delayed))",
        ),
        (
            "granted",
            "(fails | failure | late | overdue | delay* | unpaid) ..30 (penalty | liquidated damages | default fine | late payment fine) ..12 {percent} ..6 \
             (unpaid | overdue | over due | outstanding | past due | delayed) ..2 (amount | amounts | sum | sums | fee | fees | payment | payments | payable | portion)",
        ),
        // "a sum paid late grows by five percent on the first of each month".
        (
            "granted",
            "(overdue | late | unpaid | arrears) ..12 (grow* | increase* | rise* | augmented) ..3 {percent} ..8 (each | every) (month | week | quarter | year)",
        ),
        // "Money still held after the day on which it ought to have been paid grows at 12 per cent a year".
        (
            "granted",
            "((ought | should) ..2 have (reached | been) | when due | after it ..3 due | kept back | held back | remains with) ..40 (increase* | grow* | rise* | augmented | added | extra) ..6 \
             {percent} ..3 (per | a | each | every) (annum | year | month | week | day)",
        ),
        (
            "denied",
            "no [..5] (interest | late charge | late fee | late fees | late charges) ..25 (pay* | accrue* | due | charge* | apply | applies | owed | owing | claim* | added | levied | run)",
        ),
        (
            "denied",
            "(late | overdue | unpaid | outstanding) ..8 (carry | carries | bear | bears | attract | attracts | incur | incurs) no [..4] (interest | late fee* | late charge*)",
        ),
        (
            "granted",
            "(late | overdue | unpaid | outstanding | arrears | past due | fell due | falls due | delayed) ..60 (base rate | bank rate | prime rate | reference rate | lending rate | repo rate)",
        ),
        (
            "granted",
            "{percent} ..3 (per | a | each | every) [started | full] (month | annum | year | day | week) ..14 (late | overdue | delay | unpaid | outstanding | arrears)",
        ),
        (
            "denied",
            "(exclude* | disappl* | contract out of) ..6 (late payment | interest) ..10 (act | directive | regulations | statute)",
        ),
        (
            "statute",
            "(late payment) ..10 (act | directive | regulations) ..6 (not apply | excluded | disapplied | no application | no effect | inapplicable)",
        ),
        (
            "denied",
            "not ..3 (entertain | consider | accept | honour | honor | recognise | recognize) ..6 (demand | demands | claim | claims | request | requests) ..6 (interest | late fee* | late charge*)",
        ),
        ("denied", "entitle* ..6 neither to ..2 (interest | late fee* | late charge*)"),
        ("denied", "neither ..6 interest ..12 (pay* | accrue* | due | charge* | owed | owing | added | levied)"),
        ("denied", "without [any] (interest | late fee | late charge*)"),
        ("denied", "not ..2 entitle ..8 to ..4 (interest | late fee | late fees | late charge | late charges)"),
        (
            "denied",
            "(not | never) ..2 (carry | bear | attract | accrue | incur | earn) ..3 (interest | late fee* | late charge*)",
        ),
        (
            "denied",
            "(is | are | be) not (payable | due | recoverable | claimable | chargeable | owed) ..8 (interest | late fee* | late charge*) !({percent})",
        ),
        (
            "denied",
            "(interest | late fee* | late charge*) ..12 (released | renounced | waived | excluded | given up | forgone | foregone) !(not | title)",
        ),
        (
            "denied",
            "not ..3 (pay | owe | charge | add | claim | levy) ..1 (interest | late fee | late fees | late charge*)",
        ),
        ("denied", "{shall-not} ..12 (interest | late fee | late fees | late charge | late charges)"),
        ("denied", "(interest | late fee* | late charge*) {shall-not} ..4 (pay* | accrue | be | run | apply)"),
        ("denied", "(waive* | forgo* | forego* | release*) ..20 (interest | late fee* | late charge*) !(right title)"),
        (
            "denied",
            "not ..3 (entitled | liable | obliged | obligated | required) ..8 (interest | late fee | late fees | late charges)",
        ),
    ])
});

/// Words that make "interest" something else.
const OTHER_INTEREST: [&str; 16] = [
    "title",
    "equity",
    "ownership",
    "membership",
    "conflict",
    "security",
    "best",
    "insurable",
    "public",
    "successors",
    "undivided",
    "partnership",
    "legitimate",
    "goodwill",
    "lien",
    "encumbrance",
];

pub fn read(contract: &Contract, terms: &[PaymentTerm], silence: Option<Silence>) -> Vec<LateInterest> {
    let found = contract.find(&CUES);
    let mut all: Vec<LateInterest> = Vec::new();
    let mut replaced: Vec<Span> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let stretch = scope::stretch(contract, sentence, one.tokens.start);
        if sentence.kind != SentenceKind::Body || scope::holds(contract, one.tokens.clone(), &OTHER_INTEREST) {
            continue;
        }
        let statute = found.name(one) == "statute";
        let denied = statute || found.name(one) == "denied";
        // "gives no right to stop work, but interest runs": what is denied stands before the turn.
        if denied && (is_no_waiver(contract, one) || scope::holds(contract, one.tokens.clone(), &["but"])) {
            continue;
        }
        if denied && !is_about_payment(contract, one, &stretch)
            || !denied && (!is_late(contract, &sentence.tokens) || is_another_charge(contract, one, &stretch))
        {
            continue;
        }
        let elsewhere = denied && is_due_otherwise(contract, one, &sentence.tokens);
        if denied && !elsewhere && is_about_disputes(contract, one) {
            continue;
        }
        let stance = if denied && !elsewhere { Stance::Excluded } else { Stance::Granted };
        let term = stated(contract, one, stance, stretch, &sentence.tokens);
        if !denied && is_for_late_work(contract, &sentence.tokens) {
            continue;
        }
        if statute {
            replaced.push(sentence.span);
        }
        match all
            .iter_mut()
            .find(|known| known.clause == term.clause && known.span.is_some_and(|span| span.overlaps(sentence.span)))
        {
            // "shall bear no interest" is found as a grant as well; the denial is what it says.
            Some(known) if denied && known.shape == Shape::Other => *known = term,
            Some(_) => {}
            None => all.push(term),
        }
    }
    // The statute gives way to what the contract grants in its place.
    if all.iter().any(|one| one.stance == Stance::Granted && !one.payer.is(Side::Vendor)) {
        all.retain(|one| {
            one.stance == Stance::Granted
                || !one.span.is_some_and(|span| replaced.iter().any(|sentence| sentence.overlaps(span)))
        });
    }
    all.extend(silent(contract, terms, silence, &all));
    all
}

fn is_late(contract: &Contract, tokens: &Range<usize>) -> bool {
    const LATE: [&str; 19] = [
        "ought",
        "should",
        "thereafter",
        "forget",
        "late",
        "overdue",
        "unpaid",
        "delinquent",
        "due",
        "arrears",
        "outstanding",
        "default",
        "past",
        "not",
        "delay",
        "delayed",
        "failure",
        "fails",
        "owed",
    ];
    scope::holds(contract, tokens.clone(), &LATE)
}

/// "For each day of delay Supplier shall pay liquidated damages of 2% of the price": late work, not late money.
fn is_for_late_work(contract: &Contract, sentence: &Range<usize>) -> bool {
    const MONEY: [&str; 9] =
        ["interest", "overdue", "arrears", "unpaid", "refund", "rebate", "commission", "royalties", "due"];
    let tokens = contract.document.text.tokens();
    // "delay in payment", "delay in its payment", "pays late"; "which payment" is the damages'.
    let paid_late = |at: usize| {
        matches!(tokens.at(at), "payment" | "payments" | "paying" | "paid" | "pays")
            && (at.saturating_sub(3).max(sentence.start)..at + 2).any(|near| {
                matches!(tokens.at(near), "late" | "delay" | "delayed" | "not") || tokens.at(near).starts_with("fail")
            })
    };
    scope::holds(contract, sentence.clone(), &["liquidated", "penalty", "penalties"])
        && !scope::holds(contract, sentence.clone(), &MONEY)
        && !sentence.clone().any(paid_late)
}

/// A stake in something, interest that is refused, or, where no rate is named, what a loan, a tax or a
/// policy bears: no price of paying late.
fn is_another_charge(contract: &Contract, one: &Match, stretch: &Range<usize>) -> bool {
    const DEBTS: [&str; 20] = [
        "loan",
        "loans",
        "borrow",
        "borrowed",
        "borrowing",
        "lender",
        "lenders",
        "tax",
        "taxes",
        "taxing",
        "indebtedness",
        "note",
        "mortgage",
        "policy",
        "policies",
        "refund",
        "refunded",
        "escrow",
        "dividends",
        "judgment",
    ];
    let tokens = contract.document.text.tokens();
    const STAKES: [&str; 6] = ["working", "participating", "leasehold", "royalty", "economic", "controlling"];
    let stake = |at: usize| {
        let held = STAKES.contains(&tokens.at(at.wrapping_sub(1))) || tokens.at(at.wrapping_sub(1)) == "'s";
        let of_a_thing = tokens.at(at + 1) == "in"
            && !matches!(
                tokens.at(at + 2),
                "amount" | "rate" | "arrears" | "accordance" | "respect" | "default" | "lieu" | "excess" | "full"
            )
            && !matches!(tokens.at(at + 3), "amount" | "rate" | "sum" | "event" | "manner");
        let whose = matches!(tokens.at(at.wrapping_sub(1)), "its" | "their" | "his" | "whose" | "respective" | "and");
        let booked = matches!(tokens.at(at + 1), "expense" | "expenses" | "income");
        held || booked || of_a_thing || whose && tokens.at(at + 1) != "at" && tokens.at(at.wrapping_sub(2)) != "fees"
    };
    let interests: Vec<usize> = one.tokens.clone().filter(|at| tokens.at(*at) == "interest").collect();
    if interests.is_empty() {
        return false;
    }
    let refused = |at: usize| {
        (at.saturating_sub(3)..at).any(|back| matches!(tokens.at(back), "without" | "free"))
            || tokens.at(at.wrapping_sub(1)) == "no"
    };
    let percent =
        contract.facts.quantities_within(stretch.clone()).iter().any(|fact| matches!(fact.value, Value::Percent(_)));
    let near = one.tokens.start.saturating_sub(14).max(stretch.start)..(one.tokens.end + 14).min(stretch.end);
    interests.iter().all(|at| stake(*at) || refused(*at)) || !percent && scope::holds(contract, near, &DEBTS)
}

/// "without interest" of a refund or a deposit is no word on late payment.
fn is_about_payment(contract: &Contract, one: &Match, stretch: &Range<usize>) -> bool {
    const HELD: [&str; 8] = ["tax", "taxes", "deposit", "escrow", "refund", "refunded", "retainer", "retention"];
    let pays = scope::begins(
        contract,
        stretch.clone(),
        &[
            "late", "overdue", "unpaid", "payment", "invoice", "sum", "amount", "paid", "due", "fee", "charge",
            "delayed", "balance", "thereon",
        ],
    );
    let near = one.tokens.start.saturating_sub(12).max(stretch.start)..one.tokens.end;
    pays && !scope::holds(contract, near, &HELD)
}

/// "No interest is payable in the first 30 days; thereafter 1% a month": denied for a while or a part.
fn is_due_otherwise(contract: &Contract, one: &Match, sentence: &Range<usize>) -> bool {
    const TURNS: [&str; 9] =
        ["but", "thereafter", "otherwise", "except", "until", "unless", "thenceforth", "beyond", "exceeding"];
    let behind = one.tokens.start..sentence.end;
    let facts = &contract.facts.quantities;
    let first = facts.partition_point(|fact| fact.tokens.start < behind.start);
    let mut inside = facts[first..].iter().take_while(|fact| fact.tokens.start < behind.end);
    scope::holds(contract, behind.clone(), &TURNS) && inside.any(|fact| matches!(fact.value, Value::Percent(_)))
}

/// "is not to be read as a waiver of the interest", "does not waive its right to interest".
fn is_no_waiver(contract: &Contract, one: &Match) -> bool {
    const WAIVING: [&str; 5] = ["waive", "forgo", "forego", "release", "relinquish"];
    let tokens = contract.document.text.tokens();
    let waives = |at: &usize| WAIVING.iter().any(|stem| tokens.at(*at).starts_with(stem));
    let waiver = one.tokens.clone().find(waives);
    waiver.is_some_and(|at| scope::holds(contract, at.saturating_sub(8)..at, &["not", "no", "nor", "never", "without"]))
}

/// "Interest shall not accrue on amounts disputed in good faith".
fn is_about_disputes(contract: &Contract, one: &Match) -> bool {
    let sentence = contract.outline.sentence(one.sentence).tokens.clone();
    let near = one.tokens.start.saturating_sub(14).max(sentence.start)..(one.tokens.end + 16).min(sentence.end);
    scope::begins(
        contract,
        near,
        &["disput", "contested", "queried", "questioned", "challenged", "objected", "unresolved"],
    )
}

/// What somebody has, or gives up, who would be paid.
const CLAIMS: [&str; 8] = ["right", "entitled", "claim", "waives", "waive", "forgoes", "renounces", "releases"];

fn stated(
    contract: &Contract,
    one: &Match,
    stance: Stance,
    stretch: Range<usize>,
    sentence: &Range<usize>,
) -> LateInterest {
    let facts = &contract.facts.quantities;
    let first = facts.partition_point(|fact| fact.tokens.start < sentence.start);
    let inside = || facts[first..].iter().take_while(|fact| fact.tokens.start < sentence.end);
    let percents = || {
        inside().filter_map(|fact| match fact.value {
            Value::Percent(percent) if !is_measure(contract, &fact.tokens) => Some((percent, fact)),
            _ => None,
        })
    };
    // "The commission is 18 %, and late payments bear interest at 6 %": the one behind the words.
    let noun = scope::position(contract, one.tokens.clone(), &["interest", "fee", "charge", "fees", "charges"])
        .unwrap_or(one.tokens.start);
    let percent = percents().find(|(_, fact)| fact.tokens.start > noun).or_else(|| percents().last());
    let per = percent.and_then(|(_, fact)| {
        let behind = fact.tokens.end..(fact.tokens.end + 7).min(sentence.end);
        let ahead = fact.tokens.start.saturating_sub(8).max(sentence.start)..fact.tokens.start;
        rhythm(contract, behind).or_else(|| rhythm(contract, ahead)).or_else(|| each(contract, sentence.clone()))
    });
    // "any sum not received by Provider": who gets it does not pay it.
    let receives = |named: &subject::Named| {
        let tokens = contract.document.text.tokens();
        let by = named.tokens.start.saturating_sub(3).max(stretch.start)..named.tokens.start;
        by.into_iter().any(|at| matches!(tokens.at(at), "received" | "invoiced" | "billed" | "charged" | "claimed"))
    };
    let turned = |named: subject::Named| match receives(&named) {
        true => subject::Named { bound: named.bound.opposite(), ..named },
        false => named,
    };
    // "Late payment by Client shall never bear interest or stop the work by Agency": whose payment it is.
    let paying = || {
        let tokens = contract.document.text.tokens();
        let named = subject::after(contract, stretch.start..noun.max(stretch.start), &["by"])?;
        let by = (stretch.start..named.tokens.start).rev().find(|at| tokens.at(*at) == "by")?;
        matches!(tokens.at(by.wrapping_sub(1)), "payment" | "payments" | "default" | "delay").then_some(named)
    };
    // "Client shall have no right to interest", "Client waives interest": who would have got it does not pay it.
    let creditor = || {
        let right = scope::position(contract, one.tokens.start.saturating_sub(4).max(stretch.start)..noun, &CLAIMS)?;
        let named = subject::before(contract, stretch.start, right)?;
        matches!(named.bound, Bound::Side(_)).then(|| subject::Named { bound: named.bound.opposite(), ..named })
    };
    let payer = paying()
        .or_else(|| creditor().filter(|_| stance == Stance::Excluded))
        .or_else(|| subject::after(contract, noun..stretch.end, &["by", "from", "against"]))
        .or_else(|| subject::after(contract, stretch.clone(), &["by", "from"]))
        .map(turned)
        .map(|named| named.bound)
        .filter(|bound| *bound != Bound::Unclear);
    // "If Client pays late: (i) … (ii) interest runs at 1%": the item has the words, and the lead-in its subject.
    let own = scope::stretch(contract, contract.outline.sentence(one.sentence), noun);
    let span = if stance == Stance::Granted { own } else { stretch };
    let (shape, denial) = match stance {
        Stance::Excluded => denial(contract, one),
        _ => (Shape::Other, None),
    };
    LateInterest {
        payer: payer.unwrap_or(Bound::Side(Side::Customer)),
        stance,
        percent: percent.map(|(percent, fact)| (percent, fact.span)),
        per,
        shape,
        denial,
        clause: Some(contract.outline.sentence(one.sentence).clause),
        span: Some(scope::span(contract, span)),
        evidence: Vec::new(),
    }
}

/// "if the error is greater than 10%", "5% or more": how far something must go, and no rate.
fn is_measure(contract: &Contract, percent: &Range<usize>) -> bool {
    const OVER: [&str; 6] = ["than", "exceed", "exceeds", "exceeding", "over", "above"];
    let tokens = contract.document.text.tokens();
    let before = percent.start.saturating_sub(2)..percent.start;
    // "2% over base" is a rate, "over 2%" is none.
    let beyond = scope::holds(contract, before, &OVER);
    let rate = scope::holds(contract, percent.start.saturating_sub(6)..percent.start, &["rate", "interest"]);
    // Behind the sign and a bracket: "ten percent (10%) or more".
    let or = (percent.end..percent.end + 2).find(|at| tokens.at(*at) == "or");
    let more = or.is_some_and(|or| matches!(tokens.at(or + 1), "more" | "greater" | "less"));
    let steady = rhythm(contract, percent.end..percent.end + 4).is_some();
    (beyond || more) && !rate && !steady
}

/// The words that deny it, as far as they can be turned round.
fn denial(contract: &Contract, one: &Match) -> (Shape, Option<Span>) {
    let tokens = contract.document.text.tokens();
    let noun = scope::position(contract, one.tokens.clone(), &["interest", "fee", "fees", "charge", "charges"]);
    let shape = match tokens.at(one.tokens.start) {
        "no" => Shape::None,
        "without" => Shape::Without,
        _ => Shape::Other,
    };
    let end = noun.filter(|_| shape != Shape::Other).map_or(one.tokens.end, |noun| noun + 1);
    (shape, Some(scope::span(contract, one.tokens.start..end)))
}

fn rhythm(contract: &Contract, near: Range<usize>) -> Option<Per> {
    const RHYTHMS: [(Per, &[&str]); 4] = [
        (Per::Month, &["month", "monthly", "mensem"]),
        (Per::Year, &["annum", "year", "annual", "annually", "yearly", "p.a", "p.a."]),
        (Per::Week, &["week", "weekly"]),
        (Per::Day, &["day", "daily", "diem"]),
    ];
    let found = RHYTHMS.iter().filter_map(|(per, words)| Some((scope::position(contract, near.clone(), words)?, *per)));
    found.min_by_key(|(at, _)| *at).map(|(_, per)| per)
}

/// "For every day of delay", "for each week by which payment is late".
fn each(contract: &Contract, sentence: Range<usize>) -> Option<Per> {
    let tokens = contract.document.text.tokens();
    const BEHIND: [&str; 7] = ["of", "late", "overdue", "by", "that", "for", "in"];
    let counted = |at: &usize| {
        let started = matches!(tokens.at(at + 1), "started" | "commenced" | "full" | "calendar" | "additional");
        matches!(tokens.at(*at), "every" | "each" | "per") && BEHIND.contains(&tokens.at(at + 2 + usize::from(started)))
    };
    sentence.clone().filter(counted).find_map(|at| rhythm(contract, at + 1..(at + 3).min(sentence.end)))
}

impl Per {
    /// How often it comes in a year.
    pub fn a_year(self) -> f64 {
        match self {
            Self::Day => 365.0,
            Self::Week => 52.0,
            Self::Month => 12.0,
            Self::Year => 1.0,
        }
    }
}

/// Payment by the customer is dated, and nothing is said of paying late.
fn silent(
    contract: &Contract,
    terms: &[PaymentTerm],
    silence: Option<Silence>,
    stated: &[LateInterest],
) -> Option<LateInterest> {
    if !stated.is_empty() {
        return None;
    }
    let regular = |term: &&PaymentTerm| !term.payer.is(Side::Vendor);
    let dated = terms.iter().filter(regular).find(|term| term.days.amount > 0.0).or_else(|| terms.iter().find(regular));
    let (clause, place) = dated
        .map(|term| (term.clause, contract.outline.sentence(term.sentence).span))
        .or_else(|| silence.map(|silence| (silence.clause, silence.duty)))?;
    Some(LateInterest {
        payer: Bound::Side(Side::Customer),
        stance: Stance::Silent,
        percent: None,
        per: None,
        shape: Shape::Other,
        denial: None,
        clause: Some(clause),
        span: None,
        evidence: vec![place],
    })
}

impl LateInterest {
    pub fn reading(&self) -> Reading {
        let stance = match self.stance {
            Stance::Granted => "granted",
            Stance::Excluded => "excluded",
            Stance::Silent => "silent",
        };
        let shape = match self.shape {
            Shape::None => "none",
            Shape::Without => "without",
            Shape::Other => "other",
        };
        let percent = self.percent.map(|(percent, span)| crate::terms::Field {
            name: "percent",
            value: crate::terms::FieldValue::Percent(percent),
            span: Some(span),
        });
        // By the year, so that one limit fits all.
        let yearly = self.percent.map(|(percent, _)| crate::terms::Field {
            name: "yearly",
            value: crate::terms::FieldValue::Percent(percent * self.per.map_or(1.0, Per::a_year)),
            span: None,
        });
        let fields = [
            Some(record::bound("payer", self.payer, None)),
            Some(record::word("stance", stance, None)),
            percent,
            yearly,
            Some(record::flag("monthly", self.per == Some(Per::Month), None)),
            Some(record::flag("weekly", self.per == Some(Per::Week), None)),
            Some(record::flag("daily", self.per == Some(Per::Day), None)),
            Some(record::word("shape", shape, None)),
            record::anchor("denial", self.denial),
            record::anchor("payment", self.evidence.first().copied().filter(|_| self.stance == Stance::Silent)),
        ];
        Reading {
            term: "late-interest",
            span: self.span,
            clause: self.clause,
            confidence: if self.stance == Stance::Silent { 0.8 } else { 0.9 },
            fields: fields.into_iter().flatten().collect(),
            evidence: self.evidence.clone(),
        }
    }
}
