//! Clausewright reads a contract, finds what is risky for one side, and says what to do about it.
//!
//! The core is built like a compiler: [`ingest`] and [`text`] make a [`Document`](ingest::Document),
//! [`outline`] its clauses and sentences, [`facts`] its money, durations and parties, [`terms`] the
//! typed readings of what was agreed; [`review`] judges those readings against a [`playbook`] for
//! one side, and [`redline`] writes the edits. [`report`] is what leaves the core, and [`session`] goes
//! the whole way in one call.
//! A module uses the modules above it in this list and none below; `tests/borders.rs` keeps that.

pub mod check;
mod codepage;
pub mod contract;
pub mod docx;
pub mod error;
pub mod facts;
mod html;
pub mod ingest;
mod odt;
pub mod outline;
mod paragraph;
pub mod pattern;
pub mod playbook;
pub mod redline;
pub mod report;
pub mod review;
mod rtf;
pub mod session;
mod sorting;
pub mod span;
pub mod terms;
pub mod text;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use error::{Error, ErrorKind};
pub use span::{SourceSpan, Span};
