//! Minimum commitments: so much to be bought, paid, ordered or delivered at least. In: "minimum",
//! "at least", "no less than". Out: [`Restraint`]s on the party that commits. A notice of at least 30
//! days and a minimum of insurance are none.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Kind, Restraint};
use crate::contract::Contract;
use crate::facts::{Side, Unit, Value};
use crate::outline::{Sentence, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, scope};

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "amount",
            "{shall} ..10 (purchase | buy | order | take | sell | deliver | provide | supply | pay | spend | commit | generate | place | guarantee \
             | share | maintain | achieve | submit | expend | invest | open | establish | set up | contribute | fund | produce | perform | use | make | ship | display | allocate | sign) ..20 \
             (minimum of | minimum | at least | no less than | not less than | no fewer than | not fewer than)",
        ),
        (
            "noun",
            "minimum (purchase | purchases | order | orders | quantity | quantities | volume | volumes | royalty | royalties | commitment | commitments | payment \
             | payments | fee | fees | sales | spend | guarantee | revenue | usage | license fee | performance)",
        ),
        (
            "noun",
            "(minimum | guaranteed) (annual | monthly | quarterly | guaranteed | yearly | aggregate | total | base | net | minimum | contract) [annual | monthly | net] \
             (purchase | purchases | order | orders | quantity | quantities | volume | volumes | royalty | royalties | commitment | commitments | payment \
             | payments | fee | fees | sales | spend | guarantee | revenue | usage | amount | license | requirement | requirements)",
        ),
        ("noun", "guaranteed (minimum | royalty | royalties | payment) | take or pay"),
        (
            "size",
            "(order | orders | purchases | quantity | quantities | volume | royalty | royalties | fee | fees | charge | payments | spend | amount) ..8 \
             ({shall} | {shall-not}) be ..3 (minimum of | at least | less than | fewer than)",
        ),
        (
            "size",
            "(fee | fees | price | charge | charges | royalty | royalties | commission | services | sum | compensation) ..24 but ..4 \
             (not less than | no less than | never less than | not be less than | in no event less than | in no event be less than | at least)",
        ),
        (
            "size",
            "(monthly | annual | quarterly | yearly | total) minimum of | minimum (total | fixed) (charge | fee) of | minimum (order | orders | purchase | purchases | fee | charge) of",
        ),
        (
            "size",
            "(guarantees | commits to | undertakes | warrants) ..6 (purchases | orders | spend | turnover | revenue | volume | sales) of ..2 (at least | not less than | no less than | minimum)",
        ),
        (
            "target",
            "{shall} ..4 (meet | meets | achieve | satisfy | attain | fulfil | fulfill | reach) ..12 (quota | quotas | targets | target | commitment \
             | commitments | minimum | minimums | benchmarks)",
        ),
        (
            "failure",
            "((so | as) long as | provided that | unless) {party} ..2 (meets | achieves | satisfies | attains | reaches) ..4 minimum ..3 \
             (purchase | order | royalty | sales | revenue | volume | payment) ..2 (commitment | commitments | requirement | requirements | target | targets)",
        ),
        (
            "failure",
            "(fails | fail | failed | failure | not) ..8 (meet | achieve | purchase | order | satisfy | pay | attain | reach | sell) ..8 \
             (minimum | minimums | quota | quotas | sales target | sales targets | purchase commitment | volume commitment)",
        ),
        (
            "failure",
            "(falls | fall) (short of | below) ..4 (commitment | minimum | minimums | quota) ..20 {shall} ..4 (pay | make up | make good)",
        ),
        // "Minimum yearly purchases of 400 units", "guarantees that it will deliver 10,000 clicks in the first year"
        ("size", "minimum (yearly | annual | monthly | quarterly) (purchases | orders | sales | volume) of"),
        (
            "sworn",
            "(guarantee | guarantees) that ..3 {shall} ..4 (deliver | provide | purchase | buy | order | generate | spend | sell) ..8 {number} ..12 \
             (year | month | quarter | term)",
        ),
        (
            "paid on",
            "{shall} ..10 (pay | remit) ..8 (fee | fees | rent | royalty | retainer | charges) ..10 for (a minimum | a minimum period | at least | no less than | not less than) ..3 {duration}",
        ),
        ("failure", "{shall} ..4 (pay | make up | make good) ..12 shortfall"),
        (
            "failure",
            "(fewer than | less than) ..20 {shall} ..6 (pay | make up | make good) ..8 (shortfall | difference | balance | missing | deficit | deficiency)",
        ),
        (
            "unused",
            "{shall} ..8 (pay | paid | charged | invoiced | billed) ..20 not ..2 (lifted | ordered | taken | taken up | drawn | drawn down | called off | purchased | bought | used | consumed | utilised | utilized)",
        ),
        (
            "unused",
            "(quantity | quantities | hours | days | units | volume | balance | tonnes | products | goods | seats) ..2 not ..3 (lifted | ordered | taken | taken up | drawn | drawn down | called off | purchased | bought | used | consumed | utilised | utilized) ..6 {shall} ..6 (paid | pay | charged | invoiced | billed)",
        ),
        (
            "size",
            "minimum (monthly | annual | yearly | quarterly) (spend | fee | charge | payment) of ..16 (applies | apply | is payable | is due)",
        ),
    ])
});

