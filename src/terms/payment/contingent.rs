//! Payment that hangs on somebody else's payment. In: sentences in which a payer pays when, or only
//! if, a third party has paid it. Out: [`Contingent`], with the places that an edit takes hold of.

use std::ops::Range;
use std::sync::LazyLock;

use super::duty::Duty;
use crate::contract::Contract;
use crate::facts::{Side, Value};
use crate::outline::{ClauseId, SentenceId, SentenceKind};
use crate::pattern::{Match, PatternSet};
use crate::span::Span;
use crate::terms::subject;
use crate::terms::{Bound, Reading};
use crate::terms::{record, scope};

/// Does the other payment only time this one, or must it come at all?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    When,
    If,
}

/// In which form it is said; each is mended differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "within 10 days of receipt of payment from the Advertiser".
    Event,
    /// "shall have no obligation to pay until it has been paid by the Owner".
    NoDuty,
    /// "shall pay …, but only if it has received payment from its client".
    Condition,
    /// "Receipt of payment from the Owner is a condition precedent to …".
    Precedent,
    /// "on a pay-when-paid basis".
    Label,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Contingent {
    pub payer: Bound,
    pub tie: Tie,
    pub shape: Shape,
    pub event: Option<Span>,
    pub denial: Option<Span>,
    pub until: Option<Span>,
    pub tail: Option<Span>,
    /// "in any event … within 60 days": the last day all the same.
    pub long_stop: Option<Span>,
    pub sentence: SentenceId,
    pub clause: ClauseId,
    pub span: Span,
}

