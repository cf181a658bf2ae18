//! The opening: "by and between X, a Delaware corporation (“Client”), and Y (“Agency”)". In: the
//! words. Out: one [`Draft`] a party, with its name and the terms that the opening gives it.

use std::ops::Range;

use super::alias::{Alias, AliasKind, Draft};
use super::bracket::{self, Terms};
use super::words::Words;
use super::{letter, lettered, name, noun, pronoun};

/// An opening stands in the first so many tokens (a cover page and a table of contents come before it).
const REACH: usize = 8000;
/// A list of parties is no longer.
const LONGEST: usize = 900;
/// So many places are tried as the start of a list.
const TRIES: usize = 24;
/// So many tokens behind the opening another list of parties is of another paper.
const SCHEDULES: usize = 1500;

/// The parties of the opening; none where there is no opening.
pub(super) fn read(words: &Words) -> Vec<Draft> {
    let mut best: Vec<Draft> = Vec::new();
    let mut best_worth = 0;
    let mut free_from = 0;
    let mut told_by = None;
    for at in anchors(words) {
        // Far behind an opening that gives each party its term stands that of a schedule.
        if told_by.is_some_and(|end| at > end + SCHEDULES) {
            break;
        }
        if at < free_from {
            continue;
        }
        let (drafts, end) = list(words, at);
        let worth = if is_opening(words, at, &drafts) { worth(&drafts) } else { 0 };
        if worth > best_worth {
            told_by = (drafts.len() >= 2 && drafts.iter().all(|draft| draft.defined && draft.named)).then_some(end);
            (best, best_worth) = (drafts, worth);
        }
        if worth >= 4 {
            free_from = end;
        }
    }
    if best.iter().filter(|draft| draft.defined || draft.named).count() < 2 || best_worth < 6 {
        let scattered = letter::read(words);
        // One party that is told of somewhere is less than two that the opening names.
        if worth(&scattered) > best_worth && scattered.len() >= best.len().min(2) {
            best = scattered;
        }
    }
    let by_letter = lettered::read(words);
    if by_letter.len() >= 2 && worth(&by_letter) >= best_worth {
        best = by_letter;
    }
    once(best)
}

/// Names without a legal form or a term of their own make an opening only at the very start.
fn is_opening(words: &Words, start: usize, drafts: &[Draft]) -> bool {
    let formal = |alias: &Alias| alias.kind == AliasKind::Name && name::is_formal(words, &alias.tokens);
    let opened = (start.saturating_sub(60)..start).any(|at| OPENERS.contains(&words.word(at)));
    let settled = |draft: &Draft| draft.defined || draft.aliases.iter().any(formal);
    let is_role = |alias: &Alias| alias.kind == AliasKind::Term && noun::lean_of(&alias.text).is_some();
    let known = |draft: &Draft| {
        draft.aliases.iter().any(|alias| formal(alias) || is_role(alias) || alias.text.starts_with('['))
    };
    opened && (start < 300 || drafts.iter().any(settled) && drafts.iter().any(known))
}

/// What stands shortly before a list of parties.
const OPENERS: &[&str] = &[
    "agreement",
    "contract",
    "lease",
    "license",
    "licence",
    "amendment",
    "entered",
    "made",
    "dated",
    "parties",
    "deed",
    "addendum",
    "memorandum",
    "order",
    "indenture",
];

/// A party listed twice (on the cover and in the opening) is one.
fn once(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        let same = |known: &Draft| known.aliases.iter().any(|alias| draft.has(&alias.words));
        match kept.iter_mut().find(|known| same(known)) {
            Some(known) => known.absorb(draft),
            None => kept.push(draft),
        }
    }
    kept
}

/// How much an opening tells: a term for a party counts more than a bare name. One party alone is
/// no list ("between the hours of …").
fn worth(drafts: &[Draft]) -> usize {
    let terms = drafts.iter().filter(|draft| draft.defined).count();
    let names = drafts.iter().filter(|draft| draft.named).count();
    // "between Developer and Client", whose names stand in another paper.
    let nouns = matches!(drafts, [one, two] if i32::from(one.lean()) * i32::from(two.lean()) < 0);
    match names + terms {
        0 => usize::from(nouns),
        _ if drafts.len() < 2 && terms == 0 => 0,
        _ => terms * 3 + names.min(6),
    }
}

/// The places where a list of parties may begin: behind "between", "among", a heading "PARTIES".
fn anchors(words: &Words) -> impl Iterator<Item = usize> {
    (0..operative(words)).filter(|&at| is_anchor(words, at)).map(|at| at + 1).take(TRIES)
}

