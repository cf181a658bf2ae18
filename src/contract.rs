//! A contract that has been read but not yet understood. In: a document. Out: [`Contract`], with
//! everything that `terms` needs: text, outline and facts together.

use crate::facts::{Facts, RoleHint};
use crate::ingest::Document;
use crate::outline::Outline;
use crate::span::Span;

#[derive(Clone, Debug)]
pub struct Contract {
    pub document: Document,
    pub outline: Outline,
    pub facts: Facts,
}

impl Contract {
    pub fn read(document: Document, hints: &[RoleHint]) -> Self {
        let outline = Outline::read(&document);
        let facts = Facts::read(&document, &outline, hints);
        Self { document, outline, facts }
    }

    /// The canonical words at `span`.
    pub fn quote(&self, span: Span) -> &str {
        self.document.text.quote(span)
    }
}
