//! A role noun that the text uses of one of two parties though nothing gives it to them: a schedule taken from
//! another paper says "Reseller" of the one that the contract calls by its name. In: the words, the two parties and
//! their mentions. Out: the drafts, with that noun.

use super::alias::{Alias, AliasKind, Draft};
use super::evidence;
use super::mention::Found;
use super::words::Words;
use super::{Role, bracket, noun, role, usage};
use crate::text::WordId;

/// Is a noun added? Then the mentions are to be found again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Strays {
    Added,
    None,
}

/// Nouns that one paper uses of hardly anybody but its two parties; "Client" and "Customer" may be those whom a
/// party serves.
const PLAIN: [&str; 12] = [
    "buyer",
    "consultant",
    "contractor",
    "distributor",
    "licensee",
    "licensor",
    "provider",
    "purchaser",
    "reseller",
    "seller",
    "supplier",
    "vendor",
];
/// So sure the side must be.
const SURE: f32 = 0.6;

pub(super) fn add(words: &Words, drafts: &mut [Draft], found: &Found) -> Strays {
    let busy = |place: usize| drafts[place].named && found.uses_of(place) >= 3;
    if drafts.len() != 2 || !busy(0) || !busy(1) {
        return Strays::None;
    }
    let nouns: Vec<usize> = candidates(words, drafts);
    if nouns.is_empty() {
        return Strays::None;
    }
    let weights = evidence::weigh(words, &found.mentions, drafts.len());
    let uses = [found.uses_of(0), found.uses_of(1)];
    let verdicts = role::judge(drafts, &weights, &uses);
    let mut strays = Strays::None;
    for at in nouns {
        let side = if lean(words, at) > 0 { Role::Vendor } else { Role::Customer };
        let of_side = |place: &usize| verdicts[*place].role == side && verdicts[*place].confidence >= SURE;
        let Some(place) = (0..2).find(of_side) else { continue };
        // Who is the Licensor grants; who sells to the Reseller may sell to a Buyer as well.
        if drafts[place].lean() == 0
            && let Some(alias) = Alias::at(words, at..at + 1, AliasKind::Term)
        {
            drafts[place].add(alias);
            strays = Strays::Added;
        }
    }
    strays
}

fn lean(words: &Words, at: usize) -> i8 {
    noun::lean(words.word(at)).unwrap_or(0)
}

/// The first places of nouns that act, and that are never one of many nor given a sense of their own.
fn candidates(words: &Words, drafts: &[Draft]) -> Vec<usize> {
    let nouns: Vec<WordId> = PLAIN.iter().filter_map(|noun| words.find(noun)).collect();
    let fits = |at: usize| words.id(at).is_some_and(|id| nouns.contains(&id));
    let mut tried: Vec<WordId> = Vec::new();
    let mut found = Vec::new();
    for at in (0..words.len()).filter(|&at| fits(at) && acts(words, at)) {
        let Some(id) = words.id(at).filter(|id| !tried.contains(id)) else { continue };
        tried.push(id);
        let known = drafts.iter().any(|draft| draft.aliases.iter().any(|alias| alias.words.contains(&id)));
        if !known && !is_of_others(words, id) {
            found.push(at);
        }
    }
    found
}

/// "the Buyer shall", "to Reseller", "by the Buyer".
fn acts(words: &Words, at: usize) -> bool {
    let the = usize::from(at > 0 && words.word(at - 1) == "the");
    let link = at.checked_sub(1 + the).map_or("", |at| words.word(at));
    let does = usage::is_modal(words.word(at + 1)) && !matches!(words.word(at + 1), "and" | "or");
    let in_a_name = words.is_capital(at + 1) || the == 0 && at > 0 && words.is_capital(at - 1);
    words.is_capital(at)
        && !words.in_capitals(at)
        && !in_a_name
        && (does || words.is_possessive(at + 1) || matches!(link, "to" | "by" | "from"))
}

/// "a Reseller", "each Reseller", "Resellers", "“Reseller” means": not one of the two parties.
fn is_of_others(words: &Words, id: WordId) -> bool {
    let noun = words.distinct().get(id.0 as usize).map_or("", String::as_str);
    let plural = words.find(&format!("{noun}s"));
    (0..words.len()).any(|at| {
        let capital = words.is_capital(at);
        let many = words.id(at) == plural && plural.is_some() && capital && !words.in_capitals(at);
        let before = at.checked_sub(1).map_or("", |at| words.word(at));
        let one = words.id(at) == Some(id)
            && capital
            && (usage::is_of_many(before)
                || bracket::is_quote(before)
                || matches!(before, "such" | "applicable" | "relevant")
                || matches!(words.word(at + 1), "means" | ":")
                || before == "(");
        many || one
    })
}
