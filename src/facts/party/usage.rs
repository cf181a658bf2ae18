//! Role nouns used as names where no opening defines them: "Provider shall …", "the Supplier's".
//! In: the words and the drafts. Out: the drafts, with the nouns that the text acts through.

use std::collections::BTreeMap;

use super::acting;
use super::alias::{Alias, AliasKind, Draft};
use super::generic;
use super::mention;
use super::name;
use super::noun;
use super::words::Words;
use crate::sorting;
use crate::text::WordId;

/// A text shorter than this is a fragment: one use of a noun is enough.
const FRAGMENT: usize = 600;

#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    /// With a capital and no article of the many ("a", "any", "each").
    capital: usize,
    /// Of these, with a verb or a possessive behind.
    acting: usize,
    /// "the supplier shall", "by the supplier".
    lower: usize,
    /// Where it first stands.
    first: usize,
}

/// A noun with the word before it where both make the name ("Service Provider").
type Key = (Option<WordId>, WordId);

pub(super) fn add(words: &Words, drafts: &mut Vec<Draft>, uses_of: &[usize]) {
    let unknown = |(key, _): &(Key, Uses)| !is_known(drafts, *key);
    let nouns: Vec<(Key, Uses)> = count(words).into_iter().filter(unknown).collect();
    let mut found: Vec<(Key, Uses)> = nouns.iter().filter(|(_, uses)| is_used(words, *uses)).copied().collect();
    sorting::by_key(&mut found, |(_, uses)| std::cmp::Reverse((uses.capital + 2 * uses.acting, uses.lower)));
    let written: Vec<usize> = (0..drafts.len())
        .filter(|&place| drafts[place].aliases.iter().any(|alias| alias.kind != AliasKind::Pronoun))
        .collect();
    // A term that the text hardly uses again ("“EEA”") is no party, where the text acts through nouns.
    let is_idle = |place: usize| {
        let draft: &Draft = &drafts[place];
        let termless = !draft.has_term() || words.len() >= FRAGMENT && !has_role_noun(draft);
        // Each spelling of its name stands in the opening, in a notice or at the signature.
        let formal = |alias: &&Alias| alias.kind == AliasKind::Name && name::is_formal(words, &alias.tokens);
        let spellings = draft.aliases.iter().filter(formal).count();
        termless && uses_of.get(place).is_none_or(|&uses| uses < 2 + spellings.max(1))
    };
    let (idle, active): (Vec<usize>, Vec<usize>) = written.into_iter().partition(|&place| is_idle(place));
    if let ([one, two], []) = (&active[..], &idle[..]) {
        return company(words, drafts, &nouns, *one, *two);
    }
    // "We appoint Gullane …, the landowner": beside a name that acts, a noun spoken of once is nobody's.
    if drafts.len() == 1 && acting::is_found(words, drafts) {
        found.retain(|(_, uses)| uses.capital > 0 || uses.lower > 1);
    }
    let active: Vec<noun::Lean> = active.into_iter().map(|place| drafts[place].lean()).collect();
    match (active.len(), idle.len()) {
        (0, 0) => pair(words, drafts, &found),
        (0, _) => {
            // Names that the text never uses again: the nouns act; a single name is tied to none.
            pair(words, drafts, &found);
        }
        (1, 0) => opposite(words, drafts, &found, active[0]),
        (1, 1) => tie(words, drafts, &found, idle[0], active[0]),
        _ => {}
    }
}

fn is_known(drafts: &[Draft], (before, noun): Key) -> bool {
    let key: Vec<WordId> = before.into_iter().chain([noun]).collect();
    drafts.iter().any(|draft| draft.has(&key))
}

fn is_used(words: &Words, uses: Uses) -> bool {
    if words.len() < FRAGMENT {
        return uses.capital + uses.lower > 0;
    }
    uses.acting >= 2 && uses.capital >= 4 || uses.capital == 0 && uses.lower >= 4
}

