//! What a rung does to the text. In: a ladder's `edit`. Out: [`EditPlan`]s on a reading's fields;
//! `redline` turns them into edits on the text.

use super::condition::Where;
use super::source::{Entry, Origin, Table};
use super::suggest;
use super::template::Template;
use crate::error::Error;
use crate::terms::TermSchema;

/// The places that every reading has beside its own fields.
pub const PLACES: [&str; 3] = ["itself", "sentence", "clause"];

#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Other words for the field's words.
    Replace {
        field: String,
        with: Template,
    },
    /// The field's words go, and the text around them stays well formed.
    Delete {
        field: String,
    },
    InsertBefore {
        field: String,
        text: Template,
    },
    InsertAfter {
        field: String,
        text: Template,
    },
    /// A sentence of its own behind the reading's sentence or clause.
    Append {
        place: String,
        text: Template,
    },
    /// A clause of its own, numbered as its neighbours are.
    AddClause {
        text: Template,
        heading: Option<Template>,
        home: Home,
    },
}

/// Where an added clause belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// Where the reading says.
    Reading,
    /// In the section of the first reading of this term.
    Term(String),
    /// Behind the last section.
    End,
}

/// One edit of a rung.
#[derive(Clone, Debug, PartialEq)]
pub struct EditPlan {
    pub action: Action,
    /// Only for readings of this shape.
    pub when: Where,
    pub origin: Origin,
}

const ACTIONS: &str = "write one of replace, delete, insert-before, insert-after, append, add-clause";

impl EditPlan {
    pub fn read(entry: &Entry<'_>, term: &TermSchema) -> Result<Self, Error> {
        let table = entry.table("an edit")?;
        let when = table.take("when").map(|when| Where::read(&when, term)).transpose()?.unwrap_or_default();
        let action = action(&table, term)?;
        table.finish()?;
        Ok(Self { action, when, origin: table.origin.clone() })
    }

    pub fn templates(&self) -> Vec<&Template> {
        match &self.action {
            Action::Replace { with, .. } => vec![with],
            Action::Delete { .. } => Vec::new(),
            Action::InsertBefore { text, .. } | Action::InsertAfter { text, .. } | Action::Append { text, .. } => {
                vec![text]
            }
            Action::AddClause { text, heading, .. } => std::iter::once(text).chain(heading.as_ref()).collect(),
        }
    }
}

fn action(table: &Table<'_>, term: &TermSchema) -> Result<Action, Error> {
    let found = (
        table.take("replace"),
        table.take("delete"),
        table.take("insert-before"),
        table.take("insert-after"),
        table.take("append"),
        table.take("add-clause"),
    );
    let text = |key: &'static str| table.need(key).and_then(|entry| Template::read(&entry));
    match found {
        (Some(at), None, None, None, None, None) => {
            Ok(Action::Replace { field: field(&at, term)?, with: text("with")? })
        }
        (None, Some(at), None, None, None, None) => Ok(Action::Delete { field: field(&at, term)? }),
        (None, None, Some(at), None, None, None) => {
            Ok(Action::InsertBefore { field: field(&at, term)?, text: text("text")? })
        }
        (None, None, None, Some(at), None, None) => {
            Ok(Action::InsertAfter { field: field(&at, term)?, text: text("text")? })
        }
        (None, None, None, None, Some(at), None) => {
            let place = at.choice(&[("sentence", "sentence"), ("clause", "clause")])?.to_owned();
            Ok(Action::Append { place, text: text("text")? })
        }
        (None, None, None, None, None, Some(clause)) => Ok(Action::AddClause {
            text: Template::read(&clause)?,
            heading: table.take("heading").map(|heading| Template::read(&heading)).transpose()?,
            home: table.take("after").map_or(Ok(Home::Reading), |after| home(&after))?,
        }),
        (None, None, None, None, None, None) => {
            // A misspelt action is an unknown key; say that first.
            table.finish()?;
            Err(table.origin.error("an edit does one thing").hint(ACTIONS))
        }
        _ => Err(table.origin.error("an edit does exactly one thing").hint("write a list of edits to do several")),
    }
}

fn field(entry: &Entry<'_>, term: &TermSchema) -> Result<String, Error> {
    let name = entry.string()?;
    if PLACES.contains(&name.as_str()) || term.field(&name).is_some() {
        return Ok(name);
    }
    let error = entry.origin.error(format!("{} has no field `{name}`", term.name));
    Err(suggest::hint(error, &name, term.fields.iter().map(|field| field.name).chain(PLACES)))
}

fn home(entry: &Entry<'_>) -> Result<Home, Error> {
    if entry.as_str() == Some("end") {
        return Ok(Home::End);
    }
    super::rule::term_of(entry).map(|term| Home::Term(term.term.to_owned()))
}
