//! Warranties in lines for a person. In: [`Warranty`]. Out: [`KeyTerm`]s.

use super::{Promise, Quality, Warranty};
use crate::contract::Contract;
use crate::terms::{KeyTerm, key_term, wording};

impl Warranty {
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let mut promised: Vec<KeyTerm> = Vec::new();
        for one in self.promises.iter().filter(|one| one.quality != Quality::Law) {
            let line = KeyTerm::stated("Warranty", value(contract, one), one.span, one.clause);
            if promised.iter().all(|known| known.value != line.value) {
                promised.push(line);
            }
        }
        let mut all = KeyTerm::or_not_stated("Warranty", promised);
        let periods = self
            .periods
            .iter()
            .map(|one| KeyTerm::stated("Warranty period", wording::duration(one.period), one.span, one.clause));
        let mut periods = key_term::settle(periods.collect());
        // Different things may be warranted for different times.
        periods.iter_mut().for_each(|line| line.contradicted = false);
        all.extend(KeyTerm::or_not_stated("Warranty period", periods));
        let disclaimed = self.disclaimers.iter().map(|one| {
            let left = if one.whole { "gives no warranty" } else { "gives no other warranty" };
            KeyTerm::stated(
                "Disclaimer",
                format!("{} {left}", wording::subject(contract, one.by)),
                one.span,
                one.clause,
            )
        });
        let mut disclaimed = key_term::settle(disclaimed.collect());
        disclaimed.iter_mut().for_each(|line| line.contradicted = false);
        all.extend(KeyTerm::or_not_stated("Disclaimer", disclaimed));
        all
    }
}

fn value(contract: &Contract, one: &Promise) -> String {
    let what = match one.quality {
        Quality::NonInfringement => "infringes nobody's rights",
        Quality::Perfection => "is free of faults",
        Quality::Fitness => "is fit for the purpose",
        Quality::Conformity => "conforms to what was agreed",
        Quality::Care => "is done with care",
        Quality::Law => "complies with the law",
        Quality::Title => "is its own to give",
    };
    let limit = if one.is_absolute() { ", without limit" } else { "" };
    format!("{} promises that its part {what}{limit}", wording::subject(contract, one.by))
}
