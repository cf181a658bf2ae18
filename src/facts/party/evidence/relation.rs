//! What a passage tells of two names that no opening introduces: "Quillon looks after the boilers of Whitcombe
//! School", "Sable carries goods for its customer Orrin". In: the words and the mentions. Out: for each sign the
//! party, how much it tells of its being the one who supplies (below 0: who pays), and the words that tell.

use std::ops::Range;

use super::super::PASSAGE;
use super::super::noun;
use super::super::words::Words;
use super::super::{Mention, Who};

/// So far behind the verb the other is named: "runs the payroll and the pension scheme of Holt & Sons".
const REACH: usize = 16;
/// Words of an apposition before its noun: "its new dredging contractor".
const BETWEEN: usize = 3;

pub(super) struct Sign {
    pub party: usize,
    pub lean: f32,
    pub tokens: Range<usize>,
}

/// Work that is done for who pays: the stems of its verbs.
const WORK: [&str; 76] = [
    "supply",
    "provid",
    "build",
    "built",
    "mak",
    "made",
    "design",
    "develop",
    "creat",
    "produc",
    "writ",
    "wrote",
    "draw",
    "drew",
    "prepar",
    "run",
    "ran",
    "operat",
    "manag",
    "maintain",
    "servic",
    "clean",
    "host",
    "stor",
    "carr",
    "transport",
    "ship",
    "deliver",
    "print",
    "film",
    "shoot",
    "shot",
    "photograph",
    "translat",
    "install",
    "repair",
    "look",
    "handl",
    "licens",
    "licenc",
    "teach",
    "taught",
    "train",
    "staff",
    "cater",
    "guard",
    "pack",
    "process",
    "analys",
    "analyz",
    "advis",
    "test",
    "represent",
    "fit",
    "paint",
    "decorat",
    "landscap",
    "edit",
    "record",
    "stag",
    "tun",
    "grow",
    "bak",
    "weav",
    "sew",
    "organis",
    "organiz",
    "plan",
    "lay",
    "laid",
    "restor",
    "survey",
    "haul",
    "re-roof",
    "perform",
    "sell",
];
/// What the one who is to pay does to have it done: the stems.
const TASK: [&str; 14] = [
    "engag",
    "retain",
    "hir",
    "commission",
    "appoint",
    "employ",
    "chose",
    "choos",
    "chosen",
    "select",
    "instruct",
    "book",
    "contract",
    "task",
];

pub(super) fn told(words: &Words, mentions: &[Mention]) -> Vec<Sign> {
    let mut signs = Vec::new();
    if words.len() > PASSAGE {
        return signs;
    }
    for (place, mention) in mentions.iter().enumerate() {
        let Who::Party(party) = mention.who else { continue };
        let name = mention.tokens.clone();
        // What "you" and "we" do is told by [`super::spoken`].
        if !words.is_capital(name.end - 1) || is_spoken(words.word(name.start)) {
            continue;
        }
        if let Some((lean, tokens)) = apposed(words, &name).or_else(|| titled(words, &name)) {
            signs.push(Sign { party: party.0, lean, tokens });
        }
        if mention.possessive {
            continue;
        }
        let verb = verb(words, name.end);
        let other = mentions[place + 1..]
            .iter()
            .find_map(|next| match next.who {
                Who::Party(id) if id != party => Some((id.0, next.tokens.start, next.possessive)),
                _ => None,
            })
            .filter(|&(_, at, _)| at <= verb + REACH && !(verb..at).any(|at| is_stop(words, at)));
        let Some((other, at, owned)) = other else { continue };
        if let Some(lean) = dealt(words, verb, at, owned) {
            signs.push(Sign { party: party.0, lean, tokens: name.start..verb + 1 });
            signs.push(Sign { party: other, lean: -lean, tokens: at..at + 1 });
        }
    }
    signs
}

