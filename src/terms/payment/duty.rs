//! The duty to pay that a payment word stands for. In: the word's place. Out: is it a duty at all, or
//! a condition, a refusal, another act's deadline?

use std::ops::Range;

use crate::contract::Contract;
use crate::outline::Sentence;
use crate::terms::scope;

/// The first payment word in the range.
pub fn verb(contract: &Contract, mut range: Range<usize>) -> Option<usize> {
    let tokens = contract.document.text.tokens();
    let pays = |word: &str| {
        ["pay", "paid", "remit", "reimburs", "settle", "due", "owing", "compensat"]
            .iter()
            .any(|stem| word.starts_with(stem))
    };
    // "orders due for delivery": goods, not money.
    let goods = |at: usize| {
        tokens.at(at) == "due"
            && tokens.at(at + 1) == "for"
            && matches!(tokens.at(at + 2), "delivery" | "shipment" | "renewal" | "completion" | "expiration")
    };
    range.find(|at| {
        pays(tokens.at(*at))
            && !is_modifier(tokens.at(*at), tokens.at(*at + 1))
            && !goods(*at)
            && !is_prepaid(contract, *at)
    })
}

/// "shipped freight pre-paid": how the goods travel.
pub fn is_prepaid(contract: &Contract, paid: usize) -> bool {
    let tokens = contract.document.text.tokens();
    let mark = usize::from(paid > 1 && tokens.at(paid - 1) == "-");
    tokens.at(paid) == "paid" && paid > mark && tokens.at(paid - 1 - mark) == "pre"
}

/// The payment word that the limit belongs to: the first "pay" with no other verb between the two,
/// else the payment word nearest before the limit, else the last behind it.
pub fn governing_verb(contract: &Contract, range: Range<usize>, limit: usize) -> Option<usize> {
    let tokens = contract.document.text.tokens();
    let ahead: Vec<usize> =
        range.clone().take_while(|at| *at < limit).filter(|at| verb(contract, *at..*at + 1).is_some()).collect();
    let acts = |at: usize| {
        matches!(tokens.at(at), "pay" | "pays" | "remit" | "remits" | "reimburse" | "settle" | "compensate")
    };
    let direct = |at: usize| !(at + 1..limit).any(|next| matches!(tokens.at(next), "shall" | "will" | "must" | "may"));
    let active = ahead.iter().copied().find(|at| acts(*at) && direct(*at));
    active.or(ahead.last().copied()).or_else(|| range.rev().find(|at| verb(contract, *at..*at + 1).is_some()))
}

/// "Upfront Payment. Within 20 days of signing, Client shall pay": the title's noun orders nothing, the
/// verb behind the limit does.
pub fn verb_behind_title(contract: &Contract, noun: usize, limit: usize, end: usize) -> Option<usize> {
    let tokens = contract.document.text.tokens();
    let modal = |at: usize| matches!(tokens.at(at), "shall" | "will" | "must" | "agrees" | "is" | "are" | "be");
    if !matches!(tokens.at(noun), "payment" | "payments") || (noun..limit).any(modal) {
        return None;
    }
    let verb = (limit..end.min(limit + 40)).find(|at| matches!(tokens.at(*at), "pay" | "remit" | "reimburse"))?;
    (verb.saturating_sub(4)..verb).any(modal).then_some(verb)
}

/// "due date", "payment schedule": no verb and no duty.
fn is_modifier(word: &str, next: &str) -> bool {
    matches!(
        (word, next),
        ("due", "date" | "dates" | "diligence" | "to" | "care") | ("payment", "schedule" | "card" | "bond")
    )
}

/// Verbs that pay where their object is money.
pub const TRANSFERS: [&str; 10] =
    ["furnish", "forward", "submit", "tender", "wire", "transfer", "advance", "receive", "receives", "entitled"];

/// A verb of payment in its sentence.
pub struct Duty<'a> {
    pub contract: &'a Contract,
    pub sentence: &'a Sentence,
    pub verb: usize,
    /// Where the length of time begins; the end of the sentence where there is none.
    pub length: usize,
}

