//! How long confidentiality lasts. In: the sentences of the clauses on confidentiality, and those on
//! survival that name them. Out: [`Lasting`]: a time, or without end.

use std::collections::BTreeSet;
use std::ops::Range;

use super::duty::ConfidentialityDuty;
use crate::contract::Contract;
use crate::facts::{Duration, Reference, Target, Value};
use crate::outline::{ClauseId, Sentence, SentenceKind};
use crate::span::Span;
use crate::terms::{Bound, Field, Reading, record, scope, subject};

#[derive(Clone, Debug, PartialEq)]
pub struct Lasting {
    /// None where it lasts without end.
    pub duration: Option<(Duration, Span)>,
    /// The words that say how long.
    pub words: Span,
    /// "perpetually", "in perpetuity": words that can be replaced by a time.
    pub adverb: bool,
    /// Trade secrets are kept for longer, or it is only they that are kept without end.
    pub secrets: Option<Span>,
    /// Whose duty it is that lasts so long, where the sentence names one side.
    pub bound: Option<Bound>,
    pub clause: ClauseId,
    pub span: Span,
}

impl Lasting {
    pub fn word(&self) -> &'static str {
        if self.duration.is_some() { "term" } else { "perpetual" }
    }

    pub fn reading(&self, bound: Bound, only: bool) -> Reading {
        let mut fields: Vec<Field> = vec![record::word("lasting", self.word(), Some(self.words))];
        fields.extend(self.duration.map(|(duration, span)| record::duration("duration", duration, Some(span))));
        fields.push(record::flag("secrets", self.secrets.is_some(), self.secrets));
        fields.push(record::bound("bound", self.bound.unwrap_or(bound), None));
        fields.push(record::flag("only", only, None));
        fields.push(record::flag("adverb", self.adverb, None));
        fields.extend(record::anchor("words", Some(self.words)));
        Reading {
            term: "confidentiality-period",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.8,
            fields,
            evidence: Vec::new(),
        }
    }
}

/// Words after which a length of time is how long the duty lasts.
const LASTS: [&str; 16] = [
    "after",
    "following",
    "from",
    "survive",
    "survives",
    "surviving",
    "thereafter",
    "beyond",
    "continue",
    "period",
    "expire",
    "expires",
    "remain",
    "subsequent",
    "effect",
    "since",
];
const NAMES: [&str; 3] = ["confiden", "nondisclos", "secre"];

pub fn read(contract: &Contract, duties: &[ConfidentialityDuty]) -> Vec<Lasting> {
    if duties.is_empty() {
        return Vec::new();
    }
    let homes = homes(contract, duties);
    let cues = Cues::of(contract);
    let sentences = contract.outline.sentences.iter();
    let body = sentences.filter(|sentence| matches!(sentence.kind, SentenceKind::Body | SentenceKind::Definition));
    body.filter_map(|sentence| {
        let reader = Reader { contract, sentence, cues: &cues };
        let home = homes.contains(&sentence.clause) || reader.under_heading();
        if home || reader.names() || reader.of_the_paper() || reader.of_information() {
            reader.lasting(home, duties)
        } else {
            reader.survival(&homes)
        }
    })
    .collect()
}

/// The clauses that hold the duties.
fn homes(contract: &Contract, duties: &[ConfidentialityDuty]) -> BTreeSet<ClauseId> {
    let mut homes: BTreeSet<ClauseId> = duties.iter().map(|duty| duty.clause).collect();
    let parents: Vec<ClauseId> = homes.iter().filter_map(|id| contract.outline.clause(*id).parent).collect();
    let named = |id: &ClauseId| {
        contract
            .outline
            .clause(*id)
            .heading
            .is_some_and(|heading| contract.quote(heading).to_lowercase().contains("confiden"))
    };
    homes.extend(parents.into_iter().filter(named));
    homes
}

/// What is asked of every sentence, looked up once.
struct Cues {
    names: scope::Stems,
    duties: scope::Stems,
    ends: scope::Stems,
    /// The headings of clauses on confidentiality.
    headings: Vec<Span>,
    /// The whole paper is on confidentiality.
    paper: bool,
}

