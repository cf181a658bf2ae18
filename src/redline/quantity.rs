//! Amounts in the dress of the document. In: the words that stand there and the new amount. Out: the
//! new words in the same style: "ninety (90) days" asks for "thirty (30) days".

use crate::facts::{Duration, Value};
use crate::playbook::plain;

/// How a document writes its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figures {
    /// "30 days"
    Digits,
    /// "thirty days"
    Words,
    /// "thirty (30) days"
    Both,
}

impl Figures {
    /// The style of these words.
    pub fn of(words: &str) -> Self {
        let digits = words.contains(|c: char| c.is_ascii_digit());
        let letters = words.split(|c: char| !c.is_alphabetic()).any(is_number_word);
        match (digits, letters) {
            (true, true) => Figures::Both,
            (false, true) => Figures::Words,
            _ => Figures::Digits,
        }
    }

    /// An amount written in this style.
    pub fn write(self, value: &Value) -> String {
        let (amount, rest) = match value {
            Value::Duration(Duration { amount, .. }) => {
                let said = plain(value);
                (*amount, said.split_once(' ').map_or(String::new(), |(_, unit)| format!(" {unit}")))
            }
            Value::Number(amount) => (*amount, String::new()),
            // Money, percentages and multiples are written in figures, whatever the document does with days.
            _ => return plain(value),
        };
        let Some(spelled) = spell(amount) else { return plain(value) };
        let digits = amount as u32;
        match self {
            Figures::Digits => plain(value),
            Figures::Words => format!("{spelled}{rest}"),
            Figures::Both => format!("{spelled} ({digits}){rest}"),
        }
    }
}

/// `value` in the style of the words that it replaces.
pub fn like(words: &str, value: &Value) -> String {
    let mut written = Figures::of(words).write(value);
    if words.to_lowercase().starts_with("net") && !words.to_lowercase().contains("day") {
        written = match value {
            Value::Duration(duration) => format!("{} {}", &words[..3], duration.amount),
            _ => written,
        };
    }
    for kept in ["calendar", "consecutive"] {
        if words.to_lowercase().contains(kept) && !written.contains("business") {
            written = written.replacen(" day", &format!(" {kept} day"), 1);
        }
    }
    if attributive(words) {
        written = hyphenated(&written);
    }
    cased(words, written)
}

/// "60-day", "ninety (90)-day": the amount stands before a noun.
fn attributive(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["-day", "-month", "-year", "-week"].iter().any(|unit| lower.ends_with(unit))
}

fn hyphenated(written: &str) -> String {
    let single = written.strip_suffix('s').unwrap_or(written);
    single.rsplit_once(' ').map_or(single.to_owned(), |(amount, unit)| format!("{amount}-{unit}"))
}

fn cased(words: &str, written: String) -> String {
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return written.to_uppercase();
    }
    match (letters().next().is_some_and(char::is_uppercase), written.chars().next()) {
        (true, Some(first)) if words.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(written.chars().skip(1)).collect()
        }
        _ => written,
    }
}

const ONES: [&str; 20] = [
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
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn is_number_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower == "hundred" || (!lower.is_empty() && ONES.iter().chain(&TENS).any(|known| *known == lower))
}

/// A whole number below a thousand in words.
fn spell(amount: f64) -> Option<String> {
    if amount.fract() != 0.0 || !(0.0..1000.0).contains(&amount) {
        return None;
    }
    let number = amount as usize;
    let small = |number: usize| match number {
        0..20 => ONES[number].to_owned(),
        _ if number % 10 == 0 => TENS[number / 10].to_owned(),
        _ => format!("{}-{}", TENS[number / 10], ONES[number % 10]),
    };
    Some(match (number / 100, number % 100) {
        (0, rest) => small(rest),
        (hundreds, 0) => format!("{} hundred", ONES[hundreds]),
        (hundreds, rest) => format!("{} hundred {}", ONES[hundreds], small(rest)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::amount;

    #[test]
    fn keeps_the_style_of_the_words() {
        for (words, new, written) in [
            ("ninety (90) days", "30 days", "thirty (30) days"),
            ("90 days", "30 days", "30 days"),
            ("ninety days", "45 days", "forty-five days"),
            ("NINETY (90) DAYS", "30 days", "THIRTY (30) DAYS"),
            ("Ninety (90) days", "30 days", "Thirty (30) days"),
            ("net 60", "30 days", "net 30"),
            ("Net 60", "30 days", "Net 30"),
            ("60-day", "30 days", "30-day"),
            ("sixty (60) calendar days", "30 days", "thirty (30) calendar days"),
            ("one (1) year", "12 months", "twelve (12) months"),
            ("1.5%", "1 %", "1%"),
            ("three times", "1x", "1x"),
        ] {
            assert_eq!(like(words, &amount(new).unwrap()), written, "{words}");
        }
    }
}
