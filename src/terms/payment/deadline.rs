//! Time limits for paying. In: sentences with a payment word and a length of time, an event or a
//! defined period. Out: [`PaymentTerm`]s; or, where payment is spoken of and never dated, [`Undated`].
//!
//! A length of time is a limit only where it governs the duty to pay: "if Client fails to pay within
//! 30 days", "amounts unpaid after 30 days" and "dispute an invoice within 30 days" are none.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::contingent::Contingent;
use super::limit::Limit;
use super::start::From;
use crate::contract::Contract;
use crate::facts::Duration;
use crate::outline::{ClauseId, SentenceId};
use crate::pattern::{Matches, PatternSet};
use crate::span::Span;
use crate::terms::{Bound, Reading, record};

/// A sentence with more time limits than these is no sentence.
pub const MOST_IN_SENTENCE: usize = 50;

/// One stated time limit for paying.
#[derive(Clone, Debug, PartialEq)]
pub struct PaymentTerm {
    pub payer: Bound,
    pub payer_span: Option<Span>,
    /// As written; zero days for "upon receipt".
    pub days: Duration,
    pub days_span: Span,
    pub from: From,
    pub from_span: Option<Span>,
    /// The days count only from a "proper", "valid" or approved invoice: those words.
    pub verified: Option<Span>,
    pub sentence: SentenceId,
    /// A time for giving expenses back, not for paying what was earned.
    pub reimburses: bool,
    /// It speaks of invoices, and not of royalties or shares that are reported.
    pub invoiced: bool,
    pub clause: ClauseId,
    pub span: Span,
    /// The definition that was followed for the number.
    pub definition: Option<Span>,
    pub confidence: f32,
}