/// Where the opening is surely over: "agree as follows", "NOW, THEREFORE".
fn operative(words: &Words) -> usize {
    let reach = words.len().min(REACH);
    let over = |at: usize| match words.word(at) {
        "follows" => words.word(at - 1) == "as" && matches!(words.word(at - 2), "agree" | "agrees" | "agreed"),
        "therefore" => at > 2 && (words.word(at - 1) == "now" || words.word(at - 2) == "now"),
        _ => false,
    };
    (2..reach).find(|&at| over(at)).unwrap_or(reach)
}

fn is_anchor(words: &Words, at: usize) -> bool {
    match words.word(at) {
        "between" | "among" | "amongst" | "betweeen" => words.word(at + 1) != "and",
        "parties" => {
            words.starts_line(at)
                && (words.starts_line(at + 1) || words.word(at + 1) == ":" || words.word(at + 1) == "(")
        }
        "by" => {
            at > 0
                && matches!(words.word(at - 1), "into" | "made" | "entered" | "executed")
                && words.word(at + 1) != "and"
        }
        _ => false,
    }
}

/// Reads party after party from `start`; the drafts and where the list ends.
fn list(words: &Words, start: usize) -> (Vec<Draft>, usize) {
    let limit = (start + LONGEST).min(words.len());
    let mut drafts: Vec<Draft> = Vec::new();
    let mut at = start;
    while let Some(found) = next_name(words, at, limit) {
        let found = whole(words, found, drafts.is_empty());
        let mut draft = draft_of(words, &found);
        let (after, goes_on) = tail(words, found.end, limit, &mut draft, &mut drafts);
        drafts.push(draft);
        at = after;
        if !goes_on || drafts.len() >= 40 {
            break;
        }
    }
    drafts.retain(|draft| !draft.aliases.is_empty());
    (drafts, at)
}

/// "Smith and Jones LLC": a name without a legal form runs on over "and" to one that has it, unless
/// that would leave the other party out.
fn whole(words: &Words, found: Range<usize>, first: bool) -> Range<usize> {
    if words.word(found.end) != "and" || name::is_formal(words, &found) {
        return found;
    }
    // On a title page "AND" has a line of its own, between one party and the other.
    if words.starts_line(found.end) && words.starts_line(found.end + 1) {
        return found;
    }
    let Some(rest) = name::at(words, found.end + 1).filter(|rest| name::is_formal(words, rest)) else { return found };
    let is_other = |at: usize| {
        let other = name::at(words, skip_to_name(words, at + 1));
        words.word(at) == "and" && other.is_some_and(|other| !is_place(words, &other))
    };
    if !first || (rest.end..rest.end + 150).any(is_other) { found.start..rest.end } else { found }
}

/// The first name behind labels and some small words ("the undersigned, ", "professional golfer, ").
fn next_name(words: &Words, start: usize, limit: usize) -> Option<Range<usize>> {
    let mut small = 0;
    let mut at = start;
    while at < limit && small <= 7 {
        if let Some(found) = name::at(words, at).filter(|_| !is_label(words, at)) {
            return Some(found);
        }
        // "the company named below (“Company”)": a party with a term and no name.
        if small >= 2 && words.word(at) == "(" && defines_role(words, at) {
            return Some(at..at);
        }
        if matches!(words.word(at), "." | "whereas" | "parties" | "party" | "hours" | "each" | "them")
            && words.word(at - 1).len() > 2
        {
            return None;
        }
        if words.is_word(at) {
            small += 1;
        }
        at += 1;
    }
    None
}

/// A bracket that gives a role noun as a party's term.
fn defines_role(words: &Words, open: usize) -> bool {
    let Some(after) = bracket::close(words, open) else { return false };
    bracket::read(words, open + 1..after - 1).aliases.iter().any(|alias| noun::lean_of(&alias.text).is_some())
}

/// "(A)", "(1)", "I."
fn is_label(words: &Words, at: usize) -> bool {
    let short = words.raw(at).len() <= 3 && at > 0;
    short && words.word(at - 1) == "(" && words.word(at + 1) == ")"
}

pub(super) fn draft_of(words: &Words, found: &Range<usize>) -> Draft {
    let mut draft = Draft::default();
    let blank = found.is_empty() || words.is_blank(found.start);
    let role_noun = found.len() == 1 && noun::lean(words.word(found.start)).is_some();
    if blank {
        return draft;
    }
    let kind = if role_noun { AliasKind::Term } else { AliasKind::Name };
    if let Some(mut alias) = Alias::at(words, found.clone(), kind) {
        // "The Harbor Trust" keeps its article, "the Harbor Trust" never had one.
        let article =
            found.start.checked_sub(1).filter(|&before| words.word(before) == "the" && words.is_capital(before));
        if let Some(article) = article.filter(|_| !role_noun) {
            alias.text = format!("{} {}", words.raw(article), alias.text);
        }
        draft.named = !role_noun;
        draft.evidence.push(words.span(found.clone()));
        draft.add(alias);
    }
    draft
}

