//! What is paid and is no price. In: a payment in the words. Out: whether it is a penalty, a refund or what
//! makes a loss good, and so tells nothing of who is the customer.

use super::{Class, REACH, Scale, spoken};

impl Scale<'_> {
    /// "the most that we will ever owe you", "no limit on what you may have to pay", "any refund we owe": no price.
    pub(super) fn is_no_price(&self, start: usize) -> bool {
        let limit = |at: usize| matches!(self.words.word(at), "most" | "maximum" | "limit" | "ceiling" | "cap");
        // "our lawyers' bills, which you'll pay": what is paid stands before.
        let which = start > 0 && matches!(self.words.word(start - 1), "which" | "that");
        let before = start.saturating_sub(if which { 8 } else { 3 });
        (start.saturating_sub(4)..start).any(limit)
            || self.holds(before, start, Class::NoPrice)
            || self.is_for_a_failure(start)
            || spoken::is_spoken(self.words, start) && self.is_blamed(start)
    }

    /// "For each benefit that we do not get, you will pay us £4,000": a penalty, no price.
    fn is_for_a_failure(&self, start: usize) -> bool {
        let from = (start.saturating_sub(REACH)..start)
            .rev()
            .find(|&at| self.class(at) == Class::Stop)
            .map_or(start.saturating_sub(REACH), |at| at + 1);
        let opens = matches!(self.words.word(from), "for" | "if" | "where" | "should")
            || self.words.word(from) == "," && matches!(self.words.word(from + 1), "for" | "if" | "where" | "should");
        let failed = |at: usize| {
            self.class(at) == Class::Not || matches!(self.words.word(at), "fail" | "fails" | "miss" | "misses" | "late")
        };
        opens && (from..start).any(failed)
    }

    /// "if someone makes a claim, we deal with it and you pay": what makes good, and no price.
    fn is_blamed(&self, start: usize) -> bool {
        let opens = |at: usize| self.words.starts_line(at) || matches!(self.words.word(at), "." | ";");
        let from = (start.saturating_sub(REACH * 2)..start).rev().find(|&at| opens(at));
        let before = from.unwrap_or(start.saturating_sub(REACH * 2))..start;
        let word = |wanted: &[&str]| before.clone().any(|at| wanted.contains(&self.words.word(at)));
        word(&["claim", "claims", "fault", "loss", "careless", "settle"])
            || word(&["each", "every"]) && self.holds(before.start, start, Class::Not)
    }

    /// "paid out on earlier claims", "pay back the fee", "pay whatever it costs", "pay even if we were careless".
    /// What is paid back for travel is the customer's cost.
    pub(super) fn is_made_good(&self, verb: usize, limit: usize) -> bool {
        let next = self.words.word(verb + 1);
        let back = |at: usize| matches!(self.words.word(at), "back" | "loss" | "fine" | "harm");
        let cost = |at: usize| matches!(self.words.word(at), "travel" | "expenses" | "materials");
        matches!(next, "out" | "whatever" | "even")
            || (verb + 1..limit.min(verb + 7)).any(back) && !(verb..verb + REACH).any(cost)
    }
}
