//! Whole quantities. In: a place in the tokens. Out: a [`Quantity`]: one or two cores ("ninety",
//! "90") with one measure ("days"), the pieces that `write` needs to say another value in the same
//! style.

use std::ops::Range;

use super::date;
use super::figure::{Suffix, pointed_thousands};
use super::measure::{self, Measure};
use super::number::{self, Form, Number};
use super::scan::Scan;
use super::vocabulary::Meaning;
use super::{Currency, Duration, Value};

/// A number with the sign before it and the measure behind it.
#[derive(Clone, Debug)]
pub(super) struct Core {
    pub number: Number,
    pub measure: Option<Measure>,
    /// The words of the measure; empty where it is glued to the figure or is the sign.
    pub unit: Range<usize>,
    pub end: usize,
}

/// "ninety (90) days": first "ninety", second "90", unit "days".
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    pub first: Core,
    pub second: Option<Core>,
    /// Said once behind both cores.
    pub trailing: Option<(Measure, Range<usize>)>,
    pub tokens: Range<usize>,
}

pub(super) fn read(scan: &Scan, at: usize) -> Option<Quantity> {
    if let Some(quantity) = bracketed(scan, at).or_else(|| net(scan, at)) {
        return Some(quantity);
    }
    let first = core(scan, at)?;
    let mut whole = Quantity { tokens: at..first.end, second: None, trailing: None, first };
    restate(scan, &mut whole);
    if whole.first.measure.is_none() && whole.second.as_ref().is_none_or(|second| second.measure.is_none()) {
        trail(scan, &mut whole);
    } else if whole.second.is_some() {
        repeat(scan, &mut whole);
    }
    Some(whole)
}

/// "(30) days": a lone figure in brackets with its unit outside.
fn bracketed(scan: &Scan, at: usize) -> Option<Quantity> {
    if !(scan.is(at, Meaning::Open) && scan.is(at + 2, Meaning::Close)) {
        return None;
    }
    let Meaning::Figure(figure) = scan.meaning(at + 1) else { return None };
    let trailing = measure::after(scan, at + 3).filter(|_| figure.suffix == Suffix::None)?;
    let number = Number { value: figure.value, form: Form::Figures, tokens: at + 1..at + 2, suffix: Suffix::None };
    let first = Core { number, measure: None, unit: at + 3..at + 3, end: at + 3 };
    Some(Quantity { tokens: at..trailing.1.end, first, second: None, trailing: Some(trailing) })
}

/// "net 60", "Net-30", "net sixty": days, where no other measure is said.
fn net(scan: &Scan, at: usize) -> Option<Quantity> {
    if !scan.is(at, Meaning::Net) {
        return None;
    }
    let start = if scan.is(at + 1, Meaning::Hyphen) { at + 2 } else { at + 1 };
    let mut inner = read_plain(scan, start)?;
    let value = inner.first.number.value;
    let days = inner.measure().is_none() && inner.first.number.form != Form::Article;
    if !days || value.fract() != 0.0 || !(1.0..=365.0).contains(&value) {
        return None;
    }
    let end = inner.tokens.end;
    inner.trailing = Some((Measure::Time(super::Unit::Day, 1.0), end..end));
    inner.tokens.start = at;
    Some(inner)
}

fn read_plain(scan: &Scan, at: usize) -> Option<Quantity> {
    if scan.is(at, Meaning::Net) { None } else { read(scan, at) }
}

