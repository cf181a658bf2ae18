//! Saying another value in the style of the words it replaces. In: a [`Value`] and the text of a
//! fact. Out: the new text: "ninety (90) days" becomes "thirty (30) days", "Net-60" "Net-30".

use std::ops::Range;

use super::compose::{self, Core, Quantity};
use super::figure::Suffix;
use super::measure::Measure;
use super::number::Form;
use super::ordinal::{self, Counted};
use super::scan::Scan;
use super::spell::{self, Case, Grouped, Joint};
use super::vocabulary::Meaning;
use super::{Currency, Unit, Value};
use crate::sorting;
use crate::text::Tokens;

/// Writes `value` as `like` is written: words, figures or both, capitals, hyphens, plural,
/// currency sign. Where `like` is empty or of another kind, the plain form: "30 days", "1.5%".
///
/// ```
/// use clausewright::facts::{Duration, Unit, Value, write};
/// let days = |amount| Value::Duration(Duration { amount, unit: Unit::Day });
/// assert_eq!(write(days(30.0), "ninety (90) days"), "thirty (30) days");
/// assert_eq!(write(days(30.0), "90-day"), "30-day");
/// assert_eq!(write(days(1.0), ""), "1 day");
/// ```
pub fn write(value: Value, like: &str) -> String {
    let tokens = Tokens::of(like);
    let mut scan = Scan::new(like, &tokens, &[], Vec::new());
    scan.enter(0);
    styled(&scan, like, value).unwrap_or_else(|| plain(value))
}

/// Reads a text that is one quantity and nothing else ("30 days", "two times", "$5,000").
pub fn parse(text: &str) -> Option<Value> {
    let tokens = Tokens::of(text);
    let mut scan = Scan::new(text, &tokens, &[], Vec::new());
    scan.enter(0);
    let quantity = compose::read(&scan, 0).filter(|quantity| quantity.tokens.len() == tokens.len())?;
    Some(quantity.value_in(quantity.measure()))
}

fn plain(value: Value) -> String {
    let number = |amount| spell::figures(amount, "", Grouped::Thousands);
    match value {
        Value::Duration(duration) => {
            format!("{} {}", number(duration.amount), noun(duration.unit, Count::of(duration.amount)))
        }
        Value::Money { amount, currency } => format!("{}{}", sign(currency), number(amount)),
        Value::Percent(amount) => format!("{}%", number(amount)),
        Value::Multiple(amount) => spell::words(amount, Joint::Bare)
            .map_or_else(|| format!("{}x", number(amount)), |said| format!("{said} times")),
        Value::Date { year, month, day } => date(year, month, day),
        Value::Number(amount) => number(amount),
    }
}

fn sign(currency: Option<Currency>) -> String {
    match currency {
        None => "$".to_owned(),
        Some("USD") => "US$".to_owned(),
        Some("EUR") => "€".to_owned(),
        Some("GBP") => "£".to_owned(),
        Some(code) => format!("{code} "),
    }
}

fn date(year: u16, month: Option<u8>, day: Option<u8>) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let named = month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
    match (named, day) {
        (Some(month), Some(day)) => format!("{month} {day}, {year}"),
        (Some(month), None) => format!("{month} {year}"),
        (None, _) => year.to_string(),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    One,
    Many,
}

impl Count {
    fn of(amount: f64) -> Self {
        if amount == 1.0 { Count::One } else { Count::Many }
    }
}

fn noun(unit: Unit, count: Count) -> String {
    let one = match unit {
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::BusinessDay => "business day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
    };
    format!("{one}{}", if count == Count::One { "" } else { "s" })
}

fn styled(scan: &Scan, like: &str, value: Value) -> Option<String> {
    if matches!(scan.meaning(0), Meaning::Fold(_)) {
        return fold(like, value);
    }
    if let Some(counted) = ordinal::read(scan, 0) {
        return counted_off(scan, like, &counted, value);
    }
    let quantity = compose::read(scan, 0)?;
    // "one-half of one percent" is said anew: another number does not fit before "of".
    if scan.is(quantity.first.unit.start, Meaning::Of) {
        return None;
    }
    let amount = amount_for(&quantity, value)?;
    let mut pieces = Vec::new();
    for core in std::iter::once(&quantity.first).chain(&quantity.second) {
        number(scan, core, amount, &quantity, &mut pieces)?;
        if core.measure.is_some() {
            unit(scan, &core.unit, &quantity, value, &mut pieces);
        }
    }
    if let Some((_, range)) = &quantity.trailing {
        unit(scan, range, &quantity, value, &mut pieces);
    }
    let mut text = splice(like, scan.span(quantity.tokens.clone()).end, pieces);
    if quantity.measure().is_none() {
        text.push_str(&measure_of(value));
    }
    Some(text)
}

