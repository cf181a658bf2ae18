//! In: a contract. Out: [`Publicity`]: who may name the other in public, and who needs consent.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Serialize;

use super::actor::{self, Consent};
use super::{Bound, Field, FieldKind, FieldSchema, KeyTerm, Reading, TermSchema, key_term, record, scope, wording};
use crate::contract::Contract;
use crate::facts::Side;
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;

/// What the rules can ask of this topic's readings.
pub const SCHEMA: &[TermSchema] = &[TermSchema {
    term: "publicity",
    name: "a clause on publicity",
    fields: &[
        FieldSchema::new(
            "stance",
            FieldKind::Word(&[("may", "allowed"), ("consent", "only with consent")]),
            "says whether it is allowed",
        ),
        FieldSchema::new("who", FieldKind::Bound, "says whose publicity it is"),
        FieldSchema::new("revocable", FieldKind::Flag, "can be withdrawn"),
        FieldSchema::new("sole", FieldKind::Flag, "leaves consent to one side's own will"),
        FieldSchema::new("portfolio", FieldKind::Flag, "is about showing the work"),
        FieldSchema::new("released", FieldKind::Flag, "waits until the work is public"),
        FieldSchema::new("permission", FieldKind::Anchor, "allows it"),
        FieldSchema::new("ban", FieldKind::Anchor, "forbids it"),
        FieldSchema::new("item", FieldKind::Anchor, "is one item of a list"),
    ],
}];

