//! What each term's readings can hold. In: nothing. Out: [`TermSchema`]s, which each topic's file
//! declares beside its reader; a playbook's conditions, placeholders and edits are checked against them.

/// What a field's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Whom it binds, pays or protects: vendor, customer, both, unclear.
    Bound,
    Duration,
    Money,
    Percent,
    Multiple,
    Number,
    /// Any of the five above.
    Amount,
    /// One of these words, each with the phrase that a person would use for it.
    Word(&'static [(&'static str, &'static str)]),
    /// Several of these words, each with its phrase.
    Words(&'static [(&'static str, &'static str)]),
    Flag,
    /// A place in the text that an edit can take hold of.
    Anchor,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSchema {
    pub name: &'static str,
    pub kind: FieldKind,
    /// What the field says, as a label for evidence: "says who pays".
    pub label: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermSchema {
    /// The reading's `term`.
    pub term: &'static str,
    /// What a person calls it, with its article: "a payment term".
    pub name: &'static str,
    pub fields: &'static [FieldSchema],
}

impl TermSchema {
    pub fn field(&self, name: &str) -> Option<&'static FieldSchema> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl FieldSchema {
    pub const fn new(name: &'static str, kind: FieldKind, label: &'static str) -> Self {
        Self { name, kind, label }
    }

    /// The phrase for a word of this field, or the word itself.
    pub fn phrase(&self, word: &'static str) -> &'static str {
        match self.kind {
            FieldKind::Word(words) | FieldKind::Words(words) => {
                words.iter().find(|(known, _)| *known == word).map_or(word, |(_, phrase)| phrase)
            }
            _ => word,
        }
    }
}

/// Every term that a rule can speak of.
pub fn schema() -> impl Iterator<Item = &'static TermSchema> {
    [
        super::payment::SCHEMA,
        super::liability::SCHEMA,
        super::indemnity::SCHEMA,
        super::defence::SCHEMA,
        super::term::SCHEMA,
        super::ip::SCHEMA,
        super::restraint::SCHEMA,
        super::assignment::SCHEMA,
        super::amendment::SCHEMA,
        super::audit::SCHEMA,
        super::confidentiality::SCHEMA,
        super::warranty::SCHEMA,
        super::acceptance::SCHEMA,
        super::liquidated_damages::SCHEMA,
        super::insurance::SCHEMA,
        super::essence::SCHEMA,
        super::publicity::SCHEMA,
        super::subcontracting::SCHEMA,
        super::law::SCHEMA,
        super::dispute::SCHEMA,
        super::precedence::SCHEMA,
        super::entire_agreement::SCHEMA,
        super::force_majeure::SCHEMA,
        super::third_party::SCHEMA,
        super::drafting::SCHEMA,
    ]
    .into_iter()
    .flatten()
}

/// The schema of one term.
pub fn term_schema(term: &str) -> Option<&'static TermSchema> {
    schema().find(|schema| schema.term == term)
}
