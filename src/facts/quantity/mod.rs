//! Numbers with their units, as written: durations, money, percentages, multiples, dates, plain
//! numbers. In: a document's tokens. Out: [`Fact`]s in order, and [`write`], which says another
//! value in the style of the words it replaces. `terms` and `redline` come next.

mod compose;
mod context;
mod date;
mod decimal;
mod figure;
mod measure;
mod number;
mod ordinal;
mod scan;
mod spell;
mod vocabulary;
mod write;

use std::ops::Range;

use compose::Quantity;
use measure::Measure;
use scan::Scan;
use vocabulary::Meaning;

pub use decimal::decimal;
pub use write::{parse, write};

use crate::ingest::Document;
use crate::outline::Outline;
use crate::span::Span;

/// Is this the full name of a month, in small letters?
pub fn is_month(word: &str) -> bool {
    vocabulary::MONTHS.contains(&word)
}

/// The number of a day, a year or a part in a row: 15 for "fifteenth" and "15th".
pub fn ordinal(word: &str) -> Option<f64> {
    vocabulary::ordinal(word)
}

/// A unit of time, kept as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    Hour,
    Day,
    BusinessDay,
    Week,
    Month,
    Quarter,
    Year,
}

/// A length of time in its own unit, never flattened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Duration {
    pub amount: f64,
    pub unit: Unit,
}

impl Duration {
    /// Calendar days, for comparing: a month counts 30, a year 365, five business days a week.
    pub fn days(self) -> f64 {
        self.amount
            * match self.unit {
                Unit::Hour => 1.0 / 24.0,
                Unit::Day => 1.0,
                Unit::BusinessDay => 1.4,
                Unit::Week => 7.0,
                Unit::Month => 30.0,
                Unit::Quarter => 91.0,
                Unit::Year => 365.0,
            }
    }

    /// Months, for comparing: a year counts 12, 30 days one.
    pub fn months(self) -> f64 {
        match self.unit {
            Unit::Month => self.amount,
            Unit::Quarter => self.amount * 3.0,
            Unit::Year => self.amount * 12.0,
            _ => self.days() / 30.0,
        }
    }
}

/// ISO 4217 code where the sign or word tells it ("USD", "EUR", "GBP", …).
pub type Currency = &'static str;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    Duration(Duration),
    /// `currency` is none where only "$" or "dollars" is said.
    Money {
        amount: f64,
        currency: Option<Currency>,
    },
    /// 1.5 for "1.5 %", "one and one-half percent".
    Percent(f64),
    /// 3 for "3x", "three times", "triple"; 2 for "twice".
    Multiple(f64),
    /// "June 30, 2019"; no day for "June 2019"; neither where day and month cannot be told apart.
    Date {
        year: u16,
        month: Option<u8>,
        day: Option<u8>,
    },
    Number(f64),
}

/// A quantity in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub value: Value,
    /// All of it: number in words and figures, unit, possessive mark ("ninety (90) days'").
    pub span: Span,
    pub tokens: Range<usize>,
    /// "sixty (30) days": the words' value where words and figures disagree; `value` is the figures'.
    pub words_say: Option<f64>,
}

pub fn read(document: &Document, outline: &Outline) -> Vec<Fact> {
    let text = &document.text;
    let ends = text.blocks().iter().map(|block| block.span.end).collect();
    facts(&mut Scan::new(text.canonical(), text.tokens(), &outline.labels, ends))
}

fn facts(scan: &mut Scan) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        scan.enter(at);
        at = match read_at(scan, at) {
            Some((Some(fact), end)) => {
                facts.push(fact);
                end
            }
            Some((None, end)) => end,
            None => at + 1,
        };
    }
    facts
}

