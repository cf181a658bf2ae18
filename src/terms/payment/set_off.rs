//! Set-off and withholding. In: sentences that let a party keep back money. Out: [`SetOff`]: who may,
//! how far it reaches, whether notice is due. Tax that the law takes and sums in dispute are not meant.

use std::ops::Range;
use std::sync::LazyLock;

use crate::contract::Contract;
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, Reading};
use crate::terms::{record, scope};

#[derive(Clone, Debug, PartialEq)]
pub struct SetOff {
    pub holder: Bound,
    pub holder_span: Option<Span>,
    /// The words that permit it ("may").
    pub permission: Option<Span>,
    /// Beyond this agreement, or by the holder's own judgement: those words.
    pub wide: Option<Span>,
    /// Sums agreed, undisputed or decided by a court: those words.
    pub limited: Option<Span>,
    pub no_notice: Option<Span>,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "right",
            "{may} ..14 (set off | setoff | offset | off set | set-off | recoup | net off | deduct | withhold | retain | hold back)",
        ),
        (
            "net",
            "{may} ..3 net ..10 (claim | claims | amount | amounts | sum | sums | debt | debts) ..10 (against | from | with)",
        ),
        (
            "net",
            "(subject to | liable to | may be) ..3 (reduction | reduced | abatement) by ..6 (amount* | sum* | claim*) ..8 (claims | claim | owed | owes | owing | due)",
        ),
        (
            "net",
            "(may | can | {shall}) be [..2] recovered ..5 (by deduction | through deduction | by deducting | by way of deduction | by set off | out of) ..3 [from] ..3 (sum | sums | payment | payments | amount | amounts | invoice*)",
        ),
        (
            "net",
            "{may} ..3 apply ..10 (claim | claims | chargeback* | debt | debts | credit balance* | counterclaim*) ..14 (against | toward | towards) ..4 (amount | amounts | sum | sums | invoice* | payment | payments)",
        ),
        // "adjust against invoices what it claims", "abate from any sum payable what it estimates to be owing"
        (
            "net",
            "{may} ..3 (adjust | abate | recover | apply | debit) ..12 (against | from | to) ..6 (invoice* | sum | sums | payment | payments | amount | amounts | price | fees | charges | money | monies) ..16 (claims | claim | owed | owes | owing | due | estimates | considers)",
        ),
        (
            "net",
            "{may} ..3 (adjust | abate | recover | debit) ..4 (amount | amounts | sum | sums | claim | claims | cost | costs | loss | losses) ..20 (against | from | out of) ..4 (invoice* | sum | sums | payment | payments | amount | amounts | price | fees | charges | money | monies) ..4 (due | payable | owed | owing | to {vendor} | of {vendor})",
        ),
        (
            "net",
            "{may} ..3 apply ..6 (amount | amounts | sum | sums | credit | overpayment | excess) ..4 against ..4 (amounts | payments | invoices | fees | sums) ..4 (payable | due | owed | owing) by",
        ),
        // "apply any moneys owing to Agency in or towards the discharge of what it owes".
        (
            "net",
            "{may} ..3 apply ..12 (discharge | satisfaction | reduction | extinction) ..4 (of | against) ..16 (owe | owes | owed | owing | due | liable)",
        ),
        (
            "net",
            "{may} ..3 (recover | satisfy | recoup) ..6 (by | through) (abating | reducing | deducting | withholding | adjusting) &(owe | owes | owed | owing | due | claim | claims)",
        ),
        // "Whatever you owe us we can take off your next payment."
        (
            "net",
            "{may} ..2 (take | knock | keep) ..8 (off | from | out of) ..4 (payment | payments | invoice | invoices | bill | fee | fees | price) &(owe | owes | owed | owing | claim | claims)",
        ),
        ("right", "(right | rights) ..4 (set off | setoff | offset | recoupment | deduct | withhold | retain)"),
        (
            "right",
            "{shall} ..3 (set off | setoff | offset | deduct | withhold) ..8 (amount | amounts | sum | sums | balance | debt | money | monies) \
             ..6 (owed | owing | due | payable | owes)",
        ),
        (
            "net",
            "lien (upon | on | over) ..16 (moneys | monies | money | sums | amounts) ..4 (accruing | due | payable | owed | owing)",
        ),
        // "free to reduce its payments by whatever it considers to be owed".
        (
            "net",
            "{may} ..3 (reduce | lower | cut | shorten) ..3 (payment | payments | invoice* | remittance* | sum | sums | fee | fees | price) ..4 by ..12 (owe | owes | owed | owing | due | loss | losses | claim | claims | damage | damages | cost | costs)",
        ),
        ("net", "{may} ..3 short (pay | payment) ..4 (invoice | invoices | bill | bills)"),
        (
            "net",
            "{may} ..12 (retain | withhold) ..6 (moneys | monies | money | sums | amounts) ..24 (recover | deduct | adjust | satisfy) ..3 (therefrom | from them | out of (it | them)) ..6 \
             (due | dues | damages | penalties | sum | sums | amount | amounts | loss | losses)",
        ),
        (
            "net",
            "{customer} {shall} ..24 (take | deduct | knock) ..3 (off | from) ..2 (what | whatever | anything) ..2 (owe | owes | owed | is due)",
        ),
        ("right", "{may} ..6 (suspend | defer | delay | stop | postpone) ..2 (payment | payments)"),
        (
            "net",
            "{may} ..3 net ..4 against ..8 (claim | claims | counterclaim | counterclaims | amount | amounts | sum | sums | debt | debts)",
        ),
        ("right", "subject to ..3 (set off | setoff | offset | deduction | retention)"),
        (
            "right",
            "(may | can) be [..2] (set off | setoff | offset | deducted | withheld | retained | recouped | held back | netted off)",
        ),
    ])
});

