//! In: a contract. Out: [`ForceMajeure`]: whose failure is excused when something beyond control
//! happens, how far that reaches, and when the other side may leave.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Serialize;

use super::passage::{self, Passage};
use super::{Bound, FieldKind, FieldSchema, KeyTerm, Reading, TermSchema, record, scope, subject, wording};
use crate::contract::Contract;
use crate::facts::{Side, Who};
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[TermSchema {
    term: "force-majeure",
    name: "an excuse for events beyond control",
    fields: &[
        FieldSchema::new("protects", FieldKind::Bound, "says who is excused"),
        FieldSchema::new("own-failures", FieldKind::Flag, "counts the party's own staff or suppliers among the events"),
        FieldSchema::new("failure", FieldKind::Anchor, "names the party's own staff or suppliers"),
        FieldSchema::new("exit", FieldKind::Flag, "lets a party leave when it lasts"),
    ],
}];

/// One place that excuses a party.
#[derive(Clone, Debug, PartialEq)]
pub struct Excuse {
    pub protects: Bound,
    pub protects_span: Option<Span>,
    pub passage: Passage,
}

#[derive(Clone, Debug, Default)]
pub struct ForceMajeure {
    pub excuses: Vec<Excuse>,
    /// Its own strikes or suppliers' failure among the events.
    pub own_failures: Option<Span>,
    /// A right to end the contract when the event lasts.
    pub exit: Option<Span>,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("event", "force majeure"),
        ("event", "(beyond | outside | outwith | not within) ..8 control"),
        ("event", "(act | acts) of (god | nature)"),
        ("event", "(something | anything | event | events) ..3 (gets | get | comes | stands) in ..2 way"),
        (
            "event",
            "(no power over | beyond ..3 power | could not have (foreseen | prevented | avoided) | neither could have (foreseen | prevented))",
        ),
        (
            "event",
            "(war | weather | flood | floods | epidemic | pandemic | strike | strikes | fire | earthquake | riot | storm) ..4 (war | weather | flood | floods | epidemic | pandemic | strike | strikes | fire | earthquake | riot | storm)",
        ),
        (
            "event",
            "(war | flood | epidemic | pandemic | earthquake | riot | storm | hurricane | cyclone | quarantine | embargo | lightning | terrorism) ..16 (war | flood | epidemic | pandemic | earthquake | riot | storm | hurricane | cyclone | quarantine | embargo | lightning | terrorism | power grid | (act | acts | order | orders) of [a | the] (government | authority | authorities | state))",
        ),
        (
            "excuse",
            "(not | no | neither | nor) ..14 (liable | responsible | liability | responsibility | to blame | at fault)",
        ),
        (
            "excuse",
            "(excuse* | relieve* | suspend | suspends | suspended | suspension | released | discharged | postponed | exempt* | excusable)",
        ),
        ("excuse", "(not | no | neither | nor) ..14 (default | breach | defaulted | in violation)"),
        ("excuse", "(time | times | period | date | deadline | deadlines | term) ..16 (extended | extension | tolled)"),
        (
            "excuse",
            "(cancelled | canceled | delayed | postponed | interrupted) ..1 (due to | because of | by | by reason of | as a result of) ..6 force majeure",
        ),
        ("excuse", "prevent* ..4 from (perform* | deliver* | receiv* | fulfil*)"),
        (
            "excuse",
            "(fail* | delay* | prevent* | unable) ..14 (perform* | obligation* | fulfil* | comply*) ..20 force majeure",
        ),
    ])
});

const PERFORMANCE: [&str; 32] = [
    "deliveries",
    "delivering",
    "duty",
    "deliver",
    "hindered",
    "kept",
    "perform",
    "performing",
    "performance",
    "performed",
    "delay",
    "delays",
    "delayed",
    "failure",
    "failures",
    "failed",
    "fails",
    "fail",
    "obligation",
    "obligations",
    "default",
    "breach",
    "prevented",
    "duties",
    "fulfil",
    "fulfill",
    "fulfillment",
    "unable",
    "excused",
    "delivery",
    "interruption",
    "nonperformance",
];

