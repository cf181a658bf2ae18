//! Sentences and entries that give a party its term away from its name: "Acme is referred to herein as
//! "Customer" and Bolt as "Hauler"", "referred to below as "A" and "B" respectively", "Short form name:
//! OHL". In: the words and the drafts. Out: the drafts, with those terms.

use std::ops::Range;

use super::alias::{Alias, AliasKind, Draft};
use super::words::Words;
use super::{bracket, name};

/// Terms are given in the first so many words.
const REACH: usize = 1500;
/// A name or a term stands so near to the word that ties the two.
const NEAR: usize = 14;

pub(super) fn add(words: &Words, drafts: &mut Vec<Draft>) {
    let mut told_of = 0;
    for at in 0..words.len().min(REACH) {
        match words.word(at) {
            "referred" if is_told_of(words, at) => {
                in_order(words, drafts, at, told_of);
                told_of += 1;
            }
            "referred" if is_of_several(words, at) => together(words, drafts, at),
            "referred" => referred(words, drafts, at),
            "respectively" => respectively(words, drafts, at),
            "short" if words.starts_line(at) => short_form(words, drafts, at),
            _ => {}
        }
    }
}

/// "the party who will be providing the services shall be referred to as"
fn is_told_of(words: &Words, at: usize) -> bool {
    let who = |at: usize| words.word(at) == "party" && matches!(words.word(at + 1), "who" | "which" | "that");
    at > 1 && words.word(at - 1) == "be" && (at.saturating_sub(NEAR)..at).any(who)
}

/// "Bolt and Cord will collectively be referred to as"
fn is_of_several(words: &Words, at: usize) -> bool {
    let several = |at: usize| matches!(words.word(at), "collectively" | "together" | "jointly");
    (at.saturating_sub(4)..at).any(several) && words.word(at - 1) != "individually"
}

/// "Bolt and Cord will collectively be referred to as “Servicers”": some of the parties are one side.
fn together(words: &Words, drafts: &mut Vec<Draft>, at: usize) {
    let Some((term, _)) = quoted(words, at + 1) else { return };
    let start = (at.saturating_sub(2 * NEAR)..at).rev().find(|&at| words.starts_sentence(at)).unwrap_or(at);
    let stands = |draft: &Draft| {
        let named = |alias: &Alias| {
            let length = alias.words.len();
            (start..at).any(|place| (0..length).all(|step| words.id(place + step) == alias.words.get(step).copied()))
        };
        draft.aliases.iter().any(named)
    };
    let found: Vec<usize> = (0..drafts.len()).filter(|&place| stands(&drafts[place])).collect();
    if found.len() < 2 || found.len() == drafts.len() {
        return;
    }
    let (first, others) = (found[0], &found[1..]);
    for &place in others.iter().rev() {
        let other = drafts.remove(place);
        drafts[first].absorb(other);
    }
    give(&mut drafts[first], term);
}

/// Two parties that are told of by what they do are told of in the order of their names.
fn in_order(words: &Words, drafts: &mut [Draft], at: usize, place: usize) {
    let [one, two] = drafts else { return };
    let Some((term, _)) = quoted(words, at + 1) else { return };
    if one.named && two.named {
        give(if place == 0 { one } else { two }, term);
    }
}

/// "Acme Co. is referred to herein as "Customer" and Bolt Inc. as "Hauler""
fn referred(words: &Words, drafts: &mut [Draft], at: usize) {
    let Some(verb) = at.checked_sub(1).filter(|&verb| words.word(verb) == "is") else { return };
    let subject =
        (verb.saturating_sub(NEAR)..verb).filter_map(|start| name::at(words, start)).find(|found| found.end == verb);
    let Some((term, after)) = quoted(words, at + 1) else { return };
    let Some(draft) = subject.and_then(|subject| known(words, drafts, subject)) else { return };
    give(draft, term);
    let Some(next) = name::at(words, after + 1).filter(|_| words.word(after) == "and") else { return };
    let Some((term, _)) = quoted(words, next.end).filter(|_| words.word(next.end) == "as") else { return };
    if let Some(draft) = known(words, drafts, next) {
        give(draft, term);
    }
}

