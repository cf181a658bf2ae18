//! In: a contract. Out: [`GoverningLaw`]: which law governs it, and with which words it says so.

mod place;

use std::sync::LazyLock;

use serde::Serialize;

use super::passage::{self, Passage};
use super::{Field, FieldKind, FieldSchema, FieldValue, KeyTerm, Reading, TermSchema, key_term, record, scope};
use crate::contract::Contract;
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;

pub(super) use place::within as places_within;
pub use place::{Place, Rank, Region};

/// Is the law of `place` the law of `home`, or of a part of it? "New York" lies in "United States",
/// "English" in "England and Wales" and in "United Kingdom".
pub fn lies_in(place: &str, home: &str) -> bool {
    let (Some((place, region, _)), Some((home, home_region, rank))) = (place::known(place), place::known(home)) else {
        return place.trim().eq_ignore_ascii_case(home.trim());
    };
    let english = |name: &str| matches!(name, "England" | "England and Wales" | "Wales");
    let whole = rank == Rank::Country
        && matches!(home_region, Region::UnitedStates | Region::Canada | Region::UnitedKingdom)
        && region == home_region;
    place == home || whole || english(place) && english(home)
}

/// Is this the name of a place that has a law of its own?
pub fn is_place(name: &str) -> bool {
    place::known(name).is_some()
}

/// The names of all places.
pub fn names() -> impl Iterator<Item = &'static str> {
    place::every().map(|(_, name, ..)| name)
}

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[TermSchema {
    term: "governing-law",
    name: "a governing law",
    fields: &[
        FieldSchema::new("region", FieldKind::Word(Region::WORDS), "says whose law it is"),
        FieldSchema::new("law", FieldKind::Anchor, "names the law"),
        FieldSchema::new("stated", FieldKind::Flag, "names a law"),
        FieldSchema::new("addendum", FieldKind::Flag, "stands in a paper that hangs on another agreement"),
    ],
}];

/// One law that is said to govern.
#[derive(Clone, Debug, PartialEq)]
pub struct Law {
    /// "New York", "England and Wales".
    pub name: String,
    pub region: Region,
    pub rank: Rank,
    /// The name as it stands.
    pub name_span: Span,
    pub passage: Passage,
    /// Said of this agreement, in its body; else of a schedule, or of what an arbitrator applies.
    pub first: bool,
}

#[derive(Clone, Debug, Default)]
pub struct GoverningLaw {
    /// In document order, those of the agreement's own body first.
    pub laws: Vec<Law>,
    /// Words that speak of the governing law and name it elsewhere, or not at all.
    pub open: Option<Passage>,
    /// Where nothing speaks of it: the clause where it belongs.
    pub silent: Option<ClauseId>,
    /// The document hangs on another agreement, which may say the rest.
    pub hangs_on: HangsOn,
}

/// Does the document stand alone?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HangsOn {
    #[default]
    Nothing,
    AnotherAgreement,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "governed",
            "(governed | governing | construed | constructed | interpreted | enforced | enforceable | determined) ..40 (law | laws | legislation)",
        ),
        ("governed", "(decided | answered | settled) (by | under | according to) ..4 (law | laws)"),
        ("governed", "(interpretation | construction | validity) ..30 in accordance with ..3 (law | laws)"),
        (
            "governs",
            "(law | laws | legislation) ..24 (govern | governs | apply | applies | control | controls | governing)",
        ),
        (
            "governed",
            "(this | the) (agreement | contract | addendum | amendment | license | licence) ..6 subject to ..6 (law | laws) of",
        ),
        (
            "named",
            "(governing | choice of | applicable) law [of this agreement | of the contract] (is | are | shall be | will be | means)",
        ),
        ("applied", "(apply | follow | follows) ..20 (law | laws)"),
        ("labelled", "(governing | applicable) law"),
    ])
});

impl GoverningLaw {
    pub fn read(contract: &Contract) -> Self {
        const KINDS: &[SentenceKind] =
            &[SentenceKind::Body, SentenceKind::Definition, SentenceKind::Background, SentenceKind::Heading];
        let found = contract.find_in(&CUES, KINDS);
        let mut laws: Vec<Law> = Vec::new();
        for one in &found {
            let known = laws.iter().any(|law| law.passage.sentence == one.sentence);
            if !known {
                laws.extend(law(contract, one, found.name(one)));
            }
        }
        laws.extend(headed(contract, &laws));
        laws.sort_by_key(|law| !law.first);
        let open = found.iter().filter(|_| laws.is_empty()).find(|one| is_open(contract, one, found.name(one)));
        let open = open.map(|one| Passage::of(contract, one));
        let silent = if laws.is_empty() && open.is_none() {
            contract.outline.clauses.last().map(|clause| clause.id)
        } else {
            None
        };
        let hangs_on = if passage::is_addendum(contract) { HangsOn::AnotherAgreement } else { HangsOn::Nothing };
        Self { laws, open, silent, hangs_on }
    }

