//! In: a contract. Out: [`Acceptance`]: how what is delivered is accepted, within how many days, and what silence means.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Serialize;

use super::subject::{self, Named};
use super::{Bound, FieldKind, FieldSchema, KeyTerm, Reading, TermSchema, record, scope, wording};
use crate::contract::Contract;
use crate::facts::{Duration, Side, Unit, Value};
use crate::outline::{ClauseId, Sentence, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[TermSchema {
    term: "acceptance",
    name: "an acceptance clause",
    fields: &[
        FieldSchema::new(
            "kind",
            FieldKind::Word(&[
                ("deemed-accepted", "silence counts as acceptance"),
                ("deemed-rejected", "silence counts as rejection"),
                ("sole-discretion", "acceptance at the other's discretion"),
                ("agreed-test", "acceptance by agreed criteria"),
            ]),
            "says how acceptance comes about",
        ),
        FieldSchema::new("by", FieldKind::Bound, "says who accepts"),
        FieldSchema::new("days", FieldKind::Duration, "says how long there is to object"),
        FieldSchema::new("phrase", FieldKind::Anchor, "says what counts"),
        FieldSchema::new("use", FieldKind::Anchor, "lets use count as acceptance"),
        FieldSchema::new("verdict", FieldKind::Anchor, "says what silence means"),
        FieldSchema::new("approve", FieldKind::Anchor, "says what has to be done to accept"),
        FieldSchema::new("approved", FieldKind::Anchor, "says what has to be done to accept"),
        FieldSchema::new("deemed", FieldKind::Flag, "says elsewhere that silence accepts"),
        FieldSchema::new(
            "wording",
            FieldKind::Word(&[
                ("deemed", "deemed"),
                ("failed", "deemed not to have passed"),
                ("silence", "silence or failure"),
                ("other", "other words"),
            ]),
            "says it in which words",
        ),
    ],
}];

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    DeemedAccepted,
    DeemedRejected,
    SoleDiscretion,
    AgreedTest,
}

impl Way {
    pub fn word(self) -> &'static str {
        match self {
            Way::DeemedAccepted => "deemed-accepted",
            Way::DeemedRejected => "deemed-rejected",
            Way::SoleDiscretion => "sole-discretion",
            Way::AgreedTest => "agreed-test",
        }
    }
}

/// One clause on acceptance.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    pub way: Way,
    pub by: Bound,
    pub by_span: Option<Span>,
    pub days: Option<(Duration, Span)>,
    /// "deemed accepted", "sole discretion".
    pub phrase: Span,
    /// "use in production": words that make use count.
    pub by_use: Option<Span>,
    /// Another clause lets silence count as acceptance.
    pub deemed: bool,
    /// "rejected" in "deemed rejected".
    pub verdict: Span,
    /// "approve" in "does not approve", and "approved" in "has not approved".
    pub approve: Option<Span>,
    pub approved: Option<Span>,
    pub wording: &'static str,
    pub clause: ClauseId,
    pub sentence: SentenceId,
    pub span: Span,
}

