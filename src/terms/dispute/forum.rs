//! In: sentences that choose courts. Out: [`Forum`]: which courts, for whom, shutting out others or not.

use std::sync::LazyLock;

use crate::contract::Contract;
use crate::outline::SentenceKind;
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::law::{GoverningLaw, Law, Place, Rank, Region, places_within};
use crate::terms::passage::{self, Passage};
use crate::terms::{Bound, Reading, record, scope, subject};

#[derive(Clone, Debug, PartialEq)]
pub struct Forum {
    pub place: Option<Place>,
    pub place_span: Option<Span>,
    pub exclusive: bool,
    /// The one party that is bound to these courts, where only one is.
    pub bound_side: Option<(Bound, Span)>,
    /// "where Client has its principal office": whose seat.
    pub home: Option<Bound>,
    /// Is it where the governing law is from? Unknown where one of them is not told.
    pub fits: Option<bool>,
    pub passage: Passage,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("forum", "(jurisdiction | venue | forum) ..30 (court | courts)"),
        ("forum", "(court | courts) ..30 (jurisdiction | venue | forum)"),
        (
            "forum",
            "(brought | commenced | instituted | litigated | heard | filed | initiated | maintained | tried) ..20 (court | courts)",
        ),
        ("forum", "(venue | jurisdiction | forum) ..14 (shall be | will be | is | lies | shall lie) ..6 in"),
        ("forum", "(submit* | consent*) ..12 jurisdiction"),
        ("forum", "exclusive place of jurisdiction (is | shall be | will be)"),
        ("forum", "only [in | before | by] [the] (court | courts) (of | in | at)"),
        (
            "forum",
            "(decided | resolved | settled | determined) ..3 (solely | exclusively | only) (by | before | in) [the] (court | courts)",
        ),
    ])
});

pub fn read(contract: &Contract, law: &GoverningLaw) -> Vec<Forum> {
    let found = contract.find(&CUES);
    let mut all: Vec<Forum> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let known = all.iter().any(|known| known.passage.sentence == one.sentence);
        if !known && sentence.kind == SentenceKind::Body && is_choice(contract, one) {
            all.extend(forum(contract, one, law));
        }
    }
    all
}

/// "a court of competent jurisdiction" chooses none.
fn is_choice(contract: &Contract, one: &Match) -> bool {
    let sentence = contract.outline.sentence(one.sentence);
    let competent = scope::holds(contract, one.tokens.clone(), &["competent", "injunctive", "injunction"]);
    let chosen = scope::holds(
        contract,
        sentence.tokens.clone(),
        &[
            "exclusive",
            "venue",
            "submit",
            "submits",
            "consent",
            "consents",
            "brought",
            "litigated",
            "jurisdiction",
            "only",
            "solely",
            "exclusively",
        ],
    );
    let denied = passage::before(contract, sentence.tokens.start, one.tokens.start, 3, &["not", "nor"]);
    chosen && !denied && (!competent || scope::holds(contract, sentence.tokens.clone(), &["exclusive", "venue"]))
}

fn forum(contract: &Contract, one: &Match, law: &GoverningLaw) -> Option<Forum> {
    let passage = Passage::of(contract, one);
    let tokens = contract.document.text.tokens();
    let start = one.tokens.start.saturating_sub(12).max(passage.tokens.start);
    let places = places_within(contract, start..passage.tokens.end);
    let place = places
        .iter()
        .find(|place| !place.adjective || matches!(tokens.at(place.tokens.end), "court" | "courts"))
        .cloned();
    let home = home(contract, &passage);
    if place.is_none() && home.is_none() {
        return None;
    }
    let exclusive = exclusive(contract, &passage);
    let fits = place.as_ref().zip(law.laws.first()).and_then(|(place, law)| fits(place, law));
    let subject = subject::before(contract, passage.tokens.start, one.tokens.start + 1);
    let subject = subject.map(|named| (named.bound, named.span(contract)));
    let alone = subject.filter(|(bound, _)| {
        matches!(bound, Bound::Side(_))
            && scope::holds(contract, passage.tokens.clone(), &["submits", "submit", "consents", "consent", "agrees"])
    });
    Some(Forum {
        place_span: place.as_ref().map(|place| tokens.span(place.tokens.clone())),
        place,
        exclusive,
        bound_side: alone,
        home,
        fits,
        passage,
    })
}

