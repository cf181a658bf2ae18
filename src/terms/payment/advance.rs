//! Money before the work: deposits, retainers, fees on signing, fees a period ahead. In: sentences in
//! which something is paid before it is earned. Out: [`Advance`].

use std::ops::Range;
use std::sync::LazyLock;

use crate::contract::Contract;
use crate::facts::{Side, Value};
use crate::outline::{ClauseId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject;
use crate::terms::{Bound, Reading, passage, record, scope};

/// What is paid before the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A deposit or retainer, a part of the price before the start.
    Deposit,
    /// A sum on signing.
    Signing,
    /// Fees for a period, before it begins.
    Period,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Advance {
    pub payer: Bound,
    pub kind: Kind,
    /// The sum or share, where one is named.
    pub amount: Option<(Value, Span)>,
    /// "non-refundable": those words.
    pub kept: Option<Span>,
    /// "a non-refundable retainer", and not "the retainer is non-refundable".
    pub beside_noun: bool,
    /// "There are no refunds": a sentence behind that says that it is kept.
    pub kept_behind: Option<Span>,
    /// "[in no event be refunded]".
    pub never_back: Option<Span>,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "deposit",
            "(pay | pays | paid | payable | due | make | makes | remit | forward | require* | advance | provide | deliver | transfer | invoice*) ..18 (deposit | retainer | down payment | downpayment | prepayment | pre payment | advance payment | payment in advance | upfront payment | up front payment | upfront fee | up front fee | initial payment | advance fee | non refundable advance | recoupable advance | initial instalment | initial installment)",
        ),
        (
            "deposit",
            "(deposit | retainer | down payment | downpayment | prepayment | pre payment | advance payment | upfront fee | up front fee | upfront payment | initial payment) ..12 (paid | payable | due | required | shall be | will be | is | of {money} | of {percent})",
        ),
        (
            "deposit",
            "(deposit | retainer | down payment | downpayment | prepayment | instalment | installment | instalments | installments | such payment) ..2 (is | are | be | can't be | cannot be | will be) ..3 (non refundable | nonrefundable | refunded)",
        ),
        (
            "deposit",
            "(pay | pays | paid | payable | recoup*) ..14 (advance | advances) ..3 (against | towards | toward | on | of {money} | recoup*)",
        ),
        ("signing", "(pay | paid | payable | due | fee) ..14 (upon | on | at | as of) the effective date"),
        (
            "deposit",
            "({money} | {percent}) ..10 (deposit | down payment | upfront | up front | in advance | advance payment | before we start | before work | prior to commencement | to begin work | to start)",
        ),
        (
            "period",
            "(pay | pays) ..4 (whole | full | entire) ..10 (year | term | period | licence | license | subscription | price) ..8 (when | before | as soon as) {customer} ..3 (place | order | sign*)",
        ),
        ("deposit", "(fee | fees | pay | paid | payable | due | charge*) ..8 (up front | upfront | prepaid)"),
        (
            "period",
            "(bill* | invoice* | charge* | pay | pays | paid | payable) ..12 (year | years | period | periods | term | month | months | quarter | quarters) ..6 (up front | upfront | ahead of time)",
        ),
        (
            "period",
            "(billed | bill | bills | invoiced | invoice | charged | charge) ..6 (up front | upfront | ahead) ..4 (each | every | per | for) ..3 (year | month | term | period | quarter)",
        ),
        (
            "signing",
            "(upon | at | on | following | concurrently with | simultaneous* with | after | of | with) ..4 (execution | signing | signature) ..30 {shall} ..8 (pay | remit | forward | deliver | issue | transfer | invoice)",
        ),
        (
            "signing",
            "(pay | paid | payable | due | remit | payment | issue* | deliver) ..45 (upon | at | on | concurrently with | simultaneous* with | within {days} after | within {days} of | following) ..5 (execution | signing | signature)",
        ),
        (
            "deposit",
            "(acceptance | placement | placing | confirmation) of ..4 (order | orders) ..20 {shall} ..4 (pay | remit | submit | transfer) ..16 ({percent} | {money})",
        ),
        (
            "signing",
            "{shall} ..4 (pay | provide | issue | deliver) ..40 (execution of | signing of | signature of) ..4 (agreement | contract)",
        ),
        (
            "period",
            "(fee | fees | pay | paid | payable | due | payment | payments | invoice* | bill* | charge* | rent | royalt* | retainer | subscription*) ..22 in advance",
        ),
        (
            "period",
            "(fee | fees | subscription | subscriptions | charge | charges | price | retainer | rent) ..24 (collected | charged | billed | invoiced | debited | taken | paid | payable | due | falls due | pay | pays) ..4 (on | at | from) ..3 (first day | start | beginning | commencement | outset) of ..3 (period | term | year | month | quarter)",
        ),
        (
            "period",
            "(pay | pays | paid | payment | payable | due) ..16 (before | ahead of) ..2 (year | month | quarter | term | period | it) (starts | start | begins | begin | commences)",
        ),
        ("period", "in advance ..6 (of each | for each | monthly | annually | quarterly)"),
        (
            "deposit",
            "{shall} ..4 (pay | remit | be paid | be payable | be due | be made) ..30 (prior to | before) ..3 (shipment | dispatch | commencement | commencing | conducting | production | shipping | performing | starting)",
        ),
        (
            "period",
            "(prepay | pre pay | prepays) ..8 (fee | fees | charge* | amount* | service* | royalt* | month | year)",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<Advance> {
    let found = contract.find(&CUES);
    let mut all: Vec<Advance> = Vec::new();
    for one in &found {
        let sentence = contract.outline.sentence(one.sentence);
        let stretch = scope::stretch(contract, sentence, one.tokens.end - 1);
        let known = all.iter().any(|known: &Advance| known.span.overlaps(scope::span(contract, stretch.clone())));
        if sentence.kind == SentenceKind::Body && !known && is_advance(contract, found.name(one), one, &stretch) {
            all.push(advance(contract, found.name(one), one, stretch));
        }
    }
    // "The deposit is non-refundable": whose it is was told before; and who has the work done pays ahead for it.
    let told = all.iter().map(|one| one.payer).find(|payer| *payer != Bound::Unclear);
    let payer = told.unwrap_or(Bound::Side(Side::Customer));
    all.iter_mut().filter(|one| one.payer == Bound::Unclear).for_each(|one| one.payer = payer);
    all
}

/// Not notices, approvals and escrow "in advance", no refund, no insurance, no bank deposit.
fn is_advance(contract: &Contract, cue: &str, one: &Match, stretch: &Range<usize>) -> bool {
    const OTHER: [&str; 23] = [
        "forfeited",
        "credited",
        "notice",
        "notify",
        "approved",
        "approval",
        "writing",
        "escrow",
        "courier",
        "mail",
        "bank",
        "refund",
        "refunded",
        "refundable",
        "return",
        "returned",
        "insurance",
        "premium",
        "premiums",
        "security",
        "postage",
        "freight",
        "tax",
    ];
    let tokens = contract.document.text.tokens();
    let inside = one.tokens.start.saturating_sub(1).max(stretch.start)..(one.tokens.end + 3).min(stretch.end);
    let other = inside
        .clone()
        .any(|at| OTHER.contains(&tokens.at(at)) && !(tokens.at(at).starts_with("refund") && is_kept(contract, at)));
    const ELSEWHERE: [&str; 14] = [
        "overnight",
        "addressee",
        "mail",
        "postage",
        "courier",
        "notices",
        "materials",
        "source",
        "depository",
        "reserve",
        "accounts",
        "carrier",
        "taxes",
        "discount",
    ];
    let returned = one.tokens.start.saturating_sub(8).max(stretch.start)..one.tokens.start;
    // "make a down payment for the materials": the noun says it whatever it is for.
    let plain = cue == "deposit" && scope::holds(contract, one.tokens.clone(), &["down", "downpayment", "prepayment"]);
    let other = other
        || scope::holds(contract, returned, &["refund", "refunded", "return", "returned", "reimburse"])
        || !plain && scope::holds(contract, stretch.clone(), &ELSEWHERE)
        // What is forecast tells how much is paid down, and is nothing that is paid ahead by itself.
        || cue != "deposit" && scope::holds(contract, stretch.clone(), &["forecast"])
        || cue == "period"
            && scope::holds(
                contract,
                one.tokens.start.saturating_sub(8).max(stretch.start)..one.tokens.end,
                // "the share of the preceding month" is earned already.
                &["notice", "written", "approved", "agreed", "consent", "preceding", "previous"],
            );
    let ahead = one.tokens.start.saturating_sub(6).max(stretch.start)..one.tokens.end;
    let denied = scope::holds(contract, ahead, &["no", "not", "without", "never", "neither"])
        && !scope::holds(contract, inside.clone(), &["non", "refundable", "later"]);
    let money = cue != "signing" || pays_money(contract, stretch);
    !other && !denied && money && !is_condition(contract, one, stretch)
}

/// "If Client has paid a deposit …": looked back upon.
fn is_condition(contract: &Contract, one: &Match, stretch: &Range<usize>) -> bool {
    let first = one.tokens.start.saturating_sub(8).max(stretch.start);
    scope::holds(contract, first..one.tokens.start, &["if", "unless", "whether"])
        || scope::holds(contract, first..one.tokens.start + 1, &["previously", "already", "has", "have"])
}

/// A sum, a share or a fee is what passes.
fn pays_money(contract: &Contract, stretch: &Range<usize>) -> bool {
    let facts = contract.facts.quantities_within(stretch.clone());
    facts.iter().any(|fact| matches!(fact.value, Value::Money { .. } | Value::Percent(_)))
        || scope::begins(
            contract,
            stretch.clone(),
            &["fee", "price", "charge", "shares", "stock", "installment", "instalment", "amount"],
        )
}

fn is_kept(contract: &Contract, at: usize) -> bool {
    let tokens = contract.document.text.tokens();
    const DENIED: [&str; 5] = ["non", "not", "nonrefundable", "can't", "cannot"];
    (1..=2).any(|back| at >= back && DENIED.contains(&tokens.at(at - back)))
        // "under no circumstances refundable"
        || at >= 3 && matches!(tokens.at(at - 2), "no") && matches!(tokens.at(at - 1), "event" | "circumstances" | "case")
}

fn advance(contract: &Contract, cue: &str, one: &Match, stretch: Range<usize>) -> Advance {
    let tokens = contract.document.text.tokens();
    let kept = stretch
        .clone()
        .find(|at| tokens.at(*at) == "nonrefundable" || tokens.at(*at) == "refundable" && is_kept(contract, *at));
    let sentence = contract.outline.sentence(one.sentence).tokens.clone();
    let kept =
        kept.filter(|at| !is_returned_behind(contract, at + 1..sentence.end) && !is_given_back_next(contract, one));
    let facts = contract.facts.quantities_within(one.tokens.start.saturating_sub(12).max(stretch.start)..stretch.end);
    let amount = facts.iter().find(|fact| matches!(fact.value, Value::Money { .. } | Value::Percent(_)));
    Advance {
        payer: payer(contract, one, &stretch),
        kind: match cue {
            "deposit" => Kind::Deposit,
            "signing" => Kind::Signing,
            _ => Kind::Period,
        },
        amount: amount.map(|fact| (fact.value, fact.span)),
        beside_noun: kept.is_some_and(|at| is_of_a_payment(tokens.at(at + 1))),
        kept: kept.map(|at| scope::span(contract, kept_words(contract, at))),
        kept_behind: kept_behind(contract, one).filter(|_| kept.is_none() && !is_given_back_next(contract, one)),
        never_back: never_back(contract, &stretch).filter(|_| kept.is_none()),
        clause: contract.outline.sentence(one.sentence).clause,
        span: scope::span(contract, stretch),
    }
}

/// "non-refundable, except that the unused part is refunded if …".
fn is_returned_behind(contract: &Contract, words: Range<usize>) -> bool {
    const BUT: [&str; 6] = ["except", "save", "unless", "but", "however", "although"];
    const BACK: [&str; 6] = ["refund", "repa", "return", "reimburs", "breach", "default"];
    scope::position(contract, words.clone(), &BUT).is_some_and(|at| scope::begins(contract, at + 1..words.end, &BACK))
}

/// "we shall not refund it"; "because we did not put it right, we refund it" is none.
fn is_refused(contract: &Contract, words: Range<usize>) -> bool {
    const REFUSED: [&str; 5] = ["not", "no", "never", "nor", "forfeits"];
    const BACK: [&str; 5] = ["refund", "repa", "return", "reimburs", "back"];
    let near = |at: usize| at.saturating_sub(6).max(words.start)..(at + 4).min(words.end);
    words
        .clone()
        .filter(|at| scope::begins(contract, *at..*at + 1, &BACK))
        .any(|at| scope::holds(contract, near(at), &REFUSED))
}

/// "If, however, Client ends this because of our breach, we will pay back …": the next sentence gives back.
fn is_given_back_next(contract: &Contract, one: &Match) -> bool {
    const WHEN: [&str; 7] = ["if", "where", "however", "but", "unless", "should", "notwithstanding"];
    const BACK: [&str; 4] = ["refund", "repa", "return", "reimburs"];
    const CAUSE: [&str; 11] = [
        "let",
        "close",
        "closes",
        "breach",
        "default",
        "withdraw",
        "withdraws",
        "discontinue",
        "fail",
        "fails",
        "insolvent",
    ];
    let tokens = contract.document.text.tokens();
    scope::following(contract, contract.outline.sentence(one.sentence), 2).any(|next| {
        let words = next.tokens.clone();
        let given = words
            .clone()
            .any(|at| matches!(tokens.at(at), "pay" | "pays" | "paid" | "give") && tokens.at(at + 1) == "back")
            || scope::begins(contract, words.clone(), &BACK);
        given
            && scope::holds(contract, words.start..(words.start + 4).min(words.end), &WHEN)
            && scope::holds(contract, words.clone(), &CAUSE)
            && !is_refused(contract, words)
    })
}

/// "will in no circumstances be refunded": from the denial on.
fn never_back(contract: &Contract, stretch: &Range<usize>) -> Option<Span> {
    let tokens = contract.document.text.tokens();
    let back = stretch.clone().find(|at| {
        matches!(tokens.at(*at), "refunded" | "repaid" | "returned") && tokens.at(at.saturating_sub(1)) == "be"
    })?;
    let from = back.saturating_sub(6).max(stretch.start);
    let denial = (from..back).find(|at| {
        matches!(tokens.at(*at), "not" | "never" | "cannot" | "can't" | "won't")
            || matches!((tokens.at(*at), tokens.at(at + 1)), ("in" | "under", "no"))
    })?;
    Some(scope::span(contract, denial..back + 1))
}

/// "All amounts paid are non-refundable", "we do not give money back": the next sentences.
fn kept_behind(contract: &Contract, one: &Match) -> Option<Span> {
    const MONEY: [&str; 12] = [
        "fees",
        "fee",
        "amounts",
        "payments",
        "payment",
        "sums",
        "money",
        "paid",
        "charges",
        "refunds",
        "collected",
        "charged",
    ];
    const KEEPS: [&[&str]; 29] = [
        &["fully", "earned"],
        &["earned", "when", "paid"],
        &["neither", "credit", "nor"],
        &["no", "credit", "or"],
        &["nor", "repayment"],
        &["not", "repayable"],
        &["aren't", "refundable"],
        &["aren't", "refunded"],
        &["aren't", "returned"],
        &["are", "not", "refunded"],
        &["are", "not", "returned"],
        &["cannot", "be", "refunded"],
        &["cannot", "be", "returned"],
        &["cannot", "be", "repaid"],
        &["not", "be", "returned"],
        &["not", "be", "repaid"],
        &["are", "forfeited"],
        &["is", "forfeited"],
        &["nonrefundable"],
        &["non", "-", "refundable"],
        &["not", "refundable"],
        &["no", "refunds"],
        &["no", "refund"],
        &["not", "give", "money", "back"],
        &["not", "be", "refunded"],
        &["not", "refund"],
        &["stays", "with"],
        &["yours", "to", "keep"],
        &["ours", "to", "keep"],
    ];
    const BUT: [&str; 6] = ["except", "unless", "breach", "prorated", "apart", "save"];
    let sentence = contract.outline.sentence(one.sentence);
    let all = contract.document.text.tokens();
    // "you do not get any of it back"
    let not_back = |range: &Range<usize>| {
        range.clone().any(|at| {
            matches!(all.at(at), "not" | "no" | "nothing" | "never")
                && scope::holds(
                    contract,
                    at..range.end.min(at + 4),
                    &["get", "gets", "give", "gives", "have", "receive"],
                )
                && scope::holds(contract, at..range.end.min(at + 10), &["back"])
        })
    };
    let says = |tokens: &Range<usize>| {
        not_back(tokens)
            || KEEPS.iter().any(|words| passage::phrase(contract, tokens.clone(), words).is_some())
                && scope::holds(contract, tokens.clone(), &MONEY)
    };
    let tokens = contract.document.text.tokens();
    let before = sentence.id.0.checked_sub(1).and_then(|id| contract.outline.sentences.get(id));
    let before = before.filter(|one| one.clause == sentence.clause);
    scope::following(contract, sentence, 3).chain(before).find_map(|next| {
        let limited = next.tokens.clone().any(|at| {
            // "whatever the reason, our own breach included": no limit, the reverse.
            const EVEN: [&str; 7] =
                ["including", "included", "irrespective", "regardless", "whether", "whatever", "however"];
            BUT.contains(&tokens.at(at))
                && !(tokens.at(at) == "breach" && scope::holds(contract, next.tokens.clone(), &EVEN))
        });
        (says(&next.tokens) && !limited).then_some(next.span)
    })
}

/// "non-refundable", "not refundable", "nonrefundable".
fn kept_words(contract: &Contract, at: usize) -> Range<usize> {
    let tokens = contract.document.text.tokens();
    if tokens.at(at.saturating_sub(2)) == "no" {
        return at.saturating_sub(3)..at + 1;
    }
    let first = (1..=2).find(|back| matches!(tokens.at(at.saturating_sub(*back)), "non" | "not")).unwrap_or(0);
    if tokens.at(at) == "refundable" { at.saturating_sub(first)..at + 1 } else { at..at + 1 }
}

/// "a non-refundable retainer": the word behind names what is paid.
fn is_of_a_payment(word: &str) -> bool {
    const PAYMENTS: [&str; 12] = [
        "deposit", "retainer", "fee", "advance", "payment", "initial", "sum", "prepay", "down", "up", "charge",
        "annual",
    ];
    PAYMENTS.iter().any(|stem| word.starts_with(stem))
}

/// The subject of "pay"; else who owes the payee.
fn payer(contract: &Contract, one: &Match, stretch: &Range<usize>) -> Bound {
    let tokens = contract.document.text.tokens();
    let pays = |at: &usize| {
        matches!(
            tokens.at(*at),
            "pay" | "make" | "remit" | "forward" | "provide" | "issue" | "deliver" | "transfer" | "advance" | "prepay"
        )
    };
    let active = (one.tokens.start..one.tokens.end.min(stretch.end))
        .find(pays)
        .filter(|at| !matches!(tokens.at(at.saturating_sub(1)), "be" | "in" | "an"));
    let subject = active.and_then(|at| subject::before(contract, stretch.start, at)).map(|named| named.bound);
    // "billed to Client" names who pays, "paid to Agency" who is paid.
    let billed = scope::holds(contract, one.tokens.clone(), &["billed", "invoiced", "charged"]);
    let owed = || {
        let named = subject::after(contract, stretch.clone(), &["to"])?.bound;
        Some(if billed { named } else { named.opposite() })
    };
    let agent = || subject::after(contract, stretch.clone(), &["by"]).map(|named| named.bound);
    let charges = || {
        let at = (one.tokens.clone())
            .find(|at| ["invoic", "bill", "requir", "charg"].iter().any(|stem| tokens.at(*at).starts_with(stem)))?;
        // "You are billed up front": the one who is billed pays.
        let passive = matches!(tokens.at(at.saturating_sub(1)), "be" | "is" | "are");
        let named = subject::before(contract, stretch.start, at)?.bound;
        Some(if passive { named } else { named.opposite() })
    };
    let known = |bound: &Bound| matches!(bound, Bound::Side(_));
    subject
        .filter(known)
        .or_else(|| agent().filter(known))
        .or_else(|| owed().filter(known))
        .or_else(|| charges().filter(known))
        .or_else(|| {
            let price = scope::begins(contract, one.tokens.clone(), &["fee", "charge", "subscription", "retainer"]);
            price.then_some(Bound::Side(Side::Customer))
        })
        .unwrap_or(Bound::Unclear)
}

impl Advance {
    pub fn reading(&self) -> Reading {
        let kind = match self.kind {
            Kind::Deposit => "deposit",
            Kind::Signing => "signing",
            Kind::Period => "period",
        };
        let kept = self.kept.or(self.never_back).or(self.kept_behind);
        let fields = [
            Some(record::bound("payer", self.payer, None)),
            Some(record::word("kind", kind, None)),
            Some(record::flag("kept", kept.is_some(), kept)),
            record::anchor("kept-verb", self.never_back),
            record::anchor("kept-sentence", self.kept_behind.filter(|_| self.never_back.is_none())),
            Some(record::flag("beside-noun", self.beside_noun, None)),
        ];
        Reading {
            term: "advance",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.85,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
