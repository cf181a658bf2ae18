//! What a name takes on in passing, without a bracket: "hereinafter referred to as Cremer", "d/b/a Dana's
//! Diner", a term in bare quotes. In: a place behind a name. Out: the terms, and where they end.

use super::alias::{Alias, AliasKind, Draft};
use super::bracket::{self, Terms};
use super::words::Words;
use super::{name, noun, pronoun};

/// "hereinafter referred to as Cremer", "d/b/a Dana's Diner", or a term in bare quotes.
pub(super) fn at(words: &Words, at: usize, name_end: usize, draft: &Draft) -> Option<(usize, Terms)> {
    let mut terms = Terms::default();
    let word = words.word(at);
    if matches!(word, "hereinafter" | "hereafter" | "herein" | "hereby") {
        let first = (at + 1..at + 8).find(|&place| !bracket::is_lead(words.word(place)) && words.word(place) != ",")?;
        if bracket::is_quote(words.word(first)) {
            return in_quotes(words, first);
        }
        let end = unquoted(words, first, &mut terms);
        // "hereinafter the First Contracting Party or simply CRT"
        let simply = words.word(end) == "or" && matches!(words.word(end + 1), "simply" | "just");
        let end = if simply { unquoted(words, end + 2, &mut terms) } else { end };
        return (!terms.is_empty()).then_some((end, terms));
    }
    // Bare quotes give a term right behind the name or behind "called", "the", "or"; else they quote something.
    if word == "\"" && !pronoun::is_defined(words, at) {
        let (after, terms) = in_quotes(words, at)?;
        let led = at <= name_end + 1
            || at > 0 && (bracket::is_lead(words.word(at - 1)) && words.word(at - 1) != "a")
            // "Acme Limited (NZBN 942), "Acme"": the last words of its line.
            || at > 0 && words.word(at - 1) == "," && words.starts_line(after) && !draft.has_term();
        // "4 Mill Lane, York “Supplier” / “Bolt”": a role noun behind the address, and what else it is called.
        let role = || {
            let is_role = |alias: &Alias| noun::lean_of(&alias.text).is_some_and(|lean| lean != 0);
            !draft.has_term() && terms.aliases.iter().any(|alias| alias.words.len() == 1 && is_role(alias))
        };
        let beside = at > 1 && words.word(at - 1) == "/" && bracket::is_quote(words.word(at - 2));
        return Some((after, if led || beside || role() { terms } else { Terms::default() }));
    }
    // "ACME MARINE PTE. LTD." and below it "...the Yard".
    if word.starts_with(['.', '\u{2026}']) && words.starts_line(at) {
        let the = (at..at + 4).find(|&place| words.word(place) == "the")?;
        let end = unquoted(words, the + 1, &mut terms);
        return (!terms.is_empty() && words.starts_line(end)).then_some((end, terms));
    }
    // "Bosch International, LLC / XLI Technologies, Inc.": one party under two names.
    if word == "/" && at <= name_end + 1 {
        let found = name::at(words, at + 1).filter(|found| name::is_formal(words, found))?;
        terms.aliases.extend(Alias::at(words, found.clone(), AliasKind::Name));
        return Some((found.end, terms));
    }
    let trading = word == "d" && words.word(at + 1) == "/" && words.word(at + 2) == "b"
        || matches!(word, "dba" | "fka" | "aka")
        || word == "t" && words.word(at + 2) == "a"
        // "f/s/o Ann Weaver": a company for the services of the one behind it.
        || word == "f" && words.word(at + 2) == "s" && words.word(at + 4) == "o"
        || word == "fso"
        || word == "doing" && words.word(at + 1) == "business" && words.word(at + 2) == "as"
        || word == "trading" && words.word(at + 1) == "as";
    // "Ann Weaver, director of Weaver Looms": who signs, and the business that is bound.
    let office = matches!(word, "director" | "president" | "owner" | "proprietor" | "founder" | "ceo")
        && words.word(at + 1) == "of"
        && at <= name_end + 3;
    if trading || office {
        let first = (at + 1..at + 6).find(|&place| words.is_capital(place))?;
        let found = name::at(words, first)?;
        terms.aliases.extend(Alias::at(words, found.clone(), AliasKind::Name));
        return Some((found.end, terms));
    }
    None
}

/// A run of capitals as a term; where it ends.
fn unquoted(words: &Words, first: usize, terms: &mut Terms) -> usize {
    let end = (first..first + 5)
        .take_while(|&place| words.is_capital(place) && (place == first || !words.starts_line(place)))
        .count()
        + first;
    terms.aliases.extend(Alias::at(words, first..end, AliasKind::Term).filter(|_| bracket::is_term(words, first..end)));
    end
}

fn in_quotes(words: &Words, open: usize) -> Option<(usize, Terms)> {
    let shut = bracket::closing_quote(words, open, words.len())?;
    let mut terms = Terms::default();
    if bracket::is_term(words, open + 1..shut) {
        terms.aliases.extend(Alias::at(words, open + 1..shut, AliasKind::Term));
    }
    Some((shut + 1, terms))
}
