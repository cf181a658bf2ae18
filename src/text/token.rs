//! Tokens of canonical text. A word is split at hyphens ("third-party" is two words), a possessive
//! `'s` is a token of its own, punctuation is kept as tokens that the pattern matcher does not see.

use std::ops::Range;

use super::intern::Interner;
use super::scan;
use crate::span::Span;

/// A distinct lower-cased word of one document; words with equal ids are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters ("shall", "don't", "Acme"); also the possessive `'s`.
    Word,
    /// Starts with a digit ("90", "1,000.50", "3x", "12th", "4.2").
    Number,
    /// `$`, `€`, `£`, `%`, `§`, `@`, `#`, `&` …
    Symbol,
    /// One mark of punctuation. Not seen by patterns.
    Punct,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub word: WordId,
    pub span: Span,
    pub kind: TokenKind,
    /// The first letter is a capital, or one inside the word, as in "viaLink".
    pub capital: bool,
    /// At least two letters and all of them capitals.
    pub all_caps: bool,
}

/// All tokens of a text, in order, and its distinct words.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    list: Vec<Token>,
    words: Interner,
}

impl Tokens {
    /// The tokens of a canonical text.
    ///
    /// ```
    /// use clausewright::text::Tokens;
    /// let tokens = Tokens::of("Client's fees (a) are $1,000.50.");
    /// let words: Vec<&str> = tokens.as_slice().iter().map(|token| tokens.word(token.word)).collect();
    /// assert_eq!(words, ["client", "'s", "fees", "(", "a", ")", "are", "$", "1,000.50", "."]);
    /// ```
    pub fn of(canonical: &str) -> Self {
        let (list, words) = scan::scan(canonical);
        Self { list, words }
    }

    pub fn as_slice(&self) -> &[Token] {
        &self.list
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The lower-cased word (or mark) of a token.
    pub fn word(&self, id: WordId) -> &str {
        self.words.words().get(id.0 as usize).map_or("", String::as_str)
    }

    /// The lower-cased word of the token at `index`, or "" past the end.
    pub fn at(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |token| self.word(token.word))
    }

    /// All distinct words; a word's place is its [`WordId`].
    pub fn words(&self) -> &[String] {
        self.words.words()
    }

    /// The id of a lower-cased word, where the text has it.
    pub fn id(&self, word: &str) -> Option<WordId> {
        self.words.find(word)
    }

    /// The tokens that begin inside `span`.
    pub fn inside(&self, span: Span) -> Range<usize> {
        let start = self.list.partition_point(|token| token.span.start < span.start);
        let end = self.list.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// The span from the first to the last token of `range`; empty at the place where an empty range stands.
    pub fn span(&self, range: Range<usize>) -> Span {
        match (self.list.get(range.start), range.end.checked_sub(1).and_then(|last| self.list.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => Span::new(first.span.start, last.span.end),
            (Some(first), _) => Span::at(first.span.start),
            _ => Span::at(self.list.last().map_or(0, |token| token.span.end)),
        }
    }
}
