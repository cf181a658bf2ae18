//! From source to canonical text. In: the source, its layout and syntax. Out: canonical text,
//! blocks and map. Each step is a module of its own: lines, furniture, markup, layout, writer.

use super::furniture::{self, Role};
use super::hyphen::Vocabulary;
use super::layout::{self, Between, Candidate};
use super::line::{self, Line, lines};
use super::map::SourceMap;
use super::markup::{self, Parts};
use super::writer::Writer;
use super::{Block, BlockKind, Layout, Syntax};

/// What [`canonicalise`] makes.
#[derive(Default)]
pub(super) struct Canonical {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) map: SourceMap,
}

/// `kinds`: what each line of the source (from 0, blank ones counted) is known to be.
pub(super) fn canonicalise(source: &str, layout: Layout, syntax: Syntax, kinds: &[(usize, BlockKind)]) -> Canonical {
    let mut lines = lines(source);
    if layout == Layout::Auto {
        furniture::cut_page_feet(source, &mut lines);
        furniture::cut_page_numbers(source, &mut lines);
        lines = line::parted(source, lines);
    }
    let syntax = markup::resolve(syntax, source, &lines);
    let candidates = candidates(source, &lines, layout, syntax, kinds);
    let joined = layout::continuations(&candidates, layout);
    let mut pages = Pages { source, syntax, writer: Writer::new(source), blocks: Vec::new(), vocabulary: None };
    let mut at = 0;
    while at < candidates.len() {
        let end = (at + 1..candidates.len()).find(|next| !joined[*next]).unwrap_or(candidates.len());
        pages.paragraph(&candidates[at..end]);
        at = end;
    }
    let (text, map) = pages.writer.finish();
    Canonical { text, blocks: pages.blocks, map }
}

/// The lines that are words, with what their marks say.
fn candidates<'s>(
    source: &'s str,
    lines: &[Line],
    layout: Layout,
    syntax: Syntax,
    kinds: &[(usize, BlockKind)],
) -> Vec<Candidate<'s>> {
    let roles = match layout {
        Layout::Paragraphs => vec![Role::Words; lines.len()],
        Layout::Auto => furniture::roles(source, lines),
    };
    let mut list: Vec<Candidate<'s>> = Vec::with_capacity(lines.len());
    let mut between = Between::Nothing;
    let mut number = 0;
    let mut known = kinds.iter().peekable();
    for (line, role) in lines.iter().zip(roles) {
        number += line.blanks_before;
        between = widen(between, line);
        let given = known.next_if(|(at, _)| *at == number).map(|(_, kind)| *kind);
        number += 1;
        match role {
            Role::Furniture => between = Between::PageEnd,
            Role::Rule if layout == Layout::Auto => {}
            _ => {
                if let Some(candidate) = candidate(source, line, layout, syntax, given, between) {
                    list.push(candidate);
                }
                between = Between::Nothing;
            }
        }
    }
    list
}

fn widen(between: Between, line: &Line) -> Between {
    match between {
        Between::PageEnd => between,
        _ if furniture::gap_is_page_end(line) => Between::PageEnd,
        _ if line.blanks_before > 0 => Between::Blank,
        _ => between,
    }
}

fn candidate<'s>(
    source: &'s str,
    line: &Line,
    layout: Layout,
    syntax: Syntax,
    given: Option<BlockKind>,
    between: Between,
) -> Option<Candidate<'s>> {
    if syntax == Syntax::Markdown && (markup::is_delimiter_row(line.of(source)) || furniture::is_rule(line.of(source)))
    {
        return None;
    }
    let opening = markup::opening(source, line, syntax);
    let words = source.get(opening.start..line.end).unwrap_or("");
    let kind = match given {
        Some(kind) => kind,
        None if layout == Layout::Paragraphs && words.contains(" | ") => BlockKind::Row,
        None => opening.kind,
    };
    Some(Candidate { line: Line { start: opening.start, ..*line }, words, kind, between })
}

/// Writes paragraphs.
struct Pages<'s> {
    source: &'s str,
    syntax: Syntax,
    writer: Writer<'s>,
    blocks: Vec<Block>,
    /// Made when the first line ends in a hyphen.
    vocabulary: Option<Vocabulary>,
}

impl Pages<'_> {
    fn paragraph(&mut self, lines: &[Candidate<'_>]) {
        let Some(first) = lines.first() else { return };
        for (at, candidate) in lines.iter().enumerate() {
            let end = self.line_end(candidate, lines.get(at + 1));
            if candidate.kind == BlockKind::Row && self.syntax == Syntax::Markdown {
                self.row(candidate.line.start, end);
            } else {
                self.words(candidate.line.start, end);
            }
            if end == candidate.line.end && !self.keeps_together(candidate, lines.get(at + 1)) {
                self.writer.space(end);
            }
        }
        if let Some(span) = self.writer.end_block() {
            let indent = u16::try_from(first.line.indent).unwrap_or(u16::MAX);
            self.blocks.push(Block { span, kind: first.kind, indent });
        }
    }

    /// Where the words of a line end: before a hyphen that the printer put there.
    fn line_end(&mut self, line: &Candidate<'_>, next: Option<&Candidate<'_>>) -> usize {
        match halves(line, next) {
            Some((left, right)) if !self.vocabulary().keeps_hyphen(left, right) => line.line.end - 1,
            _ => line.line.end,
        }
    }

    /// The line ends in a hyphen of the word's own.
    fn keeps_together(&mut self, line: &Candidate<'_>, next: Option<&Candidate<'_>>) -> bool {
        halves(line, next).is_some()
    }

    fn vocabulary(&mut self) -> &Vocabulary {
        self.vocabulary.get_or_insert_with(|| Vocabulary::of(self.source))
    }

    fn words(&mut self, start: usize, end: usize) {
        let mut at = start;
        for cut in markup::cuts(self.source, start, end, self.syntax) {
            self.writer.push(at, cut.range.start);
            if cut.parts_words == Parts::Yes {
                self.writer.space(cut.range.start);
            }
            at = cut.range.end;
        }
        self.writer.push(at, end);
    }

    /// A table row: cells parted by ` | `, without the bars at its ends.
    fn row(&mut self, start: usize, end: usize) {
        let Some(row) = self.source.get(start..end) else { return };
        let open = usize::from(row.starts_with('|'));
        let close = row.len() - usize::from(row.len() > open && row.ends_with('|') && !row.ends_with("\\|"));
        let mut at = start + open;
        for cell in self.source[start + open..start + close].split('|') {
            if at > start + open {
                self.writer.space(at - 1);
                self.writer.insert("|", at - 1, 1);
                self.writer.space(at);
            }
            self.words(at, at + cell.len());
            at += cell.len() + 1;
        }
    }
}

/// The two halves of a word that the line break parts at a hyphen.
fn halves<'s>(line: &Candidate<'s>, next: Option<&Candidate<'s>>) -> Option<(&'s str, &'s str)> {
    let left = line.words.strip_suffix('-')?;
    let left = &left[left
        .rfind(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .map_or(0, |at| at + left[at..].chars().next().map_or(1, char::len_utf8))..];
    let right = next?.words;
    let right = &right[..right.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(right.len())];
    let letters = left.ends_with(char::is_alphabetic) && right.starts_with(char::is_lowercase);
    letters.then_some((left, right))
}
