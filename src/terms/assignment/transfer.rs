//! Limits on assignment. In: sentences that forbid the transfer of the contract or make it void.
//! Out: [`TransferBan`]: whom each binds, whether consent lifts it, what it excepts.

use std::ops::Range;
use std::sync::LazyLock;

use crate::contract::Contract;
use crate::outline::{ClauseId, Sentence, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::actor::{self, Consent};
use crate::terms::subject::Named;
use crate::terms::{Bound, Field, FieldValue, Reading, record, scope, subject};

#[derive(Clone, Debug, PartialEq)]
pub struct TransferBan {
    pub bound: Bound,
    /// The words that name the one who is bound.
    pub subject: Option<Span>,
    /// How it is said, as far as an edit can make it mutual.
    pub shape: Shape,
    pub consent: Option<Consent>,
    pub consent_span: Option<Span>,
    pub giver: Option<Span>,
    /// "except to an affiliate", "in connection with a merger".
    pub succession: Option<Span>,
    /// Does nothing in the contract bind the other party?
    pub alone: bool,
    /// "Any assignment without consent is void" adds nothing where a ban stands.
    strength: Strength,
    pub clause: ClauseId,
    pub span: Span,
}

/// The words that an edit takes hold of to bind both parties alike.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// "Agency shall not assign": subject and "not".
    Active {
        not: Span,
    },
    /// "may not be assigned by Agency".
    Passive,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strength {
    Ban,
    /// What an attempt would be worth.
    Sanction,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("ban", "{shall-not} ..16 (assign | assigned | assignable | novate | novated)"),
        ("ban", "{shall-not} ..12 (transfer | transferred | transferable | transferrable)"),
        ("ban", "{shall-not} pass on ..6 (right | rights | agreement | contract)"),
        // "Neither company can hand this contract to somebody else without a signed yes."
        (
            "ban",
            "{shall-not} ..4 (hand | pass | sign | make | give) [over | on] ..4 (agreement | contract) ..12 (to | over to | on to) ..2 (somebody | someone | anybody | anyone | another | others | third)",
        ),
        ("ban", "{shall-not} ..6 (make | attempt) ..6 assignment"),
        ("adjective", "(not | nor) ..5 (assignable | transferable | transferrable)"),
        ("adjective", "(nonassignable | unassignable)"),
        ("no", "no ..3 (assignment | transfer) ..14 {shall}"),
        (
            "no",
            "no ..3 (assignment | transfer) ..24 (has | is | takes) ..3 (effect | valid | effective | binding | permitted | allowed)",
        ),
        (
            "no",
            "no ..8 (rights | right | interest | obligations) ..10 {shall} be ..6 (assigned | assignable | transferred)",
        ),
        ("no", "(assignment | transfer) ..8 (require | requires) ..8 (consent | approval)"),
        ("only", "{may} ..8 (assign | transfer | assigned | transferred) ..30 only"),
        ("only", "{may} only ..4 (assign | transfer | assigned | transferred)"),
        (
            "with",
            "{may} ..8 (assign | transfer | assigned | transferred) ..20 (with | upon | subject to) ..6 (consent | approval | permission)",
        ),
        (
            "only",
            "{shall} ..3 (obtain | require | seek) ..12 (consent | approval | permission) ..12 (assign | assigning | assignment)",
        ),
        ("personal", "(agreement | contract | rights | obligations) ..12 (is | are | being) ..3 personal"),
        (
            "sanction",
            "(assignment | transfer | assign | delegation) ..30 (without | violation | contravention | contrary | not in accordance | not permitted) ..25 (void | invalid | null | ineffective | no effect)",
        ),
        ("sanction", "terminat* ..14 (event of | upon) [its | an | any | the] assignment"),
    ])
});

