//! The whole flow in one call. In: a document and what the caller says of it. Out: what leaves the
//! core. The command line and `wasm` are thin shells around this.

mod edited;
mod ledger;
mod word;

pub use edited::{EditedOptions, Remark, redline_edited_file, redline_edited_text};
pub use word::{
    Choice, LeftOut, RedlineForm, RedlineOptions, RedlinedFile, RungTaken, TakenEdit, redline_file, redline_text,
};

use std::sync::Arc;

use crate::check::{self, Scope};
use crate::contract::Contract;
use crate::error::{Error, ErrorKind};
use crate::facts::{Role, RoleHint, Side};
use crate::ingest::Document;
use crate::playbook::{Deal, Example, Library, Playbook, Rule, Stance};
use crate::report::{
    self, KeyTermSheet, PartyRole, PlaybookCheck, PlaybookChoice, PositionEncoding, Report, ReviewOptions,
    RoleCorrection, TextLayout,
};
use crate::review::{self, Silence};
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
    let Read { contract, terms } = Read::of(document, &options.roles);
    FactSheet::of(&contract, &terms)
}

/// The same for people: a line for each thing that was agreed, and for what is not stated.
pub fn key_terms(document: Document, options: &ReviewOptions) -> KeyTermSheet {
    Read::of(document, &options.roles).key_terms()
}

/// The playbook that the options name, or the side's own.
pub fn playbook_for(options: &ReviewOptions) -> Result<Playbook, Error> {
    match (&options.own_playbook, &options.playbook) {
        (Some(text), _) => for_this_side(Playbook::parse(OWN_FILE, text)?, options),
        (None, Some(name)) => for_this_side(Library::builtin().load(name)?, options),
        (None, None) => Playbook::for_side(options.side),
    }
}

/// What a playbook that came as text is called in messages.
const OWN_FILE: &str = "your playbook";

/// The built-in playbooks to choose among.
pub fn playbooks() -> Result<Vec<PlaybookChoice>, Error> {
    Ok(Library::heads()?.iter().map(|(name, stance)| choice(name, *stance)).collect())
}

/// Reads a playbook of the user's own and runs its self-test; every fault is a text with line and caret.
pub fn check_playbook(text: &str) -> PlaybookCheck {
    /// A screen shows no more at once.
    const MOST: usize = 20;
    match Playbook::parse(OWN_FILE, text) {
        Err(fault) => PlaybookCheck { playbook: None, rules: 0, faults: vec![fault.to_string()] },
        Ok(playbook) => {
            let rules = playbook.positions.len();
            let faults = check::check(&playbook, Scope::Own);
            let faults = faults.iter().take(MOST).map(ToString::to_string).collect();
            PlaybookCheck { playbook: Some(choice(&playbook.name, playbook.stance)), rules, faults }
        }
    }
}

fn choice(name: &str, stance: Stance) -> PlaybookChoice {
    let fits = |side: Side| stance.serves(side);
    let name = name.chars().filter(|c| !c.is_control()).take(80).collect();
    PlaybookChoice { name, vendor: fits(Side::Vendor), customer: fits(Side::Customer) }
}

/// Refuses a playbook that was written for the other side.
pub fn for_this_side(playbook: Playbook, options: &ReviewOptions) -> Result<Playbook, Error> {
    if playbook.stance.serves(options.side) {
        return Ok(playbook);
    }
    let message = format!("the playbook `{}` was written for the other side", playbook.name);
    Err(Error::new(ErrorKind::Playbook, message).hint("choose the other side, or another playbook"))
}

/// Reviews a document by a playbook. Spans of the report lie in the text as it was read.
///
/// ```
/// use clausewright::report::{PositionEncoding, ReviewOptions};
/// use clausewright::{ingest::Document, session};
/// let options = ReviewOptions::default();
/// let playbook = session::playbook_for(&options).unwrap();
/// let report = session::review(Document::from_text(""), &options, &playbook, PositionEncoding::Utf8);
/// assert!(!report.document.judged && report.findings.is_empty());
/// ```
pub fn review(document: Document, options: &ReviewOptions, playbook: &Playbook, encoding: PositionEncoding) -> Report {
    Read::for_side(document, options).judged(playbook, options, encoding)
}