impl Cues {
    fn of(contract: &Contract) -> Self {
        const TITLE: usize = 12;
        let stems = |stems: &[&str]| scope::Stems::of(contract, stems);
        let of_secrets = |heading: &Span| {
            let heading = contract.quote(*heading).to_lowercase();
            ["confiden", "disclosure of information", "non-disclosure"].iter().any(|words| heading.contains(words))
        };
        Self {
            names: stems(&NAMES),
            duties: stems(&["obligation", "duty", "duties", "undertaking"]),
            ends: stems(&["surviv", "remain", "continu", "releas", "lapse", "outlast", "outlive"]),
            headings: contract.outline.clauses.iter().filter_map(|clause| clause.heading).filter(of_secrets).collect(),
            paper: scope::begins(contract, 0..TITLE, &["confiden", "nondisclos", "disclosure", "nda", "secrecy"]),
        }
    }
}

struct Reader<'a> {
    contract: &'a Contract,
    sentence: &'a Sentence,
    cues: &'a Cues,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.contract.document.text.tokens().at(at)
    }

    fn begins(&self, stems: &[&str]) -> bool {
        scope::begins(self.contract, self.sentence.tokens.clone(), stems)
    }

    fn stand(&self, stems: &scope::Stems) -> bool {
        stems.stand_in(self.contract, self.sentence.tokens.clone())
    }

    fn names(&self) -> bool {
        self.stand(&self.cues.names)
    }

    /// "The obligations of Recipient under this Agreement": in a paper on confidentiality they are those of secrecy.
    fn of_the_paper(&self) -> bool {
        let under = |at: usize| {
            self.word(at) == "under"
                && self.word(at + 1) == "this"
                && matches!(self.word(at + 2), "agreement" | "undertaking" | "letter" | "deed")
        };
        self.cues.paper && self.stand(&self.cues.duties) && self.sentence.tokens.clone().any(under)
    }

    /// "Your duties about our information": what they are about tells which they are.
    fn of_information(&self) -> bool {
        let duty = |at: usize| matches!(self.word(at), "duty" | "duties" | "obligation" | "obligations");
        self.sentence.tokens.clone().any(|at| {
            duty(at)
                && scope::holds(
                    self.contract,
                    at + 1..(at + 8).min(self.sentence.tokens.end),
                    &["information", "secrets", "secret"],
                )
        })
    }

    /// Whose duty the sentence speaks of: "your duties", "the obligations of Counterparty", "Agency shall keep".
    fn bound(&self, duties: &[ConfidentialityDuty]) -> Option<Bound> {
        let tokens = self.sentence.tokens.clone();
        let duty = |at: &usize| matches!(self.word(*at), "duty" | "duties" | "obligation" | "obligations");
        let named = tokens.clone().find(duty).and_then(|at| {
            let near = at.saturating_sub(3).max(tokens.start)..at;
            subject::owner(self.contract, near)
                .or_else(|| subject::after(self.contract, at + 1..(at + 4).min(tokens.end), &["of", "on"]))
        });
        let told = named.map(|named| named.bound);
        let kept = || duties.iter().find(|duty| duty.sentence == self.sentence.id).map(|duty| duty.bound);
        told.or_else(kept).filter(|bound| matches!(bound, Bound::Side(_)))
    }

    fn under_heading(&self) -> bool {
        let heading = self.contract.outline.heading_over(self.sentence.clause);
        heading.is_some_and(|heading| self.cues.headings.contains(&heading))
    }

    fn lasting(&self, home: bool, duties: &[ConfidentialityDuty]) -> Option<Lasting> {
        let holds_duty = duties.iter().any(|duty| duty.sentence == self.sentence.id);
        let of_duty = || {
            self.begins(&[
                "obligation",
                "section",
                "article",
                "paragraph",
                "clause",
                "provision",
                "undertaking",
                "restriction",
                "duty",
                "duties",
            ])
        };
        // "All of Licensor's rights shall survive" speaks of no duty.
        let survives = || self.begins(&["surviv"]) && !self.begins(&["right"]);
        let speaks = self.names() || of_duty() || survives();
        // The duty to pay, warranties and the right to audit last for themselves.
        let other = !self.names() && self.begins(&["pay", "fees", "indemn", "royalt", "warrant", "representation"])
            || !holds_duty && self.begins(&["audit", "accounting"]);
        if other || !holds_duty && self.is_errand() || !speaks && !holds_duty || !home && !self.about_duty() {
            return None;
        }
        let lasting = self.timed().or_else(|| self.endless(holds_duty))?;
        Some(Lasting { bound: self.bound(duties), ..lasting })
    }

    /// "The duty to attend the reviews ends after a year": a duty to do something, and no secret to keep.
    fn is_errand(&self) -> bool {
        const KEEPS: [&str; 10] =
            ["keep", "hold", "maintain", "protect", "treat", "not", "preserve", "safeguard", "confid", "secre"];
        self.sentence.tokens.clone().any(|at| {
            matches!(self.word(at), "duty" | "obligation")
                && self.word(at + 1) == "to"
                && !KEEPS.iter().any(|stem| self.word(at + 2).starts_with(stem))
        })
    }

    /// Outside its own clause only a sentence on survival or on the duty itself counts.
    fn about_duty(&self) -> bool {
        self.begins(&["surviv", "obligation", "continue", "remain", "indefinite", "perpet", "duties", "duty", "expire"])
    }

    fn timed(&self) -> Option<Lasting> {
        let tokens = self.sentence.tokens.clone();
        let fact = self.contract.facts.quantities_within(tokens.clone()).iter().find(|fact| match fact.value {
            Value::Duration(duration) => duration.days() >= 80.0 && self.is_period(&fact.tokens),
            _ => false,
        })?;
        let Value::Duration(duration) = fact.value else { return None };
        Some(self.made(Some((duration, fact.span)), fact.span))
    }

    /// "for five years after", "three years from the date of disclosure"; not "within", not "every".
    fn is_period(&self, fact: &Range<usize>) -> bool {
        let tokens = &self.sentence.tokens;
        let before = fact.start.saturating_sub(8).max(tokens.start)..fact.start;
        let behind = fact.end..(fact.end + 8).min(tokens.end);
        let last = before.clone().next_back().map_or("", |at| self.word(at));
        let lasts = scope::holds(self.contract, before.clone(), &LASTS)
            || scope::holds(self.contract, behind, &LASTS)
            || last == "for";
        let other = matches!(last, "within" | "every" | "each" | "preceding" | "previous" | "last")
            || scope::begins(self.contract, before.clone(), &["prior", "notice", "renew"])
            // "shall keep it secret and shall keep the props for one year": another duty lasts.
            || before.clone().any(|at| self.word(at) == "and" && matches!(self.word(at + 1), "shall" | "will" | "must"));
        lasts && !other
    }

    fn endless(&self, holds_duty: bool) -> Option<Lasting> {
        let tokens = self.sentence.tokens.clone();
        let at = tokens.clone().find_map(|at| self.phrase(at, holds_duty).map(|len| at..(at + len).min(tokens.end)))?;
        // "as long as it remains a trade secret" is an end of its own.
        let secrets_only = scope::begins(self.contract, tokens, &["long"])
            && self.secrets().is_some()
            && !self.begins(&["perpet", "indefinite"]);
        (!secrets_only).then(|| self.made(None, scope::span(self.contract, at)))
    }

    /// How many words from here say "without end".
    fn phrase(&self, at: usize, holds_duty: bool) -> Option<usize> {
        let next = |by: usize| if at + by < self.sentence.tokens.end { self.word(at + by) } else { "" };
        match (self.word(at), next(1), next(2)) {
            ("perpetual" | "perpetually" | "indefinitely" | "indefinite" | "forever", ..) => Some(1),
            ("in" | "into", "perpetuity", _) | ("at", "all", "times") => {
                Some(if next(1) == "all" { 3 } else { 2 }).filter(|len| *len == 2 || holds_duty)
            }
            ("without", "limit" | "limitation", _) if next(2) == "in" || next(3) == "time" => Some(4),
            ("no", "time", "limit") => Some(3),
            ("not", "limited", "in") => Some(3),
            ("never", "expire" | "lapse" | "end" | "terminate" | "cease", _) => Some(2),
            ("not", "expire" | "lapse", _) if holds_duty => Some(2),
            ("unlimited", "in", _) if matches!(next(2), "time" | "duration") => Some(3),
            ("without", "end" | "expiry", _) => Some(2),
            ("longest" | "maximum", "period" | "time" | "term", "permitted" | "allowed") => Some(3),
            ("at", "any", "time") if holds_duty && self.denied(at) => Some(3),
            ("for", "ever", _) => Some(2),
            ("for", "all", "time") => Some(3),
            ("no", "expiry" | "end" | "limit", "date" | "in" | "as") => Some(3),
            ("no", "end" | "expiry", "" | "." | "," | ";") => Some(2),
            ("not", "limited" | "bounded", "by") if next(3) == "time" => Some(4),
            ("without", "time" | "temporal", "limit" | "limitation") => Some(3),
            ("outlive" | "outlives" | "outlast" | "outlasts", ..) if !self.for_a_term(at) => Some(1),
            ("never", "come", "to") | ("not", "come", "to") if next(3) == "an" && next(4) == "end" => Some(5),
            ("during" | "both", ..) if holds_duty && self.after_term(at) => Some(1),
            ("survive" | "survives" | "survived", ..) if !self.for_a_term(at) => Some(1),
            ("thereafter", ..) if holds_duty && self.word(at.saturating_sub(1)) == "and" => Some(1),
            (
                "continue" | "continues" | "remain",
                "in" | "to" | "after" | "beyond" | "following" | "notwithstanding",
                _,
            ) if scope::begins(self.contract, at..self.sentence.tokens.end, &["terminat", "expir"]) => Some(1),
            _ => None,
        }
    }

    /// "shall not at any time disclose".
    fn denied(&self, at: usize) -> bool {
        let from = at.saturating_sub(6).max(self.sentence.tokens.start);
        scope::holds(self.contract, from..at, &["not", "never", "neither", "nor"])
    }

    /// "survive for the Confidentiality Period": an end, which the cover page sets.
    fn for_a_term(&self, at: usize) -> bool {
        let end = (at + 7).min(self.sentence.tokens.end);
        (at + 1..end).any(|at| self.word(at) == "for")
            && scope::holds(self.contract, at + 1..end, &["term", "period", "years", "months", "time"])
    }

    /// "during and after the term", "during or subsequent to the term".
    fn after_term(&self, at: usize) -> bool {
        let end = (at + 9).min(self.sentence.tokens.end);
        scope::holds(self.contract, at + 1..end, &["after", "subsequent", "following", "thereafter"])
            && scope::holds(self.contract, at + 1..end, &["and", "or"])
    }

    /// "Sections 5 and 9 shall survive", "remains bound by clause 2": where one of them is the clause on
    /// confidentiality.
    fn survival(&self, homes: &BTreeSet<ClauseId>) -> Option<Lasting> {
        if !self.stand(&self.cues.ends) {
            return None;
        }
        let references = &self.contract.facts.references;
        let from = references.partition_point(|one| one.tokens.start < self.sentence.tokens.start);
        let here = references.iter().skip(from).take_while(|one| one.tokens.start < self.sentence.tokens.end);
        let cites = |id: ClauseId| homes.iter().any(|home| scope::is_part(self.contract, *home, id));
        // "Sections 5 through 30": what lies between counts as cited.
        let spans = |one: &Reference, next: Option<&Reference>| match (&one.target, next.map(|next| &next.target)) {
            (Target::Clause(first), Some(Target::Clause(last))) => {
                let joint = self.word(one.tokens.end);
                matches!(joint, "through" | "thru" | "to" | "-")
                    && homes.iter().any(|home| first <= home && home <= last)
            }
            _ => false,
        };
        let here: Vec<&Reference> = here.collect();
        let cited = here.iter().enumerate().any(|(place, one)| {
            matches!(one.target, Target::Clause(id) if cites(id)) || spans(one, here.get(place + 1).copied())
        });
        (cited || self.of_this_clause(homes)).then(|| self.timed().or_else(|| self.endless(false))).flatten()
    }

    /// "6.5 The duties under this Section shall survive": where Section 6 holds those of secrecy.
    fn of_this_clause(&self, homes: &BTreeSet<ClauseId>) -> bool {
        const CLAUSES: [&str; 4] = ["section", "article", "clause", "paragraph"];
        let outline = &self.contract.outline;
        let Some(parent) = outline.clause(self.sentence.clause).parent else { return false };
        let named = outline.clause(parent).heading.is_some() || outline.clause(parent).number.is_some();
        let here = |at: usize| self.word(at) == "this" && CLAUSES.contains(&self.word(at + 1));
        named
            && self.sentence.tokens.clone().any(here)
            && homes.iter().any(|home| scope::is_part(self.contract, *home, parent))
    }

    fn secrets(&self) -> Option<Span> {
        let at = self
            .sentence
            .tokens
            .clone()
            .find(|at| self.word(*at) == "trade" && self.word(at + 1).starts_with("secret"))?;
        Some(scope::span(self.contract, at..at + 2))
    }

    fn made(&self, duration: Option<(Duration, Span)>, words: Span) -> Lasting {
        let first = self.contract.quote(words).split(' ').next().unwrap_or("").to_lowercase();
        let adverb = duration.is_none()
            && matches!(first.as_str(), "perpetually" | "indefinitely" | "forever" | "in" | "into" | "without" | "for");
        Lasting {
            duration,
            words,
            adverb,
            secrets: self.secrets(),
            bound: None,
            clause: self.sentence.clause,
            span: self.sentence.span,
        }
    }
}
