//! What single words say about quantities. In: a lower-cased word. Out: its [`Meaning`], found
//! once for each distinct word of a document; `scan` looks it up for each token.

use super::{Currency, Unit};

/// What a word or mark can do in a quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    Other,
    Figure(Figure),
    /// "one" to "nineteen", "zero".
    Small(f64),
    /// "twenty" to "ninety".
    Tens(f64),
    Hundred,
    /// "thousand", "million", "billion".
    Scale(f64),
    /// "first", "thirtieth".
    Ordinal(f64),
    Half,
    /// "third", "fourth", "eighth" as a part of one.
    Part(f64),
    Article,
    And,
    Or,
    To,
    Of,
    Hyphen,
    Slash,
    Comma,
    Dot,
    Open,
    Close,
    /// Behind a unit: "days' notice", "month's notice".
    Possessive,
    Time(Unit, f64),
    /// "business", "working" before "days".
    Working,
    /// "calendar", "consecutive" … before a unit.
    TimeAdjective,
    Percent,
    Per,
    Cent,
    Basis,
    Points,
    /// "$", "€".
    Sign(Option<Currency>),
    /// "USD".
    Code(Currency),
    /// "dollars", "euros".
    Coin(Option<Currency>),
    /// "cents", "pence".
    SmallCoin,
    Month(u8),
    Times,
    /// "x" standing alone.
    Cross,
    /// "twice", "double".
    Fold(f64),
    Net,
    /// "Section", "Exhibit", "No.", "page": the number behind it is a name, not a quantity.
    Cites,
}

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

pub(super) fn meaning(word: &str) -> Meaning {
    if word.starts_with(|c: char| c.is_ascii_digit() || part_of(c).is_some()) {
        return figure(word).map_or(Meaning::Other, Meaning::Figure);
    }
    number_word(word)
        .or_else(|| mark(word))
        .or_else(|| time(word))
        .or_else(|| money(word))
        .or_else(|| month(word).map(Meaning::Month))
        .or_else(|| other(word))
        .unwrap_or(Meaning::Other)
}

fn number_word(word: &str) -> Option<Meaning> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if let Some(value) = SMALL.iter().position(|&known| known == word) {
        return Some(Meaning::Small(value as f64));
    }
    if let Some(place) = TENS.iter().position(|&known| known == word) {
        return Some(Meaning::Tens((place + 2) as f64 * 10.0));
    }
    Some(match word {
        // Misspellings that real contracts carry.
        "fourty" => Meaning::Tens(40.0),
        "ninty" => Meaning::Tens(90.0),
        "hundred" => Meaning::Hundred,
        "thousand" => Meaning::Scale(1e3),
        "million" => Meaning::Scale(1e6),
        "billion" => Meaning::Scale(1e9),
        "half" | "halves" => Meaning::Half,
        "third" | "thirds" => Meaning::Part(3.0),
        "fourths" => Meaning::Part(4.0),
        "fifths" => Meaning::Part(5.0),
        "eighths" => Meaning::Part(8.0),
        _ => Meaning::Ordinal(ordinal(word)?),
    })
}

/// "fourth" is 4, "thirtieth" 30. "first" and "second" are left out: they rarely count days.
fn ordinal(word: &str) -> Option<f64> {
    const ORDINALS: [(&str, f64); 26] = [
        ("fourth", 4.0),
        ("fifth", 5.0),
        ("sixth", 6.0),
        ("seventh", 7.0),
        ("eighth", 8.0),
        ("ninth", 9.0),
        ("tenth", 10.0),
        ("eleventh", 11.0),
        ("twelfth", 12.0),
        ("thirteenth", 13.0),
        ("fourteenth", 14.0),
        ("fifteenth", 15.0),
        ("sixteenth", 16.0),
        ("seventeenth", 17.0),
        ("eighteenth", 18.0),
        ("nineteenth", 19.0),
        ("twentieth", 20.0),
        ("thirtieth", 30.0),
        ("fortieth", 40.0),
        ("fiftieth", 50.0),
        ("sixtieth", 60.0),
        ("seventieth", 70.0),
        ("eightieth", 80.0),
        ("ninetieth", 90.0),
        ("hundredth", 100.0),
        ("thousandth", 1000.0),
    ];
    ORDINALS.iter().find(|(known, _)| *known == word).map(|&(_, value)| value)
}

fn mark(word: &str) -> Option<Meaning> {
    Some(match word {
        "-" => Meaning::Hyphen,
        "/" => Meaning::Slash,
        "," => Meaning::Comma,
        "." => Meaning::Dot,
        "(" | "[" => Meaning::Open,
        ")" | "]" => Meaning::Close,
        "'s" => Meaning::Possessive,
        "%" | "percent" | "pct" => Meaning::Percent,
        "per" => Meaning::Per,
        "cent" | "centum" => Meaning::Cent,
        "basis" => Meaning::Basis,
        "points" | "point" => Meaning::Points,
        "×" | "x" => Meaning::Cross,
        _ => return None,
    })
}

