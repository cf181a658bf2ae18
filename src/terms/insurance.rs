//! In: a contract. Out: [`Insurance`]: who must insure itself, and what the policy must do for the
//! other side.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Serialize;

use super::subject::Named;
use super::{
    Bound, Field, FieldKind, FieldSchema, KeyTerm, Reading, TermSchema, actor, key_term, record, scope, subject,
    wording,
};
use crate::contract::Contract;
use crate::facts::Value;
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[
    TermSchema {
        term: "insurance",
        name: "a duty to insure",
        fields: &[
            FieldSchema::new("of", FieldKind::Bound, "says who insures itself"),
            FieldSchema::new("sum", FieldKind::Money, "says for how much"),
            FieldSchema::new("steep", FieldKind::Flag, "names a sum of millions in another currency than dollars"),
            FieldSchema::new("open", FieldKind::Flag, "leaves the cover to the other side"),
            FieldSchema::new("demand", FieldKind::Anchor, "leaves the cover to the other side"),
        ],
    },
    TermSchema {
        term: "insurance-extra",
        name: "what the policy must do for the other side",
        fields: &[
            FieldSchema::new("of", FieldKind::Bound, "says who insures itself"),
            FieldSchema::new(
                "kind",
                FieldKind::Word(&[
                    ("additional-insured", "naming it as an additional insured"),
                    ("subrogation", "a waiver of subrogation"),
                    ("policies", "copies of the policies"),
                ]),
                "says what is asked for",
            ),
            FieldSchema::new("words", FieldKind::Anchor, "asks for it"),
        ],
    },
];

