//! How places are cited. In: the tokens. Out: [`Citation`]s: one citing word with all the numbers
//! that hang on it ("Sections 4.1, 4.2(a) and 9").

use std::ops::Range;

use super::Cited;
use crate::ingest::Document;
use crate::outline::Outline;
use crate::span::Span;
use crate::text::{Token, TokenKind, Tokens};

/// One number of a citation.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub tokens: Range<usize>,
    pub number: String,
}

#[derive(Clone, Debug)]
pub(super) struct Citation {
    pub kind: Cited,
    /// "this Section 4" begins at "this".
    pub start: usize,
    pub end: usize,
    pub members: Vec<Member>,
}

pub(super) struct Reader<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    list: &'a [Token],
    labels: &'a [bool],
    /// By word id: what it cites.
    citing: Vec<Option<Cited>>,
}

/// How many numbers the citing word announces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    First,
    Further,
}

impl<'a> Reader<'a> {
    pub fn new(document: &'a Document, outline: &'a Outline) -> Self {
        let tokens = document.text.tokens();
        Self {
            text: document.text.canonical(),
            tokens,
            list: tokens.as_slice(),
            labels: &outline.labels,
            citing: tokens.words().iter().map(|word| cites(word)).collect(),
        }
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.at(at)
    }

    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.list.get(at)
    }

    pub fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.capital)
    }

    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.tokens.span(tokens)
    }

    pub fn source(&self, tokens: Range<usize>) -> &'a str {
        self.span(tokens).of(self.text)
    }

    /// Does a line end between this token and the next?
    pub fn line_ends(&self, at: usize) -> bool {
        match (self.token(at), self.token(at + 1)) {
            (Some(one), Some(two)) => self.text.get(one.span.end..two.span.start).is_some_and(|gap| gap.contains('\n')),
            _ => true,
        }
    }

    /// Does only ", and" stand between one citation and the next?
    pub fn joined(&self, end: usize, start: usize) -> bool {
        start > end
            && start - end <= 2
            && (end..start).all(|at| matches!(self.word(at), "," | "and" | "or" | "&" | "through" | "to"))
    }

    fn touches(&self, at: usize) -> bool {
        matches!((self.token(at), self.token(at + 1)), (Some(one), Some(two)) if one.span.end == two.span.start)
    }

    /// "this Section 4": a clause that cites itself.
    pub fn says_this(&self, member: &Member) -> bool {
        self.word(member.tokens.start) == "this"
    }

    fn is_label(&self, at: usize) -> bool {
        self.labels.get(at).copied().unwrap_or(false)
    }

    /// What the token at `at` cites, if it is a citing word.
    pub fn cites(&self, at: usize) -> Option<Cited> {
        self.token(at).and_then(|token| self.citing.get(token.word.0 as usize).copied().flatten())
    }

    /// The citation whose citing word stands at `at`.
    pub fn at(&self, at: usize) -> Option<Citation> {
        let kind = self.cites(at)?;
        let this = at > 0 && self.word(at - 1) == "this" && !self.line_ends(at - 1);
        let start = if this { at - 1 } else { at };
        let mut number = at + 1;
        while matches!(self.word(number), "." | ":" | "no" | "nos" | "#" | "§")
            && !self.line_ends(number - 1)
            && number < at + 3
        {
            number += 1;
        }
        let Some(first) = self.number(number, kind, Rank::First).filter(|_| !self.line_ends(number - 1)) else {
            return self.bare_this(kind, start, at).filter(|_| this);
        };
        let kind = if kind == Cited::Section && self.word(number) == "(" { Cited::Paragraph } else { kind };
        let mut members = vec![self.member(kind, at, start..first.end, first)];
        self.more(kind, at, &mut members);
        let end = members.last().map_or(at + 1, |member| member.tokens.end);
        Some(Citation { kind, start, end, members })
    }

    /// "this Section" without a number.
    fn bare_this(&self, kind: Cited, start: usize, at: usize) -> Option<Citation> {
        let places = matches!(kind, Cited::Section | Cited::Article) && self.capital(at) && self.singular(at);
        let member = Member { tokens: start..at + 1, number: String::new() };
        places.then(|| Citation { kind, start, end: at + 1, members: vec![member] })
    }

    fn singular(&self, at: usize) -> bool {
        !self.word(at).ends_with('s')
    }

    fn member(&self, kind: Cited, citing: usize, tokens: Range<usize>, number: Range<usize>) -> Member {
        let cited: String = self.source(number).chars().filter(|c| !matches!(c, '"' | ' ' | '\'')).collect();
        let number = if kind == Cited::Exhibit { format!("{} {cited}", exhibit(self.word(citing))) } else { cited };
        Member { tokens, number }
    }

    /// ", 4.2(a) and 9", "through 4.5".
    fn more(&self, kind: Cited, citing: usize, members: &mut Vec<Member>) {
        while let Some(last) = members.last().map(|member| member.tokens.end) {
            let mut at = last;
            while at < last + 3
                && matches!(self.word(at), "," | "and" | "or" | "to" | "through" | "thru" | "&" | "-" | "and/or" | "/")
            {
                at += 1;
            }
            if at == last || self.line_ends(at - 1) {
                return;
            }
            let Some(number) = self.number(at, kind, Rank::Further).filter(|number| !self.counts(number.end)) else {
                return;
            };
            members.push(self.member(kind, citing, number.clone(), number));
        }
    }

    /// Is what stands behind a number counted by it ("or 30 days")?
    fn counts(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "day"
                | "days"
                | "business"
                | "calendar"
                | "working"
                | "month"
                | "months"
                | "year"
                | "years"
                | "hours"
                | "weeks"
                | "%"
                | "percent"
        ) || self.word(at) == "(" && self.counts(at + 3)
    }

    /// The tokens of a number: "9.2(a)", "IV", "A-1", "\"A\"", "(b)".
    fn number(&self, at: usize, kind: Cited, rank: Rank) -> Option<Range<usize>> {
        if self.is_label(at) && rank == Rank::Further {
            return None;
        }
        let token = self.token(at)?;
        let mut end = match token.kind {
            TokenKind::Number => at + 1,
            TokenKind::Word if self.is_letter_number(at, kind, rank) => at + 1,
            TokenKind::Punct if token_is(self.word(at), "\"'") && self.word(at + 2) == self.word(at) => {
                return (self.word(at + 1).len() <= 3).then_some(at..at + 3);
            }
            TokenKind::Punct if kind != Cited::Exhibit => return self.parts(at).map(|end| at..end),
            _ => return None,
        };
        // "A-1" is one number, "7-11" a range.
        let joints: &[&str] = if token.kind == TokenKind::Word { &["-", "."] } else { &["."] };
        while joints.contains(&self.word(end)) && self.touches(end - 1) && self.touches(end) && self.short(end + 1) {
            end += 2;
        }
        Some(at..self.parts(end).filter(|_| self.touches(end - 1)).unwrap_or(end))
    }

    /// "A", "IV": capitals; a small "a" is an article.
    fn is_letter_number(&self, at: usize, kind: Cited, rank: Rank) -> bool {
        let word = self.word(at);
        let shouted = self.token(at).is_some_and(|token| token.all_caps || token.capital && word.len() == 1);
        let single = word.len() == 1 && word.is_ascii();
        let pronoun = word == "i" && rank == Rank::Further;
        let cited = single || roman(word).is_some() && kind != Cited::Section;
        let numbered = matches!(kind, Cited::Exhibit | Cited::Law)
            && word.len() <= 3
            && word.chars().skip(1).all(|c| c.is_ascii_digit());
        shouted && !pronoun && (cited || numbered) && !(single && self.starts_word(at))
    }

    /// "SCHEDULE A MEETING": in a line of capitals "A" is an article.
    fn starts_word(&self, at: usize) -> bool {
        let next = self.token(at + 1).is_some_and(|next| next.kind == TokenKind::Word && next.all_caps);
        let lone_a = self.word(at) == "a" && next && !self.line_ends(at);
        lone_a
            && self.token(at.wrapping_sub(1)).is_some_and(|before| before.all_caps)
            && !matches!(
                self.word(at + 1),
                "to" | "of" | "and" | "or" | "attached" | "hereto" | "is" | "shall" | "which"
            )
    }

    fn short(&self, at: usize) -> bool {
        let word = self.word(at);
        !word.is_empty() && word.len() <= 2 && word.chars().all(char::is_alphanumeric) && self.counts_nothing(at)
    }

    fn counts_nothing(&self, at: usize) -> bool {
        !self.counts(at + 1)
    }

    /// "(a)(ii)": past all the bracketed parts that begin at `at`; "(Limitation of Liability)" is none.
    fn parts(&self, at: usize) -> Option<usize> {
        let mut end = at;
        while self.word(end) == "("
            && self.word(end + 2) == ")"
            && self.is_part(end + 1)
            && (end == at || self.touches(end - 1))
        {
            end += 3;
        }
        (end > at).then_some(end)
    }

    fn is_part(&self, at: usize) -> bool {
        let word = self.word(at);
        let digits = word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit());
        let letters = word.len() <= 2 && word.chars().all(|c| c.is_ascii_alphabetic());
        !word.is_empty() && (digits || letters || roman(word).is_some())
    }
}

