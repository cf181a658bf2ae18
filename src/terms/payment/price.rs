//! Prices that one party may change. In: sentences that let a party raise or set its prices. Out:
//! [`PriceChange`]: who may, by how much, on how much notice, when.

use std::ops::Range;
use std::sync::LazyLock;

use crate::contract::Contract;
use crate::facts::{Duration, Side, Value};
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, Reading, record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct PriceChange {
    pub by: Bound,
    pub by_span: Option<Span>,
    /// The most that a price may rise at once.
    pub cap: Option<(f64, Span)>,
    /// Tied to an index or to the vendor's own costs.
    pub indexed: Option<Span>,
    pub notice: Option<(Duration, Span)>,
    /// Only when the contract is renewed.
    pub at_renewal: bool,
    /// The words that raise the price, for an edit to stand behind.
    pub verb: Option<Span>,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "may",
            "{may} ..22 (increase | raise | adjust | adapt | change | revise | modify | amend | alter | vary | update | reset | put up | uplift | review) ..8 (price | prices | pricing | fee | fees | rate | rates | charges | tariff | tariffs)",
        ),
        (
            "may",
            "(right | rights | discretion | entitled) ..12 (increase | raise | adjust | change | revise | modify | amend | vary) ..8 (price | prices | pricing | fee | fees | rate | rates | charges)",
        ),
        (
            "told",
            "{shall} ..3 (give | provide | notify | inform | tell | send) ..16 (of | in) (any | an | each | every) ..2 (increase | increases | change | changes) (in | to | of) ..5 (price | prices | pricing | fee | fees | rate | rates | charges)",
        ),
        (
            "passive",
            "(price | prices | pricing | fee | fees | rate | rates | charges) ..14 (are subject to change | is subject to change | subject to increase | may increase | may change | {may} be (increased | adjusted | changed | revised | raised | modified))",
        ),
        (
            "passive",
            "(price | prices | pricing | fee | fees | rate | rates | charges) ..8 (liable | subject | open) to ..3 (variation | escalation | enhancement | upward variation | upward revision | revision | increase) ..6 \
             (by | discretion of | option of | will of | instance of) {vendor}",
        ),
        (
            "may",
            "{vendor} {may} ..4 (change | raise | increase | adjust | update | alter) ..1 what ..2 (charge | charges | bill | bills | costs) !(new (customers | orders | clients))",
        ),
        (
            "passive",
            "(price | prices | fee | fees | rate | rates | charges) {may} ..3 (go up | rise | increase | change)",
        ),
        (
            "list",
            "(renewal | renewed | renews) ..16 (price | prices | fee | fees | rate | rates | charges) {shall} be ..3 {vendor} ..2 (list price | list prices | price list | standard | published | current)",
        ),
        (
            "list",
            "(then current | prevailing | then prevailing | current published) ..5 (price | prices | pricing | fee | fees | rate | rates | list)",
        ),
        // "Fees for a Renewal Term shall be those on the Vendor's price list on the day it begins."
        (
            "list",
            "(price | prices | fee | fees | rate | rates | charges) ..16 (are | is | be | appear | appearing | shown | shows | stated | set out | whatever) ..16 (price list | list of prices | tariff | rate card | list price | list prices | published (prices | fees | rates | price)) ..8 (first day | day | date | time | then | begins | starts | commence*)",
        ),
        (
            "list",
            "(price list | list of prices | tariff | rate card) ..2 (then in force | as then in force | then in effect | then applicable | for the time being | from time to time)",
        ),
        (
            "shall",
            "(renewal | renewals | anniversary | year | annual | annually) ..8 (uplift | increase | rise | escalation | escalator) of {percent}",
        ),
        (
            "shall",
            "(price | prices | pricing | fee | fees | rate | rates | charges) {shall} ..4 (increase | be increased | rise | escalate) ..20 (annually | each year | anniversary | year | renewal | {percent})",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<PriceChange> {
    let found = contract.find(&CUES);
    let mut all: Vec<PriceChange> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
        let known = all.iter().any(|known: &PriceChange| known.span.overlaps(scope::span(contract, stretch.clone())));
        if sentence.kind == SentenceKind::Body && !known && is_one_sided(contract, found.name(one), one, &stretch) {
            all.push(change(contract, found.name(one), one, stretch));
        }
    }
    all
}

