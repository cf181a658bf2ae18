//! Calendar dates. In: a place in the tokens. Out: a [`Found`] date or part of one, so that its
//! numbers are not taken for quantities.

use super::Value;
use super::figure::{Figure, Suffix};
use super::measure::{self, Measure};
use super::scan::Scan;
use super::vocabulary::Meaning;

/// What stands at a place: a date with a year, or words of a date without one ("December 31").
pub(super) struct Found {
    pub value: Option<Value>,
    pub end: usize,
}

pub(super) fn read(scan: &Scan, at: usize) -> Option<Found> {
    match scan.meaning(at) {
        Meaning::Month(_) => month_first(scan, at),
        Meaning::Figure(_) => numeric(scan, at).or_else(|| day_first(scan, at)),
        Meaning::Ordinal(day) => day_of(scan, at + 1, day),
        _ => None,
    }
}

fn found(year: u16, month: Option<u8>, day: Option<u8>, end: usize) -> Option<Found> {
    Some(Found { value: Some(Value::Date { year, month, day }), end })
}

/// "June 30, 2019", "Jan. 1st 2020", "June 2019", "June ___, 2019", "June 30".
fn month_first(scan: &Scan, at: usize) -> Option<Found> {
    let month = month_at(scan, at)?;
    let next = at + 1 + usize::from(scan.is(at + 1, Meaning::Dot));
    if let Some((year, end)) = year_behind(scan, next) {
        return found(year, Some(month), None, end);
    }
    let day = day_at(scan, next);
    if day.is_none() && !is_blank(scan, next) {
        return None;
    }
    match year_behind(scan, next + 1) {
        Some((year, end)) => found(year, Some(month), day, end),
        None => Some(Found { value: None, end: next + 1 }),
    }
}

/// "30 June 2019", "30th day of June, 2019", "30-Jun-2019".
fn day_first(scan: &Scan, at: usize) -> Option<Found> {
    day_of(scan, at + 1, f64::from(day_at(scan, at)?))
}

/// "day of June, 2019" behind a day.
fn day_of(scan: &Scan, behind: usize, day: f64) -> Option<Found> {
    let mut at = behind;
    if scan.is(at, Meaning::Open) && day_at(scan, at + 1).is_some() && scan.is(at + 2, Meaning::Close) {
        at += 3;
    }
    while at < behind + 6 && (matches!(scan.meaning(at), Meaning::Of | Meaning::Hyphen) || scan.word(at) == "day") {
        at += 1;
    }
    let month = month_at(scan, at)?;
    let dot = usize::from(scan.is(at + 1, Meaning::Dot) && scan.touches(at));
    let hyphen = usize::from(scan.is(at + 1 + dot, Meaning::Hyphen));
    match year_behind(scan, at + 1 + dot + hyphen) {
        Some((year, end)) => found(year, Some(month), Some(day as u8), end),
        None => Some(Found { value: None, end: at + 1 }),
    }
}

/// "2019-06-30", "6/30/2019", "30.06.2019". Which is the day in "6/7/2019" is not told, so neither is given.
fn numeric(scan: &Scan, at: usize) -> Option<Found> {
    let (parts, end) = parts(scan, at)?;
    let (year, one, two, year_first) = match parts {
        [year, one, two] if (1900..2200).contains(&year) => (year, one, two, true),
        [one, two, year] if (1900..2200).contains(&year) => (year, one, two, false),
        // Two digits: contracts in force are of 1950 to 2049.
        [one, two, year @ 0..50] if scan.is(at + 1, Meaning::Slash) => (2000 + year, one, two, false),
        [one, two, year @ 50..100] if scan.is(at + 1, Meaning::Slash) => (1900 + year, one, two, false),
        _ => return None,
    };
    let pointed = scan.word(at).contains('.');
    let (month, day) = match (one, two) {
        (1..=12, 1..=31) if year_first => (one, two),
        (1..=31, 1..=12) if pointed || one > 12 => (two, one),
        (1..=12, 13..=31) => (one, two),
        (1..=12, 1..=12) if one == two => (one, two),
        (1..=12, 1..=12) => return found(year, None, None, end),
        _ => return None,
    };
    found(year, Some(month as u8), Some(day as u8), end)
}

/// Three figures joined by "-" or "/", or one token with points.
fn parts(scan: &Scan, at: usize) -> Option<([u16; 3], usize)> {
    let separator = scan.meaning(at + 1);
    if matches!(separator, Meaning::Hyphen | Meaning::Slash) && (at..at + 4).all(|place| scan.touches(place)) {
        let number = |place: usize| scan.word(place).parse().ok();
        let joined = separator == scan.meaning(at + 3);
        return joined.then(|| Some(([number(at)?, number(at + 2)?, number(at + 4)?], at + 5))).flatten();
    }
    None
}

/// "30.06.2019" is one token that is no figure.
pub(super) fn pointed(word: &str) -> Option<Value> {
    let mut parts = word.split('.');
    let mut next = || parts.next().and_then(|part| part.parse::<u16>().ok());
    let (day, month, year) = (next()?, next()?, next()?);
    let real = (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2200).contains(&year);
    (real && parts.next().is_none()).then_some(Value::Date { year, month: Some(month as u8), day: Some(day as u8) })
}

/// The month named by the token: a capital letter, and not the verb "May".
fn month_at(scan: &Scan, at: usize) -> Option<u8> {
    let Meaning::Month(named) = scan.meaning(at) else { return None };
    let token = scan.token(at)?;
    let shouted = token.all_caps && matches!(named, 3 | 5);
    (token.capital && (!shouted || matches!(scan.meaning(at + 1), Meaning::Figure(_)))).then_some(named)
}

/// A day of the month that counts nothing ("MAY 30 DAYS" is no date).
fn day_at(scan: &Scan, at: usize) -> Option<u8> {
    let Meaning::Figure(Figure { value, suffix: Suffix::None | Suffix::Ordinal }) = scan.meaning(at) else {
        return None;
    };
    let counts = matches!(measure::after(scan, at + 1), Some((Measure::Time(unit, _), _)) if unit != super::Unit::Day)
        || matches!(scan.word(at + 1), "days" | "business" | "calendar");
    (value.fract() == 0.0 && (1.0..=31.0).contains(&value) && !counts).then_some(value as u8)
}

fn is_blank(scan: &Scan, at: usize) -> bool {
    scan.word(at).starts_with('_')
}

/// ", 2019", "of 2019", "2019".
fn year_behind(scan: &Scan, at: usize) -> Option<(u16, usize)> {
    let place = at + usize::from(matches!(scan.meaning(at), Meaning::Comma | Meaning::Of));
    year_at(scan, place).map(|year| (year, place + 1))
}

/// Four digits from 1900 to 2199.
pub(super) fn year_at(scan: &Scan, at: usize) -> Option<u16> {
    let word = scan.word(at);
    let year: u16 = (word.len() == 4).then(|| word.parse().ok()).flatten()?;
    (1900..2200).contains(&year).then_some(year)
}