#[derive(Clone, Debug, Default)]
pub struct Insurance {
    pub duties: Vec<InsuranceDuty>,
    pub extras: Vec<InsuranceExtra>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct InsuranceDuty {
    pub of: Bound,
    pub of_span: Option<Span>,
    /// The highest sum named in the sentence.
    pub limit: Option<(f64, Option<&'static str>, Span)>,
    /// "such insurance as Client may require".
    pub open: Option<Span>,
    pub clause: ClauseId,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct InsuranceExtra {
    pub of: Bound,
    pub kind: &'static str,
    pub words: Span,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "duty",
            "{shall} ..14 (maintain | carry | obtain | procure | keep | effect | take out) ..24 (insurance | insurances | insured | coverage)",
        ),
        (
            "duty",
            "{shall} ..14 (purchase | buy | provide | have | hold | secure | arrange | furnish | acquire | subscribe) ..7 (insurance | insurances | coverage)",
        ),
        (
            "duty",
            "{shall} ..40 (maintain | carry | obtain) ..4 (policies of insurance | insurance policies | policies of liability insurance)",
        ),
        ("duty", "{shall} ..6 (have | carry | maintain | hold | keep) ..6 (liability | indemnity) cover"),
        ("duty", "{shall} ..3 (show | prove | evidence) ..20 (liability | indemnity) (insurance | cover)"),
        (
            "duty",
            "{shall} ..10 (maintain | carry | obtain | procure | effect | take out | hold) ..8 (policy | policies | cover) ..40 insurance",
        ),
        // Under the heading "Insurance" the word itself need not come again.
        (
            "duty",
            "{shall} ..10 (maintain | carry | obtain | procure | effect | take out | hold) ..8 \
             (general liability | public liability | employers liability | professional liability | professional indemnity | umbrella liability | \
             errors and omissions | workers compensation | product liability | products liability | cyber liability)",
        ),
        ("duty", "{shall} ..10 (be | remain) ..6 insured"),
        ("duty", "{shall} ..10 (insure | self insure) ..6 (against | itself | its | the)"),
        (
            "duty",
            "(insurance | coverage | insurances | cover | policy | policies) ..40 {shall} be ..6 (maintained | carried | obtained | provided | procured | kept | effected | taken out | held) ..12 by {party}",
        ),
        (
            "duty",
            "{shall} ..6 (maintain | carry | obtain | procure) ..60 (general liability insurance | public liability insurance | product liability insurance | professional liability insurance)",
        ),
        (
            "state",
            "{party} ..3 (warrants | represents | warrant | represent) that ..2 (carries | maintains | has | holds) ..12 insurance !(networking | insurance (license | licence | agency))",
        ),
        ("duty", "{shall} be [solely] responsible for ..12 insurance"),
        (
            "state",
            "{party} (is | are) [solely] responsible for ..6 (obtaining | maintaining | carrying | procuring | providing) ..12 insurance",
        ),
        ("duty", "at ..8 expense ..4 (maintain | carry | obtain | provide) ..16 insurance"),
        (
            "state",
            "{party} (maintains | carries | has | holds | keeps) ..12 (insurance | coverage | liability cover | indemnity cover | omissions cover)",
        ),
        (
            "state",
            "{party} (keeps | maintains | carries | has | holds | takes out | runs) ..6 (policy | policies | cover) ..12 (insurer | insurers | underwriter | underwriters)",
        ),
        (
            "duty",
            "{shall} ..6 (have | keep | maintain | carry | hold | take out) ..8 (policy | policies | cover) ..12 (insurer | insurers | underwriter | underwriters)",
        ),
        ("state", "{party} (pays | pay | has paid | have paid | keeps paying) ..10 premiums ..6 (policy | policies)"),
        ("duty", "{shall} ..6 (pay | paying | keep paying) ..6 premiums ..6 (policy | policies)"),
        (
            "state",
            "{party} (insures | insure) ..12 (liability | itself | risk | risks | project | themselves | ourselves | yourself)",
        ),
        (
            "state",
            "{party} (takes out | take out | effects | buys) ..8 (insurance | insurances | policy | policies) !(if | against {party})",
        ),
        (
            "own",
            "{party} (insurance | insurances) ..10 (product liability | products liability | professional liability | public liability | general liability | umbrella | employers liability | professional indemnity | cyber) \
             ..3 {money}",
        ),
        (
            "additional-insured",
            "(cover | covers | include | includes | included | noted | joined) ..10 as ..3 (insured | assured | insured person | insured party) | joined to ..3 policy",
        ),
        (
            "subrogation",
            "subrogation ..24 (waived | renounced | excluded | given up) | (insurer | insurers | underwriters) ..8 (give up | gives up | waive | waives | renounce | forgo | forgoes) ..12 (right | rights | claim | claims | recourse)",
        ),
        (
            "subrogation",
            "(right | rights) of ..4 (underwriters | insurers | insurer) ..12 (renounced | waived | given up | released)",
        ),
        (
            "policies",
            "(send | hand | give | deposit | deliver | provide | furnish | supply) ..10 (complete | full | entire | original | whole) ..2 (policy | policies)",
        ),
        (
            "policies",
            "policies ..12 {shall} be ..2 (deposited | delivered | handed | furnished | sent | lodged | produced)",
        ),
        (
            "additional-insured",
            "additional ..3 (insured | insureds) | (named | name | added | add | included | include) ..12 as ..5 (insured | insureds | co insured | joint insured)",
        ),
        (
            "additional-insured",
            "(add | adds | added | put | puts | noted) ..10 (to | on | upon) ..3 (policy | policies | insurance) | (policy | policies | insurance) ..12 joint names",
        ),
        (
            "subrogation",
            "(waive | waives | waiver | waiving) ..12 subrogation | (waive* | give up | gives up | release*) ..8 (right | rights) of (recovery | recourse | subrogation) | (insurer | insurers | underwriters) ..4 no (right | rights) of ..3 (recovery | recourse | subrogation)",
        ),
        (
            "subrogation",
            "(right | rights) of (recovery | recourse | subrogation) ..16 (renounced | waived | given up | released) | (waive* | give up | gives up | giving up | renounce*) ..6 (recovery | recourse | subrogation) (right | rights)",
        ),
        ("policies", "[a] [certified | complete | full | true] (copy | copies) ..8 (policy | policies)"),
        (
            "policies",
            "(original policies | full policy wording*) &(deposit* | deliver* | furnish* | upload* | submit* | lodge* | hand* | provide*)",
        ),
        (
            "open",
            "insurance ..12 as (may be | shall be | {party} may | {party} shall) ..4 (require* | request* | specif*)",
        ),
        ("open", "insurance ..12 as {party} (requires | require | requests | specifies | directs)"),
        (
            "open",
            "(insurance | insure | insured) ..12 (whatever | such) ..8 {party} (considers | deems | thinks | requires | consider | deem)",
        ),
        (
            "open",
            "insurance ..20 (determined | required | requested | specified | set | prescribed | demanded) ..3 by {party}",
        ),
        ("open", "insurance ..4 {party} (requests | requires | demands | specifies | may require | may request)"),
        (
            "open",
            "such ..3 (insurance | insurances | cover) ..14 as {party} ..6 (thinks | think | considers | consider | deems | deem | requires | directs | sees | wishes | specifies)",
        ),
        // "insurance of the kinds and in the sums that Builder shall specify", "all further cover that Client may wish for"
        (
            "open",
            "(insurance | insurances | policies | cover | coverage) ..16 (kinds | kind | sums | sum | amounts | limits | types) ..3 (that | which) {party} ..4 \
             (specif* | direct* | require* | name* | request* | tell* | determin* | fix* | set* | nominat* | choose* | judge*)",
        ),
        (
            "open",
            "(all | any | every | other | further | additional) ..3 (cover | insurance | insurances | coverage | policies) (that | which | as) {party} ..6 \
             (wish* | request* | require* | want* | ask* | demand* | desire* | consider* | deem* | think* | specif* | judge*)",
        ),
        (
            "open",
            "such ..3 (policies | insurance | insurances | cover) as {party} ..4 {shall} ..2 (judge | deem | think | consider | name | direct | specify | require | determine)",
        ),
        ("open", "insurance ..20 (acceptable | satisfactory) to {party}"),
        (
            "open",
            "(whatever | whichever) ..3 (insurance | insurances | cover | policies | risks) ..6 {party} ..8 (tell | tells | ask | asks | name | names | demand* | require* | nominate* | want | wants | direct | directs)",
        ),
        (
            "open",
            "such ..3 (policies | insurance | insurances | cover | coverage | coverages | limits | sums | amounts | risks) ..16 as ..2 {party} ..6 {may} ..9 (require | request | specify | direct | prescribe | demand | stipulate | determine | nominate)",
        ),
        (
            "open",
            "(insurance | insurances | coverage | coverages | limits) ..12 (required | requested | specified | prescribed | stipulated | demanded | set) ..4 by ..2 {party} ..4 from time to time",
        ),
    ])
});

