//! The grammar of clause patterns. In: pattern source. Out: the parsed [`Alternative`]s, or a
//! [`Fault`] with its place. `check` comes next; `docs/patterns.md` writes the grammar down.

use std::ops::Range;

use super::check;
use super::class::Class;
use crate::error::{Error, ErrorKind};
use crate::text::{TokenKind, Tokens};

/// The longest pattern, in bytes.
pub(super) const MAX_SOURCE: usize = 4000;
/// How deep groups may lie in groups.
pub(super) const MAX_DEPTH: usize = 8;
/// The most alternatives of one choice.
pub(super) const MAX_CHOICE: usize = 64;
/// The most words, gaps and braces in one pattern.
pub(super) const MAX_ELEMENTS: usize = 400;
/// The widest gap, in words; `..` alone means this.
pub(super) const MAX_GAP: usize = 200;

/// Why a pattern is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the pattern's source.
    pub range: Range<usize>,
    /// One sentence.
    pub message: String,
    /// What to write instead.
    pub hint: String,
}

impl Fault {
    pub(super) fn new(range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { range, message: message.into(), hint: hint.into() }
    }

    /// The same as an [`Error`] that points into `source`, the text of `file`, where the pattern
    /// begins at byte `offset`.
    pub fn into_error(self, file: &str, source: &str, offset: usize) -> Error {
        let range = self.range.start + offset..self.range.end + offset;
        Error::new(ErrorKind::Pattern, self.message).at(file, source, range).hint(self.hint)
    }
}

/// One element of a pattern, with its place in the source.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) range: Range<usize>,
    pub(super) kind: NodeKind,
}

#[derive(Clone, Debug)]
pub(super) enum NodeKind {
    Word {
        text: String,
        prefix: bool,
    },
    Class(Class),
    /// At most so many words.
    Gap(usize),
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Optional(Box<Node>),
}

/// One alternative of the top-level choice.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    pub(super) node: Node,
    /// The groups after `!`: the alternative does not match where one of them does.
    pub(super) forbidden: Vec<Node>,
    /// The groups after `&`: the alternative matches only where each of them does.
    pub(super) required: Vec<Node>,
}

pub(super) fn parse(source: &str) -> Result<Vec<Alternative>, Fault> {
    if source.len() > MAX_SOURCE {
        return Err(Fault::new(
            0..source.len(),
            format!("the pattern has {} bytes; at most {MAX_SOURCE} are allowed", source.len()),
            "write several patterns",
        ));
    }
    let mut parser = Parser { source, at: 0, elements: 0 };
    let alternatives = parser.top_level()?;
    alternatives.iter().try_for_each(check::alternative)?;
    Ok(alternatives)
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    elements: usize,
}

/// Characters that end a word.
const MARKS: [char; 9] = ['(', ')', '[', ']', '{', '}', '|', '!', '&'];

