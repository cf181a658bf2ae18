//! Time limits for paying. In: sentences with a payment word and a length of time, an event or a
//! defined period. Out: [`PaymentTerm`]s; or, where payment is spoken of and never dated, [`Undated`].
//!
//! A length of time is a limit only where it governs the duty to pay: "if Client fails to pay within
//! 30 days", "amounts unpaid after 30 days" and "dispute an invoice within 30 days" are none.

use std::ops::Range;
use std::sync::LazyLock;

use super::contingent::Contingent;
use crate::contract::Contract;
use crate::facts::{Duration, Side, Unit, Value};
use crate::outline::{ClauseId, Sentence, SentenceId, SentenceKind};
use crate::pattern::{Match, Matches, PatternSet};
use crate::span::Span;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, Reading};
use crate::terms::{record, scope};

/// The day from which the days count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    Receipt,
    InvoiceDate,
    MonthEnd,
    Acceptance,
    Approval,
    Delivery,
    Event,
    Unstated,
}

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
    pub clause: ClauseId,
    pub span: Span,
    /// The definition that was followed for the number.
    pub definition: Option<Span>,
    pub confidence: f32,
}

/// The duty to pay in a contract that names no time for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Undated {
    pub clause: ClauseId,
    pub duty: Span,
}

pub static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        // The verb, then the limit: "shall pay … within 30 days".
        (
            "after-verb",
            "(pay | pays | paid | payable | payment | payments | remit | remits | remitted | reimburse | reimbursed \
             | settle | settled | due | owing | compensated) ..30 (within | in | than | before | at | inside | every | of) \
             [a | an | the | no | maximum] [further | maximum] [period of | of | term of] {duration}",
        ),
        // The limit, then the verb: "within 30 days after receipt, Client shall pay".
        (
            "before-verb",
            "(within | than | in | before) [a | an | the] [period of | of] {duration} ..30 \
             {shall} ..4 (pay | remit | reimburse | settle | be paid | be payable | be due | make payment | make the payment)",
        ),
        (
            "before-passive",
            "(within | than | in) [a | an | the] [period of | of] {duration} ..20 (is | are | be | becomes | become | falls | fall) ..2 \
             (paid | payable | due | remitted)",
        ),
        // "net 30", "30 days net", "payment terms are 45 days".
        (
            "terms",
            "(payment | invoice | invoices | billing | credit | terms | net | payable | due | fees) ..6 (net | terms | term | is | are | be | due | payable | basis | period | strictly) ..4 {duration}",
        ),
        ("terms", "{duration} [..1] net [..6] (invoice | receipt | terms | payment | basis)"),
        (
            "terms",
            "(payment | payments | invoice | invoices | payable | due | terms | fees | amounts) ..8 net [terms | of | due | in | payment] {duration}",
        ),
        ("terms", "(due | payable) {duration} (from | after | following | of | net)"),
        // No days at all: "payable on receipt".
        (
            "at-once",
            "(pay | pays | paid | payable | due | payment | remit | settle) ..22 (upon | on | at | concurrently with | simultaneously with) \
             [the | its | your | our | each | such] (receipt | signing | signature | execution | presentation | invoicing | completion | delivery \
             | acceptance | placement | closing | presentment | commencement)",
        ),
        (
            "at-once",
            "(upon | on | at | concurrently with | simultaneously with) [the | its] (receipt | signing | signature | execution | completion \
             | delivery | acceptance | placement | closing) ..25 ({shall} | agree* to | will) [..3] (pay | remit | be paid | be due | be payable)",
        ),
        (
            "immediate",
            "(pay | paid | payable | due) ..4 (immediately | forthwith | promptly) (on | upon | after | following) ..4 (receipt | invoice | demand)",
        ),
        // The number stands in a definition.
        (
            "defined",
            "(pay | pays | paid | payable | payment | payments | remit | settle | settled | due) ..25 \
             (within | by | before | on | in accordance with | than | at the end of) [the | such | its] (payment | due | credit | settlement | invoice | billing) \
             (period | date | term | terms | window)",
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
    ])
});