static CUES: LazyLock<PatternSet> = LazyLock::new(|| {
    PatternSet::fixed(&[
        (
            "no-duty",
            "(no obligation | no duty | not obligated | not obliged | not required | no liability | not liable | {shall-not} be obligated | {shall-not} be required) ..4 (pay | make | remit | release | discharge | settle) ..25 (until | unless | before | except) ..12 (in funds | received | receives | receipt | paid | collected | collects | recovered)",
        ),
        (
            "no-duty",
            "(no | {shall-not}) ..8 (payment | amount | sum | invoice | fee | fees | be due | be payable | pay) ..25 (until | unless) ..12 (received | receives | been paid | is paid | are paid | collected | (put | placed) ..6 in ..1 funds)",
        ),
        // "If Client is not paid for a part, no debt to Agency arises for it."
        (
            "no-duty",
            "(not [be | been] (paid | receive* | put in funds) | fails to (pay | receive | recover | collect)) ..20 no ..2 (debt | sum | sums | amount | payment | money | liability | fee) ..6 (arises | arise | is due | is owed | is payable | fall* due | become* due | shall be ..2 (due | payable | owed))",
        ),
        // "In the absence of such funds Client owes nothing."
        (
            "no-duty",
            "(absence | want | lack | failing) ..3 (funds | payment | receipt | monies | money | sum | sums) ..12 (owes nothing | (owe | owes | pay | pays) ..4 nothing | no ..3 (debt | liability | obligation | duty | sum | payment))",
        ),
        (
            "no-duty",
            "no ..3 (payment | sum | amount | fee) ..16 (for which | in respect of which) ..10 (not been paid | not received | not yet been paid | not yet received)",
        ),
        (
            "condition",
            "(pay | paid | payable | due | payment | payments | remit | liable | owes) ..30 (only | solely | provided | conditional* | contingent | conditioned | subject to | if | when | once | after | upon | until) ..12 (received | receives | receipt of | is paid | has been paid | have been paid | been paid | are paid | collected | collects | being paid) ..8 (from | by | payment | funds | monies)",
        ),
        // "no sum shall fall due before the retailer has put Client in funds".
        (
            "condition",
            "(pay | paid | payable | due | payment | payments | released | arises) ..20 (if | when | once | after | until | before) ..10 (put | puts | placed) ..6 in ..1 funds",
        ),
        // "falls due once the funding body has released the grant".
        (
            "condition",
            "(pay | paid | payable | due | payment | payments | owed | arises) ..20 (if | when | once | after | until | before | unless) ..10 (released | disbursed | transferred | remitted | advanced) ..4 (grant | funds | funding | budget | money | monies | sum)",
        ),
        // "payable from monies that Client receives from the End User".
        (
            "condition",
            "(pay | paid | payable) ..2 (from | out of) ..3 (monies | funds | sums | money | amounts | proceeds) ..8 (receives | received | collects | collected | recovers) ..4 (from | by)",
        ),
        // "only when the sponsor has settled Client's own invoice".
        (
            "condition",
            "(pay | paid | payable | due | payment | payments | remit | arises) ..20 (only | solely | until | unless | once | when | before) ..12 (has | have) (settled | paid | funded | honoured) ..3 {customer}",
        ),
        // "Should Client not be paid by the owner, Agency shall have no claim".
        (
            "no-duty",
            "(not | never | fails to) ..4 (paid | receive | recover | collect) ..20 {vendor} ({shall} | has) ..4 no ..2 (claim | right | entitlement) ..8 (fee | fees | payment | sum | part | price | charges | amount)",
        ),
        // "becomes due when the bank has paid Client in full", "hangs on the sponsor's settling Client's invoice".
        (
            "condition",
            "(pay | pays | paid | payable | payment | payments | due | owed | released | transferred) ..12 (when | once | after | as soon as | only if | provided | provided that | until | before | unless) ..10 (has | have) (paid | settled | remitted | funded) ..2 {customer}",
        ),
        (
            "condition",
            "(fee | fees | payment | price | remuneration | share | invoice*) ..8 (conditional upon | conditional on | contingent on | contingent upon | depends on | depends upon | subject to | hangs on | hinges on) ..8 (paying | settling | settlement | having paid | payment by | payment from | payment of) ..4 {customer}",
        ),
        // "once Client has been put in funds by the advertiser".
        (
            "condition",
            "(pay | paid | payable | due | payment | payments | remit) ..30 (only | solely | provided | subject to | if | when | once | after | upon | until) ..6 in ..1 funds ..6 by",
        ),
        // "only out of sums collected from the End Customer".
        (
            "condition",
            "(pay | paid | payable | due | payment | payments | remit | look) ..20 (only | solely) ..4 (out of | from | to) ..10 (received | receives | collected | recovered | obtains | obtained | paid) ..6 (from | by)",
        ),
        (
            "event",
            "(pay | paid | payable | due | payment | remit | made) ..25 {duration} ..3 (receipt | receiving | receives | received | collection | being paid | after | of | from) ..10 (payment | payments | funds | monies | receivables | money | amounts | paid) ..5 (from | by)",
        ),
        (
            "event",
            "(pay | paid | payable | due | remit) ..25 {duration} ..14 (premiums | revenues | proceeds | receipts | receivables | funds | monies) \
             ..4 (received | collected) ..5 by",
        ),
        // "within five days after cleared funds have come in from the Sponsor"
        (
            "event",
            "(pay | pays | paid | pass | passes | passed | forward | forwards | remit | account | accounts | payable | due | release | released) ..25 {duration} ..3 (after | of | from | following) ..4 \
             (funds | money | monies | payment | payments) ..12 (come in | came in | come | arrived | received | reached | cleared) ..8 (from | by)",
        ),
        // "within five days of our client's paying us"
        (
            "event",
            "(pay | pays | paid | pass | passes | forward | forwards | payable | due | release | released | transfer) ..25 {duration} ..3 (after | of | from | following) ..8 (paying | settling | having paid | pays | has paid) ..2 {customer}",
        ),
        // "within a week of the network's money reaching our account"
        (
            "event",
            "(pay | pays | paid | pass | passes | passed | forward | forwards | payable | due | release | released) ..25 {duration} ..3 (after | of | from | following) ..4 \
             (funds | money | monies | payment | payments) ..2 (reaching | arriving | landing | clearing | coming) ..4 (account | bank | us | {customer})",
        ),
        // "arises solely from moneys that Client has obtained from the owner".
        (
            "condition",
            "(right | claim | claims | entitled | entitlement | recourse | arises) ..20 (only | solely | limited to | restricted to) ..10 (monies | funds | sums | money | amounts | proceeds) ..8 (obtained | obtains | received | receives | recovered | collected) ..4 (from | by)",
        ),
        // "entitled to its fee only when Client has itself been remunerated by the owner".
        (
            "condition",
            "(entitled | payable | due | paid) ..16 (only | solely) ..4 (when | once | if | after) ..10 (remunerated | reimbursed | paid) ..2 by",
        ),
        (
            "no-duty",
            "(obligation | duty) ..3 pay ..12 (suspended | deferred | stayed) ..6 (while | until | as long as) ..10 (not ..4 paid | received)",
        ),
        // "as soon as they have paid us for an episode, we pass your share on to you".
        (
            "condition",
            "(when | once | after | if | as soon as) ..4 (has | have) (paid | settled) ..3 {customer} ..14 (pay | pays | pass | passes | forward | forwards | transfer | transfers)",
        ),
        (
            "precedent",
            "(receipt | payment | collection) ..20 is a (condition | precondition | prerequisite) (to | of | for) ..8 (entitle* | right | pay | payment | obligation | duty)",
        ),
        (
            "precedent",
            "(receipt | payment | collection) ..20 (condition precedent | conditions precedent) ..20 (pay | payment | obligation | duty)",
        ),
        (
            "precedent",
            "(condition precedent | conditional on | conditional upon | contingent on | contingent upon | conditioned on | conditioned upon) ..6 (receipt | receiving | payment by | payment from | being paid | first being paid | first receiving | collection | collecting | recovery)",
        ),
        (
            "label",
            "(payment | payments | pay) ..8 back to back ..16 (payment | payments | paid) | (paid when paid | pay when paid | paid if paid | pay if paid | if and when paid | paid as and when)",
        ),
    ])
});

