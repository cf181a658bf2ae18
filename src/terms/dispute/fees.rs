//! In: sentences about lawyers' fees. Out: [`FeeShift`]: who bears the cost of a dispute.

use std::sync::LazyLock;

use crate::contract::Contract;
use crate::outline::{Sentence, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::passage::{self, Passage};
use crate::terms::{Bound, Reading, record, scope, subject, wording};

#[derive(Clone, Debug, PartialEq)]
pub struct FeeShift {
    pub payer: Bound,
    pub payer_span: Option<Span>,
    /// "the prevailing party recovers": whoever wins.
    pub winner: bool,
    pub passage: Passage,
}

/// What lawyers cost, in the words that contracts use.
macro_rules! fees {
    () => {
        "(attorney fees | attorneys fees | legal fees | legal costs | lawyers fees | counsel fees | attorneys and | attorneys costs \
         | costs of collection | cost of collection | collection costs | collection fees | collection expenses)"
    };
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("winner", concat!("(prevailing | successful | winning) ..40 ", fees!())),
        ("winner", concat!(fees!(), " ..30 (prevailing party | successful party | prevails)")),
        (
            "pays",
            concat!("{party} {shall} ..8 (pay | reimburse | reimbursing | bear | liable | responsible) ..24 ", fees!()),
        ),
        ("pays", concat!("{party} {shall} ..2 (pay | bear | reimburse) all of {party} ", fees!())),
        (
            "pays",
            "(fees | costs | expenses | charges) of ..2 (arbitrator | arbitrators | arbitration | tribunal) ..6 {shall} be ..3 (borne | paid | met) ..4 by {party}",
        ),
        (
            "pays",
            "{party} {shall} ..4 (pay | bear | meet) ..4 (fees | costs | expenses | charges) of ..2 (arbitrator | arbitrators | arbitration | tribunal)",
        ),
        (
            "pays",
            concat!(fees!(), " ..24 {shall} be ..4 (account of | borne by | paid by | met by | charged to) {party}"),
        ),
        ("recovers", concat!("{party} ..8 (recover | entitled to | awarded) ..20 ", fees!())),
    ])
});

pub fn read(contract: &Contract) -> Vec<FeeShift> {
    let found = contract.find(&CUES);
    let mut all: Vec<FeeShift> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let known = all.iter().any(|known| known.passage.sentence == one.sentence);
        if !known && sentence.kind == SentenceKind::Body && is_of_disputes(contract, one) {
            all.extend(shift(contract, one, found.name(one)));
        }
    }
    all
}

/// The cost of enforcing this contract, not of an indemnified claim, a registration or a collection.
fn is_of_disputes(contract: &Contract, one: &Match) -> bool {
    const OTHERS: [&str; 14] = [
        "indemnify",
        "indemnified",
        "indemnity",
        "indemnifying",
        "harmless",
        "indemnitee",
        "indemnitor",
        "registration",
        "filing",
        "closing",
        "preparation",
        "patent",
        "patents",
        "defend",
    ];
    const DISPUTES: [&str; 24] = [
        "arbitrator",
        "arbitrators",
        "tribunal",
        "outcome",
        "enforce",
        "enforcement",
        "enforcing",
        "action",
        "suit",
        "litigation",
        "dispute",
        "proceeding",
        "arbitration",
        "lawsuit",
        "court",
        "prevailing",
        "judgment",
        "collect",
        "collection",
        "collecting",
        "legal",
        "remedies",
        "breach",
        "prevails",
    ];
    let sentence = contract.outline.sentence(one.sentence);
    // "on a full indemnity basis" says how much is paid.
    let tokens = contract.document.text.tokens();
    let other = |at: usize| OTHERS.contains(&tokens.at(at)) && tokens.at(at + 1) != "basis";
    // "If anyone makes a claim against us … you will pay us back what it costs": an indemnity in plain words.
    let strangers = ["anyone", "anybody", "someone", "somebody", "strangers", "outsiders"];
    let of_strangers = scope::holds(contract, sentence.tokens.clone(), &strangers)
        && scope::holds(contract, sentence.tokens.clone(), &["claim", "claims", "sues"]);
    !sentence.tokens.clone().any(other)
        && !of_strangers
        && scope::holds(contract, sentence.tokens.clone(), &DISPUTES)
        && !passage::headed(contract, sentence.clause, &["indemn"])
}

fn shift(contract: &Contract, one: &Match, cue: &str) -> Option<FeeShift> {
    let sentence = contract.outline.sentence(one.sentence);
    let wins = scope::holds(contract, sentence.tokens.clone(), &["prevailing", "prevails", "successful", "wins"]);
    let winner = (cue == "winner" || wins) && !whoever_wins(contract, sentence);
    let named = one.capture("party").and_then(|capture| {
        let bound = subject::bound(contract, capture.who?);
        Some((bound, scope::span(contract, capture.tokens.clone())))
    });
    let own = scope::holds(contract, one.tokens.clone(), &["own", "its", "their"])
        && named.as_ref().is_some_and(|(bound, _)| *bound == Bound::Both);
    let (payer, payer_span) = match (winner || own, cue, named) {
        (true, ..) | (_, _, None) => (Bound::Both, None),
        (_, "recovers", Some((bound, _))) => (bound.opposite(), None),
        (_, _, Some((bound, span))) => (bound, Some(span)),
    };
    Some(FeeShift { payer, payer_span, winner, passage: Passage::of(contract, one) })
}

/// "whichever party prevails", "whether or not it is successful": who wins makes no difference.
fn whoever_wins(contract: &Contract, sentence: &Sentence) -> bool {
    const WINS: [&str; 5] = ["prevail", "prevails", "successful", "wins", "outcome"];
    let tokens = contract.document.text.tokens();
    sentence.tokens.clone().any(|at| {
        let open = match tokens.at(at) {
            "regardless" | "irrespective" => true,
            "whichever" => tokens.at(at.saturating_sub(1)) == "," || tokens.at(at.saturating_sub(1)) == "of",
            "whether" => scope::holds(contract, at..at + 3, &["not"]),
            _ => false,
        };
        open && scope::holds(contract, at..(at + 8).min(sentence.tokens.end), &WINS)
    })
}

impl FeeShift {
    pub fn phrase(&self, contract: &Contract) -> String {
        match (self.winner, self.payer) {
            (true, _) => "The party that loses pays the other's".to_owned(),
            (false, Bound::Both) => "Each party bears its own".to_owned(),
            (false, payer) => format!("{} pays", wording::subject(contract, payer)),
        }
    }

    pub fn reading(&self) -> Reading {
        let mut fields =
            vec![record::bound("payer", self.payer, self.payer_span), record::flag("winner", self.winner, None)];
        fields.extend(record::anchor("subject", self.payer_span));
        self.passage.reading("legal-costs", 0.8, fields)
    }
}
