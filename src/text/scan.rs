//! The tokeniser. In: canonical text. Out: the [`Token`]s in order, and the distinct words.

use super::intern::Interner;
use super::token::{Token, TokenKind};
use crate::span::Span;

/// The word of every possessive, singular or plural.
const POSSESSIVE: &str = "'s";
/// Ends of an address that tell "acme.com" from a missing space after a full stop.
const DOMAINS: [&str; 12] = ["com", "org", "net", "io", "gov", "edu", "uk", "eu", "us", "de", "biz", "info"];

pub(super) fn scan(text: &str) -> (Vec<Token>, Interner) {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        list: Vec::with_capacity(text.len() / 5),
        interner: Interner::default(),
        lower: String::new(),
        quote_open: false,
    };
    let mut at = 0;
    while at < text.len() {
        at = scanner.step(at);
    }
    (scanner.list, scanner.interner)
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    list: Vec<Token>,
    interner: Interner,
    lower: String,
    /// A single quote was opened in this block, so that "'the Services'" is no possessive.
    quote_open: bool,
}

impl Scanner<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        let byte = self.byte(at);
        if byte.is_ascii() {
            return (at < self.bytes.len()).then_some(char::from(byte));
        }
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    fn is_letter(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(char::is_alphabetic)
    }

    /// Reads what begins at `at` and says where the next begins.
    fn step(&mut self, at: usize) -> usize {
        let Some(first) = self.char_at(at) else { return at + 1 };
        match first {
            '\n' => {
                self.quote_open = false;
                at + 1
            }
            _ if first.is_whitespace() => at + first.len_utf8(),
            _ if first.is_alphabetic() => self.word(at),
            '0'..='9' => self.number(at),
            '\'' => self.apostrophe(at),
            '.' | '_' => self.run_of(at),
            _ if first.is_numeric() => self.push(at, at + first.len_utf8(), TokenKind::Number),
            _ if is_punct(first) => self.push(at, at + first.len_utf8(), TokenKind::Punct),
            _ => self.push(at, at + first.len_utf8(), TokenKind::Symbol),
        }
    }

    fn word(&mut self, at: usize) -> usize {
        let mut end = self.letters(at);
        if let Some(end) = self.dotted(at).or_else(|| self.address(at, end)) {
            return self.push(at, end, TokenKind::Word);
        }
        while self.byte(end) == b'\'' && self.is_letter(end + 1) && !self.possessive_at(end) {
            end = self.letters(end + 1);
        }
        self.push(at, end, TokenKind::Word)
    }

    /// The end of a run of letters, digits and marks that belong to letters.
    fn letters(&self, mut at: usize) -> usize {
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            at += rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            match self.char_at(at) {
                Some(next) if !next.is_ascii() && (next.is_alphanumeric() || is_combining(next)) => {
                    at += next.len_utf8();
                }
                _ => return at,
            }
        }
    }

    /// "'s" that ends a word.
    fn possessive_at(&self, at: usize) -> bool {
        self.byte(at) == b'\''
            && self.byte(at + 1).eq_ignore_ascii_case(&b's')
            && !self.char_at(at + 2).is_some_and(char::is_alphanumeric)
    }

    fn apostrophe(&mut self, at: usize) -> usize {
        let after_word = self.list.last().is_some_and(|last| {
            last.span.end == at && last.kind == TokenKind::Word && self.interner_word_is_not_possessive(last)
        });
        if after_word && self.possessive_at(at) {
            return self.push_word(at, at + 2, POSSESSIVE);
        }
        let after_s = at > 0 && self.byte(at - 1).eq_ignore_ascii_case(&b's');
        if after_word && after_s && !self.quote_open {
            return self.push_word(at, at + 1, POSSESSIVE);
        }
        self.quote_open = !after_word && (at == 0 || !self.byte(at - 1).is_ascii_alphanumeric());
        self.push(at, at + 1, TokenKind::Punct)
    }

    fn interner_word_is_not_possessive(&self, token: &Token) -> bool {
        self.byte(token.span.start) != b'\''
    }

    /// "U.S.", "e.g.", "L.L.C.": single letters with a dot each, at least two.
    fn dotted(&self, at: usize) -> Option<usize> {
        let mut end = at;
        let mut count = 0;
        while self.byte(end).is_ascii_alphabetic() && self.byte(end + 1) == b'.' {
            end += 2;
            count += 1;
        }
        (count >= 2 && !self.byte(end).is_ascii_alphanumeric()).then_some(end)
    }

    /// An e-mail or web address that begins at `at`; its first letters end at `first`.
    fn address(&self, at: usize, first: usize) -> Option<usize> {
        let joined = match self.byte(first) {
            b'@' | b'.' | b'_' | b'-' | b'+' => self.byte(first + 1).is_ascii_alphanumeric(),
            b':' => self.bytes.get(first + 1..first + 3) == Some(b"//"),
            _ => false,
        };
        if !joined {
            return None;
        }
        let limit = self.bytes.len().min(at + 300);
        let run = self.bytes.get(at..limit)?.iter().take_while(|byte| is_address_byte(**byte)).count();
        let whole =
            self.text.get(at..at + run)?.trim_end_matches(['.', ',', ';', ':', '?', '!', '-', '_', '/', '=', '&']);
        let lower = whole.to_ascii_lowercase();
        let mailbox = lower.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        (mailbox || lower.contains("://") || lower.starts_with("www.") || has_domain(&lower))
            .then_some(at + whole.len())
    }

    /// "90", "1,000.50", "4.2.1", "12th", "3x". A comma belongs to it before exactly three digits.
    fn number(&mut self, at: usize) -> usize {
        let mut end = at;
        loop {
            match self.byte(end) {
                b'0'..=b'9' => end += 1,
                b'.' if self.byte(end + 1).is_ascii_digit() => end += 2,
                b',' if self.three_digits(end + 1) => end += 4,
                _ => break,
            }
        }
        self.push(at, self.letters(end), TokenKind::Number)
    }

    fn three_digits(&self, at: usize) -> bool {
        (0..3).all(|step| self.byte(at + step).is_ascii_digit()) && !self.byte(at + 3).is_ascii_digit()
    }

    /// Dots and underscores: a leader or a blank to fill is one mark.
    fn run_of(&mut self, at: usize) -> usize {
        let mark = self.byte(at);
        let length = self.bytes.iter().skip(at).take_while(|byte| **byte == mark).count();
        if length < 3 {
            return self.push(at, at + 1, TokenKind::Punct);
        }
        self.push_kind(at, at + length, if mark == b'.' { "..." } else { "___" }, TokenKind::Punct)
    }

    fn push_word(&mut self, start: usize, end: usize, word: &str) -> usize {
        self.push_kind(start, end, word, TokenKind::Word)
    }

    fn push_kind(&mut self, start: usize, end: usize, word: &str, kind: TokenKind) -> usize {
        let word = self.interner.id(word);
        self.list.push(Token { word, span: Span::new(start, end), kind, capital: false, all_caps: false });
        end
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let written = self.text.get(start..end).unwrap_or("");
        let Letters { capital, all_caps, case } = Letters::of(written);
        let word = match case {
            // Most words are.
            Case::Small => self.interner.id(written),
            Case::Ascii => {
                self.lower.clear();
                self.lower.push_str(written);
                self.lower.make_ascii_lowercase();
                self.interner.id(&self.lower)
            }
            Case::Other => {
                self.lower.clear();
                self.lower.extend(written.chars().flat_map(char::to_lowercase));
                self.interner.id(&self.lower)
            }
        };
        self.list.push(Token { word, span: Span::new(start, end), kind, capital, all_caps });
        end
    }
}