/// What is transferred: the contract, or what one has under it.
const CONTRACT: [&str; 13] = [
    "agreement",
    "contract",
    "hereunder",
    "herein",
    "thereunder",
    "obligations",
    "duties",
    "terms",
    "agreements",
    "contracts",
    "hereof",
    "undertaking",
    "hereby",
];
const SUCCESSION: [&str; 17] = [
    "merges",
    "sister",
    "affiliate",
    "affiliates",
    "subsidiary",
    "subsidiaries",
    "merger",
    "successor",
    "consolidation",
    "reorganization",
    "acquisition",
    "acquires",
    "purchaser",
    "substantially",
    "affiliated",
    "acquirer",
    "group",
];

pub fn read(contract: &Contract) -> Vec<TransferBan> {
    let found = contract.find(&CUES);
    let mut all: Vec<TransferBan> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
        let span = scope::span(contract, stretch.clone());
        if sentence.kind != SentenceKind::Body || all.iter().any(|known| known.span.overlaps(span)) {
            continue;
        }
        all.extend(ban(contract, one, found.name(one), stretch));
    }
    all
}

/// Of several, those that bind; what an attempt is worth only where no ban stands.
pub fn settle(mut all: Vec<TransferBan>) -> Vec<TransferBan> {
    if all.iter().any(|ban| ban.strength == Strength::Ban) {
        all.retain(|ban| ban.strength == Strength::Ban);
    }
    let union = actor::union(all.iter().map(|ban| ban.bound));
    for ban in &mut all {
        ban.alone = matches!(union, Some(Bound::Side(_))) && union == Some(ban.bound);
    }
    all
}

fn ban(contract: &Contract, one: &Match, kind: &str, stretch: Range<usize>) -> Option<TransferBan> {
    let tokens = contract.document.text.tokens();
    let verb = verb(contract, one);
    let spoken = verb.saturating_sub(24).max(stretch.start)..(verb + 22).min(stretch.end);
    let passive = actor::is_passive(contract, one.tokens.start, verb) || kind == "adjective" || kind == "personal";
    let object = if passive { spoken.start..verb } else { verb..spoken.end };
    let named = scope::holds(contract, object.clone(), &CONTRACT)
        || matches!(kind, "sanction" | "no" | "personal") && scope::holds(contract, spoken.clone(), &CONTRACT)
        || tokens.at(verb + 1) == "it"
            && scope::holds(
                contract,
                contract.outline.sentence(one.sentence).tokens.clone(),
                &["agreement", "contract"],
            )
        || tokens.at(stretch.start) == "this" && scope::holds(contract, stretch.clone(), &["agreement", "contract"]);
    let named = named || object.clone().any(|at| is_of_rights(contract, at));
    let foreign = scope::begins(
        contract,
        object,
        &["employee", "personnel", "invention", "copyright", "domain", "resell", "subresell", "territor"],
    );
    // A copy or a thing that is handed on is not the contract.
    let thing = scope::begins(contract, verb..(verb + 6).min(stretch.end), &["possession", "cop", "title"]);
    let foreign = foreign || thing && !passive;
    // "does not require consent": nothing is banned.
    let lifted =
        kind == "no" && tokens.at(one.tokens.start) != "no" && scope::holds(contract, one.tokens.clone(), &["not"]);
    if lifted || !named || foreign && kind != "sanction" || kind == "with" && !is_conditional(contract, one) {
        return None;
    }
    let consent = actor::consent(contract, stretch.clone());
    let subject =
        actor::of(contract, one, verb).filter(|_| !matches!(kind, "adjective" | "no" | "personal" | "sanction"));
    // "is personal to Licensee": that one may not hand it on.
    let to = (kind == "personal"
        && tokens.at(verb + 1) == "to"
        && !scope::holds(contract, verb..stretch.end, &["transferred", "assigned"]))
    .then(|| subject::after(contract, verb + 1..(verb + 6).min(stretch.end), &["to"]))
    .flatten();
    let subject = subject.or(to).or_else(|| actor::agent(contract, verb..stretch.end));
    let from_consent = || consent.as_ref().and_then(|consent| consent.giver).map(Bound::opposite);
    let bound = match &subject {
        Some(named) if named.bound != Bound::Unclear => named.bound,
        _ => from_consent().filter(|bound| *bound != Bound::Unclear).unwrap_or(if subject.is_none() {
            Bound::Both
        } else {
            Bound::Unclear
        }),
    };
    let bound = if binds_back(contract, bound, verb..stretch.end) { Bound::Both } else { bound };
    let shape = shape(contract, one, subject.as_ref(), consent.as_ref(), passive);
    Some(TransferBan {
        bound,
        shape,
        giver: consent
            .as_ref()
            .and_then(|consent| consent.giver_tokens.clone())
            .map(|giver| scope::name(contract, giver)),
        subject: subject.map(|named| scope::name(contract, named.tokens)),
        consent_span: consent.as_ref().map(|consent| consent.span(contract)),
        consent,
        succession: succession(contract, one),
        alone: false,
        strength: if kind == "sanction" { Strength::Sanction } else { Strength::Ban },
        clause: contract.outline.sentence(one.sentence).clause,
        span: scope::span(contract, stretch),
    })
}

