//! Payment in lines for a person. In: [`Payment`]. Out: [`KeyTerm`]s.

use super::advance::Kind;
use super::interest::{Per, Stance};
use super::{Advance, Expenses, From, LateInterest, Payment, PaymentTerm, PriceChange, SetOff};
use crate::contract::Contract;
use crate::terms::{Bound, KeyTerm, wording};

impl Payment {
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let mut all = self.periods(contract);
        all.extend(KeyTerm::or_not_stated("Late payment", self.late_payment()));
        let held_back = self.set_off.iter().map(|right| set_off(contract, right)).collect();
        all.extend(KeyTerm::or_not_stated("Set-off", held_back));
        all.extend(self.contingent.iter().map(|tie| {
            let payer = wording::subject(contract, tie.payer);
            let span = contract.outline.sentence(tie.sentence).span;
            KeyTerm::stated("Pay when paid", format!("{payer} pays once it is paid itself"), span, tie.clause)
        }));
        let ahead = self.advances.iter().map(|one| advance(contract, one)).collect();
        all.extend(KeyTerm::or_not_stated("Payment in advance", each_once(ahead)));
        let changes = self.price_changes.iter().map(|one| price_change(contract, one)).collect();
        all.extend(KeyTerm::or_not_stated("Price changes", each_once(changes)));
        let expenses =
            self.expenses.iter().filter(|one| one.is_plain()).take(1).map(|one| expenses(contract, one)).collect();
        all.extend(KeyTerm::or_not_stated("Expenses", expenses));
        all
    }

    fn periods(&self, contract: &Contract) -> Vec<KeyTerm> {
        const NAME: &str = "Payment period";
        let stated = self.stated();
        let mut lines: Vec<KeyTerm> = self.terms.iter().map(|term| period(contract, term, &stated)).collect();
        lines.extend(self.dated.iter().map(|dated| {
            let value =
                format!("{} pays {}", wording::subject(contract, dated.payer), when(contract.quote(dated.date_span)));
            KeyTerm::stated(NAME, value, contract.outline.sentence(dated.sentence).span, dated.clause)
        }));
        if !lines.iter().any(|line| line.name == NAME) {
            lines.push(KeyTerm::not_stated(NAME));
        }
        each_once(lines)
    }

    /// Each time for paying what was earned once, with who pays and from when it counts.
    fn stated(&self) -> Vec<Stated> {
        let mut stated: Vec<Stated> = Vec::new();
        for term in self.terms.iter().filter(|term| !term.reimburses) {
            let one = (term.payer, term.from, term.days.days());
            if stated.len() < MOST_STATED && !stated.contains(&one) {
                stated.push(one);
            }
        }
        stated
    }

    fn late_payment(&self) -> Vec<KeyTerm> {
        self.interest.iter().filter_map(interest).collect()
    }
}

type Stated = (Bound, From, f64);

/// So many different ones contradict each other anyway.
const MOST_STATED: usize = 40;

fn period(contract: &Contract, term: &PaymentTerm, stated: &[Stated]) -> KeyTerm {
    let payer = wording::subject(contract, term.payer);
    if term.reimburses {
        let value = format!("{payer} reimburses them within {}", wording::duration(term.days));
        return KeyTerm::stated("Expenses", value, term.span, term.clause).with_confidence(term.confidence);
    }
    let value = match (term.days.amount, start(term.from)) {
        (0.0, "") => format!("{payer} pays at once"),
        (0.0, start) => format!("{payer} pays on {start}"),
        (_, "") => format!("{payer} pays within {}", wording::duration(term.days)),
        (_, start) => format!("{payer} pays within {} of {start}", wording::duration(term.days)),
    };
    let rival = |(payer, from, days): &Stated| *payer == term.payer && *from == term.from && *days != term.days.days();
    let invoiced = matches!(term.from, From::Receipt | From::InvoiceDate);
    let mut line = KeyTerm::stated("Payment period", value, term.span, term.clause).with_confidence(term.confidence);
    line.contradicted = invoiced && stated.iter().any(rival);
    line
}

/// "on 1 July 2027", or, where the number is left out, "within [***] days".
fn when(words: &str) -> String {
    match words.starts_with(|first: char| !first.is_alphanumeric()) {
        true => format!("within {words}"),
        false => format!("on {words}"),
    }
}