pub fn read(contract: &Contract) -> Vec<Contingent> {
    let found = contract.find(&CUES);
    let mut all: Vec<Contingent> = Vec::new();
    let order = ["no-duty", "precedent", "event", "condition", "label"];
    for name in order {
        for one in found.named(name) {
            let known = all.iter().any(|known| known.sentence == one.sentence);
            if !known && let Some(term) = contingent(contract, name, one) {
                all.push(term);
            }
        }
    }
    all.sort_by_key(|term| term.sentence);
    all
}

fn contingent(contract: &Contract, name: &str, one: &Match) -> Option<Contingent> {
    let sentence = contract.outline.sentence(one.sentence);
    if sentence.kind != SentenceKind::Body {
        return None;
    }
    let stretch = scope::stretch(contract, sentence, one.tokens.start);
    let place = Place { contract, stretch: stretch.clone(), one };
    let shape = match name {
        "no-duty" => Shape::NoDuty,
        "precedent" => Shape::Precedent,
        "event" => Shape::Event,
        "label" => Shape::Label,
        _ => Shape::Condition,
    };
    let payer = place.payer(shape);
    if place.is_denied()
        || shape != Shape::Label && !place.is_elsewhere() && !(shape == Shape::Event && place.is_collected_by(payer))
    {
        return None;
    }
    Some(Contingent {
        payer,
        tie: place.tie(shape),
        shape,
        event: place.event(shape),
        denial: place.denial(shape),
        until: place.until(shape),
        tail: place.tail(),
        long_stop: place.long_stop(),
        sentence: sentence.id,
        clause: sentence.clause,
        span: scope::span(contract, stretch),
    })
}

struct Place<'a> {
    contract: &'a Contract,
    stretch: Range<usize>,
    one: &'a Match,
}

const RECEIVING: [&str; 14] = [
    "obtains",
    "obtained",
    "receipt",
    "received",
    "receives",
    "receiving",
    "collection",
    "collected",
    "collects",
    "payment",
    "paid",
    "being",
    "recovered",
    "receivables",
];

