//! Preference: most-favoured terms and rights of first refusal. In: sentences that promise one party
//! what others get, or the first say. Out: [`Restraint`]s on the party that promises.

use std::sync::LazyLock;

use super::{Kind, Restraint};
use crate::contract::Contract;
use crate::facts::{Mention, Side, Who};
use crate::outline::{Sentence, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, grant, scope};

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "favoured",
            "(lowest | best) (price | prices | rate | rates | terms) ..4 {party} (charges | charge | offers | offer | gives | give | grants) ..3 (anybody | anyone | other | others | any)",
        ),
        (
            "favoured",
            "(rate | rates | price | prices | fee | fees) ..12 (is | are | be | remain) ..3 the (lowest | best | most favourable | most favorable) ..6 (charges | charge | offers | offer | gives | give | grants) ..3 (anybody | anyone | other | others | any)",
        ),
        (
            "favoured",
            "the (lowest | best | cheapest | keenest) (price | prices | rate | rates | terms) ..3 (it | they | {party}) ..1 (charges | charge | offers | offer | gives | give | grants | quotes) ..3 (anybody | anyone | other | others | any)",
        ),
        (
            "favoured",
            "(equal | match | correspond to | same as | no higher than) ..3 (best | lowest) (price | prices | rate | rates | terms) ..8 (any | other | others | another | anyone)",
        ),
        // "rates offered to other advertisers may not be lower than Client's".
        (
            "favoured",
            "(rate | rates | price | prices | terms | commissions | conditions | fees) ..3 (offered | given | granted | quoted | charged) to ..3 (other | others | another | anyone | any) ..8 not ..2 (lower | better | cheaper | below | more favourable | more favorable)",
        ),
        (
            "favoured",
            "no other ..3 (shall | will | may | must) ..3 (receive | be given | be granted | be offered | get | enjoy) ..6 (greater | better | more | higher) ..50 than",
        ),
        (
            "favoured",
            "{shall-not} ..3 exceed ..4 (that | those | rates | prices | fees) ..3 (charged | offered | paid) ..8 (other | another | others)",
        ),
        (
            "favoured",
            "most (favored | favoured | favorable | favourable) (customer | customers | nation | nations | pricing | price | terms | licensee | client)",
        ),
        (
            "favoured",
            "(no | not) [be] (less | more) (favorable | favourable | favorably | favourably | advantageous | burdensome) ..30 than ..40 (other | others | any | third)",
        ),
        (
            "favoured",
            "(as | at least as) (low | cheap) as (those | the | what | whatever) ..8 (offered | charged | given | granted | charges | charge | gives | grants | quotes) ..6 (any | other | others | another | third | anyone | anybody)",
        ),
        ("favoured", "{shall-not} ..4 charge ..6 more than ..6 (cheapest | any other | another | others | third)"),
        (
            "favoured",
            "(more advantageous | more favourable | more favorable | better) (terms | conditions | prices) ..12 (apply | extend | be extended | be offered | be granted) ..4 to {customer}",
        ),
        (
            "favoured",
            "(as | at least as) (favorable | favourable | favorably | favourably | good) [..8] as ..30 (other | others | any | third | similar* | treats)",
        ),
        (
            "favoured",
            "(better | lower | more favorable | more favourable | more beneficial) ..4 than those (offered | granted | provided | given | enjoyed | extended | available | made)",
        ),
        (
            "favoured",
            "{shall} ..25 (lowest | best) (price | prices | rate | rates | pricing) ..30 (other | others | any | third)",
        ),
        (
            "favoured",
            "{shall-not} ..12 (charge | charged | pay | sell | offer | license) ..30 (lower | higher | better | more favorable | more favourable) ..8 (price | prices | rate | rates | terms | fee | fees)",
        ),
        (
            "favoured",
            "(exceed | than | equal to) the lowest (price | prices | rate | rates | fee | fees) ..40 \
             (other | others | any | third | customer* | distributor* | licensee* | reseller* | buyer*)",
        ),
        (
            "favoured",
            "{shall} ..20 (benefit | benefits | advantage) of ..12 (lower | better | more favorable | more favourable | more beneficial | more advantageous) ..30 (other | others | any | third)",
        ),
        (
            "favoured",
            "(lower | better | more favorable | more favourable) (price | prices | rate | rates | pricing | terms | fees) ..50 {shall} ..12 (reduce | reduced | offer | extend | extended | receive | entitled | lowered | adjusted | apply | amend | increase | grant | match)",
        ),
        (
            "favoured",
            "(charges | charge | offers | grants | gives | sells) ..4 (anybody | anyone | any other | another | someone) ..12 (less | lower | cheaper | better) ..20 {shall} ..8 (reduce | lower | match | adjust | offer | extend)",
        ),
        // "If another buyer is given a better price, the Customer's price drops to match."
        (
            "another",
            "(any other | another | anyone else | anybody else | someone else | third party) ..6 (pays | pay | is charged | is given | is granted | is offered | is quoted | gets | receives | obtains | enjoys) ..4 (less | better | lower | cheaper | more favourable | more favorable | more advantageous) ..24 (lower | lowered | reduce | reduced | match | matched | drop | drops | falls | fall | adjusted | brought down | comes down)",
        ),
        (
            "another",
            "(price | prices | rate | rates | terms) ..3 (drop | drops | fall | falls | come down | comes down | reduced | lowered) ..6 (match | level of | equal) ..20 (any other | another | anyone else | anybody else)",
        ),
        (
            "another",
            "(sell | sells | supply | supplies | provide | provides | offer | offers) ..12 (someone else | somebody else | anyone else | anybody else | another | others | any other) ..8 (less | lower | cheaper | better) ..6 than ..4 {party} ..2 (charge | charges | pay | pays)",
        ),
        (
            "another",
            "(no | another | any other) ..4 (customer | client | buyer | purchaser | licensee | subscriber | person | party) ..8 (enjoy | enjoys | receive | receives | get | gets | pay | pays | be charged | obtain | obtains | be given | be offered) ..4 (better | lower | cheaper | less | more favourable | more favorable | more advantageous) ..6 (price | prices | rate | rates | charges | fees | terms | than {customer})",
        ),
        (
            "another",
            "(no higher than | no more than | {shall-not} ..2 exceed) the lowest ..10 (any other | another | others | anyone | anybody)",
        ),
        // "Should Vendor let anybody have the goods for less, Customer shall pay the lower figure too."
        (
            "another",
            "(anybody | anyone | someone | somebody | another | others | any other) ..12 (for less | cheaper | at a lower | at lower | at a better | at better | on better) ..20 (lower | same | lowered | reduce* | refund* | match* | benefit)",
        ),
        (
            "another",
            "(nobody | no one | none of ..4 (customers | clients | buyers)) ..3 (pays | pay | charged | gets | get | receives | receive | enjoys | enjoy | has | have | given) ..4 (less | better | lower | cheaper | more favourable | more favorable)",
        ),
        (
            "best",
            "{shall} ..4 (benefit from | enjoy | receive | get | be given | be charged) ..3 (best | lowest) (price | prices | rate | rates | terms)",
        ),
        (
            "another",
            "no other (customer | client | buyer | purchaser | licensee | institution | organisation | organization | authority | body | member) ..16 (receive* | get | gets | enjoy* | pay | pays | obtain* | offered | given) ..12 (better | lower | less | more favorable | more favourable)",
        ),
        (
            "best",
            "(price | prices | rate | rates | packages | terms) ..16 {shall} (match or beat | match | be as good as) ..8 (other | another | elsewhere | anywhere)",
        ),
        (
            "favoured",
            "(no | not) ..10 (more favorable | more favourable | better | more advantageous) to ..8 than ..3 (offered | granted | given | available)",
        ),
        ("favoured", "most (favored | favoured) ..3 (treatment | basis | provision | clause)"),
        (
            "first",
            "(right | rights | option) of first (refusal | offer | negotiation | opportunity | look | notice | notification)",
        ),
        (
            "first",
            "first (refusal | right of refusal | right to negotiate | right to purchase | right to match | right of negotiation | right of offer)",
        ),
        ("first", "(first | right of last) (option | negotiation right | refusal right) ..10 (to | for)"),
        ("offered", "{shall} ..3 (offer | give | grant) ..6 first (opportunity | chance | option) to"),
        ("first", "(pre emptive | preemptive | preferential) (right | rights)"),
        ("first", "exclusive (right | option | opportunity) ..3 to negotiate !(behalf | third part*)"),
        ("first", "prior (right | option) ..20 to (buy | purchase | acquire | match | negotiate | license | lease)"),
        // "If Agency wishes to sell the presses, it shall offer Client an opportunity to purchase them."
        (
            "offered",
            "(propose* | wish | wishes | intend* | desire* | decide* | elect*) to (sell | transfer | license | dispose | offer | produce) ..50 \
             {shall} ..4 (offer | give | grant | afford) ..6 {party} ..4 (opportunity | option | right | chance) to",
        ),
        (
            "first",
            "first right ..20 to (obtain | buy | submit | negotiate | purchase | acquire | match | provide | license | enter | distribute)",
        ),
        (
            "offered",
            "{shall} ..2 (offer | show | present | submit) ..16 to ..2 {party} before ..3 (disclosing | offering | showing | presenting | licensing | selling)",
        ),
        (
            "offered",
            "{shall} first (offer | give | contact | notify | present | provide | approach) ..30 (opportunity | right | option | {party})",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<Restraint> {
    let found = contract.find(&CUES);
    let sentence = |one: &Match| contract.outline.sentence(one.sentence);
    let body = found.iter().filter(|one| sentence(one).kind == SentenceKind::Body);
    body.filter_map(|one| match found.name(one) {
        "favoured" => favoured(contract, sentence(one), one, Cue::Compares),
        "best" | "another" => favoured(contract, sentence(one), one, Cue::NamesOthers),
        "first" => first(contract, sentence(one), one),
        _ => offered(contract, sentence(one), one),
    })
    .collect()
}

/// Does a cue alone say that others' prices are meant?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// "the best price", "another buyer is given a better price".
    NamesOthers,
    /// "no less favourable than": what it is compared with must be another customer.
    Compares,
}