fn count(words: &Words) -> BTreeMap<Key, Uses> {
    let is_noun = |word: &String| noun::lean(word).is_some() && !is_of_either(words, word);
    let is_noun: Vec<bool> = words.distinct().iter().map(is_noun).collect();
    let mut nouns: BTreeMap<Key, Uses> = BTreeMap::new();
    for at in 0..words.len() {
        let Some(id) = words.id(at).filter(|id| is_noun.get(id.0 as usize).copied().unwrap_or(false)) else { continue };
        let acting = is_acting(words, at);
        let capital = words.get(at).is_some_and(|token| token.capital);
        if capital && !is_as_name(words, at) && !is_in_term(words, at) || !capital && !is_lower_name(words, at) {
            continue;
        }
        let before =
            at.checked_sub(1).filter(|&before| capital && words.is_capital(before) && is_part_of_name(words, before));
        let uses = nouns
            .entry((before.and_then(|before| words.id(before)), id))
            .or_insert(Uses { first: at, ..Uses::default() });
        if capital {
            uses.capital += 1;
            uses.acting += usize::from(acting);
        } else {
            uses.lower += 1;
        }
    }
    // Beside those who supply and pay, who receives a secret is whichever of them it may be.
    let named = |id: WordId| words.distinct().get(id.0 as usize).map_or("", String::as_str);
    if nouns.keys().any(|(_, id)| noun::lean(named(*id)).is_some_and(|lean| lean.abs() > 1)) {
        nouns.retain(|(_, id), _| !is_of_secrets(named(*id)));
    }
    nouns
}

fn is_of_secrets(word: &str) -> bool {
    matches!(word, "discloser" | "recipient")
}

/// A term that names whichever party discloses or receives.
fn is_of_either(words: &Words, word: &str) -> bool {
    is_of_secrets(word) && generic::is_either(words, word)
}

fn is_acting(words: &Words, at: usize) -> bool {
    words.is_possessive(at + 1) || is_modal(words.word(at + 1))
}

pub(super) fn is_modal(word: &str) -> bool {
    matches!(
        word,
        "shall"
            | "will"
            | "must"
            | "may"
            | "agrees"
            | "can"
            | "cannot"
            | "is"
            | "has"
            | "hereby"
            | "acknowledges"
            | "warrants"
            | "represents"
            | "undertakes"
            | "grants"
            | "pays"
            | "provides"
            | "should"
            | "would"
            | "does"
            | "retains"
            | "owns"
            | "desires"
            | "wishes"
            | "expressly"
            | "and"
            | "or"
            | "indemnifies"
            | "terminates"
            | "assigns"
            | "appoints"
            | "engages"
            | "reserves"
            | "consents"
            | "covenants"
            | "understands"
    )
}

/// With a capital, alone, and not one of many.
fn is_as_name(words: &Words, at: usize) -> bool {
    let next =
        words.is_capital(at + 1) && words.is_word(at + 1) && !words.in_capitals(at) && !is_modal(words.word(at + 1));
    let next = next && !words.is_possessive(at + 1);
    let before = at.checked_sub(1).is_some_and(|before| {
        let modifier = is_part_of_name(words, before);
        let capital = words.is_capital(before)
            && words.is_word(before)
            && !words.starts_sentence(before)
            && !words.in_capitals(at);
        let timed = mention::is_time(words.word(before)) && is_modal(words.word(at + 1));
        capital && !modifier && !timed || is_of_many(words.word(before))
    });
    !next && !before
}

/// "Client Data" in a fragment: somebody is the Client, though nothing else names it.
fn is_in_term(words: &Words, at: usize) -> bool {
    words.len() < FRAGMENT
        && matches!(words.word(at), "client" | "customer")
        && matches!(words.word(at + 1), "data" | "materials" | "content" | "information" | "systems" | "personnel")
        && words.is_capital(at + 1)
        && at.checked_sub(1).is_none_or(|before| !is_of_many(words.word(before)))
}