const MONEY: [&str; 20] = [
    "payment",
    "payments",
    "amount",
    "amounts",
    "sum",
    "sums",
    "fee",
    "fees",
    "price",
    "invoice",
    "invoices",
    "liability",
    "money",
    "moneys",
    "monies",
    "charges",
    "commission",
    "commissions",
    "royalties",
    "due",
];
/// What may be kept back without anybody's minding.
const BENIGN: [&str; 21] = [
    "disputes",
    "contest",
    "contests",
    "contested",
    "tax",
    "taxes",
    "law",
    "disputed",
    "dispute",
    "withholding",
    "consent",
    "approval",
    "governmental",
    "approvals",
    "social",
    "copies",
    "copy",
    "title",
    "income",
    "legal",
    "statutory",
];

/// What a deduction pays back, where it is no part of the price.
const DEBTS: [&str; 17] = [
    "owe",
    "deposit",
    "owing",
    "due",
    "indebted",
    "debt",
    "damage",
    "liab",
    "loss",
    "penalt",
    "shortfall",
    "overp",
    "claim",
    "repay",
    "refund",
    "cost",
    "outstanding",
];

pub fn read(contract: &Contract) -> Vec<SetOff> {
    let found = contract.find(&CUES);
    let mut all: Vec<SetOff> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
        let known = all.iter().any(|known: &SetOff| known.span.overlaps(scope::span(contract, stretch.clone())));
        if sentence.kind == SentenceKind::Body && !known && is_right(contract, one, found.name(one) == NET, &stretch) {
            all.push(right(contract, one, stretch));
        }
    }
    all
}

/// The shapes that speak of claims against sums due by themselves.
const NET: &str = "net";

