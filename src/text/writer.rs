//! Canonical characters. In: pieces of the source that belong to one block. Out: the canonical
//! text, one line a block, with its map. Which pieces make a block is `layout`'s affair.

use super::map::SourceMap;
use crate::span::Span;

/// What a character becomes.
enum Canon {
    Same,
    Space,
    Gone,
    /// A long dash: parts words, so it gets a space on both sides.
    Dash,
    As(&'static str),
}

fn canon(letter: char) -> Canon {
    match letter {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}' => Canon::Gone,
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{b4}' | '\u{2bc}' => Canon::As("'"),
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => Canon::As("\""),
        '\u{2010}'..='\u{2013}' | '\u{2212}' => Canon::As("-"),
        '\u{2014}' | '\u{2015}' => Canon::Dash,
        '\u{2026}' => Canon::As("..."),
        '\u{fb00}' => Canon::As("ff"),
        '\u{fb01}' => Canon::As("fi"),
        '\u{fb02}' => Canon::As("fl"),
        '\u{fb03}' => Canon::As("ffi"),
        '\u{fb04}' => Canon::As("ffl"),
        '\u{fb05}' | '\u{fb06}' => Canon::As("st"),
        _ if letter.is_whitespace() || letter.is_control() => Canon::Space,
        _ => Canon::Same,
    }
}

/// An ASCII byte that is copied as it is, wherever it stands.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'-' | b'=' | b'`' | b'\'')
}

/// A space that waits for the next character.
#[derive(Clone, Copy)]
struct Gap {
    source: usize,
    len: usize,
}

pub(super) struct Writer<'s> {
    source: &'s str,
    out: String,
    map: SourceMap,
    gap: Option<Gap>,
    block_start: Option<usize>,
    source_end: usize,
}

