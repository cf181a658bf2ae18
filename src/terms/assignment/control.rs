//! Change of control. In: sentences that hang something on a party's new owner. Out:
//! [`ChangeOfControl`]: what it sets off, and who may act on it.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Serialize;

use crate::contract::Contract;
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::{Bound, Field, Reading, record, scope, subject};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A right to end the contract.
    Termination,
    /// It counts as an assignment, or needs consent itself.
    Assignment,
    /// The contract may pass to the new owner.
    Permission,
    Notice,
    Other,
}

impl Effect {
    pub fn word(self) -> &'static str {
        match self {
            Effect::Termination => "termination",
            Effect::Assignment => "assignment",
            Effect::Permission => "permission",
            Effect::Notice => "notice",
            Effect::Other => "other",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct ChangeOfControl {
    pub effect: Effect,
    pub holder: Bound,
    /// Only where the new owner competes.
    pub competitor: Option<Span>,
    pub event: Span,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("named", "(change | changes) (of | in) ..5 (control | ownership | shareholding | shareholder)"),
        ("named", "(ownership | control) (change | changes)"),
        (
            "ended",
            "(agreement | contract | rights | licence | license) ..2 {shall} ..2 terminate ..40 (acquired by | acquisition of ..14 by | merges with | is merged)",
        ),
        ("named", "(change | changes) (of | in) ..3 (management | business) ..3 (control | ownership)"),
        (
            "ended",
            "{may} ..6 terminat* ..45 (merges | merger | consolidation | consolidates | acquired | (sale | sells | transfer | transfers) ..5 (substantially all | majority | stock | shares) | (majority | controlling) ..5 (stock | shares | equity | interest))",
        ),
        (
            "ended",
            "(merges | merger | consolidation | acquired | (sale | sells | transfer | transfers) ..5 substantially all | (majority | controlling) ..5 (stock | shares | equity | interest)) ..60 {may} ..6 terminat*",
        ),
        (
            "ended",
            "{may} ..6 terminat* ..60 (substantially all | majority) ..12 (assets | stock | shares | business | equity | securities) ..14 (sold | transferred | acquired | conveyed | disposed)",
        ),
        (
            "ended",
            "{may} ..6 terminat* ..45 (acquisition of | purchase of) ..8 (substantially all | majority | controlling) ..5 (assets | stock | shares | equity | interest | business)",
        ),
        ("ended", "(acquired by | merged (with | into) | acquisition of ..14 by) ..50 {may} ..10 terminat*"),
        (
            "deemed",
            "(merger | consolidation | (sale | transfer | issuance | acquisition) ..10 (stock | shares | equity | control | securities | interest)) ..30 (deemed | constitute | considered | treated) ..8 (assignment | transfer)",
        ),
        (
            "deemed",
            "(assignment | transfer) ..8 (deemed to include | includes | include) ..20 (merger | consolidation | control)",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<ChangeOfControl> {
    let found = contract.find(&CUES);
    let mut all: Vec<ChangeOfControl> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let known = all.iter().any(|known: &ChangeOfControl| sentence.span.overlaps(known.span));
        if sentence.kind != SentenceKind::Body || known {
            continue;
        }
        all.extend(clause(contract, one, found.name(one)));
    }
    all
}

fn clause(contract: &Contract, one: &Match, kind: &str) -> Option<ChangeOfControl> {
    let sentence = contract.outline.sentence(one.sentence);
    let range = near(sentence.tokens.clone(), one);
    let lead_in = scope::lead_in(sentence, one.tokens.end - 1).unwrap_or(range.start..range.start);
    let holds = |words: &[&str]| scope::holds(contract, range.clone(), words);
    let begins = |stems: &[&str]| {
        scope::begins(contract, range.clone(), stems) || scope::begins(contract, lead_in.clone(), stems)
    };
    // Property, funds and accounts change hands too.
    if kind == "named" && begins(&["beneficial", "beneficiar", "policyholder"]) {
        return None;
    }
    // "changes in the Control Panel"
    const DEVICES: [&str; 6] = ["panel", "system", "systems", "settings", "group", "room"];
    if kind == "named" && DEVICES.contains(&contract.document.text.tokens().at(one.tokens.end)) {
        return None;
    }
    // "does not constitute an assignment and gives no right to terminate": it sets nothing off.
    let tokens = contract.document.text.tokens();
    let denied = (one.tokens.end..(one.tokens.end + 14).min(range.end)).any(|at| {
        matches!(tokens.at(at), "not" | "nor" | "never")
            && scope::begins(contract, at + 1..at + 5, &["constitut", "deem", "give", "requir", "affect", "consider"])
    });
    // "A Change of Control is deemed to have occurred when": what the words mean.
    let defined = kind == "named"
        && (one.tokens.end..one.tokens.end + 8).any(|at| tokens.at(at).starts_with("occur"))
        && holds(&["deemed"]);
    if denied || defined {
        return None;
    }
    let effect = match kind {
        "deemed" => Effect::Assignment,
        "ended" => Effect::Termination,
        _ if begins(&["terminat", "cancel", "default"]) || ends(contract, range.clone()).is_some() => {
            Effect::Termination
        }
        _ if holds(&["deemed", "constitute", "constitutes", "considered"]) && begins(&["assign", "transfer"]) => {
            Effect::Assignment
        }
        _ if holds(&["consent", "approval", "approved"]) && !holds(&["without"]) => Effect::Assignment,
        _ if begins(&["assign", "transfer"]) => Effect::Permission,
        _ if begins(&["notice", "notif"]) => Effect::Notice,
        _ => Effect::Other,
    };
    Some(ChangeOfControl {
        effect,
        holder: holder(contract, one, effect),
        competitor: competitor(contract, sentence.id, range.clone()),
        event: one.span,
        clause: sentence.clause,
        span: scope::span(contract, scope::stretch(contract, sentence, one.tokens.end - 1)),
    })
}

/// Only where the new owner competes: here or in the next sentence of the clause.
fn competitor(contract: &Contract, sentence: SentenceId, range: Range<usize>) -> Option<Span> {
    let next = scope::following(contract, contract.outline.sentence(sentence), 1).map(|next| next.tokens.clone());
    std::iter::once(range).chain(next).find_map(|range| {
        let at = scope::position(contract, range, &["competitor", "competitors", "competitive", "competes"])?;
        Some(scope::span(contract, at..at + 1))
    })
}

/// A long list of causes is read around the one that is meant.
fn near(sentence: Range<usize>, one: &Match) -> Range<usize> {
    one.tokens.start.saturating_sub(80).max(sentence.start)..(one.tokens.end + 60).min(sentence.end)
}

/// "may end this Contract"
fn ends(contract: &Contract, range: Range<usize>) -> Option<usize> {
    let tokens = contract.document.text.tokens();
    range.skip(1).find(|at| {
        matches!(tokens.at(*at), "end" | "leave" | "rescind") && matches!(tokens.at(at - 1), "may" | "can" | "to")
    })
}

/// The one who may end it: the subject of the permission nearest to "terminate".
fn holder(contract: &Contract, one: &Match, effect: Effect) -> Bound {
    if effect != Effect::Termination {
        return Bound::Unclear;
    }
    let sentence = contract.outline.sentence(one.sentence);
    let tokens = sentence.tokens.clone();
    let terminates = |at: &usize| contract.document.text.tokens().at(*at).starts_with("terminat");
    let Some(verb) = tokens.clone().find(terminates).or_else(|| ends(contract, tokens)) else {
        return Bound::Unclear;
    };
    let from = scope::stretch(contract, sentence, verb).start;
    let active = subject::before(contract, from, verb).map(|named| named.bound);
    let passive =
        || subject::after(contract, verb..(verb + 6).min(sentence.tokens.end), &["by"]).map(|named| named.bound);
    passive().or(active).unwrap_or(Bound::Unclear)
}

impl ChangeOfControl {
    pub fn reading(&self) -> Reading {
        let mut fields: Vec<Field> = vec![
            record::word("effect", self.effect.word(), None),
            record::bound("holder", self.holder, None),
            record::flag("competitor", self.competitor.is_some(), self.competitor),
        ];
        fields.extend(record::anchor("event", Some(self.event)));
        Reading {
            term: "change-of-control",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.8,
            fields,
            evidence: Vec::new(),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct ChangeOfControlSheet {
    pub present: bool,
    pub quote: Option<String>,
}

/// What ends or stops the contract speaks before what merely allows it to pass.
pub fn sheet(contract: &Contract, all: &[ChangeOfControl]) -> ChangeOfControlSheet {
    let strong = |one: &&ChangeOfControl| matches!(one.effect, Effect::Termination | Effect::Assignment);
    let one = all.iter().find(strong).or_else(|| all.iter().find(|one| one.effect != Effect::Other));
    ChangeOfControlSheet { present: one.is_some(), quote: one.map(|one| contract.quote(one.span).to_owned()) }
}