/// "They are referred to below as "Contributor" and "Alpenrose" respectively."
fn respectively(words: &Words, drafts: &mut Vec<Draft>, at: usize) {
    let from = at.saturating_sub(2 * NEAR);
    let Some(verb) = (from..at).rev().find(|&at| matches!(words.word(at), "referred" | "called" | "known")) else {
        return;
    };
    let Some((first, after)) = quoted(words, verb + 1) else { return };
    let Some((second, end)) = quoted(words, after + 1).filter(|_| words.word(after) == "and") else { return };
    if end + usize::from(words.word(end) == ",") != at {
        return;
    }
    if drafts.len() < 2
        && let Some(pair) = names_before(words, verb)
    {
        *drafts = pair.iter().filter_map(|found| draft_of(words, found.clone())).collect();
    }
    if let [one, two] = &mut drafts[..]
        && one.named
        && two.named
        && !one.has_term()
        && !two.has_term()
    {
        give(one, first);
        give(two, second);
    }
}

/// The name that opens the paragraph, and the company that an "and" joins to it.
fn names_before(words: &Words, verb: usize) -> Option<[Range<usize>; 2]> {
    let start = (0..=verb).rev().find(|&at| words.starts_line(at))?;
    let one = name::at(words, start)?;
    let two = (one.end..verb)
        .filter(|&at| words.word(at) == "and")
        .find_map(|at| name::at(words, at + 1).filter(|found| name::is_formal(words, found)))?;
    Some([one, two])
}

/// "Name: Harbour Lands Pty Ltd", and below it "Short form name: HLP".
fn short_form(words: &Words, drafts: &mut Vec<Draft>, at: usize) {
    let is_label = words.word(at + 1) == "form" && words.word(at + 2) == "name" && words.word(at + 3) == ":";
    if !is_label || !words.is_capital(at + 4) {
        return;
    }
    let end = (at + 5..at + 9).find(|&place| words.starts_line(place)).unwrap_or(at + 5);
    let label = (at.saturating_sub(4 * NEAR)..at)
        .rev()
        .find(|&place| words.starts_line(place) && words.word(place) == "name" && words.word(place + 1) == ":");
    let Some(found) = label.and_then(|label| name::at(words, label + 2)) else { return };
    let Some(term) = Alias::at(words, at + 4..end, AliasKind::Term) else { return };
    if let Some(draft) = known(words, drafts, found.clone()) {
        return give(draft, term);
    }
    if drafts.len() < 2
        && let Some(mut draft) = draft_of(words, found)
    {
        give(&mut draft, term);
        drafts.push(draft);
    }
}

fn draft_of(words: &Words, found: Range<usize>) -> Option<Draft> {
    let mut draft = Draft { named: true, evidence: vec![words.span(found.clone())], ..Draft::default() };
    draft.add(Alias::at(words, found, AliasKind::Name)?);
    Some(draft)
}

/// The party that has this name.
fn known<'a>(words: &Words, drafts: &'a mut [Draft], found: Range<usize>) -> Option<&'a mut Draft> {
    let alias = Alias::at(words, found, AliasKind::Name)?;
    drafts.iter_mut().find(|draft| draft.has(&alias.words))
}

/// The next term in quotes, and where it ends.
fn quoted(words: &Words, from: usize) -> Option<(Alias, usize)> {
    let open = (from..from + NEAR).find(|&at| bracket::is_quote(words.word(at)))?;
    let shut = bracket::closing_quote(words, open, words.len())?;
    let inside = open + 1..shut;
    let term = Alias::at(words, inside.clone(), AliasKind::Term).filter(|_| bracket::is_term(words, inside))?;
    Some((term, shut + 1))
}

fn give(draft: &mut Draft, term: Alias) {
    draft.defined = true;
    draft.add(term);
}
