//! Judgement. In: a contract, its term sheet and a playbook. Out: a [`Review`]: findings with their
//! redlines, and what was checked without finding anything. `report` comes next.

mod coverage;
mod docket;
mod expression;
mod finding;
mod hits;
mod judged;
mod merge;
mod order;

use docket::{Briefs, Docket, Stated};

use crate::contract::Contract;
use crate::facts::Side;
use crate::playbook::{Deal, Playbook};
use crate::redline::Voice;
use crate::terms::{Reading, TermSheet};

pub use coverage::{Check, Outcome};
pub(crate) use expression::searched;
pub use finding::{Evidence, Finding};
pub use judged::{Judged, Paper, judge};
pub use order::Section;

/// May silence be a finding?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Only in a document that can be judged: a whole contract.
    InWholeContracts,
    /// Always: the text is an example that stands for a whole contract.
    Always,
}

/// What a review found, in canonical places.
#[derive(Clone, Debug)]
pub struct Review {
    pub side: Side,
    /// In the order of telling, findings of one group together; those of one clause are one.
    pub findings: Vec<Finding>,
    /// One for each rule of the playbook, in its order.
    pub checks: Vec<Check>,
    pub judged: Judged,
}

/// Judges a contract for the side that the playbook was written for.
pub fn review(contract: &Contract, terms: &TermSheet, playbook: &Playbook, deal: &Deal, silence: Silence) -> Review {
    judge_readings(contract, &terms.readings(), playbook, deal, silence)
}

/// As [`review`], for readings that were made by other means.
pub fn judge_readings(
    contract: &Contract,
    readings: &[Reading],
    playbook: &Playbook,
    deal: &Deal,
    silence: Silence,
) -> Review {
    let mut review = point_by_point(contract, readings, playbook, deal, silence);
    review.findings = order::sectioned(merge::merged(review.findings, &playbook.rules, &contract.outline));
    review
}

/// As [`judge_readings`], with each finding by itself and with its whole ladder.
pub(crate) fn point_by_point(
    contract: &Contract,
    readings: &[Reading],
    playbook: &Playbook,
    deal: &Deal,
    silence: Silence,
) -> Review {
    let judged = judge(contract);
    let side = playbook.stance.side_in(readings);
    let voice = Voice::of(contract, side, playbook.stance);
    let matches = match playbook.patterns().is_empty() {
        true => Vec::new(),
        false => contract.find(playbook.patterns()).into_vec(),
    };
    let docket = Docket {
        contract,
        playbook,
        readings,
        stated: Stated::of(readings),
        briefs: Briefs::of(playbook, &matches),
        voice: &voice,
        deal,
        side,
        silence_counts: silence == Silence::Always || judged.whole,
        extract: silence == Silence::InWholeContracts && judged.extract,
        // An example stands for whatever contract its rule is about.
        paper: if silence == Silence::Always { Paper::Deal } else { judged.paper },
        notes: finding::notes(contract, readings, playbook),
    };
    let verdicts = hits::all(&docket);
    let findings = finding::all(&docket, &verdicts);
    let checks = coverage::all(&playbook.rules, &verdicts, &findings);
    let findings = order::ordered(findings, playbook);
    Review { side, findings, checks, judged }
}

impl Review {
    /// Each finding and, behind it, its reasons.
    pub fn points(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().flat_map(Finding::points)
    }
}