    pub fn readings(&self) -> Vec<Reading> {
        let stated = self.laws.iter().filter(|law| law.first || self.laws.len() == 1).map(Law::reading);
        let silent = self.silent.map(|clause| Reading {
            term: "governing-law",
            span: None,
            clause: Some(clause),
            confidence: 0.8,
            fields: vec![record::flag("stated", false, None)],
            evidence: Vec::new(),
        });
        let open = self.open.iter().map(|passage| {
            passage.reading("governing-law", 0.6, vec![record::flag("stated", true, Some(passage.span))])
        });
        let mut all: Vec<Reading> = stated.chain(open).chain(silent).collect();
        let addendum = self.hangs_on == HangsOn::AnotherAgreement;
        all.iter_mut().for_each(|reading| reading.fields.push(record::flag("addendum", addendum, None)));
        all
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, _contract: &Contract) -> Vec<KeyTerm> {
        const NAME: &str = "Governing law";
        let own = self.laws.iter().filter(|law| law.first);
        let shown: Vec<&Law> =
            if self.laws.iter().any(|law| law.first) { own.collect() } else { self.laws.iter().take(1).collect() };
        let lines = shown.iter().map(|law| law.passage.key_term(NAME, law.name.clone())).collect();
        KeyTerm::or_not_stated(NAME, key_term::settle(lines))
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let law = self.laws.first();
        Sheet {
            law: law.map(|law| law.name.clone()),
            quote: law.map(|law| contract.quote(law.passage.span).to_owned()),
        }
    }
}

impl Law {
    fn reading(&self) -> Reading {
        let fields = [
            Some(record::word("region", self.region.word(), Some(self.name_span))),
            Some(Field { name: "law", value: FieldValue::Anchor, span: Some(self.name_span) }),
            Some(record::flag("stated", true, Some(self.name_span))),
        ];
        self.passage.reading(
            "governing-law",
            if self.first { 0.9 } else { 0.6 },
            fields.into_iter().flatten().collect(),
        )
    }
}

/// A law's name and where it stands.
struct Named {
    name: String,
    region: Region,
    rank: Rank,
    tokens: std::ops::Range<usize>,
}

impl Named {
    fn of(place: &Place) -> Self {
        Self { name: place.name.to_owned(), region: place.region, rank: place.rank, tokens: place.tokens.clone() }
    }

    fn law(self, contract: &Contract, passage: Passage, first: bool) -> Law {
        let behind = self.tokens.end..self.tokens.end + 2;
        let whole = behind.clone().map(|at| contract.document.text.tokens().at(at)).eq(["of", "america"]);
        let name = if whole { format!("{} of America", self.name) } else { self.name };
        let name_span = scope::span(contract, self.tokens.start..if whole { behind.end } else { behind.start });
        Law { name, region: self.region, rank: self.rank, name_span, passage, first }
    }
}

/// How far behind "laws" its place may stand: "laws, other than choice of law rules, of the state of".
const LAW_TO_PLACE: usize = 26;

/// The law that a sentence names, where it names one.
fn law(contract: &Contract, one: &Match, cue: &str) -> Option<Law> {
    let sentence = contract.outline.sentence(one.sentence);
    let labelled = cue == "labelled";
    if sentence.kind == SentenceKind::Heading && !labelled || is_of_something_else(contract, one, cue) {
        return None;
    }
    let within = |start: usize, end: usize| start.max(sentence.tokens.start)..end.min(sentence.tokens.end);
    let reach = match cue {
        // "Governing law: Delaware", and nothing between.
        "labelled" | "named" => within(one.tokens.end, one.tokens.end + 9),
        "governs" => within(one.tokens.start.saturating_sub(4), one.tokens.end),
        _ => within(one.tokens.start, one.tokens.end + LAW_TO_PLACE),
    };
    if labelled && !matches!(contract.document.text.tokens().at(one.tokens.end), ":" | "." | "-") {
        return None;
    }
    let found = named(contract, reach.clone(), labelled)
        .or_else(|| back(contract, sentence.tokens.start..one.tokens.end, &reach))
        .or_else(|| unknown(contract, reach))?;
    let whole = scope::stretch(contract, sentence, one.tokens.end - 1);
    let passage = Passage::whole(contract, one.sentence);
    let span = if whole.contains(&found.tokens.start) { scope::span(contract, whole) } else { passage.span };
    let first = cue != "applied" && !passage::in_schedule(contract, sentence.clause);
    Some(found.law(contract, Passage { span, ..passage }, first))
}