#[derive(Clone, Debug, Default)]
pub struct Publicity {
    pub clauses: Vec<PublicityClause>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    May,
    Consent,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PublicityClause {
    pub stance: Stance,
    /// Who may, or who must ask.
    pub who: Bound,
    pub who_span: Option<Span>,
    pub consent: Option<Consent>,
    /// "unless Client objects".
    pub revocable: Option<Span>,
    pub sole: Option<Span>,
    pub portfolio: Option<Span>,
    /// "after release", "once the site is public": the words of a permission that waits.
    pub released: Option<Span>,
    pub modal: Option<Span>,
    /// The first word, where it is an item of a list and its modal stands in the lead-in.
    pub item: Option<Span>,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "ban",
            "{shall-not} ..16 (issue | make | release | publish | originate | disseminate | initiate | undertake | publicize | announce) ..16 (press | publicity | public | news | announcement* | advertis* | publicly | media | agreement | relationship)",
        ),
        (
            "ban",
            "{shall-not} ..10 use ..16 (name | names | logo | logos) ..40 (publicity | advertis* | promot* | marketing | press | endorsement | public | consent | approval | permission)",
        ),
        (
            "ban",
            "{shall-not} ..10 use ..16 (trademark | trademarks | marks | likeness) ..40 (publicity | press | endorsement | public)",
        ),
        (
            "ban",
            "{shall} make no ..4 (public (announcement* | statement* | disclosure*) | (press | news | media) (release | releases) | publicity)",
        ),
        (
            "ban",
            "{shall-not} ..8 (publicly ..4 (disclose | announce) | refer to ..24 (publicity | advertis* | marketing | press))",
        ),
        (
            "ask",
            "((press | news | media) (release | releases) | (public | media) (announcement | announcements | statement | statements | disclosure) | publicity ..6 (material | materials | release)) ..24 (subject to | require | requires | must | shall | approved | submitted | only) ..18 (approval | consent | approved | agreed | permission | agreement)",
        ),
        (
            "ask",
            "no ((press | news) release | public (announcement | statement) | publicity) ..20 (shall | will | may) ..14 (without | unless)",
        ),
        (
            "ask",
            "no ..2 public (announcement* | statement* | disclosure) ..30 (shall | will | may) be (made | issued) ..20 without ..10 (consent | approval)",
        ),
        (
            "ask",
            "(publishing | placing | using | issuing | releasing | publication of | use of | release of | issuance of) ..6 (advertis* | promotional | publicity | press) ..30 {shall} ..3 (submit | provide | send | obtain) ..20 (approval | consent)",
        ),
        (
            "ask",
            "(advertis* | promotional | marketing | publicity) (materials | material | copy | pieces) ..6 (subject to | require | requires) ..6 (approval | consent)",
        ),
        (
            "ask",
            "{shall} ..3 (obtain | seek | secure) ..6 (consent | approval | permission) ..4 (prior to | before) ..10 ((press | news) (release | releases) | public (announcement* | statement*) | publicity)",
        ),
        (
            "ask",
            "{shall} ..3 (submit | send | furnish) ..10 (advertis* | promotional | publicity) ..20 (for | to) ..4 (approval | consent)",
        ),
        ("may", "{may} ..4 (refer to | describe | identify | advertise | promote | call) itself ..2 as"),
        (
            "grant",
            "{party} ..3 (grants | grant) ..30 use ..3 (designation | designations) ..40 (connection | advertis* | promot* | marketing)",
        ),
        (
            "ask",
            "(permit | allow | give | let) {party} ..3 (review | approve | inspect) ..14 (advertis* | promotion | promotional | publicity | press) ..14 (prior to | before)",
        ),
        (
            "ban",
            "{shall-not} ..3 (use | distribute | publish) ..6 (advertis* | promotional | publicity) ..10 not approved by {party}",
        ),
        (
            "may",
            "{may} ..3 (cite | state | say | disclose | mention | indicate | announce) ..5 that {party} (is | are) ..6 (user | customer | client | licensee | partner | reseller | distributor | supplier | provider)",
        ),
        (
            "ask",
            "(approve | approval of | consent to | approval over | coordinate | agree upon | agree on) ..10 ((press | news) (release | releases) | public (announcement | announcements | statement | statements))",
        ),
        (
            "may",
            "{may} ..14 (use | display | list | identify | include | refer | publish | mention | disclose | name | feature) ..20 (name | names | logo | logos | trademarks | marks | customer | client) ..24 (customer list | client list | customer lists | client lists | marketing | advertis* | promot* | publicity | website | web site | press | reference | sales | portfolio | credentials | presentation* | social media) !((customer | client) (information | data | records) | (no | not) ..2 (promotion* | marketing | advertis* | publicity) purpose*)",
        ),
        (
            "may",
            "{may} ..14 (display | show | include | use | publish | reproduce | exhibit | feature | link) ..24 (portfolio | portfolios | case study | case studies | showcase | credentials | pitches)",
        ),
        (
            "may",
            "{may} ..6 (display | show | exhibit | feature) ..8 (own | its | our) [own] (website | web site | site | showreel)",
        ),
        (
            "may",
            "{may} ..10 (issue | release | publish | make | cause) ..10 ((press | news) (release | releases) | public (announcement | announcements | statement))",
        ),
        (
            "used",
            "(name | names | tradename | logo | logos) {may} be used by {party} ..12 (marketing | advertis* | promot* | publicity | website)",
        ),
        (
            "grant",
            "{party} ..3 (grants | consents | agrees | authorizes | permits | allows) ..30 (use | display | reproduce | feature | mention) ..14 (name | names | logo | logos | marks | brand) ..30 (marketing | advertis* | promot* | publicity | website | customer list | client list | press | presentation* | credentials)",
        ),
        (
            "grant",
            "{party} ..3 (consents | agrees) to ..12 use of ..6 (name | names) ..20 (marketing | advertis* | promot* | publicity)",
        ),
        (
            "grant",
            "{customer} ..3 (consents | agrees) ..4 to {vendor} ..2 (naming | using | listing | mentioning | quoting | citing | showing) ..14 (reference | name | logo | customer | client | marks)",
        ),
        (
            "may",
            "{may} ..10 (issue | release | publish | make) ..4 (announcement | announcements | statements | stories) (about | on) ..2 (this | our | your | {customer}) ..2 (appointment | engagement | contract | agreement | relationship | project)",
        ),
        ("grant", "{customer} ..3 (agrees to | {shall}) (act | serve) as a ..3 reference"),
        (
            "grant",
            "{customer} ..10 (permit | allow | let) {vendor} to ..4 (publish | issue | use) ..6 (case study | case studies | press release | testimonial)",
        ),
        ("may", "reserve* the right to ..20 portfolio"),
    ])
});

pub fn read(contract: &Contract) -> Vec<PublicityClause> {
    let found = contract.find(&CUES);
    let mut all: Vec<PublicityClause> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let clause = (sentence.kind == SentenceKind::Body).then(|| clause(contract, one, found.name(one))).flatten();
        let known = |clause: &PublicityClause| all.iter().any(|known| known.span.overlaps(clause.span));
        all.extend(clause.filter(|clause| !known(clause)));
    }
    all
}

