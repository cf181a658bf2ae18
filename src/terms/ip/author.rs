//! What authors give up. In: sentences on works made for hire and on moral rights. Out:
//! [`WorkForHire`] and [`MoralRights`].

use std::sync::LazyLock;

use super::Assignment;
use crate::contract::Contract;
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject;
use crate::terms::{Bound, Reading};
use crate::terms::{record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct WorkForHire {
    pub phrase: Span,
    /// An assignment stands behind it, for works that the law does not treat so.
    pub backed: bool,
    pub clause: ClauseId,
    pub sentence: SentenceId,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MoralRights {
    pub by: Bound,
    pub by_span: Option<Span>,
    pub verb: Span,
    /// A credit is promised in the same clause.
    pub credited: bool,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("hire", "(work | works) [made] for hire"),
        (
            "waiver",
            "(waive | waives | waiver | waived | forgo | forgoes | gives up | give up | renounce* | relinquish* | surrender*) ..40 (moral rights | moral right | droit moral | rights of attribution | rights of paternity | right of paternity)",
        ),
        ("waiver", "{party} ..3 (consent | consents) ..60 (moral rights | droit moral)"),
        (
            "waiver",
            "(waive | waives | waived) ..24 rights ..3 (under | by) ..12 (copyright act | copyright designs and patents act | visual artists)",
        ),
        ("waiver", "{shall-not} be entitled to ..4 (credit | byline | attribution)"),
        (
            "waiver",
            "{party} ..6 (not | never) ..2 to (object | insist) ..16 (alteration* | modification* | named | credited | identified)",
        ),
        (
            "waiver",
            "(moral rights | moral right | droit moral) ..60 (waive | waives | waived | waiver | not to assert | not assert)",
        ),
        (
            "waiver",
            "(waive | waives | waived | gives up | give up | renounce | renounces | forgo | forgoes | relinquish* | surrender*) ..24 right* ..24 \
             ((named | identified | credited | attributed) ..4 (author | authors | creator | maker) | be credited | derogatory | paternity)",
        ),
        (
            "waiver",
            "{shall-not} be entitled ..3 (named | identified | credited) ..4 (author | authors | creator | maker)",
        ),
        // "renounces the right to be named and the right to oppose any distortion"
        (
            "waiver",
            "(renounce* | waive | waives | gives up | give up | relinquish* | forgo*) ..16 right to (be (named | credited) | oppose | object) ..16 (work | works | drawings | pictures | distortion | mutilation)",
        ),
        // "the right to be identified as author is hereby relinquished"
        (
            "waiver",
            "(right | rights) ..30 (identified | named | credited | derogatory | integrity | paternity | attribution | moral rights) ..40 \
             (is | are) ..4 (waived | relinquished | renounced | surrendered | forgone | abandoned)",
        ),
        ("waiver", "{shall-not} ..12 (assert | exercise | enforce) ..12 (moral rights | droit moral)"),
    ])
});

pub fn works_for_hire(contract: &Contract, assignments: &[Assignment]) -> Vec<WorkForHire> {
    let found = contract.find(&CUES);
    let mut all: Vec<WorkForHire> = Vec::new();
    for one in found.named("hire") {
        let sentence = contract.outline.sentence(one.sentence);
        let known = all.last().is_some_and(|known| known.sentence == one.sentence);
        if sentence.kind != SentenceKind::Heading && !known && is_promised(contract, one) {
            let part = scope::stretch(contract, sentence, one.tokens.start);
            all.push(WorkForHire {
                phrase: one.span,
                backed: !assignments.is_empty(),
                clause: sentence.clause,
                sentence: sentence.id,
                span: scope::span(contract, part),
            });
        }
    }
    all
}

/// "to the extent that it is not a work made for hire" and "is not deemed" say nothing by themselves.
fn is_promised(contract: &Contract, one: &Match) -> bool {
    let ahead = one.tokens.start.saturating_sub(10)..one.tokens.start;
    !scope::holds(contract, ahead, &["not", "no", "neither", "never", "non", "nothing"])
}

