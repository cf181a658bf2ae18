//! Cross-references: "subject to Section 9.2", "Exhibit A", and whether their target exists.

use crate::ingest::Document;
use crate::outline::{ClauseId, Outline};
use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A clause of this document.
    Clause(ClauseId),
    /// Said to be in this document, and not there.
    Missing,
    /// In another document ("Section 365 of the Bankruptcy Code").
    Elsewhere,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// As written: "Section 9.2".
    pub span: Span,
    /// As cited: "9.2", "Exhibit A".
    pub number: String,
    pub target: Target,
}

pub fn read(document: &Document, outline: &Outline) -> Vec<Reference> {
    let _ = (document, outline);
    Vec::new()
}
