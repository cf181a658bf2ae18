//! In: sentences that speak of arbitration. Out: [`Arbitration`]: disputes that must, or may, go to it.

use std::sync::LazyLock;

use crate::contract::Contract;
use crate::outline::{SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::terms::law::{Place, places_within};
use crate::terms::passage::{self, Passage};
use crate::terms::{Bound, Reading, record, scope, subject};

#[derive(Clone, Debug, PartialEq)]
pub struct Arbitration {
    pub binding: bool,
    /// The seat.
    pub place: Option<Place>,
    /// The one party that may choose it, where only one may.
    pub chooser: Option<Bound>,
    /// The courts stay open for unpaid or small sums.
    pub courts_open: bool,
    pub passage: Passage,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "duty",
            "(submit* | settled | resolved | referred | decided | determined | subject | adjudicated | refer | resolve | settle | \
             proceed | brought | go | recourse) ..40 (arbitration | arbitrated | arbitrator | arbitrators)",
        ),
        ("duty", "({shall} | agree to | agrees to | may | elect to) ..8 (arbitrate | arbitrated)"),
        ("duty", "(binding | final | mandatory | compulsory) ..4 arbitration"),
        (
            "duty",
            "(arbitration | arbitrator | arbitrators | arbitral tribunal | arbitration panel) ..40 (shall be conducted | shall take place | shall be held | will be conducted | will be held | shall be final | be final and binding | in accordance with | under the rules | under the commercial)",
        ),
        ("duty", "demand ..4 arbitration"),
        (
            "duty",
            "(goes | go | put | brought) ..3 (before | to) [a | an | one | three] [sole | single | three] (arbitrator | arbitrators)",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<Arbitration> {
    let mut all: Vec<Arbitration> = Vec::new();
    for one in &contract.find(&CUES) {
        let sentence = contract.outline.sentence(one.sentence);
        let known = all.iter().any(|known| known.passage.sentence == one.sentence);
        if !known && sentence.kind == SentenceKind::Body && is_agreed(contract, one) {
            all.push(arbitration(contract, one));
        }
    }
    all
}

/// Not denied, and not a lawsuit over something that was arbitrated between others.
fn is_agreed(contract: &Contract, one: &Match) -> bool {
    const AGAINST: [&str; 12] =
        ["not", "no", "nor", "neither", "never", "without", "waives", "waive", "other", "than", "except", "pending"];
    let sentence = contract.outline.sentence(one.sentence);
    let tokens = contract.document.text.tokens();
    let cue = one
        .tokens
        .clone()
        .rfind(|at| tokens.at(*at).starts_with("arbitrat") || tokens.at(*at) == "arbitral")
        .unwrap_or(one.tokens.start);
    // "any dispute, if not settled by talks, shall be referred": what failed before is no denial.
    const FAILED: [&str; 6] = ["if", "when", "where", "disputes", "dispute", "differences"];
    let denies = |at: usize| {
        matches!(tokens.at(at), "not" | "never" | "n't" | "nor") && !FAILED.contains(&tokens.at(at.saturating_sub(1)))
    };
    // "neither is bound to submit to arbitration".
    let free = |at: usize| {
        const BOUND: [&str; 6] = ["bound", "obliged", "obligated", "required", "compelled", "need"];
        tokens.at(at) == "neither" && scope::holds(contract, at..at + 5, &BOUND)
    };
    let own = one.tokens.clone().any(denies)
        || (one.tokens.start.saturating_sub(6).max(sentence.tokens.start)..one.tokens.end).any(free);
    let before = one.tokens.start.saturating_sub(4).max(sentence.tokens.start)..one.tokens.start;
    // "No dispute shall be referred to arbitration", "nobody has to go to arbitration".
    let none = one.tokens.start.checked_sub(4).is_some_and(|from| {
        (from.max(sentence.tokens.start)..one.tokens.start).any(|at| {
            tokens.at(at) == "nobody"
                || tokens.at(at) == "no"
                    && matches!(tokens.at(at + 1), "dispute" | "disputes" | "claim" | "difference" | "one")
        })
    });
    let denied =
        own || none || before.clone().any(denies) || passage::before(contract, sentence.tokens.start, cue, 5, &AGAINST);
    // "interpretation by a court or arbitrator": no word on where to go.
    let either = tokens.at(cue) == "arbitrator" && matches!(tokens.at(cue.saturating_sub(1)), "or" | "and");
    let listed = either
        || passage::before(
            contract,
            sentence.tokens.start,
            cue,
            6,
            &["litigation", "suit", "proceeding", "claims", "investigation", "action", "actions"],
        ) && !sentence
            .tokens
            .clone()
            .any(|at| matches!(tokens.at(at), "dispute" | "disputes" | "controversy" | "disagreement"))
            && !passage::before(contract, sentence.tokens.start, cue, 3, &["binding", "to", "by", "final"]);
    // "may, if both so agree once a dispute has arisen": nobody has to. "Under the separate leases": others' papers.
    let optional = scope::holds(contract, sentence.tokens.clone(), &["may"])
        && scope::holds(contract, sentence.tokens.start..cue, &["both", "mutually", "jointly"])
        && scope::begins(contract, sentence.tokens.start..cue, &["agree"]);
    // "by the courts, unless both then agree to refer it to arbitration".
    let optional = optional || scope::holds(contract, one.tokens.clone(), &["unless"]);
    let elsewhere = passage::before(contract, sentence.tokens.start, cue, 14, &["separate", "unrelated"]);
    !denied && !listed && !optional && !elsewhere
}

fn arbitration(contract: &Contract, one: &Match) -> Arbitration {
    let sentence = contract.outline.sentence(one.sentence);
    let range = sentence.tokens.clone();
    let near = range.start..(range.end + 120).min(contract.document.text.tokens().len());
    let may = scope::position(contract, range.start..one.tokens.end, &["may", "elect", "elects", "option", "demand"]);
    let chooser = may.and_then(|may| subject::before(contract, range.start, may)).map(|named| named.bound);
    Arbitration {
        binding: scope::holds(contract, near, &["binding", "final", "conclusive"]),
        place: places_within(contract, range).into_iter().find(|place| !place.adjective),
        chooser: chooser.filter(|bound| matches!(bound, Bound::Side(_))),
        courts_open: courts_open(contract, sentence.id),
        passage: Passage::of(contract, one),
    }
}

/// "A claim for an unpaid invoice may also be brought before a court": in the sentence or the next.
fn courts_open(contract: &Contract, id: SentenceId) -> bool {
    let near = contract.outline.sentences.iter().skip(id.0).take(2);
    near.into_iter().any(|sentence| {
        let holds = |words: &[&str]| scope::holds(contract, sentence.tokens.clone(), words);
        holds(&["court", "courts"])
            && holds(&["may"])
            && holds(&["unpaid", "invoice", "invoices", "small", "debt", "payment"])
    })
}

impl Arbitration {
    pub fn phrase(&self) -> String {
        let kind = if self.binding { "Binding arbitration" } else { "Arbitration" };
        match &self.place {
            Some(place) => format!("{kind} in {}", place.name),
            None => kind.to_owned(),
        }
    }

    pub fn reading(&self) -> Reading {
        let mut fields =
            vec![record::flag("binding", self.binding, None), record::flag("courts-open", self.courts_open, None)];
        fields.extend(self.place.as_ref().map(|place| record::word("region", place.region.word(), None)));
        fields.extend(self.chooser.map(|chooser| record::bound("chooser", chooser, None)));
        self.passage.reading("arbitration", 0.85, fields)
    }
}