pub fn moral_rights(contract: &Contract) -> Vec<MoralRights> {
    let found = contract.find(&CUES);
    let mut all: Vec<MoralRights> = Vec::new();
    for one in found.named("waiver") {
        let sentence = contract.outline.sentence(one.sentence);
        let known = all.last().is_some_and(|known| known.clause == sentence.clause);
        if sentence.kind != SentenceKind::Heading && !known {
            all.extend(waiver(contract, one));
        }
    }
    all
}

fn waiver(contract: &Contract, one: &Match) -> Option<MoralRights> {
    let sentence = contract.outline.sentence(one.sentence);
    let verb = scope::position(
        contract,
        one.tokens.clone(),
        &[
            "waive",
            "waives",
            "waiver",
            "waived",
            "relinquished",
            "renounced",
            "surrendered",
            "forgone",
            "abandoned",
            "forgo",
            "forgoes",
            "gives",
            "give",
            "renounce",
            "renounces",
            "relinquish",
            "relinquishes",
            "surrender",
            "surrenders",
            "assert",
            "exercise",
            "enforce",
            "entitled",
            "consent",
            "consents",
            "object",
            "insist",
        ],
    )?;
    let part = scope::stretch(contract, sentence, verb);
    let ahead = verb.saturating_sub(4).max(part.start)..verb;
    let not = scope::holds(contract, ahead, &["not", "no", "never"]);
    let asserts = matches!(
        contract.document.text.tokens().at(verb),
        "assert" | "exercise" | "enforce" | "entitled" | "object" | "insist"
    );
    if not != asserts {
        return None;
    }
    // "The Author agrees that the Publisher may alter the work and waives …": the first subject's verb.
    let goes_on = contract.document.text.tokens().at(verb.saturating_sub(1)) == "and";
    let first =
        contract.facts.parties.within(part.start..verb).first().filter(|mention| goes_on && !mention.possessive);
    let by = first
        .map(|mention| subject::Named { bound: subject::bound(contract, mention.who), tokens: mention.tokens.clone() })
        .or_else(|| subject::before(contract, part.start, verb))
        .or_else(|| scope::lead_in(sentence, verb).and_then(|lead| subject::before(contract, lead.start, lead.end)))
        // "The Composer will not seek a credit; all moral rights are waived."
        .or_else(|| subject::before(contract, sentence.tokens.start, verb))
        // "The Author's right to be named is waived."
        .or_else(|| subject::owner(contract, part.start..verb));
    Some(MoralRights {
        by: by.as_ref().map_or(Bound::Unclear, |named| named.bound),
        by_span: by.map(|named| named.span(contract)),
        verb: scope::span(contract, verb..verb + 1),
        credited: is_credited(contract, one),
        clause: sentence.clause,
        span: scope::span(contract, part),
    })
}

fn is_credited(contract: &Contract, one: &Match) -> bool {
    let clause = contract.outline.sentence(one.sentence).clause;
    let near = one.sentence.0..(one.sentence.0 + 4).min(contract.outline.sentences.len());
    let sentences = contract.outline.sentences.get(near).unwrap_or_default();
    let denied =
        |at: usize| scope::holds(contract, at.saturating_sub(8)..at, &["not", "no", "without", "nor", "up", "any"]);
    sentences.iter().filter(|other| other.clause == clause).any(|other| {
        scope::position(contract, other.tokens.clone(), &["credit", "credited", "credits"])
            // "the right to be credited is waived" promises none.
            .is_some_and(|at| !denied(at) && !one.tokens.contains(&at))
    })
}

impl WorkForHire {
    pub fn reading(&self) -> Reading {
        let fields = [Some(record::flag("backed", self.backed, None)), record::anchor("phrase", Some(self.phrase))];
        reading("work-for-hire", self.span, self.clause, fields.into_iter().flatten().collect())
    }
}

impl MoralRights {
    pub fn reading(&self) -> Reading {
        let fields = [
            Some(record::bound("by", self.by, self.by_span)),
            record::anchor("verb", Some(self.verb)),
            Some(record::flag("credited", self.credited, None)),
        ];
        reading("moral-rights-waiver", self.span, self.clause, fields.into_iter().flatten().collect())
    }
}

fn reading(term: &'static str, span: Span, clause: ClauseId, fields: Vec<crate::terms::Field>) -> Reading {
    Reading { term, span: Some(span), clause: Some(clause), confidence: 0.9, fields, evidence: Vec::new() }
}