impl Place<'_> {
    fn word(&self, at: usize) -> &str {
        self.contract.document.text.tokens().at(at)
    }

    fn span(&self, tokens: Range<usize>) -> Option<Span> {
        (!tokens.is_empty()).then(|| scope::span(self.contract, tokens))
    }

    /// "whether or not Client has been paid", "regardless of your payment terms": the opposite.
    fn is_denied(&self) -> bool {
        const DENIALS: [&str; 7] =
            ["whether", "regardless", "irrespective", "notwithstanding", "independent", "independently", "even"];
        let first = self.one.tokens.start.saturating_sub(10).max(self.stretch.start);
        let not = (first..self.one.tokens.end).any(|at| {
            self.word(at) == "not"
                && matches!(
                    self.word(at + 1),
                    "conditional"
                        | "contingent"
                        | "dependent"
                        | "conditioned"
                        | "subject"
                        | "a"
                        | "constitute"
                        | "operate"
                )
        });
        not || scope::holds(self.contract, first..self.one.tokens.end, &DENIALS)
    }

    /// The payer: the subject of the duty, or the party that the other payment reaches.
    fn payer(&self, shape: Shape) -> Bound {
        if shape == Shape::Label {
            return subject::after(self.contract, self.stretch.clone(), &["by"])
                .map_or(Bound::Side(Side::Customer), |named| named.bound);
        }
        if shape == Shape::Precedent
            && let Some(owner) = subject::owner(self.contract, self.stretch.clone())
        {
            return owner.bound;
        }
        let verb = (self.one.tokens.start..self.one.tokens.end)
            .find(|at| self.word(*at).starts_with("pay") || matches!(self.word(*at), "remit" | "pass" | "passes"));
        let subject = subject::before(self.contract, self.stretch.start, verb.unwrap_or(self.one.tokens.start));
        let active = verb.is_some_and(|at| matches!(self.word(at), "pay" | "remit" | "pass" | "passes"));
        match subject {
            Some(named) if active || matches!(shape, Shape::NoDuty) => named.bound,
            // "Vendor shall be paid …": the subject is the payee.
            Some(named) if verb.is_some_and(|at| self.word(at) == "paid" && self.word(at - 1) == "be") => {
                named.bound.opposite()
            }
            _ => self.receiver(),
        }
    }

    fn receiver(&self) -> Bound {
        // "shall be paid to Agency": the other one pays.
        let payee = subject::after(self.contract, self.one.tokens.clone(), &["to"]).map(|named| named.bound.opposite());
        if let Some(payer @ Bound::Side(_)) = payee {
            return payer;
        }
        let agent = subject::after(self.contract, self.stretch.clone(), &["by"]).map(|named| named.bound);
        // What stands behind a semicolon or ", and" is another thing that is agreed.
        let last = self.one.tokens.end;
        let ends = |at: &usize| self.word(*at) == ";" || self.word(*at) == "," && self.word(at + 1) == "and";
        let end = (last..self.stretch.end).find(ends).unwrap_or(self.stretch.end);
        let mut mentions = self.contract.facts.parties.within(self.one.tokens.start..end.max(last)).iter();
        let first =
            mentions.find(|mention| !mention.possessive).map(|mention| subject::bound(self.contract, mention.who));
        let known = |bound: &Bound| matches!(bound, Bound::Side(_));
        first.filter(known).or(agent.filter(known)).unwrap_or_else(|| self.usual_payer())
    }

    /// Nobody is named: as with any payment of the kind, else the customer.
    fn usual_payer(&self) -> Bound {
        let sentence = self.contract.outline.sentence(self.one.sentence);
        let start = self.one.tokens.start;
        let duty = Duty { contract: self.contract, sentence, verb: start, length: self.one.tokens.end };
        match duty.usual_payer(&self.stretch) {
            Bound::Unclear => Bound::Side(Side::Customer),
            usual => usual,
        }
    }

    /// The other payment must come from somebody who is not the payee: "until Agency has received
    /// payment from Client" is Client's own duty.
    fn is_elsewhere(&self) -> bool {
        let range = self.one.tokens.start..self.stretch.end;
        let receiving =
            (self.one.tokens.start..self.one.tokens.end).rev().find(|at| RECEIVING.contains(&self.word(*at)));
        let from = receiving.unwrap_or(range.start);
        let near = from..(from + 14).min(range.end);
        // "received by Client from its customer": who gives it decides, not who gets it.
        let source = scope::position(self.contract, near.clone(), &["from"])
            .or_else(|| scope::position(self.contract, near, &["by"]));
        let Some(source) = source else { return self.is_funded_by_another() || self.names_outsider(range) };
        let mentions = self.contract.facts.parties.within(source..(source + 4).min(range.end));
        let own = mentions
            .iter()
            .find(|mention| !mention.possessive)
            .map(|mention| subject::bound(self.contract, mention.who));
        !matches!(own, Some(Bound::Side(_) | Bound::Both))
    }

    /// "within 30 days of the month in which the premiums are received by Client": the payer waits
    /// for money of others.
    fn is_collected_by(&self, payer: Bound) -> bool {
        const MONEY: [&str; 7] = ["premiums", "revenues", "proceeds", "receipts", "receivables", "funds", "monies"];
        let Some(limit) = self.one.capture("duration").map(|duration| duration.tokens.end) else { return false };
        let range = limit..self.one.tokens.end;
        let last = self.one.tokens.end;
        let collector = subject::after(self.contract, range.start..(last + 3).min(self.stretch.end), &["by"]);
        scope::holds(self.contract, range, &MONEY) && collector.is_some_and(|one| one.bound == payer)
    }

    /// "if by then Northlight has put Client in funds": who puts it in funds is no party.
    fn is_funded_by_another(&self) -> bool {
        let words = self.one.tokens.clone();
        let Some(put) = words.clone().rev().find(|at| matches!(self.word(*at), "put" | "puts" | "placed")) else {
            return false;
        };
        let passive = (words.start..put).rev().take(2).any(|at| matches!(self.word(at), "been" | "is"));
        let before = put.saturating_sub(4).max(words.start)..put;
        let own = self.contract.facts.parties.within(before).iter().any(|mention| !mention.possessive);
        !passive && !own && scope::holds(self.contract, put..words.end, &["funds"])
    }

    fn names_outsider(&self, range: Range<usize>) -> bool {
        const OUTSIDERS: [&str; 27] = [
            "funding",
            "grant",
            "authority",
            "sponsors",
            "owner",
            "advertiser",
            "principal",
            "insurer",
            "sponsor",
            "government",
            "funder",
            "employer",
            "third",
            "end",
            "prime",
            "head",
            "main",
            "own",
            "its",
            "retailer",
            "broadcaster",
            "distributor",
            "landlord",
            "network",
            "lender",
            "bank",
            "donor",
        ];
        scope::holds(self.contract, range, &OUTSIDERS)
    }

    fn tie(&self, shape: Shape) -> Tie {
        let conditional = scope::holds(
            self.contract,
            self.stretch.clone(),
            &["if", "only", "unless", "precedent", "conditional", "contingent", "conditioned", "until", "solely"],
        );
        match shape {
            Shape::NoDuty | Shape::Precedent => Tie::If,
            _ if conditional => Tie::If,
            _ => Tie::When,
        }
    }

    /// "receipt of payment from the Advertiser", behind the length of time.
    fn event(&self, shape: Shape) -> Option<Span> {
        if shape != Shape::Event {
            return None;
        }
        let fact = self.contract.facts.quantities.get(self.one.capture("duration")?.fact?)?;
        let mut start = fact.tokens.end;
        while matches!(self.word(start), "of" | "after" | "from" | "following" | "the" | "its") {
            start += 1;
        }
        self.span(start..self.phrase_end(start))
    }

    /// To the next comma or the end of the sentence.
    fn phrase_end(&self, start: usize) -> usize {
        (start..self.stretch.end).find(|at| matches!(self.word(*at), "," | "." | ";")).unwrap_or(self.stretch.end)
    }

    fn denial(&self, shape: Shape) -> Option<Span> {
        match shape {
            // "shall have no obligation to pay": from the modal to the verb.
            Shape::NoDuty => {
                let pay = (self.one.tokens.start..self.one.tokens.end)
                    .find(|at| matches!(self.word(*at), "pay" | "discharge" | "settle"))?;
                let start = (self.stretch.start..pay)
                    .rev()
                    .find(|at| matches!(self.word(*at), "shall" | "will" | "has" | "is" | "have" | "are"))?;
                let modal = start > self.stretch.start && matches!(self.word(start - 1), "shall" | "will");
                self.span(start - usize::from(modal)..pay + 1)
            }
            Shape::Precedent => {
                let at = (self.stretch.clone()).find(|at| {
                    matches!(self.word(*at), "is" | "shall" | "are")
                        && scope::holds(
                            self.contract,
                            *at..at + 5,
                            &["condition", "conditions", "conditional", "contingent", "conditioned"],
                        )
                })?;
                let last = if self.word(at + 1) == "be" { at + 2 } else { at + 1 };
                self.span(at..last)
            }
            _ => None,
        }
    }

    fn until(&self, shape: Shape) -> Option<Span> {
        let words: &[&str] = match shape {
            Shape::NoDuty => &["until", "unless", "before", "except"],
            Shape::Condition => &[
                "only",
                "solely",
                "provided",
                "if",
                "when",
                "once",
                "after",
                "upon",
                "conditional",
                "contingent",
                "conditioned",
                "subject",
                "until",
            ],
            Shape::Label => {
                return self.span(self.one.tokens.clone());
            }
            _ => return None,
        };
        let verb = (self.one.tokens.start..self.one.tokens.end).find(|at| self.word(*at).starts_with("pa"))?;
        let start = scope::position(self.contract, verb..self.one.tokens.end, words)?;
        if shape == Shape::NoDuty {
            return self.span(start..start + 1);
        }
        let start = if self.word(start.saturating_sub(1)) == "but" { start - 1 } else { start };
        self.span(start..self.phrase_end(start))
    }

    /// "In any event …" with a length of time, in this sentence or the next of the clause.
    fn long_stop(&self) -> Option<Span> {
        let own = self.contract.outline.sentence(self.one.sentence);
        std::iter::once(own).chain(scope::following(self.contract, own, 1)).find_map(|sentence| {
            let range = sentence.tokens.clone();
            let all_the_same = range.clone().any(|at| {
                matches!(
                    (self.word(at), self.word(at + 1)),
                    ("any", "event" | "case") | ("no", "later") | ("the", "latest")
                )
            });
            let facts = &self.contract.facts.quantities;
            let first = facts.partition_point(|fact| fact.tokens.start < range.start);
            let mut inside = facts[first..].iter().take_while(|fact| fact.tokens.start < range.end);
            let limit = inside.find(|fact| matches!(fact.value, Value::Duration(_)));
            limit.filter(|_| all_the_same).map(|fact| fact.span)
        })
    }

    /// ", such receipt being a condition precedent to payment".
    fn tail(&self) -> Option<Span> {
        let at = (self.one.tokens.end..self.stretch.end).find(|at| {
            self.word(*at) == "such"
                && scope::holds(self.contract, *at..(at + 8).min(self.stretch.end), &["condition", "conditions"])
        })?;
        let start = if self.word(at - 1) == "," { at - 1 } else { at };
        let end = (at..self.stretch.end).find(|at| self.word(*at) == ".").unwrap_or(self.stretch.end);
        self.span(start..end)
    }
}

impl Contingent {
    pub fn reading(&self) -> Reading {
        let shape = match self.shape {
            Shape::Event => "event",
            Shape::NoDuty => "no-duty",
            Shape::Condition => "condition",
            Shape::Precedent => "precedent",
            Shape::Label => "label",
        };
        let fields = [
            Some(record::bound("payer", self.payer, None)),
            Some(record::word("tie", if self.tie == Tie::If { "if" } else { "when" }, None)),
            Some(record::word("shape", shape, None)),
            Some(record::flag("long-stop", self.long_stop.is_some(), self.long_stop)),
            record::anchor("event", self.event),
            record::anchor("denial", self.denial),
            record::anchor("until", self.until),
            record::anchor("tail", self.tail),
        ];
        Reading {
            term: "pay-when-paid",
            span: Some(self.span),
            clause: Some(self.clause),
            confidence: 0.85,
            fields: fields.into_iter().flatten().collect(),
            evidence: Vec::new(),
        }
    }
}
