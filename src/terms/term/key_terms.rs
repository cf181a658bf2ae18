//! The term and its end in lines for a person. In: [`Term`]. Out: [`KeyTerm`]s.

use super::ground::Ground;
use super::payoff::What;
use super::renewal::Manner;
use super::{Exit, Initial, Payoff, Renewal, Term};
use crate::contract::Contract;
use crate::facts::Duration;
use crate::terms::key_term::settle;
use crate::terms::{Bound, KeyTerm, wording};

impl Term {
    /// The lines of the key terms sheet.
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let initial = self.initial.iter().map(|term| initial(contract, term)).collect();
        let mut all = settle(KeyTerm::or_not_stated("Initial term", initial));
        let told = |place: &usize| !is_told_elsewhere(&self.renewals, *place);
        let renewals = (0..self.renewals.len()).filter(told).map(|place| renewal(contract, &self.renewals[place]));
        let renewals = renewals.collect();
        all.extend(KeyTerm::or_not_stated("Renewal", once(renewals)));
        let exits = self.convenience().map(|exit| convenience(contract, exit)).collect();
        all.extend(KeyTerm::or_not_stated("Termination for convenience", once(exits)));
        let causes =
            self.exits.iter().filter(|exit| exit.ground == Ground::Breach).map(|exit| breach(contract, exit)).collect();
        all.extend(KeyTerm::or_not_stated("Termination for breach", once(causes)));
        let payoffs = self.payoffs.iter().map(|payoff| early_end(contract, payoff)).collect();
        all.extend(KeyTerm::or_not_stated("Payment on early end", once(payoffs)));
        all
    }
}

/// A renewal that another one says too, with as much or more: "12 months, on 60 days' notice" and "1 year".
fn is_told_elsewhere(all: &[Renewal], place: usize) -> bool {
    let Some(one) = all.get(place) else { return false };
    let months = |renewal: &Renewal| renewal.length.map(|(length, _)| length.months());
    let days = |renewal: &Renewal| renewal.notice.map(|(length, _)| length.days());
    let holds = |less: Option<f64>, more: Option<f64>| less.is_none() || less == more;
    let says = |more: &Renewal, less: &Renewal| {
        more.manner == less.manner
            && holds(months(less), months(more))
            && holds(days(less), days(more))
            && (less.by == more.by
                || less.by == Bound::Unclear
                || less.notice.is_none() && less.manner == Manner::Automatic)
    };
    let others = all.iter().enumerate().filter(|(other, _)| *other != place);
    // Of two that say the same, the first stays.
    others.into_iter().any(|(other, more)| says(more, one) && (other < place || !says(one, more)))
}

/// Each value once.
fn once(mut lines: Vec<KeyTerm>) -> Vec<KeyTerm> {
    let mut seen: Vec<Option<String>> = Vec::new();
    lines.retain(|line| {
        !seen.contains(&line.value) && {
            seen.push(line.value.clone());
            true
        }
    });
    lines
}

fn initial(contract: &Contract, term: &Initial) -> KeyTerm {
    let value = match (term.length_span, term.until) {
        (None, Some(until)) => format!("until {}", contract.quote(until)),
        _ => wording::duration(term.length),
    };
    KeyTerm::stated("Initial term", value, term.span, term.clause)
}

/// "thirty days' notice", by whom it is given told apart.
fn notice(length: Option<Duration>) -> String {
    match length {
        Some(length) if length.amount > 0.0 => format!("{} notice", wording::possessive(length)),
        _ => "notice".to_owned(),
    }
}

fn renewal(contract: &Contract, one: &Renewal) -> KeyTerm {
    let length = one.length.map(|(length, _)| format!(" for {}", wording::duration(length))).unwrap_or_default();
    let value = match one.manner {
        Manner::Automatic => {
            let stop = one.notice.map(|(length, _)| {
                let who = match one.by {
                    Bound::Unclear => "a party".to_owned(),
                    Bound::Both => "either party".to_owned(),
                    Bound::Side(side) => wording::side(contract, side),
                };
                format!(", unless {who} stops it on {}", notice(Some(length)))
            });
            format!("by itself{length}{}", stop.unwrap_or_default())
        }
        Manner::Option => format!("at the option of {}{length}", wording::party(contract, one.by)),
        Manner::Agreed => format!("only if the parties agree{length}"),
    };
    KeyTerm::stated("Renewal", wording::capitalised(&value), one.span, one.clause)
}

fn convenience(contract: &Contract, exit: &Exit) -> KeyTerm {
    let what = if exit.part { "end an order or service" } else { "end the contract" };
    let who = wording::subject(contract, exit.by);
    let how = match exit.at_once {
        Some(_) if exit.notice.is_none() => "at once".to_owned(),
        _ => format!("on {}", notice(exit.notice.map(|(length, _)| length))),
    };
    KeyTerm::stated(
        "Termination for convenience",
        format!("{who} may {what} for convenience {how}"),
        exit.span,
        exit.clause,
    )
}

fn breach(contract: &Contract, exit: &Exit) -> KeyTerm {
    let who = wording::subject(contract, exit.by);
    let value = match exit.cure {
        Some((length, _)) => format!("{who} may end it if a breach is not cured within {}", wording::duration(length)),
        None if exit.is_immediate() => format!("{who} may end it for a breach at once"),
        None => format!("{who} may end it for a breach"),
    };
    KeyTerm::stated("Termination for breach", value, exit.span, exit.clause)
}

fn early_end(contract: &Contract, payoff: &Payoff) -> KeyTerm {
    let who = wording::subject(contract, payoff.payer);
    let value = match payoff.what {
        What::Accrued => format!("{who} pays what was earned before the end"),
        What::Costs => format!("{who} pays costs that cannot be undone"),
        What::Fee => format!("{who} pays a fee for ending early"),
        What::Remaining => format!("{who} pays what would have fallen due later"),
        What::Kept => "A deposit is kept".to_owned(),
    };
    KeyTerm::stated("Payment on early end", value, payoff.span, payoff.clause)
}

#[cfg(test)]
mod tests {
    use crate::contract::Contract;
    use crate::ingest::Document;
    use crate::terms::TermSheet;

    fn renewals(text: &str) -> Vec<String> {
        let contract = Contract::read(Document::from_text(text.to_owned()), &[]);
        let terms = TermSheet::read(&contract).term.key_terms(&contract);
        terms.into_iter().filter(|term| term.name == "Renewal").filter_map(|term| term.value).collect()
    }

    #[test]
    fn a_renewal_that_is_said_twice_is_one_line() {
        let first =
            "This Agreement renews automatically for 12 months unless a party gives 60 days' notice before its end.";
        assert_eq!(renewals(&format!("{first}\n\nThe Agreement renews automatically for 1 year at a time.")).len(), 1);
        assert_eq!(renewals(&format!("{first}\n\nThe Agreement renews automatically for 2 years at a time.")).len(), 2);
    }
}
