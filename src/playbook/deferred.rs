//! Lists that most reviews never ask for. In: a row of a table. Out: [`Deferred`]: read at once where a
//! person wrote it, so that its faults show; where it comes with the crate, when it is first asked for.

use std::sync::OnceLock;

use super::source::{Entry, Later, Table};
use crate::error::Error;

/// A list of `T`, and `C`, what must be known to read it.
#[derive(Clone, Debug)]
pub struct Deferred<T, C: Copy = ()> {
    later: Option<Packed<T, C>>,
    read: OnceLock<Vec<T>>,
}

type Read<T, C> = fn(&Entry<'_>, C) -> Result<Vec<T>, Error>;

#[derive(Clone, Debug)]
struct Packed<T, C> {
    row: Later,
    key: &'static str,
    context: C,
    read: Read<T, C>,
}

impl<T, C: Copy> Default for Deferred<T, C> {
    fn default() -> Self {
        Self { later: None, read: OnceLock::from(Vec::new()) }
    }
}

impl<T, C: Copy> Deferred<T, C> {
    /// The list behind a key of the table, where it is there.
    pub(super) fn read(
        table: &Table<'_>,
        key: &'static str,
        context: C,
        read: Read<T, C>,
    ) -> Result<Option<Self>, Error> {
        let Some(entry) = table.take(key) else { return Ok(None) };
        Ok(Some(match entry.later() {
            Some(row) => Self { later: Some(Packed { row, key, context, read }), read: OnceLock::new() },
            None => Self { later: None, read: OnceLock::from(read(&entry, context)?) },
        }))
    }

    pub fn list(&self) -> &[T] {
        self.read.get_or_init(|| self.later.as_ref().and_then(|later| later.read().ok()).unwrap_or_default())
    }

    /// The list, unless it is still to be read.
    pub(super) fn at_hand(&self) -> Option<&[T]> {
        self.read.get().map(Vec::as_slice)
    }
}

impl<T, C: Copy> Packed<T, C> {
    fn read(&self) -> Result<Vec<T>, Error> {
        self.row.read(|table| (self.read)(&table.need(self.key)?, self.context))
    }
}
