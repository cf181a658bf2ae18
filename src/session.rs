//! The whole way in one call. In: a text or document, options and a playbook. Out: a [`Report`]. The
//! command line and the page call these; whoever wants a single stage calls its module.

use crate::contract::Contract;
use crate::error::{Error, ErrorKind};
use crate::facts::{Role, RoleHint};
use crate::ingest::Document;
use crate::playbook::{Library, Playbook};
use crate::report::{self, PartyRole, PositionEncoding, Report, ReviewOptions, RoleCorrection, TextLayout};
use crate::review::{Silence, review};
use crate::terms::TermSheet;

/// The playbook that the options name, or the side's own.
pub fn playbook_for(options: &ReviewOptions) -> Result<Playbook, Error> {
    match &options.playbook {
        Some(name) => for_this_side(Library::builtin().load(name)?, options),
        None => Playbook::for_side(options.side),
    }
}

/// Refuses a playbook that was written for the other side.
pub fn for_this_side(playbook: Playbook, options: &ReviewOptions) -> Result<Playbook, Error> {
    if playbook.side == options.side {
        return Ok(playbook);
    }
    let message = format!("the playbook `{}` was written for the other side", playbook.name);
    Err(Error::new(ErrorKind::Playbook, message).hint("choose the other side, or another playbook"))
}

/// Reviews a text. Spans of the report lie in `source`.
///
/// ```
/// use clausewright::playbook::Playbook;
/// use clausewright::report::{PositionEncoding, ReviewOptions};
/// let options = ReviewOptions::default();
/// let playbook = clausewright::session::playbook_for(&options).unwrap();
/// let report = clausewright::session::review_text("", &options, &playbook, PositionEncoding::Utf8);
/// assert!(!report.document.judged && report.findings.is_empty());
/// ```
pub fn review_text(source: &str, options: &ReviewOptions, playbook: &Playbook, encoding: PositionEncoding) -> Report {
    review_document(document(source, options.layout), options, playbook, encoding)
}

/// Reviews a document that was read from a file. Spans of the report lie in its text's source.
pub fn review_document(
    document: Document,
    options: &ReviewOptions,
    playbook: &Playbook,
    encoding: PositionEncoding,
) -> Report {
    let contract = Contract::read(document, &hints(&options.roles));
    let terms = TermSheet::read(&contract);
    let review = review(&contract, &terms, playbook, Silence::InWholeContracts);
    report::build(&contract, review, playbook, encoding)
}

/// A pasted text, or one drawn from a Word file.
pub fn document(source: &str, layout: TextLayout) -> Document {
    match layout {
        TextLayout::Auto => Document::from_text(source),
        TextLayout::Paragraphs => Document::from_paragraphs(source),
    }
}

/// The user's corrections of who is who, as the parties' reader takes them.
pub fn hints(roles: &[RoleCorrection]) -> Vec<RoleHint> {
    let role = |role| match role {
        PartyRole::Vendor => Role::Vendor,
        PartyRole::Customer => Role::Customer,
        PartyRole::Other => Role::Other,
    };
    roles.iter().map(|correction| RoleHint { name: correction.name.clone(), role: role(correction.role) }).collect()
}

/// A text after its preferred edits, and how many were taken.
#[derive(Clone, Debug)]
pub struct Taken {
    pub text: String,
    pub edits: usize,
    /// The review of the edited text.
    pub report: Report,
}

/// Takes every preferred edit. Edits that collide are taken one after the other, each on the text that
/// the earlier ones left; so are clauses that would otherwise be given the same number.
pub fn take_preferred(source: &str, options: &ReviewOptions, playbook: &Playbook) -> Result<Taken, Error> {
    const ROUNDS: usize = 24;
    let mut text = source.to_owned();
    let mut taken: Vec<String> = Vec::new();
    let mut report = review_text(&text, options, playbook, PositionEncoding::Utf8);
    for _ in 0..ROUNDS {
        let open = report.findings.iter().filter(|finding| !taken.contains(&finding.id));
        let offered: Vec<(&str, &[report::Edit])> = open
            .filter_map(|finding| {
                let preferred = finding.redlines.iter().find(|redline| redline.level == "preferred")?;
                (!preferred.edits.is_empty()).then_some((finding.id.as_str(), preferred.edits.as_slice()))
            })
            .collect();
        let chosen = report::agreeing(&offered.iter().map(|(_, edits)| *edits).collect::<Vec<_>>());
        if chosen.is_empty() {
            break;
        }
        let mut edits = Vec::new();
        for (id, set) in chosen.iter().filter_map(|place| offered.get(*place)) {
            taken.push((*id).to_owned());
            edits.extend_from_slice(set);
        }
        text = report::apply(&text, &edits)?;
        report = review_text(&text, options, playbook, PositionEncoding::Utf8);
    }
    Ok(Taken { text, edits: taken.len(), report })
}
