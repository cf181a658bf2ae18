//! The right to audit. In: sentences that open one party's books, records or premises to the other.
//! Out: [`AuditRight`]. Looking over goods on delivery or drafts before approval is no audit.

use std::ops::Range;
use std::sync::LazyLock;

use super::limits::Limits;
use crate::contract::Contract;
use crate::facts::{Duration, Who};
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, Field, FieldValue, Reading, actor, record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct AuditRight {
    pub of: Bound,
    pub notice: Option<(Duration, Span)>,
    pub limits: Limits,
    pub permission: Option<Span>,
    /// Reports are shown, nobody comes to look.
    pub reports: bool,
    /// Only what an audit costs: the right itself stands elsewhere.
    pub result: bool,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        ("may", "{may} ..26 (audit | audits | inspect | examine | inspection | examination | inspections)"),
        ("may", "{may} ..16 (review | copy | access) ..14 (books | records | accounts)"),
        ("may", "{may} ..8 visit ..10 (facilities | premises | plant)"),
        (
            "may",
            "{may} ..12 (enter | visit | come to | come into | call at | attend) ..10 (offices | office | premises | plant | godown | godowns | warehouse | warehouses | facilities | works | sites | data centre | data center) &(inspect* | examin* | audit* | copy | copies | check | look | see | verify | satisfy | books | records | files | ledgers)",
        ),
        (
            "may",
            "{may} ..16 (look through | look into | go through | inspect | search | check) ..10 (systems | computers | files | servers | payroll | bank statements | emails | mailboxes | logs)",
        ),
        (
            "looks",
            "{party} ..12 ({shall} have | has | have | is given | enjoys) ..20 access ..24 (books | records | accounts | offices | premises | systems | computers | files | payroll | bank statements | ledgers) &(inspect* | examin* | audit* | auditor | auditors | copies | verify | unannounced | any hour | as often as | whenever | without ..2 notice)",
        ),
        (
            "grants",
            "{party} ..2 (grants | gives | consents) ..24 (audit | inspect | examine | inspection | examination)",
        ),
        (
            "lets",
            "{shall} ..8 (give | grant | afford | allow | provide) ..24 access ..30 (books | records | accounts | premises | sites | facilities | systems | offices | personnel) \
             &(auditor* | as often as | unrestricted | on demand | without ..2 notice | unlimited | whenever | any hour)",
        ),
        // "Unannounced inspections of Maker's plant may be made by Buyer"
        (
            "passive",
            "(inspection | inspections | audit | audits | examination | examinations) ..24 {may} be ..3 (made | carried out | conducted | performed | undertaken | held) ..3 by",
        ),
        ("lets", "{shall} ..10 provide ..16 audit (reports | report)"),
        ("may", "(right | rights) (of | to) ..14 (audit | inspect | examine | inspection | examination | audits)"),
        (
            "lets",
            "{shall} ..8 (permit | allow | let | grant | give | afford) ..36 (audit | audits | inspect | examine | examined | audited | inspected | inspection | examination | access ..8 (books | records))",
        ),
        (
            "lets",
            "{shall} ..8 (provide | offer) ..12 (access | opportunity | right) ..30 (audit | audits | inspect | examine | inspection | examination)",
        ),
        ("lets", "{shall} ..8 (permit | allow | let | afford) ..30 review ..6 (books | records | accounts)"),
        ("looks", "{party} ..6 {shall} have ..6 access ..10 (books | records | accounts)"),
        (
            "opens",
            "(books | records | accounts | facilities | premises | documentation) ..30 {shall} ..14 (available | open | subject | accessible) ..18 (audit | inspection | examination | review | inspect | examine | audits)",
        ),
        (
            "opens",
            "(such | this | that | all) ..3 information {shall} ..4 be ..3 (available | open) for (inspection | examination | audit)",
        ),
        ("opens", "(books | records | accounts) ..14 {shall} ..4 be ..2 available ..8 to {party}"),
        (
            "makes",
            "{shall} ..10 make ..24 (books | records | facilities | accounts) ..16 available ..20 (audit | inspection | examination | review | inspect | examine | {party})",
        ),
        (
            "makes",
            "{shall} ..10 make available ..24 (books | records | facilities | accounts) ..20 (audit | inspection | examination | review | inspect | examine)",
        ),
        (
            "passive",
            "(books | records | accounts | facilities | premises) ..12 {may} be ..6 (audited | inspected | examined | reviewed)",
        ),
        (
            "keeps",
            "({shall} ..10 (maintain | keep | retain | preserve | store) | {party} (keeps | retains | preserves | stores | maintains)) ..20 (books | records | accounts | invoices | receipts | vouchers) ..60 (audit | inspection | examination | inspect | examine | auditors | accountants | go through | look through | look into | access to same | access to them | access thereto)",
        ),
        (
            "makes",
            "{shall} ..10 make available ..24 (audit | inspection | examination | review) ..14 (books | records | accounts)",
        ),
        (
            "lets",
            "{shall} ..8 (admit | permit | allow) ..24 (premises | facilities | offices) ..12 (monitor* | inspect* | audit* | verify* | review*)",
        ),
        ("makes", "{shall} ..4 (open | throw open | lay open) ..24 (books | records | accounts | ledgers)"),
        (
            "makes",
            "{shall} ..4 (produce | show | present) ..12 (books | records | accounts | ledgers) ..12 (on | upon | whenever | when | at any time | as often as) ..6 (request* | demand* | ask* | requir* | wish*)",
        ),
        (
            "may",
            "{may} ..10 (sit with | sit down with | go through | look at | look into | verify | take extracts | take copies) ..20 (ledger | ledgers | books | records | accounts | vouchers)",
        ),
        (
            "result",
            "(audit | audits | inspection | examination) ..8 (reveal* | disclose* | show* | find* | identif* | uncover* | indicate* | establish*) ..24 {shall} ..4 (pay | reimburse | bear | refund | meet | carry | defray)",
        ),
        // "Where the auditors find a discrepancy of any kind, their fee is payable by the Agency"
        (
            "result",
            "(auditor | auditors | accountant | accountants | audit | inspection) ..16 (overcharg* | discrepanc* | error* | overpay* | underpay* | shortfall* | deviat* | wrong | mistake*) ..16 \
             (is | are | {shall} be) ..2 (payable | borne | paid | met) by {party}",
        ),
        (
            "result",
            "{shall} ..4 (pay | reimburse | bear | refund | meet | carry | defray) ..16 (audit | audits | auditor | auditors | accountants | inspection | examination) ..30 \
             (overcharg* | discrepanc* | error* | overpay* | overpaid | underpay* | shortfall* | deviat* | wrong | mistake*)",
        ),
        (
            "result",
            "(cost | costs | expense | expenses) of ..4 (audit | audits | inspection | examination) {shall} be ..3 (borne | paid | reimbursed | met)",
        ),
        (
            "opens",
            "(books | records | accounts) ..14 (is | are | be) ..4 (open | available | subject | accessible) ..8 (audit | inspection | examination | review)",
        ),
        ("submits", "{shall} (submit | be subject) to ..10 (audit | audits | inspection | inspections)"),
    ])
});