/// "thirtieth (30th) day" becomes "fifteenth (15th) day"; other units are said plainly.
fn counted_off(scan: &Scan, like: &str, counted: &Counted, value: Value) -> Option<String> {
    let Value::Duration(duration) = value else { return None };
    if duration.unit != counted.unit || duration.amount.fract() != 0.0 {
        return None;
    }
    let mut pieces = Vec::new();
    for (form, tokens) in &counted.said {
        let span = scan.span(tokens.clone());
        let said = match form {
            Form::Figures => spell::ordinal_figures(duration.amount as u64),
            _ => Case::of(scan.source(span), Case::Sentence).apply(&spell::ordinal_words(duration.amount as u64)),
        };
        pieces.push((span.start..span.end, said));
    }
    Some(splice(like, scan.span(0..counted.end).end, pieces))
}

/// The unit said where `like` had none of its own ("thirty (30)" of "thirty (30) or sixty (60) days").
fn measure_of(value: Value) -> String {
    match value {
        Value::Duration(duration) => format!(" {}", noun(duration.unit, Count::of(duration.amount))),
        Value::Percent(_) => "%".to_owned(),
        _ => String::new(),
    }
}

/// "twice" becomes "three times".
fn fold(like: &str, value: Value) -> Option<String> {
    let Value::Multiple(amount) = value else { return None };
    let said = if amount == 2.0 { "twice".to_owned() } else { format!("{} times", spell::words(amount, Joint::Bare)?) };
    Some(Case::of(like, Case::Sentence).apply(&said))
}

/// The number to write before the measure that `like` has; none where it measures something else.
fn amount_for(quantity: &Quantity, value: Value) -> Option<f64> {
    match (value, quantity.measure()) {
        (Value::Duration(duration), Some(Measure::Time(..)) | None) => Some(duration.amount),
        (Value::Percent(amount), Some(Measure::Percent(each))) => Some(amount / each),
        (Value::Percent(amount), None) => Some(amount),
        (Value::Money { amount, currency }, Some(Measure::Money(known, each))) => {
            let same = currency.is_none() || known.is_none() || currency == known;
            (same && each == 1.0).then_some(amount)
        }
        (Value::Multiple(amount), Some(Measure::Times)) | (Value::Number(amount), None) => Some(amount),
        _ => None,
    }
}

type Piece = (Range<usize>, String);

fn number(scan: &Scan, core: &Core, amount: f64, quantity: &Quantity, pieces: &mut Vec<Piece>) -> Option<()> {
    let span = scan.span(core.number.tokens.clone());
    let written = scan.source(span);
    let said = match core.number.form {
        Form::Words => {
            let joint = if written.contains(" and ") && !written.contains("half") { Joint::And } else { Joint::Bare };
            spelled_case(scan, written, quantity).apply(&spell::words(amount, joint)?)
        }
        Form::Figures => in_figures(scan, core, amount, written),
        Form::Article if amount == 1.0 => written.to_owned(),
        Form::Article => spell::words(amount, Joint::Bare)?,
    };
    pieces.push((span.start..span.end, said));
    Some(())
}

/// A lone capitalised word is in title case where its unit is ("Ninety (90) Days").
fn spelled_case(scan: &Scan, written: &str, quantity: &Quantity) -> Case {
    let last = quantity.tokens.end.saturating_sub(1);
    let title = quantity.tokens.clone().rev().find_map(|at| match scan.meaning(at) {
        Meaning::Time(..) | Meaning::Coin(_) | Meaning::Percent | Meaning::Times => {
            scan.token(at).map(|token| token.capital)
        }
        _ => None,
    });
    let alone = if title.unwrap_or(last == quantity.tokens.start) { Case::Title } else { Case::Sentence };
    Case::of(written, alone)
}

/// Keeps "million", "k", "x", thousands and decimals.
fn in_figures(scan: &Scan, core: &Core, amount: f64, written: &str) -> String {
    let money = matches!(core.measure, Some(Measure::Money(..)));
    let grouped = if money { Grouped::Thousands } else { Grouped::AsWritten };
    let digits = written.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(written.len());
    let (like, tail) = written.split_at(digits);
    let last = core.number.tokens.end.saturating_sub(1);
    let scale = match (core.number.suffix, scan.meaning(last)) {
        (Suffix::Scale(scale), _) if money => scale,
        (_, Meaning::Scale(scale)) => scale,
        (Suffix::Times | Suffix::Time(_), _) => 1.0,
        _ => return spell::figures(amount, like, grouped),
    };
    let scaled = amount / scale;
    if scaled < 1.0 || (scaled * 100.0).fract() != 0.0 {
        return spell::figures(amount, "", grouped);
    }
    format!("{}{tail}", spell::figures(scaled, like, grouped))
}