/// Is the place where the law is from? Of a state and its country, or of places whose country is not
/// told here, nothing is said.
fn fits(place: &Place, law: &Law) -> Option<bool> {
    let same = place.name == law.name;
    let near = place.region == law.region;
    match place.region {
        _ if same => Some(true),
        Region::UnitedStates | Region::Canada if near => {
            (place.rank == Rank::Part && law.rank == Rank::Part).then_some(false)
        }
        Region::UnitedKingdom if near => None,
        Region::Elsewhere if near => None,
        _ => Some(false),
    }
}

fn exclusive(contract: &Contract, passage: &Passage) -> bool {
    let tokens = contract.document.text.tokens();
    passage.tokens.clone().any(|at| {
        let word = matches!(tokens.at(at), "exclusive" | "exclusively" | "sole" | "solely" | "only" | "alone");
        word && !scope::holds(contract, at.saturating_sub(2).max(passage.tokens.start)..at, &["non", "not"])
    }) || shuts_out_others(contract, passage)
}

/// "and will not sue in any court other than those courts", an item further on in the sentence perhaps.
fn shuts_out_others(contract: &Contract, passage: &Passage) -> bool {
    let tokens = contract.document.text.tokens();
    let sentence = contract.outline.sentence(passage.sentence).tokens.clone();
    sentence.clone().any(|at| {
        tokens.at(at) == "other"
            && tokens.at(at + 1) == "than"
            && scope::holds(
                contract,
                at.saturating_sub(6).max(sentence.start)..at,
                &["court", "courts", "forum", "jurisdiction"],
            )
            && scope::holds(contract, at.saturating_sub(40).max(sentence.start)..at, &["not", "no"])
    })
}

/// "the courts where Client has its principal place of business".
fn home(contract: &Contract, passage: &Passage) -> Option<Bound> {
    let tokens = contract.document.text.tokens();
    let seat = passage.tokens.clone().find(|at| {
        matches!(tokens.at(*at), "headquarters" | "headquartered" | "domicile" | "domiciled")
            || tokens.at(*at) == "place" && tokens.at(at + 1) == "of" && tokens.at(at + 2) == "business"
            || tokens.at(*at) == "principal" && matches!(tokens.at(at + 1), "office" | "offices")
            || tokens.at(*at) == "registered" && matches!(tokens.at(at + 1), "office" | "seat")
    })?;
    let mentions = contract.facts.parties.within(seat.saturating_sub(8).max(passage.tokens.start)..seat);
    mentions.last().map(|mention| subject::bound(contract, mention.who)).filter(|bound| matches!(bound, Bound::Side(_)))
}

impl Forum {
    pub fn phrase(&self) -> String {
        let place = match (&self.place, self.home) {
            (Some(place), _) => place.name.to_owned(),
            (None, _) => "where one party has its seat".to_owned(),
        };
        if self.exclusive { format!("{place} (exclusive)") } else { place }
    }

    pub fn reading(&self) -> Reading {
        let mut fields = vec![record::flag("exclusive", self.exclusive, None)];
        fields.extend(self.place.as_ref().map(|place| record::word("region", place.region.word(), self.place_span)));
        fields.extend(self.bound_side.map(|(side, span)| record::bound("chooser", side, Some(span))));
        fields.extend(self.home.map(|home| record::bound("home", home, None)));
        fields.push(record::flag("elsewhere", self.fits == Some(false), self.place_span));
        fields.extend(record::anchor("place", self.place_span));
        self.passage.reading("forum", 0.85, fields)
    }
}