/// Terms no worse than others get; not those of an insurance, a successor or a lender.
fn favoured(contract: &Contract, sentence: &Sentence, one: &Match, cue: Cue) -> Option<Restraint> {
    const OTHERS: [&str; 36] = [
        "sponsor",
        "advertiser",
        "advertisers",
        "customer",
        "customers",
        "licensee",
        "licensees",
        "distributor",
        "distributors",
        "purchaser",
        "purchasers",
        "client",
        "clients",
        "shareholders",
        "reseller",
        "resellers",
        "parties",
        "party",
        "person",
        "buyer",
        "buyers",
        "affiliates",
        "member",
        "members",
        "investor",
        "sponsors",
        "franchisees",
        "users",
        "company",
        "partner",
        "partners",
        "entity",
        "vendors",
        "providers",
        "anybody",
        "anyone",
    ];
    const ELSE: [&str; 7] = ["insurance", "insurer", "coverage", "lender", "financing", "policy", "policies"];
    let tokens = contract.document.text.tokens();
    let part = scope::stretch(contract, sentence, one.tokens.start);
    let behind = one.tokens.start..(one.tokens.end + 12).min(part.end);
    let named = cue == Cue::NamesOthers || tokens.at(one.tokens.start) == "most";
    // "offered to another buyer on terms more favourable than those enjoyed by Customer".
    let around = one.tokens.start.saturating_sub(20).max(part.start)..behind.end;
    let compared = named
        || around.into_iter().any(|at| {
            OTHERS.contains(&tokens.at(at)) && contract.facts.parties.at(at).is_none()
                || tokens.at(at) == "other" && matches!(tokens.at(at + 1), "agreement" | "agreements" | "contract")
                // "any other party" is anybody, not the other side.
                || tokens.at(at) == "other" && matches!(tokens.at(at.saturating_sub(1)), "any" | "all" | "its")
        });
    if !compared || is_disclaimed(contract, part.start..one.tokens.start) || scope::holds(contract, behind, &ELSE) {
        return None;
    }
    const MODAL: [&str; 9] =
        ["shall", "will", "must", "agrees", "agree", "warrants", "represents", "guarantees", "undertakes"];
    let modal = scope::position(contract, part.start..one.tokens.end, &MODAL);
    // "we'll lower your price": the word holds its subject too.
    let will = || (part.start..one.tokens.end).find(|at| tokens.at(*at).ends_with("'ll")).map(|at| at + 1);
    let verb = modal.or_else(will).unwrap_or(one.tokens.start);
    // "no other buyer shall get better prices": who sells to all of them promises it.
    let seller = || Named { bound: Bound::Side(Side::Vendor), tokens: one.tokens.start..one.tokens.start + 1 };
    // "no other sponsor shall receive": the verb has nobody's name for its subject.
    let others = scope::holds(contract, verb.saturating_sub(3).max(part.start)..verb, &["no"]);
    let who = promisor(contract, sentence, verb, &part).or_else(|| (others || cue == Cue::NamesOthers).then(seller));
    Some(Restraint::new(contract, Kind::MostFavoured, sentence, who, one.tokens.clone(), part))
}