pub fn read(contract: &Contract, found: &Matches, contingent: &[Contingent]) -> Vec<PaymentTerm> {
    let mut terms: Vec<PaymentTerm> = Vec::new();
    for one in found.iter().filter(|one| found.name(one) != "duty") {
        let Some(term) = Limit::of(contract, found.name(one), one).and_then(|limit| limit.term(contract)) else {
            continue;
        };
        let known = terms.iter().any(|known| {
            known.days_span.overlaps(term.days_span) && known.sentence == term.sentence
                || term.days.amount == 0.0 && known.sentence == term.sentence && known.span.overlaps(term.span)
        });
        let tied = contingent.iter().any(|tie| tie.sentence == term.sentence && term.days.amount == 0.0);
        if !known && !tied {
            terms.push(term);
        }
    }
    terms.sort_by_key(|term| (term.sentence, term.days_span.start));
    terms
}

/// Payment by the customer without a day for it.
pub fn undated(
    contract: &Contract,
    found: &Matches,
    terms: &[PaymentTerm],
    contingent: &[Contingent],
) -> Option<Undated> {
    if terms.iter().any(|term| !term.payer.is(Side::Vendor)) || !contingent.is_empty() {
        return None;
    }
    let mut duties = found.named("duty").filter(|one| {
        let sentence = contract.outline.sentence(one.sentence);
        sentence.kind == SentenceKind::Body && !is_dated(contract, sentence) && customer_pays(contract, sentence, one)
    });
    let duty = duties.next()?;
    let sentence = contract.outline.sentence(duty.sentence);
    Some(Undated { clause: sentence.clause, duty: sentence.span })
}

/// A calendar date, a schedule or a rhythm: the day is stated, if not in days.
fn is_dated(contract: &Contract, sentence: &Sentence) -> bool {
    let facts = &contract.facts.quantities;
    let start = facts.partition_point(|fact| fact.tokens.start < sentence.tokens.start);
    let date = facts[start..]
        .iter()
        .take_while(|fact| fact.tokens.start < sentence.tokens.end)
        .any(|fact| matches!(fact.value, Value::Date { .. }));
    date || scope::begins(
        contract,
        sentence.tokens.clone(),
        &["instal", "monthly", "quarterly", "annually", "advance", "weekly"],
    )
}

fn customer_pays(contract: &Contract, sentence: &Sentence, duty: &Match) -> bool {
    let Some(verb) = verb(contract, duty.tokens.clone()) else { return true };
    let payer = Clause { contract, sentence, verb }.payer(duty.tokens.end..sentence.tokens.end);
    payer.is_none_or(|payer| !payer.bound.is(Side::Vendor))
}

fn verb(contract: &Contract, mut range: Range<usize>) -> Option<usize> {
    let tokens = contract.document.text.tokens();
    let pays = |word: &str| {
        ["pay", "paid", "remit", "reimburs", "settle", "due", "owing", "compensat"]
            .iter()
            .any(|stem| word.starts_with(stem))
    };
    range.find(|at| pays(tokens.at(*at)) && !is_modifier(tokens.at(*at), tokens.at(*at + 1)))
}

/// "due date", "payment schedule": no verb and no duty.
fn is_modifier(word: &str, next: &str) -> bool {
    matches!(
        (word, next),
        ("due", "date" | "dates" | "diligence" | "to" | "care") | ("payment", "schedule" | "card" | "bond")
    )
}

/// A match that may be a limit.
struct Limit<'a> {
    sentence: &'a Sentence,
    /// All tokens of the match.
    tokens: Range<usize>,
    verb: usize,
    days: Duration,
    /// Tokens of the length of time or of the event.
    length: Range<usize>,
    definition: Option<Span>,
    days_span: Span,
    leading: bool,
}

impl<'a> Limit<'a> {
    fn of(contract: &'a Contract, name: &str, one: &Match) -> Option<Self> {
        let sentence = contract.outline.sentence(one.sentence);
        if sentence.kind != SentenceKind::Body && name != "terms" {
            return None;
        }
        let verb = verb(contract, one.tokens.clone()).unwrap_or(one.tokens.start);
        let base = |days, length: Range<usize>, days_span| Self {
            sentence,
            tokens: one.tokens.clone(),
            verb,
            days,
            leading: length.start < verb,
            length,
            definition: None,
            days_span,
        };
        match name {
            "at-once" | "immediate" => {
                let length = at_once(contract, one.tokens.clone())?;
                let span = scope::span(contract, length.clone());
                Some(base(Duration { amount: 0.0, unit: Unit::Day }, length, span))
            }
            "defined" => {
                let last = one.tokens.end;
                let (days, span, whole) = defined(contract, last)?;
                Some(Self { definition: Some(whole), ..base(days, last - 2..last, span) })
            }
            _ => {
                let fact = contract.facts.quantities.get(one.capture("duration")?.fact?)?;
                let Value::Duration(days) = fact.value else { return None };
                Some(base(days, fact.tokens.clone(), fact.span))
            }
        }
    }