#[derive(Clone, Debug, Default)]
pub struct Acceptance {
    pub list: Vec<Clause>,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "rejected",
            "(counts as | count as | treated as | regarded as | construed as | taken as | taken for | amounts to) [a | its | the] (rejected | refused | rejection | refusal | disapproval)",
        ),
        (
            "rejected",
            "deemed ..6 (rejected | disapproved | unapproved | refused | disapproval | rejection | unaccepted)",
        ),
        (
            "rejected",
            "(taken | considered | regarded | treated | held) ..1 (to have been | to be | as | as being | as having been) [..1] (refused | rejected | declined | unaccepted)",
        ),
        (
            "until",
            "(no | not | neither) ..8 be (deemed | considered) ..2 (accepted | approved) (by [..1] | through [..1]) (silence | delay | lapse | inaction | passing)",
        ),
        ("rejected", "silence ..14 is (not | no) ..2 (acceptance | approval)"),
        (
            "rejected",
            "(considered | regarded | deemed | held | taken | treated | presumed) ..3 (to have | as having) failed",
        ),
        (
            "rejected",
            "{customer} not ..12 (issue | give | send | sign | provide) ..30 (regarded | treated | taken | considered) as (having failed | rejected | refused | not accepted)",
        ),
        ("rejected", "deemed ..3 not ..3 (approved | accepted)"),
        (
            "failed",
            "(deemed | taken | regarded | treated | considered | presumed) ..2 not ..2 (passed | have passed | having passed | have been accepted | have been approved | having been accepted | having been approved)",
        ),
        ("rejected", "(silence | failure) ..20 {shall-not} ..8 (acceptance | approval)"),
        (
            "until",
            "(no | not | nor | neither) ..14 be (deemed | considered | regarded as) ..4 (accepted | approved) ..10 (until | unless)",
        ),
        (
            "accepted",
            "(deemed | considered | presumed | taken to have been | taken as having been | held to have been | regarded as having been | treated as having been) ..6 (accepted | approved | acceptance | approval | satisfactory)",
        ),
        (
            "accepted",
            "(counts as | count as | treated as | regarded as | taken as | amounts to | constitutes) [a | the | final] (accepted | approved | acceptance | approval)",
        ),
        (
            "accepted",
            "(silence | failure to | absence of) ..30 (constitute | constitutes | means | signifies) ..6 (acceptance | approval)",
        ),
        (
            "accepted",
            "(acceptance | approval) {shall} be (presumed | deemed) (if | when | where | unless | upon | once)",
        ),
        ("accepted", "(acceptance | approval) ..8 {shall} ..4 be (deemed | presumed) ..4 (given | occurred | granted)"),
        (
            "discretion",
            "(accept | acceptance | accepted | acceptable | approve | approval | approved | satisfaction | satisfactory | satisfied) ..14 (sole | absolute | complete) [..3] (discretion | judgment | judgement | opinion | option)",
        ),
        (
            "accepted",
            "(is | are | stand | stands | shall be | will be) [conclusively | finally | irrevocably | automatically] (accepted | approved) (unless | if no | if nothing | where no | save to the extent)",
        ),
        (
            "accepted",
            "(is | are) ..2 (accepted | approved) (if | where | when | once) ..12 (raises no | raises nothing | gives no | says nothing | not reject* | not object* | not respond* | not complain* | silent | no objection | no notice | no complaint)",
        ),
        (
            "accepted",
            "(stand | stands | shall stand | treated as being | regarded as being | taken as being | taken to be | treated as | regarded as) (accepted | approved | in order | satisfactory | conforming)",
        ),
        (
            "accepted",
            "(nothing ..3 (reported | said | raised | objected | complained) | (said | says | say | raised | raise | reported | report) nothing) ..24 (accepted | approved | cleared | signed off)",
        ),
        (
            "accepted",
            "(use | using | putting | deploying | publishing) ..24 (is | means | shall be | will be) [an | the | final | deemed] (acceptance | approval)",
        ),
        (
            "accepted",
            "(deemed | considered | presumed | treated as | regarded as | taken as | taken to be) [..2] (taken over | finished | complete | completed | passed)",
        ),
        (
            "accepted",
            "(acceptance | approval) ..4 (regarded | deemed | taken | considered | presumed) ..3 (having | have) ..2 (taken place | occurred | been given | happened)",
        ),
        (
            "content",
            "(accepted | approved | acceptance | approval | finished | complete | completed) ..4 (when | once | only | until | if) ..22 (happy | pleased | like it | likes it | like them | likes them | content with | personally satisfied | fully satisfied | entirely satisfied | satisfied with (it | them | the))",
        ),
        (
            "discretion",
            "(acceptance | approval | sign off) ..14 (may ..3 (withhold | refuse) | be withheld) ..4 (any reason | its discretion | sees fit | as it pleases | without giving reasons | at will)",
        ),
        (
            "discretion",
            "(accept | accepts | accepted | approve | approves | approved | sign off | signed off | decline | approval | acceptance | reject | rejecting | refuse | refusing) ..24 ((sees | see | thinks | think) ..1 fit | unfettered (discretion | judgment | judgement | opinion) | as it ..4 (pleases | likes | chooses) | (no | without ..1) reasons | need give no reason)",
        ),
        (
            "content",
            "(payment | payable | due | paid) ..8 (only | until | once | when | unless) ..8 (happy | pleased | content | satisfied) with",
        ),
        (
            "discretion",
            "(entire | complete | full) satisfaction of the ..2 (engineer | architect | officer | director | authority | department | employer | owner | manager)",
        ),
        (
            "discretion",
            "(sole | final | only) (judge | arbiter) of ..20 (work | services | deliverable | deliverables | quality | performance)",
        ),
        (
            "discretion",
            "(completeness | completion | sufficiency) ..12 (sole | absolute | complete) [..3] (discretion | judgment | judgement | opinion | option)",
        ),
        (
            "discretion",
            "{shall} ..10 (work | services | deliverables | system | website | software | designs) ..6 (satisfactory and acceptable | acceptable and satisfactory | satisfactory) to {party}",
        ),
        ("discretion", "(good enough | acceptable | accepted | satisfactory | approved) ..8 for {party} alone"),
        (
            "discretion",
            "(accepted | approved | acceptance | approval) ..14 (judgment | judgement | decision) is (final | conclusive)",
        ),
        (
            "discretion",
            "{party} (decides | decide | determines | determine | judges | judge) alone ..3 (whether | if | when) ..12 (good enough | acceptable | accepted | satisfactory | approved)",
        ),
        (
            "discretion",
            "(acceptance | approval) ..12 (lies | is | rests | falls) ..3 (within | in | at) the ..2 discretion of {party}",
        ),
        ("discretion", "(its | their | his | our | your) (sole | entire | complete | absolute | full) satisfaction"),
        (
            "discretion",
            "(sole | absolute | own) (judgment | judgement | opinion | discretion) ..4 (is | are) ..3 (happy | satisfied | content | pleased)",
        ),
        (
            "discretion",
            "(sole | absolute | complete) (and absolute | and entire) satisfaction | (sole | complete | entire) satisfaction of {party} | {party} ..2 (sole | absolute | entire | complete) satisfaction",
        ),
        (
            "rejected",
            "(failure | silence | absence | lack) ..40 (constitute | constitutes | means | mean | signifies | amounts to | amount to) [a | its | the] \
             (rejection | refusal | disapproval | non acceptance)",
        ),
        (
            "accepted",
            "(if | where | unless | when) ..24 {customer} (has | have) accepted (the | it | them | our | that | this)",
        ),
        (
            "accepted",
            "no (objection | objections | complaint | complaints | comment | comments) ..16 (is | are) (accepted | approved)",
        ),
        (
            "accepted",
            "(acceptance | approval) ..8 (takes place | occurs | is given | happens) ..24 (day | days | {days}) ..14 (not | no) ..3 (object* | reject* | complain* | complaint | objection)",
        ),
        (
            "accepted",
            "(presumed | deemed | taken | considered | held) ..4 (in | to) ..8 (in accordance with | in conformity with | conform | conforming | in order | free from defects | free of defects)",
        ),
        (
            "discretion",
            "(satisfaction | satisfactory | approval | acceptance | approved | accepted) ..16 (decision | judgment | judgement | opinion | determination | view) \
             ..12 (is | be) ..2 (final | conclusive | binding)",
        ),
        (
            "discretion",
            "reject ..2 (anything | whatever | any ..2) ..3 (finds | find | considers | consider | deems | deem | thinks | think) ..3 (unsatisfactory | unacceptable | unsuitable | wanting)",
        ),
        ("discretion", "(personal | entire) (satisfaction | approval) of"),
        ("test", "acceptance (test | tests | testing | criteria | procedure | procedures | period)"),
        (
            "test",
            "{may} ..6 reject ..30 (conform | conforming | comply | meet | specifications | defective | nonconforming)",
        ),
        (
            "test",
            "(inspect | examine | test) ..14 reject ..14 (conform | conforming | comply | meet | specifications | defective | nonconforming)",
        ),
        (
            "test",
            "(accept or reject | accept or refuse | review and accept | inspect and accept) ..30 (deliverable* | work | services | product | products | goods)",
        ),
    ])
});