/// "Service" of "Service Provider"; in a fragment, where nothing else tells the name, any noun between
/// "the" and the role ("the Stand Builder").
fn is_part_of_name(words: &Words, before: usize) -> bool {
    noun::is_modifier(words.word(before))
        || words.len() < FRAGMENT
            && before.checked_sub(1).is_some_and(|the| words.word(the).eq_ignore_ascii_case("the"))
            && !is_modal(words.word(before))
}

/// "a Customer", "any Customer", "its Customer" is not the party of that name.
pub(super) fn is_of_many(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "any"
            | "each"
            | "every"
            | "other"
            | "another"
            | "its"
            | "their"
            | "your"
            | "our"
            | "no"
            | "third"
            | "end"
            | "potential"
            | "prospective"
            | "new"
            | "his"
            | "her"
            | "my"
            | "existing"
            | "sub"
    )
}

/// "the supplier", or "supplier shall".
fn is_lower_name(words: &Words, at: usize) -> bool {
    let the = at > 0 && words.word(at - 1) == "the";
    let bare = at == 0 || !is_of_many(words.word(at - 1)) && !matches!(words.word(at - 1), "neither" | "either");
    let next = words.word(at + 1);
    the && next != "of" || bare && matches!(next, "shall" | "must" | "will" | "agrees") && words.len() < FRAGMENT
}

fn side(words: &Words, (_, id): Key) -> i8 {
    words.distinct().get(id.0 as usize).and_then(|word| noun::lean(word)).unwrap_or(0).signum()
}

fn push(words: &Words, drafts: &mut Vec<Draft>, &(key, uses): &(Key, Uses)) {
    let mut draft = Draft::default();
    name_by(words, &mut draft, key, uses);
    drafts.push(draft);
}

fn name_by(words: &Words, draft: &mut Draft, (before, id): Key, uses: Uses) {
    let start = uses.first - usize::from(before.is_some());
    draft.evidence.push(words.span(start..uses.first + 1));
    if uses.capital > 0 {
        draft.aliases.extend(Alias::at(words, start..uses.first + 1, AliasKind::Term));
    } else {
        let text = words.word(uses.first).to_owned();
        draft.add(Alias::word(id, &text, AliasKind::LowerNoun));
    }
}

/// The noun most used on either side; where a side has none, a noun that leans to neither.
fn pair(words: &Words, drafts: &mut Vec<Draft>, found: &[(Key, Uses)]) {
    // "The Project Manager" is a party only where no plain noun is.
    let plain = |(before, _): Key| {
        before.is_none_or(|id| words.distinct().get(id.0 as usize).is_some_and(|word| noun::is_modifier(word)))
    };
    let on = |wanted: i8| found.iter().filter(move |(key, _)| side(words, *key) == wanted);
    let best = |wanted: i8| on(wanted).find(|(key, _)| plain(*key)).or_else(|| on(wanted).next());
    let (vendor, mut customer, neutral) = (best(1), best(-1), best(0));
    // Whom a subcontractor works for is the contractor, whoever the owner is.
    let named = |noun: &str| {
        found.iter().find(|(key, _)| words.distinct().get(key.1.0 as usize).is_some_and(|word| word == noun))
    };
    let mut vendor = vendor;
    if let (Some(sub), Some(main)) = (named("subcontractor"), named("contractor")) {
        (vendor, customer) = (Some(sub), Some(main));
    }
    match (vendor, customer) {
        (Some(vendor), Some(customer)) => {
            push(words, drafts, vendor);
            push(words, drafts, customer);
        }
        (Some(one), None) | (None, Some(one)) => {
            push(words, drafts, one);
            // "The Agency pays the Freelancer": of two that supply, the agency hires.
            let agency = |key: &Key| words.distinct().get(key.1.0 as usize).is_some_and(|word| word == "agency");
            let hires = found.iter().any(|(key, _)| agency(key));
            let other = found
                .iter()
                .find(|(key, _)| hires && *key != one.0 && (agency(key) || agency(&one.0)) && side(words, *key) > 0);
            // "The Stand Builder … the Organiser": of two that lean one way, the one that leans less is the other side.
            let second = || {
                let mut rivals = on(side(words, one.0)).filter(|(key, _)| *key != one.0);
                let rival = rivals.clone().find(|(key, _)| plain(*key)).or_else(|| rivals.next());
                rival.filter(|_| words.len() < FRAGMENT && neutral.is_none())
            };
            if let Some(other) = other.or_else(second) {
                push(words, drafts, other);
            } else if let Some(neutral) = neutral {
                push(words, drafts, neutral);
            }
        }
        // "The Network pays the Station": what each does will tell.
        (None, None) => {
            let neutral = found.iter().filter(|(key, _)| side(words, *key) == 0);
            neutral.take(2).for_each(|one| push(words, drafts, one));
        }
    }
}