/// Cover that staff have, or that is no cover of a party's own risk.
const STAFF: [&str; 12] = [
    "medical",
    "dental",
    "unemployment",
    "pension",
    "benefits",
    "employees",
    "deposit",
    "title",
    "health",
    "disability",
    "welfare",
    "retirement",
];
const LIABILITY: [&str; 10] = [
    "liability",
    "general",
    "errors",
    "indemnity",
    "commercial",
    "cyber",
    "property",
    "compensation",
    "comprehensive",
    "product",
];

impl Insurance {
    pub fn read(contract: &Contract) -> Self {
        let found = contract.find(&CUES);
        let mut duties: Vec<InsuranceDuty> = Vec::new();
        for one in found.iter().filter(|one| matches!(found.name(one), "duty" | "state" | "own")) {
            let duty = duty(contract, one);
            let known = |duty: &InsuranceDuty| duties.iter().any(|known| known.span.overlaps(duty.span));
            let duty = duty.filter(|duty| !known(duty));
            duties.extend(duty.iter().flat_map(|duty| listed(contract, one, duty)));
            duties.extend(duty);
        }
        for open in found.named("open").filter(|open| !of_law(contract, open)) {
            // "(a) liability of $1,000,000; (b) such other cover as Client requires": a line of its own.
            let clause = contract.outline.sentence(open.sentence).clause;
            let here = duties.iter().position(|duty| duty.span.overlaps(open.span));
            let here = here.or_else(|| duties.iter().position(|duty| duty.clause == clause));
            if let Some(duty) = here.and_then(|at| duties.get_mut(at)) {
                duty.open = Some(open.span);
            }
        }
        let kinds = ["additional-insured", "subrogation", "policies"];
        let of = actor::union(duties.iter().map(|duty| duty.of)).unwrap_or(Bound::Unclear);
        let extras = kinds
            .into_iter()
            .filter_map(|kind| found.named(kind).find_map(|one| extra(contract, one, kind, &duties, of)));
        Self { extras: extras.collect(), duties }
    }

