//! Labels. In: the first tokens of a paragraph. Out: the [`Label`] they spell, with every way to
//! read it ("(i)" is a letter and a roman numeral); `numbering` decides by the sequence.

mod reader;

use std::ops::Range;

use reader::Reader;

use super::ClauseKind;
use crate::text::{TokenKind, Tokens};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Number,
    SmallLetter,
    CapitalLetter,
    SmallRoman,
    CapitalRoman,
}

/// What stands around the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrapper {
    /// "4.", "A."
    Dot,
    /// "(a)"
    Brackets,
    /// "a)"
    Close,
    /// "4", "4.2": nothing
    Bare,
}

/// How much a label must prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    Strong,
    /// Counts only where it goes on with a sequence or begins one ("4 Fees", "J. Smith").
    Weak,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "ARTICLE IV", "Exhibit A".
    Head(ClauseKind),
    /// "4.2", "Section 4.2", "4.2(a)": says by itself where it belongs.
    Path(Vec<u16>),
    /// "4.", "(a)", "iv)": one place in a sequence; every way to read it.
    Ordinal(Vec<(Style, u16)>, Wrapper),
    /// A bullet whose mark the text stage took away.
    Bullet,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) form: Form,
    /// As cited: "Article IV", "4.2", "a", "iv".
    pub(super) name: String,
    pub(super) tokens: Range<usize>,
    pub(super) strength: Strength,
}

impl Label {
    pub(super) fn readings(&self) -> &[(Style, u16)] {
        match &self.form {
            Form::Ordinal(readings, _) => readings,
            _ => &[],
        }
    }

    pub(super) fn wrapper(&self) -> Option<Wrapper> {
        match self.form {
            Form::Ordinal(_, wrapper) => Some(wrapper),
            _ => None,
        }
    }

    /// Is this "4.1" under "4."?
    pub(super) fn is_under(&self, other: &Label) -> bool {
        match (&self.form, &other.form) {
            (Form::Path(parts), Form::Path(above)) => parts.len() > above.len() && parts.starts_with(above),
            (Form::Path(parts), Form::Ordinal(readings, _)) => {
                parts.len() > 1 && readings.contains(&(Style::Number, parts[0]))
            }
            _ => false,
        }
    }

    pub(super) fn is_number(&self) -> bool {
        match &self.form {
            Form::Path(_) => true,
            Form::Ordinal(readings, wrapper) => {
                matches!(readings.first(), Some((Style::Number, _))) && matches!(wrapper, Wrapper::Dot | Wrapper::Bare)
            }
            _ => false,
        }
    }
}

const SCHEDULES: [&str; 7] = ["schedule", "exhibit", "annex", "annexe", "appendix", "attachment", "addendum"];
const SECTIONS: [&str; 4] = ["section", "sec", "clause", "§"];
/// Numbers larger than this are no clause numbers.
const LARGEST: u16 = 199;

/// Words before a number or letter that refers to a clause and does not open one.
const REFERENCES: [&str; 21] = [
    "section",
    "sections",
    "clause",
    "clauses",
    "paragraph",
    "paragraphs",
    "subsection",
    "subsections",
    "item",
    "items",
    "article",
    "articles",
    "subparagraph",
    "subclause",
    "exhibit",
    "schedule",
    "annex",
    "appendix",
    "attachment",
    "part",
    "version",
];

pub(super) fn is_reference(word: &str) -> bool {
    REFERENCES.contains(&word)
}