impl ForceMajeure {
    pub fn read(contract: &Contract) -> Self {
        let found = contract.find(&CUES);
        let mut all = Self::default();
        for one in found.iter().filter(|one| found.name(one) == "excuse") {
            let sentence = contract.outline.sentence(one.sentence);
            let known = all.excuses.iter().any(|known| known.passage.sentence == one.sentence);
            if known || sentence.kind == SentenceKind::Definition {
                continue;
            }
            let event = found.in_sentence(one.sentence).iter().any(|near| found.name(near) == "event");
            let headed = || {
                passage::headed(
                    contract,
                    sentence.clause,
                    &["force majeure", "excusable delay", "acts of god", "beyond control"],
                )
            };
            let performed = scope::holds(contract, sentence.tokens.clone(), &PERFORMANCE);
            if performed && (event || headed()) && !is_denied(contract, sentence.tokens.clone(), one) {
                all.excuses.push(excuse(contract, one));
            }
        }
        all.excuses.extend(likewise(contract, &all.excuses));
        let clauses: Vec<ClauseId> = all.excuses.iter().map(|excuse| excuse.passage.clause).collect();
        all.own_failures = own_failures(contract, &all.excuses);
        all.exit = exit(contract, &clauses);
        all
    }

    /// Whom the places together protect.
    pub fn protects(&self) -> Option<Bound> {
        let sides: Vec<Bound> = self.excuses.iter().map(|excuse| excuse.protects).collect();
        let has = |side: Side| sides.contains(&Bound::Side(side));
        match sides.as_slice() {
            [] => None,
            _ if sides.contains(&Bound::Both) || has(Side::Vendor) && has(Side::Customer) => Some(Bound::Both),
            _ if has(Side::Vendor) => Some(Bound::Side(Side::Vendor)),
            _ if has(Side::Customer) => Some(Bound::Side(Side::Customer)),
            _ => Some(Bound::Unclear),
        }
    }

    fn chief(&self) -> Option<&Excuse> {
        let whole = self.protects()?;
        self.excuses.iter().find(|excuse| excuse.protects == whole).or(self.excuses.first())
    }

    pub fn readings(&self) -> Vec<Reading> {
        let Some((chief, protects)) = self.chief().zip(self.protects()) else { return Vec::new() };
        let mut fields = vec![
            record::bound("protects", protects, chief.protects_span),
            record::flag("own-failures", self.own_failures.is_some(), self.own_failures),
            record::flag("exit", self.exit.is_some(), self.exit),
        ];
        fields.extend(record::anchor("failure", self.own_failures));
        vec![chief.passage.reading("force-majeure", 0.85, fields)]
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        const NAME: &str = "Force majeure";
        let line = self.chief().zip(self.protects()).map(|(chief, protects)| {
            chief.passage.key_term(NAME, format!("Excuses {}", wording::party(contract, protects)))
        });
        KeyTerm::or_not_stated(NAME, line.into_iter().collect())
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let protects = match self.protects() {
            Some(Bound::Both | Bound::Unclear) => "both",
            Some(Bound::Side(Side::Vendor)) => "vendor",
            Some(Bound::Side(Side::Customer)) => "customer",
            None => "none",
        };
        Sheet { protects, quote: self.chief().map(|chief| contract.quote(chief.passage.span).to_owned()) }
    }
}

/// "shall not be excused", "force majeure shall not suspend", a definition's own words.
fn is_denied(contract: &Contract, sentence: Range<usize>, one: &Match) -> bool {
    let tokens = contract.document.text.tokens();
    let first = tokens.at(one.tokens.start);
    let single = one.tokens.len() == 1;
    let stems = ["excuse", "relieve", "suspend", "released", "discharged", "exempt"];
    single
        && stems.iter().any(|stem| first.starts_with(stem))
        && passage::before(contract, sentence.start, one.tokens.start, 4, &["not", "no", "nor", "never", "nothing"])
        // "what it has no power over is excused"
        && passage::phrase(contract, sentence.start..one.tokens.start, &["no", "power"]).is_none()
        && passage::phrase(contract, sentence.start..one.tokens.start, &["no", "control"]).is_none()
}

fn excuse(contract: &Contract, one: &Match) -> Excuse {
    let passage = Passage::whole(contract, one.sentence);
    let (protects, protects_span) = whom(contract, one, &passage.tokens);
    Excuse { protects, protects_span, passage }
}