    pub fn readings(&self) -> Vec<Reading> {
        self.duties.iter().map(InsuranceDuty::reading).chain(self.extras.iter().map(InsuranceExtra::reading)).collect()
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let lines = self.duties.iter().map(|duty| {
            let sum = duty.limit.map_or(String::new(), |(_, _, span)| format!(" of {}", contract.quote(span)));
            let value = format!("{} must hold insurance{sum}", wording::subject(contract, duty.of));
            KeyTerm::stated("Insurance", value, duty.span, duty.clause)
        });
        KeyTerm::or_not_stated("Insurance", key_term::distinct(lines.collect()))
    }

    /// Its part of the fact sheet.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let of = actor::union(self.duties.iter().map(|duty| duty.of));
        let quoted = self.duties.iter().find(|duty| Some(duty.of) == of).or(self.duties.first());
        Sheet {
            required_of: actor::word(of),
            quote: quoted.filter(|_| of.is_some()).map(|duty| contract.quote(duty.span).to_owned()),
        }
    }
}

fn duty(contract: &Contract, one: &Match) -> Option<InsuranceDuty> {
    let sentence = contract.outline.sentence(one.sentence);
    let verb = one.tokens.end - 1;
    let stretch = scope::stretch(contract, sentence, verb);
    let around = one.tokens.end.saturating_sub(8).max(stretch.start)..(one.tokens.end + 10).min(stretch.end);
    let staff = scope::holds(contract, around.clone(), &STAFF) && !scope::holds(contract, around, &LIABILITY);
    let none = scope::holds(contract, one.tokens.clone(), &["no", "not"]);
    // "coverage" alone may be of a network or the press.
    let cover = scope::begins(contract, stretch.clone(), &["insur", "polic", "liabilit", "indemnity", "omission"]);
    if sentence.kind != SentenceKind::Body || staff || none || !cover {
        return None;
    }
    let agent = one.capture("party").filter(|_| actor::modal(one).is_some());
    // "Vendor's insurance: product liability of $2,000,000": whose it is.
    let owner = || {
        let party = one.capture("party").filter(|_| actor::modal(one).is_none())?;
        Some(Named { bound: subject::bound(contract, party.who?), tokens: party.tokens.clone() })
    };
    // "Consultant shall be an additional insured under Company's cover": Company insures itself.
    let named = match (actor::modal(one), agent) {
        _ if scope::holds(contract, one.tokens.clone(), &["additional"])
            && scope::holds(contract, one.tokens.clone(), &["insured", "insureds"]) =>
        {
            subject::owner(contract, one.tokens.end - 1..stretch.end)
        }
        (_, Some(agent)) => subject::after(contract, agent.tokens.start.saturating_sub(2)..stretch.end, &["by"]),
        (Some(modal), None) => actor::subject(contract, sentence, modal.tokens.clone()),
        (None, None) => subject::before(contract, stretch.start, verb).or_else(owner),
    };
    let named = named?;
    Some(InsuranceDuty {
        of: named.bound,
        of_span: Some(named.span(contract)),
        limit: limit(contract, stretch.clone()),
        open: None,
        clause: sentence.clause,
        span: scope::span(contract, stretch),
    })
}