/// What is looked into.
const BOOKS: [&str; 39] = [
    "information",
    "offices",
    "office",
    "computers",
    "servers",
    "files",
    "payroll",
    "godown",
    "godowns",
    "warehouse",
    "warehouses",
    "emails",
    "logs",
    "books",
    "ledger",
    "vouchers",
    "timesheets",
    "sheets",
    "records",
    "record",
    "accounts",
    "facilities",
    "facility",
    "premises",
    "documentation",
    "compliance",
    "systems",
    "ledgers",
    "plant",
    "operations",
    "site",
    "sites",
    "data",
    "procedures",
    "reports",
    "processes",
    "statements",
    "documents",
    "business",
];

pub fn read(contract: &Contract) -> Vec<AuditRight> {
    let found = contract.find(&CUES);
    let mut all: Vec<AuditRight> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
        let span = scope::span(contract, one.tokens.start.min(stretch.start)..stretch.end);
        let known = all.iter().any(|known: &AuditRight| known.span.overlaps(span));
        if sentence.kind == SentenceKind::Body && !known && is_audit(contract, one, found.name(one), &stretch) {
            all.extend(right(contract, one, found.name(one), &stretch));
        }
    }
    // Who bears the cost is read with the right itself, where the right is there.
    let given = all.iter().any(|one| !one.result);
    all.retain(|one| !one.result || !given);
    all
}

/// What one clause says on notice and times holds for every audit of the same party.
pub fn share_limits(rights: &mut [AuditRight]) {
    let all: Vec<(Bound, Limits)> = rights.iter().map(|right| (right.of, right.limits.clone())).collect();
    for right in rights {
        for (_, limits) in all.iter().filter(|(of, _)| *of == right.of) {
            right.limits.noticed = right.limits.noticed.or(limits.noticed.filter(|_| right.limits.no_notice.is_none()));
            right.limits.often = right.limits.often.or(limits.often);
            right.limits.hours = right.limits.hours.or(limits.hours);
        }
    }
}

