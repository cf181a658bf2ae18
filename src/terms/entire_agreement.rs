//! In: a contract. Out: [`EntireAgreement`]: whether the writing is all that was agreed, and which
//! earlier papers are made part of it.

use std::sync::LazyLock;

use serde::Serialize;

use super::passage::{self, Passage};
use super::{FieldKind, FieldSchema, KeyTerm, Reading, TermSchema, record};
use crate::contract::Contract;
use crate::pattern::{Match, PatternSet};
use crate::span::Span;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "entire-agreement",
        name: "an entire-agreement clause",
        fields: &[FieldSchema::new("supersedes", FieldKind::Flag, "sets earlier agreements aside")],
    },
    TermSchema {
        term: "earlier-papers",
        name: "an earlier paper made part of the contract",
        fields: &[
            FieldSchema::new("paper", FieldKind::Anchor, "names the paper"),
            FieldSchema::new("joining", FieldKind::Anchor, "makes it part of the contract"),
        ],
    },
];

#[derive(Clone, Debug, Default)]
pub struct EntireAgreement {
    pub clauses: Vec<Integration>,
    pub papers: Vec<EarlierPaper>,
}

/// "This Agreement is the entire agreement of the parties."
#[derive(Clone, Debug, PartialEq)]
pub struct Integration {
    pub passage: Passage,
    /// Says that it is the whole agreement, and does not merely end an earlier one.
    pub whole: bool,
    /// The words that set earlier agreements aside.
    pub supersedes: Option<Span>,
}

/// "Supplier's proposal forms part of this Agreement."
#[derive(Clone, Debug, PartialEq)]
pub struct EarlierPaper {
    pub passage: Passage,
    pub paper: Span,
    pub joining: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "entire",
            "(constitut* | contain* | set* forth | set* out | represent* | embod* | compris* | state* | is | are | be | \
             express* | reflect* | form* | intended as | intended to be | as | make* up) ..10 \
             (entire | whole | complete | full | sole | only | final | exclusive | integrated | fully integrated) ..6 \
             (agreement | understanding | understandings | contract | statement | expression | integration | \
             arrangement | bargain)",
        ),
        (
            "here",
            "(entire | whole | complete) (agreement | understanding | contract | bargain) ..24 (is | are) ..3 \
             (set forth | set out | contained | embodied | expressed | stated | recorded) ..2 (herein | here | above | in this)",
        ),
        (
            "supersedes",
            "(supersed* | supercede* | supercedes | replace* | cancel* | merge* | extinguish*) ..14 \
             (prior | previous | earlier | preceding | contemporaneous | all other | any other | any and all | all proposals | all oral | former) ..14 \
             (agreement* | understanding* | negotiation* | communication* | discussion* | arrangement* | representation* | \
             proposal* | contract*)",
        ),
        (
            "supersedes",
            "agreement ..4 (supersed* | supercede* | replace*) ..10 (agreement* | understanding* | arrangement* | contracts) ..6 (previously | formerly | heretofore) (entered | made | concluded | signed)",
        ),
        (
            "supersedes",
            "(prior | previous | earlier | other) ..4 (agreement* | understanding* | negotiation* | arrangement* | contracts) \
             ..16 (superseded | superceded | merged | cancelled | canceled | replaced)",
        ),
        (
            "paper",
            "(proposal | proposals | tender | bid | rfp | request for proposal | request for proposals | rfp response | sales literature | \
             marketing materials | pitch | brochures | sales presentation | sales presentations | presentation | quotation | correspondence | clarification questions | clarification answers) ..40 \
             (incorporated | have effect as | has effect as | taken as (promises | warranties) | form part | forms part | form a part | are part of | is part of | shall be part of | deemed part of | \
             made a part | made part | become part | becomes part | be read as part | embodied in | read into | written into | contractual (effect | force)) \
             !((none | not | nor | neither | no) ..6 (incorporated | part))",
        ),
        // "The Contract Documents comprise this Subcontract, the bid and all correspondence before it."
        (
            "paper",
            "(contract documents | agreement | contract) ..2 (comprise | comprises | consist of | consists of) ..24 (proposal | tender | bid | rfp | pitch | correspondence | quotation) !(not | none | exclu*)",
        ),
        (
            "paper",
            "(representations | statements | statement | assurances | promise | promises | commitments | forecasts | figures | answers | answer) ..8 (proposal | tender | bid | rfp | pitch | prospectus | brochure) ..16 \
             (incorporated | form part | forms part | warrant* | binding | as if repeated) \
             !((none | not | nor | neither | no) ..6 (incorporated | part | binding))",
        ),
    ])
});

impl EntireAgreement {
    pub fn read(contract: &Contract) -> Self {
        let found = contract.find(&CUES);
        let mut all = Self::default();
        for one in &found {
            match found.name(one) {
                "paper" if !all.papers.iter().any(|known| known.passage.sentence == one.sentence) => {
                    all.papers.extend(paper(contract, one));
                }
                "entire" if is_integration(contract, one) => all.add(contract, one, None),
                "here" => all.add(contract, one, None),
                "supersedes" if sets_aside(contract, one) => all.add(contract, one, Some(one.span)),
                _ => {}
            }
        }
        all
    }

