//! Who acts in a sentence, who must agree, and who owns. In: a match with a modal phrase. Out: the
//! party as a [`Named`], two parties that a conjunction joins as both.

use std::ops::Range;

use super::subject::{self, Named};
use super::{Bound, scope};
use crate::contract::Contract;
use crate::facts::{Mention, Who};
use crate::outline::Sentence;
use crate::pattern::{Capture, Match};
use crate::span::Span;

/// The modal phrase of a match, whichever it is.
pub fn modal(one: &Match) -> Option<&Capture> {
    one.captures.iter().find(|capture| matches!(capture.name, "shall" | "shall-not" | "may"))
}

/// The party that does `verb`: the subject of its modal, or the agent of a passive.
pub fn of(contract: &Contract, one: &Match, verb: usize) -> Option<Named> {
    let sentence = contract.outline.sentence(one.sentence);
    let modal = modal(one).map_or(one.tokens.clone(), |capture| capture.tokens.clone());
    if is_passive(contract, modal.start, verb) {
        return agent(contract, verb..scope::stretch(contract, sentence, verb).end);
    }
    subject(contract, sentence, modal)
}

/// The subject of a modal phrase, in its own stretch or in the lead-in of its list.
pub fn subject(contract: &Contract, sentence: &Sentence, modal: Range<usize>) -> Option<Named> {
    let stretch = scope::stretch(contract, sentence, modal.start);
    let here = joined_before(contract, stretch.start, modal.end);
    here.or_else(|| {
        let lead_in = scope::lead_in(sentence, modal.start)?;
        joined_before(contract, lead_in.start, lead_in.end)
    })
}

/// "Client's auditors may", "Provider's personnel may": whose people they are.
pub fn sender(contract: &Contract, range: Range<usize>) -> Option<Named> {
    const PEOPLE: [&str; 10] = [
        "auditors",
        "auditor",
        "accountants",
        "accountant",
        "staff",
        "representatives",
        "personnel",
        "inspectors",
        "employees",
        "people",
    ];
    let mentions = contract.facts.parties.within(range.clone()).iter().rev();
    let sends = |end: usize| scope::holds(contract, end..(end + 4).min(range.end), &PEOPLE);
    let mention = mentions.into_iter().find(|mention| mention.possessive && sends(mention.tokens.end))?;
    Some(Named { bound: subject::bound(contract, mention.who), tokens: mention.tokens.clone() })
}

/// Does a form of "be" stand right before the verb, adverbs aside?
pub fn is_passive(contract: &Contract, from: usize, verb: usize) -> bool {
    const BE: [&str; 5] = ["be", "is", "are", "been", "being"];
    let tokens = contract.document.text.tokens();
    let free = |at: &usize| {
        let word = tokens.at(*at);
        word.ends_with("ly") || matches!(word, "in" | "any" | "way" | "or" | "," | "so") || word.ends_with("ed")
    };
    let before = (from..verb).rev().find(|at| !free(at));
    before.is_some_and(|at| BE.contains(&tokens.at(at)))
}

/// "by Client", "by either party": not "consent by Client", not "by operation of law".
pub fn agent(contract: &Contract, range: Range<usize>) -> Option<Named> {
    const GIVEN: [&str; 9] =
        ["consent", "approval", "permission", "authorization", "writing", "signed", "instrument", "agreed", "notice"];
    let tokens = contract.document.text.tokens();
    let named = subject::after(contract, range.clone(), &["by"])?;
    let by = (range.start..named.tokens.start).rev().find(|at| tokens.at(*at) == "by")?;
    let given = by > range.start && GIVEN.contains(&tokens.at(by - 1));
    (!given).then(|| joined_after(contract, named, range.end))
}

/// The subject with the one that a conjunction joins to it: "Agency and Client", "Agency nor Client".
fn joined_before(contract: &Contract, from: usize, until: usize) -> Option<Named> {
    let named = general(contract, subject::before(contract, from, until)?);
    let before = contract.facts.parties.within(from..named.tokens.start).iter().next_back();
    match before.filter(|before| are_joined(contract, before.tokens.end, named.tokens.start) && !before.possessive) {
        Some(first) => Some(both(contract, first, named)),
        None => Some(named),
    }
}

fn joined_after(contract: &Contract, named: Named, end: usize) -> Named {
    let named = general(contract, named);
    let next = contract.facts.parties.within(named.tokens.end..end).first();
    match next.filter(|next| are_joined(contract, named.tokens.end, next.tokens.start) && !next.possessive) {
        Some(second) if subject::bound(contract, second.who) == named.bound.opposite() => {
            Named { bound: Bound::Both, tokens: named.tokens.start..second.tokens.end }
        }
        _ => named,
    }
}

fn both(contract: &Contract, first: &Mention, second: Named) -> Named {
    match subject::bound(contract, first.who) == second.bound.opposite() {
        true => Named { bound: Bound::Both, tokens: first.tokens.start..second.tokens.end },
        false => second,
    }
}