/// "makes no representation that", "gives no assurance that": nothing is promised.
fn is_disclaimed(contract: &Contract, ahead: std::ops::Range<usize>) -> bool {
    const PROMISES: [&str; 7] =
        ["representation", "warranty", "assurance", "promise", "commitment", "undertaking", "guarantee"];
    let promise = scope::position(contract, ahead.clone(), &PROMISES);
    promise.is_some_and(|at| scope::holds(contract, at.saturating_sub(2).max(ahead.start)..at, &["no", "not", "any"]))
}

/// The subject, or who sells to others what is compared. Where the subject gets ("Customer shall
/// receive", "Customer shall not be charged") or a price is the subject, the other side promises.
fn promisor(contract: &Contract, sentence: &Sentence, verb: usize, part: &std::ops::Range<usize>) -> Option<Named> {
    const GETS: [&str; 9] = ["receive", "entitled", "allowed", "charged", "enjoy", "have", "benefit", "pay", "given"];
    // "no other sponsor shall receive": it is the others who get less.
    let others = scope::holds(contract, verb.saturating_sub(3).max(part.start)..verb, &["no"]);
    if others {
        return dealer(contract, part);
    }
    let gets = scope::holds(contract, verb..(verb + 4).min(part.end), &GETS);
    let subject = subject::before(contract, part.start, verb).filter(|named| named.bound != Bound::Both);
    subject
        .map(|named| if gets { grant::opposite(named) } else { named })
        .or_else(|| dealer(contract, part))
        .or_else(|| subject::after(contract, part.clone(), &["by"]))
        .or_else(|| subject::after(contract, part.clone(), &["to"]).map(grant::opposite))
        .or_else(|| scope::lead_in(sentence, verb).and_then(|lead| subject::before(contract, lead.start, lead.end)))
        .or_else(|| subject::before(contract, part.start, verb))
}