fn token_is(word: &str, marks: &str) -> bool {
    word.len() == 1 && marks.contains(word)
}

fn cites(word: &str) -> Option<Cited> {
    Some(match word {
        "section" | "sections" | "sec" | "secs" | "§" | "§§" | "clause" | "clauses" | "subsection" | "subsections"
        | "sub-section" | "subclause" | "subclauses" => Cited::Section,
        "paragraph" | "paragraphs" | "para" | "paras" | "subparagraph" | "subparagraphs" => Cited::Section,
        "article" | "articles" => Cited::Article,
        "exhibit" | "exhibits" | "schedule" | "schedules" | "annex" | "annexes" | "appendix" | "appendices"
        | "attachment" | "attachments" => Cited::Exhibit,
        "rule" | "rules" | "regulation" => Cited::Law,
        _ => return None,
    })
}

/// The name in the singular, as a heading would say it.
fn exhibit(word: &str) -> &'static str {
    match word {
        "exhibit" | "exhibits" => "Exhibit",
        "schedule" | "schedules" => "Schedule",
        "annex" | "annexes" => "Annex",
        "appendix" | "appendices" => "Appendix",
        _ => "Attachment",
    }
}

/// "iv" is 4. None for what is no Roman number up to 89.
pub(super) fn roman(word: &str) -> Option<u32> {
    let digit = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    let digits: Option<Vec<u32>> = word.chars().map(|c| digit(c.to_ascii_lowercase())).collect();
    let digits = digits.filter(|digits| !digits.is_empty() && digits.len() <= 7)?;
    let value = digits.iter().enumerate().fold(0i32, |sum, (place, &digit)| {
        let less = digits.get(place + 1).is_some_and(|&next| next > digit);
        sum + if less { -(digit as i32) } else { digit as i32 }
    });
    u32::try_from(value).ok()
}
