//! In: a contract. Out: [`Subcontracting`]: who may not have others do the work.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Serialize;

use super::actor::{self, Consent};
use super::{Bound, Field, FieldKind, FieldSchema, KeyTerm, Reading, TermSchema, key_term, record, scope, wording};
use crate::contract::Contract;
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[TermSchema {
    term: "subcontracting",
    name: "a limit on subcontracting",
    fields: &[
        FieldSchema::new("bound", FieldKind::Bound, "says who may not subcontract"),
        FieldSchema::new("consent", FieldKind::Flag, "allows it with consent"),
        FieldSchema::new("reasonable", FieldKind::Flag, "says that consent may not be unreasonably withheld"),
        FieldSchema::new("delegation", FieldKind::Flag, "speaks of delegation alone"),
        FieldSchema::new("ban", FieldKind::Anchor, "forbids it"),
        FieldSchema::new("consent-word", FieldKind::Anchor, "asks for consent"),
        FieldSchema::new("tail", FieldKind::Anchor, "ends the ban"),
    ],
}];

#[derive(Clone, Debug, Default)]
pub struct Subcontracting {
    pub bans: Vec<SubcontractBan>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SubcontractBan {
    pub bound: Bound,
    pub bound_span: Option<Span>,
    pub consent: Option<Consent>,
    pub consent_span: Option<Span>,
    /// "not be unreasonably withheld", here or in the next sentence.
    pub reasonable: Option<Span>,
    pub tail: Option<Span>,
    pub ban: Option<Span>,
    /// Only "delegate" is said, mostly beside "assign".
    pub delegation: bool,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "ban",
            "{shall-not} ..16 (subcontract | subcontracted | sub contract | sub contracted | sublet | sub let | outsource | farm out)",
        ),
        (
            "ban",
            "{shall-not} ..8 (appoint | engage | use | employ | retain | hire | utilize) ..8 (subcontractor* | subdistributor* | subagent* | sub (contractor* | distributor* | agent*))",
        ),
        (
            "ban",
            "{shall-not} ..8 (appoint | engage | use | employ | retain | hire | utilize | utilise) ..10 (freelancers | freelance ..2 (translator* | designer* | developer* | worker* | writer* | consultant* | photographer* | contractor* | staff | help | personnel) | independent contractors | outside (studios | contractors | firms | help | suppliers | agencies) | (any | other) ..2 third (party | parties) ..3 (on | to (perform | provide | carry | assist) | for the performance | in the performance))",
        ),
        (
            "ban",
            "{shall-not} ..3 (appoint | engage | use | retain | hire) ..3 (another | other | different | any other) ..2 (vendor* | supplier* | provider* | company | firm) ..10 (services | work)",
        ),
        (
            "ban",
            "{shall-not} ..6 (assign | transfer | pass | hand) ..12 (responsibilities | duties | work | tasks | services | performance) ..16 to (any | another | an) ..6 (subcontractor* | sub contractor* | contractor* | consultant* | individual* | freelancer*)",
        ),
        (
            "consent",
            "(subcontract* | subagenc* | subagent* | subdistributor* | sub (contract* | distributor* | agent* | agenc*)) ..26 (consent | approval | approved | permission)",
        ),
        (
            "consent",
            "(consent | approval | permission) ..18 (subcontract* | subdistributor* | sub (contract* | distributor* | agent*))",
        ),
        (
            "delegate",
            "{shall-not} ..16 (delegate | delegated) ..10 (duties | duty | obligations | performance | responsibilities | services | work)",
        ),
        ("delegate", "{shall} ..4 (personally | himself | herself) ..4 (perform | render | provide)"),
        ("delegate", "(performed | rendered | provided) by {party} (personally | himself | herself)"),
        ("delegate", "{shall} ..2 (perform | render | provide | carry out) ..4 (personally | himself | herself)"),
        (
            "no",
            "no (subcontractor* | sub contractor*) ..3 (may | shall | will | can) be (used | engaged | appointed | employed | hired)",
        ),
        (
            "ban",
            "{shall-not} ..6 (delegate | let | pass | hand | entrust | give | farm) ..10 to ..4 (freelancers | affiliates | third part* | outside ..1 (firms | studios | agencies | contractors) | subcontractors | sub contractors)",
        ),
        (
            "no",
            "(use | engagement | employment | hiring) ..4 of ..6 (freelancers | subcontractors | sub contractors | outside ..1 (firms | studios | agencies | contractors | help)) ..10 (forbidden | prohibited | not permitted | not allowed | excluded | ruled out | barred)",
        ),
        ("only", "{may} ..3 only ..3 (subcontract | sub contract)"),
        (
            "no",
            "no ..4 (subcontracting | subcontract | portion | part) ..10 ({shall} | {may}) be ..4 (subcontracted | sublet | sub let | permitted | allowed)",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<SubcontractBan> {
    let found = contract.find(&CUES);
    let mut all: Vec<SubcontractBan> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let ban = (sentence.kind == SentenceKind::Body).then(|| ban(contract, one, found.name(one))).flatten();
        let known = |ban: &SubcontractBan| all.iter().any(|known| known.span.overlaps(ban.span));
        all.extend(ban.filter(|ban| !known(ban)));
    }
    all
}

fn ban(contract: &Contract, one: &Match, kind: &str) -> Option<SubcontractBan> {
    let sentence = contract.outline.sentence(one.sentence);
    let tokens = contract.document.text.tokens();
    let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
    let verb = one
        .tokens
        .clone()
        .find(|at| tokens.at(*at).starts_with("sub") || tokens.at(*at).starts_with("delegat"))
        .unwrap_or(one.tokens.start);
    if kind == "consent" && !is_limit(contract, one, &stretch) {
        return None;
    }
    // "shall not sub-let the whole of the Works": parts may be.
    let whole =
        scope::position(contract, verb + 1..(verb + 5).min(stretch.end), &["whole", "entire", "entirety", "all"])
            .is_some_and(|at| !scope::holds(contract, at..stretch.end, &["or", "any", "part", "portion"]));
    if whole && kind != "consent" {
        return None;
    }
    let named = match kind {
        "ban" | "delegate" => actor::of(contract, one, verb),
        _ => {
            super::subject::before(contract, stretch.start, verb)
                .or_else(|| actor::agent(contract, verb..stretch.end))
                // "the use by the Contractor of subcontractors"
                .or_else(|| super::subject::after(contract, stretch.start..verb, &["by"]))
        }
    };
    let consent = actor::consent(contract, stretch.clone());
    let giver = consent.as_ref().and_then(|consent| consent.giver);
    let told = named.as_ref().map(|named| named.bound).filter(|bound| *bound != Bound::Unclear);
    let nobody = kind != "consent" && contract.facts.parties.within(stretch.clone()).is_empty();
    let modal = one.capture("shall-not").map(|modal| scope::span(contract, modal.tokens.clone()));
    Some(SubcontractBan {
        bound: told
            .or(giver.map(Bound::opposite)) // Where nobody is named, it is the one that does the work.
            .unwrap_or(if nobody { Bound::Side(crate::facts::Side::Vendor) } else { Bound::Unclear }),
        bound_span: named.map(|named| named.span(contract)),
        consent_span: consent.as_ref().map(|consent| consent.span(contract)),
        reasonable: reasonable(contract, one, stretch.clone()),
        tail: scope::tail(contract, stretch.clone()),
        consent,
        ban: modal,
        // "personally, and may not delegate it": the work, not the contract.
        delegation: kind == "delegate"
            && !(scope::holds(contract, stretch.clone(), &["personally"])
                && scope::holds(contract, stretch.clone(), &["delegate", "delegated"])),
        clause: sentence.clause,
        span: scope::span(contract, stretch),
    })
}

fn reasonable(contract: &Contract, one: &Match, stretch: Range<usize>) -> Option<Span> {
    let next = scope::following(contract, contract.outline.sentence(one.sentence), 1).map(|next| next.tokens.clone());
    std::iter::once(stretch).chain(next).find_map(|range| {
        let at = scope::position(contract, range, &["unreasonably"])?;
        Some(scope::span(contract, at..at + 1))
    })
}

/// Consent that subcontracting needs, not consent that it does without or that was given.
fn is_limit(contract: &Contract, one: &Match, stretch: &Range<usize>) -> bool {
    const NEEDS: [&str; 14] = [
        "prior", "only", "subject", "require", "requires", "required", "unless", "provided", "must", "obtain", "with",
        "not", "no", "upon",
    ];
    let tokens = contract.document.text.tokens();
    let consent =
        one.tokens.clone().find(|at| matches!(tokens.at(*at), "consent" | "approval" | "permission" | "approved"));
    let Some(consent) = consent else { return false };
    let before = consent.saturating_sub(10).max(stretch.start)..consent;
    let waived = scope::position(contract, before.clone(), &["without"]).is_some_and(|_| {
        one.capture("shall-not").is_none() && !scope::holds(contract, stretch.start..consent, &["not", "no", "neither"])
    });
    let whole = scope::holds(contract, before, &NEEDS) || scope::holds(contract, one.tokens.clone(), &NEEDS);
    let acts = scope::holds(
        contract,
        stretch.clone(),
        &["may", "shall", "will", "must", "can", "cannot", "require", "requires", "required", "is", "are"],
    );
    // "the approved subcontractors", "consent of the subcontractor": nothing is asked for.
    let past = tokens.at(consent) == "approved"
        && !matches!(tokens.at(consent - 1), "be" | "been" | "is" | "are" | "pre" | "unless" | "if");
    let theirs = (consent + 1..(consent + 6).min(stretch.end))
        .take_while(|at| tokens.at(*at) != ",")
        .any(|at| tokens.at(at).starts_with("sub"))
        && tokens.at(consent + 1) == "of"
        && !contract.facts.parties.within(consent.saturating_sub(4)..consent).iter().any(|one| one.possessive)
        && one.tokens.start == consent;
    whole && acts && !waived && !past && !theirs
}

impl Subcontracting {
    pub fn read(contract: &Contract) -> Self {
        Self { bans: read(contract) }
    }

