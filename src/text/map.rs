//! The way back. In: a place in canonical text. Out: the same place in the source. Runs of
//! characters that were copied map byte for byte; a replaced run maps as a whole.

use crate::span::{SourceSpan, Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    Copied,
    Replaced,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    canonical: usize,
    len: usize,
    source: usize,
    source_len: usize,
    origin: Origin,
}

impl Run {
    fn source_start(&self, place: usize) -> usize {
        match self.origin {
            _ if place >= self.canonical + self.len => self.source + self.source_len,
            Origin::Copied => self.source + (place - self.canonical),
            Origin::Replaced => self.source,
        }
    }

    fn source_end(&self, place: usize) -> usize {
        match self.origin {
            Origin::Copied => self.source + (place - self.canonical).min(self.len),
            Origin::Replaced => self.source + self.source_len,
        }
    }
}

/// Every run of the canonical text, in order; places in both texts only grow.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceMap {
    runs: Vec<Run>,
}

impl SourceMap {
    /// `len` bytes at `canonical` were copied from `source`.
    pub(super) fn copied(&mut self, canonical: usize, source: usize, len: usize) {
        if let Some(last) = self.runs.last_mut() {
            let follows = last.canonical + last.len == canonical && last.source + last.source_len == source;
            if last.origin == Origin::Copied && follows {
                last.len += len;
                last.source_len += len;
                return;
            }
        }
        self.runs.push(Run { canonical, len, source, source_len: len, origin: Origin::Copied });
    }

    /// `len` bytes at `canonical` stand for `source_len` bytes of other words.
    pub(super) fn replaced(&mut self, canonical: usize, len: usize, source: usize, source_len: usize) {
        self.runs.push(Run { canonical, len, source, source_len, origin: Origin::Replaced });
    }

    pub(super) fn to_source(&self, span: Span) -> SourceSpan {
        let end = self.end(span.end);
        if span.is_empty() {
            return SourceSpan { start: end, end };
        }
        SourceSpan { start: self.start(span.start).min(end), end }
    }

    /// Where the character behind `place` begins.
    fn start(&self, place: usize) -> usize {
        let after = self.runs.partition_point(|run| run.canonical <= place);
        self.runs[..after].last().map_or(0, |run| run.source_start(place))
    }

    /// Where the character before `place` ends.
    fn end(&self, place: usize) -> usize {
        let after = self.runs.partition_point(|run| run.canonical < place);
        match self.runs[..after].last() {
            Some(run) => run.source_end(place),
            None => self.runs.first().map_or(0, |run| run.source),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_runs_and_sticks_to_the_word_before() {
        // source "“fee” ", canonical "\"fee\""
        let mut map = SourceMap::default();
        map.replaced(0, 1, 0, 3);
        map.copied(1, 3, 3);
        map.replaced(4, 1, 6, 3);
        assert_eq!(map.to_source(Span::new(1, 4)), SourceSpan { start: 3, end: 6 });
        assert_eq!(map.to_source(Span::new(0, 5)), SourceSpan { start: 0, end: 9 });
        assert_eq!(map.to_source(Span::at(4)), SourceSpan { start: 6, end: 6 });
        assert_eq!(map.to_source(Span::at(0)), SourceSpan { start: 0, end: 0 });
        assert_eq!(map.to_source(Span::at(99)), SourceSpan { start: 9, end: 9 });
    }
}
