//! Who deals with whom in a passage without an opening: "Sable Logistics carries goods for Orrin Pharma", "the
//! Museum pays Lumen Studio". In: the words and the drafts. Out: the drafts, with the names that are wanting of the
//! two; nothing where the passage speaks by role nouns.

use std::ops::Range;

use super::PASSAGE;
use super::acting::{self, OPENERS, SIDES, THINGS};
use super::alias::{Alias, AliasKind, Draft};
use super::noun;
use super::usage;
use super::words::Words;
use crate::facts::is_month;
use crate::sorting;
use crate::text::WordId;

/// Words of a name, at most.
const LONGEST: usize = 6;

/// Bodies that are called by their noun alone: "the Library".
const BODIES: [&str; 21] = [
    "library",
    "chamber",
    "conservatory",
    "board",
    "cathedral",
    "archive",
    "centre",
    "center",
    "commission",
    "federation",
    "guild",
    "opera",
    "philharmonic",
    "port",
    "zoo",
    "aquarium",
    "parliament",
    "embassy",
    "secretariat",
    "community",
    "arena",
];
/// Words with a capital that are nobody's name, beside those of [`THINGS`].
const NO_NAMES: [&str; 44] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "project",
    "event",
    "campaign",
    "premises",
    "programme",
    "program",
    "portal",
    "report",
    "budget",
    "equipment",
    "effective",
    "business",
    "initial",
    "annual",
    "confidential",
    "intellectual",
    "personal",
    "force",
    "net",
    "gross",
    "liability",
    "loss",
    "insurance",
    "account",
    "territory",
    "trademark",
    "trademarks",
    "english",
    "european",
    "federal",
    "courts",
    "court",
    "state",
    "stage",
    "phase",
    "item",
    "day",
];
/// Words that a sentence begins with before a name.
const LEADS: [&str; 32] = [
    "should",
    "whenever",
    "whatever",
    "on",
    "in",
    "at",
    "by",
    "for",
    "to",
    "from",
    "of",
    "with",
    "under",
    "as",
    "after",
    "before",
    "while",
    "whereas",
    "because",
    "since",
    "although",
    "notwithstanding",
    "except",
    "only",
    "the",
    "a",
    "an",
    "but",
    "and",
    "or",
    "not",
    "provided",
];

/// One name with all its forms: "Tallis Telecom", "Tallis".
struct Named {
    first: WordId,
    forms: Vec<Range<usize>>,
    score: usize,
    acts: usize,
}

/// Are the two known by their names? Then no role noun is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dealers {
    Named,
    None,
}

pub(super) fn add(words: &Words, drafts: &mut Vec<Draft>) -> Dealers {
    let spoken = |draft: &Draft| draft.aliases.iter().any(|alias| alias.kind == AliasKind::Pronoun);
    if words.len() > PASSAGE || drafts.len() >= SIDES || drafts.iter().any(spoken) || speaks_by_role(words) {
        return Dealers::None;
    }
    let mut found = names(words);
    let known =
        |named: &Named| drafts.iter().any(|draft| draft.aliases.iter().any(|alias| alias.words.contains(&named.first)));
    let plain = |named: &Named| named.score > 1 || named.forms.iter().any(|form| form.len() > 1);
    found.retain(|named| !known(named) && plain(named));
    sorting::by_key(&mut found, |named| std::cmp::Reverse(named.score));
    found.truncate(SIDES - drafts.len());
    let wanted = drafts.len() + found.len() == SIDES;
    if !wanted || drafts.is_empty() && found.iter().all(|named| named.acts == 0) {
        return Dealers::None;
    }
    sorting::by_key(&mut found, |named| named.forms.first().map_or(0, |form| form.start));
    drafts.extend(found.iter().map(|named| draft(words, named)));
    Dealers::Named
}

