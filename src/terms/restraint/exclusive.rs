//! Exclusivity. In: "exclusive", "exclusively" and their kin. Out: [`Restraint`]s on the party that may
//! deal with nobody else. Exclusive jurisdiction, property, remedies and control restrain nobody's trade.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Kind, Restraint};
use crate::contract::Contract;
use crate::facts::Side;
use crate::outline::{Sentence, SentenceKind};
use crate::pattern::PatternSet;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, grant, scope};

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("exclusive", "exclusive"),
        (
            "exclusive",
            "(sole | only) (authorized | authorised | official) (agent | distributor | supplier | provider | reseller)",
        ),
        (
            "exclusive",
            "(sole | only) (agency | agent | distributor | supplier | provider | reseller | manufacturer | representative | source | dealer | licensee)",
        ),
        ("granted", "(exclusivity | exclusive rights) ..2 (is | are | {shall} be) (granted | given) to"),
        (
            "appointed",
            "(appointment | agency | licence | license | distributorship | distribution rights | right | rights | grant) ..8 ({shall} ..2 be | is | are) exclusive",
        ),
        ("exclusively", "{shall} ..14 (exclusively | solely | only) ..14 (from | with | through | by)"),
        (
            "exclusively",
            "{shall} ..3 (sell | supply | provide | render | perform | offer | manufacture | work) ..10 exclusively (to | for) {party}",
        ),
        (
            "for one alone",
            "{shall} be [..2] (sold | supplied | provided | rendered | performed | offered | made | manufactured) ..4 (exclusively | solely | only) (to | for) {party}",
        ),
        (
            "others",
            "{shall} ..3 (make | produce | manufacture | supply | sell | provide | offer | perform | design | build | work) no ..12 (for | to) (anyone | anybody | any person | any party | any customer) ..2 (other than | besides | except | but | save) {customer}",
        ),
        (
            "others",
            "{shall} ..3 (serve | sell | use | stock | buy | purchase | order | obtain | offer | source) no ..16 (save | except | other than | but | besides) ..8 (from | supplied by | made by) {vendor}",
        ),
        (
            "others",
            "{shall-not} ..3 (buy | purchase | order | obtain | procure | source | stock | use | sell | serve) ..14 (from (anyone | anybody | any (other | person | party | supplier | source)) | (save | except | other than | but) ..8 (from | supplied by)) ..6 {vendor}",
        ),
        (
            "others",
            "{shall} ..3 (obtain | buy | purchase | order | source | procure | take) ..14 from {vendor} ..2 (and | but) [from] (nobody | no one | none | no other) [else | other]",
        ),
        (
            "others",
            "{shall} ..2 devote ..3 (all | full | entire | whole | exclusive) ..5 (time | capacity | attention) ..3 to {customer}",
        ),
        (
            "others",
            "{customer} {shall-not} ..3 (engage | appoint | retain | hire | commission | instruct | use | employ) ..8 any other ..3 (agency | creator | supplier | contractor | consultant | provider | studio | influencer | firm | person)",
        ),
        (
            "others",
            "{shall-not} ..3 (accept | take on | undertake) ..3 (other | further) (engagements | clients | assignments | commissions | employment)",
        ),
        (
            "others",
            "{shall-not} ..3 (contract | work | deal | collaborate | partner | appear | perform) ..4 (with | for) ..3 (any other | another | anyone else | anybody else) ..6 \
             (promoter | agency | network | studio | publisher | presenter | educator | trainer | artist | label | platform | seminar | brand | sponsor)",
        ),
        (
            "others",
            "{customer} {shall} ..3 (engage | appoint | retain | hire | commission | instruct | use | employ) no other ..3 (agency | agent | supplier | contractor | consultant | provider | studio | firm | person | distributor)",
        ),
        (
            "others",
            "{shall} ..3 (handle | serve | take on | accept | undertake | represent | work on) no ..14 (other than | besides | except | but | save) ..2 {customer}",
        ),
        (
            "others",
            "{shall} ..12 for (nobody | no one | none | no person) ..1 (but | except | other than | save | besides) {customer}",
        ),
        // Its own work may be shown or sold on one channel only.
        (
            "others",
            "{shall-not} ..6 (permit | allow | distribute | license | exhibit | broadcast | display | stream | publish | offer) ..24 (on | through | via | over | by) \
             ..3 any other ..3 (channel | platform | platforms | network | outlet | station | website | web site | medium | service)",
        ),
        (
            "others",
            "{shall-not} ..6 (permit | allow | distribute | license | exhibit | broadcast | display | stream | publish | offer) ..24 (on | through | via | over) \
             ..3 any (channel | platform | network | outlet | station) &(other than | except | other platforms | other channels)",
        ),
        // "designs for the bakery and for no other food business"
        ("others", "{shall} ..8 (for | to | with) {customer} ..2 (and | but) ..2 (for | to | with) no ..2 other"),
        (
            "others",
            "{shall-not} ..2 (take | accept | receive) ..8 (money | sponsorship | funding | funds | support | fees | commissions) ..8 from any ..1 other ..2 (business | company | brand | sponsor | client | customer | person | firm)",
        ),
        (
            "exclusively",
            "{shall} ..3 (tender | refer | direct | route | entrust) ..2 to {party} ..2 all ..8 (requests | orders | business | work | referrals | shipments | requirements)",
        ),
        ("exclusively", "{shall} ..6 exclusively (use | purchase | engage | sell | promote | deal | endorse)"),
        (
            "others",
            "{shall-not} ..3 (supply | provide | offer | render | perform) ..8 (to | for) (anyone else | anybody else | any other (person | party | customer | client | company) | any third part* | others | third parties)",
        ),
        // "shall not license the product to any other company in the trade"
        (
            "others",
            "{vendor} {shall-not} ..3 (license | licence | supply | provide | sell | offer | make available) ..16 (to | for) any other ..2 \
             (company | person | firm | business | customer | client | brand | bank | undertaking | retailer | manufacturer | operator)",
        ),
        // "will not procure or test any competing product", "brings in no other caterer"
        (
            "others",
            "{customer} ..30 ({shall-not} ..6 any | {shall} ..6 no) ..1 (competing | other | alternative | rival) ..2 \
             (product | products | service | services | solution | caterer | supplier | platform | provider | agency | contractor | vendor | carrier | system) &(procure | license | licence | purchase | buy | use | engage | appoint | bring in | obtain | test | subscribe)",
        ),
        (
            "others",
            "{shall-not} ..3 (work | act) for (anyone else | anybody else | any other (person | party | customer | client | company) | others)",
        ),
        ("exclusively", "{shall} ..8 (purchase | buy | obtain | procure | order | source) ..12 from {party} alone"),
        (
            "others",
            "{shall-not} ..3 (supply | provide | offer | render | perform | sell) ..10 (to | for) any ..3 (besides | other than | except | but) {customer}",
        ),
        ("others", "{shall} ..3 (work | act) for no ..4 (other than | besides | except | but) {customer}"),
        (
            "others",
            "{shall} ..16 (accept | undertake | take on) [..1] (work | orders | commissions | assignments) from (nobody else | no one else | no other (client | customer | person))",
        ),
        (
            "others",
            "{shall-not} ..16 (endorse | endorses | endorsing | endorsement) ..20 (any other | third part* | another | competitor* | others | other than)",
        ),
        (
            "exclusively",
            "{shall} ..8 (purchase | buy | obtain | procure | order | source) ..6 (all | entire) ..6 (requirements | needs | requirement) ..20 from",
        ),
        (
            "exclusively",
            "{shall} ..3 (purchase | buy | obtain | procure | order | source) ..2 from ..6 (all | entire | entirety | whole) ..8 (requirements | needs | requirement)",
        ),
    ])
});

