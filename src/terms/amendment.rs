//! Changing the contract. In: a contract. Out: [`Amendment`]: who may change the terms alone, and
//! whether a change needs a signed writing.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Serialize;

use super::subject::Named;
use super::{
    Bound, Field, FieldKind, FieldSchema, KeyTerm, Reading, TermSchema, actor, key_term, record, scope, wording,
};
use crate::contract::Contract;
use crate::facts::{Duration, Side, Value};
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::text::Tokens;

const WHAT: FieldKind = FieldKind::Word(&[
    ("terms", "the terms of the contract"),
    ("policies", "policies and documents that the contract refers to"),
    ("services", "what is supplied"),
]);

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "unilateral-change",
        name: "a right to change the terms alone",
        fields: &[
            FieldSchema::new("by", FieldKind::Bound, "says who may change them"),
            FieldSchema::new("what", WHAT, "says what may be changed"),
            FieldSchema::new("notice", FieldKind::Duration, "says how long before"),
            FieldSchema::new("exit", FieldKind::Flag, "lets the other side leave or object"),
            FieldSchema::new("permission", FieldKind::Anchor, "allows it"),
            FieldSchema::new("listed", FieldKind::Flag, "is one item of a list"),
            FieldSchema::new("shared", FieldKind::Flag, "shares its sentence with a right to end or suspend"),
            FieldSchema::new("rest", FieldKind::Anchor, "says what may be changed and how"),
        ],
    },
    TermSchema {
        term: "amendment-form",
        name: "the form of a change",
        fields: &[
            FieldSchema::new("written", FieldKind::Flag, "asks for writing"),
            FieldSchema::new("email", FieldKind::Flag, "lets e-mail suffice"),
        ],
    },
];

#[derive(Clone, Debug, Default)]
pub struct Amendment {
    pub unilateral: Vec<UnilateralChange>,
    pub form: Option<AmendmentForm>,
    /// Where the form belongs if it is not stated: the last clause of the contract.
    pub place: Option<ClauseId>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct UnilateralChange {
    pub by: Bound,
    pub by_span: Option<Span>,
    pub what: &'static str,
    pub notice: Option<(Duration, Span)>,
    pub exit: Option<Span>,
    /// One item of a list, or one half of a longer sentence.
    pub listed: bool,
    /// "may terminate, suspend or modify".
    pub shared: bool,
    pub permission: Option<Span>,
    pub clause: ClauseId,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct AmendmentForm {
    pub email: Option<Span>,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "alone",
            "{may} ..12 (modify | amend | change | update | revise | alter | vary | supplement | adapt | rewrite | replace | substitute)",
        ),
        ("alone", "{may} be ..6 (modified | amended | changed | updated | revised | altered | varied) ..8 by {party}"),
        ("alone", "(is | are) subject to ..3 (change | modification | amendment | revision) ..8 by {party}"),
        (
            "form",
            "(amended | modified | changed | varied | altered | vary | varies | amendment | amendments | modification | modifications | variation | variations | amend | modify | change | changes) ..40 (writing | written | signed)",
        ),
    ])
});

const TERMS: [&str; 12] = [
    "exhibit",
    "schedule",
    "annex",
    "appendix",
    "territory",
    "agreement",
    "contract",
    "terms",
    "conditions",
    "provisions",
    "addendum",
    "provision",
];
const POLICIES: [&str; 8] =
    ["policy", "policies", "guidelines", "rules", "manual", "manuals", "handbook", "procedures"];
/// A change that needs the other side, or is not of the contract.
const JOINT: [&str; 8] = ["mutual", "mutually", "both", "consent", "parties", "approval", "countersigned", "approved"];

impl Amendment {
    pub fn read(contract: &Contract) -> Self {
        let found = contract.find(&CUES);
        let mut unilateral: Vec<UnilateralChange> = Vec::new();
        for one in found.named("alone") {
            let change = change(contract, one);
            let known = |change: &UnilateralChange| unilateral.iter().any(|known| known.span.overlaps(change.span));
            unilateral.extend(change.filter(|change| !known(change)));
        }
        let form = found.named("form").find_map(|one| form(contract, one));
        let last = contract.outline.sentences.iter().rev().find(|sentence| sentence.kind == SentenceKind::Body);
        Self { unilateral, form, place: last.map(|sentence| sentence.clause) }
    }