fn draft(words: &Words, named: &Named) -> Draft {
    let mut forms = named.forms.clone();
    sorting::by_key(&mut forms, |form| (std::cmp::Reverse(form.len()), words.is_caps(form.start)));
    let mut draft = Draft { named: true, ..Draft::default() };
    draft.evidence.extend(named.forms.first().map(|form| words.span(form.clone())));
    for form in forms {
        let the = form.start > 0 && words.word(form.start - 1) == "the";
        let kind = if the { AliasKind::Term } else { AliasKind::Name };
        draft.aliases.extend(Alias::at(words, form, kind).filter(|alias| !draft.has(&alias.words)));
    }
    draft
}

/// "The Client", "the Stand Builder", "Supplier": the passage calls its parties by what they do. A museum, a
/// council, a trust are called by what they are.
fn speaks_by_role(words: &Words) -> bool {
    let part = |at: usize| words.is_capital(at) && words.is_word(at);
    (0..words.len()).filter(|at| part(*at) && !part(at + 1)).any(|at| {
        let start = (0..at).rev().take_while(|at| part(*at) && !opens(words.word(*at))).last().unwrap_or(at);
        let called = start > 0 && words.word(start - 1) == "the" || start == at;
        called && noun::lean(words.word(at)).is_some_and(|lean| !is_body(lean))
    })
}

fn is_body(lean: noun::Lean) -> bool {
    (-2..=0).contains(&lean)
}

fn names(words: &Words) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(run) = run(words, at) else {
            at += 1;
            continue;
        };
        at = run.end;
        let Some(first) = words.id(run.start) else { continue };
        let acts = usize::from(is_subject(words, run.end) || run.start > 0 && words.word(run.start - 1) == "by");
        let score = 1 + acts;
        match found.iter_mut().find(|named| named.first == first) {
            Some(named) => {
                named.score += score;
                named.acts += acts;
                named.forms.push(run);
            }
            None => found.push(Named { first, forms: vec![run], score, acts }),
        }
    }
    found
}

/// The name that begins here.
fn run(words: &Words, at: usize) -> Option<Range<usize>> {
    let part = |at: usize| words.is_capital(at) && words.is_word(at) && !words.in_capitals(at);
    if !part(at) || opens(words.word(at)) {
        return None;
    }
    let mut end = at + 1;
    while end - at < LONGEST && !words.starts_line(end) {
        let joined = words.raw(end) == "&" || words.is_possessive(end) && words.touches(end);
        match () {
            () if part(end) => end += 1,
            () if joined && part(end + 1) && !is_thing(words, end + 1) => end += 2,
            () => break,
        }
    }
    let last = words.word(end - 1);
    let before = at.checked_sub(1).map_or("", |before| words.word(before));
    let body = noun::lean(last).is_some_and(is_body) || BODIES.contains(&last);
    let placed = matches!(before, "in" | "at" | "near") || matches!(words.word(end), "law" | "courts" | "time");
    let quoted = before == "\"" || matches!(words.word(end), "\"");
    // "Quillon Software" is a name, "Software Licence" is none.
    let thing = is_thing(words, at);
    let named = match before {
        "the" => body,
        _ => !usage::is_of_many(before),
    };
    // A capital for its place alone tells nothing, unless the word has it everywhere.
    let placed_first = end - at == 1 && words.starts_sentence(at) && !acting::is_always_a_name(words, at);
    (named && !placed && !quoted && !thing && !placed_first).then_some(at..end)
}

/// Does a sentence begin with this word rather than a name?
fn opens(word: &str) -> bool {
    LEADS.contains(&word) || OPENERS.contains(&word)
}

fn is_thing(words: &Words, at: usize) -> bool {
    let word = words.word(at);
    THINGS.contains(&word) || NO_NAMES.contains(&word) || is_month(word)
}

/// A verb behind the name: "shall", "pays", "has engaged", ", which buys", ", engaged by".
fn is_subject(words: &Words, behind: usize) -> bool {
    let at = behind + usize::from(words.word(behind) == ",");
    let at = at + usize::from(matches!(words.word(at), "which" | "who"));
    let word = words.word(at);
    let plain = words.is_word(at) && !words.is_capital(at) && word.len() > 3 && word.ends_with('s');
    usage::is_modal(word) && !matches!(word, "and" | "or")
        || plain
        || matches!(word, "had" | "was")
        || words.word(at + 1) == "by"
}