fn core(scan: &Scan, at: usize) -> Option<Core> {
    let (sign, start) = match sign(scan, at) {
        Some((currency, end)) => (Some(currency), end),
        None => (None, at),
    };
    let mut number = number::read(scan, start).filter(|number| number.suffix != Suffix::Ordinal)?;
    let mut end = number.tokens.end;
    let behind =
        measure::after(scan, end).or_else(|| measure::of_one_percent(scan, end).filter(|_| number.value < 1.0));
    if sign.is_some() && (number.form != Form::Figures || matches!(behind, Some((Measure::Percent(_), _)))) {
        return None;
    }
    let (measure, unit) = match (&sign, behind) {
        (Some(currency), Some((Measure::Money(code, _), unit))) => (Some(Measure::Money(currency.or(code), 1.0)), unit),
        (Some(currency), _) => (Some(Measure::Money(*currency, 1.0)), end..end),
        (None, Some((measure, unit))) => (Some(measure), unit),
        (None, None) => (measure::glued(scan, &number), end..end),
    };
    end = end.max(unit.end);
    if let Some(Measure::Money(currency, _)) = measure {
        scale_money(scan, &mut number, currency);
    }
    Some(Core { number, measure, unit, end })
}

/// "$5k", "EUR 40.000".
fn scale_money(scan: &Scan, number: &mut Number, currency: Option<Currency>) {
    if let Suffix::Scale(scale) = number.suffix {
        number.value *= scale;
    } else if currency == Some("EUR") && number.tokens.len() == 1 {
        number.value = pointed_thousands(scan.word(number.tokens.start)).unwrap_or(number.value);
    }
}

/// "$", "US$", "US $", "USD", "USD $", "Rs.": its currency and where the number begins.
fn sign(scan: &Scan, at: usize) -> Option<(Option<Currency>, usize)> {
    match scan.meaning(at) {
        Meaning::Sign(currency) => {
            // "$USD 5,000"
            let code = match scan.meaning(at + 1) {
                Meaning::Code(code) => Some(code),
                _ => None,
            };
            Some((code.or(currency), at + 1 + usize::from(code.is_some())))
        }
        Meaning::Code(code) => {
            let next = at + 1;
            Some((Some(code), next + usize::from(matches!(scan.meaning(next), Meaning::Sign(_)))))
        }
        _ => prefixed(scan, at),
    }
}

/// "US$", "U.S. $", "C$": letters before a dollar sign.
fn prefixed(scan: &Scan, at: usize) -> Option<(Option<Currency>, usize)> {
    let (code, letters) = match scan.word(at) {
        "us" | "u.s" | "u.s." => ("USD", 1),
        "u" if scan.word(at + 2) == "s" => ("USD", 3),
        "c" | "ca" | "cdn" => ("CAD", 1),
        "a" | "au" => ("AUD", 1),
        "nz" => ("NZD", 1),
        "s" => ("SGD", 1),
        "hk" => ("HKD", 1),
        "r" => ("BRL", 1),
        "mx" => ("MXN", 1),
        "rs" => ("INR", 1),
        _ => return None,
    };
    let dot = usize::from(scan.is(at + letters, Meaning::Dot));
    let place = at + letters + dot;
    match scan.meaning(place) {
        Meaning::Sign(None) if code == "USD" || scan.touches(place - 1) => Some((Some(code), place + 1)),
        Meaning::Figure(_) if code == "INR" => Some((Some(code), place)),
        _ => None,
    }
}

/// Takes in "(90)" behind "ninety", "(US$500,000.00)" behind "five hundred thousand dollars".
fn restate(scan: &Scan, whole: &mut Quantity) {
    let open = whole.tokens.end + usize::from(scan.is(whole.tokens.end, Meaning::Hyphen));
    if !scan.is(open, Meaning::Open) || whole.first.number.form == Form::Article {
        return;
    }
    let Some(second) = core(scan, open + 1).filter(|core| scan.is(core.end, Meaning::Close)) else { return };
    let year = date::year_at(scan, second.number.tokens.start).is_some();
    if says_again(&whole.first, &second) && !(year && whole.first.measure.is_none()) {
        whole.tokens.end = second.end + 1;
        whole.second = Some(second);
    }
}

