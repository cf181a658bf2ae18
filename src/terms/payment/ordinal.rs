//! Days by their number in a row. In: a word ("fifteenth", "15th"). Out: the number.

const WORDS: [(&str, f64); 25] = [
    ("first", 1.0),
    ("second", 2.0),
    ("third", 3.0),
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
    ("sixtieth", 60.0),
    ("ninetieth", 90.0),
    ("hundredth", 100.0),
];

/// The number that a word says, if it says one.
pub fn of(word: &str) -> Option<f64> {
    if let Some((_, number)) = WORDS.iter().find(|(known, _)| *known == word) {
        return Some(*number);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
    let number: u16 = digits.parse().ok()?;
    (1..=180).contains(&number).then(|| f64::from(number))
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads_words_and_figures() {
        for (word, number) in [("fifteenth", 15.0), ("21st", 21.0), ("30th", 30.0), ("90th", 90.0)] {
            assert_eq!(super::of(word), Some(number));
        }
        for word in ["th", "15", "500th", "fifteen"] {
            assert_eq!(super::of(word), None);
        }
    }
}