/// What the one in front of the verb does for the other at `at`, or has the other do.
fn dealt(words: &Words, verb: usize, at: usize, owned: bool) -> Option<f32> {
    let link = words.word((at - 1).saturating_sub(usize::from(words.word(at - 1) == "the")));
    let passive =
        (verb.saturating_sub(2)..verb).any(|at| matches!(words.word(at), "is" | "are" | "was" | "were" | "been"));
    let begins = |stems: &[&str]| stems.iter().any(|stem| is_form(words.word(verb), stem));
    let near = at <= verb + 3;
    match () {
        () if begins(&TASK) && link == "by" => Some(2.0),
        () if begins(&TASK) && link == "with" && near => Some(-2.0),
        () if begins(&TASK) && link == "from" => Some(-2.0),
        () if begins(&TASK) && near && !passive && !owned => Some(-2.0),
        () if begins(&WORK) && passive && link == "by" => Some(-1.5),
        () if begins(&WORK) && !passive && (owned || matches!(link, "for" | "of" | "to" | "at" | "on")) => Some(1.5),
        () => None,
    }
}

/// "Oxley, its dredging contractor,", "Tolland Motors is the customer".
fn apposed(words: &Words, name: &Range<usize>) -> Option<(f32, Range<usize>)> {
    let opens = matches!(words.word(name.end), "," | "is" | "as" | "(" | "being");
    let determiner = name.end + 1;
    if !opens || !matches!(words.word(determiner), "the" | "its" | "a" | "an" | "their" | "his" | "her" | "our") {
        return None;
    }
    let noun = role_noun(words, determiner + 1)?;
    // "is a customer of" tells as much; "the customer shall" has begun another clause.
    let ends = !words.is_word(noun + 1) || matches!(words.word(noun + 1), "and" | "of" | "to" | "for" | "in" | "under");
    ends.then_some((lean(words, noun), name.start..noun + 1))
}

/// "Its customer Orrin Pharma", "Ibex Engineering its supplier".
fn titled(words: &Words, name: &Range<usize>) -> Option<(f32, Range<usize>)> {
    let before = name.start.checked_sub(1)?;
    let determiner = before.checked_sub(1)?;
    let is_determiner = |at: usize| matches!(words.word(at), "the" | "its" | "their" | "his" | "her" | "our");
    if noun::lean(words.word(before)).is_some_and(|lean| lean.abs() > 1) && is_determiner(determiner) {
        return Some((lean(words, before), before..name.end));
    }
    let behind = is_determiner(name.end).then(|| role_noun(words, name.end + 1)).flatten()?;
    (!words.is_word(behind + 1)).then_some((lean(words, behind), name.start..behind + 1))
}

fn role_noun(words: &Words, from: usize) -> Option<usize> {
    let noun = |at: &usize| noun::lean(words.word(*at)).is_some_and(|lean| lean.abs() > 1);
    (from..=from + BETWEEN).take_while(|at| words.is_word(*at) && !words.is_capital(*at)).find(noun)
}

fn lean(words: &Words, noun: usize) -> f32 {
    f32::from(noun::lean(words.word(noun)).unwrap_or(0).signum()) * 3.0
}

/// The first word behind auxiliaries, ", which" and adverbs.
fn verb(words: &Words, from: usize) -> usize {
    let helps = |at: usize| {
        let word = words.word(at);
        word.ends_with("ly") && !matches!(word, "supply" | "apply")
            || matches!(
                word,
                "," | "which"
                    | "who"
                    | "will"
                    | "shall"
                    | "must"
                    | "may"
                    | "can"
                    | "has"
                    | "have"
                    | "had"
                    | "is"
                    | "was"
                    | "are"
                    | "were"
                    | "been"
                    | "be"
                    | "to"
                    | "agrees"
                    | "also"
                    | "undertakes"
                    | "now"
            )
    };
    (from..from + 6).find(|at| !helps(*at)).unwrap_or(from)
}

/// "carries" of "carr", "supplied" of "supply".
fn is_form(word: &str, stem: &str) -> bool {
    let stem = stem.strip_suffix('y').filter(|_| word.len() > stem.len()).unwrap_or(stem);
    let Some(end) = word.strip_prefix(stem) else { return false };
    let end = end.strip_prefix(&stem[stem.len() - 1..]).filter(|end| end.starts_with(['e', 'i'])).unwrap_or(end);
    matches!(end, "" | "s" | "e" | "es" | "ed" | "d" | "ing" | "y" | "ies" | "ied" | "ying" | "ys")
}

fn is_spoken(word: &str) -> bool {
    matches!(word, "we" | "us" | "our" | "you" | "your" | "i" | "me" | "my")
}

fn is_stop(words: &Words, at: usize) -> bool {
    matches!(words.word(at), "." | ";" | "?" | "!") || words.starts_line(at)
}
