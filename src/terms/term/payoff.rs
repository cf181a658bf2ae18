//! What the customer pays when the contract ends early. In: a contract. Out: [`Payoff`]s: payment for
//! the work done, costs, a fee for ending, or a deposit that is kept.

use std::sync::LazyLock;

use super::line::Line;
use crate::contract::Contract;
use crate::facts::Side;
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::Bound;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// Work done, sums that fell due before.
    Accrued,
    /// Costs that cannot be undone.
    Costs,
    /// A fee for ending.
    Fee,
    /// All that would have fallen due.
    Remaining,
    /// A deposit is kept.
    Kept,
}

impl What {
    pub fn word(self) -> &'static str {
        match self {
            What::Accrued => "accrued",
            What::Costs => "costs",
            What::Fee => "fee",
            What::Remaining => "remaining",
            What::Kept => "kept",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Payoff {
    pub what: What,
    pub payer: Bound,
    pub words: Option<Span>,
    pub sentence: SentenceId,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "pays",
            "(terminat* | cancel* | expir* | ends) ..60 ({shall} | {may} | due | obligated | obliged | liable | entitled | remain | owed | payable) ..20 (pay | paid | payment | payments | reimburse | compensate | compensation | purchase | fees | retain | due | payable | forfeit*)",
        ),
        (
            "pays",
            "(pay | paid | payment | payments | reimburse | compensated | compensation | payable | retain | due) ..80 (terminat* | cancel* | expiration)",
        ),
        ("pays", "(terminat* | cancel*) ..40 (become | becomes | fall | falls) ..3 (due | payable)"),
        ("pays", "(terminat* | cancel* | ends) ..40 pays ..12 (work | services | fee | fees | costs | time)"),
        ("pays", "(ends | terminates | cancels) ..12 early ..30 (become | becomes | fall | falls) ..3 (due | payable)"),
        (
            "pays",
            "((puts | put) an end to | leave | leaves | ends | quit | quits | {party} ..3 (end | ends) (it | the | this | its | their | our)) ..40 (become | becomes | fall | falls | is | are) ..3 (due | payable)",
        ),
        (
            "pays",
            "(leave | leaves | quit | quits | end | ends | cancel | cancels | terminate | terminates) ..24 (owe | owes | pay | pays | (remain | remains | is | are) liable for) ..12 (fee | fees | charge | charges | rent | price)",
        ),
        (
            "after",
            "if {party} (do | does) [so | this] ..8 (pay | pays | owe | owes | payable | due) ..12 (fee | fees | charge | charges | sum | amount | price)",
        ),
        ("after", "if {party} (do | does) [so | this] ..30 {shall} be ..3 (paid | settled | payable | due)"),
        (
            "after",
            "(in (either | any | that | such | this | each) (event | case) | (on | upon) doing so) ..6 (pay | pays | paid | reimburse | reimburses)",
        ),
        ("after", "{party} then (pay | pays) ..12 (work | service | services | fees | costs | time)"),
        (
            "after",
            "if {party} (do | does) [so | this] ..40 (becomes | become | falls | fall | is | are | remains | remain) ..3 (due | payable | owed | owing)",
        ),
        ("fee", "(termination | cancellation | kill | break | early termination) (fee | charge | payment)"),
        (
            "kept",
            "(deposit | retainer) ..8 (forfeit* | not be refunded | non refundable | nonrefundable | retained | kept)",
        ),
        (
            "not-relieve",
            "(obligation | obligations | duty | duties) ..8 (pay | payment | payments) ..10 {shall} ..2 survive ..6 (terminat* | cancel* | expir*)",
        ),
        (
            "not-relieve",
            "(terminat* | cancel* | expir*) ..20 (not relieve | without relieving | not release | not affect) ..20 (pay | payment | payments | consideration | amounts | fees | sums | financial | monetary | debt | debts | indebtedness)",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<Payoff> {
    let found = contract.find(&CUES);
    let mut all: Vec<Payoff> = Vec::new();
    for one in &found {
        let known = all.iter().any(|known| known.sentence == one.sentence);
        if !known && contract.outline.sentence(one.sentence).kind == SentenceKind::Body {
            all.extend(Line::of(contract, one).iter().find_map(|line| payoff(line, found.name(one), one)));
        }
    }
    // The plainest first: a fee or a payment that the customer makes, before what is owed anyhow.
    all.sort_by_key(|payoff| (payoff.payer == Bound::Unclear, payoff.span.start));
    all
}

/// What says that the work in hand goes unpaid.
const NOTHING: [&str; 9] = [
    "nothing shall be payable",
    "nothing shall be due",
    "nothing is payable",
    "nothing is due",
    "nothing for work",
    "nothing for the work",
    "no payment for work",
    "no sum shall be",
    "no compensation for work",
];

fn payoff(line: &Line, cue: &str, found: &Match) -> Option<Payoff> {
    let start = line.place(found.tokens.start).unwrap_or(0);
    let end = line.place(found.tokens.end - 1).map_or(line.len(), |at| at + 1);
    let near = start.saturating_sub(10)..(end + 30).min(line.len());
    let what = what(line, cue, &near)?;
    let denied = line.says(&[
        "no payment",
        "no termination fee",
        "shall not be liable",
        "shall not be entitled",
        "not be obligated to pay",
        "no obligation to pay",
        "no further",
        "without any payment",
        "without liability",
        "no liability",
        "not be required to pay",
        "shall not be required",
        "no fee",
        "not be obliged to pay",
        "no penalty",
        "without penalty",
        "not excuse",
        "waives any claim for work",
    ]) || what.0 == What::Fee
        && line.holds(what.1.saturating_sub(4)..(what.1 + 12).min(start.max(what.1)), &["no", "without", "nor", "not"])
        || line.says(&NOTHING)
        || line.says(&["sole obligation", "only obligation", "sole liability", "pay only", "only pay", "only for"])
            && line.holds(0..line.len(), &["accepted"]);
    let payer = if what.0 == What::Kept { Bound::Side(Side::Customer) } else { payer(line, start, end) };
    // Fees are what the customer pays, whoever ends the contract.
    let fees = || {
        line.holds(0..line.len(), &["fee", "fees", "charge", "charges", "rent", "instalments", "subscription", "price"])
    };
    let payer = match payer {
        Bound::Unclear if what.0 == What::Remaining && fees() => Bound::Side(Side::Customer),
        payer => payer,
    };
    (!denied && payer != Bound::Side(Side::Vendor)).then(|| Payoff {
        what: what.0,
        payer,
        words: line.span(what.1..what.1 + 1),
        sentence: line.sentence.id,
        clause: line.sentence.clause,
        span: line.quote(),
    })
}

fn what(line: &Line, cue: &str, near: &std::ops::Range<usize>) -> Option<(What, usize)> {
    let at = |phrases: &[&str]| line.phrase(near.clone(), phrases);
    match cue {
        "kept" => return Some((What::Kept, near.start)),
        "fee" => return Some((What::Fee, near.start)),
        _ => {}
    }
    let early = match cue {
        "after" => previous(line).is_some_and(|line| is_early_end(&line)),
        _ => is_early_end(line),
    };
    if !early {
        return None;
    }
    at(&["termination fee", "cancellation fee", "kill fee", "break fee"])
        .map(|at| (What::Fee, at))
        .or_else(|| {
            at(&[
                "remaining",
                "remainder",
                "balance of the",
                "unexpired",
                "outstanding for that term",
                "instalments outstanding",
                "outstanding instalments",
                "rest of the term",
                "rest of the minimum",
                "rest of the initial",
                "rest of the committed",
                "rest of the fixed",
                "rest of the agreed",
                "rest of the contract",
                "rest of the subscription",
                "rest of that term",
                "rest of that period",
                "rest of your",
                "would have been payable",
                "would have become",
                "acceleration",
                "become due and payable in full",
                "later due",
                "liquidated damages",
                "unpaid balance",
                "that is left",
                "that are left",
                "left until the end",
                "left to the end",
                "left in the term",
                "still to run",
                "would have fallen due",
                "would have been due",
                "would otherwise have",
                "would have been invoiced",
                "would have been charged",
                "would have been paid",
                "would have been owed",
                "would have paid",
                "would have owed",
            ])
            .map(|at| (What::Remaining, at))
        })
        .or_else(|| {
            at(&[
                "noncancellable",
                "non - cancellable",
                "non - cancelable",
                "cancellation costs",
                "wind - down",
                "wind down",
                "commitments",
                "costs incurred",
                "expenses incurred",
                "to purchase",
                "repurchase",
            ])
            .map(|at| (What::Costs, at))
        })
        .or_else(|| {
            at(&[
                "accrued",
                "performed",
                "completed",
                "rendered",
                "delivered",
                "work in progress",
                "work done",
                "service up to",
                "services provided",
                "outstanding",
                "up to",
                "prior to",
                "through the",
                "as of the date",
                "date of termination",
                "effective date of",
                "then due",
                "amounts due",
                "until the",
                "earned",
                "remain obligated",
                "continue to pay",
                "incurred",
                "to date",
                "unpaid",
                "owed",
            ])
            .map(|at| (What::Accrued, at))
        })
        .or_else(|| {
            at(&[
                "not yet invoiced",
                "not yet due",
                "not yet fallen due",
                "not yet billed",
                "still to be invoiced",
                "still to fall due",
            ])
            .map(|at| (What::Remaining, at))
        })
        .or_else(|| (cue == "not-relieve").then_some((What::Accrued, near.start)))
}

/// The sentence before, in the same clause: "You may leave early. If you do, you pay …".
fn previous<'a>(line: &Line<'a>) -> Option<Line<'a>> {
    let before = line.contract.outline.sentences.get(line.sentence.id.0.checked_sub(1)?)?;
    (before.clause == line.sentence.clause).then(|| Line::whole_of(line.contract, before))
}

/// The contract ends, and not an order of goods, a lease or a licence of others.
fn is_early_end(line: &Line) -> bool {
    (line.stem(0..line.len(), &["terminat", "cancel", "ends", "early"]).is_some()
        || line.says(&[
            "an end to",
            "you leave",
            "leave early",
            "to a close",
            "call off",
            "calls off",
            "before the end",
            "before the term",
            "before the committed",
            "before the minimum",
            "before the fixed",
            "before the agreed",
            "before that period",
            "before this period",
            "before the initial",
            "before its term",
            "before it ends",
            "leave before",
            "end it",
            "ends it",
            "end this agreement",
            "end this contract",
        ]))
        && line.stem(0..line.len(), &["warrant", "confiden", "indemn"]).is_none()
        && (line.stem(0..line.len(), &["surviv"]).is_none()
            || line.says(&["shall pay", "will pay", "to pay", "must pay", "make payments", "payment obligations"]))
}

fn payer(line: &Line, start: usize, end: usize) -> Bound {
    let has_paid = |at: usize| line.word(at) == "paid" && matches!(line.word(at - 1), "has" | "have");
    // "shall pay to Vendor a termination payment": the verb stands before the fee.
    let pays = (start.saturating_sub(9)..end).rev().find(|at| {
        has_paid(*at)
            || matches!(
                line.word(*at),
                "pay"
                    | "reimburse"
                    | "compensate"
                    | "purchase"
                    | "remit"
                    | "obligated"
                    | "liable"
                    | "owe"
                    | "owes"
                    | "pays"
            )
    });
    let subject = pays.and_then(|at| line.subject(at)).map(|named| named.bound);
    let earns = (start..line.len())
        .find(|at| matches!(line.word(*at), "entitled" | "retain" | "receive" | "paid" | "compensated" | "reimbursed"));
    let payee = || earns.filter(|_| pays.is_none()).and_then(|at| line.subject(at)).map(|named| named.bound.opposite());
    let agent = || line.agent(start, &["by", "from"]).map(|named| named.bound);
    let owed = || line.agent(start, &["to"]).map(|named| named.bound.opposite());
    let known = |bound: &Bound| matches!(bound, Bound::Side(_));
    // "every payment that is left must be paid to us": who gets it is named, and no subject pays.
    let given = (start..line.len()).any(|at| {
        line.word(at) == "paid" && line.word(at + 1) == "to" && matches!(line.word(at.saturating_sub(1)), "be" | "is")
    });
    if given && let Some(owed @ Bound::Side(_)) = owed() {
        return owed;
    }
    subject
        .filter(known)
        .or_else(|| payee().filter(known))
        .or_else(|| agent().filter(known))
        .or_else(|| owed().filter(known))
        .unwrap_or(Bound::Unclear)
}

static MONEY: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("pays", "{party} ({shall} | {may}) ..4 (pay | invoice | compensate | remit | charge)"),
        ("pays", "{party} (pay | pays) {party}"),
        ("pays", "{party} (pay | pays | invoices) ..6 (fee | fees | price | charges | invoice | invoices | royalt*)"),
        (
            "pays",
            // What measures a limit of liability is not thereby owed.
            "!(liability | liable) (fee | fees | price | charges | invoice | invoices | compensation | royalties) ..8 (payable | due | be paid | be payable)",
        ),
    ])
});

/// Does the contract speak of paying for something? A clause by itself does not tell, and most are.
pub fn is_for_money(contract: &Contract) -> bool {
    /// Tokens of a text that is a clause rather than a contract.
    const CLAUSE: usize = 140;
    let found = contract.find(&MONEY);
    let spoken = found.iter().any(|one| contract.outline.sentence(one.sentence).kind == SentenceKind::Body);
    let tokens = contract.document.text.tokens().as_slice().len();
    let secret = || crate::terms::scope::begins(contract, 0..tokens, &["confidential", "disclosure"]);
    spoken || tokens < CLAUSE && !secret()
}
