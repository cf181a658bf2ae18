//! What leaves the core. In: a review. Out: [`Report`], the plain data that the command prints as
//! JSON and the page receives as objects; Markdown, HTML, CSV and text made from it, and the key terms by themselves.
//! Here canonical spans become places in the text as it was read.

mod build;
mod changes;
mod csv;
mod html;
mod key_terms;
mod markdown;
mod offsets;
mod telling;
mod terminal;
mod word;
mod words;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::facts::Side;
use crate::span::SourceSpan;

pub use crate::playbook::{Deal, DealFact, Lane, Likelihood, Severity, Trade, Who};
pub use crate::review::Section;
pub(crate) use build::tell_of_file;
pub use build::{build, key_terms};
pub use changes::{ChangeKind, ChangeReport, changes};
pub use csv::csv;
pub use html::html;
pub use key_terms::{KeyTermSheet, key_terms_csv, key_terms_markdown, key_terms_terminal};
pub use markdown::markdown;
pub use offsets::in_utf16;
pub use terminal::{Colour, terminal};
pub use word::issues_docx;
pub(crate) use words::where_it_stands;

/// What a `span` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum PositionEncoding {
    /// Bytes of UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Code units of UTF-16, as JavaScript counts.
    #[serde(rename = "utf-16")]
    Utf16,
}