/// "shall carry: (a) … of $5,000,000; (b) … of $10,000,000": each item that names a sum, under its lead-in.
fn listed(contract: &Contract, one: &Match, duty: &InsuranceDuty) -> Vec<InsuranceDuty> {
    let sentence = contract.outline.sentence(one.sentence);
    let led = sentence.items.first().is_some_and(|first| one.tokens.end <= first.start);
    let items = sentence.items.iter().filter(|_| led && duty.limit.is_none());
    let made = items.filter_map(|item| {
        let limit = limit(contract, item.clone())?;
        Some(InsuranceDuty { limit: Some(limit), span: scope::span(contract, item.clone()), ..duty.clone() })
    });
    made.collect()
}

/// "as may be required by law": the law asks, not the other side.
fn of_law(contract: &Contract, one: &Match) -> bool {
    let behind = one.tokens.end..one.tokens.end + 5;
    scope::holds(contract, behind, &["law", "laws", "statute", "statutes", "legislation", "regulation"])
}

fn limit(contract: &Contract, stretch: Range<usize>) -> Option<(f64, Option<&'static str>, Span)> {
    let sums = contract.facts.quantities_within(stretch).iter().filter_map(|fact| match fact.value {
        Value::Money { amount, currency } => Some((amount, currency, fact.span)),
        _ => None,
    });
    sums.max_by(|one, two| one.0.total_cmp(&two.0))
}

fn extra(
    contract: &Contract,
    one: &Match,
    kind: &'static str,
    duties: &[InsuranceDuty],
    of: Bound,
) -> Option<InsuranceExtra> {
    const OTHER: [&str; 9] =
        ["privacy", "security", "use", "cookie", "travel", "refund", "returns", "ethics", "conduct"];
    let sentence = contract.outline.sentence(one.sentence);
    let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
    if kind == "policies" && OTHER.contains(&contract.document.text.tokens().at(one.tokens.end - 2)) {
        return None;
    }
    let insures = kind == "additional-insured"
        || scope::begins(contract, sentence.tokens.clone(), &["insur", "polic", "underwrit", "certificate"])
        || duties.iter().any(|duty| duty.clause == sentence.clause);
    let here = duties.iter().find(|duty| duty.span.overlaps(one.span) || duty.clause == sentence.clause);
    let denied = one.tokens.start.saturating_sub(6).max(stretch.start)..one.tokens.start;
    let tokens = contract.document.text.tokens();
    // "shall not be entitled to be named as an additional insured", "is not required to name Client, to have
    // its insurers waive subrogation or to hand over its policies".
    let freed = |at: usize| {
        const FREED: [&str; 5] = ["entitled", "required", "obliged", "obligated", "bound"];
        match tokens.at(at) {
            "not" => scope::holds(contract, at + 1..at + 3, &FREED),
            "no" => matches!(tokens.at(at + 1), "obligation" | "duty"),
            "don't" | "doesn't" => tokens.at(at + 1) == "have",
            "need" => tokens.at(at + 1) == "not",
            _ => false,
        }
    };
    let refused = (one.tokens.start.saturating_sub(40).max(stretch.start)..one.tokens.start)
        .rev()
        .take_while(|at| !matches!(tokens.at(*at), "shall" | "will" | "must" | "but" | ";"))
        .any(freed);
    let denied = refused || scope::holds(contract, denied, &["not", "no", "nor", "never"]);
    // "Client shall be named as an additional insured under Agency's policies", "Agency's insurers".
    let insured = || {
        let caused = scope::position(
            contract,
            stretch.clone(),
            &["cause", "procure", "ensure", "maintained", "held", "carried"],
        );
        let named = caused
            .and_then(|verb| {
                subject::before(contract, stretch.start, verb)
                    .or_else(|| subject::after(contract, verb..stretch.end, &["by"]))
            })
            .or_else(|| subject::owner(contract, stretch.clone()))
            .or_else(|| subject::after(contract, stretch.clone(), &["of"]))
            .or_else(|| {
                const NAMES: [&str; 8] =
                    ["name", "names", "include", "includes", "cause", "procure", "ensure", "waive"];
                let names = scope::position(contract, stretch.clone(), &NAMES)?;
                subject::before(contract, stretch.start, names)
            })
            .or_else(|| subject::after(contract, stretch.clone(), &["by"]));
        named.map(|named| named.bound)
    };
    // "The Contractor shall deliver copies of the policies": whoever hands them over is insured.
    let hands = || {
        let modal = scope::position(contract, stretch.start..one.tokens.start, &["shall", "will", "must", "agrees"])?;
        subject::before(contract, stretch.start, modal).map(|named| named.bound)
    };
    // "name Client", "rights of recourse against Client": it is the other one's policy.
    let served = || {
        let adds = scope::position(contract, stretch.clone(), &["name", "names", "add", "adds", "including", "put"]);
        subject::after(contract, stretch.clone(), &["against"])
            .filter(|_| kind == "subrogation")
            .or_else(|| {
                let behind = adds.filter(|_| kind == "additional-insured")?;
                let party = contract.facts.parties.within(behind..(behind + 4).min(stretch.end)).first()?;
                Some(Named { bound: subject::bound(contract, party.who), tokens: party.tokens.clone() })
            })
            .map(|named| named.bound.opposite())
            .filter(|bound| matches!(bound, Bound::Side(_)))
    };
    let insured = || served().or_else(insured).or_else(|| hands().filter(|_| kind == "policies"));
    let of = here.map(|duty| duty.of).or(Some(of).filter(|of| *of != Bound::Unclear)).or_else(insured);
    (sentence.kind == SentenceKind::Body && insures && !denied).then(|| InsuranceExtra {
        of: of.unwrap_or(Bound::Unclear),
        kind,
        words: one.span,
        clause: sentence.clause,
        span: scope::span(contract, stretch),
    })
}