/// "The Governing Law will govern this Agreement", "governed by the laws of [***]".
fn is_open(contract: &Contract, one: &Match, cue: &str) -> bool {
    let sentence = contract.outline.sentence(one.sentence);
    let ruling = matches!(cue, "governed" | "governs") && sentence.kind == SentenceKind::Body;
    let about = scope::holds(contract, sentence.tokens.clone(), &["agreement", "contract", "terms"]);
    let any = scope::holds(contract, one.tokens.clone(), &["all", "applicable", "such", "any"]);
    ruling && about && !any && !is_of_something_else(contract, one, cue)
}

/// An arbitration, a patent, an employee is governed: not this agreement.
fn is_of_something_else(contract: &Contract, one: &Match, cue: &str) -> bool {
    const OTHERS: [&str; 14] = [
        "arbitration",
        "arbitrator",
        "arbitrators",
        "securities",
        "trust",
        "employment",
        "plan",
        "tax",
        "taxes",
        "bankruptcy",
        "warranty",
        "warranties",
        "corporation",
        "privacy",
    ];
    const OWN: [&str; 20] = [
        "agreement",
        "contract",
        "addendum",
        "amendment",
        "license",
        "licence",
        "terms",
        "deed",
        "provisions",
        "it",
        "note",
        "warrant",
        "parties",
        "hereunder",
        "questions",
        "matters",
        "lease",
        "hereof",
        "assignment",
        "document",
    ];
    let sentence = contract.outline.sentence(one.sentence);
    let ahead = sentence.tokens.start..one.tokens.start;
    let own = || scope::holds(contract, ahead.clone(), &OWN);
    let near = || one.tokens.start.saturating_sub(9).max(sentence.tokens.start)..one.tokens.start;
    let first = contract.document.text.tokens().at(one.tokens.start);
    match cue {
        "governed"
            if passage::before(contract, sentence.tokens.start, one.tokens.start, 6, &["inventorship", "patent"]) =>
        {
            true
        }
        "governed" if matches!(first, "determined" | "enforced" | "enforceable") => !own(),
        "governed" => scope::holds(contract, near(), &OTHERS) && !own(),
        "governs" => {
            let behind = one.tokens.end - 1..(one.tokens.end + 12).min(sentence.tokens.end);
            // "Ohio law governs.", "The law of Queensland applies": the whole sentence says no more.
            let alone = one.tokens.start <= sentence.tokens.start + 4
                && sentence.tokens.end <= one.tokens.end + 10
                && !scope::holds(contract, behind.clone(), &["to", "where", "when", "if"]);
            // "the courts of Victoria, whose law applies": what it governs goes without saying.
            let bare = one.tokens.end >= sentence.tokens.end
                || matches!(contract.document.text.tokens().at(one.tokens.end), "." | ";" | ",");
            let near = one.tokens.start.saturating_sub(5).max(sentence.tokens.start)..one.tokens.end;
            let bare = bare && !scope::holds(contract, near, &["not", "no", "nor", "neither", "if", "where", "when"]);
            let near = one.tokens.start.saturating_sub(5).max(sentence.tokens.start)..one.tokens.end;
            let bare = bare && !scope::holds(contract, near, &["not", "no", "nor", "neither", "if", "where", "when"]);
            !own() && !scope::holds(contract, behind, &OWN) && !alone && !bare
        }
        "applied" => !passage::before(contract, sentence.tokens.start, one.tokens.start, 8, &OTHERS),
        _ => false,
    }
}

