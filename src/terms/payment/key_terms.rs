//! Payment in lines for a person. In: [`Payment`]. Out: [`KeyTerm`]s.

use super::interest::{Per, Stance};
use super::{From, LateInterest, Payment, PaymentTerm, SetOff};
use crate::contract::Contract;
use crate::terms::{KeyTerm, wording};

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
        all
    }

    fn periods(&self, contract: &Contract) -> Vec<KeyTerm> {
        const NAME: &str = "Payment period";
        let mut lines: Vec<KeyTerm> = self.terms.iter().map(|term| self.period(contract, term)).collect();
        lines.extend(self.dated.iter().map(|dated| {
            let value =
                format!("{} pays on {}", wording::subject(contract, dated.payer), contract.quote(dated.date_span));
            KeyTerm::stated(NAME, value, contract.outline.sentence(dated.sentence).span, dated.clause)
        }));
        let mut seen: Vec<Option<String>> = Vec::new();
        lines.retain(|line| {
            !seen.contains(&line.value) && {
                seen.push(line.value.clone());
                true
            }
        });
        KeyTerm::or_not_stated(NAME, lines)
    }

    fn period(&self, contract: &Contract, term: &PaymentTerm) -> KeyTerm {
        let payer = wording::subject(contract, term.payer);
        let value = match (term.days.amount, start(term.from)) {
            (0.0, "") => format!("{payer} pays at once"),
            (0.0, start) => format!("{payer} pays on {start}"),
            (_, "") => format!("{payer} pays within {}", wording::duration(term.days)),
            (_, start) => format!("{payer} pays within {} of {start}", wording::duration(term.days)),
        };
        let rival = |other: &&PaymentTerm| {
            other.payer == term.payer && other.from == term.from && other.days.days() != term.days.days()
        };
        let invoiced = matches!(term.from, From::Receipt | From::InvoiceDate);
        let mut line =
            KeyTerm::stated("Payment period", value, term.span, term.clause).with_confidence(term.confidence);
        line.contradicted = invoiced && self.terms.iter().any(|other| rival(&other));
        line
    }

    fn late_payment(&self) -> Vec<KeyTerm> {
        self.interest.iter().filter_map(interest).collect()
    }
}

/// Nothing for a silence: that is the line that says "not stated".
fn interest(found: &LateInterest) -> Option<KeyTerm> {
    let per = match found.per {
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
        From::Event => "the event that the clause names",
        From::Unstated => "",
    }
}
