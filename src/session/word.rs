//! Word files out. In: a file or a text, and which edits are taken. Out: a `.docx` with tracked
//! changes and comments, or a clean one; what was left out, and why.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::ledger::{Ledger, Owner};
use super::{Read, document};
use crate::contract::Contract;
use crate::docx;
use crate::docx::fresh::{Look, Paragraph};
use crate::docx::write::{self, Comment, Highlight, Orders, Outcome};
use crate::error::{Error, ErrorKind};
use crate::ingest::{self, Document};
use crate::outline::ClauseKind;
use crate::playbook::Playbook;
use crate::report::{self, Edit, Finding, PositionEncoding, Redline, Report, ReviewOptions, Trade};
use crate::span::Span;
use crate::text::{Block, BlockKind, Layout, Syntax, Text};

/// Edits that collide are taken one round after the other.
const ROUNDS: usize = 24;

/// What is taken of each finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum RungTaken {
    #[default]
    Preferred,
    /// The first fallback; where there is none, the preferred edit.
    Fallback,
}

/// One finding that is taken.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct Choice {
    /// The finding's id.
    pub finding: String,
    /// "preferred", "fallback-1" …; none for what the options say of all.
    pub level: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub enum RedlineForm {
    /// The edits as tracked changes.
    #[default]
    Tracked,
    /// The edits made, and every tracked change of the file accepted.
    Clean,
}

/// What the caller says of a Word file that goes out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct RedlineOptions {
    pub review: ReviewOptions,
    pub rung: RungTaken,
    /// Empty: every finding that has an edit.
    pub only: Vec<Choice>,
    pub form: RedlineForm,
    pub author: String,
    /// "2026-11-22T05:00:00Z"; empty for none.
    pub date: String,
    /// Comments with the business reason and the question.
    pub comments: bool,
    /// Yellow on what is conceded, pink on what is asked for it.
    pub highlight: bool,
}

/// A finding whose edit is not in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export))]
pub struct LeftOut {
    pub finding: String,
    pub title: String,
    /// The clause, in words; empty where none is known.
    pub place: String,
    /// A sentence.
    pub reason: String,
}

/// A finding whose edit is in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenEdit {
    pub finding: String,
    pub title: String,
    /// The clause, in words.
    pub place: String,
    /// What the edit does.
    pub edit: String,
    /// What is still to be filled in, as it stands in the new words.
    pub blanks: Vec<String>,
}

/// A Word file with what is to be said of it.
#[derive(Clone, Debug)]
pub struct RedlinedFile {
    pub bytes: Vec<u8>,
    pub taken: Vec<TakenEdit>,
    pub left_out: Vec<LeftOut>,
    pub notices: Vec<String>,
}

/// Reviews a file and gives it back with the chosen edits. A `.docx` keeps all but the words that
/// change; any other file gives a fresh one.
pub fn redline_file(
    bytes: &[u8],
    name: &str,
    options: &RedlineOptions,
    playbook: &Playbook,
) -> Result<RedlinedFile, Error> {
    let document = ingest::read(bytes, name)?;
    if document.origin.is_none() {
        return fresh(document, options, playbook);
    }
    of_word(document, bytes, options, playbook)
}

/// A fresh `.docx` of a text, with the chosen edits.
pub fn redline_text(text: &str, options: &RedlineOptions, playbook: &Playbook) -> Result<RedlinedFile, Error> {
    fresh(document(text, &options.review), options, playbook)
}

/// A `.docx` of a document's paragraphs.
pub(super) fn fresh_file(document: Document) -> Result<Vec<u8>, Error> {
    docx::fresh::file(&paragraphs(&Contract::read(document, &[])))
}

fn fresh(document: Document, options: &RedlineOptions, playbook: &Playbook) -> Result<RedlinedFile, Error> {
    let contract = Contract::read(document, &[]);
    let bytes = docx::fresh::file(&paragraphs(&contract))?;
    let mut file = of_word(ingest::read(&bytes, "contract.docx")?, &bytes, options, playbook)?;
    file.notices = [contract.document.notices, file.notices].concat();
    Ok(file)
}