/// "nor may Client without Agency's", "nor the Client without that of the Agency": the other one too.
fn binds_back(contract: &Contract, bound: Bound, behind: Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    let other = |range: Range<usize>| {
        let mentions = contract.facts.parties.within(range).iter();
        mentions.filter(|one| !one.possessive).any(|one| subject::bound(contract, one.who) == bound.opposite())
    };
    matches!(bound, Bound::Side(_))
        && behind.clone().any(|at| match tokens.at(at) {
            "nor" => other(at..(at + 5).min(behind.end)),
            "vice" => tokens.at(at + 1) == "versa",
            _ => false,
        })
}

/// "your rights", "any of its rights without …": all of them, not rights in a thing.
fn is_of_rights(contract: &Contract, at: usize) -> bool {
    let tokens = contract.document.text.tokens();
    tokens.at(at) == "rights"
        && matches!(tokens.at(at.saturating_sub(1)), "its" | "their" | "your" | "our" | "any" | "the" | "all")
        && matches!(tokens.at(at + 1), "." | "," | ";" | "or" | "and" | "without" | "if" | "only" | "unless")
}

/// Where the subject, its "not" and the one who consents stand so that a few words make it mutual.
fn shape(contract: &Contract, one: &Match, subject: Option<&Named>, consent: Option<&Consent>, passive: bool) -> Shape {
    let tokens = contract.document.text.tokens();
    let Some(subject) = subject else { return Shape::Other };
    let named = consent.is_none_or(|consent| consent.giver_tokens.is_some());
    let pronoun = matches!(tokens.at(subject.tokens.start), "it" | "they" | "you" | "we");
    if !named || pronoun {
        return Shape::Other;
    }
    if passive {
        let before = (subject.tokens.start.saturating_sub(2)..subject.tokens.start).rev();
        let by = before.map(|at| tokens.at(at)).find(|word| *word != "the") == Some("by");
        return if by { Shape::Passive } else { Shape::Other };
    }
    let Some(modal) = one.capture("shall-not") else { return Shape::Other };
    let near = subject.tokens.end == modal.tokens.start;
    match modal.tokens.clone().find(|at| tokens.at(*at) == "not") {
        Some(not) if near => Shape::Active { not: scope::span(contract, not..not + 1) },
        _ => Shape::Other,
    }
}

/// The word of the match that transfers.
fn verb(contract: &Contract, one: &Match) -> usize {
    const VERBS: [&str; 4] = ["assign", "transfer", "novate", "personal"];
    let tokens = contract.document.text.tokens();
    let is_verb = |at: &usize| VERBS.iter().any(|verb| tokens.at(*at).starts_with(verb));
    // "cannot hand this contract to somebody else": what is handed on stands behind the verb.
    let hands = |at: &usize| matches!(tokens.at(*at), "hand" | "pass" | "sign" | "make" | "give");
    let mut places = one.tokens.clone();
    let verb = places.clone().rev().find(is_verb).or_else(|| places.find(hands));
    verb.unwrap_or(one.tokens.end - 1)
}