/// The whole answer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct Report {
    pub position_encoding: PositionEncoding,
    pub document: DocumentReport,
    pub side: Side,
    pub playbook: PlaybookName,
    pub parties: Vec<PartyReport>,
    /// What was agreed, topic by topic, with a line for what was looked for and is not stated.
    pub terms: Vec<TopicReport>,
    /// In the order of telling, findings of one root cause together.
    pub findings: Vec<Finding>,
    pub coverage: Coverage,
    /// One quiet sentence: not legal advice.
    pub disclaimer: String,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct DocumentReport {
    pub title: Option<String>,
    pub words: usize,
    pub clauses: usize,
    /// Can it be judged? Where not, `verdict` says why and what to do, and absences are not reported.
    pub judged: bool,
    pub verdict: String,
    pub notices: Vec<String>,
    /// What others did to a Word file and nobody has accepted or rejected yet; their comments.
    pub changes: Vec<ChangeReport>,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct PlaybookName {
    pub name: String,
    pub version: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum PartyRole {
    Vendor,
    Customer,
    Other,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct PartyReport {
    pub name: String,
    pub alias: String,
    pub aliases: Vec<String>,
    pub role: PartyRole,
    /// 0 to 1, in hundredths: how sure the role is.
    pub confidence: f64,
    pub evidence: Vec<SourceSpan>,
}

/// The key terms of one topic.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct TopicReport {
    pub name: String,
    pub terms: Vec<TermReport>,
}

/// One line of the key terms.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct TermReport {
    /// "Payment period".
    pub name: String,
    /// What the contract says, in a phrase; None where it is not stated.
    pub value: Option<String>,
    /// The words that say so; empty where it is not stated.
    pub quote: String,
    pub span: Option<SourceSpan>,
    pub clause: Option<ClauseReport>,
    pub confidence: Confidence,
    /// Another line of the same name says otherwise.
    pub contradicted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum Confidence {
    High,
    Medium,
    Low,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct Finding {
    /// Stable hash of rule and normalised clause text: survives a re-run and an edit elsewhere.
    pub id: String,
    pub rule: String,
    pub topic: String,
    /// Findings with one root cause carry the same key and are shown as one group.
    pub group: String,
    /// The part of the telling that it belongs to; a reason is told with its leader.
    pub section: Section,
    pub severity: Severity,
    pub confidence: Confidence,
    pub side: Side,
    pub title: String,
    pub what: String,
    pub why: String,
    pub ask: String,
    /// The words found; empty for a missing clause.
    pub quote: String,
    /// None for a missing clause.
    pub span: Option<SourceSpan>,
    pub clause: Option<ClauseReport>,
    pub evidence: Vec<EvidenceReport>,
    pub redlines: Vec<Redline>,
    /// Hold, concede or ask, where the playbook says so.
    pub trade: Option<Trade>,
    /// Whose point it is inside, where the playbook says so.
    pub lane: Option<Lane>,
    /// How often the other side agrees, where the playbook says so.
    pub likelihood: Option<LikelihoodReport>,
    /// A sentence for each stakeholder inside.
    pub tell: Vec<TellReport>,
    /// What statutes say, where the contract's governing law makes them apply.
    pub notes: Vec<NoteReport>,
    /// What would have to be known of the deal to say how bad it is: "the contract value".
    pub depends: Vec<DealFact>,
    /// Further findings about the same cause in the same clause, with those of their rungs that can be
    /// taken beside this one's preferred rung. They have no reasons of their own.
    pub reasons: Vec<Finding>,
}

impl Finding {
    /// The finding and its reasons.
    pub fn points(&self) -> impl Iterator<Item = &Finding> {
        std::iter::once(self).chain(&self.reasons)
    }
}

impl Report {
    /// Each finding and, behind it, its reasons.
    pub fn points(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().flat_map(Finding::points)
    }
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct LikelihoodReport {
    pub is: Likelihood,
    /// Where it is known from.
    pub source: String,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct TellReport {
    pub who: Who,
    pub text: String,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct NoteReport {
    pub text: String,
    /// The statute, with its article.
    pub source: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct ClauseReport {
    pub number: Option<String>,
    pub heading: Option<String>,
}

/// Words that support the finding, and what they show ("says who pays", "says how long").
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct EvidenceReport {
    pub label: String,
    pub quote: String,
    pub span: SourceSpan,
}

/// One rung of the ladder.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct Redline {
    /// "preferred", "fallback-1", "fallback-2" …, "walk-away".
    pub level: String,
    pub title: String,
    /// Sorted, not overlapping. Empty where the rung is advice only (a walk-away point).
    pub edits: Vec<Edit>,
    /// The margin comment for the other side: the business reason.
    pub comment: String,
    pub accept_by: String,
    /// The rule whose point is wanted in return for this rung ("payment.deposit").
    pub needs: Option<String>,
    /// What only the user can fill in, as it stands in the inserted text ("[amount]").
    pub blanks: Vec<String>,
}

/// Replace the text at `span` by `insert`; an empty span inserts, an empty `insert` deletes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct Edit {
    pub span: SourceSpan,
    pub insert: String,
}

/// The text with all edits made; `text` and edits count in bytes. Refused where edits overlap or do
/// not lie in the text.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, Error> {
    crate::redline::replace(text, edits.iter().map(|edit| (edit.span.start..edit.span.end, edit.insert.as_str())))
}

/// Of several sets of edits, the weightiest first, the places of those that can be taken together.
pub fn agreeing(sets: &[&[Edit]]) -> Vec<usize> {
    let canonical = |edit: &Edit| {
        crate::redline::Edit::new(crate::span::Span { start: edit.span.start, end: edit.span.end }, edit.insert.clone())
    };
    let sets: Vec<Vec<crate::redline::Edit>> = sets.iter().map(|set| set.iter().map(canonical).collect()).collect();
    crate::redline::agreeing(&sets.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// Silence is not safety: what was looked for.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct Coverage {
    /// Checks that ran and found nothing.
    pub passed: Vec<CheckReport>,
    /// Checks that found something.
    pub found: Vec<CheckReport>,
    /// Checks that could not be decided, with the reason.
    pub undecided: Vec<CheckReport>,
    /// Checks that do not apply to this side or document, with the reason.
    pub not_applicable: Vec<CheckReport>,
    /// What the user can tell of the deal to have more checks decided.
    pub depends: Vec<DealQuestion>,
}

/// One thing that the document does not hold.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct DealQuestion {
    pub fact: DealFact,
    /// "What is the contract worth?"
    pub question: String,
    /// The rules that wait for it.
    pub rules: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct CheckReport {
    pub rule: String,
    pub topic: String,
    pub title: String,
    /// What was seen, or why it is undecided; empty where there is nothing to add.
    pub note: String,
}

/// What the caller says before a review.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct ReviewOptions {
    pub side: Side,
    /// A built-in playbook's name ("agency", "customer"), or none for the side's default.
    pub playbook: Option<String>,
    /// A playbook of the user's own, as TOML; it goes before `playbook`.
    pub own_playbook: Option<String>,
    /// The user's corrections of who is who.
    pub roles: Vec<RoleCorrection>,
    /// Is every line a paragraph (text drawn from a Word file)? Else lines may be hard-wrapped.
    pub layout: TextLayout,
    /// What the document does not hold.
    pub deal: Deal,
    /// What was said of the file that the text was drawn from, where the text comes without it.
    pub notices: Vec<String>,
    /// What others did to that file; places in the text as it is now.
    pub changes: Vec<ChangeReport>,
}

impl Default for ReviewOptions {
    fn default() -> Self {
        Self {
            side: Side::Vendor,
            playbook: None,
            own_playbook: None,
            roles: Vec::new(),
            layout: TextLayout::Auto,
            deal: Deal::default(),
            notices: Vec::new(),
            changes: Vec::new(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum TextLayout {
    #[default]
    Auto,
    Paragraphs,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct RoleCorrection {
    pub name: String,
    pub role: PartyRole,
}

/// A playbook to choose, and the sides that may choose it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct PlaybookChoice {
    pub name: String,
    pub vendor: bool,
    pub customer: bool,
}

/// What the self-test of a user's playbook says.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct PlaybookCheck {
    /// None where it cannot be read at all.
    pub playbook: Option<PlaybookChoice>,
    /// How many rules it takes a position on.
    pub rules: usize,
    /// With line and caret: text to be shown as it is, in one width of letters.
    pub faults: Vec<String>,
}

/// A file's text, ready for the editor.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct FileText {
    pub text: String,
    pub layout: TextLayout,
    pub notices: Vec<String>,
    /// What others did to a Word file; their places count UTF-16 units of the text.
    pub changes: Vec<ChangeReport>,
}