    fn add(&mut self, contract: &Contract, one: &Match, supersedes: Option<Span>) {
        let whole = supersedes.is_none();
        match self.clauses.iter_mut().find(|known| known.passage.sentence == one.sentence) {
            Some(known) => {
                known.supersedes = known.supersedes.or(supersedes);
                known.whole |= whole;
            }
            None => self.clauses.push(Integration { passage: Passage::of(contract, one), whole, supersedes }),
        }
    }

    /// The clause of the agreement itself rather than of a schedule.
    fn chief(&self) -> Option<&Integration> {
        let both = |clause: &&Integration| clause.whole && clause.supersedes.is_some();
        let whole = |clause: &&Integration| clause.whole;
        self.clauses.iter().find(both).or_else(|| self.clauses.iter().find(whole)).or(self.clauses.first())
    }

    pub fn readings(&self) -> Vec<Reading> {
        let clauses = self.clauses.iter().map(|one| {
            let flag = record::flag("supersedes", one.supersedes.is_some(), one.supersedes);
            one.passage.reading("entire-agreement", 0.9, vec![flag])
        });
        let papers = self.papers.iter().map(|one| {
            let anchors = [record::anchor("paper", Some(one.paper)), record::anchor("joining", Some(one.joining))];
            one.passage.reading("earlier-papers", 0.85, anchors.into_iter().flatten().collect())
        });
        clauses.chain(papers).collect()
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, _contract: &Contract) -> Vec<KeyTerm> {
        let whole = self.chief().map(|one| {
            let value = match one.supersedes {
                Some(_) => "This document is all that was agreed; earlier agreements end",
                None => "This document is all that was agreed",
            };
            one.passage.key_term("Entire agreement", value)
        });
        KeyTerm::or_not_stated("Entire agreement", whole.into_iter().collect())
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let chief = self.chief();
        Sheet { present: chief.is_some(), quote: chief.map(|one| contract.quote(one.passage.span).to_owned()) }
    }
}

/// Said of a writing ("this Agreement", "these Terms"), not of the term of something entire.
fn is_integration(contract: &Contract, one: &Match) -> bool {
    const WRITINGS: [&str; 18] = [
        "this",
        "these",
        "agreement",
        "agreements",
        "contract",
        "terms",
        "document",
        "documents",
        "writing",
        "it",
        "addendum",
        "amendment",
        "sow",
        "license",
        "exhibits",
        "schedules",
        "understanding",
        "conditions",
    ];
    let sentence = contract.outline.sentence(one.sentence);
    let tokens = contract.document.text.tokens();
    let denied = scope_denied(contract, one);
    let subject = sentence.tokens.start..one.tokens.start;
    let spoken = subject.clone().any(|at| WRITINGS.contains(&tokens.at(at)));
    let headed = passage::headed(
        contract,
        sentence.clause,
        &["entire", "integration", "whole agreement", "merger", "complete agreement"],
    );
    let heirs = one.tokens.clone().any(|at| {
        matches!(
            tokens.at(at),
            "mutual"
                | "written"
                | "writing"
                | "amended"
                | "modified"
                | "obligation"
                | "obligations"
                | "liability"
                | "remedy"
                | "term"
                | "breach"
                | "termination"
                | "assets"
                | "business"
        )
    });
    !denied && !heirs && (spoken || headed)
}

fn scope_denied(contract: &Contract, one: &Match) -> bool {
    let sentence = contract.outline.sentence(one.sentence);
    passage::before(contract, sentence.tokens.start, one.tokens.start + 1, 3, &["not", "no", "neither"])
        || super::scope::holds(contract, one.tokens.start..(one.tokens.start + 3).min(one.tokens.end), &["not", "no"])
}

fn sets_aside(contract: &Contract, one: &Match) -> bool {
    let tokens = contract.document.text.tokens();
    let verb = one.tokens.start;
    let replacing = tokens.at(verb).starts_with("replace")
        || tokens.at(verb).starts_with("cancel")
        || tokens.at(verb).starts_with("merge");
    let sentence = contract.outline.sentence(one.sentence);
    let writing = super::scope::holds(
        contract,
        sentence.tokens.start..verb,
        &["agreement", "contract", "terms", "document", "addendum", "amendment", "it", "writing", "license"],
    );
    let conditional = matches!(tokens.at(sentence.tokens.start), "if" | "where" | "upon");
    !scope_denied(contract, one) && !conditional && (writing || !replacing)
}

fn paper(contract: &Contract, one: &Match) -> Option<EarlierPaper> {
    let denied = super::scope::holds(
        contract,
        one.tokens.clone(),
        &["not", "no", "neither", "nor", "unless", "only", "excluded"],
    );
    let sentence = contract.outline.sentence(one.sentence);
    let none = passage::before(
        contract,
        sentence.tokens.start,
        one.tokens.start,
        8,
        &["no", "not", "nor", "neither", "without"],
    );
    let near = one.tokens.start..(one.tokens.end + 8).min(sentence.tokens.end);
    let own = super::scope::holds(contract, near, &["agreement", "contract", "herein", "reference", "hereof", "terms"]);
    if denied || none || !own {
        return None;
    }
    let tokens = contract.document.text.tokens();
    Some(EarlierPaper {
        passage: Passage::of(contract, one),
        paper: tokens.span(one.tokens.start..one.tokens.start + 1),
        joining: tokens.span(one.tokens.end - 1..one.tokens.end),
    })
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub present: bool,
    pub quote: Option<String>,
}
