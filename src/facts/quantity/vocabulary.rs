//! What single words say about quantities. In: a lower-cased word. Out: its [`Meaning`], found
//! once for each distinct word of a document; `scan` looks it up for each token.

use std::sync::LazyLock;

use super::figure::{Figure, figure};
use super::{Currency, Unit};
use crate::text::WordMap;

/// What a word or mark can do in a quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    Other,
    Figure(Figure),
    /// "30.06.2019", "4.2.1": a date or a section.
    Dotted,
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
    /// "US", "HK": letters that stand before a dollar sign.
    Country,
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

/// Every word and mark with a meaning of its own.
pub(super) static KNOWN: LazyLock<WordMap<&'static str, Meaning>> = LazyLock::new(known);

pub(super) fn meaning(word: &str) -> Meaning {
    if word.starts_with(|c: char| c.is_ascii_digit() || part_of(c).is_some()) {
        let dotted = if word.matches('.').count() == 2 { Meaning::Dotted } else { Meaning::Other };
        return figure(word).map_or(dotted, Meaning::Figure);
    }
    KNOWN.get(word).copied().unwrap_or(Meaning::Other)
}

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

/// From the fourth on: "first" to "third" rarely count days.
const ORDINALS: [&str; 17] = [
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

const ROUND_ORDINALS: [&str; 7] =
    ["thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"];

/// See [`super::ordinal`].
pub(super) fn ordinal(word: &str) -> Option<f64> {
    let place = |list: &[&str]| list.iter().position(|known| *known == word).map(|place| place as f64);
    let small = || place(&["first", "second", "third"]).map(|place| place + 1.0);
    let tens = || place(&ROUND_ORDINALS).map(|place| place * 10.0 + 30.0);
    let written = || {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
        digits.parse().ok().filter(|number: &u16| (1..=180).contains(number)).map(f64::from)
    };
    small().or_else(|| place(&ORDINALS).map(|place| place + 4.0)).or_else(tens).or_else(written)
}

pub(super) const MONTHS: [&str; 12] = [
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

const CODES: [Currency; 22] = [
    "USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "JPY", "CNY", "INR", "SGD", "HKD", "SEK", "NOK", "DKK", "ZAR",
    "BRL", "MXN", "ILS", "KRW", "AED", "PLN",
];

const CODE_WORDS: [&str; 22] = [
    "usd", "eur", "gbp", "cad", "aud", "nzd", "chf", "jpy", "cny", "inr", "sgd", "hkd", "sek", "nok", "dkk", "zar",
    "brl", "mxn", "ils", "krw", "aed", "pln",
];

const TIME_ADJECTIVES: [&str; 24] = [
    "calendar",
    "consecutive",
    "successive",
    "full",
    "complete",
    "completed",
    "whole",
    "entire",
    "additional",
    "further",
    "more",
    "clear",
    "contract",
    "fiscal",
    "rolling",
    "continuous",
    "contiguous",
    "preceding",
    "prior",
    "previous",
    "immediately",
    "running",
    "natural",
    "extra",
];

const COUNTRIES: [&str; 14] = ["us", "u.s", "u.s.", "u", "c", "ca", "cdn", "au", "nz", "s", "hk", "r", "mx", "rs"];

/// Words that make the number behind them a name.
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

const WORDS: &[(&str, Meaning)] = &[
    ("fourty", Meaning::Tens(40.0)),
    ("ninty", Meaning::Tens(90.0)),
    ("hundred", Meaning::Hundred),
    ("thousand", Meaning::Scale(1e3)),
    ("million", Meaning::Scale(1e6)),
    ("lakh", Meaning::Scale(1e5)),
    ("lakhs", Meaning::Scale(1e5)),
    ("crore", Meaning::Scale(1e7)),
    ("crores", Meaning::Scale(1e7)),
    ("billion", Meaning::Scale(1e9)),
    ("half", Meaning::Half),
    ("halves", Meaning::Half),
    ("third", Meaning::Part(3.0)),
    ("thirds", Meaning::Part(3.0)),
    ("fourths", Meaning::Part(4.0)),
    ("fifths", Meaning::Part(5.0)),
    ("eighths", Meaning::Part(8.0)),
    ("hundredth", Meaning::Ordinal(100.0)),
    ("-", Meaning::Hyphen),
    ("/", Meaning::Slash),
    (",", Meaning::Comma),
    (".", Meaning::Dot),
    ("(", Meaning::Open),
    ("[", Meaning::Open),
    (")", Meaning::Close),
    ("]", Meaning::Close),
    ("'s", Meaning::Possessive),
    ("%", Meaning::Percent),
    ("percent", Meaning::Percent),
    ("pct", Meaning::Percent),
    ("per", Meaning::Per),
    ("cent", Meaning::Cent),
    ("centum", Meaning::Cent),
    ("basis", Meaning::Basis),
    ("points", Meaning::Points),
    ("point", Meaning::Points),
    ("×", Meaning::Cross),
    ("x", Meaning::Cross),
    ("hour", Meaning::Time(Unit::Hour, 1.0)),
    ("hours", Meaning::Time(Unit::Hour, 1.0)),
    ("hr", Meaning::Time(Unit::Hour, 1.0)),
    ("hrs", Meaning::Time(Unit::Hour, 1.0)),
    ("day", Meaning::Time(Unit::Day, 1.0)),
    ("days", Meaning::Time(Unit::Day, 1.0)),
    ("week", Meaning::Time(Unit::Week, 1.0)),
    ("weeks", Meaning::Time(Unit::Week, 1.0)),
    ("wk", Meaning::Time(Unit::Week, 1.0)),
    ("wks", Meaning::Time(Unit::Week, 1.0)),
    ("fortnight", Meaning::Time(Unit::Week, 2.0)),
    ("fortnights", Meaning::Time(Unit::Week, 2.0)),
    ("month", Meaning::Time(Unit::Month, 1.0)),
    ("months", Meaning::Time(Unit::Month, 1.0)),
    ("mo", Meaning::Time(Unit::Month, 1.0)),
    ("mos", Meaning::Time(Unit::Month, 1.0)),
    ("quarter", Meaning::Time(Unit::Quarter, 1.0)),
    ("quarters", Meaning::Time(Unit::Quarter, 1.0)),
    ("year", Meaning::Time(Unit::Year, 1.0)),
    ("years", Meaning::Time(Unit::Year, 1.0)),
    ("yr", Meaning::Time(Unit::Year, 1.0)),
    ("yrs", Meaning::Time(Unit::Year, 1.0)),
    ("decade", Meaning::Time(Unit::Year, 10.0)),
    ("decades", Meaning::Time(Unit::Year, 10.0)),
    ("business", Meaning::Working),
    ("working", Meaning::Working),
    ("banking", Meaning::Working),
    ("trading", Meaning::Working),
    ("bus", Meaning::Working),
    ("$", Meaning::Sign(None)),
    ("€", Meaning::Sign(Some("EUR"))),
    ("£", Meaning::Sign(Some("GBP"))),
    ("¥", Meaning::Sign(Some("JPY"))),
    ("₹", Meaning::Sign(Some("INR"))),
    ("₪", Meaning::Sign(Some("ILS"))),
    ("rmb", Meaning::Code("CNY")),
    ("dollar", Meaning::Coin(None)),
    ("dollars", Meaning::Coin(None)),
    ("euro", Meaning::Coin(Some("EUR"))),
    ("euros", Meaning::Coin(Some("EUR"))),
    ("pound", Meaning::Coin(Some("GBP"))),
    ("pounds", Meaning::Coin(Some("GBP"))),
    ("yen", Meaning::Coin(Some("JPY"))),
    ("rupees", Meaning::Coin(Some("INR"))),
    ("renminbi", Meaning::Coin(Some("CNY"))),
    ("yuan", Meaning::Coin(Some("CNY"))),
    ("cents", Meaning::SmallCoin),
    ("pence", Meaning::SmallCoin),
    ("sept", Meaning::Month(9)),
    ("a", Meaning::Article),
    ("an", Meaning::Article),
    ("and", Meaning::And),
    ("&", Meaning::And),
    ("or", Meaning::Or),
    ("to", Meaning::To),
    ("through", Meaning::To),
    ("thru", Meaning::To),
    ("of", Meaning::Of),
    ("times", Meaning::Times),
    ("twice", Meaning::Fold(2.0)),
    ("double", Meaning::Fold(2.0)),
    ("thrice", Meaning::Fold(3.0)),
    ("triple", Meaning::Fold(3.0)),
    ("treble", Meaning::Fold(3.0)),
    ("quadruple", Meaning::Fold(4.0)),
    ("net", Meaning::Net),
];

fn known() -> WordMap<&'static str, Meaning> {
    let mut known: WordMap<_, _> = WORDS.iter().copied().collect();
    known.extend(CITING.iter().map(|&word| (word, Meaning::Cites)));
    known.extend(COUNTRIES.iter().map(|&word| (word, Meaning::Country)));
    known.extend(TIME_ADJECTIVES.iter().map(|&word| (word, Meaning::TimeAdjective)));
    known.extend(counted(&SMALL, 0.0, 1.0, Meaning::Small));
    known.extend(counted(&TENS, 20.0, 10.0, Meaning::Tens));
    known.extend(counted(&ORDINALS, 4.0, 1.0, Meaning::Ordinal));
    known.extend(counted(&ROUND_ORDINALS, 30.0, 10.0, Meaning::Ordinal));
    known.extend(CODE_WORDS.into_iter().zip(CODES.map(Meaning::Code)));
    for (month, number) in MONTHS.into_iter().zip(1..) {
        known.insert(month, Meaning::Month(number));
        known.insert(&month[..3], Meaning::Month(number));
    }
    known
}

/// Words that count on from `first` by `step`.
fn counted(
    words: &'static [&'static str],
    first: f64,
    step: f64,
    meaning: fn(f64) -> Meaning,
) -> impl Iterator<Item = (&'static str, Meaning)> {
    words.iter().enumerate().map(move |(place, &word)| (word, meaning(first + step * place as f64)))
}