/// A word on a contract value that is no sum of money.
fn unread(deal: &Deal) -> Option<String> {
    let value = deal.value.as_deref().map(str::trim).filter(|value| !value.is_empty())?;
    let shown: String = value.chars().filter(|c| !c.is_control()).take(40).collect();
    deal.amount().is_none().then(|| {
        format!("The contract value \"{shown}\" could not be read as a sum of money. Write it like USD 100,000.")
    })
}

/// A contract that was read and understood, and not yet judged.
#[derive(Debug)]
struct Read {
    contract: Contract,
    terms: TermSheet,
}

impl Read {
    fn of(document: Document, roles: &[RoleCorrection]) -> Self {
        Self::understood(Contract::read(document, &hints(roles)))
    }

    /// For a review, which says who reads.
    fn for_side(document: Document, options: &ReviewOptions) -> Self {
        let mut contract = Contract::read(document, &hints(&options.roles));
        contract.facts.parties.read_by(options.side);
        Self::understood(contract)
    }

    fn understood(contract: Contract) -> Self {
        Self { terms: TermSheet::read(&contract), contract }
    }

    fn judged(&self, playbook: &Playbook, options: &ReviewOptions, encoding: PositionEncoding) -> Report {
        let deal = &options.deal;
        let review = review::review(&self.contract, &self.terms, playbook, deal, Silence::InWholeContracts);
        let mut report = report::build(&self.contract, &self.terms, review, playbook, encoding);
        report.document.notices.extend(unread(deal));
        report::tell_of_file(&mut report, &self.contract, options);
        report
    }

    fn key_terms(&self) -> KeyTermSheet {
        report::key_terms(&self.contract, &self.terms)
    }
}

/// Reads a text once, however often it is judged: for the other side, by another playbook, for
/// another form of the report. Its reports are those of [`review`].
#[derive(Debug, Default)]
pub struct Reader {
    last: Option<(Side, TextLayout, Vec<RoleCorrection>, Read)>,
}

impl Reader {
    /// One that has read nothing yet.
    pub const fn new() -> Self {
        Self { last: None }
    }

    /// As [`review`], of a text from the editor.
    pub fn review(
        &mut self,
        text: String,
        options: &ReviewOptions,
        playbook: &Playbook,
        encoding: PositionEncoding,
    ) -> Report {
        self.read(text, options).judged(playbook, options, encoding)
    }

    /// As [`key_terms`], of a text from the editor.
    pub fn key_terms(&mut self, text: String, options: &ReviewOptions) -> KeyTermSheet {
        self.read(text, options).key_terms()
    }

    fn read(&mut self, text: String, options: &ReviewOptions) -> &Read {
        let last = self.last.take().filter(|(side, layout, roles, read)| {
            (*side == options.side || !read.contract.facts.parties.hang_on_reader())
                && *layout == options.layout
                && *roles == options.roles
                && read.contract.document.text.source() == text
        });
        let (.., read) = self.last.insert(last.unwrap_or_else(|| {
            let read = Read::for_side(document(text, options), options);
            (options.side, options.layout, options.roles.clone(), read)
        }));
        read
    }
}

/// A contract made of the rules' own examples. A caller with time to spare reviews it, so that a browser
/// has compiled what a review runs through before the first contract comes.
///
/// ```
/// use clausewright::report::ReviewOptions;
/// use clausewright::session;
/// let playbook = session::playbook_for(&ReviewOptions::default()).unwrap();
/// assert!(session::rehearsal(&playbook.rules[..2]).contains("2. "));
/// ```
pub fn rehearsal(rules: &[Arc<Rule>]) -> String {
    const PREAMBLE: &str = "SERVICES AGREEMENT\n\nThis Agreement is made between Brightside Studio LLC, a Delaware \
        company (\"Agency\"), and Acme, Inc. (\"Client\").";
    let clause = |(place, example): (usize, &Example)| format!("\n\n{}. {}", place + 1, example.text);
    let examples = rules.iter().flat_map(|rule| rule.examples.list());
    examples.enumerate().map(clause).fold(PREAMBLE.to_owned(), |text, clause| text + &clause)
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
    let read = |text: &str| review(document(text, options), options, playbook, PositionEncoding::Utf8);
    let mut report = read(&text);
    for _ in 0..ROUNDS {
        let open = report.points().filter(|finding| !taken.contains(&finding.id));
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
        report = read(&text);
    }
    Ok(Taken { text, edits: taken.len(), report })
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
