//! Hyphens at the end of a line. In: the two halves of a word. Out: whether the hyphen is the
//! word's own ("third-\nparty") or the printer's ("indem-\nnify").

use super::intern::WordMap;

/// The words that the text writes inside its lines.
#[derive(Default)]
pub(super) struct Vocabulary {
    words: WordMap<Box<str>, ()>,
}

impl Vocabulary {
    pub(super) fn of(source: &str) -> Self {
        let mut words = WordMap::default();
        let lower = source.to_lowercase();
        for piece in lower.split(|letter: char| !letter.is_alphanumeric() && letter != '-') {
            if !piece.is_empty() && !words.contains_key(piece) {
                words.insert(piece.into(), ());
            }
        }
        Self { words }
    }

    /// `left` ends before the hyphen, `right` begins the next line.
    pub(super) fn keeps_hyphen(&self, left: &str, right: &str) -> bool {
        let (left, right) = (left.to_lowercase(), right.to_lowercase());
        let has = |word: &str| self.words.contains_key(word);
        if has(&format!("{left}{right}")) {
            return false;
        }
        // Both halves are words of the text, or the left half already has a hyphen of its own.
        has(&format!("{left}-{right}")) || left.contains('-') || (has(&left) && has(&right) && left.len() > 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decides_by_the_text() {
        let words = Vocabulary::of("A third party shall indemnify. Any indem-\nnity, non-compete, state-of-the-art.");
        assert!(!words.keeps_hyphen("indem", "nify"));
        assert!(words.keeps_hyphen("third", "party"));
        assert!(words.keeps_hyphen("Non", "compete"));
        assert!(words.keeps_hyphen("state-of", "the"));
        assert!(!words.keeps_hyphen("termi", "nate"));
    }
}
