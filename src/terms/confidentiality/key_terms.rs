//! Confidentiality in lines for a person. In: [`Confidentiality`]. Out: [`KeyTerm`]s.

use super::Confidentiality;
use crate::contract::Contract;
use crate::terms::{Bound, KeyTerm, key_term, wording};

impl Confidentiality {
    pub fn key_terms(&self, contract: &Contract) -> Vec<KeyTerm> {
        let duties = self.duties.iter().map(|duty| {
            let value = match duty.bound {
                Bound::Both => "Each party keeps the other's information confidential".to_owned(),
                bound => format!("{} keeps information confidential", wording::subject(contract, bound)),
            };
            KeyTerm::stated("Confidentiality", value, duty.span, duty.clause)
        });
        let mut all = KeyTerm::or_not_stated("Confidentiality", key_term::distinct(duties.collect()));
        let lasting = self.period().map(|lasting| {
            let value = match lasting.duration {
                Some((duration, _)) => format!("Lasts {}", wording::duration(duration)),
                None => "Lasts without end".to_owned(),
            };
            KeyTerm::stated("Confidentiality period", value, lasting.words, lasting.clause)
        });
        all.extend(KeyTerm::or_not_stated("Confidentiality period", lasting.into_iter().collect()));
        all
    }
}
