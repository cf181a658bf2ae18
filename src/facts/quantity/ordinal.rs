//! Days that are counted off: "the thirtieth (30th) day after receipt" is thirty days. In: a place
//! in the tokens. Out: a [`Counted`] day; "the 15th day of each month" is none.

use std::ops::Range;

use super::Unit;
use super::figure::Suffix;
use super::measure::{self, Measure};
use super::number::Form;
use super::scan::Scan;
use super::vocabulary::Meaning;

pub(super) struct Counted {
    pub amount: f64,
    pub unit: Unit,
    /// The ordinals ("thirtieth", "30th"), each with its form.
    pub said: Vec<(Form, Range<usize>)>,
    pub end: usize,
}

pub(super) fn read(scan: &Scan, at: usize) -> Option<Counted> {
    let counted = day(scan, at)?;
    matches!(scan.word(counted.end), "after" | "following" | "from" | "" | "prior" | "before").then_some(counted)
}

fn day(scan: &Scan, at: usize) -> Option<Counted> {
    let (first, form, mut end) = ordinal(scan, at)?;
    let mut amount = first;
    let mut said = vec![(form, at..end)];
    if scan.is(end, Meaning::Open) {
        let (again, form, close) = ordinal(scan, end + 1).filter(|(.., close)| scan.is(*close, Meaning::Close))?;
        said.push((form, end + 1..close));
        amount = if form == Form::Figures { again } else { first };
        end = close + 1;
    }
    match measure::after(scan, end)? {
        (Measure::Time(unit @ (Unit::Day | Unit::BusinessDay), _), range) => {
            Some(Counted { amount, unit, said, end: range.end })
        }
        _ => None,
    }
}

/// "thirtieth", "forty-fifth", "30th".
fn ordinal(scan: &Scan, at: usize) -> Option<(f64, Form, usize)> {
    match scan.meaning(at) {
        Meaning::Figure(figure) if figure.suffix == Suffix::Ordinal => Some((figure.value, Form::Figures, at + 1)),
        Meaning::Ordinal(value) => Some((value, Form::Words, at + 1)),
        Meaning::Tens(tens) => {
            let place = at + 1 + usize::from(scan.is(at + 1, Meaning::Hyphen));
            match scan.meaning(place) {
                Meaning::Ordinal(ones) if ones < 10.0 => Some((tens + ones, Form::Words, place + 1)),
                _ => None,
            }
        }
        _ => None,
    }
}
