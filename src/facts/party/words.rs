//! A document's tokens as this folder walks them: what a token says, what stands next to it, where
//! a sentence begins. In: a [`Text`]. Out: [`Words`].

use std::ops::Range;

use crate::span::Span;
use crate::text::{Text, Token, TokenKind, WordId};

pub(super) struct Words<'a> {
    source: &'a Text,
    text: &'a str,
    list: &'a [Token],
}

impl<'a> Words<'a> {
    pub fn new(source: &'a Text) -> Self {
        Self { source, text: source.canonical(), list: source.tokens().as_slice() }
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn distinct(&self) -> &'a [String] {
        self.source.tokens().words()
    }

    pub fn get(&self, at: usize) -> Option<&'a Token> {
        self.list.get(at)
    }

    pub fn id(&self, at: usize) -> Option<WordId> {
        self.list.get(at).map(|token| token.word)
    }

    /// The id of a lower-cased word, where the text has it.
    pub fn find(&self, word: &str) -> Option<WordId> {
        self.source.tokens().id(word)
    }

    /// Lower-cased; "" past the end.
    pub fn word(&self, at: usize) -> &'a str {
        self.source.tokens().at(at)
    }

    /// As written.
    pub fn raw(&self, at: usize) -> &'a str {
        self.list.get(at).map_or("", |token| token.span.of(self.text))
    }

    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.source.tokens().span(tokens)
    }

    pub fn quote(&self, tokens: Range<usize>) -> &'a str {
        self.span(tokens).of(self.text)
    }

    pub fn is_punct(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.kind == TokenKind::Punct)
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    pub fn is_symbol(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.kind == TokenKind::Symbol)
    }

    pub fn is_caps(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.all_caps)
    }

    /// Starts with a capital, or holds one further in ("i3 ICS" does not, "inPharmative" does).
    pub fn is_capital(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| match token.kind {
            TokenKind::Word if token.capital => true,
            // Only what is written otherwise than in small letters has one further in.
            TokenKind::Word => {
                let (raw, word) = (self.raw(at), self.word(at));
                raw != word && raw.chars().skip(1).any(char::is_uppercase)
            }
            TokenKind::Number => self.raw(at).chars().any(char::is_uppercase),
            TokenKind::Symbol | TokenKind::Punct => false,
        })
    }

    /// A possessive mark: the token `'s`, or a lone apostrophe close behind a word.
    pub fn is_possessive(&self, at: usize) -> bool {
        match self.word(at) {
            "'s" => true,
            "'" => at > 0 && self.word(at - 1).ends_with('s') && self.touches(at),
            _ => false,
        }
    }

    /// No space between this token and the one before it.
    pub fn touches(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|before| self.list.get(before)), self.list.get(at)) {
            (Some(before), Some(token)) => before.span.end == token.span.start,
            _ => false,
        }
    }

    /// What stands between this token and the one before it (blanks to fill are not tokens everywhere).
    pub fn gap_before(&self, at: usize) -> &'a str {
        let start = at.checked_sub(1).and_then(|before| self.list.get(before)).map_or(0, |token| token.span.end);
        let end = self.list.get(at).map_or(self.text.len(), |token| token.span.start);
        self.text.get(start..end.max(start)).unwrap_or("")
    }

    /// The first token of a line (and so of a block).
    pub fn starts_line(&self, at: usize) -> bool {
        at == 0 || self.gap_before(at).bytes().any(|byte| byte == b'\n')
    }

    /// The first word of a sentence, of a line, or behind a label or an opening quote.
    pub fn starts_sentence(&self, at: usize) -> bool {
        at == 0
            || matches!(self.word(at - 1), "." | ":" | ";" | "?" | "!" | ")" | "\"" | "|" | "*" | "#")
            || self.list.get(at - 1).is_some_and(|token| token.kind == TokenKind::Number)
            || self.starts_line(at)
    }

    /// Is a capital what the token has only for its place: text in capitals all around?
    pub fn in_capitals(&self, at: usize) -> bool {
        let near = |mut steps: usize, forward: bool| {
            let mut place = at;
            while steps > 0 {
                place = if forward { place + 1 } else { place.wrapping_sub(1) };
                let token = self.list.get(place)?;
                if token.kind == TokenKind::Word && token.span.len() > 1 && !self.is_possessive(place) {
                    return Some(token.all_caps);
                }
                steps -= 1;
            }
            None
        };
        self.is_caps(at) && near(4, true).unwrap_or(true) && near(4, false).unwrap_or(true)
    }

    /// An underlined blank ("____") at this token, or one of X ("XXXX").
    pub fn is_blank(&self, at: usize) -> bool {
        let raw = self.raw(at);
        raw.starts_with('_') || raw.len() >= 3 && raw.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x'))
    }
}