    pub fn readings(&self) -> Vec<Reading> {
        self.bans.iter().map(SubcontractBan::reading).collect()
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let lines = self.bans.iter().map(|ban| {
            let who = match ban.bound {
                Bound::Both => "Neither party may".to_owned(),
                bound => format!("{} may not", wording::subject(contract, bound)),
            };
            let how = if ban.consent.is_some() { " without consent" } else { "" };
            KeyTerm::stated("Subcontracting", format!("{who} subcontract{how}"), ban.span, ban.clause)
        });
        KeyTerm::or_not_stated("Subcontracting", key_term::distinct(lines.collect()))
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let first = self.bans.first();
        Sheet { restricted: first.is_some(), quote: first.map(|ban| contract.quote(ban.span).to_owned()) }
    }
}

impl SubcontractBan {
    pub fn reading(&self) -> Reading {
        let mut fields: Vec<Field> = vec![
            record::bound("bound", self.bound, self.bound_span),
            record::flag("consent", self.consent.is_some(), self.consent_span),
        ];
        fields.push(record::flag("reasonable", self.reasonable.is_some(), self.reasonable));
        fields.push(record::flag("delegation", self.delegation, None));
        fields.extend(record::anchor("ban", self.ban));
        fields.extend(record::anchor("consent-word", self.consent_span));
        fields.extend(record::anchor("tail", self.tail));
        Reading {
            term: "subcontracting",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: if self.bound == Bound::Unclear { 0.5 } else { 0.8 },
            fields,
            evidence: Vec::new(),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    pub restricted: bool,
    pub quote: Option<String>,
}