fn opposite(words: &Words, drafts: &mut Vec<Draft>, found: &[(Key, Uses)], lean: noun::Lean) {
    let fits = |key: Key| lean == 0 || side(words, key) != lean.signum();
    if let Some(noun) = found.iter().find(|(key, _)| fits(*key)) {
        push(words, drafts, noun);
    }
}

fn has_role_noun(draft: &Draft) -> bool {
    let mut terms = draft.aliases.iter().filter(|alias| alias.kind == AliasKind::Term);
    terms.any(|alias| noun::lean_of(&alias.text).is_some())
}

/// "Company" that no one defined, beside a party with a role noun and one without: it is the one
/// without. So is "Licensee" beside Licensor.
fn company(words: &Words, drafts: &mut [Draft], found: &[(Key, Uses)], one: usize, two: usize) {
    let (bare, other) = match (has_role_noun(&drafts[one]), has_role_noun(&drafts[two])) {
        (true, false) => (two, one),
        (false, true) => (one, two),
        _ => return,
    };
    let fits = |noun: &str| noun == "company" || is_counterpart(&drafts[other], noun);
    let quoted = |uses: Uses| uses.first > 0 && words.word(uses.first - 1) == "\"";
    let acts = |uses: Uses| is_used(words, uses) || uses.acting > 1 && !quoted(uses);
    if let Some(&(key, uses)) = found.iter().find(|(_, uses)| fits(words.word(uses.first)) && acts(*uses)) {
        name_by(words, &mut drafts[bare], key, uses);
    }
}

/// Two nouns that one contract hardly uses of anybody but its two parties.
fn is_counterpart(draft: &Draft, noun: &str) -> bool {
    const PAIRS: [(&str, &str); 7] = [
        ("licensor", "licensee"),
        ("lessor", "lessee"),
        ("landlord", "tenant"),
        ("franchisor", "franchisee"),
        ("seller", "purchaser"),
        ("seller", "buyer"),
        ("assignor", "assignee"),
    ];
    let term = |wanted: &str| {
        let mut terms = draft.aliases.iter().filter(|alias| alias.kind == AliasKind::Term);
        terms.any(|alias| alias.text.eq_ignore_ascii_case(wanted))
    };
    PAIRS.iter().any(|(one, other)| *one == noun && term(other) || *other == noun && term(one))
}

/// One party has a name but no term, the other is settled: the noun that the text acts through is
/// the first one's term.
fn tie(words: &Words, drafts: &mut [Draft], found: &[(Key, Uses)], idle: usize, lean: noun::Lean) {
    let fits = |key: Key| lean == 0 || side(words, key) != lean.signum();
    let Some(&(key, uses)) = found.iter().find(|(key, _)| fits(*key)) else { return };
    if let Some(draft) = drafts.get_mut(idle).filter(|draft| !draft.has_term()) {
        name_by(words, draft, key, uses);
    }
}