/// Writes the words of a unit of time; other measures stay as they are.
fn unit(scan: &Scan, range: &Range<usize>, quantity: &Quantity, value: Value, pieces: &mut Vec<Piece>) {
    let (Value::Duration(new), Some(Measure::Time(old, each))) = (value, quantity.measure()) else { return };
    if range.is_empty() {
        // "net 60" has days without saying so.
        if new.unit != Unit::Day && quantity.trailing.as_ref().is_some_and(|(_, trailing)| trailing == range) {
            let end = scan.span(quantity.tokens.clone()).end;
            pieces.push((end..end, format!(" {}", noun(new.unit, Count::of(new.amount)))));
        }
        return;
    }
    let Some(at) = range.clone().rev().find(|&at| matches!(scan.meaning(at), Meaning::Time(..))) else { return };
    let written = scan.written(at);
    let plural = written.ends_with(['s', 'S']);
    let attributive = !plural && (quantity.number() != 1.0 || at > 0 && scan.is(at - 1, Meaning::Hyphen));
    let bracket = scan.is(at + 1, Meaning::Open) && at + 1 < range.end;
    let count = if attributive || bracket { Count::One } else { Count::of(new.amount) };
    let same = each == 1.0 && old == new.unit && written.len() > 4 - usize::from(!plural);
    let noun_said =
        if same { inflect(written, count) } else { Case::of(written, Case::Title).apply(&noun(bare(new.unit), count)) };
    adjectives(scan, range.start..at, new.unit, written, pieces);
    let span = scan.span(at..at + 1);
    pieces.push((span.start..span.end, noun_said));
    let last = range.end - 1;
    if last > at && scan.is(last, Meaning::Possessive) {
        let mark = scan.span(last..last + 1);
        pieces.push((mark.start..mark.end, if count == Count::One { "'s" } else { "'" }.to_owned()));
    }
}

/// The unit's own noun: "day" of business days.
fn bare(unit: Unit) -> Unit {
    if unit == Unit::BusinessDay { Unit::Day } else { unit }
}

fn inflect(written: &str, count: Count) -> String {
    let stem = written.trim_end_matches(['s', 'S']);
    let upper = written.len() > 1 && !written.chars().any(char::is_lowercase);
    match count {
        Count::One => stem.to_owned(),
        Count::Many => format!("{stem}{}", if upper { "S" } else { "s" }),
    }
}

/// Takes "business" away or puts it there; "calendar" does not stand with business days.
fn adjectives(scan: &Scan, range: Range<usize>, unit: Unit, noun: &str, pieces: &mut Vec<Piece>) {
    let start_of = |at: usize| scan.span(at..at + 1).start;
    let mut working = false;
    for at in range.clone() {
        let meaning = scan.meaning(at);
        working |= meaning == Meaning::Working;
        let calendar = scan.word(at) == "calendar"
            && unit != Unit::Month
            && unit != Unit::Quarter
            && unit != Unit::Year
            && unit != Unit::Day;
        if meaning == Meaning::Working && unit != Unit::BusinessDay || calendar {
            pieces.push((start_of(at)..start_of(at + 1), String::new()));
        }
    }
    if unit == Unit::BusinessDay && !working {
        let place = start_of(range.end);
        pieces.push((place..place, format!("{} ", Case::of(noun, Case::Title).apply("business"))));
    }
}