impl InsuranceDuty {
    /// A limit is set in dollars, and no rates of exchange are known here: above five millions, a
    /// currency of like worth needs none.
    fn steep(&self) -> bool {
        const STEEP: f64 = 5_000_000.0;
        const LIKE: [&str; 7] = ["GBP", "EUR", "CHF", "AUD", "CAD", "NZD", "SGD"];
        self.limit.is_some_and(|(amount, currency, _)| {
            amount > STEEP && currency.is_some_and(|currency| LIKE.contains(&currency))
        })
    }

    pub fn reading(&self) -> Reading {
        let mut fields: Vec<Field> = vec![record::bound("of", self.of, self.of_span)];
        fields.extend(self.limit.map(|(amount, currency, span)| Field {
            name: "sum",
            value: super::FieldValue::Money { amount, currency },
            span: Some(span),
        }));
        fields.push(record::flag("steep", self.steep(), None));
        fields.push(record::flag("open", self.open.is_some(), self.open));
        fields.extend(record::anchor("demand", self.open));
        Reading {
            term: "insurance",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: if self.of == Bound::Unclear { 0.5 } else { 0.85 },
            fields,
            evidence: Vec::new(),
        }
    }
}

impl InsuranceExtra {
    pub fn reading(&self) -> Reading {
        let mut fields: Vec<Field> =
            vec![record::bound("of", self.of, None), record::word("kind", self.kind, Some(self.words))];
        fields.extend(record::anchor("words", Some(self.words)));
        Reading {
            term: "insurance-extra",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.8,
            fields,
            evidence: Vec::new(),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// "vendor", "customer", "both" or "none".
    pub required_of: &'static str,
    pub quote: Option<String>,
}
