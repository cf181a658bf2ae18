//! When rights pass. In: the sentence that passes them. Out: [`Moment`]: at once, on payment, on another
//! event, or only on a promise to pass them.

use std::ops::Range;

use crate::contract::Contract;
use crate::span::Span;
use crate::terms::scope;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// "hereby assigns", "vests on creation".
    Creation,
    Payment,
    /// "shall assign", "agrees to assign".
    Promise,
    /// "upon termination", "on request".
    Event,
}

impl Moment {
    pub fn word(self) -> &'static str {
        match self {
            Moment::Creation => "creation",
            Moment::Payment => "payment",
            Moment::Promise => "promise",
            Moment::Event => "event",
        }
    }
}

const TRIGGER: [&str; 16] = [
    "moment",
    "upon",
    "on",
    "when",
    "once",
    "after",
    "subject",
    "until",
    "following",
    "conditional",
    "conditioned",
    "contingent",
    "provided",
    "against",
    "if",
    "receipt",
];
const PAID: [&str; 10] =
    ["payment", "payments", "paid", "pays", "pay", "fees", "settlement", "settled", "instalment", "installment"];
const ELSE: [&str; 7] = ["termination", "expiration", "expiry", "request", "completion", "delivery", "acceptance"];

const MADE: [&str; 8] = ["being", "creation", "created", "conception", "made", "existence", "shot", "written"];

/// `at_once`: the verb is in the present ("hereby assigns").
pub fn moment(contract: &Contract, part: Range<usize>, at_once: AtOnce) -> Moment {
    let tokens = contract.document.text.tokens();
    let triggers = |at: &usize| TRIGGER.contains(&tokens.at(*at));
    let follows =
        |at: usize, words: &[&str], reach: usize| scope::holds(contract, at + 1..(at + reach).min(part.end), words);
    // "fully paid-up" tells of no payment, "whether or not paid" makes nothing of it.
    let paid = |at: usize| {
        // "with effect from the moment at which the invoice for that item has been settled"
        let reach = if tokens.at(at) == "moment" { 14 } else { 9 };
        (at + 1..(at + reach).min(part.end))
            .any(|at| PAID.contains(&tokens.at(at)) && tokens.at(at + 1) != "-" && !is_idle(contract, part.start, at))
    };
    // "until it has received every sum due", "on the day that the last amount is received".
    let received = |at: usize| {
        let near = at + 1..(at + 16).min(part.end);
        scope::holds(contract, near.clone(), &["received", "receives", "receipt", "cleared", "discharged"])
            && scope::holds(
                contract,
                near,
                &["sum", "sums", "amount", "amounts", "money", "monies", "price", "charges", "fee", "fees"],
            )
    };
    if part.clone().filter(triggers).any(|at| paid(at) || received(at)) {
        return Moment::Payment;
    }
    let created = part.clone().filter(triggers).any(|at| follows(at, &MADE, 5));
    match (at_once, created) {
        (AtOnce::Yes, _) | (_, true) => Moment::Creation,
        _ if part
            .clone()
            .filter(|at| matches!(tokens.at(*at), "upon" | "on" | "at"))
            .any(|at| follows(at, &ELSE, 6)) =>
        {
            Moment::Event
        }
        (AtOnce::Vests, _) => Moment::Creation,
        (AtOnce::No, _) => Moment::Promise,
    }
}

/// "whether or not any fee has been paid", "even if nothing is paid", "non-payment": payment changes nothing.
fn is_idle(contract: &Contract, from: usize, at: usize) -> bool {
    let tokens = contract.document.text.tokens();
    let idle = |at: usize| {
        matches!(
            (tokens.at(at), tokens.at(at + 1)),
            ("whether", "or") | ("even", "if" | "where" | "before") | ("irrespective" | "regardless", "of")
        )
    };
    (at.saturating_sub(10).max(from)..at).any(idle)
        || tokens.at(at.saturating_sub(1)) == "-" && tokens.at(at.saturating_sub(2)) == "non"
}

/// "upon creation", "as and when created".
pub fn created(contract: &Contract, part: &Range<usize>) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let at = part.clone().find(|at| {
        matches!(tokens.at(*at), "upon" | "on" | "when" | "as") && scope::holds(contract, at + 1..at + 5, &MADE)
    })?;
    let end = scope::position(contract, at..(at + 6).min(part.end), &MADE)?;
    Some(scope::span(contract, at..end + 1))
}

/// Is the verb one of passing now, or of a promise?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtOnce {
    Yes,
    /// "shall vest", "passes": at once, where no event is named.
    Vests,
    No,
}