fn splice(like: &str, end: usize, mut pieces: Vec<Piece>) -> String {
    sorting::by_key(&mut pieces, |(range, _)| (range.start, range.end));
    let mut out = String::new();
    let mut at = 0;
    for (range, said) in pieces {
        out.push_str(like.get(at..range.start).unwrap_or(""));
        out.push_str(&said);
        at = range.end.max(at);
    }
    out.push_str(like.get(at..end).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::super::Duration;
    use super::*;

    fn lasting(amount: f64, unit: Unit) -> Value {
        Value::Duration(Duration { amount, unit })
    }

    #[test]
    fn says_durations_in_the_style_of_the_text() {
        use Unit::{BusinessDay, Day, Month, Week, Year};
        for (amount, unit, like, said) in [
            (30.0, Day, "ninety (90) days", "thirty (30) days"),
            (45.0, Day, "Ninety (90) Days", "Forty-Five (45) Days"),
            (30.0, Day, "NINETY (90) DAYS", "THIRTY (30) DAYS"),
            (30.0, Day, "Ninety (90) days", "Thirty (30) days"),
            (45.0, Day, "Ninety days", "Forty-five days"),
            (30.0, Day, "90 days", "30 days"),
            (30.0, Day, "ninety days", "thirty days"),
            (30.0, Day, "90 (ninety) days", "30 (thirty) days"),
            (30.0, Day, "ninety (90 days)", "thirty (30 days)"),
            (30.0, Day, "net 60", "net 30"),
            (30.0, Day, "Net-60", "Net-30"),
            (10.0, BusinessDay, "net 60", "net 10 business days"),
            (30.0, Day, "90-day", "30-day"),
            (1.0, Day, "90-day", "1-day"),
            (1.0, Day, "90 days", "1 day"),
            (1.0, Day, "ninety (90) days'", "one (1) day's"),
            (2.0, Month, "one (1) month's", "two (2) months'"),
            (2.0, Year, "one year", "two years"),
            (10.0, BusinessDay, "thirty (30) days", "ten (10) business days"),
            (10.0, BusinessDay, "Thirty (30) Days", "Ten (10) Business Days"),
            (10.0, BusinessDay, "thirty (30) calendar days", "ten (10) business days"),
            (30.0, Day, "ten (10) Business Days", "thirty (30) Days"),
            (15.0, BusinessDay, "ten (10) working days", "fifteen (15) working days"),
            (20.0, Day, "90 calendar days", "20 calendar days"),
            (12.0, Month, "six (6) full calendar months", "twelve (12) full calendar months"),
            (12.0, Month, "three (3) years", "twelve (12) months"),
            (12.0, Month, "three-year", "twelve-month"),
            (120.0, Day, "one hundred and eighty (180) days", "one hundred and twenty (120) days"),
            (120.0, Day, "one hundred eighty (180) days", "one hundred twenty (120) days"),
            (30.0, Day, "sixty (45) days", "thirty (30) days"),
            (2.0, Week, "a fortnight", "two weeks"),
            (30.0, Day, "90 day(s)", "30 day(s)"),
            (45.0, Day, "sixtieth (60th) day", "forty-fifth (45th) day"),
            (22.0, Day, "60th day", "22nd day"),
            (10.0, BusinessDay, "fifth business day", "tenth business day"),
            (30.0, Day, "sixty (60)", "thirty (30) days"),
            (30.0, Day, "", "30 days"),
            (30.0, Day, "10%", "30 days"),
        ] {
            assert_eq!(write(lasting(amount, unit), like), said, "{like}");
        }
    }

    #[test]
    fn says_money_percentages_and_multiples_in_the_style_of_the_text() {
        let money = |amount| Value::Money { amount, currency: None };
        for (value, like, said) in [
            (
                money(250_000.0),
                "Five Hundred Thousand Dollars (US$500,000.00)",
                "Two Hundred Fifty Thousand Dollars (US$250,000.00)",
            ),
            (money(5_000.0), "$500", "$5,000"),
            (money(2_000_000.0), "$1.5 million", "$2 million"),
            (money(500_000.0), "$1.5 million", "$500,000"),
            (money(3_000_000.0), "$2MM", "$3MM"),
            (money(10.0), "€ 40", "€ 10"),
            (money(10.0), "40 euros", "10 euros"),
            (Value::Percent(1.0), "one and one-half percent (1.5%)", "one percent (1%)"),
            (Value::Percent(1.5), "2%", "1.5%"),
            (Value::Percent(2.0), "one-half of one percent", "2%"),
            (Value::Percent(0.25), "50 basis points", "25 basis points"),
            (Value::Percent(8.0), "eighteen percent (18%)", "eight percent (8%)"),
            (Value::Multiple(2.0), "three (3) times", "two (2) times"),
            (Value::Multiple(2.0), "3x", "2x"),
            (Value::Multiple(3.0), "twice", "three times"),
            (Value::Multiple(1.0), "", "one times"),
            (Value::Percent(1.5), "", "1.5%"),
            (money(5_000.0), "", "$5,000"),
        ] {
            assert_eq!(write(value, like), said, "{like}");
        }
    }

    #[test]
    fn reads_a_setting() {
        assert_eq!(parse("30 days"), Some(lasting(30.0, Unit::Day)));
        assert_eq!(parse("12 months of fees"), None);
        assert_eq!(parse("two times"), Some(Value::Multiple(2.0)));
        assert_eq!(parse("1.5%"), Some(Value::Percent(1.5)));
        assert_eq!(parse(""), None);
    }
}