fn of_word(
    document: Document,
    bytes: &[u8],
    options: &RedlineOptions,
    playbook: &Playbook,
) -> Result<RedlinedFile, Error> {
    let date = dated(&options.date)?;
    let read = Read::for_side(document, &options.review);
    let report = read.judged(playbook, &options.review, PositionEncoding::Utf8);
    let text = read.contract.document.text.source().to_owned();
    let origin = read.contract.document.origin.ok_or_else(nothing_to_write_on)?;
    let mut taking = Taking { report, text, options, playbook, dropped: Vec::new() };
    loop {
        let taken = taking.rounds()?;
        let (orders, owners) = taking.orders(&taken, &date);
        match write::revise(bytes, &taking.text, &origin, &orders)? {
            Outcome::Written(bytes) => {
                let bytes = if options.form == RedlineForm::Clean { write::accepted(&bytes)? } else { bytes };
                return Ok(taking.file(bytes, &taken));
            }
            Outcome::Refused(refusals) => taking.drop_refused(&taken, &refusals, &owners),
        }
    }
}

fn nothing_to_write_on() -> Error {
    Error::new(ErrorKind::Edit, "This text did not come from a Word file.")
}

/// The paragraphs of a fresh file: headings by markup have a style, those that the outline found are bold.
fn paragraphs(contract: &Contract) -> Vec<Paragraph> {
    let text = &contract.document.text;
    let headings: Vec<Span> = contract.outline.clauses.iter().filter_map(|clause| clause.heading).collect();
    let title = contract.outline.clauses.iter().find(|clause| clause.kind == ClauseKind::Title);
    let title = title.map(|clause| clause.heading.unwrap_or(clause.body));
    let look = |block: &Block| match block.kind {
        BlockKind::Heading(level) => Look::Heading(level),
        _ if title.is_some_and(|title| title.start == block.span.start) => Look::Title,
        _ if headings.iter().any(|heading| block.span.covers(*heading) && heading.end + 1 >= block.span.end) => {
            Look::Bold
        }
        _ => Look::Body,
    };
    text.blocks().iter().map(|block| Paragraph { look: look(block), text: words(text, block) }).collect()
}

/// A block's words as they were typed, where only its white space has to change.
fn words(text: &Text, block: &Block) -> String {
    let canonical = text.quote(block.span);
    let span = text.to_source(block.span);
    let typed = text.source().get(span.start..span.end).unwrap_or_default();
    let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let same = Text::new(typed.as_str(), Layout::Paragraphs, Syntax::Plain).canonical() == canonical;
    if same { typed } else { canonical.to_owned() }
}

/// A date as Word writes it.
pub(super) fn dated(date: &str) -> Result<String, Error> {
    let date = date.trim();
    let date = if date.len() == "2026-11-22".len() { format!("{date}T00:00:00Z") } else { date.to_owned() };
    let like = |(c, pattern): (char, char)| if pattern == '0' { c.is_ascii_digit() } else { c == pattern };
    let whole = date.is_empty() || date.len() == 20 && date.chars().zip("0000-00-00T00:00:00Z".chars()).all(like);
    if whole {
        return Ok(date);
    }
    Err(Error::new(ErrorKind::Edit, format!("`{date}` is no date that Word can store."))
        .hint("write it as 2026-11-22 or 2026-11-22T09:30:00Z"))
}

/// A finding with the rung that is taken of it.
struct Taken {
    id: String,
    finding: Finding,
    redline: Redline,
}

impl Taken {
    fn told(&self) -> TakenEdit {
        TakenEdit {
            finding: self.id.clone(),
            title: self.finding.title.clone(),
            place: report::where_it_stands(&self.finding),
            edit: self.redline.title.clone(),
            blanks: self.redline.blanks.clone(),
        }
    }
}

/// Every round's edits in one ledger.
struct Rounds {
    taken: Vec<Taken>,
    ledger: Ledger,
}

/// Which findings are taken, and what came of it.
struct Taking<'a> {
    report: Report,
    text: String,
    options: &'a RedlineOptions,
    playbook: &'a Playbook,
    dropped: Vec<LeftOut>,
}