fn time(word: &str) -> Option<Meaning> {
    Some(match word {
        "hour" | "hours" | "hr" | "hrs" => Meaning::Time(Unit::Hour, 1.0),
        "day" | "days" => Meaning::Time(Unit::Day, 1.0),
        "week" | "weeks" | "wk" | "wks" => Meaning::Time(Unit::Week, 1.0),
        "fortnight" | "fortnights" => Meaning::Time(Unit::Week, 2.0),
        "month" | "months" | "mo" | "mos" => Meaning::Time(Unit::Month, 1.0),
        "quarter" | "quarters" => Meaning::Time(Unit::Quarter, 1.0),
        "year" | "years" | "yr" | "yrs" => Meaning::Time(Unit::Year, 1.0),
        "decade" | "decades" => Meaning::Time(Unit::Year, 10.0),
        "business" | "working" | "banking" | "trading" | "bus" => Meaning::Working,
        "calendar" | "consecutive" | "successive" | "full" | "complete" | "completed" | "whole" | "entire"
        | "additional" | "further" | "more" | "clear" | "contract" | "fiscal" | "rolling" | "continuous"
        | "contiguous" | "preceding" | "prior" | "previous" | "immediately" | "running" | "natural" | "extra" => {
            Meaning::TimeAdjective
        }
        _ => return None,
    })
}

fn money(word: &str) -> Option<Meaning> {
    const CODES: [&str; 22] = [
        "USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "JPY", "CNY", "INR", "SGD", "HKD", "SEK", "NOK", "DKK", "ZAR",
        "BRL", "MXN", "ILS", "KRW", "AED", "PLN",
    ];
    if let Some(code) = CODES.iter().find(|code| code.eq_ignore_ascii_case(word)) {
        return Some(Meaning::Code(code));
    }
    Some(match word {
        "$" => Meaning::Sign(None),
        "€" => Meaning::Sign(Some("EUR")),
        "£" => Meaning::Sign(Some("GBP")),
        "¥" => Meaning::Sign(Some("JPY")),
        "₹" => Meaning::Sign(Some("INR")),
        "₪" => Meaning::Sign(Some("ILS")),
        "rmb" => Meaning::Code("CNY"),
        "dollar" | "dollars" => Meaning::Coin(None),
        "euro" | "euros" => Meaning::Coin(Some("EUR")),
        "pound" | "pounds" => Meaning::Coin(Some("GBP")),
        "yen" => Meaning::Coin(Some("JPY")),
        "rupees" => Meaning::Coin(Some("INR")),
        "renminbi" | "yuan" => Meaning::Coin(Some("CNY")),
        "cents" | "pence" => Meaning::SmallCoin,
        _ => return None,
    })
}

pub(super) fn month(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = word.trim_end_matches('.');
    let place = MONTHS.iter().position(|month| *month == short || (short.len() == 3 && month.starts_with(short)));
    place.or((short == "sept").then_some(8)).map(|place| place as u8 + 1)
}

fn other(word: &str) -> Option<Meaning> {
    Some(match word {
        "a" | "an" => Meaning::Article,
        "and" | "&" => Meaning::And,
        "or" => Meaning::Or,
        "to" | "through" | "thru" => Meaning::To,
        "of" => Meaning::Of,
        "times" => Meaning::Times,
        "twice" | "double" => Meaning::Fold(2.0),
        "thrice" | "triple" | "treble" => Meaning::Fold(3.0),
        "quadruple" => Meaning::Fold(4.0),
        "net" => Meaning::Net,
        _ if cites(word) => Meaning::Cites,
        _ => return None,
    })
}

fn cites(word: &str) -> bool {
    const CITING: [&str; 61] = [
        "section",
        "sections",
        "sec",
        "article",
        "articles",
        "art",
        "clause",
        "clauses",
        "paragraph",
        "paragraphs",
        "para",
        "subsection",
        "subsections",
        "subparagraph",
        "subclause",
        "exhibit",
        "exhibits",
        "schedule",
        "schedules",
        "annex",
        "appendix",
        "attachment",
        "addendum",
        "amendment",
        "§",
        "part",
        "chapter",
        "title",
        "rule",
        "form",
        "no",
        "nos",
        "number",
        "item",
        "items",
        "figure",
        "table",
        "page",
        "pages",
        "suite",
        "ste",
        "room",
        "floor",
        "box",
        "version",
        "release",
        "series",
        "class",
        "phase",
        "step",
        "#",
        "line",
        "building",
        "unit",
        "lot",
        "iso",
        "regulation",
        "sow",
        "telephone",
        "fax",
        "zip",
    ];
    CITING.contains(&word)
}

/// "½" is 0.5.
fn part_of(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅛' => 0.125,
        _ => return None,
    })
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
        _ => match time(letters) {
            Some(Meaning::Time(unit, 1.0)) => Suffix::Time(unit),
            _ => return None,
        },
    })
}

/// Digits with separators. The last of two kinds of separator is the decimal one.
fn amount(number: &str) -> Option<f64> {
    let (dots, commas) = (number.matches('.').count(), number.matches(',').count());
    match (dots, commas) {
        (0, 0) => number.parse().ok(),
        (1, 0) => number.parse().ok(),
        (_, 0) => grouped(number, '.'),
        (0, 1) if !thousands(number, ',') => number.replace(',', ".").parse().ok(),
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
    format!("0.{digits}").parse().ok()
}

/// "1,000,000": groups of three behind the first.
fn thousands(number: &str, separator: char) -> bool {
    let mut groups = number.split(separator);
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
}

fn grouped(number: &str, separator: char) -> Option<f64> {
    thousands(number, separator).then(|| number.replace(separator, "").parse().ok()).flatten()
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

    #[test]
    fn knows_months_by_name_and_short_form() {
        assert_eq!(month("january"), Some(1));
        assert_eq!(month("sept"), Some(9));
        assert_eq!(month("dec."), Some(12));
        assert_eq!(month("ma"), None);
    }
}