fn is_audit(contract: &Contract, one: &Match, kind: &str, stretch: &Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    let around = one.tokens.start..(one.tokens.end + 24).min(stretch.end);
    let word = tokens.at(one.tokens.end - 1);
    let audit = scope::begins(contract, one.tokens.clone(), &["audit"]);
    // "If an audit shows an overcharge, Agency bears its cost".
    if kind == "result" {
        return scope::begins(contract, stretch.clone(), &["cost", "expense", "fee"])
            && scope::begins(
                contract,
                stretch.clone(),
                &[
                    "overcharg",
                    "overbill",
                    "discrepanc",
                    "error",
                    "overpa",
                    "underpa",
                    "shortfall",
                    "irregularit",
                    "deviat",
                    "wrong",
                    "mistake",
                ],
            );
    }
    let books = scope::holds(contract, around.clone(), &BOOKS)
        || scope::holds(
            contract,
            stretch.start..one.tokens.end,
            &["books", "records", "accounts", "facilities", "premises"],
        );
    let goods = scope::holds(
        contract,
        one.tokens.end.saturating_sub(1)..(one.tokens.end + 6).min(stretch.end),
        &[
            "goods",
            "shipment",
            "product",
            "products",
            "deliverable",
            "deliverables",
            "equipment",
            "delivery",
            "lot",
            "batch",
        ],
    ) && !scope::holds(
        contract,
        around,
        &["books", "records", "facilities", "facility", "premises", "use", "usage", "installations"],
    );
    // "may keep one copy for its records".
    if word_is_a_copy(contract, one) {
        return false;
    }
    // "has no right to inspect".
    let before = one.tokens.start.saturating_sub(3).max(stretch.start)..one.tokens.start;
    if kind == "may"
        && tokens.at(one.tokens.start).starts_with("right")
        && scope::holds(contract, before, &["no", "not"])
    {
        return false;
    }
    // A report that an auditor sees is nobody's right.
    let secret = scope::begins(contract, one.tokens.clone(), &["disclos", "reveal"]);
    (books || audit && matches!(word, "audit" | "audits" | "report" | "reports")) && !goods && !secret
}

/// "one copy", "a copy": a thing, not what one does to books.
fn word_is_a_copy(contract: &Contract, one: &Match) -> bool {
    let tokens = contract.document.text.tokens();
    let acts = ["audit", "inspect", "examin", "review", "access", "look", "verif", "check", "search", "go"];
    let copied = one.tokens.clone().any(|at| {
        tokens.at(at) == "copy"
            && matches!(tokens.at(at.saturating_sub(1)), "a" | "one" | "an" | "any" | "archival" | "backup" | "single")
    });
    copied && !scope::begins(contract, one.tokens.clone(), &acts)
}

fn right(contract: &Contract, one: &Match, kind: &str, stretch: &Range<usize>) -> Option<AuditRight> {
    let of = audited(contract, one, kind, stretch);
    let sentence = contract.outline.sentence(one.sentence);
    let limits = Limits::read(contract, one.sentence, stretch.clone());
    Some(AuditRight {
        of,
        notice: limits.notice,
        limits,
        permission: actor::modal(one).map(|modal| scope::span(contract, modal.tokens.clone())),
        result: kind == "result",
        reports: matches!(contract.document.text.tokens().at(one.tokens.end - 1), "report" | "reports"),
        clause: sentence.clause,
        span: scope::span(contract, one.tokens.start.min(stretch.start).max(sentence.tokens.start)..stretch.end),
    })
}

/// Whose books they are: the one who lets, keeps or owns them; else the other one than who looks.
fn audited(contract: &Contract, one: &Match, kind: &str, stretch: &Range<usize>) -> Bound {
    let told = |named: Option<Named>| named.map(|named| named.bound).filter(|bound| *bound != Bound::Unclear);
    let owner = || owner(contract, one.tokens.start..(one.tokens.end + 14).min(stretch.end));
    let agent = || told(actor::agent(contract, one.tokens.start..stretch.end)).map(Bound::opposite);
    let before = || told(subject_before(contract, one, stretch));
    let told = match kind {
        "may" => told(looker(contract, one, stretch)).map(Bound::opposite).or_else(owner),
        "looks" => before().map(Bound::opposite).or_else(owner),
        "grants" => told(granter(contract, one)).or_else(owner),
        "result" => agent().map(Bound::opposite).or_else(before).or_else(owner),
        "lets" | "makes" | "keeps" | "submits" => before().or_else(owner).or_else(agent),
        _ => self::owner(contract, stretch.start..one.tokens.end)
            .or_else(agent)
            .or_else(|| recipient(contract, one, stretch))
            .or_else(|| represented(contract, one, stretch))
            .or_else(before),
    };
    subject::doer(contract, told.unwrap_or(Bound::Unclear))
}

