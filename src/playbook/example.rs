//! The examples that stand beside a rule. In: tables with `flag` or `pass`. Out: [`Examples`], for the
//! self-test, the reference and the rehearsal.

use super::deal::Deal;
use super::deferred::Deferred;
use super::rule::SIDES;
use super::source::{Entry, Origin, Table};
use crate::error::Error;
use crate::facts::Side;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    Flag,
    Pass,
}

/// A text that the rule must flag, or must not.
#[derive(Clone, Debug)]
pub struct Example {
    pub expect: Expect,
    pub text: String,
    /// For a rule that hurts either side: the side that this example is read for.
    pub side: Option<Side>,
    /// What is told of the deal.
    pub deal: Deal,
    /// The text after the preferred edit.
    pub becomes: Option<String>,
    pub origin: Origin,
}

pub type Examples = Deferred<Example>;

impl Examples {
    pub(super) fn of(table: &Table<'_>) -> Result<Self, Error> {
        let read =
            |entry: &Entry<'_>, ()| entry.list().iter().map(|entry| example(&entry.table("an example")?)).collect();
        Ok(Self::read(table, "example", (), read)?.unwrap_or_default())
    }

    /// How many there are of this kind, unless they are still to be read.
    pub(super) fn count(&self, expect: Expect) -> Option<usize> {
        Some(self.at_hand()?.iter().filter(|example| example.expect == expect).count())
    }
}

fn example(table: &Table<'_>) -> Result<Example, Error> {
    let (expect, entry) = match (table.take("flag"), table.take("pass")) {
        (Some(entry), None) => (Expect::Flag, entry),
        (None, Some(entry)) => (Expect::Pass, entry),
        _ => return Err(table.origin.error("an example has either `flag` or `pass`")),
    };
    let side = table.take("side").map(|entry| entry.choice(&SIDES)).transpose()?;
    let becomes = table.string("becomes")?;
    let deal = table.take("deal").map(|entry| Deal::read(&entry)).transpose()?.unwrap_or_default();
    table.finish()?;
    Ok(Example { expect, text: entry.string()?, side, deal, becomes, origin: entry.origin })
}
