//! From which day the days of a payment term count. In: the words behind the limit. Out: [`From`].

use std::ops::Range;

use crate::contract::Contract;
use crate::span::Span;
use crate::terms::scope;

/// The day from which the days count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    Receipt,
    InvoiceDate,
    MonthEnd,
    Acceptance,
    Approval,
    Delivery,
    /// The contract's own beginning: the payment stands in a schedule.
    Start,
    Event,
    Unstated,
}

impl From {
    pub fn word(self) -> &'static str {
        match self {
            From::Receipt => "receipt",
            From::InvoiceDate => "invoice-date",
            From::MonthEnd => "month-end",
            From::Acceptance => "acceptance",
            From::Approval => "approval",
            From::Delivery => "delivery",
            From::Start => "start",
            From::Event => "event",
            From::Unstated => "unstated",
        }
    }
}

/// The words that name a starting day; of several behind a limit the earliest decides: "the end of the
/// month in which the invoice is received" is the month's end.
const STARTS: [(&[&str], From); 6] = [
    (&["approval", "approved", "approves", "verification", "verified"], From::Approval),
    (&["acceptance", "accepted", "accepts"], From::Acceptance),
    (
        &["receipt", "received", "receiving", "receives", "getting", "presentation", "submission", "get", "receive"],
        From::Receipt,
    ),
    (&["month", "quarter", "year", "month's", "period", "week", "eom", "cycle"], From::MonthEnd),
    (&["invoice", "invoices", "invoiced", "invoicing", "billing", "bill", "statement"], From::InvoiceDate),
    (&["delivery", "shipment", "delivered", "completion"], From::Delivery),
];

/// What the days count from, by the words behind the limit.
pub fn start(contract: &Contract, behind: Range<usize>, at_once: bool, length: &Range<usize>) -> (From, Option<Span>) {
    let near = if at_once { length.start..length.end + 6 } else { behind.start..behind.end.min(behind.start + 16) };
    match earliest(contract, &near) {
        _ if !at_once && is_start(contract, behind.clone()) => (From::Start, None),
        Some((from, at)) => (from, Some(scope::span(contract, near.start..at + 1))),
        None if at_once => (From::Event, None),
        None if near.is_empty() || !scope::begins(contract, near, &["from", "after", "of", "follow", "upon"]) => {
            (From::Unstated, None)
        }
        None => (From::Event, None),
    }
}

/// "from the Effective Date", "after execution of this Agreement".
fn is_start(contract: &Contract, behind: Range<usize>) -> bool {
    let near = behind.start..behind.end.min(behind.start + 6);
    scope::begins(contract, near.clone(), &["effective", "execut", "signing", "signature", "commenc"])
        && !scope::begins(contract, near, &["invoice", "month", "receipt", "deliver"])
}

fn earliest(contract: &Contract, near: &Range<usize>) -> Option<(From, usize)> {
    let tokens = contract.document.text.tokens();
    // "within thirty days of its date"
    let own_date = near
        .clone()
        .take(4)
        .find(|at| tokens.at(*at) == "date" && matches!(tokens.at(at.saturating_sub(1)), "its" | "their"));
    if let Some(at) = own_date {
        return Some((From::InvoiceDate, at));
    }
    let mut starts = near.clone().filter_map(|at| {
        let (_, from) = STARTS.iter().find(|(words, _)| words.contains(&tokens.at(at)))?;
        let ends = *from != From::MonthEnd
            || tokens.at(at) == "eom"
            || scope::begins(contract, near.start..at, &["end", "follow", "after", "close", "last", "of"]);
        // "the billing period": the period, not the bill.
        let modifier = matches!(tokens.at(at + 1), "period" | "cycle" | "month");
        (ends && !modifier).then_some((*from, at))
    });
    let first = starts.next()?;
    let next = starts.next().filter(|(_, at)| at - first.1 <= 6 && !scope::holds(contract, first.1..*at, &[",", "in"]));
    // "within 5 days of receipt of payment": of somebody else's money, not of the invoice.
    let money = first.0 == From::Receipt
        && scope::holds(contract, first.1 + 1..first.1 + 5, &["payment", "payments", "funds", "monies", "proceeds"])
        && !scope::begins(contract, first.1 + 1..first.1 + 6, &["invoice", "request", "bill", "statement"]);
    if money {
        return Some((From::Event, first.1));
    }
    match (first.0, next) {
        // "the invoice is received", "the bill has been approved".
        (From::InvoiceDate, Some((from @ (From::Receipt | From::Approval | From::Acceptance), at))) => Some((from, at)),
        // "delivery of the invoice" brings no goods.
        (From::Delivery, Some((From::InvoiceDate, at))) => Some((From::Receipt, at)),
        _ => Some(first),
    }
}
