//! What a number counts. In: the place behind a number. Out: its [`Measure`] and the tokens that
//! say it ("calendar days", "per cent", "US dollars"); `compose` puts number and measure together.

use std::ops::Range;

use super::date;
use super::figure::Suffix;
use super::number::Number;
use super::scan::Scan;
use super::vocabulary::Meaning;
use super::{Currency, Unit};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Measure {
    /// A unit and how many of it the word counts (a fortnight is two weeks).
    Time(Unit, f64),
    /// What one of it is in percent (a basis point is 0.01).
    Percent(f64),
    /// What one of it is in the currency (a cent is 0.01).
    Money(Option<Currency>, f64),
    Times,
}

impl Measure {
    /// Can both be said of one quantity ("thirty days (30 days)")?
    pub fn agrees(self, other: Self) -> bool {
        match (self, other) {
            (Measure::Money(one, _), Measure::Money(two, _)) => one.is_none() || two.is_none() || one == two,
            _ => self == other,
        }
    }
}

/// The measure that stands at `at`, right behind a number.
pub(super) fn after(scan: &Scan, at: usize) -> Option<(Measure, Range<usize>)> {
    let start = if scan.is(at, Meaning::Hyphen) { at + 1 } else { at };
    time(scan, start)
        .or_else(|| percent(scan, start))
        .or_else(|| money(scan, start))
        .or_else(|| times(scan, start))
        .map(|(measure, end)| (measure, start..end))
}

/// The measure that is glued to the figure ("3x", "30days").
pub(super) fn glued(scan: &Scan, number: &Number) -> Option<Measure> {
    let named = scan.token(number.tokens.end).is_some_and(|next| next.capital);
    match number.suffix {
        // "24X CD-ROM" is a name.
        Suffix::Times => (number.value <= 20.0 && !named).then_some(Measure::Times),
        Suffix::Time(unit) => Some(Measure::Time(unit, 1.0)),
        Suffix::None | Suffix::Scale(_) | Suffix::Ordinal => None,
    }
}

/// "business days", "full calendar months", "day(s)", "days'".
fn time(scan: &Scan, start: usize) -> Option<(Measure, usize)> {
    let (mut at, mut working) = (start, false);
    while at < start + 5 {
        match scan.meaning(at) {
            Meaning::Working => working = true,
            Meaning::TimeAdjective => {}
            Meaning::Hyphen if at > start => {}
            // "30 or more consecutive days"
            Meaning::Or if matches!(scan.word(at + 1), "more" | "fewer" | "less" | "greater") => at += 1,
            Meaning::Time(Unit::Day, _) if working => {
                return Some((Measure::Time(Unit::BusinessDay, 1.0), unit_end(scan, at)));
            }
            Meaning::Time(unit, times) => return counted(scan, at, unit, times),
            _ => return None,
        }
        at += 1;
    }
    None
}

fn counted(scan: &Scan, at: usize, unit: Unit, times: f64) -> Option<(Measure, usize)> {
    (!is_reckoning_year(scan, at) && !names_a_year(scan, at)).then(|| (Measure::Time(unit, times), unit_end(scan, at)))
}

/// "Year 2000".
fn names_a_year(scan: &Scan, at: usize) -> bool {
    let next = at + 1 + usize::from(scan.is(at + 1, Meaning::Hyphen));
    scan.is(at, Meaning::Time(Unit::Year, 1.0)) && date::year_at(scan, next).is_some()
}

/// "day year" of "a 360-day year": how interest is reckoned, not a length of time that was agreed.
pub(super) fn is_reckoning_year(scan: &Scan, at: usize) -> bool {
    let day = if scan.is(at, Meaning::Hyphen) { at + 1 } else { at };
    scan.is(day, Meaning::Time(Unit::Day, 1.0)) && scan.is(day + 1, Meaning::Time(Unit::Year, 1.0))
}

/// Past "(s)", a possessive mark, the dot of "mos.".
fn unit_end(scan: &Scan, unit: usize) -> usize {
    let mut end = unit + 1;
    if scan.is(end, Meaning::Open) && scan.word(end + 1) == "s" && scan.is(end + 2, Meaning::Close) {
        end += 3;
    }
    if matches!(scan.word(unit), "mo" | "mos" | "yr" | "yrs" | "hr" | "hrs" | "wks") && scan.is(end, Meaning::Dot) {
        let follows = scan.token(end + 1).is_some_and(|next| !next.capital);
        end += usize::from(follows && scan.touches(end - 1));
    }
    if scan.is(end, Meaning::Possessive) { end + 1 } else { end }
}