/// What is accepted in the meaning of this topic.
const WORK: [&str; 80] = [
    "cut",
    "cuts",
    "edit",
    "edits",
    "masters",
    "chapter",
    "chapters",
    "layout",
    "layouts",
    "mural",
    "murals",
    "release",
    "releases",
    "recording",
    "recordings",
    "footage",
    "script",
    "scripts",
    "pictures",
    "shipments",
    "anything",
    "proof",
    "build",
    "builds",
    "piece",
    "pieces",
    "portal",
    "app",
    "game",
    "site",
    "film",
    "video",
    "photographs",
    "images",
    "translation",
    "acceptance",
    "deliverable",
    "deliverables",
    "work",
    "works",
    "services",
    "service",
    "software",
    "product",
    "products",
    "materials",
    "design",
    "designs",
    "goods",
    "artwork",
    "copy",
    "website",
    "content",
    "report",
    "system",
    "milestone",
    "proofs",
    "draft",
    "drafts",
    "samples",
    "prototype",
    "usage",
    "advertising",
    "equipment",
    "shipment",
    "results",
    "item",
    "program",
    "batch",
    "batches",
    "episode",
    "episodes",
    "module",
    "modules",
    "phase",
    "milestones",
    "drawings",
    "manuscript",
    "illustrations",
    "outputs",
];
/// What is accepted otherwise: offers, orders, terms, successors.
const ELSE: [&str; 35] = [
    "seller",
    "sellers",
    "applicant",
    "applicants",
    "member",
    "members",
    "listing",
    "registration",
    "audit",
    "minutes",
    "disclosure",
    "bill",
    "quantities",
    "regulatory",
    "governmental",
    "order",
    "orders",
    "assignment",
    "terms",
    "offer",
    "invoice",
    "invoices",
    "appointment",
    "statement",
    "statements",
    "transfer",
    "subcontractor",
    "amendment",
    "consent",
    "location",
    "budget",
    "agreement",
    "assign",
    "press",
    "application",
];