/// One party's word changes what the other pays; no agreement, no resale price, no exchange rate.
fn is_one_sided(contract: &Contract, cue: &str, one: &Match, stretch: &Range<usize>) -> bool {
    const OTHER: [&str; 22] = [
        "prime",
        "lending",
        "exchange",
        "interest",
        "resale",
        "retail",
        "mutual",
        "mutually",
        "agree",
        "agreed",
        "agreement",
        "consent",
        "negotiate",
        "interchange",
        "tax",
        "market",
        "suggested",
        "commission",
        "royalty",
        "decrease",
        "reduce",
        "approval",
    ];
    let tokens = contract.document.text.tokens();
    let inside = one.tokens.start.saturating_sub(3).max(stretch.start)..(one.tokens.end + 8).min(stretch.end);
    let other = inside.clone().any(|at| {
        OTHER.contains(&tokens.at(at))
            // "may increase or decrease": who may lower may raise.
            && !(matches!(tokens.at(at), "decrease" | "reduce") && matches!(tokens.at(at - 1), "or" | "and" | "/"))
            // "the rates hereby agreed are open to increase": agreed once, changed alone.
            && !(tokens.at(at) == "agreed" && tokens.at(at.saturating_sub(1)) == "hereby")
            && !(tokens.at(at) == "agreement" && matches!(tokens.at(at.saturating_sub(1)), "this" | "the"))
    });
    let ahead = one.tokens.start.saturating_sub(5).max(stretch.start)..one.tokens.end;
    let denied = scope::holds(contract, ahead, &["not", "no", "neither", "nor", "never", "cannot", "without"])
        && !scope::holds(contract, inside, &["notice", "more", "exceed"]);
    let bought = cue != "list"
        || scope::begins(
            contract,
            stretch.clone(),
            &["renew", "additional", "continu", "subsequent", "thereafter", "extend", "extension"],
        )
        || stretch.clone().any(|at| {
            matches!(tokens.at(at), "new" | "further" | "later" | "next")
                && matches!(tokens.at(at + 1), "term" | "period" | "year")
        });
    // "may include a change in price": no verb.
    let noun = one.tokens.clone().any(|at| {
        matches!(tokens.at(at), "change" | "increase" | "raise")
            && matches!(tokens.at(at.saturating_sub(1)), "a" | "any" | "the" | "such" | "an" | "of" | "no")
    });
    // "Such changes do not apply to Subscriber": its own prices stay.
    let next = contract.outline.sentence(one.sentence).tokens.end;
    let spared = tokens.at(next) == "such"
        && scope::holds(contract, next..next + 8, &["not"])
        && scope::holds(contract, next..next + 8, &["apply", "affect", "concern"]);
    // "may be revised only by a writing that both have signed".
    let signed = scope::holds(contract, stretch.clone(), &["signed", "executed"])
        && scope::holds(contract, stretch.clone(), &["both", "each", "parties"]);
    let ruled_out = other || spared || signed || denied || (noun && cue == "may");
    bought && !ruled_out
}

fn change(contract: &Contract, cue: &str, one: &Match, stretch: Range<usize>) -> PriceChange {
    let by = changer(contract, cue, one, &stretch);
    // "by no more than the lower of: (a) the index; and (b) 3%": the list belongs to it.
    let sentence = contract.outline.sentence(one.sentence);
    let end = if sentence.items.is_empty() { stretch.end } else { sentence.tokens.end };
    let whole = stretch.start..end.max(stretch.end);
    let facts = contract.facts.quantities_within(whole.clone());
    let cap = facts.iter().find_map(|fact| match fact.value {
        Value::Percent(percent) => Some((percent, fact.span)),
        _ => None,
    });
    let notice = facts.iter().find_map(|fact| match fact.value {
        Value::Duration(length)
            if scope::holds(
                contract,
                fact.tokens.start.saturating_sub(6).max(stretch.start)..(fact.tokens.end + 6).min(stretch.end),
                &["notice", "prior", "before", "advance", "notify", "notifying"],
            ) =>
        {
            Some((length, fact.span))
        }
        _ => None,
    });
    let tokens = contract.document.text.tokens();
    let index = whole.clone().find(|at| {
        matches!(tokens.at(*at), "index" | "cpi" | "inflation" | "rpi")
            || tokens.at(*at) == "cost" && tokens.at(at + 1) == "increases"
    });
    PriceChange {
        // Prices that "may be changed" by nobody in particular are the vendor's to change.
        by: match (&by, cue) {
            (Some(named), _) => named.bound,
            (None, "passive") => Bound::Side(Side::Vendor),
            (None, _) => Bound::Unclear,
        },
        by_span: by.map(|named| named.span(contract)),
        cap,
        indexed: index.map(|at| scope::span(contract, at..at + 1)),
        notice,
        at_renewal: scope::begins(contract, stretch.clone(), &["renew", "extension"]),
        verb: Some(scope::span(contract, one.tokens.clone())),
        clause: contract.outline.sentence(one.sentence).clause,
        span: scope::span(contract, stretch),
    }
}

/// The subject of "may", the owner of the prices, the agent.
fn changer(contract: &Contract, cue: &str, one: &Match, stretch: &Range<usize>) -> Option<Named> {
    let sentence = contract.outline.sentence(one.sentence);
    let modal = one.capture("may").or(one.capture("shall")).map_or(one.tokens.start, |may| may.tokens.start);
    let subject = || {
        subject::before(contract, stretch.start, modal).or_else(|| {
            scope::lead_in(sentence, modal).and_then(|lead| subject::before(contract, lead.start, lead.end))
        })
    };
    let agent = || subject::after(contract, one.tokens.end..stretch.end, &["by"]);
    let owner = || subject::owner(contract, one.tokens.start.saturating_sub(4).max(stretch.start)..one.tokens.end);
    if matches!(cue, "may" | "told") { subject() } else { agent().or_else(owner) }
}

impl PriceChange {
    pub fn reading(&self) -> Reading {
        let fields = [
            Some(record::bound("by", self.by, self.by_span)),
            self.cap.map(|(percent, span)| crate::terms::Field {
                name: "cap",
                value: crate::terms::FieldValue::Percent(percent),
                span: Some(span),
            }),
            Some(record::flag("indexed", self.indexed.is_some(), self.indexed)),
            self.notice.map(|(length, span)| record::duration("notice", length, Some(span))),
            Some(record::flag("at-renewal", self.at_renewal, None)),
            record::anchor("change", self.verb),
        ];
        Reading {
            term: "price-change",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.85,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