    pub fn readings(&self) -> Vec<Reading> {
        self.unilateral.iter().map(UnilateralChange::reading).chain(self.form_reading()).collect()
    }

    fn form_reading(&self) -> Option<Reading> {
        let email = self.form.as_ref().and_then(|form| form.email);
        let fields =
            vec![record::flag("written", self.form.is_some(), None), record::flag("email", email.is_some(), email)];
        let clause = self.form.as_ref().map_or(self.place, |form| Some(form.clause));
        let span = self.form.as_ref().map(|form| form.span);
        Some(Reading { term: "amendment-form", span, clause, confidence: 0.8, fields, evidence: Vec::new() })
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let mut lines: Vec<KeyTerm> = self.unilateral.iter().map(|change| change.key_term(contract)).collect();
        lines.extend(
            self.form.iter().map(|form| KeyTerm::stated("Amendment", "Only in writing", form.span, form.clause)),
        );
        KeyTerm::or_not_stated("Amendment", key_term::distinct(lines))
    }

    /// Its part of the fact sheet: the terms before the policies, the policies before the services.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let known = |what: &str| {
            self.unilateral.iter().find(|change| change.what == what && matches!(change.by, Bound::Side(_)))
        };
        let change = known("terms").or_else(|| known("policies")).or_else(|| known("services"));
        Sheet {
            unilateral_by: actor::word(change.map(|change| change.by)),
            quote: change.map(|change| contract.quote(change.span).to_owned()),
        }
    }
}

fn change(contract: &Contract, one: &Match) -> Option<UnilateralChange> {
    let sentence = contract.outline.sentence(one.sentence);
    let verb = one.tokens.end - 1;
    let stretch = scope::stretch(contract, sentence, verb);
    let by = changer(contract, one, &stretch)?;
    let what = what(contract, one, &stretch)?;
    let tokens = contract.document.text.tokens();
    let noun = one.capture("party").is_none()
        && matches!(tokens.at(verb.saturating_sub(1)), "a" | "an" | "any" | "the" | "such" | "no")
        || matches!(tokens.at(verb + 1), "in" | "of") && tokens.at(verb) == "change";
    if sentence.kind != SentenceKind::Body || noun || !is_alone(contract, one, &stretch) {
        return None;
    }
    let permission = actor::modal(one).map(|modal| scope::span(contract, modal.tokens.clone()));
    Some(UnilateralChange {
        by: by.bound,
        by_span: Some(by.span(contract)),
        what,
        notice: notice(contract, one, &stretch),
        listed: stretch.len() + 2 < sentence.tokens.len(),
        shared: shared(tokens, verb),
        exit: exit(contract, one),
        permission,
        clause: sentence.clause,
        span: scope::span(contract, stretch),
    })
}

/// Does another verb than one of change stand beside this one?
fn shared(tokens: &Tokens, verb: usize) -> bool {
    const OTHERS: [&str; 7] = ["terminate", "suspend", "cancel", "discontinue", "withdraw", "end", "limit"];
    const BESIDE: usize = 3;
    (verb.saturating_sub(BESIDE)..=verb + BESIDE).any(|at| OTHERS.contains(&tokens.at(at)))
}

/// The one side that may; two together are an agreement.
fn changer(contract: &Contract, one: &Match, stretch: &Range<usize>) -> Option<Named> {
    let agent = one.capture("party").map(|capture| capture.tokens.start);
    let named = match agent {
        Some(start) => {
            super::subject::after(contract, start.saturating_sub(2).max(stretch.start)..stretch.end, &["by"])
        }
        None => actor::subject(contract, contract.outline.sentence(one.sentence), actor::modal(one)?.tokens.clone()),
    };
    named.or_else(|| unnamed(contract, one)).filter(|named| named.bound != Bound::Both)
}

/// "Acme may revise these Terms", where nothing but "Customer" is a party: a sentence that begins with a name
/// speaks of the other one.
fn unnamed(contract: &Contract, one: &Match) -> Option<Named> {
    let sentence = contract.outline.sentence(one.sentence);
    let modal = actor::modal(one)?.tokens.start;
    let tokens = contract.document.text.tokens();
    let name = tokens.as_slice().get(sentence.tokens.start)?;
    let plain =
        sentence.tokens.start + 1 == modal && name.capital && !tokens.at(sentence.tokens.start).starts_with("th");
    let known = [Side::Vendor, Side::Customer].into_iter().filter(|side| contract.facts.parties.on(*side).is_some());
    let sides: Vec<Side> = known.collect();
    match sides.as_slice() {
        [only] if plain && !is_word(tokens.at(sentence.tokens.start)) => {
            Some(Named { bound: Bound::Side(only.other()), tokens: sentence.tokens.start..modal })
        }
        _ => None,
    }
}

