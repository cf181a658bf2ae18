//! Letters and loose openings. In: the words. Out: one [`Draft`] for each bracketed term behind a
//! name that looks like a party's, where no list of parties could be read.

use std::ops::Range;

use super::alias::{Alias, Draft};
use super::bracket::{self, Terms};
use super::words::Words;
use super::{name, noun, preamble};

/// Letters and loose openings: "Acme Corp., a Maine corporation (the “Company”), confirms to Bolt &
/// Co. (the “Agent”)". Every bracketed term behind a name that looks like a party's.
pub(super) fn read(words: &Words) -> Vec<Draft> {
    let reach = words.len().min(3000);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut free_from = 0;
    let mut at = 0;
    while at < reach && drafts.len() < 8 {
        if words.word(at) != "(" {
            at += 1;
            continue;
        }
        let Some(after) = bracket::close(words, at) else {
            at += 1;
            continue;
        };
        let terms = bracket::read(words, at + 1..after - 1);
        // "Acme Limited (company number 371) (the “Supplier”)": the first bracket tells nothing of the party.
        let aside = terms.is_empty() && words.word(after) == "(";
        // "a French company (SAS)" neither.
        let bare = terms.aliases.is_empty() && noun::is_legal_form(words.word(at + 1));
        let found = named_before(words, free_from, at, terms);
        let aside = aside || bare && found.is_none();
        drafts.extend(found);
        free_from = if aside { free_from } else { after };
        at = after;
    }
    drafts
}

/// The last name before a bracket, if name and bracket together look like a party.
fn named_before(words: &Words, free_from: usize, open: usize, terms: Terms) -> Option<Draft> {
    if terms.is_empty() {
        return None;
    }
    let from = free_from.max(open.saturating_sub(NEAR));
    let mut found: Option<Range<usize>> = None;
    let mut at = from;
    while at < open {
        match name::at(words, at) {
            // "Acme GmbH, Hamburg": where it sits is not who it is.
            Some(name) if found.as_ref().is_some_and(|known| is_seat(words, known, &name)) => at = name.end,
            Some(name) if name.end <= open => {
                if name::is_formal(words, &name)
                    || name.end == open
                    || name.end + 1 == open && words.word(name.end) == ","
                    || is_described(words, &name)
                    || words.word(name.start) == "["
                    || words.is_blank(name.start)
                {
                    found = Some(name.clone());
                }
                at = name.end;
            }
            _ => at += 1,
        }
    }
    let found = entry(words, from, open).or(found)?;
    let role = terms.aliases.iter().any(|alias| noun::lean_of(&alias.text).is_some() || is_pronoun_term(&alias.text));
    // "the Northern Lakes Bond Fund, (the “Fund”)": the term is the name's last word.
    let beside = found.end == open || found.end + 1 == open && words.word(found.end) == ",";
    let own = beside
        && found.len() > 2
        && terms.aliases.iter().any(|alias| alias.text.eq_ignore_ascii_case(words.word(found.end - 1)));
    // "Maison Verrault, a French company, … (hereafter “Verrault”)": the term is a word of the name.
    let part =
        |alias: &Alias| found.clone().any(|at| words.id(at).as_ref() == alias.words.first() && alias.words.len() == 1);
    let own = own || is_described(words, &found) && terms.aliases.iter().any(part);
    if !(role || own || name::is_formal(words, &found)) {
        return None;
    }
    let mut draft = preamble::draft_of(words, &found);
    preamble::take(words, open..open + 1, terms, &mut draft, &mut []);
    Some(draft)
}

/// So many tokens before its bracket a name may stand.
const NEAR: usize = 60;

/// "The host: Ann Weaver, 7 High Street, Bray (“the Host”)": the name behind the label of its line.
fn entry(words: &Words, from: usize, open: usize) -> Option<Range<usize>> {
    let start = (from..open).rev().find(|&at| words.starts_line(at))?;
    let colon = (start + 1..start + 4).find(|&at| words.word(at) == ":")?;
    noun::lean(words.word(colon - 1))?;
    name::at(words, colon + 1).filter(|found| found.end <= open)
}

/// "Riverbend School, a nonprofit corporation"
fn is_described(words: &Words, name: &Range<usize>) -> bool {
    name.len() > 1 && words.word(name.end) == "," && matches!(words.raw(name.end + 1), "a" | "an")
}

/// "a corporation chartered in Ohio and accredited by the Trade Schools Council": words of the description.
fn is_in_description(words: &Words, name: &Range<usize>) -> bool {
    let before = name.start.saturating_sub(1);
    let before = if words.word(before) == "the" { before.saturating_sub(1) } else { before };
    match words.word(before) {
        "by" | "of" | "in" | "at" | "under" | "from" | "near" => true,
        "," => !name::is_formal(words, name),
        _ => false,
    }
}

/// A name that follows a company's behind a comma, with no "and" between the two; or in the words of its
/// address: "whose registered office is at 9 Priory Wharf, Carlisle CA1 3LJ".
fn is_seat(words: &Words, known: &Range<usize>, name: &Range<usize>) -> bool {
    if is_described(words, known) && is_in_description(words, name) && !is_described(words, name) {
        return true;
    }
    let mut between = known.end..name.start;
    let addressed = between.clone().any(|at| matches!(words.word(at), "office" | "address" | "located" | "residing"))
        && !between.clone().any(|at| matches!(words.word(at), "between" | "among" | ";" | ")"));
    if addressed {
        return name::is_formal(words, known) && !name::is_formal(words, name);
    }
    noun::is_legal_form(words.word(known.end - 1))
        && !name::is_formal(words, name)
        && between.len() <= 12
        && words.word(known.end) == ","
        && !between.any(|at| matches!(words.word(at), "and" | "&" | "with" | "to" | "between" | ";" | "or"))
}

fn is_pronoun_term(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "you" | "we" | "us" | "i" | "our" | "your" | "me")
}
