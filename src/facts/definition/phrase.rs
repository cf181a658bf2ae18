//! The words that define: "means", "shall have the meaning". In: a place in the tokens. Out:
//! where the meaning begins.

use super::Page;

/// Past a defining verb that stands at `at`; none where there is none.
pub(super) fn past_verb(page: &Page, at: usize, end: usize) -> Option<usize> {
    let mut verb = at;
    while verb < end
        && matches!(page.word(verb), "shall" | "will" | "must" | "also" | "only" | "each" | "collectively" | ",")
    {
        verb += 1;
    }
    let helped = verb > at;
    let past = match page.word(verb) {
        "means" | "mean" => verb + 1,
        "has" | "have" | "having" | "bears" | "bear" => past_meaning(page, verb + 1)?,
        "refers" | "refer" if page.word(verb + 1) == "to" => verb + 2,
        "is" | "are" | "be" if page.word(verb + 1) == "defined" => verb + 2,
        "includes" => verb + 1,
        "include" if helped => verb + 1,
        _ => return None,
    };
    (past < end).then(|| past_particles(page, past))
}

/// "the meaning", "the respective meanings".
fn past_meaning(page: &Page, at: usize) -> Option<usize> {
    (at..at + 4)
        .find(|&place| matches!(page.word(place), "meaning" | "meanings"))
        .map(|place| if page.word(place + 1) == "(" && page.word(place + 2) == "s" { place + 4 } else { place + 1 })
}

/// "means, with respect to …": the comma is no part of the meaning; nor is a colon.
fn past_particles(page: &Page, mut at: usize) -> usize {
    while matches!(page.word(at), ":" | ",") {
        at += 1;
    }
    at
}

/// Do the words at `at` only say where the meaning stands ("given in Section 4")?
pub(super) fn points(page: &Page, at: usize) -> bool {
    const GIVEN: [&str; 13] = [
        "in",
        "set",
        "given",
        "assigned",
        "ascribed",
        "provided",
        "specified",
        "described",
        "stated",
        "as",
        "under",
        "defined",
        "attributed",
    ];
    GIVEN.contains(&page.word(at)) && matches!(page.word(at.wrapping_sub(1)), "meaning" | "meanings" | "defined" | ")")
}

/// Looks for the verb behind a term: directly, behind a bracket, or behind an insertion
/// (", as used in this Agreement, means", "of a party means").
pub(super) fn verb_behind(page: &Page, at: usize, end: usize) -> Option<usize> {
    let place = past_bracket(page, at, end);
    if let Some(past) = past_verb(page, place, end) {
        return Some(past);
    }
    if !matches!(page.word(place), "," | "of" | "as" | "when" | "with" | "for" | "in" | "under" | "used" | "where") {
        return None;
    }
    (place + 1..end.min(place + 18)).take_while(|&next| !matches!(page.word(next), "\"" | ";" | ".")).find_map(|next| {
        past_verb(page, next, end).filter(|_| matches!(page.word(next), "means" | "mean" | "shall" | "has"))
    })
}

fn past_bracket(page: &Page, at: usize, end: usize) -> usize {
    if page.word(at) != "(" {
        return at;
    }
    (at..end.min(at + 25)).find(|&place| page.word(place) == ")").map_or(at, |close| close + 1)
}
