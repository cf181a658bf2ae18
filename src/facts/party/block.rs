//! Party blocks on cover pages, in tables and at signatures: "Customer: Acme Inc.", "CLIENT" above a
//! name, and in definitions: “"Client" means Acme Inc.”. In: the words and the drafts. Out: the drafts,
//! with names and role nouns brought together.

use std::ops::Range;

use super::alias::{Alias, AliasKind, Draft};
use super::words::Words;
use super::{bracket, name, noun};

/// So many words are searched for a noun's usual form.
const SEARCHED: usize = 6000;

/// In so many first words an entry names a party, not who signs or is written to.
const OPENING: usize = 300;

/// A role noun at the start of a line with a name beside or below it.
struct Block {
    noun: Range<usize>,
    name: Range<usize>,
}

pub(super) fn add(words: &Words, drafts: &mut Vec<Draft>) {
    for block in find(words) {
        join(words, drafts, &block);
    }
}

fn find(words: &Words) -> Vec<Block> {
    // On a cover page with its lines run together, a noun with a colon is an entry wherever it stands.
    let entry = |at: usize| {
        at < 600 && words.word(at + 1) == ":" && words.is_capital(at) && noun::lean(words.word(at)).is_some()
    };
    let starts = (0..words.len()).filter(|&at| words.starts_line(at) || words.word(at - 1) == "|" || entry(at));
    let mut blocks: Vec<Block> = starts.filter_map(|at| at_line(words, at)).take(64).collect();
    blocks.extend((0..words.len().min(SEARCHED)).filter_map(|at| defined(words, at)).take(8));
    // Entries run together on one line: "Licensor: ACME Licensee BOLT CORPORATION".
    let next: Vec<Block> = blocks.iter().filter_map(|block| run_on(words, block.name.end)).collect();
    blocks.extend(next);
    blocks
}

/// “"Client" means Acme Inc.”: a definition that tells who the party is.
fn defined(words: &Words, open: usize) -> Option<Block> {
    let noun = open + 1;
    let quoted = bracket::is_quote(words.word(open)) && bracket::is_quote(words.word(noun + 1));
    if !quoted || !words.is_capital(noun) {
        return None;
    }
    let from = match (words.word(noun + 2), words.word(noun + 3)) {
        ("shall" | "will", "mean") | ("refers" | "is", "to") => noun + 4,
        ("means" | "is", _) => noun + 3,
        _ => return None,
    };
    let found = name::at(words, from).filter(|found| name::is_formal(words, found))?;
    let known = noun::lean(words.word(noun)).is_some() || is_short_for(words, noun, &found);
    known.then_some(Block { noun: noun..noun + 1, name: found })
}

/// "ATL" of "Aldershaw Turbines Ltd"
fn is_short_for(words: &Words, short: usize, name: &Range<usize>) -> bool {
    let initials = name.clone().filter(|&at| words.is_word(at)).filter_map(|at| words.word(at).chars().next());
    let short = words.word(short);
    short.chars().count() > 1 && initials.collect::<String>().starts_with(short)
}

fn run_on(words: &Words, at: usize) -> Option<Block> {
    let noun = words.is_capital(at) && !words.starts_line(at) && is_side_noun(words, at);
    let from = at + 1 + usize::from(words.word(at + 1) == ":");
    let found = name::at(words, from).filter(|found| noun && found.len() >= 2)?;
    Some(Block { noun: at..at + 1, name: found })
}

fn at_line(words: &Words, start: usize) -> Option<Block> {
    let lead =
        (start..start + 3).take_while(|&at| matches!(words.word(at), "by" | "for" | "the" | "signed" | "*")).count();
    let first = start + lead;
    let last = if noun::is_modifier(words.word(first)) { first + 1 } else { first };
    if !words.is_capital(last) || noun::lean(words.word(last)).is_none() {
        return None;
    }
    let mut at = last + 1;
    if matches!(words.word(at), "name" | "legal") || words.word(at) == "company" && words.word(at + 1) == "name" {
        at += (at..at + 3)
            .take_while(|&place| matches!(words.word(place), "name" | "legal" | "company" | "entity"))
            .count();
    }
    let marked = matches!(words.word(at), ":" | "|");
    let below = words.starts_line(if marked { at + 1 } else { at });
    if !marked && !below {
        return None;
    }
    let from = if marked { at + 1 } else { at };
    let found = name::at(words, from).filter(|found| !words.is_blank(found.start))?;
    // "Seller: Acme Oy    Buyer: Bolt BV": the next entry's noun is no part of the name.
    let next = words.word(found.end) == ":" && found.len() > 1 && is_side_noun(words, found.end - 1);
    let found = found.start..found.end - usize::from(next);
    let found = if marked { with_partner(words, found) } else { found };
    let formal = name::is_formal(words, &found);
    let alone = words.starts_line(found.end)
        || matches!(words.word(found.end), "|" | "" | "(")
        || words.is_capital(found.end) && is_side_noun(words, found.end)
        || marked && is_told_of(words, found.end);
    let plausible = formal || alone && marked && found.len() >= 2 && found.len() <= 6 || words.word(found.start) == "[";
    (plausible && (alone || formal)).then_some(Block { noun: first..last + 1, name: found })
}