impl Parser<'_> {
    fn top_level(&mut self) -> Result<Vec<Alternative>, Fault> {
        let mut alternatives = vec![self.top_level_alternative()?];
        while self.eat('|') {
            alternatives.push(self.top_level_alternative()?);
        }
        if let Some(mark) = self.peek() {
            return Err(Fault::new(
                self.here(),
                format!("this `{mark}` closes nothing"),
                "take it away or open the group before it",
            ));
        }
        self.bound_choice(alternatives.len(), 0)?;
        Ok(alternatives)
    }

    fn top_level_alternative(&mut self) -> Result<Alternative, Fault> {
        let start = self.skip_space();
        let (mut nodes, mut forbidden, mut required) = (Vec::new(), Vec::new(), Vec::new());
        while let Some(next) = self.peek().filter(|next| !matches!(next, '|' | ')' | ']')) {
            match next {
                '!' => forbidden.push(self.about("`!` forbids a group", "write `!(words to forbid)`")?),
                '&' => required.push(self.about("`&` asks for a group", "write `&(words that must be there too)`")?),
                _ => self.element(0, &mut nodes)?,
            }
        }
        Ok(Alternative { node: self.sequence(start, nodes)?, forbidden, required })
    }

    /// A group that is about the whole sentence, behind its mark.
    fn about(&mut self, message: &str, hint: &str) -> Result<Node, Fault> {
        let start = self.at;
        self.at += 1;
        if !self.source[self.at..].starts_with('(') {
            return Err(Fault::new(start..self.at, message, hint));
        }
        self.at += 1;
        self.choice(start, ')', 1)
    }

    /// The alternatives up to `close`; the opening mark at `start` is already read.
    fn choice(&mut self, start: usize, close: char, depth: usize) -> Result<Node, Fault> {
        if depth > MAX_DEPTH {
            let range = start..self.at;
            return Err(Fault::new(
                range,
                format!("groups lie more than {MAX_DEPTH} deep"),
                "write several patterns or flatten the groups",
            ));
        }
        let mut alternatives = Vec::new();
        loop {
            let from = self.skip_space();
            let mut nodes = Vec::new();
            while self.peek().is_some_and(|next| !matches!(next, '|' | ')' | ']')) {
                self.element(depth, &mut nodes)?;
            }
            alternatives.push(self.sequence(from, nodes)?);
            if !self.eat('|') {
                break;
            }
        }
        if !self.eat(close) {
            let range = start..start + 1;
            return Err(Fault::new(range, "this group is never closed", format!("put `{close}` where the group ends")));
        }
        self.bound_choice(alternatives.len(), start)?;
        let range = start..self.at;
        if alternatives.len() == 1
            && let Some(only) = alternatives.pop()
        {
            return Ok(only);
        }
        Ok(Node { range, kind: NodeKind::Choice(alternatives) })
    }

    fn bound_choice(&self, alternatives: usize, start: usize) -> Result<(), Fault> {
        if alternatives <= MAX_CHOICE {
            return Ok(());
        }
        let message = format!("a choice of {alternatives}; at most {MAX_CHOICE} are allowed");
        Err(Fault::new(start..self.at, message, "use a prefix such as `indemnif*`, or several patterns"))
    }

    fn sequence(&self, start: usize, mut nodes: Vec<Node>) -> Result<Node, Fault> {
        let Some(last) = nodes.last() else {
            let place = start..start.max(self.at);
            return Err(Fault::new(place, "there are no words here", "write a word, or take the empty group away"));
        };
        let range = start..last.range.end;
        if nodes.len() == 1
            && let Some(only) = nodes.pop()
        {
            return Ok(only);
        }
        Ok(Node { range, kind: NodeKind::Sequence(nodes) })
    }

    fn element(&mut self, depth: usize, nodes: &mut Vec<Node>) -> Result<(), Fault> {
        let start = self.skip_space();
        self.elements += 1;
        let rest = &self.source[start..];
        if rest.starts_with('(') {
            self.at += 1;
            nodes.push(self.choice(start, ')', depth + 1)?);
        } else if rest.starts_with('[') {
            self.at += 1;
            let inner = self.choice(start, ']', depth + 1)?;
            nodes.push(Node { range: start..self.at, kind: NodeKind::Optional(Box::new(inner)) });
        } else if rest.starts_with('{') {
            nodes.push(self.class()?);
        } else if rest.starts_with("..") {
            nodes.push(self.gap()?);
        } else if rest.starts_with('}') {
            return Err(Fault::new(self.here(), "this `}` closes nothing", "braces hold a name: `{vendor}`"));
        } else if let Some(mark) = rest.chars().next().filter(|mark| matches!(mark, '!' | '&')) {
            let hint = format!("put `{mark}(…)` beside the groups, not inside one: it is about the whole sentence");
            return Err(Fault::new(self.here(), format!("`{mark}` cannot stand inside a group"), hint));
        } else {
            self.words(nodes)?;
        }
        if self.elements > MAX_ELEMENTS {
            let message = format!("the pattern has more than {MAX_ELEMENTS} elements");
            return Err(Fault::new(start..self.at, message, "write several patterns"));
        }
        Ok(())
    }

    fn class(&mut self) -> Result<Node, Fault> {
        let start = self.at;
        let Some(length) = self.source[start..].find('}') else {
            return Err(Fault::new(start..start + 1, "this brace is never closed", "braces hold a name: `{vendor}`"));
        };
        self.at += length + 1;
        let name = &self.source[start + 1..start + length];
        let Some(class) = Class::named(name.trim()) else {
            let known: Vec<String> = Class::ALL.iter().map(|class| format!("{{{}}}", class.name())).collect();
            return Err(Fault::new(
                start..self.at,
                format!("`{{{name}}}` is not known"),
                format!("write one of {}", known.join(" ")),
            ));
        };
        Ok(Node { range: start..self.at, kind: NodeKind::Class(class) })
    }

    fn gap(&mut self) -> Result<Node, Fault> {
        let start = self.at;
        self.at += 2;
        let digits = self.source[self.at..].bytes().take_while(u8::is_ascii_digit).count();
        let number = &self.source[self.at..self.at + digits];
        self.at += digits;
        let range = start..self.at;
        let next = self.source[self.at..].chars().next();
        if let Some(next) = next.filter(|next| !next.is_whitespace() && !MARKS.contains(next)) {
            let hint = "a gap is `..` or `..6`, with a space after it";
            let range = start..self.at + next.len_utf8();
            return Err(Fault::new(range, "this gap has more than a number", hint));
        }
        let reach = if number.is_empty() { Some(MAX_GAP) } else { number.parse().ok() };
        match reach {
            Some(reach @ 1..=MAX_GAP) => Ok(Node { range, kind: NodeKind::Gap(reach) }),
            _ => Err(Fault::new(
                range,
                format!("a gap of {number} words"),
                format!("a gap has 1 to {MAX_GAP} words; `..` means {MAX_GAP}"),
            )),
        }
    }

    /// One run without white space. The tokeniser may make several words of it ("third-party").
    fn words(&mut self, nodes: &mut Vec<Node>) -> Result<(), Fault> {
        let start = self.at;
        let rest = &self.source[start..];
        let marked = rest.find(|next: char| next.is_whitespace() || MARKS.contains(&next)).unwrap_or(rest.len());
        let length = rest[..marked].find("..").unwrap_or(marked);
        self.at += length;
        let (range, run) = (start..self.at, &rest[..length]);
        let (stem, prefix) = match run.strip_suffix('*') {
            Some(stem) => (stem, true),
            None => (run, false),
        };
        if stem.contains('*') {
            return Err(Fault::new(range, "`*` stands only at the end of a word", "write `indemnif*`"));
        }
        let words = tokenise(stem);
        let Some(last) = words.len().checked_sub(1) else {
            let hint = "patterns do not see punctuation; leave it out";
            return Err(Fault::new(range, format!("`{run}` has no word in it"), hint));
        };
        for (place, text) in words.into_iter().enumerate() {
            let prefix = prefix && place == last;
            if prefix && text.chars().count() < 2 {
                return Err(Fault::new(
                    range,
                    format!("`{text}*` stands for too many words"),
                    "give two letters or more",
                ));
            }
            self.elements += usize::from(place > 0);
            nodes.push(Node { range: range.clone(), kind: NodeKind::Word { text, prefix } });
        }
        Ok(())
    }

    fn skip_space(&mut self) -> usize {
        let rest = &self.source[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        self.at
    }

    /// The next character that is not white space.
    fn peek(&mut self) -> Option<char> {
        let at = self.skip_space();
        self.source[at..].chars().next()
    }

    fn eat(&mut self, mark: char) -> bool {
        let found = self.peek() == Some(mark);
        if found {
            self.at += mark.len_utf8();
        }
        found
    }

    /// The character at hand.
    fn here(&self) -> Range<usize> {
        let width = self.source[self.at..].chars().next().map_or(0, char::len_utf8);
        self.at..self.at + width
    }
}

/// The words that the document's own tokeniser makes of `run`; a possessive's `'s` is not seen.
fn tokenise(run: &str) -> Vec<String> {
    if !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return vec![run.to_ascii_lowercase()];
    }
    let tokens = Tokens::of(&run.replace('\u{2019}', "'"));
    let seen = tokens.as_slice().iter().filter(|token| token.kind != TokenKind::Punct);
    seen.map(|token| tokens.word(token.word)).filter(|word| *word != super::POSSESSIVE).map(str::to_owned).collect()
}