fn clause(contract: &Contract, one: &Match, kind: &str) -> Option<PublicityClause> {
    let sentence = contract.outline.sentence(one.sentence);
    // "information, which may include customer lists and marketing plans": nobody is permitted anything.
    let ahead = one.capture("may").and_then(|may| may.tokens.start.checked_sub(1));
    if ahead.is_some_and(|at| matches!(contract.document.text.tokens().at(at), "which" | "that")) {
        return None;
    }
    let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
    let consent = actor::consent(contract, stretch.clone());
    let asked = consent
        .as_ref()
        .is_some_and(|consent| !is_waived(contract, consent.token, &stretch) && !is_given(contract, consent.token));
    // "in the advertisements placed for Client, and for no other purpose": that is the work itself.
    let bound_to_work = scope::position(contract, stretch.clone(), &["purpose", "purposes"])
        .is_some_and(|at| at > 1 && contract.document.text.tokens().at(at - 2) == "no");
    if bound_to_work && kind == "grant" {
        return None;
    }
    let stance = match kind {
        "ban" | "ask" => Stance::Consent,
        _ if asked && kind == "may" => Stance::Consent,
        _ => Stance::May,
    };
    // Money and confidence are the other topics'; the agreement alone is no publicity.
    let last = contract.document.text.tokens().at(one.tokens.end - 1);
    let public =
        scope::begins(contract, one.tokens.clone(), &["press", "public", "news", "announce", "advertis", "media"]);
    if kind == "ban" && matches!(last, "agreement" | "relationship") && !public {
        return None;
    }
    if is_secret(contract, one) || is_trade(contract, one, kind) {
        return None;
    }
    // "Nothing in this Agreement lets Agency use the name" gives no right.
    let denied = scope::holds(contract, stretch.start..one.tokens.start, &["nothing", "no", "not", "neither"]);
    if denied && stance == Stance::May {
        return None;
    }
    let named = match (kind, actor::modal(one)) {
        // "Agency's name may be used by Client in its advertisements".
        ("used", _) => one.capture("party").map(|party| super::subject::Named {
            bound: party.who.map_or(Bound::Unclear, |who| super::subject::bound(contract, who)),
            tokens: party.tokens.clone(),
        }),
        ("grant", _) => one.capture("party").or_else(|| one.capture("customer")).map(|party| super::subject::Named {
            bound: party.who.map_or(Bound::Unclear, |who| super::subject::bound(contract, who)).opposite(),
            tokens: party.tokens.clone(),
        }),
        (_, Some(_)) => actor::of(contract, one, verb(one)),
        (_, None) => super::subject::before(contract, stretch.start, one.tokens.start),
    };
    let giver = consent.as_ref().and_then(|consent| consent.giver).map(Bound::opposite);
    let told = named.as_ref().map(|named| named.bound).filter(|bound| *bound != Bound::Unclear);
    let listed = actor::modal(one).is_some_and(|modal| modal.tokens.start < stretch.start);
    let at = |stems: &[&str]| {
        let found = stretch
            .clone()
            .find(|at| stems.iter().any(|stem| contract.document.text.tokens().at(*at).starts_with(stem)));
        found.map(|at| scope::span(contract, at..at + 1))
    };
    Some(PublicityClause {
        stance,
        who: told.or(giver).unwrap_or(Bound::Unclear),
        who_span: named.map(|named| named.span(contract)),
        revocable: at(&["unless", "withdraw", "revok", "object"]),
        sole: at(&["sole", "absolute"]),
        portfolio: at(&["portfolio", "showcase"]),
        released: released(contract, &stretch),
        modal: actor::modal(one).filter(|_| !listed).map(|modal| scope::span(contract, modal.tokens.clone())),
        item: listed.then(|| scope::span(contract, stretch.start..stretch.start + 1)),
        consent,
        clause: sentence.clause,
        span: scope::span(contract, stretch),
    })
}

/// "after a Deliverable has been released", "once the site is public".
fn released(contract: &Contract, stretch: &Range<usize>) -> Option<Span> {
    const WAITS: [&str; 6] = ["after", "once", "when", "until", "upon", "following"];
    const OUT: [&str; 8] =
        ["released", "published", "public", "publicly", "launched", "announced", "publication", "launch"];
    let tokens = contract.document.text.tokens();
    let waits = |at: &usize| WAITS.contains(&tokens.at(*at));
    stretch.clone().filter(waits).find_map(|at| {
        let out = scope::position(contract, at + 1..(at + 10).min(stretch.end), &OUT)?;
        Some(scope::span(contract, at..out + 1))
    })
}

/// The word after the modal phrase that does it.
fn verb(one: &Match) -> usize {
    let after = actor::modal(one).map_or(one.tokens.start, |modal| modal.tokens.end);
    after.min(one.tokens.end - 1)
}

/// "shall not publish any non-public information" is confidence.
fn is_secret(contract: &Contract, one: &Match) -> bool {
    let tokens = contract.document.text.tokens();
    let last = one.tokens.end - 1;
    let before = |from: usize| (last.saturating_sub(from)..last).any(|at| tokens.at(at) == "non");
    matches!(tokens.at(last), "public" | "publicly") && before(2)
}

