//! Who gives a right and who gets it. In: the place in a sentence where a right is named ("exclusive
//! right", "right of first refusal", "perpetual licence"). Out: the party that gives it.

use std::ops::Range;

use super::Bound;
use super::scope;
use super::subject::{self, Named};
use crate::contract::Contract;
use crate::outline::Sentence;

/// Verbs whose subject gives: "Licensor grants", "Company appoints", "Buyer shall use X as its sole supplier".
const GIVES: [&str; 47] = [
    "grant",
    "confer",
    "confers",
    "conferred",
    "grants",
    "granted",
    "granting",
    "appoint",
    "appoints",
    "appointed",
    "appointing",
    "engage",
    "engages",
    "engaged",
    "engaging",
    "designate",
    "designates",
    "designated",
    "authorize",
    "authorizes",
    "authorized",
    "authorise",
    "authorises",
    "authorised",
    "licenses",
    "licensed",
    "give",
    "gives",
    "given",
    "award",
    "awards",
    "awarded",
    "selects",
    "selected",
    "names",
    "named",
    "offer",
    "offers",
    "offered",
    "use",
    "uses",
    "recognize",
    "recognizes",
    "conveys",
    "provides",
    "hires",
    "employs",
];
/// Verbs whose subject gets: "Distributor shall have", "Agency accepts".
const GETS: [&str; 15] = [
    "have", "has", "having", "receive", "receives", "accept", "accepts", "acquire", "acquires", "hold", "holds",
    "enjoy", "enjoys", "reserve", "reserves",
];
/// What a party may be: "shall be the exclusive distributor", "acts as".
const IS: [&str; 9] = ["be", "is", "are", "act", "acts", "serve", "serves", "remain", "becomes"];

/// The stretches in which the verb over `at` stands, nearest first: its own part of the sentence,
/// then the lead-in of the list.
pub fn ahead(contract: &Contract, sentence: &Sentence, at: usize) -> Vec<Range<usize>> {
    let own = scope::stretch(contract, sentence, at).start..at;
    std::iter::once(own).chain(scope::lead_in(sentence, at)).collect()
}

/// The party that gives the right named at `at`, and the words that tell it.
pub fn giver(contract: &Contract, sentence: &Sentence, at: usize) -> Option<Named> {
    let ahead = ahead(contract, sentence, at);
    let told = ahead.iter().find_map(|range| range.clone().rev().find_map(|verb| by_verb(contract, range, verb, at)));
    told.or_else(|| behind(contract, sentence, at))
}

fn by_verb(contract: &Contract, range: &Range<usize>, verb: usize, at: usize) -> Option<Named> {
    let tokens = contract.document.text.tokens();
    let word = tokens.at(verb);
    let subject = |gets: bool| {
        let named = subject::before(contract, range.start, verb)?;
        Some(if gets { opposite(named) } else { named })
    };
    if GIVES.contains(&word) && !is_noun(contract, verb) {
        return match passive(contract, range.start, verb) {
            true => {
                subject::after(contract, verb..(verb + 14).min(range.end.max(at)), &["by"]).or_else(|| subject(true))
            }
            false => subject(false),
        };
    }
    let near = at - verb <= 8;
    let retained =
        word.starts_with("retain") && contract.facts.parties.within(verb..verb + 3).iter().any(|one| !one.possessive);
    if retained {
        return subject(passive(contract, range.start, verb));
    }
    let gets = (GETS.contains(&word) && at - verb <= 14)
        || (IS.contains(&word) && near && !scope::holds(contract, verb..at, &["to"]));
    if gets { subject(true) } else { None }
}

/// "the grant of", "such offer", "its use".
fn is_noun(contract: &Contract, verb: usize) -> bool {
    let tokens = contract.document.text.tokens();
    let after_article =
        verb > 0 && matches!(tokens.at(verb - 1), "the" | "such" | "any" | "this" | "of" | "its" | "to");
    let to = verb > 0 && tokens.at(verb - 1) == "to";
    (after_article && !to) || matches!(tokens.at(verb + 1), "of")
}

fn passive(contract: &Contract, from: usize, verb: usize) -> bool {
    let tokens = contract.document.text.tokens();
    let formed = tokens.at(verb).ends_with("ed") || matches!(tokens.at(verb), "given");
    formed
        && (verb.saturating_sub(3).max(from)..verb)
            .any(|at| matches!(tokens.at(at), "is" | "are" | "be" | "been" | "was" | "being"))
}

/// "the exclusive appointment of Agency by Insurer".
fn behind(contract: &Contract, sentence: &Sentence, at: usize) -> Option<Named> {
    let end = scope::stretch(contract, sentence, at).end.min(at + 12);
    let noun = scope::holds(
        contract,
        at..(at + 4).min(end),
        &["appointment", "engagement", "grant", "right", "license", "licence"],
    );
    if noun { subject::after(contract, at..end, &["by"]) } else { None }
}

/// The other side of the deal, with the same words as evidence.
pub fn opposite(named: Named) -> Named {
    Named {
        bound: match named.bound {
            Bound::Side(_) => named.bound.opposite(),
            other => other,
        },
        ..named
    }
}