/// "Supplier: Fathom and Rule Ltd": one entry names one party.
fn with_partner(words: &Words, found: Range<usize>) -> Range<usize> {
    let joined = words.word(found.end) == "and" && !words.starts_line(found.end) && !name::is_formal(words, &found);
    let rest = name::at(words, found.end + 1)
        .filter(|rest| joined && !words.starts_line(rest.start) && name::is_formal(words, rest));
    rest.map_or(found.clone(), |rest| found.start..rest.end)
}

/// "Photographer: Ann Weaver trading as Weaver Light", "Buyer: Harbour Office, an executive agency".
fn is_told_of(words: &Words, at: usize) -> bool {
    match words.word(at) {
        "trading" => words.word(at + 1) == "as",
        "as" => matches!(words.word(at + 1), "trustee" | "trustees"),
        "," => matches!(words.raw(at + 1), "a" | "an"),
        _ => false,
    }
}

fn is_side_noun(words: &Words, at: usize) -> bool {
    noun::lean(words.word(at)).is_some_and(|lean| lean != 0)
}

/// "SUPPLIER" at a signature is written "Supplier" in the text: the place of that, where there is one.
fn in_running_text(words: &Words, noun: &Range<usize>) -> Range<usize> {
    let quiet = |at: usize| words.id(at) == words.id(noun.start) && words.is_capital(at) && !words.is_caps(at);
    let shout = noun.len() == 1 && words.is_caps(noun.start);
    let found = (0..words.len()).take(SEARCHED).find(|&at| shout && quiet(at));
    found.map_or(noun.clone(), |at| at..at + 1)
}

/// The party known by the noun and the party known by the name are one.
fn join(words: &Words, drafts: &mut Vec<Draft>, block: &Block) {
    let Some(term) = Alias::at(words, in_running_text(words, &block.noun), AliasKind::Term) else { return };
    let Some(name) = Alias::at(words, block.name.clone(), AliasKind::Name) else { return };
    let by_noun = drafts.iter().position(|draft| draft.has(&term.words));
    let by_name =
        drafts.iter().position(|draft| draft.aliases.iter().any(|alias| is_same_name(&alias.words, &name.words)));
    let evidence = words.span(block.noun.start..block.name.end);
    match (by_noun, by_name) {
        (Some(noun), Some(named)) if noun != named => merge(drafts, noun, named),
        (Some(_), Some(_)) => {}
        // A name beside a noun that already has another name: a form's other line.
        (Some(noun), None) => {
            if let Some(draft) = drafts.get_mut(noun).filter(|draft| !draft.named) {
                draft.named = true;
                draft.evidence.push(evidence);
                draft.aliases.insert(0, name);
            }
        }
        (None, Some(named)) => {
            // Its own word in the name ("BANK: First Bank") or a second noun says nothing new; beside a short name
            // ("Licensor: Pinwheel LLC (“PRP”)") it tells the side.
            let entry = block.noun.start < OPENING
                && is_side_noun(words, block.noun.start)
                && words.word(block.noun.end) == ":"
                && words.starts_line(block.noun.start);
            let untold = |draft: &&mut Draft| !draft.has_term() || entry && !has_role_noun(draft);
            if let Some(draft) = drafts.get_mut(named).filter(untold) {
                draft.evidence.push(evidence);
                draft.add(term);
            }
        }
        (None, None) if drafts.len() < 2 => {
            let mut draft = Draft { evidence: vec![evidence], named: true, ..Draft::default() };
            draft.add(name);
            draft.add(term);
            drafts.push(draft);
        }
        (None, None) => {}
    }
}

fn has_role_noun(draft: &Draft) -> bool {
    let mut terms = draft.aliases.iter().filter(|alias| alias.kind == AliasKind::Term);
    terms.any(|alias| noun::lean_of(&alias.text).is_some())
}

/// Two parties that the opening keeps apart by name stay apart.
fn merge(drafts: &mut Vec<Draft>, one: usize, two: usize) {
    let (keep, gone) = (one.min(two), one.max(two));
    let both_named = drafts.iter().enumerate().all(|(place, draft)| place != keep && place != gone || draft.named);
    if !both_named {
        let other = drafts.remove(gone);
        drafts[keep].absorb(other);
    }
}

/// Equal, or one is the other cut short.
fn is_same_name(one: &[crate::text::WordId], two: &[crate::text::WordId]) -> bool {
    let shorter = one.len().min(two.len());
    shorter >= 2 && one[..shorter] == two[..shorter] || one == two
}
