//! Days of the calendar. In: the dates of a line, or of the opening of a contract. Out: [`Day`]s and
//! the months between them.

use super::line::Line;
use crate::contract::Contract;
use crate::facts::{Duration, Fact, Unit, Value};
use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    fn of(fact: &Fact) -> Option<Self> {
        match fact.value {
            Value::Date { year, month: Some(month), day } => Some(Self { year, month, day: day.unwrap_or(1) }),
            _ => None,
        }
    }

    pub fn before(self, other: Self) -> bool {
        self < other
    }

    /// Whole months from this day to the end of another; the eleventh of May is a day past the tenth.
    pub fn months_to(self, last: Self) -> f64 {
        let months =
            (f64::from(last.year) - f64::from(self.year)) * 12.0 + f64::from(last.month) - f64::from(self.month);
        let days = f64::from(last.day) - f64::from(self.day);
        (months + (days / 30.0).round()).max(0.0)
    }
}

/// The dates of a line, in order.
pub fn days(line: &Line) -> Vec<(usize, Day, Span)> {
    let facts = line.contract.facts.quantities_within(line.sentence.tokens.clone()).iter();
    facts.filter_map(|fact| Some((line.place(fact.tokens.start)?, Day::of(fact)?, fact.span))).collect()
}

/// The day on which the contract begins: the first full date of its opening.
pub fn effective(contract: &Contract) -> Option<Day> {
    const OPENING: usize = 400;
    contract.facts.quantities_within(0..OPENING).iter().find_map(|fact| match fact.value {
        Value::Date { day: Some(_), .. } => Day::of(fact),
        _ => None,
    })
}

/// "until December 31, 1999", behind `at`: the months since the last day before it that the line or the
/// sentence before names.
pub fn since(line: &Line, at: usize) -> Option<Duration> {
    let days = days(line);
    let (_, last, _) = days.iter().find(|(place, ..)| *place > at && *place <= at + 5)?;
    let (_, first, _) = days.iter().rev().find(|(_, day, _)| day.before(*last))?;
    let months = first.months_to(*last);
    (months >= 1.0).then_some(Duration { amount: months, unit: Unit::Month })
}
