//! Reading one label. In: the tokens at the start of a paragraph. Out: the [`Label`] that they spell.

use std::ops::Range;

use super::super::ClauseKind;
use super::{
    Form, LARGEST, Label, SCHEDULES, SECTIONS, Strength, Style, Wrapper, capitalised, letter_value, path, roman,
};
use crate::text::{TokenKind, Tokens};

pub(super) struct Reader<'t> {
    pub(super) tokens: &'t Tokens,
    pub(super) text: &'t str,
    pub(super) end: usize,
}

impl Reader<'_> {
    fn at(&self, at: usize) -> &str {
        if at < self.end { self.tokens.at(at) } else { "" }
    }

    fn written(&self, at: usize) -> &str {
        self.tokens.as_slice().get(at).map_or("", |token| token.span.of(self.text))
    }

    fn capital(&self, at: usize) -> bool {
        at < self.end && self.tokens.as_slice().get(at).is_some_and(|token| token.capital)
    }

    fn touches(&self, at: usize) -> bool {
        let list = self.tokens.as_slice();
        match (at.checked_sub(1).and_then(|before| list.get(before)), list.get(at)) {
            (Some(before), Some(token)) if at < self.end => before.span.end == token.span.start,
            _ => false,
        }
    }

    /// A capital, a quote or the end: what may stand behind a bare label.
    fn opens_words(&self, at: usize) -> bool {
        at >= self.end || self.capital(at) || matches!(self.at(at), "\"" | "[" | "(" | "-")
    }

    fn label(form: Form, name: String, tokens: Range<usize>, strength: Strength) -> Label {
        Label { form, name, tokens, strength }
    }

    /// "ARTICLE IV", "Exhibit A", "Section 4.2", "§ 4".
    pub(super) fn named(&self, at: usize) -> Option<Label> {
        let word = self.at(at);
        if word == "article" || SCHEDULES.contains(&word) {
            return self.head(at);
        }
        if !SECTIONS.contains(&word) || !(self.capital(at) || word == "§") {
            return None;
        }
        let number = if word == "sec" && self.at(at + 1) == "." { at + 2 } else { at + 1 };
        let label = self.number(at, number)?;
        let closed = label.tokens.end > number + 1;
        (word == "§" || closed || self.heads(label.tokens.end)).then_some(label)
    }

    /// "ARTICLE IV" or "Exhibit A", and no sentence about it.
    fn head(&self, at: usize) -> Option<Label> {
        let kind = if self.at(at) == "article" { ClauseKind::Article } else { ClauseKind::Schedule };
        let word = capitalised(self.at(at));
        if !self.capital(at) {
            return None;
        }
        let mut end = at + 1;
        let named = self.names_head(end);
        if named {
            end += 1;
            while self.at(end) == "-" && self.touches(end) && self.touches(end + 1)
                || self.at(end) == "." && self.touches(end + 1)
            {
                end += 2;
            }
        } else if kind == ClauseKind::Article || end < self.end {
            return None;
        }
        if !self.heads(end) {
            return None;
        }
        let name = self.tokens.span(at + 1..end);
        let name = if named { format!("{word} {}", name.of(self.text)) } else { word };
        let end = self.past_marks(end);
        Some(Self::label(Form::Head(kind), name, at..end, Strength::Strong))
    }

    fn names_head(&self, at: usize) -> bool {
        let Some(token) = self.tokens.as_slice().get(at).filter(|_| at < self.end) else { return false };
        match token.kind {
            TokenKind::Number => token.span.len() <= 6,
            TokenKind::Word => {
                let ordinal = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
                token.capital
                    && (token.span.len() == 1 || roman(self.at(at)).is_some() || ordinal.contains(&self.at(at)))
            }
            _ => false,
        }
    }

    /// Do the words from `at` read as a heading and not as a sentence ("Exhibit A shall …")?
    fn heads(&self, at: usize) -> bool {
        let closed = matches!(self.at(at), "." | ":" | "-" | ";");
        let next = if closed { at + 1 } else { at };
        if next >= self.end {
            return true;
        }
        let verb = matches!(
            self.at(next),
            "shall" | "will" | "may" | "is" | "are" | "of" | "and" | "to" | "or" | "hereto" | "above"
        );
        !verb && (closed || self.opens_words(next) && !self.bracket_then_small(next))
    }

    /// "Section 4.2 (Fees) shall survive".
    fn bracket_then_small(&self, at: usize) -> bool {
        if self.at(at) != "(" {
            return false;
        }
        let close = (at..self.end.min(at + 20)).find(|place| self.at(*place) == ")");
        close.is_some_and(|close| {
            close + 1 < self.end && !self.capital(close + 1) && !matches!(self.at(close + 1), "." | ":" | "-")
        })
    }

    fn past_marks(&self, mut at: usize) -> usize {
        while at < self.end && matches!(self.at(at), "." | ":" | "-" | ")") {
            at += 1;
        }
        at
    }

    /// "4", "4.", "4.2", "4.2.", "4)", "4.2(a)"; `from` is where the label begins.
    pub(super) fn number(&self, from: usize, at: usize) -> Option<Label> {
        let written = self.tokens.as_slice().get(at).filter(|_| at < self.end)?;
        if written.kind != TokenKind::Number {
            return None;
        }
        let (parts, mut name) = path(self.at(at), self.written(at))?;
        let mut end = at + 1;
        while let Some(close) = self.touching_bracket(end) {
            name.push_str(&self.tokens.span(end..close).of(self.text).to_lowercase());
            end = close;
        }
        let subs = end > at + 1;
        let mark = if self.touches(end) { self.at(end) } else { "" };
        let wrapper = match mark {
            "." => Wrapper::Dot,
            ")" => Wrapper::Close,
            ":" if from < at || parts.len() > 1 => Wrapper::Dot,
            "-" | "," | "/" | "%" | "'" | "\"" | "'s" => return None,
            _ => Wrapper::Bare,
        };
        let end = if wrapper == Wrapper::Bare { end } else { end + 1 };
        let multi = parts.len() > 1 || subs;
        if !self.number_fits(from, end, wrapper, multi) {
            return None;
        }
        let strength = match wrapper {
            Wrapper::Bare if from == at && (!multi || !self.opens_words(end)) => Strength::Weak,
            _ => Strength::Strong,
        };
        let value = parts.first().copied()?;
        let wrapper = if from < at { Wrapper::Dot } else { wrapper };
        let form = if multi { Form::Path(parts) } else { Form::Ordinal(vec![(Style::Number, value)], wrapper) };
        Some(Self::label(form, name, from..end, strength))
    }

    /// Is what follows fit to follow a number that labels a paragraph?
    fn number_fits(&self, from: usize, end: usize, wrapper: Wrapper, multi: bool) -> bool {
        if end >= self.end {
            return multi || wrapper != Wrapper::Bare;
        }
        let token = &self.tokens.as_slice()[end];
        let next_fits = token.kind != TokenKind::Number && !matches!(self.at(end), "%" | "," | ";" | "/" | "." | ")");
        if wrapper != Wrapper::Bare {
            return next_fits && (!self.touches(end) || token.capital || self.at(end) == "\"");
        }
        const UNITS: [&str; 10] =
            ["day", "days", "months", "month", "years", "year", "percent", "million", "hours", "x"];
        // "3 Business Days after", and "3 Business Continuity".
        let unit = UNITS.contains(&self.at(end)) || self.at(end) == "business" && UNITS.contains(&self.at(end + 1));
        let sentence = matches!(
            self.at(end),
            "above" | "below" | "and" | "or" | "of" | "to" | "hereof" | "shall" | "will" | "may" | "is" | "are"
        );
        next_fits
            && !self.touches(end)
            && !unit
            && !sentence
            && (multi || self.capital(end) || self.at(end) == "-" && self.capital(end + 1) || from < end - 1)
    }

    /// The end of "(a)" that touches what is before it.
    fn touching_bracket(&self, at: usize) -> Option<usize> {
        let opens = self.at(at) == "(" && self.touches(at) && self.touches(at + 1) && self.touches(at + 2);
        (opens && self.at(at + 2) == ")" && !self.readings(at + 1).is_empty()).then_some(at + 3)
    }

    /// "(a)", "(iv)", "(1)".
    pub(super) fn bracketed(&self, at: usize) -> Option<Label> {
        let readings = self.readings(at + 1);
        if readings.is_empty() || self.at(at + 2) != ")" {
            return None;
        }
        let strength = if self.tokens.as_slice().get(at + 3).is_some_and(|next| next.kind == TokenKind::Number) {
            Strength::Weak
        } else {
            Strength::Strong
        };
        let end = if self.at(at + 3) == "." { at + 4 } else { at + 3 };
        let name = self.written(at + 1).to_owned();
        Some(Self::label(Form::Ordinal(readings, Wrapper::Brackets), name, at..end, strength))
    }

    /// "A.", "a)", "iv.".
    pub(super) fn letter(&self, at: usize) -> Option<Label> {
        let readings = self.readings(at);
        let wrapper = match self.at(at + 1) {
            "." if self.touches(at + 1) => Wrapper::Dot,
            ")" if self.touches(at + 1) => Wrapper::Close,
            // "I - DEFINITIONS"
            "-" if !self.touches(at + 1) && self.capital(at) && self.capital(at + 2) => Wrapper::Dot,
            _ => return None,
        };
        let follows = at + 2 >= self.end || !self.touches(at + 2);
        if readings.is_empty() || !follows {
            return None;
        }
        let strength = if wrapper == Wrapper::Dot { Strength::Weak } else { Strength::Strong };
        let name = self.written(at).to_owned();
        Some(Self::label(Form::Ordinal(readings, wrapper), name, at..at + 2, strength))
    }

    /// Every way to read one token as a place in a sequence.
    fn readings(&self, at: usize) -> Vec<(Style, u16)> {
        let Some(token) = self.tokens.as_slice().get(at).filter(|_| at < self.end) else { return Vec::new() };
        let word = self.at(at);
        if token.kind == TokenKind::Number {
            return word
                .parse()
                .ok()
                .filter(|value| *value <= LARGEST)
                .map(|value| vec![(Style::Number, value)])
                .unwrap_or_default();
        }
        if token.kind != TokenKind::Word || (word.len() > 1 && token.capital != token.all_caps) {
            return Vec::new();
        }
        let (letters, romans) = match token.capital {
            true => (Style::CapitalLetter, Style::CapitalRoman),
            false => (Style::SmallLetter, Style::SmallRoman),
        };
        let letter = letter_value(word).map(|value| (letters, value));
        let roman = roman(word).filter(|value| *value < 60).map(|value| (romans, value));
        letter.into_iter().chain(roman).collect()
    }
}