/// "½" is 0.5.
pub(super) fn part_of(c: char) -> Option<f64> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_months_by_name_and_short_form() {
        assert_eq!(meaning("january"), Meaning::Month(1));
        assert_eq!(meaning("sept"), Meaning::Month(9));
        assert_eq!(meaning("dec"), Meaning::Month(12));
        assert_eq!(meaning("ma"), Meaning::Other);
    }

    #[test]
    fn counts_words_on() {
        assert_eq!(meaning("nineteen"), Meaning::Small(19.0));
        assert_eq!(meaning("ninety"), Meaning::Tens(90.0));
        assert_eq!(meaning("twentieth"), Meaning::Ordinal(20.0));
        assert_eq!(meaning("ninetieth"), Meaning::Ordinal(90.0));
        assert_eq!(meaning("pln"), Meaning::Code("PLN"));
    }

    #[test]
    fn numbers_what_stands_in_a_row() {
        for (word, number) in
            [("second", 2.0), ("fifteenth", 15.0), ("ninetieth", 90.0), ("21st", 21.0), ("120th", 120.0)]
        {
            assert_eq!(super::ordinal(word), Some(number), "{word}");
        }
        for word in ["th", "15", "500th", "fifteen"] {
            assert_eq!(super::ordinal(word), None, "{word}");
        }
    }
}