impl Acceptance {
    pub fn read(contract: &Contract) -> Self {
        let found = contract.find(&CUES);
        let mut list: Vec<Clause> = Vec::new();
        for one in &found {
            let sentence = contract.outline.sentence(one.sentence);
            let known = list.iter().rev().take(3).any(|known| known.sentence == one.sentence);
            // "not accepted until Client is pleased with it": taste decides, and silence only follows.
            // So does what follows from no answer after the acceptance tests.
            let last = list.last().filter(|last| last.sentence == one.sentence);
            let pleased = match found.name(one) {
                "content" => last.is_some_and(|last| last.days.is_none()),
                "rejected" | "failed" | "accepted" | "discretion" => {
                    last.is_some_and(|last| last.way == Way::AgreedTest)
                }
                _ => false,
            };
            if sentence.kind == SentenceKind::Body && (!known || pleased) {
                let new = clause(contract, sentence, one, found.name(one));
                list.retain(|last| new.is_none() || !pleased || last.sentence != one.sentence);
                list.extend(new);
            }
        }
        // Use that accepts sets nobody a day to decide by.
        let by_silence = |one: &Clause| one.way == Way::DeemedAccepted && (one.by_use.is_none() || one.days.is_some());
        let deemed: Vec<Range<usize>> = list
            .iter()
            .filter(|one| by_silence(one))
            .map(|one| contract.outline.sentence(one.sentence).tokens.clone())
            .collect();
        for one in &mut list {
            let words = contract.outline.sentence(one.sentence).tokens.clone();
            one.deemed = deemed.iter().any(|other| is_of_same(contract, &words, other));
        }
        Self { list }
    }

    pub fn readings(&self) -> Vec<Reading> {
        self.list.iter().map(Clause::reading).collect()
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        const NAME: &str = "Acceptance";
        let mut lines: Vec<KeyTerm> = Vec::new();
        for one in &self.list {
            let line = KeyTerm::stated(NAME, value(contract, one), one.span, one.clause);
            if lines.iter().all(|known| known.value != line.value) {
                lines.push(line);
            }
        }
        KeyTerm::or_not_stated(NAME, lines)
    }

    /// Its part of the fact sheet: what silence means before what a test decides.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let rank = |one: &&Clause| match one.way {
            Way::DeemedRejected | Way::DeemedAccepted => 0,
            Way::SoleDiscretion => 1,
            Way::AgreedTest => 2,
        };
        let Some(one) = self.list.iter().min_by_key(rank) else {
            return Sheet { kind: "none", days: None, quote: None };
        };
        let kind = match one.way {
            Way::DeemedAccepted => "deemed_accepted",
            Way::DeemedRejected => "deemed_rejected",
            Way::SoleDiscretion => "sole_discretion",
            Way::AgreedTest => "agreed_test",
        };
        let days = one.days.map(|(duration, _)| match duration.unit {
            crate::facts::Unit::BusinessDay => duration.amount,
            _ => duration.days().round(),
        });
        Sheet { kind, days, quote: Some(contract.quote(one.span).to_owned()) }
    }
}