impl<'s> Writer<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        let out = String::with_capacity(source.len() + source.len() / 64);
        Self { source, out, map: SourceMap::default(), gap: None, block_start: None, source_end: 0 }
    }

    /// Ends the block and says where it stands, if anything was written.
    pub(super) fn end_block(&mut self) -> Option<Span> {
        self.gap = None;
        self.block_start.take().map(|start| Span::new(start, self.out.len()))
    }

    pub(super) fn finish(self) -> (String, SourceMap) {
        (self.out, self.map)
    }

    /// A space that stands at `source` for what was there.
    pub(super) fn space(&mut self, source: usize) {
        self.gap.get_or_insert(Gap { source, len: 0 });
    }

    /// Words that are not in the source, in place of `len` bytes at `source`.
    pub(super) fn insert(&mut self, words: &str, source: usize, len: usize) {
        self.open(source);
        self.map.replaced(self.out.len(), words.len(), source, len);
        self.out.push_str(words);
        self.source_end = source + len;
    }

    /// Writes `start..end` of the source.
    pub(super) fn push(&mut self, start: usize, end: usize) {
        let bytes = self.source.as_bytes();
        let mut at = start;
        while at < end {
            let run = plain_run(&bytes[at..end]);
            if run > 0 {
                self.copy(at, run);
                at += run;
            } else {
                at = self.special(at, end);
            }
        }
    }

    /// Begins the block, or writes the waiting space.
    fn open(&mut self, source: usize) {
        if self.block_start.is_none() {
            if !self.out.is_empty() {
                self.map.replaced(self.out.len(), 1, self.source_end, 0);
                self.out.push('\n');
            }
            self.block_start = Some(self.out.len());
            self.gap = None;
        } else if let Some(gap) = self.gap.take() {
            self.map.replaced(self.out.len(), 1, gap.source, gap.len.min(source.saturating_sub(gap.source)));
            self.out.push(' ');
        }
    }

    fn copy(&mut self, at: usize, len: usize) {
        self.open(at);
        self.map.copied(self.out.len(), at, len);
        self.out.push_str(&self.source[at..at + len]);
        self.source_end = at + len;
    }

    /// Reads what begins at `at` and is not plain; says where it ends.
    fn special(&mut self, at: usize, end: usize) -> usize {
        let Some(letter) = self.source.get(at..).and_then(|rest| rest.chars().next()) else { return end };
        let len = letter.len_utf8();
        match letter {
            '-' => self.hyphens(at, end),
            '=' => self.equals(at, end),
            '\'' | '`' => self.tick(at, end, letter),
            _ => {
                match canon(letter) {
                    Canon::Same => self.copy(at, len),
                    Canon::Space => self.widen_gap(at, len),
                    Canon::Gone => {}
                    Canon::Dash => self.dash(at, len),
                    Canon::As(words) => self.insert(words, at, len),
                }
                at + len
            }
        }
    }

    fn widen_gap(&mut self, at: usize, len: usize) {
        match &mut self.gap {
            Some(gap) if gap.source + gap.len == at => gap.len += len,
            Some(_) => {}
            None => self.gap = Some(Gap { source: at, len }),
        }
    }

    /// A long dash; two hyphens are one. At the start of a block it stands without spaces, since
    /// with one it would read as a bullet.
    fn dash(&mut self, at: usize, len: usize) {
        let opens = self.block_start.is_none();
        if !opens {
            self.space(at);
        }
        self.insert("-", at, len);
        if !opens {
            self.space(at + len);
        }
    }

    fn hyphens(&mut self, at: usize, end: usize) -> usize {
        let run = self.count(at, end, b'-');
        let loose = self.gap.is_some() || self.block_start.is_none();
        match run {
            1 => self.copy(at, 1),
            // What is left of a line drawn under a heading.
            3.. if loose || run > 3 => self.space(at),
            _ => self.dash(at, run),
        }
        at + run
    }

    fn equals(&mut self, at: usize, end: usize) -> usize {
        let run = self.count(at, end, b'=');
        if run < 3 {
            self.copy(at, run);
        } else {
            self.space(at);
        }
        at + run
    }

    /// `` ``words'' `` is an old way to write double quotes.
    fn tick(&mut self, at: usize, end: usize, mark: char) -> usize {
        if self.count(at, end, mark as u8) == 2 {
            self.insert("\"", at, 2);
            return at + 2;
        }
        match mark {
            '\'' => self.copy(at, 1),
            _ => self.insert("'", at, 1),
        }
        at + 1
    }

    fn count(&self, at: usize, end: usize, byte: u8) -> usize {
        self.source.as_bytes()[at..end].iter().take_while(|next| **next == byte).count()
    }
}

/// How many bytes from the start are copied as they are: plain ones, and single spaces and
/// hyphens and apostrophes between them.
fn plain_run(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        if is_plain(bytes[at]) {
            at += 1;
        } else if at > 0
            && matches!(bytes[at], b' ' | b'-' | b'\'')
            && is_plain(bytes[at - 1])
            && bytes.get(at + 1).is_some_and(|next| is_plain(*next))
        {
            at += 2;
        } else {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(source: &str) -> String {
        let mut writer = Writer::new(source);
        writer.push(0, source.len());
        writer.end_block();
        writer.finish().0
    }

    #[test]
    fn writes_canonical_characters() {
        for (source, expected) in [
            ("\u{201c}Fees\u{201d} of the Client\u{2019}s", "\"Fees\" of the Client's"),
            ("``Fees'' of  the\u{a0}\tClient", "\"Fees\" of the Client"),
            ("Term\u{2014}Payment", "Term - Payment"),
            ("Term -- Payment--now", "Term - Payment - now"),
            ("10\u{2013}20 days", "10-20 days"),
            ("in\u{ad}demnify the \u{fb01}rst o\u{fb03}ce\u{2026}", "indemnify the first office..."),
            ("AGREEMENT   -------- between", "AGREEMENT between"),
            ("a zero\u{200b}width ____ blank", "a zerowidth ____ blank"),
            ("third-party don't", "third-party don't"),
        ] {
            assert_eq!(canonical(source), expected);
        }
    }
}