/// The first place behind the cue that "law" hangs on: "the laws of the State of New York", "Delaware law".
fn named(contract: &Contract, reach: std::ops::Range<usize>, anywhere: bool) -> Option<Named> {
    let tokens = contract.document.text.tokens();
    // "have jurisdiction, and the laws of Ohio govern": courts behind the law end its name.
    let law = scope::position(contract, reach.clone(), &["law", "laws"]).unwrap_or(reach.start);
    let end = scope::position(contract, law..reach.end, &["courts", "court", "jurisdiction", "venue", "arbitration"])
        .filter(|_| !anywhere)
        .unwrap_or(reach.end);
    let places = places_within(contract, reach.start..end.max(reach.start));
    let lawful = |place: &&Place| {
        // Of inventions, not of contracts: "United States patent laws".
        if tokens.at(place.tokens.end) == "patent" || tokens.at(place.tokens.start.saturating_sub(3)) == "patent" {
            return false;
        }
        let next = tokens.at(place.tokens.end);
        let follows = matches!(next, "law" | "laws" | "state" | "statutory" | "substantive" | "contract" | "internal");
        let joined = reads_of(contract, reach.start, place.tokens.start);
        follows || !place.adjective && (joined || anywhere)
    };
    let lawful: Vec<&Place> = places.iter().filter(lawful).collect();
    let first = *lawful.first()?;
    // "the laws of the United States and the State of Texas": the state's law decides.
    let narrower = lawful.iter().find(|place| {
        place.rank == Rank::Part && place.region == first.region && place.tokens.start < first.tokens.end + 20
    });
    let chosen = if first.rank == Rank::Country { narrower.copied().unwrap_or(first) } else { first };
    Some(Named::of(chosen))
}

/// "of", "of the State of", "in the Commonwealth of" before a place.
fn reads_of(contract: &Contract, from: usize, start: usize) -> bool {
    const BETWEEN: [&str; 12] = [
        "the",
        "state",
        "commonwealth",
        "province",
        "republic",
        "country",
        "territory",
        "city",
        "then",
        "of",
        "said",
        "special",
    ];
    let tokens = contract.document.text.tokens();
    let mut at = start;
    while at > from && at + 6 > start && BETWEEN.contains(&tokens.at(at - 1)) {
        if matches!(tokens.at(at - 1), "of" | "in") {
            return true;
        }
        at -= 1;
    }
    at > from && (matches!(tokens.at(at - 1), "in" | "and" | "&") || tokens.at(at - 1) == ",")
}

/// "made in the State of California and governed by the laws thereof": the place stands before.
fn back(contract: &Contract, before: std::ops::Range<usize>, reach: &std::ops::Range<usize>) -> Option<Named> {
    let points = ["thereof", "such", "said", "that"];
    scope::holds(contract, reach.clone(), &points).then_some(())?;
    let place = places_within(contract, before).into_iter().rfind(|place| !place.adjective)?;
    Some(Named::of(&place))
}

/// A place that is not in the list: the capitalised words after "laws of".
fn unknown(contract: &Contract, reach: std::ops::Range<usize>) -> Option<Named> {
    let tokens = contract.document.text.tokens();
    let list = tokens.as_slice();
    let law = reach.clone().find(|at| {
        matches!(tokens.at(*at), "law" | "laws" | "legislation")
            && tokens.at(at + 1) == "of"
            && tokens.at(at + 2) == "the"
            && matches!(tokens.at(at + 3), "state" | "republic" | "province" | "commonwealth" | "country" | "kingdom")
            && tokens.at(at + 4) == "of"
    })?;
    let start = law + 5;
    let part = |at: &usize| list.get(*at).is_some_and(|token| token.capital && !token.all_caps);
    let end = start + (start..(start + 4).min(reach.end)).take_while(part).count();
    (end > start).then(|| Named {
        name: contract.quote(tokens.span(start..end)).to_owned(),
        region: Region::Elsewhere,
        rank: Rank::Country,
        tokens: start..end,
    })
}

/// A clause headed "Governing law" whose text names a place with no verb of governing: "The laws of Ohio."
fn headed(contract: &Contract, known: &[Law]) -> Option<Law> {
    if !known.is_empty() {
        return None;
    }
    contract.outline.sentences.iter().filter(|sentence| sentence.kind == SentenceKind::Body).find_map(|sentence| {
        let own = contract.outline.clause(sentence.clause).heading?;
        let heading = contract.quote(own).to_ascii_lowercase();
        let lawful = ["governing law", "applicable law", "choice of law"].iter().any(|name| heading.contains(name));
        let short = sentence.tokens.len() <= 14;
        (lawful && short).then_some(())?;
        let found = named(contract, sentence.tokens.clone(), true)?;
        let passage = Passage::whole(contract, sentence.id);
        Some(found.law(contract, passage, true))
    })
}

/// The sentence that says which law governs, for what else it says (courts, arbitration).
impl GoverningLaw {
    pub fn sentence(&self) -> Option<SentenceId> {
        self.laws.first().map(|law| law.passage.sentence)
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub law: Option<String>,
    pub quote: Option<String>,
}
