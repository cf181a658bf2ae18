//! The opening: "by and between X, a Delaware corporation (“Client”), and Y (“Agency”)". In: the
//! words. Out: one [`Draft`] a party, with its name and the terms that the opening gives it.

use std::ops::Range;

use super::alias::{Alias, AliasKind, Draft};
use super::bracket::{self, Terms};
use super::words::Words;
use super::{letter, lettered, listing, name, noun, passing, pronoun};

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
        if at < free_from || told_by.is_some() && is_of_another_paper(words, at) {
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
    // Of a party whose name is left open the letter and the term tell more than the next name does.
    if by_letter.len() >= 2 && worth(&by_letter) + 1 >= best_worth {
        best = by_letter;
    }
    once(best)
}

/// "Pursuant to that certain Use Agreement dated …, between": the parties of what the recitals tell of.
fn is_of_another_paper(words: &Words, start: usize) -> bool {
    const BEFORE: usize = 30;
    (start.saturating_sub(BEFORE)..start).any(|at| matches!(words.word(at), "certain" | "pursuant" | "prior"))
}

/// Names without a legal form or a term of their own make an opening only at the very start.
fn is_opening(words: &Words, start: usize, drafts: &[Draft]) -> bool {
    let formal = |alias: &Alias| alias.kind == AliasKind::Name && name::is_formal(words, &alias.tokens);
    let opened = start < FIRST_WORDS || (start.saturating_sub(60)..start).any(|at| OPENERS.contains(&words.word(at)));
    let settled = |draft: &Draft| draft.defined || draft.aliases.iter().any(formal);
    let is_role = |alias: &Alias| alias.kind == AliasKind::Term && noun::lean_of(&alias.text).is_some();
    let known = |draft: &Draft| {
        draft.aliases.iter().any(|alias| formal(alias) || is_role(alias) || alias.text.starts_with('['))
    };
    opened && (start < 300 || drafts.iter().any(settled) && drafts.iter().any(known))
}

/// "BETWEEN: (1) …" as the first words of a text needs no title above it.
const FIRST_WORDS: usize = 3;

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
        // "B E T W E E N"
        "n" => at >= 6 && "betwee".char_indices().all(|(i, letter)| words.word(at - 6 + i).chars().eq([letter])),
        // "FIRST: Acme Lda.", "SECOND: Bolt S.A."
        "first" => listing::is_ordinal(words, at),
        "parties" => {
            (words.starts_line(at) || at > 0 && words.word(at - 1) == "the" && words.starts_line(at - 1))
                && (words.starts_line(at + 1) || words.word(at + 1) == ":" || words.word(at + 1) == "(")
        }
        "by" => {
            at > 0
                && (matches!(words.word(at - 1), "into" | "made" | "entered" | "executed") || is_dated(words, at))
                && words.word(at + 1) != "and"
        }
        _ => false,
    }
}

/// "made on 3 April 2024 by"
fn is_dated(words: &Words, by: usize) -> bool {
    let year = words.raw(by - 1);
    year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && (by.saturating_sub(6)..by).any(|at| words.word(at) == "made" && words.word(at + 1) == "on")
}

/// Reads party after party from `start`; the drafts and where the list ends.
fn list(words: &Words, start: usize) -> (Vec<Draft>, usize) {
    let limit = (start + LONGEST).min(words.len());
    let mut drafts: Vec<Draft> = Vec::new();
    let mut at = start;
    while let Some(found) = next_name(words, at, limit) {
        let found = whole(words, found, drafts.is_empty());
        let mut draft = draft_of(words, &found);
        if let Some((tokens, terms)) = bracket_before(words, &found) {
            take(words, tokens, terms, &mut draft, &mut []);
        }
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
        let other = name::at(words, listing::skip_to_name(words, at + 1));
        words.word(at) == "and" && other.is_some_and(|other| !listing::is_place(words, &other))
    };
    if !first || (rest.end..rest.end + 150).any(is_other) { found.start..rest.end } else { found }
}