/// Reads the label that begins at `at`, if one does, in a paragraph that ends at `end`.
pub(super) fn parse(tokens: &Tokens, text: &str, at: usize, end: usize) -> Option<Label> {
    let first = tokens.as_slice().get(at).filter(|_| at < end)?;
    let reader = Reader { tokens, text, end };
    match first.kind {
        TokenKind::Number => reader.number(at, at),
        TokenKind::Punct if tokens.at(at) == "(" => reader.bracketed(at),
        TokenKind::Word | TokenKind::Symbol => reader.named(at).or_else(|| reader.letter(at)),
        TokenKind::Punct => None,
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "4.2" as numbers and as cited; "4A" counts as 4.
fn path(word: &str, written: &str) -> Option<(Vec<u16>, String)> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    if word.len() > digits.len() + 1 || digits.is_empty() {
        return None;
    }
    let mut parts = Vec::new();
    for part in digits.split('.') {
        let value: u16 = part.parse().ok().filter(|value| *value <= LARGEST)?;
        parts.push(value);
    }
    if word.len() > digits.len() && (parts.len() > 1 || matches!(word.as_bytes().last(), Some(b'x'))) {
        return None;
    }
    (parts.len() <= 6).then(|| (parts, written.to_owned()))
}

/// a = 1 … z = 26, aa = 27, bb = 28.
fn letter_value(word: &str) -> Option<u16> {
    let bytes = word.as_bytes();
    let first = *bytes.first().filter(|byte| byte.is_ascii_lowercase())?;
    let same = bytes.iter().all(|byte| *byte == first) && bytes.len() <= 2;
    let value = u16::from(first - b'a') + 1;
    same.then_some(value + 26 * (bytes.len() as u16 - 1))
}

/// The value of a roman numeral in small letters, if it is written as one writes it.
pub(super) fn roman(word: &str) -> Option<u16> {
    const SIGNS: [(&str, u16); 9] =
        [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
    if word.is_empty() || word.len() > 8 {
        return None;
    }
    let (mut rest, mut value) = (word, 0);
    for (sign, worth) in SIGNS {
        let once = sign.len() == 2 || matches!(sign, "v" | "l");
        let mut count = 0;
        while let Some(after) = rest.strip_prefix(sign) {
            (rest, value, count) = (after, value + worth, count + 1);
            if once || count == 3 {
                break;
            }
        }
    }
    rest.is_empty().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> String {
        let tokens = Tokens::of(text);
        match parse(&tokens, text, 0, tokens.len()) {
            Some(label) => format!("{}{}", label.name, if label.strength == Strength::Weak { "?" } else { "" }),
            None => String::new(),
        }
    }

    #[test]
    fn reads_labels_and_nothing_else() {
        for (text, expected) in [
            ("4. Fees", "4"),
            ("4 Fees", "4?"),
            ("4.2 Fees", "4.2"),
            ("4.2. the fees", "4.2"),
            ("4.2(a)(ii) Fees", "4.2(a)(ii)"),
            ("1.01 Fees", "1.01"),
            ("4) fees", "4"),
            ("(4) fees", "4"),
            ("(a) fees", "a"),
            ("(iv) fees", "iv"),
            ("(aa) fees", "aa"),
            ("A. Fees", "A?"),
            ("a) fees", "a"),
            ("I - DEFINITIONS", "I?"),
            ("ARTICLE IV", "Article IV"),
            ("Article 4 - Fees", "Article 4"),
            ("EXHIBIT A-1", "Exhibit A-1"),
            ("Schedule 2: Fees", "Schedule 2"),
            ("Section 4.2. Fees", "4.2"),
            ("Section 4 Fees", "4"),
            ("§ 4 Fees", "4"),
            ("30 days after", ""),
            ("3 Business Days after", ""),
            ("3 Business Continuity", "3?"),
            ("2019 was", ""),
            ("1.5% of", ""),
            ("1.5 million", ""),
            ("Section 4.2 shall survive", ""),
            ("Section 4.2 (Fees) shall survive", ""),
            ("Exhibit A is attached", ""),
            ("Article 4 of this", ""),
            ("(including fees)", ""),
            ("Inc. shall", ""),
            ("3x the fees", ""),
            ("12/31/2019", ""),
        ] {
            let found = name(text);
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn reads_roman_numerals() {
        for (word, value) in [
            ("i", Some(1)),
            ("iv", Some(4)),
            ("xiv", Some(14)),
            ("iiii", None),
            ("vx", None),
            ("mix", None),
            ("", None),
        ] {
            assert_eq!(roman(word), value, "{word}");
        }
    }
}