/// "may assign with consent" limits; "may assign without consent" does not.
fn is_conditional(contract: &Contract, one: &Match) -> bool {
    !scope::holds(contract, one.tokens.clone(), &["without"])
}

/// An exception for the group or for whoever takes over the business, in this clause.
fn succession(contract: &Contract, one: &Match) -> Option<Span> {
    let here = contract.outline.sentence(one.sentence);
    // "Either party may assign to a successor. Except as set forth above, neither party may assign."
    let sentences = &contract.outline.sentences;
    let before = here.id.0.checked_sub(1).and_then(|at| sentences.get(at));
    let before = before.filter(|before| before.clause == here.clause && permits(contract, before));
    excepted(contract, one, here).or_else(|| {
        scope::following(contract, here, 5).chain(before).find_map(|sentence| {
            let excepts = scope::holds(
                contract,
                sentence.tokens.clone(),
                &[
                    "except",
                    "provided",
                    "however",
                    "unless",
                    "notwithstanding",
                    "other",
                    "but",
                    "may",
                    "different",
                    "enough",
                ],
            );
            let at = succeeds(contract, sentence.tokens.clone())?;
            excepts.then(|| scope::span(contract, at..at + 1))
        })
    })
}

/// The group, a merger, or "whoever takes over the whole business".
fn succeeds(contract: &Contract, tokens: Range<usize>) -> Option<usize> {
    let tokens_of = contract.document.text.tokens();
    let whole = |at: &usize| matches!(tokens_of.at(*at), "whole" | "entire") && tokens_of.at(at + 1) == "business";
    scope::position(contract, tokens.clone(), &SUCCESSION).or_else(|| tokens.into_iter().find(whole))
}

/// "except to an affiliate" in the ban itself: "by merger or otherwise" only says what is banned.
fn excepted(contract: &Contract, one: &Match, here: &Sentence) -> Option<Span> {
    const EXCEPTS: [&str; 11] = [
        "except",
        "provided",
        "however",
        "unless",
        "notwithstanding",
        "but",
        "save",
        "excepting",
        "excluding",
        "although",
        "nor",
    ];
    let tokens = contract.document.text.tokens();
    let opens = |at: &usize| match tokens.at(*at) {
        "other" => tokens.at(at + 1) == "than",
        "may" | "can" => *at >= one.tokens.end,
        word => EXCEPTS.contains(&word),
    };
    let from = here.tokens.clone().find(opens)?;
    let at = succeeds(contract, from..here.tokens.end)?;
    Some(scope::span(contract, at..at + 1))
}

fn permits(contract: &Contract, sentence: &Sentence) -> bool {
    scope::holds(contract, sentence.tokens.clone(), &["may"])
        && scope::begins(contract, sentence.tokens.clone(), &["assign", "transfer"])
}

impl TransferBan {
    pub fn reading(&self) -> Reading {
        let mut fields: Vec<Field> = vec![
            record::bound("bound", self.bound, self.subject),
            record::flag("alone", self.alone, None),
            record::flag("consent", self.consent.is_some(), self.consent_span),
        ];
        let reasonable = self.consent.as_ref().and_then(|consent| consent.reasonable);
        fields.push(record::flag("reasonable", reasonable.is_some(), reasonable));
        fields.push(record::flag("succession", self.succession.is_some(), self.succession));
        let (shape, not) = match &self.shape {
            Shape::Active { not } => ("active", Some(*not)),
            Shape::Passive => ("passive", None),
            Shape::Other => ("other", None),
        };
        fields.push(record::word("shape", shape, None));
        fields.push(record::flag("sanction", self.strength == Strength::Sanction, None));
        fields.extend(record::anchor("not", not));
        fields.extend(record::anchor("giver", self.giver));
        fields.extend(record::anchor("subject", self.subject));
        fields.extend(record::anchor("consent-word", self.consent_span));
        fields.push(Field { name: "whole", value: FieldValue::Anchor, span: Some(self.span) });
        Reading {
            term: "assignment-ban",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: if self.bound == Bound::Unclear { 0.5 } else { 0.85 },
            fields,
            evidence: Vec::new(),
        }
    }
}
