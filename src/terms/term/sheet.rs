//! The part of the fact sheet on the term and its end.

use serde::Serialize;

use super::exit::Exit;
use super::ground::Ground;
use super::renewal::Manner;
use super::{Term, initial};
use crate::contract::Contract;
use crate::facts::{Duration, Side, Unit};
use crate::outline::SentenceId;
use crate::span::Span;
use crate::terms::Bound;

#[derive(Clone, Debug, Default, Serialize)]
pub struct Sheet {
    pub initial_months: Option<f64>,
    pub auto_renewal: AutoRenewal,
    pub convenience_termination: Vec<Convenience>,
    pub kill_fee: Presence,
    /// Days to cure, each once.
    pub cure_days: Vec<f64>,
    pub cure_quote: Option<String>,
    pub immediate_termination: Immediate,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct AutoRenewal {
    pub present: bool,
    pub renewal_months: Option<f64>,
    pub notice_days: Option<f64>,
    pub quote: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Convenience {
    /// "vendor", "customer" or "either".
    pub by: &'static str,
    pub notice_days: Option<f64>,
    pub quote: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Presence {
    pub present: bool,
    pub quote: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Immediate {
    /// "vendor", "customer", "either" or "none".
    pub by: &'static str,
    pub quote: Option<String>,
}

impl Default for Immediate {
    fn default() -> Self {
        Self { by: "none", quote: None }
    }
}

impl Term {
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let quote = |span: Span| contract.quote(span).to_owned();
        let payoff = self.payoffs.first();
        Sheet {
            initial_months: self.initial.first().map(|term| initial::months(term.length)),
            auto_renewal: self.auto_renewal(contract),
            convenience_termination: self.convenience().filter_map(|exit| convenience(contract, exit)).collect(),
            kill_fee: Presence { present: payoff.is_some(), quote: payoff.map(|payoff| quote(payoff.span)) },
            cure_days: self.cure_days(),
            cure_quote: self.cures.first().map(|cure| quote(cure.span)),
            immediate_termination: self.immediate_sheet(contract),
        }
    }

    fn auto_renewal(&self, contract: &Contract) -> AutoRenewal {
        // Of several the one that tells most: the others speak of a part, or only name it.
        let automatic = self.renewals.iter().filter(|renewal| renewal.manner == Manner::Automatic);
        let Some(renewal) = automatic.min_by_key(|one| (one.length.is_none(), one.notice.is_none())) else {
            return AutoRenewal::default();
        };
        AutoRenewal {
            present: true,
            renewal_months: renewal.length.map(|(length, _)| initial::months(length)),
            notice_days: renewal.notice.map(|(length, _)| days(length)),
            quote: Some(contract.quote(renewal.span).to_owned()),
        }
    }

    fn cure_days(&self) -> Vec<f64> {
        let mut all: Vec<f64> = Vec::new();
        for cure in &self.cures {
            let days = days(cure.length);
            if !all.contains(&days) {
                all.push(days);
            }
        }
        all
    }

    fn immediate_sheet(&self, contract: &Contract) -> Immediate {
        // What no rule asks for: a breach that cannot be put right ends the contract at once in most contracts.
        let incurable = || self.exits.iter().filter(|exit| exit.is_immediate_if_incurable());
        let rights: Vec<&Exit> = self.immediate().chain(incurable()).collect();
        let holds = |side: Side| rights.iter().any(|exit| exit.by == Bound::Both || exit.by.is(side));
        let by = match (holds(Side::Vendor), holds(Side::Customer)) {
            (true, true) => "either",
            (true, false) => "vendor",
            (false, true) => "customer",
            (false, false) => return Immediate::default(),
        };
        let all = rights.iter().find(|exit| by == "either" && exit.by == Bound::Both).or_else(|| rights.first());
        Immediate { by, quote: all.map(|exit| whole(contract, exit.sentence, exit.span)) }
    }
}

/// The whole sentence, where it is of a length that can be quoted.
fn whole(contract: &Contract, sentence: SentenceId, span: Span) -> String {
    let all = contract.outline.sentence(sentence).span;
    contract.quote(if all.end - all.start < 900 { all } else { span }).to_owned()
}

fn convenience(contract: &Contract, exit: &Exit) -> Option<Convenience> {
    let by = match exit.by {
        Bound::Both => "either",
        Bound::Side(Side::Vendor) => "vendor",
        Bound::Side(Side::Customer) => "customer",
        Bound::Unclear => return None,
    };
    // "Effective on the date such notice is received" leaves no days; "upon notice" does not say.
    let ends_at_once = exit.at_once.is_some_and(|span| !contract.quote(span).eq_ignore_ascii_case("upon"));
    Some(Convenience {
        by,
        notice_days: exit.notice.map(|(length, _)| days(length)).or(ends_at_once.then_some(0.0)),
        quote: whole(contract, exit.sentence, exit.span),
    })
}

/// Days as written; a month counts 30, a year 365.
pub fn days(length: Duration) -> f64 {
    match length.unit {
        Unit::BusinessDay => length.amount,
        Unit::Month | Unit::Quarter => (length.months() * 30.0).round(),
        Unit::Year => (length.amount * 365.0).round(),
        _ => length.days().round(),
    }
}

impl Term {
    /// The rights to end the contract without a ground.
    pub fn convenience(&self) -> impl Iterator<Item = &Exit> {
        self.exits.iter().filter(|exit| exit.ground == Ground::None)
    }

    /// The rights to end it for a breach with no time to cure.
    pub fn immediate(&self) -> impl Iterator<Item = &Exit> {
        self.exits.iter().filter(|exit| exit.is_immediate())
    }
}