/// What is exclusive where a trade is bound.
const TRADE: [&str; 46] = [
    "right",
    "rights",
    "license",
    "licence",
    "licenses",
    "licences",
    "distributor",
    "agent",
    "agency",
    "provider",
    "supplier",
    "dealer",
    "reseller",
    "representative",
    "sponsor",
    "vendor",
    "partner",
    "manufacturer",
    "source",
    "basis",
    "appointment",
    "franchise",
    "franchisee",
    "retailer",
    "broker",
    "distribution",
    "sublicense",
    "sublicence",
    "representation",
    "sponsorship",
    "arrangement",
    "carrier",
    "contractor",
    "consultant",
    "marketer",
    "publisher",
    "host",
    "seller",
    "sales",
    "marketing",
    "supply",
    "engagement",
    "relationship",
    "underwriter",
    "advertiser",
    "endorsement",
];
/// What may be exclusive without binding anybody's trade.
const ELSE: [&str; 26] = [
    "property",
    "owner",
    "ownership",
    "title",
    "remedy",
    "remedies",
    "jurisdiction",
    "control",
    "discretion",
    "possession",
    "venue",
    "forum",
    "benefit",
    "liability",
    "responsibility",
    "obligation",
    "judgment",
    "authority",
    "statement",
    "warranty",
    "warranties",
    "recourse",
    "use",
    "purpose",
    "interest",
    "judgement",
];

