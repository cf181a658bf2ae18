//! "You", "we" and "I" as parties. In: the words and the drafts. Out: the drafts, with a party for
//! each pronoun that the text uses as a name, or the pronoun's forms added to the party it stands for.

use std::ops::Range;

use super::alias::{Alias, AliasKind, Draft};
use super::bracket;
use super::name;
use super::noun;
use super::words::Words;

// "We'll" is one word of the text, and names the party as "we" does.
const YOU: &[&str] = &["you", "your", "yours", "you'll", "you've", "you're", "you'd"];
const WE: &[&str] = &["we", "us", "our", "ours", "we'll", "we've", "we're", "we'd"];
const I: &[&str] = &["i", "me", "my", "mine", "i'll", "i've", "i'm", "i'd"];

/// A text shorter than this is a fragment: one "you" is enough.
const FRAGMENT: usize = 400;

pub(super) fn add(words: &Words, drafts: &mut Vec<Draft>) {
    let counts = Counts::of(words);
    set(words, drafts, YOU, counts.you);
    // "I" and "we" are one drafter: a freelancer writes both.
    let first: Vec<&str> = WE.iter().chain(I).copied().collect();
    let (forms, uses) = if counts.i > 0 { (first.as_slice(), counts.we + counts.i) } else { (WE, counts.we) };
    set(words, drafts, forms, uses);
}

/// "we" and "you": never one party.
pub(super) fn are_opposed(one: &Alias, other: &Alias) -> bool {
    let (one, other) = (group(&one.text.to_lowercase()), group(&other.text.to_lowercase()));
    one > 0 && other > 0 && (one == 1) != (other == 1)
}

#[derive(Debug, Default)]
struct Counts {
    you: usize,
    we: usize,
    i: usize,
}

impl Counts {
    fn of(words: &Words) -> Self {
        let group: Vec<u8> = words.distinct().iter().map(|word| group(word)).collect();
        let mut counts = Self::default();
        for at in 0..words.len() {
            match words.id(at).and_then(|id| group.get(id.0 as usize)) {
                Some(1) => counts.you += 1,
                Some(2) if !is_country(words, at) => counts.we += 1,
                Some(3) if is_first_person(words, at) => counts.i += 1,
                _ => {}
            }
        }
        counts
    }
}

fn group(word: &str) -> u8 {
    match word {
        _ if YOU.contains(&word) => 1,
        _ if WE.contains(&word) => 2,
        _ if I.contains(&word) => 3,
        _ => 0,
    }
}

/// "US" is a country where it is not a shout.
pub(super) fn is_country(words: &Words, at: usize) -> bool {
    words.raw(at) == "US" && !words.in_capitals(at) || words.raw(at) == "US" && words.word(at + 1) == "$"
}

/// "I" the writer, not a label or a number.
pub(super) fn is_first_person(words: &Words, at: usize) -> bool {
    if !words.word(at).eq("i") {
        return true;
    }
    let label = matches!(words.word(at + 1), ")" | "." | "]" | ":")
        || at > 0
            && matches!(
                words.word(at - 1),
                "(" | "article" | "part" | "type" | "schedule" | "exhibit" | "section" | "phase" | "class"
            );
    words.raw(at) == "I" && !label && words.is_word(at + 1)
}

/// Adds the forms to the party they are defined for, or a new party if the text lives by them.
fn set(words: &Words, drafts: &mut Vec<Draft>, forms: &[&str], uses: usize) {
    let defined = drafts.iter().position(|draft| {
        draft
            .aliases
            .iter()
            .any(|alias| alias.kind == AliasKind::Term && forms.contains(&alias.text.to_lowercase().as_str()))
    });
    let lives = uses >= 3 && uses * 250 >= words.len() || uses >= 1 && words.len() < FRAGMENT;
    if defined.is_none() && !lives {
        return;
    }
    let place = defined.or_else(|| explained(words, drafts, forms)).unwrap_or_else(|| {
        drafts.push(Draft::default());
        drafts.len() - 1
    });
    if let Some(draft) = drafts.get_mut(place) {
        draft
            .aliases
            .retain(|alias| !(alias.kind == AliasKind::Term && forms.contains(&alias.text.to_lowercase().as_str())));
        for (id, word) in words.distinct().iter().enumerate() {
            if forms.contains(&word.as_str()) {
                draft.add(Alias::word(crate::text::WordId(id as u32), word, AliasKind::Pronoun));
            }
        }
    }
}

