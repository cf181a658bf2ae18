//! Bare numbers. In: a place in the tokens. Out: a [`Number`] in words ("one hundred and twenty",
//! "one and one-half") or figures ("1,000", "1 1/2", "1.5 million"); `measure` reads its unit.

use std::ops::Range;

use super::decimal::decimal;
use super::figure::{Suffix, pointed_thousands};
use super::scan::Scan;
use super::vocabulary::Meaning;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Words,
    Figures,
    /// "a" of "a year".
    Article,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number {
    pub value: f64,
    pub form: Form,
    pub tokens: Range<usize>,
    pub suffix: Suffix,
}

pub(super) fn read(scan: &Scan, at: usize) -> Option<Number> {
    match scan.meaning(at) {
        Meaning::Figure(_) => figures(scan, at),
        Meaning::Dot => bare_decimal(scan, at),
        Meaning::Small(_) | Meaning::Tens(_) => words(scan, at, at, 0.0),
        Meaning::Article => match scan.meaning(at + 1) {
            Meaning::Hundred | Meaning::Scale(_) => words(scan, at, at + 1, 1.0),
            _ => Some(plain(1.0, Form::Article, at..at + 1)),
        },
        Meaning::Half if scan.is(at + 1, Meaning::Article) => Some(plain(0.5, Form::Words, at..at + 2)),
        _ => None,
    }
}

fn plain(value: f64, form: Form, tokens: Range<usize>) -> Number {
    Number { value, form, tokens, suffix: Suffix::None }
}

/// "90", "1/2", "1 1/2", "1-1/2", "1.5 million".
fn figures(scan: &Scan, at: usize) -> Option<Number> {
    let Meaning::Figure(first) = scan.meaning(at) else { return None };
    if let Some((value, end)) = ratio(scan, at) {
        return Some(plain(value, Form::Figures, at..end));
    }
    if first.suffix != Suffix::None {
        return Some(Number { value: first.value, form: Form::Figures, tokens: at..at + 1, suffix: first.suffix });
    }
    if let Some((value, end)) = decimal_comma(scan, at) {
        return Some(plain(value, Form::Figures, at..end));
    }
    let next = if scan.is(at + 1, Meaning::Hyphen) && scan.touches(at) { at + 2 } else { at + 1 };
    let whole = first.value.fract() == 0.0;
    if let Some((part, end)) = part(scan, next).filter(|_| whole) {
        return Some(plain(first.value + part, Form::Figures, at..end));
    }
    Some(match scan.meaning(at + 1) {
        Meaning::Scale(scale) => plain(first.value * scale, Form::Figures, at..at + 2),
        _ => plain(first.value, Form::Figures, at..at + 1),
    })
}

/// The broken part of a mixed number: "1/2" or "½".
fn part(scan: &Scan, at: usize) -> Option<(f64, usize)> {
    match scan.meaning(at) {
        Meaning::Figure(figure) if figure.value > 0.0 && figure.value < 1.0 && !scan.word(at).contains('.') => {
            Some((figure.value, at + 1))
        }
        _ => ratio(scan, at),
    }
}

/// "1/2", "3/4", "1/12th", "00/100"; not "24/7", "50/50", "6/30".
fn ratio(scan: &Scan, at: usize) -> Option<(f64, usize)> {
    const BELOW: [f64; 11] = [2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 16.0, 32.0, 100.0];
    let (Meaning::Figure(above), Meaning::Slash, Meaning::Figure(below)) =
        (scan.meaning(at), scan.meaning(at + 1), scan.meaning(at + 2))
    else {
        return None;
    };
    let longer = scan.is(at + 3, Meaning::Slash) && scan.touches(at + 2);
    let proper = above.value.fract() == 0.0 && above.value < below.value && BELOW.contains(&below.value);
    (proper && !longer && scan.touches(at) && scan.touches(at + 1)).then_some((above.value / below.value, at + 3))
}

/// "40.000,00", "1,5 %": a comma before one or two digits, where what stands around says money or
/// percent; "Sections 4,5" is two numbers.
fn decimal_comma(scan: &Scan, at: usize) -> Option<(f64, usize)> {
    let (whole, part) = (scan.word(at), scan.word(at + 2));
    let joined = scan.is(at + 1, Meaning::Comma) && scan.touches(at) && scan.touches(at + 1);
    let digits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let before = at > 0 && matches!(scan.meaning(at - 1), Meaning::Sign(_) | Meaning::Code(_));
    let around = before || matches!(scan.meaning(at + 3), Meaning::Percent | Meaning::Sign(_) | Meaning::Code(_));
    if !(joined && digits && around) {
        return None;
    }
    let whole = pointed_thousands(whole).or_else(|| decimal(whole))?;
    Some((whole + decimal(part)? / 10f64.powi(part.len() as i32), at + 3))
}