fn is_right(contract: &Contract, one: &Match, nets: bool, stretch: &Range<usize>) -> bool {
    let tokens = contract.document.text.tokens();
    let verb = keeping(contract, one);
    let behind = verb..(verb + 16).min(stretch.end);
    let ahead = one.tokens.start.saturating_sub(8).max(condition_end(contract, one, stretch))..verb;
    let denied =
        scope::holds(contract, ahead.clone(), &["no", "not", "neither", "nor", "never", "nothing", "waives", "waive"])
            || ahead.clone().any(|at| {
                tokens.at(at) == "without" && !matches!(tokens.at(at + 1), "notice" | "prior" | "further" | "any")
            });
    let money = scope::holds(contract, behind.clone(), &MONEY) || scope::holds(contract, ahead, &MONEY);
    let explicit =
        matches!(tokens.at(verb), "off" | "setoff" | "offset" | "recoup" | "recouped" | "recoupment") || nets;
    let benign = scope::holds(contract, behind, &BENIGN) && !explicit;
    // Tax that is spoken of before the verb; a sum already earned is kept, not held back.
    let taxed = scope::begins(contract, stretch.start..verb, &["tax", "withholding"]) && !explicit;
    let earned = tokens.at(verb) == "retain"
        && !scope::holds(
            contract,
            verb..(verb + 8).min(stretch.end),
            &["from", "owed", "owing", "due", "until", "apply", "against"],
        );
    // "shall be entitled to deduct the licence fees of third parties": how a price is made up.
    let agreed = tokens.at(verb).starts_with("deduct") && !scope::begins(contract, stretch.clone(), &DEBTS);
    !denied && !benign && !taxed && !earned && !agreed && (money || explicit)
}

/// "If Client is not satisfied, it may …": what the condition denies is not the right.
fn condition_end(contract: &Contract, one: &Match, stretch: &Range<usize>) -> usize {
    if !scope::holds(contract, stretch.start..stretch.start + 1, &["if", "where", "when", "should", "whenever"]) {
        return stretch.start;
    }
    scope::last(contract, stretch.start..one.tokens.start.max(stretch.start), &[","]).unwrap_or(stretch.start)
}

/// The last word of the match that keeps something back.
fn keeping(contract: &Contract, one: &Match) -> usize {
    const KEEPING: [&str; 10] =
        ["off", "setoff", "offset", "recoup", "recoupment", "deduct", "deduction", "withhold", "retain", "retention"];
    let tokens = contract.document.text.tokens();
    one.tokens.clone().rev().find(|at| KEEPING.contains(&tokens.at(*at))).unwrap_or(one.tokens.end - 1)
}

fn right(contract: &Contract, one: &Match, stretch: Range<usize>) -> SetOff {
    let tokens = contract.document.text.tokens();
    let modal = one.capture("may").map_or(one.tokens.start, |may| may.tokens.start);
    let holder = holder(contract, one, &stretch, modal);
    let single_may = one.capture("may").filter(|may| may.tokens.len() == 1 && tokens.at(may.tokens.start) == "may");
    SetOff {
        holder: holder.as_ref().map_or(Bound::Unclear, |named| named.bound),
        holder_span: holder.map(|named| named.span(contract)),
        permission: single_may.map(|may| scope::span(contract, may.tokens.clone())),
        wide: wide(contract, &stretch),
        limited: limited(contract, &stretch),
        no_notice: no_notice(contract, &stretch),
        clause: contract.outline.sentence(one.sentence).clause,
        span: scope::span(contract, stretch),
    }
}

fn holder(contract: &Contract, one: &Match, stretch: &Range<usize>, modal: usize) -> Option<Named> {
    let sentence = contract.outline.sentence(one.sentence);
    let tokens = contract.document.text.tokens();
    let passive = tokens.at(one.tokens.start) == "subject"
        || tokens.at(keeping(contract, one).saturating_sub(1)) == "be"
        || scope::holds(contract, one.tokens.clone(), &["recovered"]);
    let subject = || subject::before(contract, stretch.start, modal).filter(|_| !passive);
    subject()
        .or_else(|| subject::after(contract, one.tokens.end..stretch.end, &["by"]))
        .or_else(|| subject::after(contract, stretch.start..modal, &["to"]).filter(|_| passive))
        .or_else(|| scope::lead_in(sentence, modal).and_then(|lead| subject::before(contract, lead.start, lead.end)))
        .or_else(|| subject::before(contract, one.tokens.start, one.tokens.end).filter(|_| passive))
}