/// Does what is said of one thing hold for the other? "A training module is taken to be accepted" says
/// nothing of the system.
fn is_of_same(contract: &Contract, one: &Range<usize>, other: &Range<usize>) -> bool {
    const ALL: [&str; 7] = ["deliverable", "deliverables", "work", "works", "services", "results", "materials"];
    let tokens = contract.document.text.tokens();
    let things = |words: &Range<usize>| words.clone().filter(|at| WORK.contains(&tokens.at(*at)));
    scope::holds(contract, other.clone(), &ALL)
        || things(other).next().is_none()
        || things(other).any(|at| scope::holds(contract, one.clone(), &[tokens.at(at)]))
}

fn clause(contract: &Contract, sentence: &Sentence, one: &Match, cue: &str) -> Option<Clause> {
    let part = scope::stretch(contract, sentence, one.tokens.start);
    let near = one.tokens.start.saturating_sub(36).max(part.start)..(one.tokens.end + 14).min(part.end);
    let work = scope::holds(contract, near.clone(), &WORK);
    let closer = one.tokens.start.saturating_sub(9).max(near.start)..(one.tokens.end + 5).min(near.end);
    // "rejected, and Seller shall correct it": a party is nobody else.
    let party = |at: usize| contract.facts.parties.at(at).is_some();
    let other = closer.clone().any(|at| ELSE.contains(&contract.document.text.tokens().at(at)) && !party(at));
    let ahead = one.tokens.start.saturating_sub(2).max(part.start)..one.tokens.start;
    // "may reject what is not satisfactory in its sole discretion": the refusal itself.
    let refused = cue == "discretion" && scope::begins(contract, near.clone(), &["reject", "refus"]);
    // "no item shall be deemed accepted by reason of use".
    let tokens = contract.document.text.tokens();
    let silent = |at: usize| {
        tokens.at(at) == "nothing"
            && matches!(
                tokens.at(at - 1),
                "says"
                    | "say"
                    | "said"
                    | "hear"
                    | "hears"
                    | "heard"
                    | "received"
                    | "raised"
                    | "raises"
                    | "reports"
                    | "reported"
            )
    };
    let before = one.tokens.start.saturating_sub(6).max(part.start)..one.tokens.start;
    let never = cue == "accepted"
        && before.clone().any(|at| matches!(tokens.at(at), "no" | "nothing") && !(at > part.start && silent(at)));
    let denied = !refused && scope::holds(contract, ahead, &["not", "no", "neither", "nor", "never"])
        || never
        || !refused && passed_over(contract, part.start..one.tokens.start);
    // "not satisfactory to Owner, who in its sole discretion may terminate".
    let ends = scope::holds(contract, one.tokens.start..one.tokens.end + 4, &["terminate", "cancel"]);
    // "Approved Products" are none that somebody approves.
    let named = cue == "discretion"
        && matches!(tokens.at(one.tokens.start), "approved" | "accepted")
        && tokens.as_slice().get(one.tokens.start + 1).is_some_and(|next| next.capital && !next.all_caps);
    if named {
        return None;
    }
    // "acceptance is not in Client's sole discretion".
    let disclaimed = cue == "discretion"
        && one.tokens.clone().any(|at| {
            tokens.at(at) == "not"
                && matches!(
                    tokens.at(at + 1),
                    "in" | "within" | "at" | "left" | "lie" | "rest" | "depend" | "subject" | "a" | "be" | "for"
                )
                && matches!(tokens.at(at - 1), "is" | "are" | "does" | "do" | "shall" | "will")
        });
    // "A book is finished when our editor is happy with it": what is finished is work.
    let finished = cue == "content" && matches!(tokens.at(one.tokens.start), "finished" | "complete" | "completed");
    // "It counts as accepted": what "it" is stands in the sentence before.
    let pointed = (part.start..one.tokens.start).any(|at| matches!(tokens.at(at), "it" | "they" | "this" | "silence"))
        && previous(contract, sentence).is_some_and(|before| scope::holds(contract, before.tokens.clone(), &WORK));
    if !work && !finished && !pointed && cue != "failed" || other || denied || ends || disclaimed {
        return None;
    }
    let way = match cue {
        "rejected" | "until" | "failed" => Way::DeemedRejected,
        "accepted" => Way::DeemedAccepted,
        "discretion" | "content" => Way::SoleDiscretion,
        _ => Way::AgreedTest,
    };
    let by = by(contract, one, cue, &part);
    // Where nobody is named, work is accepted by the one for whom it is made.
    let unnamed = match cue {
        "discretion" if !contract.facts.parties.within(part.clone()).is_empty() => Bound::Unclear,
        _ => Bound::Side(Side::Customer),
    };
    Some(Clause {
        way,
        by: by.as_ref().map_or(unnamed, |named| named.bound),
        by_span: by.map(|named| named.span(contract)),
        days: days(contract, sentence),
        phrase: one.span,
        by_use: by_use(contract, &part),
        deemed: false,
        verdict: match cue {
            "failed" => scope::span(contract, not_at(contract, one)..one.tokens.end),
            _ => scope::span(contract, one.tokens.end - 1..one.tokens.end),
        },
        approve: not_done(contract, &part, one, &["approve", "accept"]),
        approved: not_done(contract, &part, one, &["approved", "accepted"]),
        wording: match contract.document.text.tokens().at(one.tokens.start) {
            _ if cue == "failed" => "failed",
            "deemed" | "counts" | "count" | "treated" | "regarded" | "taken" => "deemed",
            "silence" | "failure" => "silence",
            _ => "other",
        },
        clause: sentence.clause,
        sentence: sentence.id,
        span: scope::span(contract, part),
    })
}