const ELSE: [&str; 33] = [
    "insurance",
    "coverage",
    "notice",
    "wage",
    "credit",
    "standards",
    "limits",
    "capital",
    "rating",
    "rate",
    "temperature",
    "uptime",
    "days",
    "policy",
    "balance",
    "age",
    "prior",
    "written",
    "qualifications",
    "annually",
    "once",
    "every",
    "insured",
    "care",
    "same",
    "confidential",
    "people",
    "persons",
    "employees",
    "staff",
    "engineers",
    "technicians",
    "representatives",
];

pub fn read(contract: &Contract) -> Vec<Restraint> {
    let found = contract.find(&CUES);
    let sentence = |one: &Match| contract.outline.sentence(one.sentence);
    let body = found.iter().filter(|one| sentence(one).kind == SentenceKind::Body);
    body.filter_map(|one| match found.name(one) {
        "amount" => amount(contract, sentence(one), one),
        "size" => size(contract, sentence(one), one),
        "target" => target(contract, sentence(one), one),
        "failure" => failure(contract, sentence(one), one),
        "sworn" | "paid on" => sworn(contract, sentence(one), one),
        "unused" => unused(contract, sentence(one), one),
        _ => noun(contract, sentence(one), one),
    })
    .collect()
}

/// "shall purchase at least 10,000 units".
fn amount(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Restraint> {
    let modal = one.capture("shall")?.tokens.clone();
    let part = scope::stretch(contract, sentence, one.tokens.end - 1);
    let behind = one.tokens.end..(one.tokens.end + 9).min(part.end);
    if is_other_minimum(contract, modal.start..behind.end)
        || !counts(contract, modal.end..one.tokens.end, behind.clone())
    {
        return None;
    }
    if scope::holds(contract, modal.end..(modal.end + 5).min(part.end), &EFFORTS) {
        return None;
    }
    let who = payer(contract, sentence, &modal, &part);
    Some(Restraint::new(contract, Kind::MinimumCommitment, sentence, who, modal, part))
}

/// A minimum of insurance, notice, staff; "at least once a year", but not "at least $50,000 annually".
fn is_other_minimum(contract: &Contract, range: Range<usize>) -> bool {
    const OFTEN: [&str; 3] = ["annually", "once", "every"];
    let facts = contract.facts.quantities_within(range.clone());
    let sum = facts.iter().any(|fact| matches!(fact.value, Value::Money { .. }));
    let tokens = contract.document.text.tokens();
    range.into_iter().any(|at| {
        let word = tokens.at(at);
        ELSE.contains(&word) && !(sum && OFTEN.contains(&word))
    })
}

/// A sum, a number or a share follows; a length of time is no quantity.
fn counts(contract: &Contract, verb: Range<usize>, behind: Range<usize>) -> bool {
    let facts = contract.facts.quantities_within(behind.clone());
    let noun = scope::holds(
        contract,
        behind.start..(behind.start + 3).min(behind.end),
        &["quantity", "quantities", "purchase", "purchases", "volume", "royalty", "commitment"],
    );
    match facts.first() {
        Some(fact) => match fact.value {
            // "at least 20 hours of service a month", "buy at least 200 hours", not "in no less than 12 hours".
            Value::Duration(duration) => {
                let of_what = contract.document.text.tokens().at(fact.tokens.end) == "of";
                let bought = scope::begins(contract, verb, &["buy", "purchas", "order", "engag", "spend", "commit"]);
                duration.unit == Unit::Hour && (of_what || bought)
            }
            // A share of a price is a deposit.
            Value::Date { .. } | Value::Percent(_) => false,
            _ => true,
        },
        None => noun || is_withheld(contract, behind),
    }
}

/// A filing keeps the number to itself, or nobody filled it in: "[***] units", "$[*]", "XXXX", "$____".
fn is_withheld(contract: &Contract, behind: Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    let hidden = |word: &str| {
        word.contains('*') || word.starts_with("__") || word.len() >= 3 && word.bytes().all(|letter| letter == b'x')
    };
    let timed = scope::holds(
        contract,
        behind.clone(),
        &["day", "months", "month", "hours", "weeks", "before", "from", "after", "date"],
    );
    let money = tokens.at(behind.start) == "$";
    (money || !timed) && (behind.start..(behind.start + 3).min(behind.end)).any(|at| hidden(tokens.at(at)))
}

/// "orders shall be at least 500 units", "a monthly minimum of $2,500".
fn size(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Restraint> {
    let tokens = contract.document.text.tokens();
    let part = scope::stretch(contract, sentence, one.tokens.end - 1);
    let behind = one.tokens.end..(one.tokens.end + 9).min(part.end);
    if is_other_minimum(contract, one.tokens.start..behind.end) || !counts(contract, one.tokens.clone(), behind) {
        return None;
    }
    let modal = one.captures.first().map(|capture| capture.tokens.clone());
    // "shall be less than" is a ceiling; only its denial is a floor.
    let floor = !scope::holds(contract, one.tokens.clone(), &["less", "fewer"])
        || scope::holds(contract, one.tokens.clone(), &["not", "no", "cannot"])
        || modal.is_none();
    let exceeded = scope::holds(contract, part.start..one.tokens.start, &["if", "when", "whenever"]);
    if !floor || exceeded || tokens.at(one.tokens.start.saturating_sub(1)) == "no" {
        return None;
    }
    let from = modal.unwrap_or(one.tokens.clone());
    let who = payer(contract, sentence, &from, &part);
    Some(Restraint::new(contract, Kind::MinimumCommitment, sentence, who.or_else(|| buyer(one)), from, part))
}

/// Orders, fees and royalties are the customer's, whether or not the words say so.
fn buyer(one: &Match) -> Option<Named> {
    Some(Named { bound: Bound::Side(Side::Customer), tokens: one.tokens.start..one.tokens.start + 1 })
}

const EFFORTS: [&str; 8] =
    ["efforts", "endeavours", "endeavors", "endeavour", "endeavor", "aim", "reasonable", "standards"];

/// "Distributor shall meet the sales targets of Schedule 3".
fn target(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Restraint> {
    const SOLD: [&str; 16] = [
        "sales",
        "sale",
        "purchase",
        "purchases",
        "volume",
        "volumes",
        "revenue",
        "revenues",
        "quota",
        "quotas",
        "order",
        "orders",
        "spend",
        "royalty",
        "royalties",
        "performance",
    ];
    let modal = one.capture("shall")?.tokens.clone();
    let part = scope::stretch(contract, sentence, modal.start);
    let near = one.tokens.start..(one.tokens.end + 3).min(part.end);
    if scope::holds(contract, near.clone(), &EFFORTS)
        || scope::holds(contract, near.clone(), &ELSE)
        || !scope::holds(contract, near, &SOLD)
    {
        return None;
    }
    let who = payer(contract, sentence, &modal, &part);
    Some(Restraint::new(contract, Kind::MinimumCommitment, sentence, who, modal, part))
}

/// "If Distributor fails to purchase the minimum": what has a consequence is agreed.
fn failure(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Restraint> {
    let tokens = contract.document.text.tokens();
    let at = one.tokens.start;
    let part = scope::stretch(contract, sentence, at);
    let denies = tokens.at(at) == "not" && !matches!(tokens.at(at.saturating_sub(1)), "does" | "do" | "did" | "has");
    // "shall pay the shortfall within 30 days": the days are those of paying it.
    let further = if tokens.at(one.tokens.end - 1) == "shortfall" { 0 } else { 4 };
    let behind = one.tokens.start..(one.tokens.end + further).min(part.end);
    if denies || scope::holds(contract, behind.clone(), &ELSE) || scope::holds(contract, behind, &EFFORTS) {
        return None;
    }
    let who = subject::before(contract, part.start, one.captures.first().map_or(at, |party| party.tokens.end))
        .or_else(|| subject::after(contract, at..part.end, &["of", "by"]))
        .or_else(|| subject::owner(contract, part.start..at));
    Some(Restraint::new(contract, Kind::MinimumCommitment, sentence, who, at..at + 1, part))
}

/// "guarantees that it will deliver 10,000 clicks a year", "shall pay the licence fee for at least three years".
fn sworn(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Restraint> {
    let modal = one.capture("shall")?.tokens.clone();
    let part = scope::stretch(contract, sentence, modal.start);
    if is_other_minimum(contract, modal.end..one.tokens.end) || scope::holds(contract, one.tokens.clone(), &["not"]) {
        return None;
    }
    let who = payer(contract, sentence, &modal, &part);
    Some(Restraint::new(contract, Kind::MinimumCommitment, sentence, who, modal, part))
}

/// "will pay the Day Rate for the days not ordered": what is not taken is paid for all the same.
fn unused(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Restraint> {
    const OTHER: [&str; 10] =
        ["refund", "refunded", "credit", "credited", "leave", "holiday", "vacation", "expenses", "returned", "unless"];
    let modal = one.capture("shall")?.tokens.clone();
    let part = scope::stretch(contract, sentence, modal.start);
    let verb = modal.end..(modal.end + 6).min(part.end);
    if scope::holds(contract, verb, &["not", "no", "never"]) || scope::holds(contract, part.clone(), &OTHER) {
        return None;
    }
    let who = subject::before(contract, part.start, modal.start)
        .filter(|named| matches!(named.bound, Bound::Side(_)))
        .or_else(|| subject::after(contract, part.clone(), &["by"]))
        .or_else(|| buyer(one));
    Some(Restraint::new(contract, Kind::MinimumCommitment, sentence, who, modal, part))
}

/// "a minimum annual royalty of", "Licensee shall pay the Minimum Guarantee".
fn noun(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Restraint> {
    let part = scope::stretch(contract, sentence, one.tokens.start);
    let denied = one.tokens.start.saturating_sub(4).max(part.start)..one.tokens.start;
    if scope::holds(contract, denied, &["no", "not", "without"])
        || scope::holds(contract, one.tokens.start..(one.tokens.end + 4).min(part.end), &ELSE)
    {
        return None;
    }
    let tokens = contract.document.text.tokens();
    const MISSED: [&str; 15] = [
        "shortfall",
        "refund",
        "offset",
        "eligible",
        "change",
        "fails",
        "exceed",
        "reduced",
        "event",
        "efforts",
        "adjusted",
        "majeure",
        "excused",
        "suspended",
        "waived",
    ];
    const TAKES: [&str; 19] = [
        "pay",
        "purchase",
        "order",
        "buy",
        "guarantee",
        "guarantees",
        "meet",
        "achieve",
        "commit",
        "commits",
        "spend",
        "generate",
        "paid",
        "be",
        "purchases",
        "take",
        "sell",
        "maintain",
        "satisfy",
    ];
    if scope::holds(contract, part.clone(), &MISSED) || !scope::holds(contract, part.clone(), &TAKES) {
        return None;
    }
    let modal = part.clone().find(|at| {
        matches!(tokens.at(*at), "shall" | "will" | "must" | "agrees" | "agree" | "guarantees" | "commits")
    })?;
    // "The minimum fee shall not be less than" sets one.
    if scope::holds(contract, modal..modal + 3, &["not"]) && !scope::holds(contract, modal..modal + 5, &["less"]) {
        return None;
    }
    let end = if tokens.at(modal + 1) == "to" { modal + 2 } else { modal + 1 };
    let who = payer(contract, sentence, &(modal..end), &part).or_else(|| buyer(one));
    Some(Restraint::new(contract, Kind::MinimumCommitment, sentence, who, modal..end, part))
}

fn payer(contract: &Contract, sentence: &Sentence, modal: &Range<usize>, part: &Range<usize>) -> Option<Named> {
    let start = scope::stretch(contract, sentence, modal.start).start;
    subject::before(contract, start, modal.start)
        .or_else(|| subject::after(contract, part.clone(), &["by"]))
        .or_else(|| {
            scope::lead_in(sentence, modal.start).and_then(|lead| subject::before(contract, lead.start, lead.end))
        })
        .or_else(|| subject::owner(contract, start..modal.start))
}