pub fn read(contract: &Contract) -> Vec<Restraint> {
    let found = contract.find(&CUES);
    let sentence = |one: &crate::pattern::Match| contract.outline.sentence(one.sentence);
    let body = found.iter().filter(|one| sentence(one).kind == SentenceKind::Body);
    body.filter_map(|one| match found.name(one) {
        "exclusive" => granted(contract, sentence(one), one.tokens.start),
        "others" => for_others(contract, sentence(one), one),
        "for one alone" => for_one(contract, sentence(one), one),
        "granted" | "appointed" => held(contract, sentence(one), one, found.name(one)),
        _ => dealing(contract, sentence(one), one),
    })
    .collect()
}

/// "shall not supply similar services to anybody else"; not the work itself or secrets, without consent.
fn for_others(contract: &Contract, sentence: &Sentence, one: &crate::pattern::Match) -> Option<Restraint> {
    const ELSE: [&str; 14] = [
        "change",
        "changes",
        "payment",
        "statement",
        "information",
        "confidential",
        "deliverables",
        "data",
        "materials",
        "access",
        "copy",
        "copies",
        "consent",
        "designs",
    ];
    let modal = one.capture("shall-not").or_else(|| one.capture("shall"))?.tokens.clone();
    let part = scope::stretch(contract, sentence, modal.start);
    if scope::holds(contract, one.tokens.start..(one.tokens.end + 8).min(part.end), &ELSE) {
        return None;
    }
    let who = subject::before(contract, part.start, modal.start);
    Some(Restraint::new(contract, Kind::Exclusivity, sentence, who, modal.start..one.tokens.end, part))
}

/// "the services shall be rendered exclusively to Client": the other one may serve nobody else.
fn for_one(contract: &Contract, sentence: &Sentence, one: &crate::pattern::Match) -> Option<Restraint> {
    let at = scope::position(contract, one.tokens.clone(), &["exclusively", "solely", "only"])?;
    let part = scope::stretch(contract, sentence, at);
    let served = one.capture("party")?;
    let named = Named { bound: subject::bound(contract, served.who?), tokens: served.tokens.clone() };
    // Work made for one party's own purposes, and what is handed over to it, binds nobody's trade.
    let trade = scope::begins(contract, part.start..at, &["service", "goods", "product", "output", "capacity"]);
    let held = is_denied(contract, part.start, at) || !trade;
    (!held)
        .then(|| Restraint::new(contract, Kind::Exclusivity, sentence, Some(grant::opposite(named)), at..at + 1, part))
}

/// "grants Distributor the exclusive right", "shall be the exclusive supplier".
fn granted(contract: &Contract, sentence: &Sentence, at: usize) -> Option<Restraint> {
    let part = scope::stretch(contract, sentence, at);
    if is_denied(contract, part.start, at) || !is_trade(contract, at, part.end) || is_first_say(contract, at) {
        return None;
    }
    let who = grant::giver(contract, sentence, at)?;
    Some(Restraint::new(contract, Kind::Exclusivity, sentence, Some(who), words(contract, at), part))
}

