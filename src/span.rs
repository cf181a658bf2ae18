//! Places in a text. In: nothing. Out: [`Span`] in canonical text, [`SourceSpan`] in the text as
//! it was read. Every later module speaks of places with these two types.

use serde::{Deserialize, Serialize};

/// A half-open range of **bytes in the canonical text** of a document.
///
/// Everything inside the core uses this one; it becomes a [`SourceSpan`] only in `report`.
///
/// ```
/// use clausewright::Span;
/// let span = Span::new(4, 9);
/// assert_eq!(span.of("the agency"), "agenc");
/// assert!(span.contains(8) && !span.contains(9));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span {start}..{end} runs backwards");
        Self { start, end: end.max(start) }
    }

    /// An empty span: the place of an insertion.
    pub fn at(place: usize) -> Self {
        Self { start: place, end: place }
    }

    pub fn len(self) -> usize {
        self.end - self.start
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub fn contains(self, place: usize) -> bool {
        self.start <= place && place < self.end
    }

    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The words at this span, or nothing where the span does not lie in `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// A half-open range in the **text as it was read**: bytes, or UTF-16 code units where the report
/// says `"position_encoding": "utf-16"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct SourceSpan {
    pub start: usize,
    pub end: usize,
}