/// "is never to be treated as a rejection", "shall not in any event count as".
fn passed_over(contract: &Contract, before: Range<usize>) -> bool {
    const BETWEEN: [&str; 9] = ["to", "be", "in", "any", "event", "case", "ever", "itself", "alone"];
    let tokens = contract.document.text.tokens();
    let first = before.rev().map(|at| tokens.at(at)).find(|word| !BETWEEN.contains(word));
    matches!(first, Some("not" | "never"))
}

/// "not" in "deemed not to have passed".
fn not_at(contract: &Contract, one: &Match) -> usize {
    scope::position(contract, one.tokens.clone(), &["not"]).unwrap_or(one.tokens.start)
}

/// "does not approve", "has not approved", before the words that say what follows.
fn not_done(contract: &Contract, part: &Range<usize>, one: &Match, verbs: &[&str]) -> Option<Span> {
    let at = scope::position(contract, part.start..one.tokens.start, verbs)?;
    let denied = scope::holds(contract, at.saturating_sub(3).max(part.start)..at, &["not"]);
    denied.then(|| scope::span(contract, at..at + 1))
}

/// "If Client does not notify Agency that …": the one who does not speak.
fn keeps_silent(contract: &Contract, range: Range<usize>) -> Option<Named> {
    const NOT: [&str; 8] = ["not", "no", "fails", "fail", "neither", "none", "nothing", "raises"];
    let tokens = contract.document.text.tokens();
    let mentions = contract.facts.parties.within(range.clone());
    let first = mentions.iter().find(|mention| !mention.possessive && mention.tokens.start > range.start)?;
    let before = first.tokens.start - usize::from(tokens.at(first.tokens.start - 1) == "the");
    let opens = matches!(tokens.at(before.saturating_sub(1)), "if" | "unless" | "where" | "should" | "when");
    let denies = scope::holds(contract, first.tokens.end..first.tokens.end + 3, &NOT);
    (opens && denies).then(|| Named { bound: subject::bound(contract, first.who), tokens: first.tokens.clone() })
}

/// "accepted by Client", "Client's sole discretion", "if Client fails to reject".
fn by(contract: &Contract, one: &Match, cue: &str, part: &Range<usize>) -> Option<Named> {
    // "deemed rejected and goes back to Agency": to whom it goes is not who judges.
    let all: &[&str] = if matches!(cue, "rejected" | "until") { &["by", "of"] } else { &["by", "of", "to", "for"] };
    subject::after(contract, one.tokens.start..part.end, all)
        .or_else(|| subject::owner(contract, one.tokens.start..part.end.min(one.tokens.end + 3)))
        .or_else(|| subject::before(contract, one.tokens.start, one.tokens.end))
        .or_else(|| keeps_silent(contract, part.start..one.tokens.start))
        .or_else(|| subject::before(contract, part.start, one.tokens.start))
        .or_else(|| subject::owner(contract, part.start..one.tokens.start))
}

