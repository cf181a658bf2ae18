//! Saying a reading in this document's own words. In: sides and amounts. Out: phrases for the key
//! terms: "Client", "each party", "45 days".

use super::Bound;
use crate::contract::Contract;
use crate::facts::{Duration, Side, Value, write};

/// The party on this side as the document calls it, with its article: "Acme", "the Client". A party
/// that it calls "you" or "we" is named, since those would be the reader.
pub fn side(contract: &Contract, side: Side) -> String {
    let party = contract.facts.parties.on(side).filter(|party| !is_pronoun(&party.alias) || !is_pronoun(&party.name));
    match party {
        Some(party) if is_pronoun(&party.alias) => party.name.clone(),
        Some(party) => match party.article {
            Some(article) => format!("{article} {}", party.alias),
            None => party.alias.clone(),
        },
        None => match side {
            Side::Vendor => "the vendor".to_owned(),
            Side::Customer => "the customer".to_owned(),
        },
    }
}

/// Whom it binds, inside a sentence: "the Client", "each party", "one party (unclear which)".
pub fn party(contract: &Contract, bound: Bound) -> String {
    match bound {
        Bound::Side(one) => side(contract, one),
        Bound::Both => "each party".to_owned(),
        Bound::Unclear => "one party (unclear which)".to_owned(),
    }
}

/// The same at the start of a sentence.
pub fn subject(contract: &Contract, bound: Bound) -> String {
    capitalised(&party(contract, bound))
}

/// "45 days", "1 year".
pub fn duration(duration: Duration) -> String {
    write(Value::Duration(duration), "")
}

fn is_pronoun(alias: &str) -> bool {
    ["you", "we", "us", "i", "me"].iter().any(|pronoun| alias.eq_ignore_ascii_case(pronoun))
}

/// "45 days'", "1 year's": before a noun such as "notice".
pub fn possessive(length: Duration) -> String {
    let length = duration(length);
    let mark = if length.ends_with('s') { "'" } else { "'s" };
    format!("{length}{mark}")
}

/// With a capital first letter.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
