//! Promises of quality. In: sentences that warrant, represent or guarantee. Out: [`Promise`]s: who
//! promises what, and whether anything limits it (knowledge, materiality, a period).

use std::ops::Range;
use std::sync::LazyLock;

use super::anchor;
use crate::contract::Contract;
use crate::facts::{Duration, Value};
use crate::outline::{ClauseId, Sentence, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, Reading};
use crate::terms::{record, scope};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quality {
    NonInfringement,
    /// "free from defects", "error-free", "uninterrupted".
    Perfection,
    Fitness,
    Conformity,
    Care,
    Law,
    /// "is the owner of the Software", "free and clear of all liens".
    Title,
}

impl Quality {
    pub fn word(self) -> &'static str {
        match self {
            Quality::NonInfringement => "non-infringement",
            Quality::Perfection => "perfection",
            Quality::Fitness => "fitness",
            Quality::Conformity => "conformity",
            Quality::Care => "care",
            Quality::Law => "law",
            Quality::Title => "title",
        }
    }

    fn of(cue: &str) -> Self {
        match cue {
            "infringe" => Quality::NonInfringement,
            "perfect" => Quality::Perfection,
            "fit" => Quality::Fitness,
            "conform" => Quality::Conformity,
            "care" => Quality::Care,
            "title" => Quality::Title,
            _ => Quality::Law,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    pub by: Bound,
    pub by_span: Option<Span>,
    pub quality: Quality,
    /// "to its knowledge", "in all material respects".
    pub qualified: Option<Span>,
    pub period: Option<(Duration, Span)>,
    /// The words promised: "will not infringe".
    pub promise: Span,
    /// "defects" in "free from defects".
    pub fault: Option<Span>,
    /// "error-free", "uninterrupted".
    pub faultless: Option<Span>,
    /// "will not" before "infringe".
    pub denial: Option<Span>,
    /// "including those of Client's industry".
    pub others_law: Option<Span>,
    pub clause: ClauseId,
    pub sentence: SentenceId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "infringe",
            "(warrant | warrants | represent | represents | guarantee | guarantees | ensure) ..60 not ..6 (violate | violates) ..6 (right | rights) of ..4 (third | others | anyone | any other)",
        ),
        (
            "infringe",
            "(warrant | warrants | represent | represents | guarantee | guarantees | covenants | represented | ensure) ..120 \
             (not | nor) ..12 (infringe | infringes | misappropriate | infringing)",
        ),
        (
            "infringe",
            "(warrant | warrants | represent | represents | guarantee | guarantees | promise | promises | undertake | undertakes | ensure) ..90 (not | no) ..14 \
             (infringe | infringes | encroach | encroaches | trespass | violate | violates) ..3 (on | upon | the | any) ..6 (right | rights) !(violate the terms)",
        ),
        (
            "infringe",
            "(warrant | warrants | represent | represents | guarantee | guarantees) ..60 (no infringement | free of ..6 infringement | non infringing | not ..6 infringement)",
        ),
        (
            "infringe",
            "{shall-not} ..6 (infringe | infringes) ..10 (right | rights | patent | patents | copyright | copyrights | trademark | intellectual)",
        ),
        (
            "infringe",
            "(neither | none of | no use) ..26 (will | shall) ..3 (infringe | infringes | misappropriate) ..12 (right | rights | patent | patents | copyright | copyrights | trademark | intellectual)",
        ),
        // "warrants that the goods infringe no patent", "assures that its use will violate no right of any kind"
        (
            "infringe",
            "(warrant | warrants | represent | represents | guarantee | guarantees | promise | promises | undertake | undertakes | ensure | ensures | assure | assures | confirm | confirms) ..60 \
             (infringe | infringes | violate | violates | encroach on | encroaches on) no ..6 (patent | patents | trademark | trademarks | copyright | copyrights | design | designs | right | rights)",
        ),
        (
            "perfect",
            "(warrant | warrants | represent | represents | guarantee | guarantees | assure | assures | ensure | ensures | {shall}) ..60 \
             (error free | bug free | defect free | uninterrupted | free (of | from) ..6 (viruses | virus | defects | defect | errors | error | bugs | faults | fault | flaws | malware | contaminants))",
        ),
        (
            "infringe",
            "(warrant | warrants | represent | represents | guarantee | guarantees) ..90 not contain ..25 (infringe | infringes)",
        ),
        (
            "perfect",
            "(warrant | warrants | warranted | represent | represents | guarantee | guarantees | guaranteed | promise | promises | assure | assures | ensure | ensures) ..60 \
             (run | runs | operate | operates | function | functions | work | works | perform | performs | available) ..3 \
             without ..1 (interruption | interruptions | defect | defects | error | errors | fault | faults | failure | failures | flaw | stoppage | stoppages | breakdown | breakdowns)",
        ),
        (
            "infringe",
            "(warrant | warrants | represent | represents | guarantee | guarantees | promise | promises | undertake | undertakes | ensure) ..40 no ..12 (patent | patents | copyright | trademark | right | rights | design) ..20 (will | shall | is | are) ..3 (infringed | violated | breached)",
        ),
        (
            "perfect",
            "{shall} ..8 free (of | from) ..6 (viruses | virus | defects | defect | errors | error | bugs | faults | fault | flaws | malware | contaminants)",
        ),
        (
            "perfect",
            "(guarantees | assures | ensure | assure | ensures | {shall} guarantee) ..40 (adulterated | perfectly | completely | (available | accessible | operational | functioning | running) ..3 at all times | without interruption | specific results | particular results)",
        ),
        (
            "perfect",
            "(warrant | warrants | represent | represents | guarantee | guarantees | promise | promises | assure | assures | ensure | ensures | {shall}) ..40 \
             (have | has | contain | contains | show | shows) no ..2 (errors | error | bugs | bug | defects | faults | flaws | virus | viruses | malware) !(aware | knowledge)",
        ),
        (
            "fit",
            "(warrant | warrants | represent | represents | guarantee | guarantees) ..90 (fit for | fitness for | merchantable | merchantability | suitable for)",
        ),
        ("fit", "{shall} ..14 be ..10 (fit for | merchantable | suitable for)"),
        (
            "conform",
            "(warrant | warrants | represent | represents | guarantee | guarantees) ..60 (conform | conforms | comply | perform | function | operate | meet) ..8 \
             (specification | specifications | documentation | requirements | description | descriptions)",
        ),
        (
            "care",
            "(warrant | warrants | represents | guarantees) ..40 (workmanlike | professional | reasonable care | due care | skill)",
        ),
        (
            "care",
            "(warrant | warrants | guarantees | undertakes | undertake | promise | promises | says | assures) ..30 (well made | well built | soundly | sound | good workmanship | up to ..3 standard | up to scratch)",
        ),
        (
            "title",
            "(warrant | warrants | represent | represents | guarantee | guarantees) ..40 (sole owner | rightful owner | lawful owner | legal owner | \
             beneficial owner | true owner | exclusive owner | owner of | good title | clear title | marketable title | valid title | free and clear of | \
             free (of | from) ..3 (lien | liens | encumbrance | encumbrances))",
        ),
        // Who warrants that it may grant, warrants that it owns what it grants.
        (
            "title",
            "(warrant | warrants | represent | represents | guarantee | guarantees | covenants) ..60 (has | have | possess | possesses | holds | hold | retains) \
             ..10 (right | rights | title | interest | ownership | authority) ..16 to (grant | license | sublicense | convey | assign | sell) ..6 \
             (right | rights | license | licenses | licence | interest | title | work | works | materials | marks | product | products | software | content)",
        ),
        (
            "title",
            "(warrant | warrants | represent | represents | guarantee | guarantees | covenants) ..60 ({party} | that it) ..3 (owns | controls) ..3 \
             (all | its | the | or | and | any | full | exclusive | valid) !(confidential information)",
        ),
        (
            "title",
            "(warrant | warrants | represent | represents | guarantee | guarantees | covenants) ..40 (has | have | possesses | holds) ..3 (sufficient | necessary | requisite | required) \
             ..3 (ownership | title | rights) ..4 (in | to | for)",
        ),
        (
            "title",
            "(warrant | warrants | represent | represents | guarantee | guarantees | covenants) ..60 without (violating | infringing | (violation of) | (infringement of)) ..6 (right | rights)",
        ),
        (
            "infringe",
            "(neither | none of | no) ..26 (will | shall) ..3 (violate | violates) ..3 any ..8 (right | rights) of any ..3 (person | third | party | other | firm)",
        ),
        (
            "perfect",
            "(warrant | warrants | represent | represents | guarantee | guarantees | assure | assures | ensure | ensures) ..60 \
             ((year 2000 | y2k | millennium) (compliant | compliance | ready | capable) | successfully transition from december)",
        ),
        (
            "law",
            "({shall} | warrants | represents | responsible for) ..25 (comply | compliance | conform | accordance | complies | complying) ..3 with (all | any | every | each) ..10 (law | laws | regulations | legislation | statutes | statute | enactment | enactments)",
        ),
        // "makes sure that everything it makes for us keeps to every law"
        (
            "law",
            "({shall} | warrants) (ensure | procure | see to it | guarantee | make sure) that ..40 \
             (keep to | keeps to | follow | follows | obey | obeys | observe | observes | respect | respects | meet | meets) ..1 (all | any | every | each) ..10 (law | laws | regulations | legislation | statutes | statute | enactment | enactments)",
        ),
        (
            "law",
            "({shall} | warrants) (ensure | procure | see to it | guarantee | make sure) that ..30 (comply | complies | conform | conforms) with (all | any | every | each) ..10 (law | laws | regulations | legislation | statutes | statute | enactment | enactments)",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<Promise> {
    let found = contract.find(&CUES);
    let mut all: Vec<Promise> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let quality = Quality::of(found.name(one));
        if sentence.kind != SentenceKind::Body {
            continue;
        }
        let Some(promise) = promise(contract, sentence, one, quality) else { continue };
        let known = |known: &Promise| {
            known.sentence == promise.sentence && known.quality == quality && known.span == promise.span
        };
        if !all.iter().rev().take(6).any(known) {
            all.push(promise);
        }
    }
    all
}

fn promise(contract: &Contract, sentence: &Sentence, one: &Match, quality: Quality) -> Option<Promise> {
    let verb = one.tokens.start;
    let last = one.tokens.end - 1;
    let part = scope::stretch(contract, sentence, last);
    if is_denied(contract, sentence, verb)
        || is_of_authority(contract, &part, last, quality)
        || is_disclaimed(contract, sentence, &part, quality)
    {
        return None;
    }
    // "ensure that its staff at all times observe this clause": a duty, no quality of the work.
    let constant = contract.document.text.tokens().at(last);
    if quality == Quality::Perfection
        && matches!(constant, "times" | "completely" | "perfectly")
        && scope::begins(contract, part.clone(), &["confiden", "disclos", "divulg", "observ", "employee", "staff"])
    {
        return None;
    }
    let by = promisor(contract, sentence, one, quality);
    let told = by.as_ref().map_or(Bound::Unclear, |named| named.bound);
    // Each party keeps to the law, and each has the right to sign; the work is the vendor's.
    let of_work = !matches!(quality, Quality::Law | Quality::Title);
    let told = if of_work { subject::doer(contract, told) } else { told };
    // "The Software shall be free of viruses" is somebody's promise; "claims … not infringing" is nobody's.
    if by.is_none() && told == Bound::Unclear && one.capture("shall").is_none() {
        return None;
    }
    // An item alone ("viruses;") is no sentence: it is read with its lead-in.
    let lead = if part.len() < 8 { scope::stretch(contract, sentence, verb).start } else { part.start };
    Some(Promise {
        by: told,
        by_span: by.map(|named| named.span(contract)),
        quality,
        qualified: qualifier(contract, sentence, &part),
        period: period(contract, &part),
        promise: scope::span(contract, last..last + 1),
        fault: anchor::fault(contract, quality, last),
        faultless: anchor::faultless(contract, quality, last),
        denial: anchor::denial(contract, quality, &part, last).or_else(|| anchor::neither(contract, quality, one)),
        others_law: anchor::others_law(contract, quality, &part, last),
        clause: sentence.clause,
        sentence: sentence.id,
        span: scope::span(contract, lead.min(part.start)..part.end),
    })
}

/// "does not warrant", "makes no warranty".
fn is_denied(contract: &Contract, sentence: &Sentence, verb: usize) -> bool {
    let ahead = verb.saturating_sub(6).max(sentence.tokens.start)..verb;
    scope::holds(
        contract,
        ahead,
        &[
            "not",
            "no",
            "neither",
            "nor",
            "cannot",
            "can't",
            "don't",
            "doesn't",
            "won't",
            "if",
            "disclaims",
            "disclaim",
            "breach",
        ],
    )
}

/// Having power to sign and breaking no other contract is no quality.
fn is_of_authority(contract: &Contract, part: &Range<usize>, last: usize, quality: Quality) -> bool {
    quality == Quality::Perfection
        && scope::holds(
            contract,
            last.saturating_sub(8).max(part.start)..(last + 9).min(part.end),
            &[
                "liens",
                "lien",
                "encumbrances",
                "encumbrance",
                "charge",
                "clear",
                "claims",
                "cost",
                "taxes",
                "harm",
                "liability",
                "interference",
                "discrimination",
            ],
        )
}

fn is_disclaimed(contract: &Contract, sentence: &Sentence, part: &Range<usize>, quality: Quality) -> bool {
    let tokens = contract.document.text.tokens();
    // "no warranty that the site will be free from errors, or that it will be uninterrupted".
    let none = (sentence.tokens.start..part.end).any(|at| {
        matches!(tokens.at(at), "no" | "not" | "neither" | "nor" | "without")
            && scope::begins(contract, at + 1..at + 7, &["warrant", "guarant"])
    });
    if none {
        return true;
    }
    // "Neither the Work nor its use will infringe" promises.
    // So does "no photograph will infringe".
    // "infringes no patent" denies the wrong, and no promise.
    let spared = (part.start + 1..part.end).any(|at| {
        tokens.at(at) == "no"
            && ["infring", "violat", "encroach"].iter().any(|stem| tokens.at(at - 1).starts_with(stem))
    });
    let promised = quality == Quality::NonInfringement && {
        let will = scope::position(contract, part.clone(), &["will", "shall"]);
        let none = scope::position(contract, part.clone(), &["no", "nothing"]);
        will.zip(none).is_some_and(|(will, none)| {
            none < will && !scope::begins(contract, none..will, &["warrant", "represent", "guarant", "liab"])
        })
    };
    let denials: &[&str] = match quality {
        Quality::NonInfringement if promised || spared => &[],
        Quality::NonInfringement => &["no", "nothing"],
        _ => &["no", "nothing", "neither"],
    };
    scope::holds(contract, part.clone(), &["disclaim", "disclaims", "disclaimed", "implied"])
        || scope::holds(contract, part.start..(part.start + 8).min(part.end), denials)
}

/// The subject of the warranting verb; of "shall not infringe", the party whose work it is.
fn promisor(contract: &Contract, sentence: &Sentence, one: &Match, quality: Quality) -> Option<Named> {
    let verb = one.tokens.start;
    let start = scope::stretch(contract, sentence, verb).start;
    let subject = subject::before(contract, start, verb)
        .or_else(|| scope::lead_in(sentence, verb).and_then(|lead| subject::before(contract, lead.start, lead.end)));
    let owner = || match quality {
        Quality::Law => None,
        _ => subject::owner(contract, start..verb).or_else(|| subject::after(contract, start..one.tokens.end, &["by"])),
    };
    // "its use by Client shall not infringe": whoever uses it, the maker promises.
    let used = quality == Quality::NonInfringement
        && scope::position(contract, start..one.tokens.end, &["use"]).is_some_and(|at| {
            scope::holds(
                contract,
                start..at + 8,
                &["deliverables", "works", "work", "software", "services", "goods", "products"],
            )
        });
    let by_use = subject.is_none() && used;
    if by_use {
        return Some(Named { bound: Bound::Side(crate::facts::Side::Vendor), tokens: verb..verb + 1 });
    }
    subject
        .or_else(owner)
        .or_else(|| led_by(contract, sentence))
        .filter(|named| named.bound != Bound::Unclear || named.tokens.start < verb)
}

/// Who warrants in "Provider warrants that:", where each of the clauses below has a heading of its own.
fn led_by(contract: &Contract, sentence: &Sentence) -> Option<Named> {
    const MOST: usize = 40;
    const WARRANTS: [&str; 6] = ["warrants", "warrant", "represents", "represent", "guarantees", "guarantee"];
    let tokens = contract.document.text.tokens();
    let above = contract.outline.clause(sentence.clause).parent?;
    let before = contract.outline.sentences.iter().take(sentence.id.0).rev().take(MOST);
    let lead = before.into_iter().find(|one| one.clause == above)?.tokens.clone();
    let verb = scope::position(contract, lead.clone(), &WARRANTS)?;
    let leads = tokens.at(lead.end.checked_sub(1)?) == ":" && !scope::holds(contract, lead.clone(), &["no", "not"]);
    leads.then(|| subject::before(contract, lead.start, verb)).flatten()
}

/// What keeps it from being absolute.
fn qualifier(contract: &Contract, sentence: &Sentence, part: &Range<usize>) -> Option<Span> {
    const LIMITS: [&str; 15] = [
        "knows",
        "knowingly",
        "knowledge",
        "belief",
        "material",
        "materially",
        "substantially",
        "substantial",
        "reasonable",
        "reasonably",
        "aware",
        "intended",
        "known",
        "endeavours",
        "efforts",
    ];
    let lead = scope::lead_in(sentence, part.start).unwrap_or(part.start..part.start);
    let tokens = contract.document.text.tokens();
    // "and agrees to indemnify Client against losses and reasonable fees": that is another duty.
    let duty = |at: &usize| tokens.at(*at).starts_with("indemnif") || tokens.at(*at) == "harmless";
    let part = &(part.start..part.clone().find(duty).unwrap_or(part.end));
    // "whether or not it could have known": no limit at all.
    let either_way = |at: &usize| {
        let before = at.saturating_sub(10).max(part.start)..*at;
        before.clone().any(|at| tokens.at(at) == "or" && tokens.at(at + 1) == "not")
            // "and not merely to the best of its knowledge".
            || before.clone().any(|at| tokens.at(at) == "not" && matches!(tokens.at(at + 1), "merely" | "only" | "just"))
            || scope::holds(contract, before, &["irrespective", "regardless"])
    };
    // "fit for Client's intended purposes": whatever Client has in mind.
    let anothers = |at: usize| {
        tokens.at(at) == "intended"
            && at > 0
            && (matches!(tokens.at(at - 1), "'s" | "'" | "your" | "our")
                || contract.facts.parties.ending_at(at).is_some_and(|owner| owner.possessive))
    };
    let seek = |range: Range<usize>| {
        let mut range = range.filter(|at| LIMITS.contains(&tokens.at(*at)) && !anothers(*at));
        range.find(|at| !either_way(at))
    };
    let at = seek(part.clone()).or_else(|| seek(lead))?;
    // "material" may be a noun ("defects in material and workmanship").
    let noun =
        tokens.at(at) == "material" && matches!(tokens.at(at + 1), "and" | "or" | "," | "." | "furnished" | "supplied");
    let defects = tokens.at(at) == "material"
        && scope::holds(contract, at.saturating_sub(4)..at, &["in", "design", "workmanship", "manufacture"]);
    (!(noun && defects)).then(|| scope::span(contract, at..at + 1))
}

fn period(contract: &Contract, part: &Range<usize>) -> Option<(Duration, Span)> {
    contract.facts.quantities_within(part.clone()).iter().find_map(|fact| match fact.value {
        Value::Duration(duration) => Some((duration, scope::span(contract, fact.tokens.clone()))),
        _ => None,
    })
}

impl Promise {
    /// Unlimited by knowledge, materiality and time.
    pub fn is_absolute(&self) -> bool {
        matches!(self.quality, Quality::NonInfringement | Quality::Perfection | Quality::Fitness | Quality::Title)
            && self.qualified.is_none()
            && self.period.is_none()
    }

    pub fn reading(&self) -> Reading {
        let fields = [
            Some(record::bound("by", self.by, self.by_span)),
            Some(record::word("quality", self.quality.word(), Some(self.promise))),
            Some(record::flag("qualified", self.qualified.is_some(), self.qualified)),
            self.period.map(|(duration, span)| record::duration("period", duration, Some(span))),
            record::anchor("promise", Some(self.promise)),
            record::anchor("fault", self.fault),
            record::anchor("faultless", self.faultless),
            record::anchor("denial", self.denial),
            record::anchor("others-law", self.others_law),
        ];
        Reading {
            term: "warranty",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.8,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