pub static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        // The verb, then the limit: "shall pay … within 30 days".
        (
            "after-verb",
            "(pay | pays | paid | payable | payment | payments | remit | remits | remitted | reimburse | reimbursed \
             | settle | settles | settled | discharge | discharged | honoured | due | owing | compensated) ..30 (within | in | prior to | no later than | not later than | no more than | not more than | before | at \
             | inside | every | of | maximum | no sooner than | no earlier than | not sooner than | not earlier than | not before | not less than | no less than | not fewer than | at least) [a | an | the | no | maximum] [further | maximum] \
             [period of | of | term of | expiry of | expiration of | end of] {duration} !(ordinarily | customarily | habitually)",
        ),
        // "settled in the payment run on or after the sixtieth day following receipt".
        (
            "after-verb",
            "(pay | pays | paid | payable | payment | payments | remit | remits | remitted | settle | settles | settled | discharged | due) ..30 \
             (on | by | after | upon | until) [or after | or before | or about] the {duration}",
        ),
        (
            "after-verb",
            "(pay | paid | payable | due) ..24 (installments | instalments | payments) ..8 (commencing | beginning | starting) {duration} (after | from | following)",
        ),
        // The limit, then the verb: "within 30 days after receipt, Client shall pay".
        (
            "before-verb",
            "(within | than | in | before) [a | an | the] [period of | of] {duration} ..30 \
             {shall} ..4 (pay | remit | reimburse | settle | be paid | be payable | be due | make ..6 (payment | payments))",
        ),
        (
            "before-passive",
            "(within | than | in) [a | an | the] [period of | of] {duration} ..20 (is | are | be | becomes | become | falls | fall) ..2 \
             (paid | payable | due | remitted)",
        ),
        (
            "before-verb",
            "{shall} (within | no later than | not later than) [a | an | the] [period of | of] {duration} ..12 (pay | remit | reimburse | settle | make ..4 payment | make ..4 payments)",
        ),
        // "net 30", "30 days net", "payment terms are 45 days".
        (
            "terms",
            "(payment | invoice | invoices | billing | credit | terms | net | payable | due | fees) ..6 (net | terms | term | is | are | be | due | payable | basis | period | strictly) ..4 {duration} !((its | their | his) own ..3 (supplier | suppliers | subcontractor | subcontractors | vendors | freelancers | crew))",
        ),
        ("terms", "{duration} [..1] net [..6] (invoice | receipt | terms | payment | basis)"),
        (
            "terms",
            "(payment | payments | invoice | invoices | payable | due | terms | fees | amounts) ..8 net [terms | of | due | in | payment] {duration}",
        ),
        (
            "terms",
            "(due | payable | paid | settled) {duration} (from | after | following | of | net | thereafter | later | eom | end of month | month end)",
        ),
        (
            "after-verb",
            "(release | releases | released | transfer | transfers | wire | issue | issues) ..3 (payment | payments | funds | remittance | money) ..20 \
             (within | no later than | not later than | no sooner than | no earlier than | not sooner than | not earlier than | not before | not less than | no less than | at least | after) ..2 {duration}",
        ),
        (
            "after-verb",
            "(issue | issues | draw | draws) ..2 (warrant | cheque | check | remittance) ..12 (within | no later than | not later than | after) ..2 {duration}",
        ),
        // "payments are made 90 days from the day on which the bill was certified".
        (
            "after",
            "(payment | payments | remittance | remittances | settlement) ..3 (made | follows | follow | takes place) ..8 {duration} (from | after | following)",
        ),
        // "the amounts found payable shall be released within 60 days of certification".
        (
            "released",
            "(amount | amounts | sum | sums | invoice | invoices | fee | fees | payment | payments | money | monies | moneys | dues) ..16 \
             (released | disbursed | cleared | liquidated | credited | honored) ..8 (within | no later than | not later than | after | inside) ..2 {duration} !(interest | guarantee | funds)",
        ),
        // "the money lands in your account five weeks afterwards".
        (
            "after",
            "(money | cash | payment | payments | funds) ..4 (land | lands | reach | reaches | arrive | arrives | come through | comes through | go out | goes out | (in | into) your account) ..8 {duration} \
             !(not | if | unless)",
        ),
        // "three months may pass between an invoice and its settlement".
        (
            "after",
            "{duration} ..8 (pass | passes | elapse | elapses) ..6 between ..10 (invoice | invoices | bill | bills | delivery | work) ..8 (settled | settlement | payment | paid)",
        ),
        // "pays invoices 60 days after receipt", "on a 60-day basis", "credit terms of 60 days".
        (
            "after",
            "(pay | pays | paid | settle | settles | settled | remit | remits | remitted) ..5 {duration} (from | after | following)",
        ),
        (
            "after-verb",
            "(pay | pays | paid | payment | payments | settle* | invoice*) ..12 on (a | the) {duration} (basis | cycle | terms | term)",
        ),
        (
            "terms",
            "(credit | payment | settlement) (term | terms | period | cycle | window) (of | is | are | shall be | will be) [up to] {duration}",
        ),
        (
            "month-end-and",
            "(pay* | settle* | due | terms | net | invoice | invoices) ..8 (eom | end of month) [+ | plus] {number}",
        ),
        // "our terms are payment four months after the invoice", "payment: 75 days end of month", "75 days' credit".
        (
            "terms",
            "(payment | payments | settlement) [is | are | will be] {duration} (after | from | following | end of month | eom | month end | net) !(interest | suspend* | terminat*)",
        ),
        (
            "terms",
            "(enjoys | has | gets | receives | granted | allowed | allows | given | takes) ..3 {duration} [of] credit",
        ),
        ("terms", "(due | payable) by {party} {duration} (from | after | following | eom | end of month | month end)"),
        // "net" belongs to the length of time; without it this is no limit.
        (
            "net",
            "(pay | pays | paid | settle | settles | settled | remit | remits) ..12 {duration} | terms ..2 {duration}",
        ),
        ("terms", "(obligation | duty) to pay ..8 (arises | accrues | begins) {duration} (from | after | following)"),
        (
            "before-verb",
            "(has | have | allowed | granted | given) [a | the] [period of] {duration} ..14 (to (pay | settle | remit) | (to make | for) [..2] (payment | payments | settlement))",
        ),
        // No days at all: "payable on receipt".
        (
            "at-once",
            "(pay | pays | paid | payable | due | payment | remit | settle) ..14 (upon | on | at | concurrently with | simultaneously with) \
             [the | its | your | our | each | such | the date of | {party}] (receipt | signing | signature | execution | presentation | invoicing | completion | delivery \
             | acceptance | placement | closing | presentment | commencement | achievement | attainment | demand | consummation)",
        ),
        (
            "at-once",
            "(upon | on | at | concurrently with | simultaneously with) [the | its] [successful | full] (receipt | signing | signature | execution | completion \
             | delivery | acceptance | placement | closing | achievement | attainment | consummation) ..25 ({shall} | agree* to | will) [..3] (pay | remit | be paid | be due | be payable)",
        ),
        // "Terms are net cash on delivery", "C.O.D.".
        (
            "at-once",
            "(terms | net cash | cash | payment terms) ..6 (upon | on | at | against) [the | its] (receipt | signing | signature | execution \
             | delivery | completion | presentation | shipment)",
        ),
        (
            "immediate",
            "(pay | paid | payable | due | made) ..4 (immediately | forthwith | promptly) (on | upon | after | following) ..4 (receipt | invoice | demand)",
        ),
        (
            "at-once",
            "(pay | paid | payable | due) ..14 (on | upon | at) the (earlier | later | earlier to occur | first to occur | earliest) of",
        ),
        // The end of the contract is an event as good as any.
        (
            "at-once",
            "(upon | on) [the | any | such | early | earlier] [expiration or] termination [or expiration] ..12 {shall} ..4 (pay | remit) ..10 \
             (all | any) ..6 (amounts | fees | sums | monies | invoices | payments | compensation | commissions | royalties) !(within | later than)",
        ),
        (
            "immediate",
            "{shall} ..6 (immediately | forthwith) [(upon | on | after | following) ..6] (pay | remit | reimburse) \
             | (fees | fee | amounts | sums | payments | instalments | installments | royalties | charges) ..30 {shall} [become | be | fall] (immediately | forthwith) [become] (due | payable) !(within | {days} (after | from | of | following))",
        ),
        (
            "entitled",
            "{shall} ..6 (immediately | forthwith) [be | become] entitled to ..6 (payment | fee | sum | amount | {money})",
        ),
        (
            "this-month-end",
            "(pay | pays | paid | payable | due | remit) ..20 (last [..2] day | end | close) of (each | every | the | that | such | the calendar | each calendar) \
             (month | quarter | week | year)",
        ),
        (
            "month-end",
            "(pay | pays | paid | payable | due | remit) ..15 (last [..2] day | end) of (the | each) (following | next | succeeding | subsequent) month",
        ),
        (
            "second-month-end",
            "(pay | pays | paid | payable | due | remit) ..15 of the (second | 2nd) [calendar] month (after | following)",
        ),
        (
            "second-month-end",
            "(settle | settles | settled) ..15 of the (second | 2nd) [calendar] month (after | following)",
        ),
        (
            "third-month-end",
            "(pay | pays | paid | payable | due | remit | settle | settles | settled) ..15 of the (third | 3rd) [calendar] month (after | following | thereafter)",
        ),
        (
            "quarter-end",
            "(pay | pays | paid | payable | due | remit) ..15 ((end | last [..2] day) of the [calendar] quarter (following | after) \
             | (end | last [..2] day) of the (following | next | succeeding | subsequent) [calendar] quarter)",
        ),
        (
            "receive",
            "(within | than) [a | an | the] [period of | of] {duration} ..25 {shall} receive ..30 (payment | payments | fee | fees | royalt* | commission* | share | {money} | {percent})",
        ),
        // Money that changes hands by another verb.
        (
            "receive",
            "{shall} ..3 (furnish | transfer | forward | submit | tender | wire) ..14 (fee | fees | royalt* | commission* | share | payment | payments) ..6 \
             (within | than) {duration}",
        ),
        (
            "transfer",
            "(upon | on | at) ..4 (receipt | signing | signature | execution | completion | delivery | acceptance | placement | closing) ..25 \
             {shall} ..3 (forward | submit | tender | wire | transfer | advance) ..12 (deposit | payment | balance | {money} | {percent})",
        ),
        (
            "transfer",
            "{shall} ..3 (forward | submit | tender | wire | transfer | advance) ..15 (deposit | payment | balance | {money}) ..4 (upon | on | at) \
             [the | its | your | our] (receipt | signing | signature | execution | completion | delivery | acceptance | placement | closing)",
        ),
        // The number stands in a definition.
        (
            "defined",
            "(pay | pays | paid | payable | payment | payments | remit | settle | settled | due) ..25 \
             (within | by | before | on | in accordance with | than | at the end of) [the | such | its] (payment | due | credit | settlement | invoice | billing) \
             (period | date | term | terms | window)",
        ),
        // A day by its name: "settled by the fourth Friday after it was rendered".
        (
            "weekday",
            "(pay | pays | paid | payable | settle | settles | settled | due | remit | remits | remitted) ..20 \
             (first | second | third | fourth | last | next) [..1] (monday | tuesday | wednesday | thursday | friday | working day | business day | banking day)",
        ),
        // "paid by direct debit on 1 March of each year": the day of each year is named.
        (
            "weekday",
            "(pay | pays | paid | payable | settled | due | debited | collected) ..12 (on | by | before) ..3 {number} (january | february | march | april | may | june | july | august | september | october | november | december)",
        ),
        // The duty to pay itself.
        (
            "duty",
            "{shall} ..8 (pay | pays | remit | reimburse | compensate) ..12 (fee | fees | charge | charges | price | invoice | invoices | amount \
             | amounts | sum | sums | royalt* | commission* | compensation | remuneration | consideration | rate | rates | retainer)",
        ),
        (
            "duty",
            "(fee | fees | charges | price | invoice | invoices | royalties | commissions | compensation) ..10 (is | are | be) [..2] (paid | payable | due)",
        ),
        ("duty", "{money} ..3 {shall} be paid to"),
        // "will arrange payment of each bill", "the Buyer pays by bank transfer".
        (
            "duty",
            "{shall} ..3 (arrange | make | effect | process) ..3 (payment | payments) ..4 (of | for) ..4 (fee | fees | charges | price | invoice | invoices | bill | bills)",
        ),
        (
            "duty",
            "{customer} (pays | settles) ..8 (invoice | invoices | bill | bills | bank transfer | wire transfer | to the account)",
        ),
        // No word of paying, but of a bill for a price.
        (
            "duty",
            "(send | email | submit | raise | issue | render) ..4 (invoice | invoices | bill | bills) ..8 (to | when | once | per | after | for) !(dispute* | interest | audit* | within)",
        ),
    ])
});