fn are_joined(contract: &Contract, from: usize, until: usize) -> bool {
    let tokens = contract.document.text.tokens();
    let joins = |at: usize| matches!(tokens.at(at), "and" | "or" | "nor" | "/" | "&");
    until > from
        && until - from <= 4
        && (from..until).any(joins)
        && (from..until).all(|at| joins(at) || matches!(tokens.at(at), "," | "the" | "each" | "both" | "either"))
}

/// "A party", "the receiving party", "such party": whoever it is, so each of them.
fn general(contract: &Contract, named: Named) -> Named {
    let some = contract.facts.parties.starting_at(named.tokens.start).is_some_and(|one| one.who == Who::Some);
    let other = scope::holds(contract, named.tokens.clone(), &["other", "another"]);
    if some && !other { Named { bound: Bound::Both, ..named } } else { named }
}

/// Somebody's consent, as far as the words tell whose.
#[derive(Clone, Debug, PartialEq)]
pub struct Consent {
    /// The word "consent", "approval", "permission".
    pub token: usize,
    /// Who gives it.
    pub giver: Option<Bound>,
    /// The words that name the one who gives it, no pronoun.
    pub giver_tokens: Option<Range<usize>>,
    /// "not be unreasonably withheld".
    pub reasonable: Option<Span>,
}

const CONSENT: [&str; 14] = [
    "consent",
    "consents",
    "approval",
    "approvals",
    "permission",
    "authorization",
    "authorisation",
    "agreement",
    "approved",
    "authorized",
    "authorised",
    "consented",
    "consenting",
    "approving",
];

/// The consent that a stretch speaks of: "Client's prior written consent", "consent of Client".
pub fn consent(contract: &Contract, range: Range<usize>) -> Option<Consent> {
    let token = range.clone().find(|at| is_consent(contract, *at))?;
    let parties = &contract.facts.parties;
    let near = token.saturating_sub(6).max(range.start)..token;
    let owner = parties.within(near).iter().next_back().filter(|mention| mention.possessive).cloned();
    let end = (token + 12).min(range.end);
    let named = owner.map(|mention| (giver(contract, mention.who), mention.tokens)).or_else(|| {
        let named = subject::after(contract, token..end, &["of", "from", "by"])?;
        let who = parties.starting_at(named.tokens.start).map(|mention| mention.who);
        Some((who.map_or(named.bound, |who| giver(contract, who)), named.tokens))
    });
    let giver_tokens = named.as_ref().map(|(_, tokens)| tokens.clone()).filter(|tokens| !is_pronoun(contract, tokens));
    Some(Consent {
        token,
        giver: named.map(|(giver, _)| giver),
        giver_tokens,
        reasonable: reasonable(contract, token..range.end),
    })
}

fn is_pronoun(contract: &Contract, tokens: &Range<usize>) -> bool {
    const PRONOUNS: [&str; 10] = ["its", "their", "his", "her", "our", "your", "us", "you", "them", "it"];
    PRONOUNS.contains(&contract.document.text.tokens().at(tokens.start))
}

impl Consent {
    /// From the word to the name of the one who gives it: where a qualification goes behind.
    pub fn span(&self, contract: &Contract) -> Span {
        let end = self.giver_tokens.as_ref().map_or(0, |tokens| tokens.end);
        scope::span(contract, self.token..end.max(self.token + 1))
    }
}

/// "the other party": whoever asks, the other one answers, so it binds both.
fn giver(contract: &Contract, who: Who) -> Bound {
    if who == Who::Some { Bound::Both } else { subject::bound(contract, who) }
}

fn is_consent(contract: &Contract, at: usize) -> bool {
    let tokens = contract.document.text.tokens();
    let word = tokens.at(at);
    CONSENT.contains(&word)
        && (word != "agreement" || at > 0 && matches!(tokens.at(at - 1), "written" | "mutual" | "prior" | "express"))
}

fn reasonable(contract: &Contract, range: Range<usize>) -> Option<Span> {
    let at = scope::position(contract, range, &["unreasonably"])?;
    Some(scope::span(contract, at..at + 1))
}

/// What two duties bind together.
pub fn union(all: impl Iterator<Item = Bound>) -> Option<Bound> {
    all.filter(|bound| *bound != Bound::Unclear).reduce(|one, two| if one == two { one } else { Bound::Both })
}

/// The word of the fact sheet for whom something binds; none where the text does not tell.
pub fn word(bound: Option<Bound>) -> &'static str {
    use crate::facts::Side;
    match bound {
        Some(Bound::Side(Side::Vendor)) => "vendor",
        Some(Bound::Side(Side::Customer)) => "customer",
        Some(Bound::Both) => "both",
        Some(Bound::Unclear) | None => "none",
    }
}