/// Does a definition of a pronoun begin with the quotation mark at `open`: “"We", "us" and "our" mean …”?
pub(super) fn is_defined(words: &Words, open: usize) -> bool {
    let at = open + 1;
    let forms = [YOU, WE, I].into_iter().find(|forms| forms.contains(&words.word(at)));
    bracket::is_quote(words.word(open)) && forms.is_some_and(|forms| defining(words, at, forms).is_some())
}

/// Behind “we", "us" and "our" mean” or “"we" refers to”: where the name should stand.
fn defining(words: &Words, at: usize, forms: &[&str]) -> Option<usize> {
    let joins = |at: usize| {
        let word = words.word(at);
        bracket::is_quote(word) || matches!(word, "," | "and" | "or" | "/") || forms.contains(&word)
    };
    let verb = (at + 1..at + 16).find(|&place| !joins(place))?;
    let verb = verb + usize::from(matches!(words.word(verb), "shall" | "will" | "each"));
    let quoted = bracket::is_quote(words.word(verb - 1));
    match words.word(verb) {
        "mean" | "means" => Some(verb + 1),
        "refer" | "refers" | "are" | "is" if words.word(verb + 1) == "to" => Some(verb + 2),
        "is" | "are" if quoted => Some(verb + 1),
        _ => None,
    }
}

/// The name that the text puts behind the pronoun at `at`, to tell who that is.
fn name_behind(words: &Words, at: usize, forms: &[&str]) -> Option<Range<usize>> {
    let told = if words.word(at + 1) == "(" { Some(at + 2) } else { defining(words, at, forms) };
    if let Some(from) = told {
        let from = from + usize::from(matches!(words.word(from), "the" | "\""));
        let found = name::at(words, from).or_else(|| apposed(words, from))?;
        let closed = matches!(words.word(found.end), ")" | "." | "," | ";" | "\"" | "(")
            || words.starts_line(found.end)
            || words.word(found.end) == "and" && words.word(found.end + 1).starts_with("reference")
            || name::is_formal(words, &found);
        return closed.then_some(found);
    }
    // "We are Acme Inc.", "between us, Acme Inc., and you, Bolt Ltd.", "You: Bolt Ltd."
    let beside = matches!(words.word(at + 1), "are" | "am" | "," | ":");
    let found = name::at(words, at + 2).filter(|_| beside)?;
    name::is_formal(words, &found).then_some(found)
}

/// "the studio, Acme Inc.": the name behind what the party is.
fn apposed(words: &Words, from: usize) -> Option<Range<usize>> {
    let comma = (from + 1..from + 4).find(|&at| words.word(at) == ",")?;
    name::at(words, comma + 1).filter(|found| name::is_formal(words, found))
}

/// "You (Acme Inc.) are hiring us (Bolt Ltd.)": the name behind the pronoun; or "we means Acme Inc.".
fn explained(words: &Words, drafts: &mut Vec<Draft>, forms: &[&str]) -> Option<usize> {
    let reach = words.len().min(4000);
    let found =
        (0..reach).filter(|&at| forms.contains(&words.word(at))).find_map(|at| name_behind(words, at, forms))?;
    let role_noun = found.len() == 1 && noun::lean(words.word(found.start)).is_some();
    let alias = Alias::at(words, found.clone(), if role_noun { AliasKind::Term } else { AliasKind::Name })?;
    if let Some(place) = drafts.iter().position(|draft| draft.has(&alias.words)) {
        return Some(place);
    }
    drafts.push(Draft {
        evidence: vec![words.span(found)],
        named: !role_noun,
        aliases: vec![alias],
        ..Draft::default()
    });
    Some(drafts.len() - 1)
}
