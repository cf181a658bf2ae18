//! The escape hatch of a user's own rules: a regular expression, for what is no run of words (an order
//! number, a form's code). In: a TOML string. Out: an [`Expression`], or a located refusal.

use regex::{Error as Fault, Regex, RegexBuilder};

use super::source::{Entry, Origin};
use crate::error::Error;

/// A compiled expression may take no more memory than this, in bytes.
const LARGEST: usize = 1 << 18;

/// Of one playbook. A list is counted before its expressions are compiled.
pub(super) const MOST: usize = 100;

/// Searched in one sentence at a time, in any case, in time that grows with the sentence only.
#[derive(Clone, Debug)]
pub struct Expression {
    pub regex: Regex,
    pub origin: Origin,
}

impl Expression {
    /// One expression or a list of them.
    pub(super) fn read_all(entry: &Entry<'_>) -> Result<Vec<Self>, Error> {
        let entries = entry.list();
        if entries.len() > MOST {
            return Err(too_many(&entry.key_origin));
        }
        entries.iter().map(Self::read).collect()
    }

    pub(super) fn read(entry: &Entry<'_>) -> Result<Self, Error> {
        let written = entry.string()?;
        let refused = |message: &str, hint: &str| Err(entry.origin.error(message).hint(hint));
        let regex = match RegexBuilder::new(&written).case_insensitive(true).size_limit(LARGEST).build() {
            Ok(regex) => regex,
            Err(Fault::CompiledTooBig(_)) => {
                return refused("this expression is too large", "give its repetitions smaller numbers");
            }
            Err(fault) => {
                let message = format!("this is no regular expression: {}", reason(&fault));
                return refused(&message, "write it in single quotes: regex = 'PO-\\d{6}'");
            }
        };
        if regex.is_match("") {
            return refused("this expression matches everything", "ask for one sign at least: `+` where there is `*`");
        }
        Ok(Self { regex, origin: entry.origin.clone() })
    }
}

pub(super) fn too_many(origin: &Origin) -> Error {
    let error = origin.error(format!("more than {MOST} regular expressions"));
    error.hint("most of what they find, `pattern` finds too: docs/patterns.md")
}

/// The last line of a fault says what is wrong; those before it draw where.
fn reason(fault: &Fault) -> String {
    let told = fault.to_string();
    let last = told.lines().last().unwrap_or_default().trim();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}