const FAILURE: [&str; 13] = [
    "not", "fails", "fail", "failed", "failure", "unpaid", "without", "non", "never", "neglects", "omits", "default",
    "defaults",
];
const CONDITIONS: [&str; 7] = ["if", "unless", "should", "whenever", "event", "provided", "where"];
pub const MODALS: [&str; 12] =
    ["shall", "will", "must", "may", "agrees", "agree", "is", "are", "can", "should", "undertakes", "be"];

impl Duty<'_> {
    pub fn word(&self, at: usize) -> &str {
        self.contract.document.text.tokens().at(at)
    }

    /// Does the verb stand in an if-clause, or is its paying denied?
    pub fn is_condition(&self, stretch: &Range<usize>, length: usize) -> bool {
        let near = |at: usize, reach: usize| at.saturating_sub(reach).max(stretch.start)..at;
        let fails = scope::holds(self.contract, near(self.verb, 6), &FAILURE)
            || length + 3 < self.verb && scope::holds(self.contract, near(length, 14), &FAILURE)
            || length > self.verb && scope::holds(self.contract, self.verb..length.min(self.verb + 5), &FAILURE)
            || scope::holds(self.contract, near(self.verb, 5), &["no", "before", "until", "after"])
                && !scope::holds(self.contract, near(self.verb, 1), &["to", "be", "make"]);
        let relieved = scope::holds(self.contract, near(self.verb, 4), &["obligation", "liable", "duty"])
            && scope::holds(self.contract, near(self.verb, 6), &["no", "not"]);
        // "has the right to either pay": a choice.
        let chosen = |range| scope::holds(self.contract, range, &["right", "option", "elects", "elect"]);
        let lead_in = scope::lead_in(self.sentence, self.verb).filter(|_| self.verb < stretch.start + 4);
        let chosen = chosen(near(self.verb, 5))
            || lead_in.is_some_and(|lead| chosen(lead.end.saturating_sub(7).max(lead.start)..lead.end));
        // "so long as it has paid": looked back upon, not ordered.
        let perfect = scope::holds(self.contract, near(self.verb, 2), &["has", "have", "had", "having"])
            && !scope::holds(self.contract, near(self.verb, 4), &["shall", "must", "will"]);
        let paid = near(self.verb, 8).any(|at| {
            matches!(self.word(at), "has" | "have" | "had")
                && matches!(self.word(at + 1), "paid" | "settled" | "remitted")
        });
        if fails || relieved || chosen || perfect || paid {
            return true;
        }
        // "in any event" is no condition.
        let opens = |at: &usize| {
            CONDITIONS.contains(&self.word(*at)) && !matches!(self.word(at.wrapping_sub(1)), "any" | "either")
        };
        let opening = (stretch.start..self.verb).rev().find(opens);
        let Some(opening) = opening else { return false };
        // A comma and then a modal end the condition: "If …, Client shall pay".
        let ended = (opening..self.verb).any(|at| self.word(at) == "," || self.word(at) == "then");
        let main =
            (opening..self.verb).rev().take_while(|at| self.word(*at) != ",").any(|at| MODALS.contains(&self.word(at)));
        !(ended && (main || !self.is_active()))
    }

    /// "VAT is payable on receipt of a valid VAT invoice": what the state takes, and no price with it.
    pub fn is_of_tax(&self, stretch: &Range<usize>) -> bool {
        const TAXES: [&str; 7] = ["vat", "gst", "tax", "taxes", "duties", "levy", "levies"];
        const PRICES: [&str; 18] = [
            "fee",
            "fees",
            "price",
            "prices",
            "charge",
            "charges",
            "invoiced",
            "amount",
            "amounts",
            "sum",
            "sums",
            "balance",
            "royalties",
            "commission",
            "commissions",
            "invoices",
            "compensation",
            "remuneration",
        ];
        let near = self.verb.saturating_sub(5).max(stretch.start)..(self.verb + 4).min(stretch.end);
        scope::holds(self.contract, near, &TAXES) && !scope::holds(self.contract, stretch.clone(), &PRICES)
    }

    /// Between verb and length another act comes in: "pay the fee and may terminate within 30 days".
    pub fn is_other_deadline(&self, length: &Range<usize>, leading: bool, at_once: bool) -> bool {
        const ACTS: [&str; 36] = [
            "terminate",
            "notify",
            "notice",
            "cure",
            "deliver",
            "provide",
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
            "warranty",
            "insurance",
            "premiums",
            "premium",
            "suspend",
            "discount",
            "furnish",
            "respond",
            "salary",
            "employ",
            "tax",
            "conducted",
            "performed",
            "reconciled",
            "verified",
        ];
        let (first, last) = (self.verb.min(length.start), self.verb.max(length.start));
        let between = first + 1..last;
        // "Payments from Client to Agency shall be made within": the payment's own verb.
        let made = |at: usize| {
            self.is_noun()
                && self.word(at + 1) == "be"
                && matches!(self.word(at + 2), "made" | "due" | "payable" | "paid" | "remitted" | "sent")
        };
        let modal = |at: usize| matches!(self.word(at), "shall" | "may" | "must" | "will") && !leading && !made(at);
        let relative = |at: usize| {
            matches!(self.word(at.saturating_sub(1)), "which" | "that" | "amounts" | "payment" | "payments" | "and")
        };
        // "overdue payments" are what is paid, not what happens meanwhile.
        let owed = |at: usize| at + 1 == last && matches!(self.word(at), "overdue" | "late" | "past");
        // "immediately upon notice from Agency, pay": what sets the time, no other act.
        let sets = |at: usize| at_once && leading && self.word(at) == "notice" && at <= length.start + 2;
        let acts = between
            .clone()
            .any(|at| ACTS.contains(&self.word(at)) && !owed(at) && !sets(at) || modal(at) && !relative(at));
        let outlasts = matches!(
            self.word(length.end),
            "past"
                | "overdue"
                | "late"
                | "prior"
                | "before"
                | "notice"
                | "old"
                | "preceding"
                | "immediately"
                | "period"
        ) || !leading
            && scope::holds(
                self.contract,
                length.end..(length.end + 3).min(self.sentence.tokens.end),
                &["notice", "overdue", "delinquent"],
            );
        let shift = |at: usize| self.word(at) == "unless" || self.word(at) == "except";
        let bare = at_once
            && self.is_noun()
            && !scope::holds(self.contract, between.clone(), &["due", "made", "payable", "paid", "is", "be"]);
        // "keeps records of payments for a period of 24 months": it lasts, it does not end a wait.
        let at = length.start;
        let period = at >= 4
            && self.word(at - 1) == "of"
            && self.word(at - 2) == "period"
            && scope::holds(self.contract, at - 4..at, &["for"]);
        // "monthly for each of the four months following".
        let each = at >= 4 && self.word(at - 1) == "the" && self.word(at - 2) == "of" && self.word(at - 3) == "each";
        // "the 12-month anniversary": a day, not a wait.
        let anniversary = self.word(length.end) == "anniversary";
        let lasts = period || each || anniversary;
        lasts
            || acts
            || outlasts
            || bare
            || leading && self.is_coordinate(length.start)
            || between.clone().any(shift) && between.len() > 12
    }

    /// "must notify it within 30 days, and must pay the rest": the length belongs to the verb before.
    fn is_coordinate(&self, length: usize) -> bool {
        let stretch = scope::stretch(self.contract, self.sentence, self.verb);
        let modal = |at: &usize| matches!(self.word(*at), "shall" | "will" | "must" | "may" | "agrees");
        let own = (length..self.verb).rev().find(modal);
        let joined = own.is_some_and(|at| matches!(self.word(at - 1), "and" | "or" | "but" | "then"));
        joined && (stretch.start..length).any(|at| modal(&at))
    }
}