/// Other agreements, affiliates, any account; the holder's own judgement.
fn wide(contract: &Contract, stretch: &Range<usize>) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let phrase = |at: usize| match (tokens.at(at), tokens.at(at + 1), tokens.at(at + 2)) {
        ("any", "other", "agreement" | "contract" | "transaction" | "account" | "dealing" | "basis" | "order") => {
            Some(3)
        }
        ("group", "company" | "companies" | "member", _) | ("its" | "the", "group", _) => Some(2),
        (
            "it" | "customer" | "client" | "buyer",
            "considers" | "estimates" | "believes" | "claims" | "asserts" | "alleges",
            _,
        ) => Some(2),
        ("sole", "judgment" | "judgement" | "discretion" | "opinion", _) => Some(2),
        ("absolute", "discretion", _) | ("howsoever", "arising", _) | ("other", "agreements" | "contracts", _) => {
            Some(2)
        }
        ("its", "judgment" | "judgement" | "opinion" | "discretion", _) => Some(2),
        ("affiliates", "'s", _) | ("affiliates", _, _) | ("elsewhere", _, _) => Some(1),
        _ => None,
    };
    stretch.clone().find_map(|at| phrase(at).map(|len| scope::span(contract, at..(at + len).min(stretch.end))))
}

fn limited(contract: &Contract, stretch: &Range<usize>) -> Option<Span> {
    const DECIDED: [&str; 7] =
        ["adjudicated", "determined", "undisputed", "agreed", "judgment", "awarded", "acknowledged"];
    let tokens = contract.document.text.tokens();
    // "whether or not the sum has been agreed": the opposite.
    let open = |at: usize| {
        let near = at.saturating_sub(12).max(stretch.start)..at;
        near.clone()
            .any(|place| tokens.at(place) == "whether" && tokens.at(place + 1) == "or" && tokens.at(place + 2) == "not")
            || scope::holds(contract, near, &["even", "though", "although", "irrespective", "regardless", "before"])
    };
    let decided = |at: &usize| {
        DECIDED.contains(&tokens.at(*at))
            && !open(*at)
            && !matches!(tokens.at(at.saturating_sub(1)), "sole" | "its" | "absolute")
            && scope::holds(
                contract,
                at.saturating_sub(8).max(stretch.start)..*at,
                &["only", "been", "finally", "are", "is", "or", "if"],
            )
    };
    stretch.clone().find(decided).map(|at| scope::span(contract, at..at + 1))
}

fn no_notice(contract: &Contract, stretch: &Range<usize>) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let start =
        stretch.clone().find(|at| tokens.at(*at) == "without" && scope::holds(contract, *at..at + 4, &["notice"]))?;
    let notice = scope::position(contract, start..start + 4, &["notice"])?;
    // "without notice to the Supplier" with its addressee, and the comma on either side.
    let addressee = contract.facts.parties.within(notice..(notice + 4).min(stretch.end)).first();
    let end = addressee.filter(|_| tokens.at(notice + 1) == "to").map_or(notice + 1, |mention| mention.tokens.end);
    Some(scope::span(contract, start..end))
}

impl SetOff {
    pub fn reading(&self) -> Reading {
        let fields = [
            Some(record::bound("holder", self.holder, self.holder_span)),
            Some(record::flag("wide", self.wide.is_some(), self.wide)),
            Some(record::flag("limited", self.limited.is_some(), self.limited)),
            record::anchor("permission", self.permission),
            record::anchor("no-notice", self.no_notice),
            record::anchor("reach", self.wide),
        ];
        Reading {
            term: "set-off",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.9,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
