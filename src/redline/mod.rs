//! Edits. In: a ladder's rungs and a reading. Out: [`Edit`]s on the canonical text, as small as they
//! can be, and the words to go with them; apply, diff and choice of edits that agree. `review` uses it.

mod addition;
mod apply;
mod defined;
mod delete;
mod diff;
mod minimal;
mod plan;
mod render;
mod voice;

use crate::span::Span;

pub use apply::{agreeing, apply, replace};
pub use diff::{Change, diff};
pub use plan::{Redline, ladder};
pub use render::{Purpose, Scene, render};
pub use voice::Voice;
pub(crate) use voice::spoken_name;

/// Other words for the words at `span`; an empty span inserts, an empty `insert` deletes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub insert: String,
}

impl Edit {
    pub fn new(span: Span, insert: impl Into<String>) -> Self {
        Self { span, insert: insert.into() }
    }
}