/// The sentence before, in the same clause.
fn previous<'a>(contract: &'a Contract, sentence: &Sentence) -> Option<&'a Sentence> {
    let before = contract.outline.sentences.get(sentence.id.0.checked_sub(1)?)?;
    (before.kind == SentenceKind::Body && before.clause == sentence.clause).then_some(before)
}

/// The days to object: in this sentence, by a defined period that it names, or in the one before.
fn days(contract: &Contract, sentence: &Sentence) -> Option<(Duration, Span)> {
    let in_tokens = |range: Range<usize>| {
        contract.facts.quantities_within(range).iter().find_map(|fact| match fact.value {
            Value::Duration(duration) if duration.days() <= 190.0 => {
                Some((duration, scope::span(contract, fact.tokens.clone())))
            }
            _ => None,
        })
    };
    let defined = || {
        contract.facts.uses_within(sentence.tokens.clone()).iter().find_map(|used| {
            let definition = contract.facts.definitions.get(used.definition)?;
            definition.term.to_lowercase().contains("period").then_some(())?;
            in_tokens(contract.document.text.tokens().inside(definition.meaning))
        })
    };
    // "by the end of the second working day"
    let ordinal = || {
        const ORDINALS: [&str; 10] =
            ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
        let tokens = contract.document.text.tokens();
        sentence.tokens.clone().find_map(|at| {
            let place = ORDINALS.iter().position(|word| *word == tokens.at(at))?;
            let business = matches!(tokens.at(at + 1), "working" | "business");
            let day = at + 1 + usize::from(business || tokens.at(at + 1) == "calendar");
            let unit = if business { Unit::BusinessDay } else { Unit::Day };
            let length = Duration { amount: place as f64 + 1.0, unit };
            (tokens.at(day) == "day").then(|| (length, scope::span(contract, at..day + 1)))
        })
    };
    let before = || in_tokens(previous(contract, sentence)?.tokens.clone());
    // "and is accepted if five more days go by after a reminder": the first days count.
    let reminded = scope::begins(contract, sentence.tokens.clone(), &["remind"]);
    let first = || if reminded { before() } else { None };
    first().or_else(|| in_tokens(sentence.tokens.clone())).or_else(ordinal).or_else(defined).or_else(before)
}

/// "upon use in production", "commercial use".
fn by_use(contract: &Contract, part: &Range<usize>) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let at = part.clone().find(|at| {
        matches!(tokens.at(*at), "use" | "uses" | "using" | "productive")
            && scope::holds(
                contract,
                at.saturating_sub(1).max(part.start)..(*at + 8).min(part.end),
                &["production", "commercial", "live", "deliverable", "deliverables", "publicly", "it"],
            )
    })?;
    Some(scope::span(contract, at..at + 1))
}

impl Clause {
    pub fn reading(&self) -> Reading {
        let fields = [
            Some(record::word("kind", self.way.word(), Some(self.phrase))),
            Some(record::bound("by", self.by, self.by_span)),
            self.days.map(|(duration, span)| record::duration("days", duration, Some(span))),
            record::anchor("phrase", Some(self.phrase)),
            record::anchor("use", self.by_use),
            record::anchor("verdict", Some(self.verdict)),
            record::anchor("approve", self.approve),
            record::anchor("approved", self.approved),
            Some(record::flag("deemed", self.deemed, None)),
            Some(record::word("wording", self.wording, Some(self.phrase))),
        ];
        Reading {
            term: "acceptance",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.85,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}

fn value(contract: &Contract, one: &Clause) -> String {
    let days = one.days.map(|(duration, _)| format!(" after {}", wording::duration(duration))).unwrap_or_default();
    match one.way {
        Way::DeemedAccepted => format!("silence counts as acceptance{days}"),
        Way::DeemedRejected => format!("silence counts as rejection{days}"),
        Way::SoleDiscretion => format!("{} decides at its own discretion", wording::subject(contract, one.by)),
        Way::AgreedTest => "by agreed tests or criteria".to_owned(),
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// "deemed_accepted", "deemed_rejected", "sole_discretion", "agreed_test" or "none".
    pub kind: &'static str,
    /// Days to object, as written.
    pub days: Option<f64>,
    pub quote: Option<String>,
}
