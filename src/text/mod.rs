//! Canonical text. In: a string as it was read. Out: [`Text`]: the same words with straight quotes
//! and dashes, single spaces, hard wraps and hyphenation joined, page furniture and markup gone,
//! one line a block; a map back to the source; its [`Token`]s. `ingest` comes next.

mod canonical;
mod furniture;
mod hyphen;
mod intern;
mod layout;
mod line;
mod map;
mod markup;
mod scan;
mod token;
mod writer;

use std::sync::OnceLock;

use crate::span::{SourceSpan, Span};
pub use intern::{WordHasher, WordMap};
use map::SourceMap;
pub use token::{Token, TokenKind, Tokens, WordId};

/// How the source is laid out in lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Layout {
    /// Find out: a text whose lines break at a common width is hard-wrapped.
    #[default]
    Auto,
    /// Every line is a paragraph of its own (text drawn from a Word file).
    Paragraphs,
}

/// Which marks in the source are markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Syntax {
    /// Markdown where its marks are plainly there, plain text otherwise.
    #[default]
    Auto,
    Plain,
    Markdown,
}

/// What a block of canonical text is by its layout alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Paragraph,
    /// A heading by markup (Markdown `#`, a Word heading style), level from 1.
    Heading(u8),
    /// A list item by markup (a bullet whose mark was taken away).
    Item,
    /// A table row; its cells are parted by ` | `.
    Row,
}

/// One paragraph, heading, item or table row: exactly one line of canonical text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
    /// Columns of white space before it in the source.
    pub indent: u16,
}

/// A source text with its canonical form. Blocks are parted by `\n` in the canonical text.
#[derive(Clone, Debug)]
pub struct Text {
    source: String,
    canonical: String,
    blocks: Vec<Block>,
    tokens: Tokens,
    map: SourceMap,
    /// Made when it is asked for.
    small: OnceLock<String>,
}

impl Text {
    /// Reads a source.
    ///
    /// ```
    /// use clausewright::text::{Layout, Syntax, Text};
    /// let text = Text::new("“Fees”\u{a0}—  due", Layout::Auto, Syntax::Auto);
    /// assert_eq!(text.canonical(), "\"Fees\" - due");
    /// ```
    pub fn new(source: impl Into<String>, layout: Layout, syntax: Syntax) -> Self {
        Self::with_kinds(source, layout, syntax, &[])
    }

    /// Reads a source of which it is known that some lines (counted from 0) are headings, items or
    /// rows; `kinds` is in order of lines.
    pub fn with_kinds(source: impl Into<String>, layout: Layout, syntax: Syntax, kinds: &[(usize, BlockKind)]) -> Self {
        let source: String = source.into();
        let canonical::Canonical { text, blocks, map } = canonical::canonicalise(&source, layout, syntax, kinds);
        let tokens = Tokens::of(&text);
        Self { source, canonical: text, blocks, tokens, map, small: OnceLock::new() }
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// The canonical text in small letters. Places are the same: a capital whose small letter is of
    /// another length stays.
    ///
    /// ```
    /// use clausewright::text::{Layout, Syntax, Text};
    /// let text = Text::new("ACME GmbH, ÎLE İzmir", Layout::Auto, Syntax::Auto);
    /// assert_eq!(text.small(), "acme gmbh, île İzmir");
    /// ```
    pub fn small(&self) -> &str {
        self.small.get_or_init(|| small(&self.canonical))
    }

    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// The canonical words at `span`.
    pub fn quote(&self, span: Span) -> &str {
        span.of(&self.canonical)
    }

    /// The same place in the source, in bytes. An empty span stays empty and sticks to the word that
    /// it touches: behind a word it lands before the white space or page furniture that follows,
    /// and before a word behind them.
    pub fn to_source(&self, span: Span) -> SourceSpan {
        let mut after = self.canonical.get(span.start..).unwrap_or("").chars();
        let begins_word = self.canonical.get(..span.start).is_some_and(|head| head.ends_with(char::is_whitespace));
        match after.next().filter(|next| span.is_empty() && begins_word && !next.is_whitespace()) {
            Some(next) => {
                let start = self.map.to_source(Span::new(span.start, span.start + next.len_utf8())).start;
                SourceSpan { start, end: start }
            }
            None => self.map.to_source(span),
        }
    }
}

/// In small letters of the same length.
pub fn small(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let (plain, other) = rest.split_at(at);
        small.push_str(plain);
        let mut letters = other.chars();
        small.extend(letters.next().map(small_letter));
        rest = letters.as_str();
    }
    small.push_str(rest);
    small.make_ascii_lowercase();
    small
}

fn small_letter(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
        _ => letter,
    }
}