/// "exclusive right of first refusal", "exclusive option to negotiate": the first say, told as such.
fn is_first_say(contract: &Contract, at: usize) -> bool {
    scope::holds(contract, at + 1..at + 4, &["right", "option", "opportunity"])
        && scope::holds(contract, at + 2..at + 6, &["first", "negotiate"])
        // An agent's right to negotiate for its principal is its trade.
        && !scope::holds(contract, at + 2..at + 24, &["behalf", "third"])
}

/// "Agency's appointment shall be exclusive", "exclusivity is granted to Agency": the other is bound.
fn held(contract: &Contract, sentence: &Sentence, one: &crate::pattern::Match, cue: &str) -> Option<Restraint> {
    let at = scope::position(contract, one.tokens.clone(), &["exclusive", "exclusivity"])?;
    let part = scope::stretch(contract, sentence, at);
    // "outside the markets for which Licensee's rights are exclusive": told of, not given.
    let told_of = scope::holds(
        contract,
        one.tokens.start.saturating_sub(4).max(part.start)..one.tokens.start,
        &["which", "where"],
    );
    if told_of || is_denied(contract, part.start, at) {
        return None;
    }
    let holder = match cue {
        "granted" => subject::after(contract, one.tokens.start..(one.tokens.end + 4).min(part.end), &["to"]),
        _ => subject::owner(contract, one.tokens.start.saturating_sub(3).max(part.start)..one.tokens.end)
            .or_else(|| subject::after(contract, part.start..at, &["of", "to"])),
    };
    let who = holder.map(grant::opposite).or_else(|| licensor(one.tokens.clone(), contract))?;
    Some(Restraint::new(contract, Kind::Exclusivity, sentence, Some(who), words(contract, at), part))
}

/// "Such licence shall be exclusive": nobody is named, and it is the vendor's to give.
fn licensor(range: Range<usize>, contract: &Contract) -> Option<Named> {
    let first = contract.document.text.tokens().at(range.start);
    let given = matches!(first, "licence" | "license" | "distributorship" | "distribution");
    given.then(|| Named { bound: Bound::Side(Side::Vendor), tokens: range.start..range.start + 1 })
}

/// "exclusive" with the "sole and" before it.
fn words(contract: &Contract, at: usize) -> Range<usize> {
    let tokens = contract.document.text.tokens();
    let sole = |back: usize| at >= back && tokens.at(at - back) == "sole";
    match tokens.at(at.saturating_sub(1)) {
        "and" if sole(2) => at - 2..at + 1,
        "," if sole(2) => at - 2..at + 1,
        _ => at..at + 1,
    }
}

/// "non-exclusive", "not exclusive", "on either an exclusive or".
fn is_denied(contract: &Contract, from: usize, at: usize) -> bool {
    let tokens = contract.document.text.tokens();
    let mut before = (at.saturating_sub(2).max(from)..at).rev();
    let hyphen = before.any(|at| matches!(tokens.at(at), "non" | "not" | "co" | "semi" | "mutually"));
    let ahead = at.saturating_sub(10).max(from)..at;
    let told = at.saturating_sub(25).max(from)..at;
    if scope::holds(
        contract,
        told,
        &[
            "knowledge",
            "conflict",
            "conflicts",
            "violate",
            "previously",
            "recognizes",
            "reserves",
            "communicate",
            "entered",
        ],
    ) {
        return true;
    }
    hyphen || scope::holds(contract, ahead, &["no", "nothing", "neither", "cannot"]) || forbids(contract, from, at)
}

/// "shall not grant any exclusive right".
fn forbids(contract: &Contract, from: usize, at: usize) -> bool {
    let tokens = contract.document.text.tokens();
    (at.saturating_sub(12).max(from)..at)
        .any(|at| matches!(tokens.at(at), "shall" | "will" | "may" | "does" | "do") && tokens.at(at + 1) == "not")
}

