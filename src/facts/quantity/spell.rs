//! Numbers said in words and in figures. In: a value and the look of the words it replaces. Out:
//! "one hundred twenty", "Forty-Five", "5,000.00".

/// How the words replaced are capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    /// "Forty-five".
    Sentence,
    /// "Forty-Five".
    Title,
    Upper,
}

impl Case {
    /// The case of written words; one capitalised word alone is a title where `title` says so.
    pub fn of(written: &str, alone: Case) -> Self {
        let mut words = written.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty() && *word != "and");
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let Some(first) = words.next() else { return Case::Lower };
        if !capital(first) {
            return Case::Lower;
        }
        if !written.chars().any(char::is_lowercase) {
            return Case::Upper;
        }
        match words.next() {
            None => alone,
            Some(second) if capital(second) => Case::Title,
            Some(_) => Case::Sentence,
        }
    }

    pub fn apply(self, words: &str) -> String {
        match self {
            Case::Lower => words.to_owned(),
            Case::Upper => words.to_uppercase(),
            Case::Sentence => capitalise(words),
            Case::Title => {
                let spaced: Vec<_> = words.split(' ').map(title_word).collect();
                spaced.join(" ")
            }
        }
    }
}

fn title_word(word: &str) -> String {
    if word == "and" {
        return word.to_owned();
    }
    let parts: Vec<_> = word.split('-').map(capitalise).collect();
    parts.join("-")
}

fn capitalise(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "one hundred twenty" or "one hundred and twenty".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    Bare,
    And,
}

/// The value in words; none where words would be clumsy (2.37, a trillion).
pub(super) fn words(value: f64, joint: Joint) -> Option<String> {
    if !(0.0..1e12).contains(&value) {
        return None;
    }
    let part = match value.fract() {
        0.0 => return Some(whole(value as u64, joint)),
        0.5 => "one-half",
        0.25 => "one-quarter",
        0.75 => "three-quarters",
        _ => return None,
    };
    let integer = value.trunc() as u64;
    Some(if integer == 0 { part.to_owned() } else { format!("{} and {part}", whole(integer, joint)) })
}

fn whole(value: u64, joint: Joint) -> String {
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
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match value {
        0..=19 => SMALL[value as usize].to_owned(),
        20..=99 if value.is_multiple_of(10) => TENS[(value / 10) as usize].to_owned(),
        20..=99 => format!("{}-{}", TENS[(value / 10) as usize], SMALL[(value % 10) as usize]),
        100..=999 => over(value, 100, "hundred", joint),
        1_000..=999_999 => over(value, 1_000, "thousand", joint),
        1_000_000..=999_999_999 => over(value, 1_000_000, "million", joint),
        _ => over(value, 1_000_000_000, "billion", joint),
    }
}

fn over(value: u64, scale: u64, name: &str, joint: Joint) -> String {
    let head = format!("{} {name}", whole(value / scale, joint));
    match value % scale {
        0 => head,
        rest if joint == Joint::And && rest < 100 => format!("{head} and {}", whole(rest, joint)),
        rest => format!("{head} {}", whole(rest, joint)),
    }
}

/// "thirtieth", "forty-fifth".
pub(super) fn ordinal_words(value: u64) -> String {
    let said = whole(value, Joint::Bare);
    let cut = said.rfind(['-', ' ']).map_or(0, |at| at + 1);
    let (head, last) = said.split_at(cut);
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        other => match other.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{other}th"),
        },
    };
    format!("{head}{last}")
}

/// "30th", "22nd".
pub(super) fn ordinal_figures(value: u64) -> String {
    let ending = match (value % 100, value % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{value}{ending}")
}

/// The value in figures, with thousands apart and as many decimals as `like` has, or needed.
pub(super) fn figures(value: f64, like: &str, grouped: Grouped) -> String {
    let shown = like.rsplit_once('.').map_or(0, |(_, decimals)| decimals.len()).min(4);
    let text = if shown > 0 && value.fract() == 0.0 && like.contains(".0") {
        format!("{value:.shown$}")
    } else {
        trimmed(value)
    };
    let (whole, decimals) = text.split_once('.').map_or((text.as_str(), ""), |(whole, part)| (whole, part));
    let whole = if grouped == Grouped::Thousands || like.contains(',') { thousands(whole) } else { whole.to_owned() };
    if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grouped {
    Thousands,
    AsWritten,
}

/// At most two decimals, none that say nothing.
fn trimmed(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn thousands(digits: &str) -> String {
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_numbers() {
        for (value, said) in [
            (0.0, "zero"),
            (15.0, "fifteen"),
            (45.0, "forty-five"),
            (120.0, "one hundred twenty"),
            (1_500.0, "one thousand five hundred"),
            (500_000.0, "five hundred thousand"),
            (2_000_000_000.0, "two billion"),
            (1.5, "one and one-half"),
            (0.75, "three-quarters"),
        ] {
            assert_eq!(words(value, Joint::Bare).as_deref(), Some(said));
        }
        assert_eq!(words(120.0, Joint::And).as_deref(), Some("one hundred and twenty"));
        assert_eq!(words(2.37, Joint::Bare), None);
    }

    #[test]
    fn keeps_the_look_of_figures() {
        assert_eq!(figures(250_000.0, "500,000.00", Grouped::Thousands), "250,000.00");
        assert_eq!(figures(1.0, "1.5", Grouped::AsWritten), "1");
        assert_eq!(figures(1.5, "2", Grouped::AsWritten), "1.5");
        assert_eq!(figures(1_000.0, "500", Grouped::Thousands), "1,000");
    }

    #[test]
    fn keeps_the_case() {
        assert_eq!(Case::of("Five Hundred Thousand", Case::Sentence).apply("two hundred"), "Two Hundred");
        assert_eq!(Case::of("NINETY", Case::Title).apply("forty-five"), "FORTY-FIVE");
        assert_eq!(Case::of("Ninety", Case::Sentence).apply("forty-five"), "Forty-five");
        assert_eq!(Case::of("Ninety", Case::Title).apply("forty-five"), "Forty-Five");
    }
}