/// A beginning that is nobody's name.
fn is_word(word: &str) -> bool {
    matches!(
        word,
        "either" | "neither" | "nobody" | "both" | "each" | "amendments" | "changes" | "schedules" | "it" | "they"
    )
}

/// What is changed: the object of the verb, or the subject of the passive.
fn what(contract: &Contract, one: &Match, stretch: &Range<usize>) -> Option<&'static str> {
    let tokens = contract.document.text.tokens();
    let object = match one.capture("party") {
        Some(_) => stretch.start..one.tokens.start,
        None => one.tokens.end..(one.tokens.end + 14).min(stretch.end),
    };
    // "change its address for notices", "change the Purchase Order": the first noun tells.
    let own = object.clone().take(2).any(|at| matches!(tokens.at(at), "its" | "their" | "own"));
    let governed = |at: usize| at > object.start && matches!(tokens.at(at - 1), "under" | "to" | "in" | "by" | "with");
    let near = |at: usize| !(at > object.start + 1 && governed(at - 1) && tokens.at(at - 1) == "this" || governed(at));
    let held = |words: &[&str]| object.clone().find(|at| words.contains(&tokens.at(*at))).filter(|at| near(*at));
    // "any Reseller Agreement" is another one.
    let whole = |at: usize| {
        !matches!(tokens.at(at), "agreement" | "contract" | "addendum")
            || matches!(tokens.at(at.saturating_sub(1)), "this" | "the" | "such" | "our" | "said" | "these")
    };
    let terms = held(&TERMS).filter(|at| !own && whole(*at));
    let at_will = || {
        scope::holds(contract, stretch.clone(), &["discretion", "anytime"])
            || scope::begins(contract, stretch.clone(), &["unilateral"])
            || one.tokens.clone().any(|at| tokens.at(at) == "any" && tokens.at(at + 1) == "time")
    };
    if terms.is_some() || one.capture("party").is_none() && points_at_terms(contract, one) {
        return Some("terms");
    }
    if held(&POLICIES).is_some() {
        return Some("policies");
    }
    let prices = scope::begins(contract, object.clone(), &["price", "discount"]);
    (held(&["service", "services", "features", "products", "territory"]).is_some() && !prices && at_will())
        .then_some("services")
}

/// "These Terms may change. We may revise them": what the pronoun stands for.
fn points_at_terms(contract: &Contract, one: &Match) -> bool {
    let sentence = contract.outline.sentence(one.sentence);
    let before = sentence.id.0.checked_sub(1).map(|before| contract.outline.sentence(SentenceId(before)));
    let before = before.filter(|before| before.clause == sentence.clause);
    let pronoun = matches!(contract.document.text.tokens().at(one.tokens.end), "them" | "it");
    let own = sentence.tokens.start..one.tokens.start;
    let named = |range: Range<usize>| scope::holds(contract, range, &TERMS);
    pronoun && (named(own) || before.is_some_and(|before| named(before.tokens.clone())))
}

fn is_alone(contract: &Contract, one: &Match, stretch: &Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    let joint = scope::position(contract, one.tokens.start..stretch.end, &JOINT);
    let waived = |at: usize| (at.saturating_sub(6).max(stretch.start)..at).any(|back| tokens.at(back) == "without");
    let signed = scope::holds(contract, stretch.clone(), &["signed", "executed"]);
    let asked = scope::begins(contract, one.tokens.clone(), &["request", "propos", "suggest", "recommend", "if"]);
    let agreed = stretch.clone().any(|at| {
        tokens.at(at) == "agreed"
            && matches!(tokens.at(at + 1), "by" | "in" | "upon" | "between" | "to" | "with")
            && tokens.at(at.saturating_sub(1)) != "has"
    });
    joint.is_none_or(waived) && !signed && !asked && !agreed
}