/// Nothing for a silence: that is the line that says "not stated".
fn interest(found: &LateInterest) -> Option<KeyTerm> {
    let per = match found.per {
        Some(Per::Day) => " a day",
        Some(Per::Week) => " a week",
        Some(Per::Month) => " a month",
        Some(Per::Year) => " a year",
        None => "",
    };
    let value = match (found.stance, found.percent) {
        (Stance::Granted, Some((percent, _))) => format!("interest of {percent}%{per}"),
        (Stance::Granted, None) => "interest or a charge, without a rate".to_owned(),
        (Stance::Excluded, _) => "no interest".to_owned(),
        (Stance::Silent, _) => return None,
    };
    Some(KeyTerm::stated("Late payment", value, found.span?, found.clause?))
}

fn set_off(contract: &Contract, right: &SetOff) -> KeyTerm {
    let value = format!("{} may hold money back", wording::subject(contract, right.holder));
    KeyTerm::stated("Set-off", value, right.span, right.clause)
}

fn start(from: From) -> &'static str {
    match from {
        From::Receipt => "receipt of the invoice",
        From::InvoiceDate => "the invoice date",
        From::MonthEnd => "the end of the period",
        From::Acceptance => "acceptance",
        From::Approval => "approval",
        From::Delivery => "delivery",
        From::Start => "the start of the contract",
        From::Event => "the event that the clause names",
        From::Unstated => "",
    }
}

fn each_once(mut lines: Vec<KeyTerm>) -> Vec<KeyTerm> {
    let mut seen: Vec<Option<String>> = Vec::new();
    lines.retain(|line| {
        !seen.contains(&line.value) && {
            seen.push(line.value.clone());
            true
        }
    });
    lines
}

fn advance(contract: &Contract, one: &Advance) -> KeyTerm {
    let payer = wording::subject(contract, one.payer);
    let sum = one.amount.map(|(_, span)| format!(" of {}", contract.quote(span))).unwrap_or_default();
    let value = match one.kind {
        Kind::Deposit => format!("{payer} pays a deposit{sum}"),
        Kind::Signing => format!("{payer} pays{} on signing", sum.replacen(" of", "", 1)),
        Kind::Period => format!("{payer} pays fees in advance of their period"),
    };
    let kept = if one.kept.is_some() { ", not refundable" } else { "" };
    KeyTerm::stated("Payment in advance", format!("{value}{kept}"), one.span, one.clause)
}

fn price_change(contract: &Contract, one: &PriceChange) -> KeyTerm {
    let who = wording::subject(contract, one.by);
    let cap = one.cap.map(|(percent, _)| format!(" by up to {percent}%")).unwrap_or_default();
    let when = if one.at_renewal { " at renewal" } else { "" };
    let notice =
        one.notice.map(|(length, _)| format!(" on {} notice", wording::possessive(length))).unwrap_or_default();
    KeyTerm::stated("Price changes", format!("{who} may change prices{cap}{when}{notice}"), one.span, one.clause)
}

fn expenses(contract: &Contract, one: &Expenses) -> KeyTerm {
    let value = match one.borne_by {
        Bound::Both => "Each party bears its own expenses".to_owned(),
        other => format!("{} bears them", wording::subject(contract, other)),
    };
    KeyTerm::stated("Expenses", value, one.span, one.clause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Document;

    fn lines(text: &str) -> Vec<(&'static str, String, bool)> {
        let contract = Contract::read(Document::from_text(text), &[]);
        let all = Payment::read(&contract).key_terms(&contract).into_iter();
        all.filter_map(|line| Some((line.name, line.value?, line.contradicted))).collect()
    }

    #[test]
    fn a_time_for_expenses_contradicts_no_time_for_invoices() {
        let text = "Client shall pay each invoice of Agency within ninety (90) days after receipt.\n\n\
                    Client shall reimburse the travel expenses of Agency within thirty (30) days after receipt of a \
                    statement with receipts.";
        let lines = lines(text);
        let period = "Client pays within 90 days of receipt of the invoice".to_owned();
        assert!(lines.contains(&("Payment period", period, false)), "{lines:?}");
        assert!(lines.contains(&("Expenses", "Client reimburses them within 30 days".to_owned(), false)), "{lines:?}");
        assert_eq!(lines.iter().filter(|(name, ..)| *name == "Payment period").count(), 1);
    }

    #[test]
    fn two_times_for_invoices_contradict_each_other() {
        let text = "Client shall pay each invoice of Agency within ninety (90) days after receipt.\n\n\
                    Client shall pay invoices of Agency for fees and reimbursable expenses within 45 days after receipt.";
        let lines = lines(text);
        assert_eq!(lines.iter().filter(|(name, _, both)| *name == "Payment period" && *both).count(), 2, "{lines:?}");
    }
}
