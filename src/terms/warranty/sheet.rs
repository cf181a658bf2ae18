//! The part of the fact sheet on warranties.

use serde::Serialize;

use super::Warranty;
use super::disclaimer::Disclaimer;
use super::promise::{Promise, Quality};
use crate::contract::Contract;
use crate::facts::{Duration, Unit};
use crate::span::Span;

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub as_is: Presence,
    pub absolute: Presence,
    pub period_days: Option<f64>,
    pub period_quote: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Presence {
    pub present: bool,
    pub quote: Option<String>,
}

impl Warranty {
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let quote = |span: Span| contract.quote(span).to_owned();
        let presence = |span: Option<Span>| Presence { present: span.is_some(), quote: span.map(quote) };
        let period = self.periods.first();
        Sheet {
            as_is: presence(self.disclaimed().map(|one| one.span)),
            absolute: presence(self.absolute().map(|one| one.span)),
            period_days: period.map(|one| calendar_days(one.period)),
            period_quote: period.map(|one| quote(one.span)),
        }
    }

    /// "As is" in so many words, before the first words that leave no promise but those that are written down.
    fn disclaimed(&self) -> Option<&Disclaimer> {
        let told = self.disclaimers.iter().filter(|one| one.whole || one.as_is || one.others);
        told.min_by_key(|one| !one.as_is)
    }

    /// A promise of what the work is, before one of whose it is.
    fn absolute(&self) -> Option<&Promise> {
        let all = self.promises.iter().filter(|one| one.is_absolute());
        all.min_by_key(|one| one.quality == Quality::Title)
    }
}

/// Days of a warranty: twelve months are a year of 365.
fn calendar_days(period: Duration) -> f64 {
    let years = period.months() / 12.0;
    let whole = period.unit == Unit::Month && years.fract() == 0.0;
    if whole { years * 365.0 } else { period.days().round() }
}
