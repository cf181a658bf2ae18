//! The part of the fact sheet on payment.

use serde::Serialize;

use super::interest::{Per, Stance};
use super::{Expenses, From, Payment};
use crate::contract::Contract;
use crate::facts::{Side, Unit};
use crate::span::Span;
use crate::terms::Bound;

#[derive(Clone, Debug, Default, Serialize)]
pub struct Sheet {
    pub terms: Vec<Term>,
    pub late_interest: LateInterest,
    pub set_off: SetOff,
    pub pay_when_paid: Presence,
    pub advance: Presence,
    pub price_increase: PriceIncrease,
    pub expenses: ExpensesSheet,
}

#[derive(Clone, Debug, Serialize)]
pub struct PriceIncrease {
    /// "vendor" or "none".
    pub unilateral_by: &'static str,
    pub quote: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ExpensesSheet {
    /// "vendor", "customer", "each" or "unstated".
    pub borne_by: &'static str,
    pub quote: Option<String>,
}

impl Default for PriceIncrease {
    fn default() -> Self {
        Self { unilateral_by: "none", quote: None }
    }
}

impl Default for ExpensesSheet {
    fn default() -> Self {
        Self { borne_by: "unstated", quote: None }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Term {
    /// "customer" or "vendor".
    pub payer: &'static str,
    /// Days as written (business days are not recounted); a week is 7, a month 30. None where payment
    /// falls due on a calendar date or the number is left blank.
    pub days: Option<f64>,
    pub from: &'static str,
    pub quote: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct LateInterest {
    pub present: bool,
    pub percent: Option<f64>,
    /// "month" or "year".
    pub per: Option<&'static str>,
    pub quote: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SetOff {
    /// "customer", "vendor", "either" or "none".
    pub by: &'static str,
    pub quote: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Presence {
    pub present: bool,
    pub quote: Option<String>,
}

impl Default for SetOff {
    fn default() -> Self {
        Self { by: "none", quote: None }
    }
}

impl Payment {
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let quote = |span: Span| Some(contract.quote(span).to_owned());
        Sheet {
            terms: self
                .terms
                .iter()
                .flat_map(|term| {
                    sides(term.payer).iter().map(|payer| Term {
                        payer,
                        days: Some(days(term)),
                        from: from(term.from),
                        quote: contract.quote(term.span).to_owned(),
                    })
                })
                .chain(self.dated.iter().flat_map(|dated| {
                    sides(dated.payer).iter().map(|payer| Term {
                        payer,
                        days: None,
                        from: "other",
                        quote: contract.quote(dated.span).to_owned(),
                    })
                }))
                .collect(),
            late_interest: self.late_interest_sheet(contract),
            set_off: self
                .set_off
                .iter()
                .find_map(|right| {
                    let by = if right.holder == Bound::Both { "either" } else { side(right.holder)? };
                    Some(SetOff { by, quote: quote(right.span) })
                })
                .unwrap_or_default(),
            pay_when_paid: self
                .contingent
                .iter()
                .find(|tie| tie.payer == Bound::Side(Side::Customer))
                .or(self.contingent.first())
                .map(|tie| tie.span)
                .or(self.collected)
                .map_or_else(Presence::default, |span| Presence { present: true, quote: quote(span) }),
            advance: self
                .advances
                .iter()
                .min_by_key(|advance| (advance.kind, advance.payer == Bound::Unclear))
                .map_or_else(Presence::default, |advance| Presence { present: true, quote: quote(advance.span) }),
            price_increase: self.price_changes.iter().find(|change| change.by.is(Side::Vendor)).map_or_else(
                PriceIncrease::default,
                |change| PriceIncrease { unilateral_by: "vendor", quote: quote(change.span) },
            ),
            expenses: Expenses::told(&self.expenses)
                .and_then(|(borne_by, one)| {
                    let borne_by = if borne_by == Bound::Both { "each" } else { side(borne_by)? };
                    Some(ExpensesSheet { borne_by, quote: quote(one.span) })
                })
                .unwrap_or_default(),
        }
    }

    fn late_interest_sheet(&self, contract: &Contract) -> LateInterest {
        let granted = || self.interest.iter().filter(|interest| interest.stance == Stance::Granted);
        // What an audit finds unpaid bears interest as well; the clause on paying late tells it better.
        let audited = |interest: &super::LateInterest| {
            let words = interest.span.map_or("", |span| contract.quote(span)).to_lowercase();
            ["audit", "inspection", "understate", "underpa"].iter().any(|stem| words.contains(stem))
        };
        let best = granted().min_by_key(|interest| (interest.percent.is_none(), audited(interest)));
        let Some(interest) = best else {
            return LateInterest::default();
        };
        LateInterest {
            present: true,
            percent: interest.percent.map(|(percent, _)| percent),
            per: interest.per.map(|per| match per {
                Per::Day => "day",
                Per::Week => "week",
                Per::Month => "month",
                Per::Year => "year",
            }),
            quote: interest.span.map(|span| contract.quote(span).to_owned()),
        }
    }
}

fn side(bound: Bound) -> Option<&'static str> {
    match bound {
        Bound::Side(Side::Vendor) => Some("vendor"),
        Bound::Side(Side::Customer) => Some("customer"),
        Bound::Both | Bound::Unclear => None,
    }
}

/// Where each party pays the other, both do.
fn sides(bound: Bound) -> &'static [&'static str] {
    match bound {
        Bound::Side(Side::Vendor) => &["vendor"],
        Bound::Side(Side::Customer) => &["customer"],
        Bound::Both => &["customer", "vendor"],
        Bound::Unclear => &[],
    }
}

fn days(term: &super::PaymentTerm) -> f64 {
    match term.days.unit {
        Unit::BusinessDay => term.days.amount,
        _ => term.days.days().round(),
    }
}

fn from(from: From) -> &'static str {
    match from {
        From::Receipt => "receipt_of_invoice",
        From::InvoiceDate => "invoice",
        From::MonthEnd => "month_end",
        From::Acceptance | From::Approval => "acceptance",
        From::Delivery => "delivery",
        From::Start | From::Event => "event",
        From::Unstated => "other",
    }
}
