//! The whole flow in one call. In: a document and what the caller says of it. Out: what leaves the
//! core. The command line and `wasm` are thin shells around this.

use crate::contract::Contract;
use crate::facts::{Role, RoleHint};
use crate::ingest::Document;
use crate::report::{PartyRole, ReviewOptions, RoleCorrection, TextLayout};
use crate::terms::{FactSheet, TermSheet};

/// A text from the editor, laid out as the options say.
pub fn document(text: impl Into<String>, options: &ReviewOptions) -> Document {
    match options.layout {
        TextLayout::Auto => Document::from_text(text),
        TextLayout::Paragraphs => Document::from_paragraphs(text),
    }
}

/// What the contract says, unjudged.
///
/// ```
/// use clausewright::report::ReviewOptions;
/// use clausewright::{ingest::Document, session};
/// let contract = "This Agreement is between Brightside Studio LLC (\"Agency\") and Acme, Inc. (\"Client\").";
/// let sheet = session::terms(Document::from_text(contract), &ReviewOptions::default());
/// println!("{:?} supplies, {:?} pays", sheet.roles.vendor, sheet.roles.customer);
/// ```
pub fn terms(document: Document, options: &ReviewOptions) -> FactSheet {
    let contract = Contract::read(document, &hints(&options.roles));
    let terms = TermSheet::read(&contract);
    FactSheet::of(&contract, &terms)
}

fn hints(corrections: &[RoleCorrection]) -> Vec<RoleHint> {
    let hint = |correction: &RoleCorrection| RoleHint {
        name: correction.name.clone(),
        role: match correction.role {
            PartyRole::Vendor => Role::Vendor,
            PartyRole::Customer => Role::Customer,
            PartyRole::Other => Role::Other,
        },
    };
    corrections.iter().map(hint).collect()
}