/// The first name behind labels and some small words ("the undersigned, ", "professional golfer, ").
fn next_name(words: &Words, start: usize, limit: usize) -> Option<Range<usize>> {
    let mut small = 0;
    let mut at = start;
    while at < limit && small <= 7 {
        if let Some(behind) = listing::past_label(words, at) {
            at = behind;
            continue;
        }
        if let Some(found) = name::at(words, at).filter(|_| !listing::is_label(words, at) && !is_form_aside(words, at))
        {
            return Some(found);
        }
        // "the company named below (“Company”)": a party with a term and no name.
        if small >= 2 && words.word(at) == "(" && listing::defines_role(words, at) {
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

pub(super) fn draft_of(words: &Words, found: &Range<usize>) -> Draft {
    let mut draft = Draft::default();
    let blank = found.is_empty() || !found.clone().any(|at| words.is_word(at)) || words.is_blank(found.start);
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
        if at > start && (listing::opens_entry(words, at, draft) || listing::opens_numbered(words, at, before.len())) {
            return (at, true);
        }
        let word = words.word(at);
        if word == "(" {
            let Some(after) = bracket::close(words, at) else { return (at, false) };
            if name::at(words, after).is_some_and(|found| bracket_before(words, &found).is_some()) {
                return (after, true);
            }
            take(words, at..after, bracket::read(words, at + 1..after - 1), draft, before);
            at = after;
            continue;
        }
        if let Some((after, terms)) = passing::at(words, at, start, draft) {
            take(words, at..after, terms, draft, before);
            at = after;
            continue;
        }
        if let Some(after) = listing::past_relation(words, at) {
            at = after;
            continue;
        }
        if at == start && is_named_again(words, at, before) {
            return (at, false);
        }
        if listing::parts(words, at, draft, start, before.is_empty()) {
            return (at + 1, true);
        }
        if listing::ends(words, at, draft, before.len()) {
            return (at, false);
        }
        at += 1;
    }
    (at, false)
}

/// "and (Client) Pelican Foods Inc.": the term before its name.
fn bracket_before(words: &Words, found: &Range<usize>) -> Option<(Range<usize>, Terms)> {
    let open = found.start.checked_sub(4).map(|from| (from + 1..found.start).find(|&at| words.word(at) == "("))??;
    let led = open > 0 && words.word(open - 1) == "and" && listing::defines_role(words, open);
    let beside = led && bracket::close(words, open) == Some(found.start) && name::is_formal(words, found);
    beside.then(|| (open..found.start, bracket::read(words, open + 1..found.start - 1)))
}

/// "the non-profit association (ASBL) Médiathèque": the legal form in brackets before the name.
fn is_form_aside(words: &Words, at: usize) -> bool {
    at > 0 && words.is_caps(at) && words.word(at - 1) == "(" && words.word(at + 1) == ")" && words.is_capital(at + 2)
}

/// "… and Bolt Inc. Acme Co. is referred to as": the sentence behind the list begins with a name that it held.
fn is_named_again(words: &Words, at: usize, before: &[Draft]) -> bool {
    let begins = |alias: &Alias| alias.kind == AliasKind::Name && alias.words.first() == words.id(at).as_ref();
    words.is_capital(at)
        && at > 0
        && words.word(at - 1) == "."
        && before.iter().any(|draft| draft.aliases.iter().any(begins))
}

pub(super) fn take(words: &Words, tokens: Range<usize>, terms: Terms, draft: &mut Draft, before: &mut [Draft]) {
    // "between Client and Agency (the “Fees”)" defines something else.
    let nameless_noun = !draft.named && draft.has_term() && !draft.defined;
    // "Acme Ltd (“we”) and the shop named in the order (“you”)": the second is no name of the first.
    // "Acme Ltd (“Licensee”) founded by Mr Tom Weaver, of Leeds (“Weaver”)": the term of the name nearer to it.
    let nearer = draft.defined && draft.has_term() && is_of_nearer(words, &tokens, &terms, draft);
    let other_person =
        draft.aliases.iter().any(|known| terms.aliases.iter().any(|new| pronoun::are_opposed(known, new)));
    if terms.is_empty() || nameless_noun || other_person || nearer {
        return;
    }
    draft.defined |= !terms.aliases.is_empty();
    draft.evidence.push(words.span(tokens));
    // "A, B and C (together, the “Sellers”)": one term for the names that have none yet.
    if terms.joint {
        for other in before.iter_mut().rev().take_while(|other| !other.has_term()) {
            let later = std::mem::replace(draft, std::mem::take(other));
            draft.absorb(later);
        }
    }
    for alias in terms.aliases {
        draft.add(alias);
    }
    draft.tentative.extend(terms.tentative);
}

/// So many words before its bracket stands a person's name.
const PERSON: usize = 16;

/// Is the term a word of a name that stands before the bracket, and none of the party's own?
fn is_of_nearer(words: &Words, tokens: &Range<usize>, terms: &Terms, draft: &Draft) -> bool {
    let [term] = &terms.aliases[..] else { return false };
    let near = tokens.start.saturating_sub(PERSON)..tokens.start;
    let own = draft.aliases.iter().any(|alias| alias.words.iter().any(|word| term.words.contains(word)));
    let named = |at: usize| words.id(at).is_some_and(|id| term.words.contains(&id)) && words.is_capital(at);
    !own && term.words.len() == 1 && noun::lean_of(&term.text).is_none() && near.into_iter().any(named)
}
