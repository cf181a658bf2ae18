//! Facts that need no judgement. In: a document and its outline. Out: [`Facts`]: quantities,
//! parties with their roles, defined terms, cross-references. `pattern` and `terms` come next.

mod definition;
mod party;
mod quantity;
mod reference;

use crate::ingest::Document;
use crate::outline::Outline;

pub use definition::Definition;
pub use party::{Mention, Parties, Party, PartyId, Role, RoleHint, Side, Who};
pub use quantity::{Currency, Duration, Fact, Unit, Value, parse, write};
pub use reference::{Reference, Target};

#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// In document order, not overlapping.
    pub quantities: Vec<Fact>,
    pub parties: Parties,
    pub definitions: Vec<Definition>,
    pub references: Vec<Reference>,
}

impl Facts {
    /// `hints` are the user's corrections of who is who; they outweigh all evidence in the text.
    pub fn read(document: &Document, outline: &Outline, hints: &[RoleHint]) -> Self {
        Self {
            quantities: quantity::read(document, outline),
            parties: party::read(document, outline, hints),
            definitions: definition::read(document, outline),
            references: reference::read(document, outline),
        }
    }
}