/// The notice in the stretch, or in the next sentence of the clause that speaks of a change.
fn notice(contract: &Contract, one: &Match, stretch: &Range<usize>) -> Option<(Duration, Span)> {
    let next = scope::following(contract, contract.outline.sentence(one.sentence), 1);
    let mut next =
        next.filter(|next| scope::begins(contract, next.tokens.clone(), &["change", "amend", "modif", "variation"]));
    noticed(contract, stretch.clone()).or_else(|| next.find_map(|next| noticed(contract, next.tokens.clone())))
}

fn noticed(contract: &Contract, stretch: Range<usize>) -> Option<(Duration, Span)> {
    if !scope::begins(contract, stretch.clone(), &["notice", "notif", "notify", "prior", "advance"]) {
        return None;
    }
    contract.facts.quantities_within(stretch.clone()).iter().find_map(|fact| match fact.value {
        Value::Duration(duration) => Some((duration, fact.span)),
        _ => None,
    })
}

/// "If you do not agree, you may terminate": here or in the next two sentences of the clause.
fn exit(contract: &Contract, one: &Match) -> Option<Span> {
    let here = contract.outline.sentence(one.sentence);
    std::iter::once(here).chain(scope::following(contract, here, 2)).find_map(|sentence| {
        let objects = scope::begins(contract, sentence.tokens.clone(), &["object", "disagree", "reject", "adverse"])
            || scope::begins(contract, sentence.tokens.clone(), &["terminat", "cancel"]);
        let leaves =
            scope::position(contract, sentence.tokens.clone(), &["terminate", "cancel", "termination", "object"]);
        leaves.filter(|_| objects).map(|at| scope::span(contract, at..at + 1))
    })
}

fn form(contract: &Contract, one: &Match) -> Option<AmendmentForm> {
    let sentence = contract.outline.sentence(one.sentence);
    let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
    const PAPERS: [&str; 8] =
        ["agreement", "contract", "hereof", "terms", "provision", "provisions", "addendum", "hereto"];
    // "This Agreement is all that was agreed. It may be amended only in writing."
    let before = sentence.id.0.checked_sub(1).map(|before| contract.outline.sentence(SentenceId(before)));
    let pointed = matches!(contract.document.text.tokens().at(stretch.start), "it" | "they")
        && before.is_some_and(|before| scope::holds(contract, before.tokens.clone(), &PAPERS));
    let contractual = pointed || scope::holds(contract, stretch.clone(), &PAPERS);
    let required = scope::holds(
        contract,
        stretch.clone(),
        &["only", "except", "unless", "no", "not", "must", "shall", "without", "by", "neither", "binding", "until"],
    );
    let email = scope::position(contract, sentence.tokens.clone(), &["email", "emails"]).filter(|at| {
        !(at.saturating_sub(6)..*at).any(|back| matches!(contract.document.text.tokens().at(back), "not" | "excluding"))
    });
    (sentence.kind == SentenceKind::Body && contractual && required).then(|| AmendmentForm {
        email: email.map(|at| scope::span(contract, at..at + 1)),
        clause: sentence.clause,
        span: scope::span(contract, stretch),
    })
}

impl UnilateralChange {
    pub fn reading(&self) -> Reading {
        let mut fields: Vec<Field> =
            vec![record::bound("by", self.by, self.by_span), record::word("what", self.what, None)];
        fields.extend(self.notice.map(|(notice, span)| record::duration("notice", notice, Some(span))));
        fields.push(record::flag("listed", self.listed, None));
        fields.push(record::flag("shared", self.shared, None));
        fields.push(record::flag("exit", self.exit.is_some(), self.exit));
        fields.extend(record::anchor("permission", self.permission));
        let rest = self.permission.map(|permission| Span { start: permission.start, end: self.span.end });
        fields.extend(record::anchor("rest", rest));
        Reading {
            term: "unilateral-change",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: if self.by == Bound::Unclear { 0.5 } else { 0.8 },
            fields,
            evidence: Vec::new(),
        }
    }

    fn key_term(&self, contract: &Contract) -> KeyTerm {
        let what = match self.what {
            "terms" => "the terms",
            "policies" => "its policies",
            _ => "the services",
        };
        let value = format!("{} may change {what} alone", wording::subject(contract, self.by));
        KeyTerm::stated("Amendment", value, self.span, self.clause)
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// "vendor", "customer" or "none".
    pub unilateral_by: &'static str,
    pub quote: Option<String>,
}
