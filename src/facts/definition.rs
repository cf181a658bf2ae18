//! Defined terms: "“Fees” means the fees in Schedule 1", "(the “Fees”)".

use crate::ingest::Document;
use crate::outline::{ClauseId, Outline};
use crate::span::Span;

#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// As written, without quotes.
    pub term: String,
    pub term_span: Span,
    /// What it means: the words after "means", or those before the bracket.
    pub meaning: Span,
    pub clause: ClauseId,
}

pub fn read(document: &Document, outline: &Outline) -> Vec<Definition> {
    let _ = (document, outline);
    Vec::new()
}
