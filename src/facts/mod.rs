//! Facts that need no judgement. In: a document and its outline. Out: [`Facts`]: quantities,
//! parties with their roles, defined terms, cross-references. `pattern` and `terms` come next.

mod definition;
mod party;
mod quantity;
mod reference;

use std::ops::Range;

use crate::ingest::Document;
use crate::outline::Outline;

pub use definition::{DefinedBy, Definition, Use};
pub use party::{Mention, Parties, Party, PartyId, Role, RoleHint, Side, Who};
pub use quantity::{Currency, Duration, Fact, Unit, Value, decimal, is_month, ordinal, parse, write};
pub use reference::{Cited, Reference, Target};

#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// In document order, not overlapping.
    pub quantities: Vec<Fact>,
    pub parties: Parties,
    pub definitions: Vec<Definition>,
    /// Where defined terms stand, in document order, not overlapping.
    pub uses: Vec<Use>,
    pub references: Vec<Reference>,
}

impl Facts {
    /// `hints` are the user's corrections of who is who; they outweigh all evidence in the text.
    pub fn read(document: &Document, outline: &Outline, hints: &[RoleHint]) -> Self {
        let definitions = definition::read(document, outline);
        Self {
            quantities: quantity::read(document, outline),
            parties: party::read(document, outline, hints),
            uses: definition::read_uses(document.text.tokens(), &definitions),
            definitions,
            references: reference::read(document, outline),
        }
    }
    /// The definition of a term: as written, else in any case, singular or plural.
    pub fn definition_of(&self, term: &str) -> Option<&Definition> {
        definition::find(&self.definitions, term)
    }

    /// The quantities that begin in a range of tokens.
    pub fn quantities_within(&self, tokens: Range<usize>) -> &[Fact] {
        within(&self.quantities, tokens, |fact| fact.tokens.start)
    }

    /// The uses of defined terms that begin in a range of tokens.
    pub fn uses_within(&self, tokens: Range<usize>) -> &[Use] {
        within(&self.uses, tokens, |found| found.tokens.start)
    }
}

fn within<T>(list: &[T], tokens: Range<usize>, start: impl Fn(&T) -> usize) -> &[T] {
    let from = list.partition_point(|item| start(item) < tokens.start);
    let to = list.partition_point(|item| start(item) < tokens.end);
    &list[from..to.max(from)]
}