/// The tokens outside brackets: "exclusive, non-transferable (except as set out in Section 9) licence".
fn unbracketed(contract: &Contract, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
    let tokens = contract.document.text.tokens();
    let mut depth = 0_usize;
    range.filter(move |at| {
        match tokens.at(*at) {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    })
}

fn is_trade(contract: &Contract, at: usize, end: usize) -> bool {
    let tokens = contract.document.text.tokens();
    let noun = unbracketed(contract, at + 1..end)
        .take(15)
        .find(|at| TRADE.contains(&tokens.at(*at)) || ELSE.contains(&tokens.at(*at)));
    let Some(noun) = noun.filter(|noun| TRADE.contains(&tokens.at(*noun))) else { return false };
    let right = tokens.at(noun).starts_with("right");
    // "exclusive rights in and to all intellectual property": who owns it.
    let owned = right
        && tokens.at(noun + 1) == "in"
        && scope::holds(contract, noun..(noun + 24).min(end), &["property", "goodwill", "copyright", "copyrights"]);
    let title = owned || right && scope::holds(contract, noun..(noun + 4).min(end), &["title", "interest"]);
    let control = right
        && scope::holds(contract, noun..(noun + 8).min(end), &["to"])
        && scope::holds(
            contract,
            noun..(noun + 12).min(end),
            &[
                "control",
                "commission",
                "commissions",
                "own",
                "terminate",
                "determine",
                "approve",
                "prosecute",
                "defend",
                "decide",
                "enforce",
                "file",
                "settle",
                "bring",
                "select",
                "protect",
                "maintain",
                "register",
                "institute",
                "commence",
                "initiate",
                "pursue",
                "obtain",
                "apply",
                "prepare",
                "make",
                "decisions",
            ],
        );
    !title && !control && tokens.at(at + 1) != "of"
}

/// "shall purchase … exclusively from", "shall deal only with".
fn dealing(contract: &Contract, sentence: &Sentence, one: &crate::pattern::Match) -> Option<Restraint> {
    const DEALS: [&str; 26] = [
        "tender",
        "refer",
        "route",
        "entrust",
        "purchase",
        "buy",
        "obtain",
        "procure",
        "order",
        "source",
        "sell",
        "deal",
        "supply",
        "distribute",
        "market",
        "endorse",
        "promote",
        "engage",
        "work",
        "use",
        "acquire",
        "contract",
        "offer",
        "render",
        "perform",
        "provide",
    ];
    let modal = one.capture("shall")?.tokens.clone();
    let part = scope::stretch(contract, sentence, modal.start);
    let from = scope::position(
        contract,
        one.tokens.clone(),
        &["exclusively", "solely", "only", "all", "entire", "entirety", "whole", "alone"],
    )?;
    let tokens = contract.document.text.tokens();
    let verb = DEALS.contains(&tokens.at(modal.end)) || scope::holds(contract, modal.end..from + 2, &DEALS);
    let weak = matches!(tokens.at(from), "solely" | "only");
    // "from Vendor all its requirements": the partner may stand before the word.
    let open = if weak { from } else { modal.end };
    let partner = subject::after(
        contract,
        open..(one.tokens.end + 6).min(part.end),
        &["from", "with", "through", "by", "to", "for"],
    );
    let bought = scope::holds(
        contract,
        modal.end..from,
        &["purchase", "buy", "obtain", "procure", "order", "source", "deal", "sell"],
    );
    let beside = one.tokens.end - 1 <= from + 4 || !weak;
    if !verb || (weak && !(bought && beside)) || partner.is_none() || is_denied(contract, part.start, from) {
        return None;
    }
    let who: Option<Named> = subject::before(contract, part.start, modal.start).or_else(|| {
        scope::lead_in(sentence, modal.start).and_then(|lead| subject::before(contract, lead.start, lead.end))
    });
    Some(Restraint::new(contract, Kind::Exclusivity, sentence, who, from..from + 1, part))
}