pub fn read(contract: &Contract, found: &Matches, contingent: &[Contingent]) -> Vec<PaymentTerm> {
    let mut terms: Vec<PaymentTerm> = Vec::new();
    let mut by_sentence: HashMap<SentenceId, Vec<usize>> = HashMap::new();
    for one in found.iter().filter(|one| !matches!(found.name(one), "duty" | "weekday")) {
        let Some(term) = Limit::of(contract, found.name(one), one).and_then(|limit| limit.term(contract)) else {
            continue;
        };
        let here = by_sentence.entry(term.sentence).or_default();
        let known = here.iter().filter_map(|place| terms.get(*place)).any(|known| {
            known.days_span.overlaps(term.days_span) || term.days.amount == 0.0 && known.span.overlaps(term.span)
        });
        // "In any event Client shall pay within 60 days": the last day of a payment that hangs on another one.
        let last_day = contingent.iter().any(|tie| tie.clause == term.clause && tie.sentence != term.sentence)
            && is_in_any_event(contract, term.sentence);
        let tied = last_day || term.days.amount == 0.0 && contingent.iter().any(|tie| tie.sentence == term.sentence);
        if !known && !tied && here.len() < MOST_IN_SENTENCE {
            here.push(terms.len());
            terms.push(term);
        }
    }
    terms.sort_by_key(|term| (term.sentence, term.days_span.start));
    terms
}

fn is_in_any_event(contract: &Contract, sentence: SentenceId) -> bool {
    let start = contract.outline.sentence(sentence).tokens.start;
    let tokens = contract.document.text.tokens();
    tokens.at(start) == "in"
        && matches!(tokens.at(start + 1), "any" | "either")
        && matches!(tokens.at(start + 2), "event" | "case")
}

impl PaymentTerm {
    pub fn reading(&self) -> Reading {
        Reading {
            term: "payment",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: self.confidence,
            fields: vec![
                record::bound("payer", self.payer, self.payer_span),
                record::duration("days", self.days, Some(self.days_span)),
                record::word("from", self.from.word(), self.from_span),
                record::flag("verified", self.verified.is_some(), self.verified),
                record::flag("reimburses", self.reimburses, None),
                record::flag("invoiced", self.invoiced, None),
            ],
            evidence: self.definition.into_iter().collect(),
        }
    }
}
