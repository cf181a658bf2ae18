//! What statutes say, beside what a contract says. In: `[[note]]`. Out: [`Note`]s, which `review` puts
//! beside the findings of a contract that is under the law in question, and nowhere else.

use super::rule::names_of;
use super::source::{Origin, Table};
use super::suggest;
use crate::error::Error;
use crate::terms::{is_place, lies_in, place_names};

#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The laws under which it is true: "France", "New York".
    pub law: Vec<String>,
    /// The rules beside whose findings it stands.
    pub rules: Vec<(String, Origin)>,
    pub text: String,
    /// The statute, with its article.
    pub source: String,
}

impl Note {
    pub(super) fn read(table: &Table<'_>) -> Result<Self, Error> {
        let laws = names_of(&table.need("law")?)?;
        if let Some((stray, origin)) = laws.iter().find(|(law, _)| !is_place(law)) {
            let error = origin.error(format!("no place is called `{stray}`"));
            return Err(suggest::hint(error, stray, place_names()));
        }
        let note = Self {
            law: laws.into_iter().map(|(law, _)| law).collect(),
            rules: names_of(&table.need("rules")?)?,
            text: table.need("text")?.string()?,
            source: table.need("source")?.string()?,
        };
        table.finish()?;
        Ok(note)
    }

    /// Is it true under the law that these words name?
    pub fn holds_under(&self, law: &str) -> bool {
        self.law.iter().any(|own| lies_in(law, own))
    }

    /// Does it stand beside findings of this rule?
    pub fn speaks_of(&self, rule: &str) -> bool {
        self.rules.iter().any(|(id, _)| id == rule)
    }
}