/// Walks from the end of a name over address and legal form to the next party or the end of the
/// list, and takes in the brackets on the way. Gives where to go on, and if there is more.
fn tail(words: &Words, start: usize, limit: usize, draft: &mut Draft, before: &mut [Draft]) -> (usize, bool) {
    let mut at = start;
    while at < limit {
        let word = words.word(at);
        if word == "(" {
            let Some(after) = bracket::close(words, at) else { return (at, false) };
            take(words, at..after, bracket::read(words, at + 1..after - 1), draft, before);
            at = after;
            continue;
        }
        if let Some((after, terms)) = named_in_passing(words, at, start, draft) {
            take(words, at..after, terms, draft, before);
            at = after;
            continue;
        }
        if parts(words, at, draft, start, before.is_empty()) {
            return (at + 1, true);
        }
        if ends(words, at, draft, before.len()) {
            return (at, false);
        }
        at += 1;
    }
    (at, false)
}

pub(super) fn take(words: &Words, tokens: Range<usize>, terms: Terms, draft: &mut Draft, before: &mut [Draft]) {
    // "between Client and Agency (the “Fees”)" defines something else.
    let nameless_noun = !draft.named && draft.has_term() && !draft.defined;
    // "Acme Ltd (“we”) and the shop named in the order (“you”)": the second is no name of the first.
    let other_person =
        draft.aliases.iter().any(|known| terms.aliases.iter().any(|new| pronoun::are_opposed(known, new)));
    if terms.is_empty() || nameless_noun || other_person {
        return;
    }
    draft.defined |= !terms.aliases.is_empty();
    draft.evidence.push(words.span(tokens));
    // "A, B and C (together, the “Sellers”)": one term for the names that have none yet.
    if terms.joint {
        for other in before.iter_mut().rev().take_while(|other| !other.has_term()) {
            draft.absorb(std::mem::take(other));
        }
    }
    for alias in terms.aliases {
        draft.add(alias);
    }
    draft.tentative.extend(terms.tentative);
}

