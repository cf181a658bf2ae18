//! Figures. In: a word that is written in digits. Out: a [`Figure`]: its value and what hangs on it.

use super::Unit;
use super::decimal::decimal;
use super::vocabulary::{KNOWN, Meaning, part_of};

/// A token that starts with a digit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    pub value: f64,
    pub suffix: Suffix,
}

/// Letters glued to a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Suffix {
    None,
    /// "3x".
    Times,
    /// "5k", "2MM": counts only in money.
    Scale(f64),
    /// "30th".
    Ordinal,
    /// "30days".
    Time(Unit),
}

/// Reads "90", "1,000.50", "1.000,50", "1½", "3x", "30th"; none for "4.2.1", "10b".
pub(super) fn figure(word: &str) -> Option<Figure> {
    let digits = word.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(word.len());
    let (number, rest) = word.split_at(digits);
    let number = number.trim_end_matches(['.', ',']);
    let value = if number.is_empty() { 0.0 } else { amount(number)? };
    let first = rest.chars().next();
    if let Some(part) = first.and_then(part_of) {
        let rest = &rest[first.map_or(0, char::len_utf8)..];
        return rest.is_empty().then_some(Figure { value: value + part, suffix: Suffix::None });
    }
    Some(Figure { value, suffix: suffix(rest)? })
}

fn suffix(letters: &str) -> Option<Suffix> {
    Some(match letters {
        "" => Suffix::None,
        "x" | "×" => Suffix::Times,
        "k" => Suffix::Scale(1e3),
        "m" | "mm" | "mn" | "million" => Suffix::Scale(1e6),
        "b" | "bn" | "billion" => Suffix::Scale(1e9),
        "st" | "nd" | "rd" | "th" => Suffix::Ordinal,
        _ => match KNOWN.get(letters) {
            Some(&Meaning::Time(unit, 1.0)) => Suffix::Time(unit),
            _ => return None,
        },
    })
}

/// Digits with separators. The last of two kinds of separator is the decimal one.
fn amount(number: &str) -> Option<f64> {
    let (dots, commas) = (number.matches('.').count(), number.matches(',').count());
    match (dots, commas) {
        (0 | 1, 0) => decimal(number),
        (_, 0) => grouped(number, '.'),
        (0, 1) if !thousands(number, ',') => decimal(&number.replace(',', ".")),
        (0, _) => grouped(number, ','),
        (1, _) if number.find('.') > number.rfind(',') => {
            let (whole, part) = number.split_once('.')?;
            Some(grouped(whole, ',')? + fraction(part)?)
        }
        (_, 1) if number.find(',') > number.rfind('.') => {
            let (whole, part) = number.split_once(',')?;
            Some(grouped(whole, '.')? + fraction(part)?)
        }
        _ => None,
    }
}

fn fraction(digits: &str) -> Option<f64> {
    decimal(&format!("0.{digits}"))
}

/// "1,000,000": groups of three behind the first.
fn thousands(number: &str, separator: char) -> bool {
    let mut groups = number.split(separator);
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
}

fn grouped(number: &str, separator: char) -> Option<f64> {
    thousands(number, separator).then(|| decimal(&number.replace(separator, ""))).flatten()
}

/// "40.000" is forty thousand where the currency is written with points ("EUR 40.000").
pub(super) fn pointed_thousands(word: &str) -> Option<f64> {
    (!word.starts_with('0')).then(|| grouped(word, '.')).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_figures() {
        let cases = [
            ("90", Some(90.0)),
            ("1,000.50", Some(1000.5)),
            ("1,000,000", Some(1e6)),
            ("40.000,00", Some(40000.0)),
            ("1.000.000", Some(1e6)),
            ("1,5", Some(1.5)),
            ("1.5", Some(1.5)),
            ("1½", Some(1.5)),
            ("½", Some(0.5)),
            ("4.2.1", None),
            ("10b", Some(10.0)),
            ("10q", None),
            ("3x", Some(3.0)),
            ("30th", Some(30.0)),
        ];
        for (word, value) in cases {
            assert_eq!(figure(word).map(|figure| figure.value), value, "{word}");
        }
    }
}