/// ".05".
fn bare_decimal(scan: &Scan, at: usize) -> Option<Number> {
    let Meaning::Figure(figure) = scan.meaning(at + 1) else { return None };
    let digits = scan.word(at + 1);
    let bare = digits.bytes().all(|byte| byte.is_ascii_digit()) && scan.touches(at) && digits.len() < 9;
    let open = at == 0 || !scan.touches(at - 1) || matches!(scan.meaning(at - 1), Meaning::Sign(_) | Meaning::Open);
    (bare && open).then(|| plain(figure.value / 10f64.powi(digits.len() as i32), Form::Figures, at..at + 2))
}

/// Number words from `at` on, with `head` already said ("a" of "a hundred").
fn words(scan: &Scan, start: usize, at: usize, head: f64) -> Option<Number> {
    let (mut value, mut end) = group_sum(scan, at, head)?;
    while let Some((below, next)) = after_comma(scan, end, value) {
        (value, end) = (value + below, next);
    }
    if let Some((part, next)) = spoken_part(scan, end, value) {
        return Some(plain(part, Form::Words, start..next));
    }
    let joined = scan.is(end, Meaning::And);
    if let Some((part, next)) = joined.then(|| added_part(scan, end + 1)).flatten() {
        (value, end) = (value + part, next);
    }
    Some(plain(value, Form::Words, start..end))
}

/// What the words said so far: `total` of finished thousands, and the group at work.
struct Sum {
    total: f64,
    group: f64,
    /// The scale last said: the next one must be smaller.
    ceiling: f64,
    /// The next word must be smaller than this.
    room: f64,
}

impl Sum {
    fn take(&mut self, meaning: Meaning) -> Option<()> {
        match meaning {
            Meaning::Small(value) if value < self.room => (self.group, self.room) = (self.group + value, 0.0),
            Meaning::Tens(value) if value < self.room => (self.group, self.room) = (self.group + value, 10.0),
            Meaning::Hundred if self.group > 0.0 && self.group < 100.0 => {
                (self.group, self.room) = (self.group * 100.0, 100.0);
            }
            Meaning::Scale(scale) if self.group > 0.0 && scale < self.ceiling => {
                self.total += self.group * scale;
                (self.group, self.ceiling, self.room) = (0.0, scale, 1000.0);
            }
            _ => return None,
        }
        Some(())
    }
}

fn group_sum(scan: &Scan, at: usize, head: f64) -> Option<(f64, usize)> {
    let mut sum = Sum { total: 0.0, group: head, ceiling: f64::INFINITY, room: 100.0 };
    let (mut place, mut end) = (at, at);
    while sum.take(scan.meaning(place)).is_some() {
        end = place + 1;
        let round = matches!(scan.meaning(place), Meaning::Hundred | Meaning::Scale(_));
        place = match scan.meaning(end) {
            Meaning::Hyphen => end + 1,
            Meaning::And if round => end + 1,
            _ => end,
        };
    }
    (end > at).then_some((sum.total + sum.group, end))
}

/// ", two hundred thousand" behind "one million".
fn after_comma(scan: &Scan, at: usize, value: f64) -> Option<(f64, usize)> {
    let thousands = value >= 1e3 && value % 1e3 == 0.0 && scan.is(at, Meaning::Comma);
    let (below, end) = thousands.then(|| group_sum(scan, at + 1, 0.0)).flatten()?;
    let scale = if value % 1e9 == 0.0 {
        1e9
    } else if value % 1e6 == 0.0 {
        1e6
    } else {
        1e3
    };
    (below >= 100.0 && below < scale).then_some((below, end))
}

/// "one-half", "two thirds", "three-quarters of": the number said so far counts parts.
fn spoken_part(scan: &Scan, at: usize, count: f64) -> Option<(f64, usize)> {
    let hyphen = scan.is(at, Meaning::Hyphen);
    let place = if hyphen { at + 1 } else { at };
    let after = scan.meaning(place + 1);
    let told = hyphen || matches!(after, Meaning::Of | Meaning::Percent | Meaning::Open | Meaning::Per);
    let below = match scan.meaning(place) {
        Meaning::Half => 2.0,
        Meaning::Part(below) if told && !matches!(scan.word(place + 1), "party" | "parties") => below,
        Meaning::Time(super::Unit::Quarter, _) if matches!(after, Meaning::Of | Meaning::Percent | Meaning::Per) => 4.0,
        _ => return None,
    };
    (count >= 1.0 && count < below).then_some((count / below, place + 1))
}

/// "one-half", "a half", "00/100" behind "and".
fn added_part(scan: &Scan, at: usize) -> Option<(f64, usize)> {
    match scan.meaning(at) {
        Meaning::Article if scan.is(at + 1, Meaning::Half) => Some((0.5, at + 2)),
        Meaning::Small(count) => spoken_part(scan, at + 1, count),
        Meaning::Figure(_) => part(scan, at),
        _ => None,
    }
}