/// The subject of the excuse, or whose performance it is; a party without a name is either of them.
fn whom(contract: &Contract, one: &Match, sentence: &Range<usize>) -> (Bound, Option<Span>) {
    let tokens = contract.document.text.tokens();
    let span = |range: Range<usize>| Some(tokens.span(range));
    let near = one.tokens.start.saturating_sub(40).max(sentence.start)..one.tokens.end;
    let mentions = contract.facts.parties.within(near);
    let generic = |who: Who| matches!(who, Who::Each | Who::Some);
    // "Neither party", "the affected party": whoever it strikes.
    let spoken = scope::holds(
        contract,
        sentence.start..(one.tokens.end + 12).min(sentence.end),
        &["affected", "party", "parties", "either", "neither"],
    );
    if let Some(mention) = mentions.iter().find(|mention| generic(mention.who)) {
        return (Bound::Both, span(mention.tokens.clone()));
    }
    // "Provider is excused, and so is the Council".
    if ["is", "are"].iter().any(|is| passage::phrase(contract, sentence.clone(), &["so", is]).is_some()) {
        return (Bound::Both, None);
    }
    // "If Provider is prevented by … acts of Recipient, the services are suspended": whom the event strikes.
    let struck = scope::position(contract, sentence.start..one.tokens.start, &["prevented", "hindered", "unable"])
        .and_then(|at| subject::before(contract, sentence.start, at));
    let subject = struck.or_else(|| subject::before(contract, sentence.start, one.tokens.end));
    if let Some(named) = subject.filter(|named| named.bound != Bound::Unclear) {
        let other = mentions.iter().any(|mention| {
            let bound = subject::bound(contract, mention.who);
            bound == named.bound.opposite()
                && bound != named.bound
                && tokens.at(mention.tokens.end) != "'s"
                && joined(contract, mention.tokens.clone())
        });
        return if other { (Bound::Both, None) } else { (named.bound, span(named.tokens)) };
    }
    let tail = [["of", "this", "agreement"], ["of", "this", "contract"], ["under", "this", "agreement"]];
    let of_the_contract = tail.iter().any(|words| passage::phrase(contract, sentence.clone(), words).is_some());
    let anyone = contract.facts.parties.within(sentence.clone());
    let first = anyone.iter().map(|mention| (subject::bound(contract, mention.who), mention.tokens.clone()));
    match first.into_iter().find(|(bound, _)| *bound != Bound::Unclear) {
        Some((_, at)) if !spoken && !of_the_contract => (Bound::Unclear, span(at)),
        _ => (Bound::Both, None),
    }
}

/// "Agency and Client", "Agency or Client".
fn joined(contract: &Contract, mention: Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    let joint = |at: usize| matches!(tokens.at(at), "and" | "or" | "nor");
    joint(mention.start.saturating_sub(1)) || joint(mention.start.saturating_sub(2)) || joint(mention.end)
}

static LIKEWISE: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[("likewise", "the same ..4 (applies | apply | goes) ..3 (to | for) {party} !(same ..4 not)")])
});

/// "The same applies to Agency.": the sentence behind an excuse.
fn likewise(contract: &Contract, excuses: &[Excuse]) -> Vec<Excuse> {
    let behind = |one: &&Match| excuses.iter().any(|excuse| excuse.passage.sentence.0 + 1 == one.sentence.0);
    let same = |one: &Match| {
        let party = one.capture("party")?;
        let protects_span = Some(scope::span(contract, party.tokens.clone()));
        let protects = subject::bound(contract, party.who?);
        Some(Excuse { protects, protects_span, passage: Passage::of(contract, one) })
    };
    contract.find(&LIKEWISE).iter().filter(behind).filter_map(same).collect()
}

/// The party's own strikes, staff, subcontractors or suppliers among the events.
fn own_failures(contract: &Contract, excuses: &[Excuse]) -> Option<Span> {
    const OWN: [&str; 4] = ["its", "their", "own", "of"];
    const FAILING: [&str; 6] = ["suppliers", "subcontractors", "supplier", "subcontractor", "vendors", "contractors"];
    let tokens = contract.document.text.tokens();
    excuses.iter().find_map(|excuse| {
        let range = excuse.passage.tokens.clone();
        let at = range.clone().find(|at| FAILING.contains(&tokens.at(*at)))?;
        let failed = passage::before(
            contract,
            range.start,
            at,
            6,
            &["failure", "failures", "default", "delay", "delays", "inability"],
        );
        let owned = passage::before(contract, range.start, at, 4, &OWN);
        let listed = !scope::holds(contract, range.start..at, &["not", "excluding", "except"])
            || scope::position(contract, range.start..at, &["including", "includes"]).is_some();
        (failed && owned && listed).then(|| tokens.span(at..at + 1))
    })
}

static EXITS: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("exit", "{may} ..10 (terminate | cancel) ..60 {duration}"),
        ("exit", "{duration} ..60 {may} ..10 (terminate | cancel)"),
    ])
});

fn exit(contract: &Contract, clauses: &[ClauseId]) -> Option<Span> {
    if clauses.is_empty() {
        return None;
    }
    let found = contract.find(&EXITS);
    let headed = |id: ClauseId| passage::headed(contract, id, &["force majeure", "excusable"]);
    let inside = |one: &&Match| {
        let sentence = contract.outline.sentence(one.sentence);
        clauses.contains(&sentence.clause)
            || headed(sentence.clause)
            || passage::phrase(contract, sentence.tokens.clone(), &["force", "majeure"]).is_some()
    };
    found.iter().find(inside).map(|one| one.span)
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub protects: &'static str,
    pub quote: Option<String>,
}