/// The one who may look: the subject of the permission, or "by Client" where it is passive.
fn looker(contract: &Contract, one: &Match, stretch: &Range<usize>) -> Option<Named> {
    let sentence = contract.outline.sentence(one.sentence);
    match actor::modal(one) {
        Some(modal) if actor::is_passive(contract, modal.tokens.start, one.tokens.end - 1) => {
            actor::agent(contract, one.tokens.end - 1..stretch.end)
        }
        Some(modal) => {
            let from = modal.tokens.start.saturating_sub(10).max(stretch.start);
            actor::sender(contract, from..modal.tokens.start)
                .or_else(|| actor::subject(contract, sentence, modal.tokens.clone()))
        }
        None => subject::before(contract, stretch.start, one.tokens.start)
            .or_else(|| subject::after(contract, stretch.start..one.tokens.start, &["to"])),
    }
}

fn subject_before(contract: &Contract, one: &Match, stretch: &Range<usize>) -> Option<Named> {
    let sentence = contract.outline.sentence(one.sentence);
    match actor::modal(one) {
        Some(modal) => actor::subject(contract, sentence, modal.tokens.clone()),
        None => subject::before(contract, stretch.start, one.tokens.start),
    }
}

/// "Client grants Agency the right to examine"
fn granter(contract: &Contract, one: &Match) -> Option<Named> {
    let party = one.capture("party")?;
    Some(Named { bound: subject::bound(contract, party.who?), tokens: party.tokens.clone() })
}

/// "available to Client for inspection"
fn recipient(contract: &Contract, one: &Match, stretch: &Range<usize>) -> Option<Bound> {
    let named = subject::after(contract, one.tokens.start..stretch.end, &["to"])?;
    Some(named.bound.opposite()).filter(|bound| *bound != Bound::Unclear)
}

/// "by accountants representing Client", "by auditors of Client's choice".
fn represented(contract: &Contract, one: &Match, stretch: &Range<usize>) -> Option<Bound> {
    let by = scope::position(contract, one.tokens.end..stretch.end, &["by"])?;
    let named = contract.facts.parties.within(by..(by + 10).min(stretch.end)).first()?;
    Some(subject::bound(contract, named.who).opposite()).filter(|bound| *bound != Bound::Unclear)
}

/// "Agency's books", "the records of Agency"; "its" and "the other party's" tell nothing by themselves.
fn owner(contract: &Contract, range: Range<usize>) -> Option<Bound> {
    let tokens = contract.document.text.tokens();
    let mentions = contract.facts.parties.within(range.clone());
    let owned = |end: usize| (end..(end + 6).min(range.end)).any(|at| BOOKS.contains(&tokens.at(at)));
    let of_books = |start: usize| {
        (start.saturating_sub(3)..start).any(|at| tokens.at(at) == "of")
            && (start.saturating_sub(7)..start).any(|at| BOOKS.contains(&tokens.at(at)))
    };
    let named = mentions.iter().find(|mention| {
        mention.possessive && owned(mention.tokens.end) || !mention.possessive && of_books(mention.tokens.start)
    })?;
    match named.who {
        Who::Some | Who::Each => Some(Bound::Both),
        who => Some(subject::bound(contract, who)).filter(|bound| *bound != Bound::Unclear),
    }
}

impl AuditRight {
    pub fn reading(&self) -> Reading {
        let limits = &self.limits;
        let mut fields: Vec<Field> = vec![record::bound("of", self.of, None)];
        fields.extend(self.notice.map(|(notice, span)| record::duration("notice", notice, Some(span))));
        fields.push(record::flag("noticed", self.notice.is_some() || limits.noticed.is_some(), limits.noticed));
        fields.push(record::flag("reports", self.reports || limits.on_paper.is_some(), limits.on_paper));
        fields.push(record::flag("result", self.result, None));
        fields.push(record::flag("at-any-time", limits.any_time.is_some(), limits.any_time));
        fields.push(record::flag("unannounced", limits.no_notice.is_some(), limits.no_notice));
        fields.push(record::flag("often", limits.often.is_some(), limits.often));
        fields.push(record::flag("hours", limits.hours.is_some(), limits.hours));
        fields.extend(limits.kept.map(|(kept, span)| record::duration("kept", kept, Some(span))));
        fields.push(record::flag("any-error", limits.any_error.is_some(), limits.any_error));
        fields.extend(limits.error.map(|(percent, span)| Field {
            name: "error",
            value: FieldValue::Percent(percent),
            span: Some(span),
        }));
        fields.extend(record::anchor("any-time", limits.any_time));
        fields.extend(record::anchor("no-notice", limits.no_notice));
        fields.extend(record::anchor("permission", self.permission));
        Reading {
            term: "audit",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: if self.of == Bound::Unclear { 0.5 } else { 0.8 },
            fields,
            evidence: Vec::new(),
        }
    }
}