/// The letters of a word.
struct Letters {
    /// The first is a capital, or one inside, as in "viaLink".
    capital: bool,
    /// All are, and they are two or more.
    all_caps: bool,
    case: Case,
}

enum Case {
    /// ASCII without a capital.
    Small,
    Ascii,
    Other,
}

impl Letters {
    fn of(word: &str) -> Self {
        let (mut bits, mut capitals, mut small) = (0, 0, 0);
        for byte in word.bytes() {
            bits |= byte;
            capitals += usize::from(byte.is_ascii_uppercase());
            small += usize::from(byte.is_ascii_lowercase());
        }
        if !bits.is_ascii() {
            return Self::of_any(word);
        }
        let capital = capitals > 0;
        let case = if capitals == 0 { Case::Small } else { Case::Ascii };
        Self { capital, all_caps: capital && capitals >= 2 && small == 0, case }
    }

    fn of_any(word: &str) -> Self {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        Self { capital, all_caps: capital && letters >= 2 && !word.chars().any(char::is_lowercase), case: Case::Other }
    }
}

fn is_punct(mark: char) -> bool {
    matches!(mark, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '"' | '(' | ')' | '[' | ']' | '{' | '}' | '-' | '/' | '_')
}

fn is_combining(mark: char) -> bool {
    matches!(mark, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

fn is_address_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"@.:/-_+%?=&#~".contains(&byte)
}

fn has_domain(lower: &str) -> bool {
    let host = lower.split(['/', '?', ':']).next().unwrap_or("");
    host.rsplit_once('.').is_some_and(|(name, end)| !name.is_empty() && DOMAINS.contains(&end))
}

#[cfg(test)]
mod tests {
    use super::super::Tokens;
    use super::*;

    fn words(text: &str) -> String {
        let tokens = Tokens::of(text);
        tokens.as_slice().iter().map(|token| tokens.word(token.word)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn splits_as_lawyers_write() {
        for (text, expected) in [
            ("Vendor doesn't pay.", "vendor doesn't pay ."),
            ("Client's and the Parties' duties", "client 's and the parties 's duties"),
            ("the 'Services' are", "the ' services ' are"),
            ("and/or third-party", "and / or third - party"),
            ("$1,000,000.50 or 1.5% or 3x, 12th", "$ 1,000,000.50 or 1.5 % or 3x , 12th"),
            ("Section 4.2(a)(ii).", "section 4.2 ( a ) ( ii ) ."),
            ("March 12,1999", "march 12 , 1999"),
            ("in the U.S. by Acme, Inc.", "in the u.s. by acme , inc ."),
            ("to pay@acme-inc.com, or www.acme.com/terms.", "to pay@acme-inc.com , or www.acme.com/terms ."),
            ("Pay here: https://a.io/x?y=1 now", "pay here : https://a.io/x?y=1 now"),
            ("the end.The next", "the end . the next"),
            ("name: ________ ....... 12", "name : ___ ... 12"),
            ("O'Brien's CAFÉ", "o'brien 's café"),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn tells_kinds_and_capitals() {
        let tokens = Tokens::of("IN Fees § 4 %");
        let seen: Vec<_> = tokens.as_slice().iter().map(|t| (t.kind, t.capital, t.all_caps)).collect();
        assert_eq!(
            seen,
            [
                (TokenKind::Word, true, true),
                (TokenKind::Word, true, false),
                (TokenKind::Symbol, false, false),
                (TokenKind::Number, false, false),
                (TokenKind::Symbol, false, false),
            ]
        );
    }
}