    fn term(self, contract: &Contract) -> Option<PaymentTerm> {
        let clause = Clause { contract, sentence: self.sentence, verb: self.verb };
        let stretch = scope::stretch(contract, self.sentence, self.length.start);
        if !stretch.contains(&self.verb) || clause.is_condition(&stretch) || clause.is_other_deadline(&self) {
            return None;
        }
        if self.days.unit == Unit::Year || self.days.months() > 24.0 {
            return None;
        }
        let behind = self.length.end..stretch.end.min(self.length.end + 25);
        let (from, from_span) = from(contract, behind.clone(), self.days.amount == 0.0, &self.length);
        let payer = clause.payer(self.verb + 1..stretch.end);
        let guessed = payer.is_none();
        let bound = payer.as_ref().map_or_else(|| clause.usual_payer(&stretch), |payer| payer.bound);
        Some(PaymentTerm {
            payer: bound,
            payer_span: payer.map(|payer| payer.span(contract)),
            days: self.days,
            days_span: self.days_span,
            from,
            from_span,
            verified: verified(contract, &stretch),
            sentence: self.sentence.id,
            clause: self.sentence.clause,
            span: scope::span(contract, trimmed(contract, stretch)),
            definition: self.definition,
            confidence: if guessed { 0.7 } else { 0.9 },
        })
    }
}

/// The stretch without the comma or bracket at its borders.
fn trimmed(contract: &Contract, stretch: Range<usize>) -> Range<usize> {
    let tokens = contract.document.text.tokens();
    let mark = |at: &usize| matches!(tokens.at(*at), "," | ";" | "(" | "and" | "or");
    let start = stretch.clone().find(|at| !mark(at)).unwrap_or(stretch.start);
    start..stretch.end
}

fn at_once(contract: &Contract, range: Range<usize>) -> Option<Range<usize>> {
    let start = range.end.saturating_sub(5).max(range.start);
    let last = range.end;
    let event = ["upon", "on", "at", "concurrently", "simultaneously", "immediately", "forthwith", "promptly"];
    scope::position(contract, start..last, &event)
        .or_else(|| scope::position(contract, range.clone(), &event))
        .map(|at| at..last.max(at + 1).min(at + 6))
}

/// The definition whose term ends at `end`, with the length of time that it states.
fn defined(contract: &Contract, end: usize) -> Option<(Duration, Span, Span)> {
    let tokens = contract.document.text.tokens();
    let place = tokens.as_slice().get(end.checked_sub(1)?)?.span.end;
    let text = contract.document.text.canonical().get(..place)?.to_lowercase();
    contract.facts.definitions.iter().find_map(|definition| {
        if !text.ends_with(&definition.term.to_lowercase()) {
            return None;
        }
        let facts = &contract.facts.quantities;
        let first = facts.partition_point(|fact| fact.span.start < definition.meaning.start);
        let fact = facts[first..]
            .iter()
            .take_while(|fact| fact.span.end <= definition.meaning.end)
            .find(|fact| matches!(fact.value, Value::Duration(_)))?;
        let Value::Duration(days) = fact.value else { return None };
        Some((days, fact.span, definition.term_span.join(definition.meaning)))
    })
}

/// A verb of payment in its sentence.
struct Clause<'a> {
    contract: &'a Contract,
    sentence: &'a Sentence,
    verb: usize,
}

const FAILURE: [&str; 13] = [
    "not", "fails", "fail", "failed", "failure", "unpaid", "without", "non", "never", "neglects", "omits", "default",
    "defaults",
];
const CONDITIONS: [&str; 7] = ["if", "unless", "should", "whenever", "event", "provided", "where"];
const MODALS: [&str; 12] =
    ["shall", "will", "must", "may", "agrees", "agree", "is", "are", "can", "should", "undertakes", "be"];