/// "may use the Marks in marketing the Products": a licence of marks for the trade, where no customer is named.
fn is_trade(contract: &Contract, one: &Match, kind: &str) -> bool {
    const TRADE: [&str; 6] = ["marketing", "advertising", "promotion", "promoting", "sale", "promotions"];
    const GOODS: [&str; 5] = ["products", "product", "software", "goods", "pages"];
    let marks = scope::holds(contract, one.tokens.clone(), &["marks", "trademarks", "trademark"]);
    let named = scope::holds(contract, one.tokens.clone(), &["customer", "client", "list", "reference"]);
    let trade = scope::position(contract, one.tokens.start..one.tokens.end + 5, &TRADE);
    matches!(kind, "may" | "grant")
        && marks
        && !named
        && trade.is_some_and(|at| scope::holds(contract, at + 1..at + 9, &GOODS))
}

/// "is an authorized reseller", "such authorization": nothing is asked for, it is given already.
fn is_given(contract: &Contract, consent: usize) -> bool {
    let tokens = contract.document.text.tokens();
    let ahead = consent.checked_sub(1).map_or("", |at| tokens.at(at));
    match tokens.at(consent) {
        "authorized" | "authorised" => {
            !matches!(tokens.at(consent + 1), "by" | "in" | "to" | "under" | "for" | "," | "." | ";")
        }
        "approved" => matches!(ahead, "a" | "an" | "the" | "its" | "any"),
        "authorization" | "authorisation" | "permission" => matches!(ahead, "such" | "this" | "that" | "the"),
        _ => false,
    }
}

fn is_waived(contract: &Contract, consent: usize, stretch: &Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    (consent.saturating_sub(8).max(stretch.start)..consent).any(|at| tokens.at(at) == "without")
}

impl Publicity {
    pub fn read(contract: &Contract) -> Self {
        Self { clauses: read(contract) }
    }

    pub fn readings(&self) -> Vec<Reading> {
        self.clauses.iter().map(PublicityClause::reading).collect()
    }

    /// The lines of the key terms sheet.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let lines = self.clauses.iter().map(|clause| {
            let value = match (clause.stance, clause.who) {
                (Stance::May, who) => format!("{} may name the other in public", wording::subject(contract, who)),
                (Stance::Consent, Bound::Both) => "Neither party without the other's consent".to_owned(),
                (Stance::Consent, who) => format!("{} needs consent", wording::subject(contract, who)),
            };
            KeyTerm::stated("Publicity", value, clause.span, clause.clause)
        });
        KeyTerm::or_not_stated("Publicity", key_term::distinct(lines.collect()))
    }

    /// Its part of the fact sheet: a right speaks before a ban that it is an exception to.
    pub fn sheet(&self, contract: &Contract) -> Sheet {
        let may = |side: Side| {
            self.clauses
                .iter()
                .find(|clause| clause.stance == Stance::May && (clause.who.is(side) || clause.who == Bound::Both))
        };
        // The use of a name and what is said in public, before the approval of advertising copy.
        let of_copy = |clause: &&PublicityClause| {
            let words = contract.document.text.tokens().inside(clause.span);
            !scope::begins(
                contract,
                words,
                &["name", "trademark", "logo", "press", "public", "announce", "relationship"],
            )
        };
        let consent = || self.clauses.iter().filter(|one| one.stance == Stance::Consent).min_by_key(of_copy);
        let (kind, clause) = match (may(Side::Vendor), may(Side::Customer), consent()) {
            (Some(clause), ..) => ("vendor_may", Some(clause)),
            (_, _, Some(clause)) => ("consent_needed", Some(clause)),
            (_, Some(clause), _) => ("customer_may", Some(clause)),
            _ => ("none", None),
        };
        Sheet { kind, quote: clause.map(|clause| contract.quote(clause.span).to_owned()) }
    }
}

impl PublicityClause {
    pub fn reading(&self) -> Reading {
        let stance = match self.stance {
            Stance::May => "may",
            Stance::Consent => "consent",
        };
        let mut fields: Vec<Field> = vec![
            record::word("stance", stance, None),
            record::bound("who", self.who, self.who_span),
            record::flag("revocable", self.revocable.is_some(), self.revocable),
            record::flag("sole", self.sole.is_some(), self.sole),
            record::flag("portfolio", self.portfolio.is_some(), self.portfolio),
            record::flag("released", self.released.is_some(), self.released),
        ];
        let name = if self.stance == Stance::May { "permission" } else { "ban" };
        fields.extend(record::anchor(name, self.modal));
        fields.extend(record::anchor("item", self.item));
        Reading {
            term: "publicity",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: if self.who == Bound::Unclear { 0.5 } else { 0.75 },
            fields,
            evidence: Vec::new(),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// "vendor_may", "customer_may", "consent_needed" or "none".
    pub kind: &'static str,
    pub quote: Option<String>,
}
