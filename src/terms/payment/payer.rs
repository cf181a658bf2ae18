//! Who pays. In: a payment word. Out: the party that is its subject, its agent, or the one who owes
//! the payee; where nobody is named, whose such payments usually are.

use std::ops::Range;

use super::duty::{Duty, MODALS, TRANSFERS};
use crate::facts::Side;
use crate::terms::subject::{self, Named};
use crate::terms::{Bound, scope};

impl Duty<'_> {
    /// The party that pays: the subject of "pay", the agent of "paid", the one who owes the payee.
    pub fn payer(&self, behind: Range<usize>) -> Option<Named> {
        let stretch = scope::stretch(self.contract, self.sentence, self.verb);
        let end = behind.end.min(self.verb + 30).max(self.verb + 1);
        if self.is_active() {
            return self.subject(&stretch);
        }
        // "Supplier grants Customer credit terms of 60 days".
        if self.word(self.verb) == "credit" {
            return None;
        }
        // "Customer's standard payment term of 60 days": whose term it is does not tell who is paid.
        if self.is_noun() && matches!(self.word(self.verb + 1), "term" | "terms" | "period") {
            return None;
        }
        if let Some(debtor) = self.debtor(stretch.start..end) {
            return Some(debtor);
        }
        if self.receives() {
            let source = subject::after(self.contract, self.verb..end, &["from"]);
            return source
                .or_else(|| self.subject(&stretch).map(|payee| Named { bound: payee.bound.opposite(), ..payee }));
        }
        if let Some(make) = self.making(&stretch) {
            return Duty { verb: make, ..*self }.subject(&stretch);
        }
        let agent =
            subject::after(self.contract, self.verb..end, &["by", "from"]).filter(|named| !self.is_choice(named));
        let noun = || {
            self.is_noun().then(|| subject::after(self.contract, stretch.start..self.verb, &["by", "from"])).flatten()
        };
        let payee = || {
            subject::after(
                self.contract,
                self.verb..if self.length > self.verb { end.min(self.length) } else { end },
                &["to"],
            )
            .or_else(|| self.passive_subject(&stretch))
            .or_else(|| {
                // "The Buyer's terms of purchase": who writes the terms is not who is paid.
                let owner = subject::owner(self.contract, stretch.start..self.verb)?;
                let next = owner.tokens.end;
                let next = if matches!(self.word(next), "'s" | "'") { next + 1 } else { next };
                (!matches!(self.word(next), "terms" | "conditions")).then_some(owner)
            })
            .or_else(|| subject::owner(self.contract, self.verb..end))
            .map(|payee| Named { bound: payee.bound.opposite(), ..payee })
            .filter(|payer| payer.bound != Bound::Both)
        };
        agent.or_else(noun).or_else(payee).or_else(|| self.entitled(&stretch))
    }

    /// "to the account nominated by Agency", "in the form requested by Client": who chose, not who pays.
    fn is_choice(&self, named: &Named) -> bool {
        const CHOSEN: [&str; 13] = [
            "nominated",
            "designated",
            "specified",
            "named",
            "indicated",
            "notified",
            "requested",
            "provided",
            "issued",
            "submitted",
            "rendered",
            "appointed",
            "identified",
        ];
        let by = (self.verb..named.tokens.start).rev().find(|at| self.word(*at) == "by");
        by.is_some_and(|by| CHOSEN.contains(&self.word(by - 1)))
    }

    /// "Agency shall be entitled to a fee payable as follows: (i) $40,000 payable on signing": the other pays.
    fn entitled(&self, stretch: &Range<usize>) -> Option<Named> {
        let lead_in = scope::lead_in(self.sentence, self.verb);
        let ranges = lead_in.into_iter().chain(std::iter::once(stretch.start..self.verb));
        ranges.into_iter().find_map(|range| {
            let gets = scope::position(self.contract, range.clone(), &["entitled", "receive", "earn"])?;
            let payee = subject::before(self.contract, range.start, gets)?;
            matches!(payee.bound, Bound::Side(_)).then(|| Named { bound: payee.bound.opposite(), ..payee })
        })
    }

    /// "after Client's receipt of the invoice", "Client's period for payment": what is the payer's own.
    fn debtor(&self, range: Range<usize>) -> Option<Named> {
        const OWN: [&str; 6] = ["receipt", "approval", "acceptance", "period", "obligation", "credit"];
        let owner = subject::owner(self.contract, range)?;
        let end = owner.tokens.end;
        let next = if matches!(self.word(end), "'s" | "'") { end + 1 } else { end };
        // "Client's next payment run"
        let run = (next..next + 4).any(|at| {
            self.word(at) == "payment"
                && matches!(self.word(at + 1), "run" | "runs" | "date" | "day" | "cycle" | "system")
        });
        (run || OWN.contains(&self.word(next))).then_some(owner)
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

    pub fn is_active(&self) -> bool {
        let pays = matches!(
            self.word(self.verb),
            "pay"
                | "pays"
                | "remit"
                | "remits"
                | "reimburse"
                | "settle"
                | "settles"
                | "compensate"
                | "issue"
                | "issues"
        );
        let transfers = TRANSFERS.contains(&self.word(self.verb)) && !self.receives();
        (pays || transfers) && self.word(self.verb.saturating_sub(1)) != "be"
    }

    pub fn is_noun(&self) -> bool {
        matches!(self.word(self.verb), "payment" | "payments")
    }

    /// "Agency shall receive": the payee stands first.
    fn receives(&self) -> bool {
        matches!(self.word(self.verb), "receive" | "receives" | "entitled")
    }

    /// "shall make any overdue payments": the verb that the payment is the object of.
    fn making(&self, stretch: &Range<usize>) -> Option<usize> {
        if !self.is_noun() {
            return None;
        }
        let first = self.verb.saturating_sub(5).max(stretch.start);
        (first..self.verb).rev().find(|at| matches!(self.word(*at), "make" | "makes"))
    }

    /// "Maker shall pay Agent a bonus. The bonus is payable within 30 days": the sentences before it in its clause
    /// tell who pays whom.
    pub fn told_before(&self) -> Option<Bound> {
        const SENTENCES: usize = 6;
        let outline = &self.contract.outline;
        let whole = outline.clause(self.sentence.clause).parent.unwrap_or(self.sentence.clause);
        let last = self.sentence.id.0;
        let before = outline.sentences.get(last.saturating_sub(SENTENCES)..last)?;
        let mut near = before.iter().rev().take_while(|one| scope::is_part(self.contract, one.clause, whole));
        near.find_map(|one| {
            let pays = |at: &usize| matches!(self.word(*at), "pay" | "pays");
            let verb = one.tokens.clone().find(pays)?;
            let parties = &self.contract.facts.parties;
            let payee = parties.at(verb + 1).or_else(|| parties.at(verb + 2))?;
            let payer = subject::before(self.contract, one.tokens.start, verb)?.bound;
            let other = subject::bound(self.contract, payee.who) == payer.opposite();
            (matches!(payer, Bound::Side(_)) && other).then_some(payer)
        })
    }

    /// A reseller or distributor earns commission from its supplier.
    fn customer_resells(&self) -> bool {
        const RESELLERS: [&str; 6] = ["resell", "distribut", "dealer", "referr", "affiliate", "represent"];
        let customer = self.contract.facts.parties.on(Side::Customer);
        customer.is_some_and(|party| {
            party.aliases.iter().any(|alias| RESELLERS.iter().any(|stem| alias.to_lowercase().starts_with(stem)))
        })
    }

    /// Nobody is named: invoices and fees are the customer's to pay, refunds and credits the vendor's.
    pub fn usual_payer(&self, stretch: &Range<usize>) -> Bound {
        let sells_on =
            scope::begins(self.contract, stretch.clone(), &["commission", "referral"]) && self.customer_resells();
        let gives = scope::begins(self.contract, stretch.clone(), &["refund", "rebate", "credit"]);
        if sells_on || gives && self.word(self.verb) != "credit" {
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
            "deposit",
            "retainer",
            "instal",
            "remainder",
            "due",
            "payable",
        ];
        if scope::begins(self.contract, stretch.clone(), &stems) { Bound::Side(Side::Customer) } else { Bound::Unclear }
    }
}