impl Clause<'_> {
    fn word(&self, at: usize) -> &str {
        self.contract.document.text.tokens().at(at)
    }

    /// Does the verb stand in an if-clause, or is its paying denied?
    fn is_condition(&self, stretch: &Range<usize>) -> bool {
        let near = self.verb.saturating_sub(6).max(stretch.start)..self.verb;
        if scope::holds(self.contract, near, &FAILURE) {
            return true;
        }
        let opening = (stretch.start..self.verb).rev().find(|at| CONDITIONS.contains(&self.word(*at)));
        let Some(opening) = opening else { return false };
        // A comma and then a modal end the condition: "If …, Client shall pay".
        let ended = (opening..self.verb).any(|at| self.word(at) == "," || self.word(at) == "then");
        let main =
            (opening..self.verb).rev().take_while(|at| self.word(*at) != ",").any(|at| MODALS.contains(&self.word(at)));
        !(ended && main)
    }

    /// Between verb and length another act comes in: "pay the fee and may terminate within 30 days".
    fn is_other_deadline(&self, limit: &Limit) -> bool {
        const ACTS: [&str; 38] = [
            "terminate",
            "notify",
            "notice",
            "cure",
            "deliver",
            "delivered",
            "provide",
            "provided",
            "submit",
            "dispute",
            "object",
            "cancel",
            "interest",
            "late",
            "overdue",
            "past",
            "arbitration",
            "expire",
            "renew",
            "audit",
            "inspect",
            "report",
            "reject",
            "return",
            "audited",
            "warranty",
            "insurance",
            "premiums",
            "premium",
            "terminated",
            "suspend",
            "discount",
            "submitted",
            "furnish",
            "respond",
            "salary",
            "employ",
            "tax",
        ];
        let (first, last) = (self.verb.min(limit.length.start), self.verb.max(limit.length.start));
        let between = first + 1..last;
        let modal = |at: usize| matches!(self.word(at), "shall" | "may" | "must" | "will") && !limit.leading;
        let relative = |at: usize| {
            matches!(self.word(at.saturating_sub(1)), "which" | "that" | "amounts" | "payment" | "payments" | "and")
        };
        let acts = between.clone().any(|at| ACTS.contains(&self.word(at)) || modal(at) && !relative(at));
        let outlasts =
            matches!(self.word(limit.length.end), "past" | "overdue" | "late" | "prior" | "before" | "notice" | "old")
                || scope::holds(
                    self.contract,
                    limit.length.end..(limit.length.end + 3).min(self.sentence.tokens.end),
                    &["notice", "overdue", "delinquent"],
                );
        let shift = |at: usize| self.word(at) == "unless" || self.word(at) == "except";
        acts || outlasts || between.clone().any(shift) && between.len() > 12
    }

    /// The party that pays: the subject of "pay", the agent of "paid", the one who owes the payee.
    fn payer(&self, behind: Range<usize>) -> Option<Named> {
        let stretch = scope::stretch(self.contract, self.sentence, self.verb);
        let end = behind.end.min(self.verb + 30).max(self.verb + 1);
        if self.is_active() {
            return self.subject(&stretch);
        }
        let agent = subject::after(self.contract, self.verb..end, &["by", "from"]);
        let noun = || {
            self.is_noun().then(|| subject::after(self.contract, stretch.start..self.verb, &["by", "from"])).flatten()
        };
        let payee = || {
            subject::after(self.contract, self.verb..end, &["to"])
                .or_else(|| self.passive_subject(&stretch))
                .or_else(|| subject::owner(self.contract, stretch.start..self.verb))
                .map(|payee| Named { bound: payee.bound.opposite(), ..payee })
                .filter(|payer| payer.bound != Bound::Both)
        };
        agent.or_else(noun).or_else(payee)
    }

    fn subject(&self, stretch: &Range<usize>) -> Option<Named> {
        subject::before(self.contract, stretch.start, self.verb).or_else(|| {
            let lead_in = scope::lead_in(self.sentence, self.verb)?;
            subject::before(self.contract, lead_in.start, lead_in.end)
        })
    }

    /// "Agency shall be paid": the subject is the payee. "Fees shall be paid": it is not a party.
    fn passive_subject(&self, stretch: &Range<usize>) -> Option<Named> {
        let subject = subject::before(self.contract, stretch.start, self.verb)?;
        let close = (subject.tokens.end..self.verb)
            .all(|at| MODALS.contains(&self.word(at)) || matches!(self.word(at), "also" | "then"));
        close.then_some(subject)
    }

    fn is_active(&self) -> bool {
        matches!(self.word(self.verb), "pay" | "pays" | "remit" | "remits" | "reimburse" | "settle" | "compensate")
            && self.word(self.verb.saturating_sub(1)) != "be"
    }

    fn is_noun(&self) -> bool {
        matches!(self.word(self.verb), "payment" | "payments" | "due")
    }

    /// Nobody is named: invoices and fees are the customer's to pay, refunds and credits the vendor's.
    fn usual_payer(&self, stretch: &Range<usize>) -> Bound {
        if scope::begins(self.contract, stretch.clone(), &["refund", "rebate", "credit"]) {
            return Bound::Side(Side::Vendor);
        }
        let stems = [
            "invoice",
            "fee",
            "charge",
            "price",
            "royalt",
            "commission",
            "bill",
            "amount",
            "sum",
            "compensation",
            "payment",
            "term",
            "balance",
            "net",
        ];
        if scope::begins(self.contract, stretch.clone(), &stems) { Bound::Side(Side::Customer) } else { Bound::Unclear }
    }
}