impl Taking<'_> {
    /// Takes edits round by round, each on the text that the earlier ones left.
    fn rounds(&self) -> Result<Rounds, Error> {
        let mut rounds = Rounds { taken: Vec::new(), ledger: Ledger::of(&self.text) };
        let mut text = self.text.clone();
        let mut report = self.report.clone();
        for _ in 0..ROUNDS {
            let open = report.points().filter(|finding| self.wants(finding, &rounds.taken));
            let offered: Vec<(&Finding, &Redline)> =
                open.filter_map(|finding| Some((finding, self.rung(finding)?))).collect();
            let sets: Vec<&[Edit]> = offered.iter().map(|(_, redline)| redline.edits.as_slice()).collect();
            let chosen = report::agreeing(&sets);
            if chosen.is_empty() {
                break;
            }
            let collided = chosen.len() < offered.len();
            let mut edits: Vec<(Owner, Edit)> = Vec::new();
            for (finding, redline) in chosen.iter().filter_map(|place| offered.get(*place)) {
                edits.extend(redline.edits.iter().map(|edit| (rounds.taken.len(), edit.clone())));
                let (finding, redline) = ((*finding).clone(), (*redline).clone());
                rounds.taken.push(Taken { id: finding.id.clone(), finding, redline });
            }
            crate::sorting::by_key(&mut edits, |(_, edit)| edit.span.start);
            for (owner, edit) in edits.iter().rev() {
                rounds.ledger.edit(edit.span.start..edit.span.end, &edit.insert, *owner);
            }
            if !collided {
                break;
            }
            let plain: Vec<Edit> = edits.into_iter().map(|(_, edit)| edit).collect();
            text = report::apply(&text, &plain)?;
            let next = Read::for_side(Document::from_paragraphs(text.as_str()), &self.options.review);
            report = next.judged(self.playbook, &self.options.review, PositionEncoding::Utf8);
        }
        Ok(rounds)
    }

    fn wants(&self, finding: &Finding, taken: &[Taken]) -> bool {
        let first = self.report.points().any(|one| one.id == finding.id);
        let dropped = self.dropped.iter().any(|one| one.finding == finding.id);
        first && !dropped && self.is_chosen(&finding.id) && !taken.iter().any(|one| one.id == finding.id)
    }

    fn is_chosen(&self, id: &str) -> bool {
        self.options.only.is_empty() || self.options.only.iter().any(|choice| choice.finding == id)
    }

    /// The rung of a finding that is taken, where it has edits.
    fn rung<'f>(&self, finding: &'f Finding) -> Option<&'f Redline> {
        let named = |level: &str| {
            finding.redlines.iter().find(|redline| redline.level == level).filter(|redline| !redline.edits.is_empty())
        };
        let choice = self.options.only.iter().find(|choice| choice.finding == finding.id);
        if let Some(level) = choice.and_then(|choice| choice.level.as_deref()) {
            return named(level);
        }
        match self.options.rung {
            RungTaken::Preferred => named("preferred"),
            RungTaken::Fallback => named("fallback-1").or_else(|| named("preferred")),
        }
    }

    /// What the file is to hold, and whose each change is.
    fn orders(&self, rounds: &Rounds, date: &str) -> (Orders, Vec<Vec<Owner>>) {
        let mut orders = Orders { author: self.options.author.clone(), date: date.to_owned(), ..Orders::default() };
        if self.options.highlight {
            orders.comments.push(self.legend());
        }
        let mut spoken: Vec<Option<usize>> = vec![None; rounds.taken.len()];
        for (owner, taken) in rounds.taken.iter().enumerate().filter(|_| self.options.comments) {
            let deed = rounds.ledger.deed(owner);
            let beside = deed.deletes == 0 && deed.anchor.as_ref().is_some_and(Range::is_empty);
            let new_paragraph = beside && taken.redline.edits.iter().all(|edit| edit.insert.contains('\n'));
            spoken[owner] = new_paragraph.then_some(orders.comments.len());
            let anchor = deed.anchor.filter(|_| !new_paragraph);
            let paragraphs = remarks(&taken.finding, Some(&taken.redline), &rounds.taken);
            orders.comments.push(Comment { anchor, paragraphs });
        }
        self.remarks_without_edits(rounds, &mut orders);
        let dress = |owner: Owner| {
            let finding = rounds.taken.get(owner).map(|taken| &taken.finding);
            (spoken.get(owner).copied().flatten(), finding.and_then(|finding| self.colour(finding)))
        };
        let (changes, owners) = rounds.ledger.changes(dress).into_iter().unzip();
        orders.changes = changes;
        (orders, owners)
    }

    /// Findings of which no edit is taken: their question, and their colour on the words.
    fn remarks_without_edits(&self, rounds: &Rounds, orders: &mut Orders) {
        for finding in &self.report.findings {
            let taken = rounds.taken.iter().any(|one| one.id == finding.id);
            let Some(span) = finding.span.filter(|_| !taken && self.is_chosen(&finding.id)) else { continue };
            let span = span.start..span.end;
            if let Some(colour) = self.colour(finding) {
                orders.highlights.push((span.clone(), colour));
            }
            if self.options.comments {
                orders.comments.push(Comment { anchor: Some(span), paragraphs: remarks(finding, None, &rounds.taken) });
            }
        }
    }

    fn colour(&self, finding: &Finding) -> Option<Highlight> {
        match finding.trade.filter(|_| self.options.highlight)? {
            Trade::Concede => Some(Highlight::Yellow),
            Trade::Ask => Some(Highlight::Pink),
            Trade::Hold => None,
        }
    }

    fn legend(&self) -> Comment {
        let text = "Colours: we can concede what is marked yellow if what is marked pink is accepted.";
        Comment { anchor: Some(0..first_line(&self.text)), paragraphs: vec![text.to_owned()] }
    }

    /// Leaves out each finding that has a change which this file does not take.
    fn drop_refused(&mut self, rounds: &Rounds, refusals: &[write::Refusal], owners: &[Vec<Owner>]) {
        for refusal in refusals {
            for owner in owners.get(refusal.change).into_iter().flatten() {
                let Some(taken) = rounds.taken.get(*owner) else { continue };
                if !self.dropped.iter().any(|one| one.finding == taken.id) {
                    self.dropped.push(left_out(&taken.finding, &refusal.reason));
                }
            }
        }
    }

    fn file(self, bytes: Vec<u8>, rounds: &Rounds) -> RedlinedFile {
        const COLLIDES: &str = "Its edit touches the same words as another that was taken.";
        const ADVICE: &str = "There is no edit for it at this level, only advice.";
        let mut left = self.dropped.clone();
        for finding in self.report.points().filter(|finding| self.wants(finding, &rounds.taken)) {
            let leads = self.report.findings.iter().any(|lead| lead.id == finding.id);
            match self.rung(finding) {
                Some(_) => left.push(left_out(finding, COLLIDES)),
                None if leads => left.push(left_out(finding, ADVICE)),
                // The comment of its lead speaks of it.
                None => {}
            }
        }
        for choice in &self.options.only {
            if !self.report.points().any(|finding| finding.id == choice.finding) {
                let reason = "There is no such finding in this file.".to_owned();
                left.push(LeftOut {
                    finding: choice.finding.clone(),
                    title: String::new(),
                    place: String::new(),
                    reason,
                });
            }
        }
        let taken = rounds.taken.iter().map(Taken::told).collect();
        RedlinedFile { bytes, taken, left_out: left, notices: self.report.document.notices }
    }
}

fn left_out(finding: &Finding, reason: &str) -> LeftOut {
    let place = report::where_it_stands(finding);
    LeftOut { finding: finding.id.clone(), title: finding.title.clone(), place, reason: reason.to_owned() }
}

/// What the margin says to the other side: the business reason, the question, and the questions of
/// those reasons that no comment of their own speaks of.
fn remarks(finding: &Finding, redline: Option<&Redline>, taken: &[Taken]) -> Vec<String> {
    let reason = redline.map(|redline| redline.comment.clone()).filter(|reason| !reason.is_empty());
    let further = finding.reasons.iter().filter(|reason| !taken.iter().any(|one| one.id == reason.id));
    let asks = std::iter::once(finding).chain(further).map(|point| point.ask.clone());
    let mut said: Vec<String> = reason.into_iter().chain(asks).filter(|words| !words.is_empty()).collect();
    let mut seen = std::collections::HashSet::new();
    said.retain(|words| seen.insert(words.clone()));
    if said.is_empty() { vec![finding.title.clone()] } else { said }
}

fn first_line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}