/// "hereinafter referred to as Cremer", "d/b/a Dana's Diner", or a term in bare quotes.
fn named_in_passing(words: &Words, at: usize, name_end: usize, draft: &Draft) -> Option<(usize, Terms)> {
    let mut terms = Terms::default();
    let word = words.word(at);
    if matches!(word, "hereinafter" | "hereafter" | "herein" | "hereby") {
        let first = (at + 1..at + 8).find(|&place| !bracket::is_lead(words.word(place)) && words.word(place) != ",")?;
        if bracket::is_quote(words.word(first)) {
            return in_quotes(words, first);
        }
        let end = (first..first + 5).take_while(|&place| words.is_capital(place)).count() + first;
        terms
            .aliases
            .extend(Alias::at(words, first..end, AliasKind::Term).filter(|_| bracket::is_term(words, first..end)));
        return (!terms.is_empty()).then_some((end, terms));
    }
    // Bare quotes give a term right behind the name or behind "called", "the", "or"; else they quote something.
    if word == "\"" && !pronoun::is_defined(words, at) {
        let led = at <= name_end + 1 || at > 0 && (bracket::is_lead(words.word(at - 1)) && words.word(at - 1) != "a");
        let (after, terms) = in_quotes(words, at)?;
        // "4 Mill Lane, York “Supplier” / “Bolt”": a role noun behind the address, and what else it is called.
        let role = || {
            let is_role = |alias: &Alias| noun::lean_of(&alias.text).is_some_and(|lean| lean != 0);
            !draft.has_term() && terms.aliases.iter().any(|alias| alias.words.len() == 1 && is_role(alias))
        };
        let beside = at > 1 && words.word(at - 1) == "/" && bracket::is_quote(words.word(at - 2));
        return Some((after, if led || beside || role() { terms } else { Terms::default() }));
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

fn in_quotes(words: &Words, open: usize) -> Option<(usize, Terms)> {
    let shut = bracket::closing_quote(words, open, words.len())?;
    let mut terms = Terms::default();
    if bracket::is_term(words, open + 1..shut) {
        terms.aliases.extend(Alias::at(words, open + 1..shut, AliasKind::Term));
    }
    Some((shut + 1, terms))
}

/// Does a new party begin behind this "and", comma or semicolon?
fn parts(words: &Words, at: usize, draft: &Draft, name_end: usize, first: bool) -> bool {
    let joint = match words.word(at) {
        "and" | "&" | ";" | "with" | "with:" => true,
        "," => draft.has_term() && words.word(at + 1) != "and",
        _ => false,
    };
    if !joint {
        return false;
    }
    let next = skip_to_name(words, at + 1);
    if draft.has_term()
        && words.word(at) == "and"
        && (next + 2..next + 9)
            .find(|&open| words.word(open) == "(" || words.is_capital(open))
            .is_some_and(|open| words.word(open) == "(" && defines_role(words, open))
    {
        return true;
    }
    let Some(found) = name::at(words, next).filter(|found| !is_place(words, found)) else {
        return false;
    };
    if words.is_blank(found.start) || words.word(found.start) == "[" {
        return true;
    }
    // "Zelix corporation": the form of the company in small letters.
    let strong =
        name::is_formal(words, &found) || introduces(words, found.end) || noun::is_legal_form(words.word(found.end));
    // A role noun alone joins the list only as its own name ("between Licensor and Licensee").
    let weak = draft.has_term() || at <= name_end + 1;
    let behind = found.end + usize::from(words.word(found.end) == "'");
    let housed = matches!(words.word(behind), "located" | "having" | "whose" | "residing" | "'s");
    strong || first && housed || weak && words.word(at) != "," && is_party_follow(words, found.end)
}

fn skip_to_name(words: &Words, at: usize) -> usize {
    let mut at = at;
    let end = at + 8;
    while at < end && !words.is_capital(at) && words.word(at) != "[" && !words.is_blank(at) {
        let skipped = words.is_punct(at)
            || !words.is_word(at)
            || matches!(words.word(at), "the" | "and" | "between" | "mr")
            || words.word(at + 1) == ")";
        if !skipped {
            break;
        }
        at += 1;
    }
    if is_label(words, at) { at + 2 } else { at }
}

/// "England and Wales" is a place.
fn is_place(words: &Words, found: &Range<usize>) -> bool {
    matches!(words.word(found.start), "wales" | "tobago" | "barbuda" | "herzegovina" | "nevis" | "northern")
}

/// A bracketed term, or ", a Delaware corporation", right behind a name.
fn introduces(words: &Words, at: usize) -> bool {
    match words.word(at) {
        "(" => bracket::close(words, at).is_some_and(|after| !bracket::read(words, at + 1..after - 1).is_empty()),
        "," => {
            matches!(words.word(at + 1), "a" | "an")
                || matches!(words.word(at + 1), "hereinafter" | "hereafter" | "herein")
        }
        "hereinafter" | "hereafter" | "herein" => true,
        _ => false,
    }
}

fn is_party_follow(words: &Words, at: usize) -> bool {
    matches!(
        words.word(at),
        "located"
            | "having"
            | "with"
            | "whose"
            | "of"
            | "organized"
            | "residing"
            | "acting"
            | "shall"
            | "sets"
            | "agree"
            | ","
            | "."
            | ""
            | ":"
            | "is"
            | "in"
            | "for"
            | "relating"
            | "dated"
            | "on"
            | "effective"
            | "("
            | "at"
            | "as"
            | "which"
            | "who"
            | "regarding"
            | "to"
            | "are"
            | ";"
            | "have"
            | "set"
    ) || words.starts_line(at)
}

fn ends(words: &Words, at: usize, draft: &Draft, before: usize) -> bool {
    let word = words.word(at);
    if pronoun::is_defined(words, at) {
        return true;
    }
    if matches!(word, "whereas" | "witnesseth" | "recitals" | "wherein" | "witnesses")
        || word == "now" && words.word(at + 2) == "therefore"
    {
        return true;
    }
    if matches!(word, "agree" | "agrees" | "sets" | "shall") && before > 0 {
        return true;
    }
    // "(hereinafter Bolt) for the Maintenance and Support": what the contract is about, no more parties.
    let subject =
        matches!(word, "for" | "regarding" | "relating" | "concerning") && words.word(at.saturating_sub(1)) == ")";
    let new_sentence = word == "."
        && words.is_capital(at + 1)
        && (words.word(at - 1).len() > 4 || words.word(at - 1) == "\"" || words.starts_line(at + 1))
        && !noun::is_legal_form(words.word(at - 1));
    let after_bracket = word == "." && words.word(at - 1) == ")";
    let new_line = words.starts_line(at) && draft.has_term() && !matches!(word, "and" | "&" | "(" | "-" | ",");
    before > 0 && (subject || new_sentence || after_bracket || new_line)
}