/// What the days count from, by the words behind them.
fn from(contract: &Contract, behind: Range<usize>, at_once: bool, length: &Range<usize>) -> (From, Option<Span>) {
    let near = if at_once { length.start..length.end + 6 } else { behind.start..behind.end.min(behind.start + 16) };
    let table: [(&[&str], From); 6] = [
        (&["approval", "approved", "approves", "verification"], From::Approval),
        (&["acceptance", "accepted", "accepts"], From::Acceptance),
        (&["receipt", "received", "receiving", "receives", "getting", "presentation"], From::Receipt),
        (&["month", "quarter", "year", "month's", "period", "week"], From::MonthEnd),
        (&["invoice", "invoiced", "invoicing", "billing", "bill"], From::InvoiceDate),
        (&["delivery", "shipment", "delivered", "completion"], From::Delivery),
    ];
    let found = table.into_iter().find_map(|(words, from)| {
        let at = scope::position(contract, near.clone(), words)?;
        let ends = from != From::MonthEnd
            || scope::begins(contract, near.start..at, &["end", "follow", "after", "close", "last"]);
        ends.then_some((from, at))
    });
    match found {
        Some((from, at)) => (from, Some(scope::span(contract, near.start..at + 1))),
        None if at_once => (From::Event, None),
        None if near.is_empty() || !scope::begins(contract, near, &["from", "after", "of", "follow", "upon"]) => {
            (From::Unstated, None)
        }
        None => (From::Event, None),
    }
}

/// "a proper invoice", "a valid and approved invoice".
fn verified(contract: &Contract, stretch: &Range<usize>) -> Option<Span> {
    const CHECKED: [&str; 8] =
        ["proper", "valid", "correct", "approved", "undisputed", "acceptable", "complete", "accurate"];
    let at = scope::position(contract, stretch.clone(), &CHECKED)?;
    let invoice = scope::begins(contract, at..(at + 6).min(stretch.end), &["invoice"]);
    let undisputed = scope::holds(contract, at..at + 1, &["undisputed"]);
    (invoice && !undisputed).then(|| scope::span(contract, at..at + 1))
}

impl From {
    pub fn word(self) -> &'static str {
        match self {
            From::Receipt => "receipt",
            From::InvoiceDate => "invoice-date",
            From::MonthEnd => "month-end",
            From::Acceptance => "acceptance",
            From::Approval => "approval",
            From::Delivery => "delivery",
            From::Event => "event",
            From::Unstated => "unstated",
        }
    }
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
            ],
            evidence: self.definition.into_iter().collect(),
        }
    }
}

impl Undated {
    pub fn reading(&self) -> Reading {
        let fields = [Some(record::flag("stated", false, None)), record::anchor("duty", Some(self.duty))];
        Reading {
            term: "payment-date",
            span: None,
            clause: Some(self.clause),
            confidence: 0.75,
            fields: fields.into_iter().flatten().collect(),
            evidence: vec![self.duty],
        }
    }
}
