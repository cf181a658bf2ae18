//! Why a change cannot be made. In: nothing. Out: the reasons, each a sentence for the reader.

use crate::error::Error;

/// Why a change cannot be made: a sentence.
pub type Reason = &'static str;

pub const NUMBER: Reason = "It would change a number that Word computes itself.";
pub const NOTE: Reason = "It would cut through the mark of a note.";
pub const FIELD: Reason = "It would cut through a field (a cross-reference, say), whose words Word computes itself.";
pub const CELL: Reason = "It runs across the border of a table cell or content control.";
pub const BOUND: Reason =
    "The words stand in a content control that Word fills from data in the file: it would overwrite the change.";
pub const DRAWN: Reason = "The words stand in a formula or a drawing, where changes cannot be tracked.";
pub const NOWHERE: Reason = "There is no text here that Word could put the words beside.";
pub const PARTED: Reason = "It would part a paragraph in two.";
pub const ROWS: Reason = "It would put a paragraph between the rows of a table.";
pub const RAW: Reason = "The words are stored in a way that Word itself does not use.";

/// Either what was asked for, a reason, or an error of the file.
pub enum Fault {
    Reason(Reason),
    File(Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::File(error)
    }
}

impl From<Reason> for Fault {
    fn from(reason: Reason) -> Self {
        Self::Reason(reason)
    }
}