fn says_again(first: &Core, second: &Core) -> bool {
    let agree = match (first.measure, second.measure) {
        (Some(one), Some(two)) => one.agrees(two),
        _ => true,
    };
    let (one, two) = (&first.number, &second.number);
    // "five (6)" disagrees with itself; "30 (45)" is two numbers; "thirty days (1) …" opens a list.
    let same = (first.amount() - second.amount()).abs() < 1e-9;
    let restated =
        one.form == Form::Words && two.form == Form::Figures || one.form == Form::Figures && two.form == Form::Words;
    let rest = one.value == 0.0 || two.value == 0.0;
    let bare_after_unit = first.measure.is_some() && second.measure.is_none();
    agree && two.form != Form::Article && (same || restated && !bare_after_unit && !rest)
}

/// Reads the measure behind a number that has none yet, through a bracket in between.
fn trail(scan: &Scan, whole: &mut Quantity) {
    let at = whole.tokens.end;
    if let Some((measure, range)) = measure::after(scan, at) {
        whole.tokens.end = range.end;
        whole.trailing = Some((measure, range));
    }
}

/// "ten (10%) percent", "five thousand ($5,000) dollars": the measure said again behind the bracket.
fn repeat(scan: &Scan, whole: &mut Quantity) {
    let at = whole.tokens.end;
    let Some((again, range)) = measure::after(scan, at) else { return };
    let said_before_bracket = whole.first.measure.is_some();
    if !said_before_bracket && whole.measure().is_some_and(|measure| measure.agrees(again)) {
        whole.tokens.end = range.end;
        whole.trailing = Some((again, range));
    }
}

impl Core {
    /// The number in its measure's base unit ("fifty cents" is 0.5).
    fn amount(&self) -> f64 {
        self.measure.map_or(self.number.value, |measure| scaled(self.number.value, measure))
    }
}

fn scaled(value: f64, measure: Measure) -> f64 {
    match measure {
        Measure::Time(_, each) | Measure::Percent(each) | Measure::Money(_, each) => value * each,
        Measure::Times => value,
    }
}

impl Quantity {
    /// The measure of [`Self::number`]: that of the figures, or the one said elsewhere.
    pub fn measure(&self) -> Option<Measure> {
        let second = self.second.as_ref().and_then(|core| core.measure);
        let trailing = self.trailing.as_ref().map(|(measure, _)| *measure);
        let said = [self.first.measure, second, trailing];
        let own = self.figures().measure.or_else(|| said.into_iter().flatten().next())?;
        // The more telling of "dollars" and "US$".
        let currency = said.into_iter().flatten().find_map(|measure| match measure {
            Measure::Money(currency, _) => currency,
            _ => None,
        });
        Some(match own {
            Measure::Money(known, each) => Measure::Money(known.or(currency), each),
            other => other,
        })
    }

    /// The core in figures, where there is one.
    fn figures(&self) -> &Core {
        match &self.second {
            Some(second) if second.number.form == Form::Figures => second,
            _ => &self.first,
        }
    }

    pub fn number(&self) -> f64 {
        self.figures().number.value
    }

    /// What the words say where they disagree with the figures.
    pub fn words_say(&self) -> Option<f64> {
        let second = self.second.as_ref()?;
        let words = if self.first.number.form == Form::Words { &self.first } else { second };
        let figures = self.figures();
        // "one third (33%)" says the same.
        let part =
            words.measure.is_none() && words.number.value < 1.0 && matches!(figures.measure, Some(Measure::Percent(_)));
        let differ = if part {
            (words.number.value * 100.0 - figures.amount()).abs() >= 1.0
        } else {
            (words.amount() - figures.amount()).abs() > 1e-9
        };
        (differ && words.number.form == Form::Words).then(|| words.amount())
    }

    pub fn value_in(&self, measure: Option<Measure>) -> Value {
        let amount = self.number();
        match measure {
            None => Value::Number(amount),
            Some(Measure::Time(unit, each)) => Value::Duration(Duration { amount: amount * each, unit }),
            Some(Measure::Percent(each)) => Value::Percent(amount * each),
            Some(Measure::Money(currency, each)) => Value::Money { amount: amount * each, currency },
            Some(Measure::Times) => Value::Multiple(amount),
        }
    }
}