/// What stands at a token: a fact, or words that are none and must be passed over.
fn read_at(scan: &Scan, at: usize) -> Option<(Option<Fact>, usize)> {
    match scan.meaning(at) {
        Meaning::Cites => Some((None, context::past_citation(scan, at))),
        Meaning::Month(_) => date_at(scan, at),
        Meaning::Ordinal(_) => counted_at(scan, at).or_else(|| date_at(scan, at)),
        Meaning::Figure(_) => counted_at(scan, at)
            .or_else(|| date_at(scan, at))
            .or_else(|| passed(context::past_identifier(scan, at)))
            .or_else(|| quantity_at(scan, at)),
        Meaning::Fold(value) => fold(scan, at, value),
        Meaning::Tens(_) => counted_at(scan, at).or_else(|| quantity_at(scan, at)),
        Meaning::Small(_)
        | Meaning::Article
        | Meaning::Half
        | Meaning::Dot
        | Meaning::Sign(_)
        | Meaning::Code(_)
        | Meaning::Country
        | Meaning::Open
        | Meaning::Net => quantity_at(scan, at),
        Meaning::Dotted => pointed(scan, at),
        _ => None,
    }
}

fn passed(end: Option<usize>) -> Option<(Option<Fact>, usize)> {
    end.map(|end| (None, end))
}

fn fact(scan: &Scan, value: Value, tokens: Range<usize>) -> Fact {
    Fact { value, span: scan.span(tokens.clone()), tokens, words_say: None }
}

/// "30.06.2019" is one token.
fn pointed(scan: &Scan, at: usize) -> Option<(Option<Fact>, usize)> {
    let value = date::pointed(scan.word(at))?;
    Some((Some(fact(scan, value, at..at + 1)), at + 1))
}

fn date_at(scan: &Scan, at: usize) -> Option<(Option<Fact>, usize)> {
    let found = date::read(scan, at)?;
    Some((found.value.map(|value| fact(scan, value, at..found.end)), found.end))
}

/// "the thirtieth (30th) day after receipt".
fn counted_at(scan: &Scan, at: usize) -> Option<(Option<Fact>, usize)> {
    let counted = ordinal::read(scan, at)?;
    let value = Value::Duration(Duration { amount: counted.amount, unit: counted.unit });
    Some((Some(fact(scan, value, at..counted.end)), counted.end))
}

/// "twice the fees", "double its charges"; "twice a year" is none.
fn fold(scan: &Scan, at: usize, value: f64) -> Option<(Option<Fact>, usize)> {
    const DOUBLED: [&str; 17] = [
        "the", "its", "their", "such", "that", "any", "all", "amount", "amounts", "damages", "fees", "charges", "your",
        "our", "his", "her", "this",
    ];
    DOUBLED.contains(&scan.word(at + 1)).then(|| (Some(fact(scan, Value::Multiple(value), at..at + 1)), at + 1))
}

fn quantity_at(scan: &Scan, at: usize) -> Option<(Option<Fact>, usize)> {
    let quantity = compose::read(scan, at)?;
    let measure = quantity.measure().or_else(|| shared(scan, &quantity, 0));
    let tokens = quantity.tokens.clone();
    let stands = match measure {
        Some(_) if quantity.first.number.form == number::Form::Article => context::article_counts(scan, at, &quantity),
        Some(_) => !context::round_the_clock(scan, &quantity),
        None => context::stands(scan, &quantity),
    };
    let end = if stands || quantity.first.number.form != number::Form::Article { tokens.end } else { at + 1 };
    let fact =
        stands.then(|| Fact { words_say: quantity.words_say(), ..fact(scan, quantity.value_in(measure), tokens) });
    Some((fact, end))
}

/// The measure said once for several numbers: "thirty or sixty days", "5-10%", "30, 60 and 90 days".
fn shared(scan: &Scan, quantity: &Quantity, depth: usize) -> Option<Measure> {
    let end = quantity.tokens.end;
    let next = match (scan.meaning(end), scan.meaning(end + 1)) {
        (Meaning::Comma, Meaning::Or | Meaning::And | Meaning::To) => end + 2,
        (Meaning::Comma | Meaning::Or | Meaning::To | Meaning::Hyphen | Meaning::And, _) => end + 1,
        _ => return None,
    };
    let further = compose::read(scan, next).filter(|further| further.first.number.form != number::Form::Article)?;
    match further.measure() {
        Some(measure @ (Measure::Time(..) | Measure::Percent(_))) if !scan.is(next - 1, Meaning::Comma) => {
            Some(measure)
        }
        None if depth < 4 => shared(scan, &further, depth + 1),
        _ => None,
    }
}
