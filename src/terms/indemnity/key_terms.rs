//! Indemnities in lines for a person. In: [`Indemnity`]s. Out: [`KeyTerm`]s.

use super::{Capped, Indemnity, Kind, Reach, UseTrigger};
use crate::contract::Contract;
use crate::facts::Side;
use crate::terms::{Bound, KeyTerm, wording};

pub fn key_terms(contract: &Contract, indemnities: &[Indemnity]) -> Vec<KeyTerm> {
    KeyTerm::or_not_stated("Indemnity", indemnities.iter().map(|one| one.key_term(contract)).collect())
}

impl Indemnity {
    fn key_term(&self, contract: &Contract) -> KeyTerm {
        let who = match self.indemnitor {
            Bound::Both => "Each party indemnifies the other".to_owned(),
            Bound::Unclear => "One party (unclear which) indemnifies the other".to_owned(),
            Bound::Side(side) => {
                let [indemnitor, other] = [side, side.other()].map(|side| wording::side(contract, side));
                format!("{} indemnifies {other}", wording::capitalised(&indemnitor))
            }
        };
        let value = [who, self.causes(), self.extent().to_owned(), self.use_by_other(contract)].concat();
        KeyTerm::stated("Indemnity", value, self.span, self.clause)
    }

    fn causes(&self) -> String {
        let mut causes: Vec<&str> = Vec::new();
        for trigger in &self.triggers {
            let phrase = phrase(trigger.kind);
            if !phrase.is_empty() && !causes.contains(&phrase) {
                causes.push(phrase);
            }
        }
        if causes.is_empty() { String::new() } else { format!(" for {}", causes.join(", ")) }
    }

    fn extent(&self) -> &'static str {
        match (self.reach == Reach::ThirdParties, self.capped) {
            (true, Capped::Yes) => "; claims of third parties only, capped",
            (true, _) => "; claims of third parties only",
            (false, Capped::Yes) => "; capped",
            (false, _) => "",
        }
    }

    fn use_by_other(&self, contract: &Contract) -> String {
        let customer = wording::side(contract, Side::Customer);
        match self.use_trigger {
            UseTrigger::Yes => format!("; {customer}'s use alone sets it off"),
            UseTrigger::Excluded => format!("; {customer}'s use or changes are left out"),
            UseTrigger::No => String::new(),
        }
    }
}

fn phrase(kind: Kind) -> &'static str {
    match kind.name() {
        "ip_infringement" => "infringement of intellectual property",
        "breach" => "breach",
        "negligence" => "negligence",
        "wilful" => "wilful misconduct",
        "injury_property" => "injury and damage to property",
        "law" => "breach of law",
        "data" => "data breaches",
        "taxes" => "taxes",
        "use" => "use of what was delivered",
        "products" => "its products",
        "content" => "content and materials",
        "employment" => "its staff",
        "any_arising" => "anything that arises from the agreement",
        _ => "",
    }
}