/// "for which Vendor sells it to others", "made available by Vendor to its other customers".
fn dealer(contract: &Contract, part: &std::ops::Range<usize>) -> Option<Named> {
    const DEALS: [&str; 13] = [
        "sells", "charges", "offers", "treats", "grants", "provides", "licenses", "supplies", "makes", "gives",
        "affords", "allows", "accords",
    ];
    let tokens = contract.document.text.tokens();
    let verb = part.clone().find(|at| DEALS.contains(&tokens.at(*at)));
    verb.and_then(|verb| subject::before(contract, verb.saturating_sub(3).max(part.start), verb))
}

fn first(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Restraint> {
    let part = scope::stretch(contract, sentence, one.tokens.start);
    let ahead = one.tokens.start.saturating_sub(6).max(part.start)..one.tokens.start;
    let denied =
        scope::holds(contract, ahead.clone(), &["no", "not", "without", "waive", "waives", "waived", "neither"]);
    // "free and clear of rights of first refusal" is a promise of title.
    let title = scope::holds(contract, ahead, &["clear", "liens", "encumbrances", "encumbrance", "free"]);
    let exercised =
        scope::holds(contract, part.start..one.tokens.start, &["exercise", "exercises", "decline", "declines"]);
    if denied || title || exercised {
        return None;
    }
    // "such party shall tell the other, who will then have the right of first refusal": either of them.
    let either = || {
        let whichever = |one: &Mention| matches!(one.who, Who::Some | Who::Each);
        let mentions = contract.facts.parties.within(part.start..one.tokens.start);
        let first = mentions.first().filter(|_| mentions.iter().all(whichever))?;
        Some(Named { bound: Bound::Both, tokens: first.tokens.clone() })
    };
    let who = grant::giver(contract, sentence, one.tokens.start).or_else(either)?;
    Some(Restraint::new(contract, Kind::FirstRefusal, sentence, Some(who), one.tokens.clone(), part))
}

/// "Licensor shall first offer it to Licensee".
fn offered(contract: &Contract, sentence: &Sentence, one: &Match) -> Option<Restraint> {
    const MATTERS: [&str; 10] =
        ["opportunity", "option", "right", "sell", "sale", "license", "licence", "offer", "terms", "negotiate"];
    let modal = one.capture("shall")?.tokens.clone();
    let part = scope::stretch(contract, sentence, modal.start);
    // "shall first contact Client and give notice of the terms": what it is about may follow.
    let about = one.tokens.start..(one.tokens.end + 18).min(part.end);
    if scope::holds(contract, one.tokens.clone(), &["notify", "notice", "dispute", "invoice", "payment"])
        || !scope::holds(contract, about, &MATTERS)
    {
        return None;
    }
    let who = subject::before(contract, part.start, modal.start);
    Some(Restraint::new(contract, Kind::FirstRefusal, sentence, who, modal.start..one.tokens.end, part))
}