/// "%", "percent", "per cent", "basis points", "percentage points".
fn percent(scan: &Scan, at: usize) -> Option<(Measure, usize)> {
    let two = (scan.meaning(at), scan.meaning(at + 1));
    match two {
        (Meaning::Percent, Meaning::Points) => Some((Measure::Percent(1.0), at + 2)),
        (Meaning::Percent, _) => Some((Measure::Percent(1.0), at + 1)),
        (Meaning::Per, Meaning::Cent) => Some((Measure::Percent(1.0), at + 2)),
        (Meaning::Basis, Meaning::Points) => Some((Measure::Percent(0.01), at + 2)),
        (_, Meaning::Points) if scan.word(at) == "percentage" => Some((Measure::Percent(1.0), at + 2)),
        _ if scan.word(at) == "bps" => Some((Measure::Percent(0.01), at + 1)),
        _ => None,
    }
}

/// "of one percent" behind "one-half".
pub(super) fn of_one_percent(scan: &Scan, at: usize) -> Option<(Measure, Range<usize>)> {
    let one = match scan.meaning(at + 1) {
        Meaning::Small(value) => value == 1.0,
        Meaning::Figure(figure) => figure.value == 1.0,
        _ => false,
    };
    let (measure, end) = percent(scan, at + 2).filter(|_| one && scan.is(at, Meaning::Of))?;
    Some((measure, at..end))
}

/// "dollars", "U.S. dollars", "USD", "€".
fn money(scan: &Scan, at: usize) -> Option<(Measure, usize)> {
    match scan.meaning(at) {
        Meaning::Code(code) => return Some((Measure::Money(Some(code), 1.0), at + 1)),
        // "5000$" and "40 €", not the columns "5 $" of a table; a sign before a figure is that figure's.
        Meaning::Sign(currency)
            if (currency.is_some() || at > 0 && scan.touches(at - 1))
                && !matches!(scan.meaning(at + 1), Meaning::Figure(_)) =>
        {
            return Some((Measure::Money(currency, 1.0), at + 1));
        }
        _ => {}
    }
    let (country, coin) = country(scan, at);
    match scan.meaning(coin) {
        Meaning::Coin(currency) => Some((Measure::Money(country.or(currency), 1.0), coin_end(scan, coin))),
        Meaning::SmallCoin => Some((Measure::Money(country, 0.01), coin + 1)),
        _ => None,
    }
}

fn coin_end(scan: &Scan, coin: usize) -> usize {
    coin + if scan.word(coin + 1) == "sterling" { 2 } else { 1 }
}

/// "U.S.", "United States", "Canadian" before a coin: its currency, and where the coin stands.
fn country(scan: &Scan, at: usize) -> (Option<Currency>, usize) {
    let mut end = at;
    let mut code = None;
    while end < at + 5 {
        code = match scan.word(end) {
            "us" | "u.s" | "u.s." | "united" | "american" => Some("USD"),
            "canadian" => Some("CAD"),
            "australian" => Some("AUD"),
            "singapore" => Some("SGD"),
            "hong" => Some("HKD"),
            "new" => Some("NZD"),
            "british" => Some("GBP"),
            "u" if scan.word(end + 2) == "s" => Some("USD"),
            "states" | "of" | "america" | "kong" | "zealand" | "s" | "." if code.is_some() => code,
            _ => break,
        };
        end += 1;
    }
    (code, end)
}

/// "times" or "x", where it multiplies and does not say how often.
fn times(scan: &Scan, at: usize) -> Option<(Measure, usize)> {
    match scan.meaning(at) {
        Meaning::Times if multiplies(scan, at + 1) => Some((Measure::Times, at + 1)),
        Meaning::Cross if crosses(scan, at) => Some((Measure::Times, at + 1)),
        _ => None,
    }
}

/// "3 x the fees", not "64 x 256" nor "1 X Tier".
fn crosses(scan: &Scan, cross: usize) -> bool {
    let next = cross + 1;
    let small = cross > 0 && scan.word(cross - 1).len() <= 3;
    small && multiplies(scan, next) && scan.token(next).is_none_or(|token| !token.capital)
}

/// "three times the fees" multiplies, "three times a year" and "rejected three times" do not.
pub(super) fn multiplies(scan: &Scan, next: usize) -> bool {
    const OFTEN: [&str; 35] = [
        "per",
        "a",
        "an",
        "each",
        "every",
        "in",
        "during",
        "annually",
        "monthly",
        "weekly",
        "daily",
        "yearly",
        "within",
        "over",
        "by",
        "before",
        "after",
        "without",
        "and",
        "or",
        "if",
        "on",
        "at",
        "as",
        "to",
        "with",
        "from",
        "until",
        "when",
        "because",
        "unless",
        "for",
        "then",
        "more",
        "consecutively",
    ];
    let word = scan.word(next);
    match scan.meaning(next) {
        Meaning::Open => true,
        // Nothing behind it: the text of a fact by itself.
        _ if word.is_empty() => true,
        _ => word.starts_with(|c: char| c.is_alphabetic() || c == '$') && !OFTEN.contains(&word),
    }
}
